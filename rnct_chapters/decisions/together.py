"""Two people at one desk: when what one asks for rests on what the other has changed meanwhile."""

from collections.abc import Sequence

from rnct_chapters.decisions.cards import Desk
from rnct_chapters.decisions.events import Act, Check, Decide, Edit, Event, Note, Redo, Shift, Undo
from rnct_chapters.decisions.folding import State
from rnct_chapters.errors import UsageError
from rnct_chapters.messages import message


def is_stale(act: Act, seen: int, events: Sequence[Event], desk: Desk) -> bool:
    """Whether an event after `seen` is about the same card, about chapters that the act replaces whole, or a new check.

    Undoing and doing again are about the last event, whichever it is.
    """
    newer = [e for e in events if e.n > seen]
    if isinstance(act, Undo | Redo):
        return bool(newer)
    cards, lists = _cards(act), _replaced(act)
    for event in newer:
        if isinstance(event.act, Check):
            return True
        meant = _meant(event, events)
        if cards & _cards(meant) or lists & _changed(meant, desk):
            return True
    return False


def refuse_impossible(act: Act, state: State) -> None:
    """Raises `UsageError` where an act undoes, or does again, anything but what is next."""
    if isinstance(act, Undo | Redo):
        waiting = state.done if isinstance(act, Undo) else state.undone
        if not waiting or waiting[-1].n != act.of:
            raise UsageError(message("decision_wrong", kind="undo" if isinstance(act, Undo) else "redo", key="of"))


def _meant(event: Event, events: Sequence[Event]) -> Act:
    """The act itself, or the one that it undoes or does again."""
    act = event.act
    if isinstance(act, Undo | Redo):
        return next((e.act for e in events if e.n == act.of), act)
    return act


def _cards(act: Act) -> frozenset[str]:
    match act:
        case Decide(card=card) | Note(card=card):
            return frozenset({card})
        case Shift(cards=cards):
            return frozenset(cards)
    return frozenset()


def _replaced(act: Act) -> frozenset[str]:
    return frozenset({act.recording}) if isinstance(act, Edit) else frozenset()


def _changed(act: Act, desk: Desk) -> frozenset[str]:
    """The recordings, by id, in whose chapters an act may have changed something."""
    numbers: set[int | None] = set()
    for key in _cards(act) if isinstance(act, Decide | Shift) else ():
        card = desk.cards.get(key)
        numbers |= {card.recording, card.heard_in} if card is not None else set()
    if isinstance(act, Decide | Shift):
        numbers.add(act.recording)
    return _replaced(act) | {name for name, number in desk.numbers.items() if number in numbers}
