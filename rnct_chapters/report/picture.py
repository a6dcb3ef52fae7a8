"""Stamped against heard times as plain geometry, in units of the drawing's own view box; the template makes the SVG."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rnct_chapters.report.evidence import Card
from rnct_chapters.report.timeline import Tick, clock_ticks, told
from rnct_chapters.report.words import Words
from rnct_chapters.timecode import format_clock, format_offset
from rnct_chapters.verdicts import Outcome, Shift


@dataclass(frozen=True, slots=True)
class Plot:
    """Where the two plots lie in the view box: the diagonal's above, the gap's below."""

    width: float = 440
    height: float = 462
    left: float = 66  # room for a clock
    right: float = 428
    top: float = 14
    bottom: float = 290
    gap_top: float = 322
    gap_bottom: float = 422


PLOT = Plot()
_GAPS_MS = tuple(s * 1000 for s in (30, 60, 90, 120, 180, 300, 600, 1200, 1800, 3600, 7200, 14400, 36000))
_HEADROOM = 1.25  # a level's label needs air above its line


@dataclass(frozen=True, slots=True)
class Point:
    """One stamp: where it lies on the diagonal's plot (`y`) and on the gap's (`gap_y`), which it may overflow."""

    x: float
    y: float
    gap_y: float
    card: Card
    told: str


@dataclass(frozen=True, slots=True)
class Level:
    """One shift, from the stamp where it begins to the next shift: a line on each plot, and its label."""

    x1: float
    y1: float
    x2: float
    y2: float
    gap_y: float
    label: str
    label_x: float
    label_y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Stamped times from left to right; heard times upwards above, the difference enlarged below."""

    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    gap_ticks: tuple[Tick, ...]
    points: tuple[Point, ...]
    unheard: tuple[Point, ...]
    levels: tuple[Level, ...]


def draw_picture(cards: Sequence[Card], shifts: Sequence[Shift], number: int, words: Words) -> Picture | None:
    """Stamped against heard times of recording `number`; None where no stamp of it was heard."""
    stamped = [c for c in cards if c.stamp is not None and c.recording == number]
    heard = [c for c in stamped if c.heard_ms is not None and c.heard_in == number]
    if not heard:
        return None
    end_ms = max(1000, *(c.stamp.ms for c in stamped if c.stamp), *(c.heard_ms or 0 for c in heard))
    scale = _Scale(end_ms, _reach_ms(heard, shifts))
    ticks = [(ms, format_clock(ms)) for ms in clock_ticks(end_ms)]
    return Picture(
        x_ticks=tuple(Tick(scale.x(ms), label) for ms, label in ticks),
        y_ticks=tuple(Tick(scale.y(ms), label) for ms, label in ticks),
        gap_ticks=tuple(Tick(scale.gap(ms), format_offset(ms)) for ms in (scale.reach_ms, 0, -scale.reach_ms)),
        points=tuple(_point(c, scale, words) for c in heard),
        unheard=tuple(_point(c, scale, words) for c in stamped if c.outcome is Outcome.NOT_FOUND),
        levels=tuple(_levels(shifts, scale, words)),
    )


class _Scale:
    """From times to units of the view box."""

    def __init__(self, end_ms: int, reach_ms: int) -> None:
        self.end_ms, self.reach_ms = end_ms, reach_ms

    def x(self, ms: int) -> float:
        return round(PLOT.left + (PLOT.right - PLOT.left) * ms / self.end_ms, 1)

    def y(self, ms: int) -> float:
        kept = min(max(ms, 0), self.end_ms)
        return round(PLOT.bottom - (PLOT.bottom - PLOT.top) * kept / self.end_ms, 1)

    def gap(self, ms: int) -> float:
        """What lies beyond the plot's reach is kept on its edge."""
        share = min(max(ms / self.reach_ms, -1.0), 1.0)
        return round((PLOT.gap_top + PLOT.gap_bottom) / 2 - (PLOT.gap_bottom - PLOT.gap_top) / 2 * share, 1)


def _reach_ms(heard: Sequence[Card], shifts: Sequence[Shift]) -> int:
    """Far enough to show every level and nine gaps in ten; one wild outlier must not flatten the others."""
    gaps = sorted(abs((c.heard_ms or 0) - (c.stamp.ms if c.stamp else 0)) for c in heard)
    wanted = max([gaps[len(gaps) * 9 // 10 - (len(gaps) > 1)], *(abs(s.by_ms) * _HEADROOM for s in shifts)])
    return next((g for g in _GAPS_MS if g >= wanted), int(wanted))


def _point(card: Card, scale: _Scale, words: Words) -> Point:
    stamp_ms = card.stamp.ms if card.stamp else 0
    heard_ms = card.heard_ms if card.heard_ms is not None else stamp_ms
    return Point(scale.x(stamp_ms), scale.y(heard_ms), scale.gap(heard_ms - stamp_ms), card, told(card, words))


def _levels(shifts: Sequence[Shift], scale: _Scale, words: Words) -> Iterator[Level]:
    ends = [s.from_ms for s in shifts[1:]] + [scale.end_ms]
    for shift, end_ms in zip(shifts, ends, strict=False):
        if not shift.by_ms or shift.from_ms >= scale.end_ms:
            continue
        # where the line would leave the plot it ends, or it would lean
        start_ms = max(shift.from_ms, -shift.by_ms)
        stop_ms = min(end_ms, scale.end_ms, scale.end_ms - shift.by_ms)
        if start_ms >= stop_ms:
            continue
        gap_y, late = scale.gap(shift.by_ms), start_ms > scale.end_ms * 0.55
        by, begins = format_offset(shift.by_ms), format_clock(shift.from_ms)
        yield Level(
            scale.x(start_ms),
            scale.y(start_ms + shift.by_ms),
            scale.x(stop_ms),
            scale.y(stop_ms + shift.by_ms),
            gap_y,
            words.say("level", by=by, clock=begins) if shift.from_ms else words.say("level_all", by=by),
            PLOT.right if late else scale.x(start_ms) + 4,
            gap_y + 15 if shift.by_ms > 0 else gap_y - 7,
            "end" if late else "start",
        )
