"""Where somebody speaks: voice activity by Silero, which comes with faster-whisper, on the recording's clock."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from rnct_chapters.errors import needs
from rnct_chapters.timecode import Span

Sound16k = NDArray[np.float32]
"""Samples at 16 kHz, mono, -1..1."""
A_MS = 16
"""Samples in a millisecond."""
FRAME_MS = 32
"""The length that one probability stands for."""
BEGINS, ENDS = 0.5, 0.35
"""Speech begins where its probability reaches the first and lasts until it falls below the second, so that it does
not flicker; Silero's own defaults."""
PAUSE_MS = 200
"""Shorter gaps are stops inside words (a "t" or a "p" closes the mouth for up to 150 ms), not pauses."""
SHORTEST_MS = 96
"""Three frames: shorter sounds are clicks; the shortest "oui" takes twice as long."""


def activity(sound: Sound16k) -> NDArray[np.float32]:
    """The probability (0..1) that somebody speaks, for each frame of `sound`; the last frame may be part silence."""
    with needs("speech"):
        from faster_whisper.vad import get_vad_model  # type: ignore[import-untyped]
    frame = FRAME_MS * A_MS
    padded = np.pad(sound, (0, -len(sound) % frame))  # also a copy: the model zeroes the end of what it is given
    if not len(padded):
        return np.zeros(0, np.float32)
    heard: NDArray[np.float32] = get_vad_model()(padded).astype(np.float32).ravel()
    return heard


def speech_in(probabilities: Sequence[float] | NDArray[np.float32], start_ms: int) -> tuple[Span, ...]:
    """Where somebody speaks, in order and apart by pauses; the first frame begins at `start_ms`."""
    runs: list[Span] = []
    begun: int | None = None
    for i, probability in enumerate([*probabilities, 0.0]):
        at_ms = start_ms + i * FRAME_MS
        if begun is None and probability >= BEGINS:
            begun = at_ms
        elif begun is not None and probability < ENDS:
            runs.append(Span(begun, at_ms))
            begun = None
    return tuple(run for run in joined(runs, PAUSE_MS) if run.duration_ms >= SHORTEST_MS)


def joined(spans: Iterable[Span], nearer_ms: int) -> list[Span]:
    """`spans`, by start, where those whose gap is below `nearer_ms` are one."""
    apart: list[Span] = []
    for span in spans:
        if apart and span.start_ms - apart[-1].end_ms < nearer_ms:
            apart[-1] = Span(apart[-1].start_ms, max(apart[-1].end_ms, span.end_ms))
        else:
            apart.append(span)
    return apart


def overlap_ms(one: Span, other: Span) -> int:
    """How long both last at once."""
    return max(0, min(one.end_ms, other.end_ms) - max(one.start_ms, other.start_ms))
