"""What 1:23 means: minutes and seconds, or hours and minutes. Decided once for each article."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from rnct_chapters.recap.stamps import Found
from rnct_chapters.timecode import Form

WHOLE_MINUTE_MS = 60_000
"""Hours and minutes leave the seconds out: a link that agrees with them may be this much later."""

TOO_EARLY = 20
"""Stamps that would all stand in the first twentieth of the longest recording are hours and minutes."""


def read_short(found: Sequence[Found], durations_ms: Sequence[int]) -> tuple[tuple[Found, ...], bool | None]:
    """The stamps with every 1:23 read one way, and whether as hours; None where the article has no such stamp.

    The links' targets decide; else the lengths of the recordings, which hours must fit; without recordings, minutes.
    """
    short = [s for s in found if s.clock.form is Form.SHORT]
    if not short:
        return tuple(found), None
    if any(s.href_ms is not None for s in short):
        as_hours = _links_say_hours(short)
    else:
        fits = max(s.clock.as_hours() for s in short) <= max(durations_ms, default=0)
        as_hours = fits and _order_says_hours(found, short, max(durations_ms, default=0))
    return (tuple(map(_in_hours, found)) if as_hours else tuple(found)), as_hours


def _links_say_hours(short: Sequence[Found]) -> bool:
    linked = [s for s in short if s.href_ms is not None]
    hours = sum(0 <= (s.href_ms or 0) - s.clock.as_hours() < WHOLE_MINUTE_MS for s in linked)
    minutes = sum(abs((s.href_ms or 0) - s.clock.ms) < 2_000 for s in linked)
    return hours > minutes


def _order_says_hours(found: Sequence[Found], short: Sequence[Found], longest_ms: int) -> bool:
    """Beside stamps of other spellings, the reading that keeps the article in order; alone, the one that is spread
    over the recording."""
    if len(short) < len(found):
        return _steps_back([_in_hours(s) for s in found]) < _steps_back(found)
    return len(short) > 1 and max(s.clock.ms for s in short) * TOO_EARLY < longest_ms


def _steps_back(found: Sequence[Found]) -> int:
    return sum(b.clock.ms < a.clock.ms for a, b in pairwise(found))


def _in_hours(stamp: Found) -> Found:
    if stamp.clock.form is not Form.SHORT:
        return stamp
    return replace(stamp, clock=replace(stamp.clock, ms=stamp.clock.as_hours()))
