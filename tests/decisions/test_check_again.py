"""A check of an article that was decided on: what applies is kept and counts, what does not is listed."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rnct_chapters.decisions import Journal, settle
from tests.cli.commands import Ran, call
from tests.cli.test_check import verdicts_in
from tests.decisions.test_journal import cards, decide, kept, lines
from tests.decisions.test_settling import chapters_in, edit, titles

Json = dict[str, Any]


def check(event: Path, *options: str, lang: str = "en") -> Ran:
    names = ("recap.md", "matinee.vtt", "apres-pause.json")
    return call("check", *(event / name for name in names), "--lang", lang, *options)


def rewrite(event: Path, *changes: tuple[str, str]) -> None:
    """The article with other words; each of the old ones stands there once."""
    text = (event / "recap.md").read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    (event / "recap.md").write_text(text, encoding="utf-8")


def accepted(results: Path) -> Iterator[Json]:
    """An event for each card that needs one, as an editor in a hurry would decide."""
    for card in cards(results):
        if card["heard_ms"] is not None:
            yield {"kind": "decide", "card": card["key"], "what": "heard", "ms": card["heard_ms"]}
        else:
            what = "absent" if card["outcome"] == "not_found" else "kept"
            yield {"kind": "decide", "card": card["key"], "what": what}


def test_without_decisions_a_check_is_as_ever(event: Path) -> None:
    """Nobody who does not use the desk sees a trace of it."""
    before = verdicts_in(event / "recap.rnct")
    ran = check(event)
    assert (ran.code, verdicts_in(event / "recap.rnct")) == (1, before)
    assert not (event / "recap.rnct" / "decisions.jsonl").exists()
    assert "Decided" not in ran.out
    assert {"decided", "left"}.isdisjoint(before["summary"])


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "Decided at the desk: 16. Left to decide: 0."),
        ("fr", "Tranchés en relecture\u00a0: 16. Restent à trancher\u00a0: 0."),
    ],
)
def test_what_was_decided_is_no_finding(event: Path, results: Path, lang: str, said: str) -> None:
    """A settled queue is exit code 0, on screen and in verdicts.json, which still says what was heard."""
    decide(results, *accepted(results))
    ran = check(event, lang=lang)
    found = verdicts_in(results)
    assert (ran.code, found["summary"]["exit_code"]) == (0, 0)
    assert (found["summary"]["decided"], found["summary"]["left"]) == (16, 0)
    assert said in ran.out.splitlines()
    assert sum("decision" in s for s in found["stamps"]) == 15
    assert found["summary"]["stamps"]["shifted"] > 0
    assert not (results / "chapters.new.json").exists()


def test_what_is_left_is_a_finding(event: Path, results: Path) -> None:
    """One undecided is enough for exit code 1, unless it is not counted."""
    *most, _ = accepted(results)
    shifted = next(c for c in cards(results) if c["outcome"] == "shifted")
    decide(results, *most, {"kind": "decide", "card": shifted["key"], "what": "open"})
    assert check(event).code == 1
    assert check(event, "--fail-on", "not_found,ambiguous").code == 0
    assert json.loads(check(event, "--json").out) == verdicts_in(results)


def test_the_same_check_again_is_no_new_base(event: Path, results: Path) -> None:
    """Checking what has not changed keeps every step that can be undone."""
    before = decide(results, *accepted(results)).state
    check(event)
    check(event)
    assert Journal(results).read().state == before
    settled = {name: (results / name).read_bytes() for name in ("verdicts.json", "chapters.json")}
    settle(results)
    assert settled == {name: (results / name).read_bytes() for name in settled}


def test_decisions_outlive_an_edited_article(event: Path, results: Path) -> None:
    """A new title and paragraph change nothing; a reworded quote loses its decision, and that is said."""
    decide(results, *accepted(results), {"kind": "note", "card": cards(results)[0]["key"], "note": "Ana"})
    rewrite(
        event,
        ("Vient la question que", "Une phrase de plus, avant la question. Vient la question que"),
        ("les gens ne se parlent plus", "plus personne ne se parle"),
    )
    ran = check(event)
    state = Journal(results).read().state
    assert ran.code == 1
    (lost,) = state["lost"]
    assert (lost["stamp_text"], lost["what"], state["left"]) == ("0m53", "heard", 1)
    assert "A decision no longer applies: 0m53: its words, as they were, are no longer in the article." in ran.err
    assert lines(results)[-1]["kind"] == "check"
    assert cards(results)[0]["key"] in state["notes"]
    rewrite(event, ("plus personne ne se parle", "les gens ne se parlent plus"))
    assert check(event).code == 0
    assert (Journal(results).read().state["lost"], Journal(results).read().state["left"]) == ([], 0)


def test_an_article_that_was_corrected_is_settled(event: Path, results: Path) -> None:
    """`link --correct` writes the decided times; checked again, each holds without being decided anew."""
    decide(results, *accepted(results))
    settle(results)
    ran = call("link", event / "recap.md", "--correct", "--in-place")
    assert "(2min06)" in (event / "recap.md").read_text(encoding="utf-8")
    assert ran.code == 1  # no address is known for its links
    ran = check(event)
    assert ran.code == 0
    assert "The article now says what was decided for 10 timestamps or quotes." in ran.err
    state = Journal(results).read().state
    assert (state["lost"], state["left"], len(state["settled"])) == ([], 0, 10)
    assert {d["what"] for d in state["decided"].values()} == {"kept", "heard", "absent"}


def test_a_corrected_time_that_is_not_the_decided_one(event: Path, results: Path) -> None:
    """An author who writes another time than was decided is asked again."""
    decide(results, *accepted(results))
    rewrite(event, ("(2min34)", "(1min11)"))
    assert "A decision no longer applies: 2min34: the article now has the timestamp 1min11 there." in check(event).err


def test_edited_chapters_outlive_a_check(event: Path, results: Path) -> None:
    """A person's chapters stay, with what was decided since; what the check drew lies beside them."""
    edit(results, lambda found: found["recordings"][0]["chapters"][1].update(title="À moi"))
    decide(results, kept(cards(results)[0]))
    rewrite(event, ("Vient la question que", "Enfin, voici la question que"))
    ran = check(event)
    assert "À moi" in titles(chapters_in(results))
    assert "chapters.new.json" in ran.err
    assert "À moi" in (results / "chapters" / "matinee.vtt").read_text(encoding="utf-8")
    edit(results, lambda found: found["recordings"][0]["chapters"][2].update(title="Encore à moi"))
    check(event)
    assert {"À moi", "Encore à moi"} <= set(titles(chapters_in(results)))


def test_a_killed_check_is_made_good(event: Path, results: Path) -> None:
    """Where the journal lacks the check that the desk shows, the next reader writes what it would have written."""
    decide(results, *accepted(results))
    journal = (results / "decisions.jsonl").read_bytes()
    rewrite(event, ("les gens ne se parlent plus", "plus personne ne se parle"))
    check(event)
    wanted = Journal(results).read().state
    (results / "decisions.jsonl").write_bytes(journal)
    found = Journal(results).read().state
    assert {k: v for k, v in found.items() if k != "saved_at"} == {k: v for k, v in wanted.items() if k != "saved_at"}
    settle(results)
    assert lines(results)[-1]["kind"] == "check"


def test_a_check_of_another_event_can_be_made_good(event: Path, results: Path) -> None:
    """Checked against the wrong recording by mistake, and then the right ones: every decision is back."""
    before = decide(results, *accepted(results)).state
    call("check", event / "recap.md", event / "matinee.vtt")
    assert Journal(results).read().state["lost"] != []
    assert check(event).code == 0
    after = Journal(results).read().state
    for key in ("decided", "notes", "chapters", "left", "lost"):
        assert after[key] == before[key], key


def test_a_broken_journal_is_said_before_the_work(event: Path, results: Path) -> None:
    """Nobody listens for an hour to learn at the end that a line cannot be read; nothing is touched."""
    decide(results, kept(cards(results)[0]))
    path = results / "decisions.jsonl"
    path.write_bytes(path.read_bytes() + b"{\n")
    before = {p: p.read_bytes() for p in results.rglob("*") if p.is_file()}
    ran = check(event, "--json")
    assert (ran.code, ran.out) == (2, "")
    assert "decisions.jsonl, line 3 cannot be read" in ran.err
    assert {p: p.read_bytes() for p in results.rglob("*") if p.is_file()} == before


def test_a_check_without_the_old_desk(event: Path, results: Path) -> None:
    """What a person deleted of our files costs no decision."""
    decide(results, *accepted(results))
    (results / "desk.json").unlink()
    assert check(event).code == 0
    assert Journal(results).read().state["left"] == 0
