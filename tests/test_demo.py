"""The demo: every row of its expected.json holds, and its outcomes are those a person has read and approved."""

import json
from pathlib import Path
from typing import Any

import pytest

from rnct_chapters.tokens import words
from tests.cli.commands import DEMO, call
from tests.conftest import Golden

EXPECTED: list[dict[str, Any]] = json.loads((DEMO / "expected.json").read_text(encoding="utf-8"))
NEAR_S = {"quote": 3.0, "stamp": 7.0, "passage": 7.0}
"""The captions' cues last some seconds, within which a word's time is a guess; a passage is told in other words, so
that where it begins is one more."""


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """verdicts.json of the demo, as the command writes it."""
    out = tmp_path_factory.mktemp("demo") / "demo.rnct"
    ran = call("demo", "--out", out, "--lang", "fr")
    assert ran.code == 0
    found: dict[str, Any] = json.loads((out / "verdicts.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def claims() -> dict[str, Any]:
    """What `claims --json` reads from the demo's recap."""
    found: dict[str, Any] = json.loads(call("claims", DEMO / "recap.md", "--json").out)
    return found


def of_kind(kind: str) -> list[Any]:
    rows = [row for row in EXPECTED if row["kind"] == kind]
    return [pytest.param(row, id=f"{row['stamp']} {(row['quote'] or '')[:30]}".strip()) for row in rows]


def starts(claim: dict[str, Any], row: dict[str, Any]) -> bool:
    first = words(row["quote"] or "")
    return words(claim["text"])[: len(first)] == first and claim["stamp_s"] == row["stamp_s"]


def holds(found: dict[str, Any], row: dict[str, Any]) -> None:
    """The outcome is one of those that are right, and what is heard is heard where it is said."""
    assert found["outcome"] in {row["outcome"], *row["also"]}, (found["reason"], row["why"])
    if row["heard_s"] is not None and found["heard_s"] is not None:
        assert found["heard_s"] == pytest.approx(row["heard_s"], abs=NEAR_S[row["kind"]]), found["reason"]
        assert row["recording"] in (None, found["recording"])


@pytest.mark.parametrize("row", of_kind("stamp"))
def test_stamp(result: dict[str, Any], row: dict[str, Any]) -> None:
    """Each stamp of the recap has the verdict that is planted, in its part, and is its quote's own or not."""
    (found,) = (s for s in result["stamps"] if s["ms"] == row["stamp_s"] * 1000 and s["part"] == row["part"])
    holds(found, row)
    assert found["own"] == row["own"]


@pytest.mark.parametrize("row", [*of_kind("quote"), *of_kind("passage")])
def test_claim(result: dict[str, Any], row: dict[str, Any]) -> None:
    """Each quote and passage is there once, with its speaker and the verdict that is planted."""
    (found,) = (v for v in result["verdicts"] if v["kind"] == row["kind"] and starts(v, row))
    holds(found, row)
    if row["kind"] == "quote":
        assert (found["speaker"], found["own"], found["part"]) == (row["speaker"], row["own"], row["part"])


@pytest.mark.parametrize("row", of_kind("title"))
def test_title(result: dict[str, Any], claims: dict[str, Any], row: dict[str, Any]) -> None:
    """A title is listed by `claims`, and neither matched nor stamped."""
    first = words(row["quote"])
    (found,) = (c for c in claims["claims"] if words(c["text"])[: len(first)] == first)
    assert (found["kind"], found["stamp"]) == ("title", None)
    assert found["id"] not in {v["id"] for v in result["verdicts"]}


@pytest.mark.parametrize("row", of_kind("not_a_stamp"))
def test_what_only_looks_like_a_stamp(claims: dict[str, Any], row: dict[str, Any]) -> None:
    """Dates, times of day, durations, ratios and references are in the recap, and no stamp stands there."""
    source = (DEMO / "recap.md").read_text(encoding="utf-8")
    start = source.index(row["quote"])
    assert not [s for s in claims["stamps"] if start <= s["start"] < start + len(row["quote"])]
    assert "Apolline Guéret" not in {c["speaker"] for c in claims["claims"]}


def test_nothing_is_there_that_is_not_expected(result: dict[str, Any]) -> None:
    """Each stamp, quote and passage that was read has a row in expected.json."""
    kinds = [row["kind"] for row in EXPECTED]
    assert len(result["stamps"]) == kinds.count("stamp")
    assert len(result["verdicts"]) == kinds.count("quote") + kinds.count("passage")


def test_the_one_shift(result: dict[str, Any]) -> None:
    """The second part was stamped from another clock, and nothing else was."""
    (row,) = (row for row in EXPECTED if row["kind"] == "shift")
    (found,) = result["shifts"]
    assert (found["recording"], found["from_s"], found["support"]) == (row["recording"], row["from_s"], row["support"])
    assert found["by_s"] == pytest.approx(row["by_s"], abs=1)


def test_the_outcomes_are_those_approved(result: dict[str, Any], golden: Golden) -> None:
    """What the demo says of each stamp and claim changes only when somebody means it to."""
    lines = [f"{'stamp':9}{s['text']:12}{s['outcome']:12}{s['heard_s']}" for s in result["stamps"]]
    lines += [f"{v['id']:9}{v['stamp_text'] or '':12}{v['outcome']:12}{v['heard_s']}" for v in result["verdicts"]]
    golden.check("demo/verdicts.txt", "\n".join(lines) + "\n")


def test_the_demo_can_be_run_where_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without options the demo writes demo.rnct into the current folder, and a second run is the same."""
    monkeypatch.chdir(tmp_path)
    assert call("demo").code == 0
    first = {p: p.read_bytes() for p in (tmp_path / "demo.rnct").rglob("*") if p.is_file()}
    assert call("demo").code == 0
    assert {p: p.read_bytes() for p in (tmp_path / "demo.rnct").rglob("*") if p.is_file()} == first
