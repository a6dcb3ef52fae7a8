"""The lines of decisions.jsonl, read strictly and written so that the same is read again.

A line holds `n`, `at`, `by`, its `kind` and what that kind says.
"""

from collections.abc import Callable, Mapping
from typing import Any

from rnct_chapters.chapters import ChapterList, from_json, to_json
from rnct_chapters.chapters.stored import SCHEMA
from rnct_chapters.decisions.events import (
    MOVING,
    WHATS,
    Act,
    Check,
    Decide,
    Decision,
    Done,
    Edit,
    Edited,
    Event,
    Later,
    Lost,
    Note,
    Redo,
    Shift,
    Undo,
)
from rnct_chapters.decisions.rows import Row, Wrong
from rnct_chapters.errors import UsageError
from rnct_chapters.messages import message

Json = dict[str, Any]

LONGEST_NOTE = 10_000
"""Characters: a note is read beside a timestamp."""


def made(n: int, at: str, by: str, act: Act) -> Event:
    """The event of an act that happens now."""
    return Event(n, at, by, act, {"n": n, "at": at, "by": by, **row_of(act)})


def read_event(found: object) -> Event:
    """One line of the journal. Raises `UsageError`."""
    row = _row(found)
    try:
        n, at, by = row.count("n"), row.text("at"), row.text("by")
    except Wrong as wrong:
        raise UsageError(message("decision_wrong", kind=str(row.found.get("kind")), key=wrong.key)) from wrong
    return Event(n, at, by, read_act(found), dict(row.found))


def read_act(found: object) -> Act:
    """What an event says. Raises `UsageError` where it is of a known kind and says nonsense."""
    row = _row(found)
    kind = row.found.get("kind")
    if not isinstance(kind, str):
        raise UsageError(message("decision_no_kind"))
    reader = _READERS.get(kind)
    try:
        return Later(kind) if reader is None else reader(row)
    except Wrong as wrong:
        raise UsageError(message("decision_wrong", kind=kind, key=wrong.key)) from wrong


def row_of(act: Act) -> Json:
    """What an act says, as its line does."""
    match act:
        case Decide():
            return {
                "kind": "decide",
                "card": act.card,
                "what": act.what or "open",
                "ms": act.ms,
                "recording": act.recording,
            }
        case Note():
            return {"kind": "note", "card": act.card, "note": act.note}
        case Shift():
            moved = {"cards": list(act.cards), "to_ms": list(act.to_ms)}
            return {"kind": "shift", "recording": act.recording, "from_ms": act.from_ms, "by_ms": act.by_ms, **moved}
        case Edit():
            row: Json = {"kind": "chapters", "recording": act.recording, "chapters": list(act.chapters)}
            return row | {k: v for k, v in (("title", act.title), ("url", act.url)) if v is not None}
        case Undo() | Redo():
            return {"kind": "undo" if isinstance(act, Undo) else "redo", "of": act.of}
        case Check():
            return _check_row(act)
        case Later():
            return {"kind": act.kind}


def _check_row(check: Check) -> Json:
    return {
        "kind": "check",
        "sha256": check.sha256,
        "chapters": to_json(check.drawn)["recordings"],
        "edited": [
            _edited_row(e.n, e.listed, e.told) for e in check.edited.values() if isinstance(e.listed, ChapterList)
        ],
        "kept": list(check.decided),
        "decided": {key: decision_row(d) for key, d in check.decided.items()},
        "notes": dict(check.notes),
        "lost": [lost_row(found) for found in check.lost],
        "shelved": [lost_row(found) for found in check.shelved],
        "settled": [done_row(found) for found in check.settled],
        "names": dict(check.names),
        "claims": dict(check.claims),
    }


def _edited_row(n: int, listed: ChapterList, told: frozenset[str]) -> Json:
    (row,) = to_json([listed])["recordings"]
    return {**row, "n": n, "told": sorted(told)}


def decision_row(d: Decision) -> Json:
    return {"what": d.what, "ms": d.ms, "recording": d.recording, "n": d.n, "at": d.at}


def lost_row(found: Lost) -> Json:
    decision = decision_row(found.decision) if found.decision else {"what": None}
    return {
        "key": found.key,
        "stamp_text": found.name,
        **decision,
        "note": found.note,
        "where": found.where,
        "why": dict(found.why),
    }


def done_row(found: Done) -> Json:
    return {"key": found.key, "stamp_text": found.name, "now": found.now}


def _row(found: object) -> Row:
    if not isinstance(found, Mapping):
        raise UsageError(message("decision_no_kind"))
    return Row(found)


def _decide(row: Row) -> Decide:
    said = row.text("what")
    card, ms, recording = row.text("card"), row.time("ms"), row.number("recording")
    if said == "open":
        return Decide(card, None)
    what = next((w for w in WHATS if w == said), None)
    if what is None:
        raise Wrong("what")
    if what in MOVING:
        return Decide(card, what, row.whole("ms"), recording)
    return Decide(card, what, ms, recording)


def _note(row: Row) -> Note:
    note = row.text("note")
    if len(note) > LONGEST_NOTE:
        raise Wrong("note")
    return Note(row.text("card"), note)


def _shift(row: Row) -> Shift:
    cards = row.texts("cards")
    to_ms = row.times("to_ms")
    if not cards or len(set(cards)) < len(cards) or len(to_ms) not in (0, len(cards)):
        raise Wrong("cards")
    return Shift(row.count("recording"), row.whole("from_ms"), row.signed("by_ms"), cards, to_ms)


def _edit(row: Row) -> Edit:
    edit = Edit(row.text("recording"), row.objects("chapters"), row.maybe_text("title"), row.maybe_text("url"))
    from_json({"schema": SCHEMA, "recordings": [{"id": edit.recording, "chapters": list(edit.chapters)}]})
    return edit


def _check(row: Row) -> Check:
    edited = row.objects("edited")
    return Check(
        sha256=row.text("sha256"),
        drawn=lists_in(row.objects("chapters")),
        edited={c.recording: _edited(e, c) for e, c in zip(edited, lists_in(edited), strict=True)},
        decided={key: _decision(d) for key, d in row.mapping("decided").items()},
        notes=row.mapping_of_text("notes"),
        lost=tuple(map(_lost, row.objects("lost"))),
        shelved=tuple(map(_lost, row.objects("shelved"))),
        settled=tuple(map(_done, row.objects("settled"))),
        names=row.mapping_of_text("names"),
        claims=row.mapping_of_text("claims"),
    )


def lists_in(recordings: tuple[Json, ...]) -> tuple[ChapterList, ...]:
    """The lists that recordings of chapters.json hold. Raises `UsageError`."""
    return from_json({"schema": SCHEMA, "recordings": list(recordings)})


def _decision(found: object) -> Decision:
    row = Row(found)
    what = next((w for w in WHATS if w == row.found.get("what")), None)
    if what is None:
        raise Wrong("what")
    return Decision(what, row.time("ms"), row.number("recording"), row.count("n"), row.text("at"))


def _lost(found: object) -> Lost:
    row = Row(found)
    decision = _decision(found) if row.found.get("what") is not None else None
    note = row.maybe_text("note") or ""
    where, why = row.maybe_text("where"), row.mapping_of_text("why")
    return Lost(row.text("key"), row.text("stamp_text"), decision, note, where, why)


def _done(found: object) -> Done:
    row = Row(found)
    return Done(row.text("key"), row.text("stamp_text"), row.maybe_text("now"))


def _edited(found: Json, listed: ChapterList) -> Edited:
    row = Row(found)
    return Edited(row.whole("n"), listed, frozenset(row.texts("told")))


_READERS: dict[str, Callable[[Row], Act]] = {
    "decide": _decide,
    "note": _note,
    "shift": _shift,
    "chapters": _edit,
    "undo": lambda row: Undo(row.count("of")),
    "redo": lambda row: Redo(row.count("of")),
    "check": _check,
}
