"""The demo from its sound: two recordings transcribed for real, and the planted slips found in what was heard."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.commands import DEMO, Ran, call

EXPECTED: list[dict[str, Any]] = json.loads((DEMO / "expected.json").read_text(encoding="utf-8"))
STAMPS = [row for row in EXPECTED if row["kind"] == "stamp"]
NEAR_S = 7.0
"""A passage is told in other words, so that where it begins is a guess; quotes are placed to a second or two."""
MISHEARD = 2
"""Stamps that may be judged otherwise because the small model misheard; none of them may be confirmed wrongly."""


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Ran, Path]]:
    """`demo --sound`, with a cache of its own."""
    folder = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("RNCT_CHAPTERS_CACHE", str(folder / "cache"))
        yield call("demo", "--sound", "--out", folder / "demo.rnct"), folder


@pytest.fixture(scope="module")
def found(ran: tuple[Ran, Path]) -> Any:
    return json.loads((ran[1] / "demo.rnct" / "verdicts.json").read_text(encoding="utf-8"))


def stamp_of(found: Any, row: dict[str, Any]) -> Any:
    (stamp,) = (s for s in found["stamps"] if s["ms"] == row["stamp_s"] * 1000 and s["part"] == row["part"])
    return stamp


def test_it_goes_from_sound_to_verdicts(ran: tuple[Ran, Path], found: Any) -> None:
    """Both recordings were transcribed, word by word, and the report is there."""
    assert ran[0].code == 0, ran[0].err
    assert [r["transcript"]["kind"] for r in found["recordings"]] == ["speech:speech-model"] * 2
    assert (ran[1] / "demo.rnct" / "report.html").stat().st_size > 10_000


def test_the_planted_slips_are_found(found: Any) -> None:
    """What a right check says is said of all stamps but a few that the small model misheard."""
    right = [stamp_of(found, row)["outcome"] in {row["outcome"], *row["also"]} for row in STAMPS]
    assert right.count(False) <= MISHEARD


def test_nothing_is_confirmed_wrongly(found: Any) -> None:
    """A stamp is confirmed only where a right check confirms it, and near where it was truly said."""
    for row in STAMPS:
        stamp = stamp_of(found, row)
        if stamp["outcome"] == "confirmed":
            assert "confirmed" in {row["outcome"], *row["also"]}, row
        if stamp["heard_s"] is not None and row["heard_s"] is not None and stamp["outcome"] == row["outcome"]:
            assert stamp["heard_s"] == pytest.approx(row["heard_s"], abs=NEAR_S), row


def test_the_shift_of_the_second_recording_is_heard(found: Any) -> None:
    """The 24 seconds by which the second part was stamped late come out of the sound alone."""
    (row,) = (row for row in EXPECTED if row["kind"] == "shift")
    (shift,) = found["shifts"]
    assert shift["recording"] == row["recording"]
    assert shift["by_s"] == pytest.approx(row["by_s"], abs=2)
