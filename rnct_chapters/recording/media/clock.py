"""The clock that a player shows over a media file, and where on it a presentation time lies.

What Chromium was seen to do is written down in `REBASED`.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from av import AudioStream
    from av.container import InputContainer

REBASED = frozenset({"mpegts", "mpeg", "flv", "live_flv", "asf", "rm", "dv", "mxf", "wtv", "nut", "mp3"})
"""Containers whose times begin anywhere (MP3: after the silence that its encoder says it added); players show 0 there.
All others count from their own zero, so that a track that begins late is late.

Chromium was seen to do so, on files whose sound begins 3 s after zero: `currentTime` was 2.976 in MP4 (an empty edit)
and 2.994 in WebM, Matroska and Ogg when playing began, and a burst of tone was heard at its place, within 6 ms, after a
seek. Of an MP3 it took the 25 ms of its encoder off the duration and the clock; of raw ADTS, which does not tell
them, it played the 23 ms.
"""

FORWARD_S = {"mpegts": 10}
"""A transport stream whose times jump forward by more was put together from several: players go on without a pause.
This is FFmpeg's own limit (dts_delta_threshold). Elsewhere a jump is a pause."""
BACKWARD_S = {"mpegts": 1, "ogg": 1}
"""Times that go back by more began anew: the next part of a transport stream, the next link of an Ogg chain."""


class Clock:
    """Turns the presentation times of one audio track into places on the player's clock, in exact arithmetic."""

    def __init__(self, container: InputContainer, stream: AudioStream) -> None:
        assert stream.time_base is not None
        self.tick = Fraction(stream.time_base)
        names = set(container.format.name.split(","))
        start_us = container.start_time if names & REBASED else None
        self._zero = round(Fraction(start_us or 0, 1_000_000) / self.tick)
        self._forward = self._limit(FORWARD_S, names)
        self._backward = self._limit(BACKWARD_S, names)
        self._expected: int | None = None

    def follow(self, pts: int | None, duration: int | None) -> None:
        """Told of every packet in order, so that a jump of a transport stream can be taken out."""
        if pts is None or self._backward is None:
            return
        off = 0 if self._expected is None else pts - self._expected
        if -off > self._backward or (self._forward is not None and off > self._forward):
            self._zero += off
        self._expected = pts + (duration or 0)

    def at(self, pts: int, rate: int) -> int:
        """The sample at `rate` that is heard at `pts`; negative before the player's zero."""
        return _rounded((pts - self._zero) * self.tick.numerator * rate, self.tick.denominator)

    def pts(self, ms: int) -> int:
        """The presentation time that a player shows as `ms`."""
        return _rounded(ms * self.tick.denominator, 1000 * self.tick.numerator) + self._zero

    def _limit(self, seconds: Mapping[str, int], names: set[str]) -> int | None:
        """In ticks; None where there is none for this container."""
        return next((round(seconds[name] / self.tick) for name in names & seconds.keys()), None)


def _rounded(numerator: int, denominator: int) -> int:
    return (2 * numerator + denominator) // (2 * denominator)
