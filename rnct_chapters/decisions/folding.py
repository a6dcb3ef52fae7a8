"""What the acts since the last check come to: nothing here looks at the article, the clock or the disk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rnct_chapters.decisions.events import Check, Decide, Decision, Edit, Edited, Event, Later, Note, Redo, Shift, Undo


@dataclass(frozen=True, slots=True)
class State:
    """Where a desk stands after the event `n`, which happened `at`.

    `decided` and `notes` are by key of the card, `edited` by id of the recording whose chapters a person changed.
    `done` can be undone, `undone` done again, each the last first.
    """

    n: int
    at: str | None
    base: Check
    decided: Mapping[str, Decision]
    notes: Mapping[str, str]
    edited: Mapping[str, Edited]
    done: tuple[Event, ...]
    undone: tuple[Event, ...]


def since_check(events: Sequence[Event]) -> Sequence[Event]:
    """The last check and all after it; nothing where there was none."""
    last = next((i for i in range(len(events) - 1, -1, -1) if isinstance(events[i].act, Check)), len(events))
    return events[last:]


def base_of(events: Sequence[Event]) -> Check:
    """The check that all of `events` but the first rest on."""
    base = events[0].act
    assert isinstance(base, Check)
    return base


def fold(events: Sequence[Event]) -> State:
    """The state after `events`, of which the first is a check and no other one is."""
    base = base_of(events)
    done, undone = _effective(events[1:])
    decided, notes = dict(base.decided), dict(base.notes)
    edited = dict(base.edited)
    for event in done:
        match event.act:
            case Decide() | Shift():
                for card, found in _decisions(event):
                    decided.pop(card, None)
                    decided |= {card: found} if found is not None else {}
            case Note(card, note):
                notes.pop(card, None)
                notes |= {card: note} if note else {}
            case Edit(recording):
                edited[recording] = Edited(event.n, event.act, frozenset(decided))
    last = events[-1]
    return State(last.n, last.at, base, decided, notes, edited, tuple(done), tuple(undone))


def _effective(events: Sequence[Event]) -> tuple[list[Event], list[Event]]:
    """The acts that are not undone, in order, and those that are, the last undone last."""
    done: list[Event] = []
    undone: list[Event] = []
    for event in events:
        match event.act:
            case Undo(of):
                if done and done[-1].n == of:
                    undone.append(done.pop())
            case Redo(of):
                if undone and undone[-1].n == of:
                    done.append(undone.pop())
            case Later():
                pass
            case _:
                done.append(event)
                undone.clear()
    return done, undone


def _decisions(event: Event) -> Sequence[tuple[str, Decision | None]]:
    n, at, act = event.n, event.at, event.act
    if isinstance(act, Shift):
        moved = zip(act.cards, act.to_ms, strict=False)
        return [(card, Decision("time", ms, act.recording, n, at)) for card, ms in moved]
    if isinstance(act, Decide):
        return [(act.card, Decision(act.what, act.ms, act.recording, n, at) if act.what else None)]
    return []
