"""What a new check keeps of what was decided, what the article has carried out, and what no longer applies."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from rnct_chapters.chapters import ChapterList
from rnct_chapters.decisions.cards import Card, Desk
from rnct_chapters.decisions.chapter_moves import with_edit
from rnct_chapters.decisions.events import MOVING, Check, Decision, Done, Edit, Edited, Lost
from rnct_chapters.decisions.folding import State
from rnct_chapters.messages import Message, message
from rnct_chapters.recap.keys import same_place

REACH_MS = 3_000
"""Words heard this near a decided time are those that it was decided of."""

PRINTED_MS = 1_000
"""A timestamp prints whole seconds."""


def first_base(desk: Desk) -> Check:
    """The base of a desk at which nothing was decided yet."""
    names = {key: card.name for key, card in desk.cards.items()}
    return Check(desk.sha256, desk.drawn, names=names, claims=dict(desk.claims))


def carried(state: State, desk: Desk) -> Check:
    """The base that a new check, which `desk` shows, makes of what was decided until then.

    What an earlier check could not keep is tried again: an article that is as it was has its decisions back.
    """
    ids_then = {old.number: old.recording for old in state.base.drawn}
    carrying = _Carrying(desk, frozenset(state.base.names))
    for found in (*state.base.shelved, *state.base.lost):
        carrying.take(found, shelf=True)
    for key in dict.fromkeys([*state.decided, *state.notes]):
        name, decision = state.base.names.get(key, ""), state.decided.get(key)
        where = ids_then.get(decision.recording or 0) if decision is not None else None
        carrying.take(Lost(key, name, decision, state.notes.get(key, ""), where, {}), shelf=False)
    now = {key: id_ for id_, key in desk.claims.items()}
    ids = {id_: now[key] for id_, key in state.base.claims.items() if key in now}
    drawn = {old.recording: old for old in state.base.drawn}
    return replace(
        first_base(desk),
        edited={
            name: replace(found, listed=_renamed(_listed(drawn[name], found), ids))
            for name, found in state.edited.items()
            if name in desk.numbers and name in drawn
        },
        decided=carrying.decided,
        notes=carrying.notes,
        lost=tuple(carrying.lost.values()),
        shelved=tuple(
            found
            for key, found in carrying.shelved.items()
            if key not in carrying.lost.keys() | carrying.decided.keys()
        ),
        settled=tuple(carrying.settled),
    )


class _Carrying:
    """What becomes of each decision; `before` are the keys of the cards that the earlier check had."""

    def __init__(self, desk: Desk, before: frozenset[str]) -> None:
        self._desk, self._before = desk, before
        self.decided: dict[str, Decision] = {}
        self.notes: dict[str, str] = {}
        self.lost: dict[str, Lost] = {}
        self.shelved: dict[str, Lost] = {}
        self.settled: list[Done] = []

    def take(self, found: Lost, *, shelf: bool) -> None:
        """Keeps what was said of one card, or says why not; `shelf`: it was lost before, which was told then."""
        decision = self._renumbered(found)
        card = self._desk.cards.get(found.key)
        if card is None:
            if self._is_carried_out(found, decision, shelf=shelf):
                return
            why = self._why_gone(found.key)
        elif found.decision is not None and decision is None:
            why = message("decision_lost_recording")
        elif decision is not None and not _applies(decision, card):
            why = message("decision_lost_heard")
        else:
            self._keep(card.key, decision, found.note)
            return
        told = {lang: why.text(lang) for lang in ("fr", "en")}
        (self.shelved if shelf else self.lost)[found.key] = replace(found, why=told)

    def _keep(self, key: str, decision: Decision | None, note: str) -> None:
        self.shelved.pop(key, None)
        self.decided |= {key: decision} if decision else {}
        self.notes |= {key: note} if note else {}

    def _renumbered(self, found: Lost) -> Decision | None:
        """The decision with the number that its recording has now; None where it has none."""
        if found.decision is None or found.decision.recording is None:
            return found.decision
        number = self._desk.numbers.get(found.where or "")
        return None if number is None else replace(found.decision, recording=number)

    def _is_carried_out(self, found: Lost, decision: Decision | None, *, shelf: bool) -> bool:
        """Whether the article now says what was decided: the time at the same words, or the words no more."""
        if decision is None:
            return False
        there = list(self._successors(found.key))
        if decision.what == "absent" and not there and not shelf:
            self.settled.append(Done(found.key, found.name, None))
            return True
        taken = {done.now for done in self.settled}
        printing = (c for c in there if c.key not in taken and _prints(c, decision.ms or 0))
        card = next(printing, None) if decision.what in MOVING else None
        if card is None:
            return False
        self.decided.setdefault(card.key, replace(decision, what="kept", ms=None, recording=card.recording))
        self.notes |= {card.key: found.note} if found.note else {}
        self.settled.append(Done(found.key, found.name, card.key))
        return True

    def _why_gone(self, key: str) -> Message:
        new = next(self._successors(key), None)
        return message("decision_lost_words") if new is None else message("decision_lost_time", text=new.name)

    def _successors(self, key: str) -> Iterator[Card]:
        """The stamps that stand for the same words, and did not stand there at the earlier check."""
        cards = self._desk.cards.values()
        return (c for c in cards if c.stamp is not None and same_place(c.key, key) and c.key not in self._before)


def _applies(decision: Decision, card: Card) -> bool:
    """Whether the card's words are still heard where they were decided to be; what rests on nothing heard holds as
    long as the stamp and its words are the same, which its key says."""
    if decision.what not in ("heard", "rival"):
        return True
    return any(n == decision.recording and abs(ms - (decision.ms or 0)) <= REACH_MS for n, ms in card.places)


def _prints(card: Card, ms: int) -> bool:
    """Whether the stamp prints `ms`, to the second or, where it is spelled so, to the minute."""
    printed = card.stamp_ms or 0
    return abs(printed - ms) < PRINTED_MS or printed == ms // 60_000 * 60_000


def _listed(drawn: ChapterList, found: Edited) -> ChapterList:
    return with_edit(drawn, found.listed) if isinstance(found.listed, Edit) else found.listed


def _renamed(listed: ChapterList, ids: Mapping[str, str]) -> ChapterList:
    """The list with the ids that its claims have now; those that are gone are left out."""
    told = (replace(c, claims=tuple(ids[i] for i in c.claims if i in ids)) for c in listed.chapters)
    return replace(listed, chapters=tuple(told))
