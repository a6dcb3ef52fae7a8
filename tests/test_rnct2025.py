"""The real case: a published recap, its stamps as people write them, against transcripts with planted faults."""

import json
from pathlib import Path
from typing import Any

import pytest

from rnct_chapters.tokens import words
from tests.cli.commands import call
from tests.conftest import Golden

HERE = Path(__file__).parents[1].parent / "shared" / "rnct2025"
RECAP, FIRST, SECOND = HERE / "recap-parcours-2.md", HERE / "parcours-2-1.vtt", HERE / "parcours-2-2.json"
NEAR_S = 3.0

pytestmark = pytest.mark.skipif(not HERE.is_dir(), reason="the recap is other people's work and not in the repository")
TRUTH: list[dict[str, Any]] = json.loads((HERE / "truth.json").read_text(encoding="utf-8")) if HERE.is_dir() else []

Found = dict[str, Any]


def checked(folder: Path, *arguments: str | Path) -> Found:
    """The object that `check --json` prints."""
    ran = call("check", RECAP, *arguments, "--json", "--out", folder / "out")
    assert ran.code == 1, ran.err
    found: Found = json.loads(ran.out)
    return found


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Found:
    return checked(tmp_path_factory.mktemp("rnct"), FIRST, SECOND)


def of(row: dict[str, Any], found: Found) -> list[Found]:
    """The verdicts on a row of truth.json: a stamp's for what is only mentioned, else a quote's."""
    if row["kind"] == "mention":
        return [s for s in found["stamps"] if s["ms"] == row["stamp"] * 1000 and s["part"] == row["part"]]
    same = [v for v in found["verdicts"] if words(v["text"]) == words(row["text"])]
    either = row["stamp"] is None or row.get("bind") == "either"
    return [v for v in same if either or v["stamp_s"] == row["stamp"]]


@pytest.mark.parametrize("row", TRUTH, ids=lambda row: f"{row['id']} {row['kind']}")
def test_each_planted_outcome(result: Found, row: dict[str, Any]) -> None:
    """Each quote and passage is there once, with an outcome that is right, heard where it was put."""
    (found,) = of(row, result)
    assert found["outcome"] in row["expected"], found["reason"]
    if row["kind"] != "mention" and row.get("true_s") is not None and found["heard_s"] is not None:
        assert found["heard_s"] == pytest.approx(row["true_s"], abs=NEAR_S)
        assert found["recording"] == row["true_part"]


def test_fourteen_stamps_and_fifteen(result: Found) -> None:
    """The article's 29 stamps belong to two recordings, the last one pointing back."""
    assert [s["part"] for s in result["stamps"]] == [1] * 14 + [2] * 15
    assert [p["recording"] for p in result["recap"]["parts"]] == [1, 2]
    assert result["stamps"][-1]["text"] == "1h31min32"


def test_nothing_wrong_is_confirmed(result: Found) -> None:
    """Whatever was planted as wrong is confirmed nowhere."""
    for row in TRUTH:
        if "confirmed" not in row["expected"]:
            assert "confirmed" not in {v["outcome"] for v in of(row, result)}, row["id"]


def test_each_claim_is_there_once(result: Found) -> None:
    """No quote is reported twice, however often the article gives it."""
    ids = [v["id"] for v in result["verdicts"]]
    assert len(ids) == len(set(ids))
    assert len([n for n in result["summary"]["notes"] if "On ne change de pratique" in n]) == 1


def test_the_other_order(result: Found, tmp_path: Path) -> None:
    """Recordings the other way round: the same outcomes, their numbers changed, and one line that says so."""
    turned = checked(tmp_path, SECOND, FIRST)
    swap = {1: 2, 2: 1, None: None}
    for kind in ("stamps", "verdicts"):
        before = [(v["outcome"], v["heard_s"], v["part"], swap[v["recording"]]) for v in result[kind]]
        assert [(v["outcome"], v["heard_s"], v["part"], v["recording"]) for v in turned[kind]] == before
    (line,) = (n for n in turned["summary"]["notes"] if n not in result["summary"]["notes"])
    assert "paired" in line
    assert "1 → 2, 2 → 1" in line


@pytest.mark.parametrize(("given", "missing"), [(FIRST, 2), (SECOND, 1)], ids=["morning", "afternoon"])
def test_one_recording_is_missing(tmp_path: Path, given: Path, missing: int) -> None:
    """With one of the two recordings the other part is said to have none, and its stamps are not judged wrong."""
    found = checked(tmp_path, given)
    assert [n for n in found["summary"]["notes"] if n.startswith(f"Part {missing} of the recap")]
    assert [p["recording"] for p in found["recap"]["parts"]] == [None if n == missing else 1 for n in (1, 2)]
    there = {s["outcome"] for s in found["stamps"] if s["part"] == missing}
    assert "unchecked" in there
    assert there <= {"unchecked", "elsewhere"}


@pytest.mark.slow
def test_a_part_can_be_forced(result: Found, tmp_path: Path) -> None:
    """`--part` with the article's own words for the second part gives what is found without it; forced onto the
    wrong recordings, nothing of it is confirmed."""
    heading = result["recap"]["parts"][1]["heading"]
    forced = checked(tmp_path, FIRST, SECOND, "--part", f"2={heading}")
    assert [s["outcome"] for s in forced["stamps"]] == [s["outcome"] for s in result["stamps"]]
    wrong = checked(tmp_path / "wrong", SECOND, FIRST, "--part", f"2={heading}")
    assert [p["recording"] for p in wrong["recap"]["parts"]] == [1, 2]
    quoted = {v["outcome"] for v in wrong["verdicts"] if v["kind"] == "quote" and v["own"]}
    assert "confirmed" not in quoted


def test_verdicts_are_as_reviewed(tmp_path: Path, golden: Golden) -> None:
    """Each stamp's number, outcome and second are those that somebody read; the file holds no word of the article."""
    stamps = checked(tmp_path, FIRST, SECOND)["stamps"]
    rows = [[i, s["outcome"], None if s["heard_s"] is None else round(s["heard_s"])] for i, s in enumerate(stamps, 1)]
    golden.check("rnct2025.json", "[\n" + ",\n".join(map(json.dumps, rows)) + "\n]\n")
