"""Where in a stretch of comparable words a query is answered: the shortest run of words that has all it asks for."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from rnct_chapters.library.queries import Alternative, Group, Operand

OUT_OF_ORDER = 0.9
"""What words in another order than they were typed in count of what they would count in order."""

ANY_GAP = 2**31
"""More words than any stretch has."""


@dataclass(frozen=True, slots=True)
class Run:
    """The words [start, stop) of a stretch; `marks` are those in it that were asked for, in the order of the query."""

    start: int
    stop: int
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The best run of a stretch. `closeness` is 1 where it holds nothing else and in order; `counts` says how often
    each operand of its alternative is in the stretch."""

    run: Run
    closeness: float
    alternative: int
    counts: tuple[int, ...]


def closest(plain: list[str], own: int, alternatives: Sequence[Alternative]) -> Answer | None:
    """The best answer in a stretch that begins in its first `own` words, or None where there is none."""
    best: Answer | None = None
    for number, alternative in enumerate(alternatives):
        found = _answer(plain, own, number, alternative)
        if found is not None and (best is None or found.closeness > best.closeness):
            best = found
    return best


def _answer(plain: list[str], own: int, number: int, alternative: Alternative) -> Answer | None:
    if any(_runs_of(plain, o) for o in alternative.without):
        return None
    listed, counts = [], []
    for group in alternative.groups:
        each = [_runs_of(plain, o) for o in group.operands]
        if not all(each) or not (runs := _together(each, group)):
            return None
        counts += [len(runs_of_one) for runs_of_one in each]
        listed.append(runs)
    if (run := _shortest(listed, own)) is None:
        return None
    return Answer(run, _closeness(run), number, tuple(counts))


def _runs_of(plain: list[str], operand: Operand) -> list[Run]:
    """Every place of an operand, in order; the shortest where two of its readings begin at one word."""
    places = [p for reading in operand.readings for p in _places(plain, reading, operand.prefix)]
    if len(operand.readings) > 1:
        places = list({start: (start, stop) for start, stop in sorted(places, reverse=True)}.values())[::-1]
    return [Run(*place, (place,)) for place in places]


def _places(plain: list[str], reading: tuple[str, ...], prefix: bool) -> list[tuple[int, int]]:
    before, last = list(reading[:-1]), reading[-1]
    if prefix:
        ends = [i for i, word in enumerate(plain) if word.startswith(last)]
    else:
        ends = [i for i, word in enumerate(plain) if word == last]
    if not before:
        return [(end, end + 1) for end in ends]
    length = len(before)
    return [(end - length, end + 1) for end in ends if end >= length and plain[end - length : end] == before]


def _together(each: Sequence[list[Run]], group: Group) -> list[Run]:
    """The places of a whole group, in order. Each begins with one of its operands; the others are the next behind."""
    if len(each) == 1:
        return each[0]
    near = ANY_GAP if group.near is None else group.near
    return [run for first in _beginnings(each) if (run := _from(first, each)) and _gap(run, first) <= near]


def _beginnings(each: Sequence[list[Run]]) -> list[Run]:
    """All places of all operands, in order, the longest where several begin at one word."""
    all_of_them = sorted((r for runs in each for r in runs), key=lambda r: (r.start, r.stop))
    return list({r.start: r for r in all_of_them}.values())


def _from(first: Run, each: Sequence[list[Run]]) -> Run | None:
    """The operands' next places from the beginning of `first` on, as one run; None where one has no place there."""
    marks = []
    for runs in each:
        at = bisect_left(runs, first.start, key=lambda r: r.start)
        if at == len(runs):
            return None
        marks.append((runs[at].start, runs[at].stop))
    return Run(first.start, max(stop for _, stop in marks), tuple(marks))


def _gap(run: Run, first: Run) -> int:
    """How many words lie between the end of the first operand and the beginning of the last."""
    return max(start for start, _ in run.marks) - first.stop


def _shortest(listed: Sequence[list[Run]], own: int) -> Run | None:
    """The shortest run, beginning in the first `own` words, that has a place of every group; the earliest of equals."""
    if len(listed) == 1:
        runs = [r for r in listed[0] if r.start < own]
        return min(runs, key=lambda r: (r.stop - r.start, r.start), default=None)
    ahead = [_soonest(runs) for runs in listed]
    begins = [[r.start for r in runs] for runs in listed]
    best: Run | None = None
    for start in sorted({r.start for runs in listed for r in runs if r.start < own}):
        parts = []
        for starts, soonest in zip(begins, ahead, strict=True):
            at = bisect_left(starts, start)
            if at == len(starts):
                return best
            parts.append(soonest[at])
        stop = max(p.stop for p in parts)
        if best is None or stop - start < best.stop - best.start:
            best = Run(start, stop, tuple(m for p in parts for m in p.marks))
    return best


def _soonest(runs: Sequence[Run]) -> list[Run]:
    """By place: which of it and those behind it ends first."""
    soonest = list(runs)
    for i in range(len(runs) - 2, -1, -1):
        if soonest[i + 1].stop < runs[i].stop:
            soonest[i] = soonest[i + 1]
    return soonest


def _closeness(run: Run) -> float:
    wanted = len({i for start, stop in run.marks for i in range(start, stop)})
    starts = [start for start, _ in run.marks]
    share = wanted / (run.stop - run.start)
    return share if starts == sorted(starts) else share * OUT_OF_ORDER
