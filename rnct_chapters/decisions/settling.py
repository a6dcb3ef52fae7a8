"""The state of a desk as data: for the page, and as the last word in verdicts.json and chapters.json."""

from typing import Any

from rnct_chapters.chapters import to_json
from rnct_chapters.decisions.cards import Desk
from rnct_chapters.decisions.chapter_moves import chapters_of
from rnct_chapters.decisions.events import MOVING, Decide, Decision, Event, Note
from rnct_chapters.decisions.folding import State
from rnct_chapters.decisions.lines import done_row, lost_row
from rnct_chapters.timecode import to_seconds

Json = dict[str, Any]


def state_object(state: State, desk: Desk) -> Json:
    """What the page is told after each event. `left` of `total` cards still need a decision."""
    left, total = left_of(state, desk)
    return {
        "n": state.n,
        "decided": {
            key: {"what": d.what, "ms": d.ms, "recording": d.recording, "note": state.notes.get(key), "at": d.at}
            for key, d in state.decided.items()
        },
        "notes": dict(state.notes),
        "chapters": to_json(chapters_of(state, desk))["recordings"],
        "edited": sorted(state.edited),
        "undo": _step(state.done),
        "redo": _step(state.undone),
        "left": left,
        "total": total,
        "lost": [lost_row(found) for found in state.base.lost],
        "settled": [done_row(found) for found in state.base.settled],
        "saved_at": state.at if state.done or state.undone or state.base.decided else None,
    }


def left_of(state: State, desk: Desk) -> tuple[int, int]:
    """How many cards still need a decision, of how many that need one."""
    doubtful = [card.key for card in desk.cards.values() if card.doubtful]
    return sum(key not in state.decided for key in doubtful), len(doubtful)


def _step(events: tuple[Event, ...]) -> Json | None:
    """The event that a person would undo, or do again."""
    if not events:
        return None
    event = events[-1]
    card = {"card": event.act.card} if isinstance(event.act, Decide | Note) else {}
    return {"n": event.n, "kind": event.row["kind"], **card}


def settled(verdicts: Json, state: State, desk: Desk) -> Json:
    """verdicts.json with what was decided: `decision` at each stamp and verdict it is of, and how many in `summary`.

    Earlier decisions are taken out, so that settling again gives the same.
    """
    of_stamp: dict[int, Json] = {}
    of_claim: dict[str, Json] = {}
    for key, decision in state.decided.items():
        if (card := desk.cards.get(key)) is not None:
            said = _decision(decision, state.notes.get(key))
            of_stamp |= {card.stamp: said} if card.stamp is not None else {}
            of_claim |= dict.fromkeys(card.shown, said)
    left, _ = left_of(state, desk)
    stamps = [_with(row, of_stamp.get(i)) for i, row in enumerate(verdicts["stamps"])]
    rows = [_with(row, of_claim.get(row["id"])) for row in verdicts["verdicts"]]
    summary = {**verdicts["summary"], "decided": len(state.decided.keys() & desk.cards.keys()), "left": left}
    return {**verdicts, "stamps": stamps, "verdicts": rows, "summary": summary}


def _with(row: Json, decision: Json | None) -> Json:
    bare = {k: v for k, v in row.items() if k != "decision"}
    return bare if decision is None else {**bare, "decision": decision}


def _decision(d: Decision, note: str | None) -> Json:
    time_s = to_seconds(d.ms) if d.what in MOVING and d.ms is not None else None
    return {"what": d.what, "time_s": time_s, "recording": d.recording, "note": note, "at": d.at}
