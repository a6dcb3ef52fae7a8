"""Chapters after decisions: the chapter that tells a stamp goes where its words were decided to be.

A list is what the check drew, or what a person left of it; only decisions made since then move anything in it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from rnct_chapters.chapters import RULES, Chapter, ChapterList, Origin
from rnct_chapters.decisions.cards import Card, Desk
from rnct_chapters.decisions.events import Decision, Edit, Edited
from rnct_chapters.decisions.folding import State
from rnct_chapters.decisions.lines import lists_in
from rnct_chapters.timecode import Span

NEAR_MS = RULES.same_words_ms
"""A chapter that starts this near a stamp tells it, where it names no claims."""


def chapters_of(state: State, desk: Desk) -> tuple[ChapterList, ...]:
    """The chapters that count, one list a recording in the order of the check."""
    edited = {name: found for name, found in state.edited.items() if name in desk.numbers}
    lists = [_edited(drawn, edited[drawn.recording]) if drawn.recording in edited else drawn for drawn in desk.drawn]
    moved = _Moved(lists, {name: found.n for name, found in edited.items()})
    stamped = {key: card for key, card in desk.cards.items() if card.stamp is not None}
    for key, decision in sorted(state.decided.items(), key=lambda one: one[1].n):
        if key in stamped:
            moved.follow(stamped[key], decision)
    for name, found in edited.items():
        for key in found.told & stamped.keys() - state.decided.keys():
            moved.take_back(stamped[key], name, desk.drawn)
    return tuple(moved.lists())


def _edited(drawn: ChapterList, found: Edited) -> ChapterList:
    """The list as a person left it, with the recording as the check knows it but for what the person wrote of it."""
    if isinstance(found.listed, ChapterList):
        return replace(drawn, title=found.listed.title, url=found.listed.url, chapters=found.listed.chapters)
    return with_edit(drawn, found.listed)


def with_edit(drawn: ChapterList, edit: Edit) -> ChapterList:
    """The list with the chapters, title and address of an edit; ends that are not given reach up to the next start."""
    duration_s = None if drawn.duration_ms is None else drawn.duration_ms / 1000
    (read,) = lists_in(({"id": edit.recording, "duration_s": duration_s, "chapters": list(edit.chapters)},))
    return replace(drawn, chapters=read.chapters, title=edit.title or drawn.title, url=edit.url or drawn.url)


@dataclass(slots=True, eq=False)
class _Placed:
    """A chapter on its way; `follows`: it lasts until the next one begins, wherever that is."""

    chapter: Chapter
    follows: bool
    settled: bool = False  # put there by a decision


@dataclass(frozen=True, slots=True)
class _Target:
    """Where a chapter is to begin: in the list of a recording, by index."""

    at: int
    start_ms: int
    origin: Origin


class _Moved:
    """The lists while decisions are followed; `as_of` says up to which event a list holds them already."""

    def __init__(self, lists: Sequence[ChapterList], as_of: Mapping[str, int]) -> None:
        self._lists = lists
        self._as_of = [as_of.get(listed.recording, 0) for listed in lists]
        self._index = {listed.number: i for i, listed in enumerate(lists)}
        self._placed = [list(_placed(listed)) for listed in lists]
        self._touched: set[int] = set()

    def follow(self, card: Card, decision: Decision) -> None:
        """The card's chapter where the decision has it, in the lists that do not hold the decision yet."""
        fresh = [i for i, n in enumerate(self._as_of) if n < decision.n]
        target = self._target(card, decision)
        if target is None and decision.what != "absent":
            return
        self._move(card, fresh, target if target is not None and target.at in fresh else None)

    def take_back(self, card: Card, name: str, drawn: Sequence[ChapterList]) -> None:
        """The card's chapter in the list `name` where the check had it; without it where the check had none."""
        (at,) = [i for i, listed in enumerate(self._lists) if listed.recording == name]
        told = set(card.claims)
        before = next((c for c in drawn[at].chapters if told & set(c.claims)), None)
        self._move(card, [at], _Target(at, before.span.start_ms, before.origin) if before is not None else None)

    def lists(self) -> Iterator[ChapterList]:
        """Every list, by start and with ends that meet the next start where something moved."""
        for i, listed in enumerate(self._lists):
            yield replace(listed, chapters=tuple(self._ended(i))) if i in self._touched else listed

    def _target(self, card: Card, decision: Decision) -> _Target | None:
        """Where the decision has the chapter; None where it has none: not in the recording, or beyond its end."""
        at = self._index.get(decision.recording or 0)
        ms: int | None
        origin: Origin
        if decision.what in ("heard", "rival"):
            ms, origin = max(0, (decision.ms or 0) - RULES.lead_ms), "heard"
        elif decision.what == "time":
            ms, origin = decision.ms, "person"
        else:
            ms, origin = card.stamp_ms, "stamp"
        if decision.what == "absent" or at is None or ms is None:
            return None
        end_ms = self._lists[at].duration_ms
        return None if end_ms and ms >= end_ms else _Target(at, ms, origin)

    def _move(self, card: Card, among: Sequence[int], target: _Target | None) -> None:
        found = self._find(card, among)
        chapter = Chapter(Span(0, 0), card.title, card.claims)
        if found is not None:
            chapter = self._taken(card, *found, target)
        if target is not None:
            placed = replace(chapter, span=Span(target.start_ms, target.start_ms), origin=target.origin)
            self._placed[target.at].append(_Placed(placed, follows=True, settled=True))
            self._touched.add(target.at)

    def _find(self, card: Card, among: Sequence[int]) -> tuple[int, _Placed] | None:
        """The chapter that shares a claim with the card, else the one that starts where the card's stamp does."""
        told = set(card.claims)
        for i in among:
            for placed in self._placed[i]:
                if not told.isdisjoint(placed.chapter.claims):
                    return i, placed
        home = self._index.get(card.recording or 0)
        times = [ms for ms in (card.stamp_ms, card.suggested_ms) if ms is not None]
        if home is None or home not in among:
            return None
        near = [
            (min(abs(p.chapter.span.start_ms - ms) for ms in times), n)
            for n, p in enumerate(self._placed[home])
            if times and not (p.settled or p.chapter.claims or p.chapter.origin == "opening")
        ]
        away_ms, n = min(near, default=(NEAR_MS + 1, 0))
        return (home, self._placed[home][n]) if away_ms <= NEAR_MS else None

    def _taken(self, card: Card, i: int, placed: _Placed, target: _Target | None) -> Chapter:
        """The chapter out of its list. Where it tells another stamp too, that one keeps it where it is, unless both go
        on to be told in one place."""
        self._touched.add(i)
        chapter = placed.chapter
        others = tuple(c for c in chapter.claims if c not in card.claims)
        start_ms = chapter.span.start_ms
        stays = target is None or target.at != i or abs(target.start_ms - start_ms) > NEAR_MS
        if others and stays:
            placed.chapter = replace(chapter, claims=others)
            return replace(chapter, title=card.title, claims=card.claims)
        self._placed[i] = [p for p in self._placed[i] if p is not placed]
        return chapter

    def _ended(self, i: int) -> Iterator[Chapter]:
        ordered = sorted(self._placed[i], key=lambda p: p.chapter.span.start_ms)
        if len(ordered) > 1 and _gives_way(*ordered[:2]):
            del ordered[0]
        for n, placed in enumerate(ordered):
            start_ms, level = placed.chapter.span.start_ms, placed.chapter.level
            later = (p.chapter.span.start_ms for p in islice(ordered, n + 1, None) if p.chapter.level <= level)
            end_ms = next(later, self._lists[i].duration_ms or start_ms + RULES.min_length_ms)
            if not placed.follows:
                end_ms = min(placed.chapter.span.end_ms, end_ms)
            yield replace(placed.chapter, span=Span(start_ms, max(start_ms, end_ms)))


def _gives_way(first: _Placed, second: _Placed) -> bool:
    """Whether the first chapter only opens the recording, and leaves no room before one that was put there."""
    bare = first.chapter.origin == "opening" and not first.chapter.claims
    return bare and second.settled and second.chapter.span.start_ms < RULES.min_length_ms


def _placed(listed: ChapterList) -> Iterator[_Placed]:
    for i, chapter in enumerate(listed.chapters):
        later = (c.span.start_ms for c in listed.chapters[i + 1 :] if c.level <= chapter.level)
        next_ms = next(later, None)
        last = next_ms is None and (listed.duration_ms is None or chapter.span.end_ms >= listed.duration_ms)
        yield _Placed(chapter, follows=last or (next_ms is not None and chapter.span.end_ms >= next_ms))
