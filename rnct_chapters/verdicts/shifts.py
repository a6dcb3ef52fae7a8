"""Time shifts of a whole recap: a replay trimmed at the start, a break cut out in the middle.

From the errors of sure matches a piecewise-constant map is found. Candidate levels are errors that several claims
share; the best sequence of levels over the article pays for each step, so that a few wrong stamps make none.
"""

from collections.abc import Sequence
from dataclasses import dataclass

MIN_SUPPORT = 3
"""Claims that must share a shift: two that merely disagree make none."""

SAME_MS = 4_000
"""Errors this close are one shift: writers stamp to a few seconds."""

OUTLIER = 3.0
"""Price of a claim that its level does not explain."""

STEP = 6.0
"""Price of a step, two outliers' worth: three claims must agree on it."""

NO_SHIFT_MS = 12_000
"""Levels below this are how people stamp, not a cut replay."""

DRIFT_SUPPORT = 6
"""Claims that must lie on one line before it is called a drift: two steps look like a slope to fewer."""

DRIFT_POINTS = 200
MAX_LEVELS = 12
MAX_POINTS = 2_000


@dataclass(frozen=True, slots=True)
class Shift:
    """One piece of the map from the recap's clock to a recording's: from `from_ms` on, words are heard `by_ms` later
    (negative: earlier) than stamped, as `support` claims say; `drift` is in seconds a second."""

    recording: int  # number, 1-based
    from_ms: int
    by_ms: int
    drift: float
    support: int

    def error_ms(self, stamp_ms: int) -> int:
        """How much later than stamped the words of a stamp at `stamp_ms` are heard."""
        return self.by_ms + round(self.drift * (stamp_ms - self.from_ms))


@dataclass(frozen=True, slots=True)
class Error:
    """A sure match under its own stamp: where the recap says it is, and how much later it was heard."""

    stamp_ms: int
    error_ms: int


def estimate_shifts(recording: int, errors: Sequence[Error]) -> tuple[Shift, ...]:
    """The shifts of one recording, in order of the recap's clock; a piece back at no shift is told as one of 0."""
    points = sorted(errors, key=lambda e: e.stamp_ms)[:MAX_POINTS]
    if (drifting := _drift(recording, points)) is not None:
        return (drifting,)
    levels = _levels([p.error_ms for p in points])
    if levels == [0]:
        return ()
    path = _cheapest([p.error_ms for p in points], levels)
    shifts: list[Shift] = []
    for first, last in _pieces(path):
        near = sorted(p.error_ms for p in points[first:last] if abs(p.error_ms - levels[path[first]]) <= 2 * SAME_MS)
        level = levels[path[first]]
        by_ms = round(near[len(near) // 2], -3) if level and near else 0  # stamps are no finer than a second
        if level and len(near) < MIN_SUPPORT:
            continue
        if by_ms or shifts:
            from_ms = 0 if first == 0 else points[first].stamp_ms
            shifts.append(Shift(recording, from_ms, by_ms, 0.0, len(near)))
    return tuple(shifts)


def shift_at(shifts: Sequence[Shift], recording: int | None, ms: int) -> int | None:
    """The index of the shift that a stamp at `ms` falls under, if it moves anything."""
    under = [i for i, s in enumerate(shifts) if s.recording == recording and s.from_ms <= ms]
    return under[-1] if under and (shifts[under[-1]].by_ms or shifts[under[-1]].drift) else None


def _drift(recording: int, points: Sequence[Error]) -> Shift | None:
    """A clock that runs fast or slow throughout, as after a wrong frame rate: the median of all slopes (Theil and Sen),
    where it moves the recording's end enough to be heard and two thirds of the claims lie on its line."""
    some = points[:: max(1, len(points) // DRIFT_POINTS)]
    if len(some) < DRIFT_SUPPORT:
        return None
    pairs = [(a, b) for i, a in enumerate(some) for b in some[i + 1 :] if b.stamp_ms > a.stamp_ms]
    slopes = sorted((b.error_ms - a.error_ms) / (b.stamp_ms - a.stamp_ms) for a, b in pairs)
    if not slopes:
        return None
    slope = slopes[len(slopes) // 2]
    starts = sorted(p.error_ms - slope * p.stamp_ms for p in some)
    start = starts[len(starts) // 2]
    on_line = sum(abs(p.error_ms - start - slope * p.stamp_ms) <= SAME_MS for p in points)
    moved = abs(slope) * (points[-1].stamp_ms - points[0].stamp_ms)
    flat = max(sum(abs(p.error_ms - q.error_ms) <= SAME_MS for p in points) for q in some)
    if moved < NO_SHIFT_MS or on_line * 3 < len(points) * 2 or on_line < 2 * flat:
        return None
    return Shift(recording, 0, round(start), round(slope, 6), on_line)


def _levels(errors: Sequence[int]) -> list[int]:
    """No shift, and every error that enough claims share, the most shared first."""
    ordered = sorted(e for e in errors if abs(e) >= NO_SHIFT_MS)
    clusters: list[list[int]] = []
    for error in ordered:
        if clusters and error - clusters[-1][0] <= 2 * SAME_MS:
            clusters[-1].append(error)
        else:
            clusters.append([error])
    shared = sorted((c for c in clusters if len(c) >= MIN_SUPPORT), key=len, reverse=True)
    return [0, *(c[len(c) // 2] for c in shared[:MAX_LEVELS])]


def _cheapest(errors: Sequence[int], levels: Sequence[int]) -> list[int]:
    """By error, the index of its level on the cheapest path."""
    cost = [0.0] * len(levels)
    back: list[list[int]] = []
    for error in errors:
        cheapest = min(range(len(levels)), key=cost.__getitem__)
        came = [k if cost[k] <= cost[cheapest] + STEP else cheapest for k in range(len(levels))]
        # at no shift, people's own lateness is no outlier until it is more than anyone stamps late
        misfit = [max(0, abs(error - level) - (0 if level else NO_SHIFT_MS // 2)) for level in levels]
        cost = [min(cost[k], cost[cheapest] + STEP) + min(OUTLIER, misfit[k] / SAME_MS) for k in range(len(levels))]
        back.append(came)
    if not back:
        return []
    path = [min(range(len(levels)), key=cost.__getitem__)]
    for came in reversed(back[1:]):
        path.append(came[path[-1]])
    return path[::-1]


def _pieces(path: Sequence[int]) -> list[tuple[int, int]]:
    starts = [i for i in range(len(path)) if i == 0 or path[i] != path[i - 1]]
    return [(start, end) for start, end in zip(starts, [*starts[1:], len(path)], strict=True)]
