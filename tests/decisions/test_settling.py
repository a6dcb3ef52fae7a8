"""Everything that reads the folder honours what was decided there: verdicts.json, chapters.json, exports, links."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rnct_chapters.decisions import Journal, settle
from rnct_chapters.errors import UsageError
from tests.cli.commands import call
from tests.cli.test_check import schema, verdicts_in
from tests.decisions.test_journal import cards, decide, kept, lines, timed

Json = dict[str, Any]


def files(results: Path) -> dict[str, tuple[bytes, int]]:
    """Every file with its content and when it was written."""
    return {
        str(p.relative_to(results)): (p.read_bytes(), p.stat().st_mtime_ns) for p in results.rglob("*") if p.is_file()
    }


def chapters_in(results: Path) -> Json:
    """chapters.json, which must follow its schema."""
    found: Json = json.loads((results / "chapters.json").read_text(encoding="utf-8"))
    schema("chapters").validate(found)
    return found


def edit(results: Path, change: Callable[[Json], object]) -> None:
    """chapters.json changed by hand."""
    found = chapters_in(results)
    change(found)
    (results / "chapters.json").write_text(json.dumps(found), encoding="utf-8")


def titles(found: Json) -> list[str]:
    return [c["title"] for c in found["recordings"][0]["chapters"]]


def test_without_decisions_nothing_is_touched(results: Path) -> None:
    """A folder in which nobody decided anything stays as the check left it, to the octet."""
    before = files(results)
    settle(results)
    assert files(results) == before


def test_verdicts_say_what_was_decided(results: Path) -> None:
    """Each decided stamp and its claims carry the decision, the summary the counts; what was heard stays."""
    before = verdicts_in(results)
    card = next(c for c in cards(results) if c["outcome"] == "elsewhere")
    heard = {"kind": "decide", "card": card["key"], "what": "heard", "ms": card["heard_ms"]}
    decide(results, heard, {"kind": "note", "card": card["key"], "note": "Ana confirme."})
    settle(results)
    after = verdicts_in(results)
    said = {
        "what": "heard", "time_s": card["heard_ms"] / 1000, "recording": 2, "note": "Ana confirme.",
        "at": lines(results)[1]["at"],
    }  # fmt: skip
    assert after["stamps"][card["stamp"]]["decision"] == said
    told = [v for v in after["verdicts"] if "decision" in v]
    assert [(v["id"], v["decision"]) for v in told] == [(card["claims"][0], said)]
    assert (after["summary"].pop("decided"), after["summary"].pop("left")) == (1, len(cards(results)) - 1)
    for row in (*after["stamps"], *after["verdicts"]):
        row.pop("decision", None)
    assert after == before


def test_settling_again_changes_nothing(results: Path) -> None:
    """Every command may settle: what is settled is not written a second time."""
    decide(results, kept(cards(results)[0]), timed(cards(results)[1], 61_000))
    settle(results)
    before = files(results)
    settle(results)
    Journal(results).settle()
    assert files(results) == before


def test_taking_all_back_settles_the_check(results: Path) -> None:
    """Opened and undone, nothing of a decision stays in the results but that nothing is decided."""
    verdicts, chapters = verdicts_in(results), chapters_in(results)
    card = next(c for c in cards(results) if c["outcome"] == "shifted")
    decide(results, timed(card, 5_000))
    settle(results)
    assert chapters_in(results) != chapters
    decide(results, {"kind": "decide", "card": card["key"], "what": "open"})
    settle(results)
    after = verdicts_in(results)
    assert (after["summary"].pop("decided"), after["summary"].pop("left")) == (0, len(cards(results)))
    assert (after, chapters_in(results)) == (verdicts, chapters)


def test_every_export_has_the_decided_time(results: Path) -> None:
    """`chapters` prints from what was settled: a shifted stamp's chapter is where it was decided to be."""
    card = next(c for c in cards(results) if c["outcome"] == "not_found")
    decide(results, timed(card, 150_000))
    settle(results)
    printed = call("chapters", results, "--format", "webvtt", "--recording", "1").out
    assert "00:02:30.000 -->" in printed


def test_chapters_edited_by_hand_are_a_decision_too(results: Path) -> None:
    """A file that somebody changed is taken up as an event, before what is decided next, and can be undone."""
    card = next(c for c in cards(results) if c["outcome"] == "shifted" and c["recording"] == 1)
    original = titles(chapters_in(results))
    edit(results, lambda found: found["recordings"][0]["chapters"][0].update(title="À moi"))
    told = decide(results, timed(card, 150_000))
    assert [(row["kind"], row["by"]) for row in lines(results)] == [
        ("check", "check"), ("chapters", "chapters.json"), ("decide", "tab"),
    ]  # fmt: skip
    settle(results)
    mine = chapters_in(results)["recordings"][0]["chapters"]
    assert "À moi" in {c["title"] for c in mine}
    assert 150.0 in {c["start_s"] for c in mine}
    assert told.state["edited"] == ["matinee"]
    decide(results, {"kind": "undo", "of": 3}, {"kind": "undo", "of": 2})
    settle(results)
    assert titles(chapters_in(results)) == original


def test_chapters_edited_by_hand_after_decisions(results: Path) -> None:
    """Settling takes up what somebody wrote since, and what they wrote of the recording itself."""
    decide(results, kept(cards(results)[0]))
    settle(results)

    def change(found: Json) -> None:
        found["recordings"][0] |= {"title": "La matinée", "url": "https://youtu.be/79NNXn5Kr90"}
        found["recordings"][1]["chapters"] = found["recordings"][1]["chapters"][:2]

    edit(results, change)
    settle(results)
    settle(results)
    found = chapters_in(results)["recordings"]
    assert (found[0]["title"], found[0]["url"]) == ("La matinée", "https://youtu.be/79NNXn5Kr90")
    assert len(found[1]["chapters"]) == 2
    assert [row["by"] for row in lines(results)] == ["check", "tab", "chapters.json", "chapters.json"]


def test_a_recording_that_somebody_added_stays(results: Path) -> None:
    """Chapters of a recording that no check knows are nobody's to throw away."""
    edit(results, lambda found: found["recordings"].append({"id": "soir", "number": 3, "chapters": []}))
    decide(results, kept(cards(results)[0]))
    settle(results)
    assert [r["id"] for r in chapters_in(results)["recordings"]] == ["matinee", "apres-pause", "soir"]


def test_chapters_that_cannot_be_read_stop_no_decision(results: Path) -> None:
    """A slip in chapters.json is said where it is read, costs no decision, and overwrites nothing."""
    (results / "chapters.json").write_text("{", encoding="utf-8")
    decide(results, kept(cards(results)[0]))
    with pytest.raises(UsageError, match=r"chapters\.json"):
        settle(results)
    assert (results / "chapters.json").read_text(encoding="utf-8") == "{"
    assert len(lines(results)) == 2


def test_chapters_that_were_deleted_come_back(results: Path) -> None:
    """Without its file a recording's chapters are those of the check, as decided."""
    before = titles(chapters_in(results))
    decide(results, {"kind": "note", "card": cards(results)[0]["key"], "note": "Ana"})
    (results / "chapters.json").unlink()
    settle(results)
    assert titles(chapters_in(results)) == before


def test_settled_chapters_are_a_persons(results: Path) -> None:
    """Whoever puts the journal aside keeps what the desk made of chapters.json: a check never overwrites it."""
    event = results.parent
    card = next(c for c in cards(results) if c["outcome"] == "shifted")
    decide(results, timed(card, 150_000))
    settle(results)
    mine = (results / "chapters.json").read_bytes()
    (results / "decisions.jsonl").rename(event / "aside.jsonl")
    call("check", *(event / name for name in ("recap.md", "matinee.vtt", "apres-pause.json")))
    assert (results / "chapters.json").read_bytes() == mine
    assert (results / "chapters.new.json").exists()
