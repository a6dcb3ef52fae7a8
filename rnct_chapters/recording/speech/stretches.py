"""A recording cut into stretches of at most 30 s, each recognised by itself.

There is a boundary about every 25 s, in the middle of the longest pause nearby. It depends on nothing but the sound
around it: windows and the whole recording share their stretches, whatever was asked for first. Where there is no
pause, the stretches on both sides overlap, and `seams` joins their words.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rnct_chapters.recording.speech.activity import A_MS, ENDS, FRAME_MS, Sound16k
from rnct_chapters.timecode import Span

EVERY_MS = 25_000
REACH_MS = 2_500
"""How far a boundary may move: two neighbours moving apart leave 30 s, the window of most Whisper models."""
AROUND_MS = 5_000
"""How much sound on each side decides where a boundary goes: the reach, and as much to settle voice activity."""
OVERLAP_MS = 1_000
"""How far a stretch is heard beyond a boundary that falls into speech: longer than any one word."""
PAUSE_FRAMES = 5
"""The shortest pause that a boundary goes to without overlap: 160 ms, longer than the stops inside words."""


@dataclass(frozen=True, slots=True)
class Boundary:
    """Where a stretch ends and the next begins, and whether somebody is speaking there."""

    ms: int
    in_speech: bool


def count(duration_ms: int) -> int:
    """How many stretches a recording of this length has; at least one."""
    return max(1, (duration_ms - REACH_MS) // EVERY_MS + 1)


def around(number: int) -> Span:
    """The sound that decides where boundary `number` (from 1) goes; it may reach past the recording's end."""
    return Span(number * EVERY_MS - AROUND_MS, number * EVERY_MS + AROUND_MS)


def nominal(number: int, duration_ms: int) -> Span:
    """Stretch `number` (from 0) before its boundaries are moved."""
    last = number + 1 == count(duration_ms)
    return Span(number * EVERY_MS, duration_ms if last else (number + 1) * EVERY_MS)


def cell(number: int, duration_ms: int) -> Span:
    """All the sound that stretch `number` and its boundaries can need."""
    span = nominal(number, duration_ms)
    return Span(max(0, span.start_ms - AROUND_MS), span.end_ms + AROUND_MS)


def place(number: int, sound: Sound16k, probabilities: NDArray[np.float32]) -> Boundary:
    """Boundary `number`, from the sound of `around(number)` and its voice activity."""
    first = (AROUND_MS - REACH_MS) // FRAME_MS + 1
    last = (AROUND_MS + REACH_MS) // FRAME_MS
    middle = AROUND_MS / FRAME_MS
    pauses = _runs(probabilities[first:last] < ENDS, first)
    start, end = max(pauses, key=lambda p: (p[1] - p[0], -abs((p[0] + p[1]) / 2 - middle)), default=(0, 0))
    in_speech = end - start < PAUSE_FRAMES
    if in_speech:
        start = first + _quietest(sound)
        end = start + 1
    return Boundary(around(number).start_ms + (start + end) * FRAME_MS // 2, in_speech)


def stretch_at(ms: int, duration_ms: int, boundary: Callable[[int], Boundary]) -> int:
    """The number of the stretch that holds `ms`; asks for a boundary only where it can matter."""
    number = min(ms // EVERY_MS, count(duration_ms) - 1)
    if number and ms - number * EVERY_MS < REACH_MS and ms < boundary(number).ms:
        return number - 1
    after = number + 1
    if after < count(duration_ms) and after * EVERY_MS - ms <= REACH_MS and ms >= boundary(after).ms:
        return after
    return number


def _runs(quiet: NDArray[np.bool_], offset: int) -> list[tuple[int, int]]:
    """Half-open runs of true frames; the first frame has the number `offset`."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], quiet.astype(np.int8), [0]])))
    return [(int(a) + offset, int(b) + offset) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _quietest(sound: Sound16k) -> int:
    """The quietest frame within reach, counted from the first of them, each taken with its neighbours."""
    frame = FRAME_MS * A_MS
    first = (AROUND_MS - REACH_MS) // FRAME_MS + 1
    last = (AROUND_MS + REACH_MS) // FRAME_MS
    part = sound[(first - 1) * frame : (last + 1) * frame].astype(np.float64)
    power = (part.reshape(-1, frame) ** 2).mean(axis=1)
    return int(np.argmin(np.convolve(power, np.ones(3), mode="valid")))
