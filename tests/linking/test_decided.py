"""What a person decided comes before what was heard: corrected, linked or left, and nothing to look at any more."""

from typing import Any

import pytest

from rnct_chapters.errors import UsageError
from rnct_chapters.linking.checked import read_checked
from rnct_chapters.linking.plan import Plan, Wishes
from rnct_chapters.linking.telling import exit_code, lines_of, link_object
from tests.cli.test_check import schema
from tests.linking.said import EVENING, MORNING, Row, elsewhere, linked, read, shifted, verdicts
from tests.linking.test_planning import AT, CORRECT, article

UNSURE: tuple[Row, ...] = (
    {"outcome": "not_found", "heard_s": None, "suggested_s": None},
    {"outcome": "ambiguous"},
    {"outcome": "unverified", "suggested_s": 3000, "contradiction": "Two times."},
    {"outcome": "unchecked"},
    shifted(50_000),
    elsewhere(50_000),
    {},
)


def decided(
    row: Row, what: str, time_s: float | None = None, recording: int | None = 1, note: str | None = None
) -> Row:
    decision = {"what": what, "time_s": time_s, "recording": recording, "note": note, "at": "2026-03-02T14:02:31Z"}
    return {**row, "decision": decision}


@pytest.mark.parametrize("row", UNSURE)
@pytest.mark.parametrize(
    ("stamp", "decision", "after"),
    [
        ("(27:17)", ("time", 100.4), f"([1:40]({AT}100))"),
        ("(27min17)", ("heard", 1629.9), f"([27min09]({AT}1629))"),
        ("([27:17](#))", ("rival", 3700.0, 2), f"([1:01:40]({EVENING}?t=3700))"),
        (f"([27:17]({AT}1637))", ("rival", 100.0, 2), f"([1:40]({EVENING}?t=100))"),
        ("(47min)", ("time", 2825.0), f"([47min]({AT}2820))"),
        ("(27:17)", ("kept",), f"([27:17]({AT}1637))"),
        (f"([27:17]({AT}12))", ("kept",), f"([27:17]({AT}1637))"),
        ("(27:17)", ("paraphrase",), f"([27:17]({AT}1637))"),
        ("(27:17)", ("time", 1637.9), f"([27:17]({AT}1637))"),
        ("(27:17)", ("absent", None, None), "(27:17)"),
        ("([27:17](#))", ("absent", None, None), "([27:17](#))"),
    ],
)  # fmt: skip
def test_decisions_are_carried_out(row: Row, stamp: str, decision: tuple[Any, ...], after: str) -> None:
    """Whatever the check said: decided times are printed and linked, kept ones linked, absent words left; no finding
    is made of it."""
    found, planned = linked(article(stamp), decided(row, *decision), wishes=CORRECT)
    assert found == article(after)
    assert exit_code(planned) == 0
    assert [x.decided for x in planned.left] == [True] * len(planned.left)
    assert linked(found, decided(row, *decision), wishes=CORRECT)[0] == found


@pytest.mark.parametrize(
    ("stamp", "decision", "after", "said"),
    [
        ("(27:17)", ("time", 100.4), f"([27:17]({AT}1637))", "decided: it was said at 1:40 (−25\u00a0min\u00a037)"),
        ("(27:17)", ("rival", 100.4, 2), "(27:17)", "decided: it was said at 1:40 in recording 2 (Replay 2)"),
        ("(27:17)", ("absent", None, None), "(27:17)", "decided that its words are not in the recording"),
    ],
)
def test_plain_linking_lists_decisions(stamp: str, decision: tuple[Any, ...], after: str, said: str) -> None:
    """Without --correct nothing printed changes; what was decided is listed, and somebody has looked at it already."""
    found, planned = linked(article(stamp), decided(shifted(50_000), *decision))
    assert found == article(after)
    assert exit_code(planned) == 0
    recap = read(article(stamp))
    told = [line.text("en") for line in lines_of(recap.document, planned, Wishes())]
    assert said in told[0]
    assert told[-1].endswith("To look at: 0.")
    schema("link").validate(link_object(recap.document, planned, None, "fr"))


@pytest.mark.parametrize("note", ["Ana confirme.", None])
def test_the_reason_of_a_correction_has_the_note(note: str | None) -> None:
    """The comment beside a tracked change says who decided what, why the check asked, and what the person noted."""
    _, planned = linked(article("(27:17)"), decided(shifted(50_000), "time", 100.0, 1, note), wishes=CORRECT)
    (change,) = planned.changes
    assert change.edit.reason is not None
    text = change.edit.reason.text("fr")
    assert "décidé\u00a0: dit à 1:40" in text
    assert "Because." in text
    assert ("Ana confirme." in text) == (note is not None)


def test_one_decision_leaves_the_other_findings() -> None:
    """Only what was decided is settled."""
    source = article("(27:17)") + "\nEt « *tout le monde a fini par venir en voir les fleurs* » (31:02).\n"
    rows = (decided(shifted(50_000), "absent", None, None), {"outcome": "ambiguous"})
    _, planned = linked(source, *rows)
    assert (len(planned.left), exit_code(planned)) == (2, 1)


@pytest.mark.parametrize(
    ("decision", "added"),
    [(("time", 83.0), "1:23"), (("rival", 83.0, 2), "1:23"), (("absent", None, None), None), (("kept",), None)],
)
def test_quotes_without_a_stamp(decision: tuple[Any, ...], added: str | None) -> None:
    """--add takes the decided place, and adds none where a person said that there is none."""
    source = (
        "Il dit : « *Personne ne voulait de cette friche derrière la mairie* ».\n\nPuis (31:02) tout le reste va.\n"
    )

    def plan(row: Row) -> tuple[str, Plan]:
        return linked(source, claims=[row], wishes=Wishes(add=True))

    row = {"outcome": "located", "heard_s": 40.0, "stamp_text": None}
    assert "0:40" in plan(row)[0]
    after, _ = plan(decided(row, *decision))
    assert ("0:40" in after, (added or "1:23") in after) == (False, added is not None)
    assert (f"[1:23]({EVENING}?t=83)" in after) == (decision[0] == "rival")
    assert (f"[1:23]({MORNING}?t=83)" in after) == (decision[0] == "time")


@pytest.mark.parametrize("decision", [3, [], {"what": 3}, {"what": "time"}, {"what": "time", "time_s": -1}])
def test_a_broken_decision_is_said(decision: Any) -> None:
    """Links hang on it: what cannot be read is an error, not passed over."""
    recap = read(article("(27:17)"))
    with pytest.raises(UsageError):
        read_checked(verdicts(recap, [{"decision": decision}]), "verdicts.json")
