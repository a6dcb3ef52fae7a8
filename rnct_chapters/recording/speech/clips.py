"""What of a stretch is given to the model, and in which pieces: speech only, cut at pauses."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rnct_chapters.recording.speech.activity import FRAME_MS
from rnct_chapters.timecode import Span

MARGIN_MS = 400
"""Silence left before and after speech: with less the small model loses words, and more only costs time."""
APART_MS = 2_000
"""Speech that is this far apart is decoded apart: Whisper invents words in silence, and moves words across it."""


@dataclass(frozen=True, slots=True)
class Clip:
    """A piece for the model: what is decoded, with its margins, and where somebody speaks in it."""

    span: Span
    speech: tuple[Span, ...]


def cut(speech: Iterable[Span], within: Span, longest_ms: int) -> tuple[Clip, ...]:
    """The pieces in which `speech` is decoded; what is not in them is silence.

    Each holds as much speech as the model takes at a time (`longest_ms`), so that none is cut where somebody speaks
    and few are short.
    """
    groups: list[list[Span]] = []
    for run in speech:
        if groups and _goes_with(groups[-1], run, longest_ms - 2 * MARGIN_MS):
            groups[-1].append(run)
        else:
            groups.append([run])
    clips: list[Clip] = []
    for i, group in enumerate(groups):
        before_ms = groups[i - 1][-1].end_ms if i else None
        after_ms = groups[i + 1][0].start_ms if i + 1 < len(groups) else None
        start_ms, end_ms = group[0].start_ms, group[-1].end_ms
        lead = MARGIN_MS if before_ms is None else min(MARGIN_MS, (start_ms - before_ms) // 2)
        tail = MARGIN_MS if after_ms is None else min(MARGIN_MS, (after_ms - end_ms) // 2)
        span = Span(max(within.start_ms, start_ms - lead), min(within.end_ms, end_ms + tail))
        clips.append(Clip(span, tuple(group)))
    return tuple(clips)


def parted(speech: Iterable[Span], probabilities: Sequence[float], start_ms: int, longest_ms: int) -> tuple[Span, ...]:
    """`speech` with no part longer than the model takes at a time: running speech is parted where voice activity is
    least sure of it, between words more often than not. The first of the `probabilities` is that of `start_ms`."""
    most = max(2, (longest_ms - 2 * MARGIN_MS) // FRAME_MS)
    parts: list[Span] = []
    for run in speech:
        first, last = (run.start_ms - start_ms) // FRAME_MS, -(-(run.end_ms - start_ms) // FRAME_MS)
        cuts = [run.start_ms]
        while last - first > most:
            least = min(range(first + most // 2, first + most), key=lambda i: probabilities[i])
            cuts.append(start_ms + least * FRAME_MS + FRAME_MS // 2)
            first = least
        parts += [Span(a, b) for a, b in pairwise([*cuts, run.end_ms])]
    return tuple(parts)


def _goes_with(group: list[Span], run: Span, longest_ms: int) -> bool:
    near = run.start_ms - group[-1].end_ms < APART_MS
    return near and run.end_ms - group[0].start_ms <= longest_ms
