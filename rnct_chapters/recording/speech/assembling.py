"""The stretches that are known, put together as one transcript."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from rnct_chapters.recording.speech.activity import joined
from rnct_chapters.recording.speech.seams import inside, middle, seam, trimmed
from rnct_chapters.recording.speech.store import Store, Stretch
from rnct_chapters.recording.speech.stretches import OVERLAP_MS, Boundary, count
from rnct_chapters.recording.transcript import Segment, Transcript, Word
from rnct_chapters.timecode import Span

NEAR_MS = OVERLAP_MS + 500
"""How far from a boundary the words lie that both sides may have heard."""


def assembled(store: Store, duration_ms: int, kind: str, language: str | None) -> Transcript:
    """All that the store holds of a recording. Where stretches overlap, the words they share are said once."""
    known = store.stretches
    everything = len(known) == count(duration_ms)
    spans = [known[n].span for n in sorted(known)]
    name = hashlib.sha256(f"{store.path.parent.name} {store.key}".encode()).hexdigest()
    searched = None if everything else tuple(s for s in joined(spans, 1) if s.duration_ms)
    segments = tuple(ordered(list(joined_segments(known, store.boundaries))))
    return Transcript(segments, language, kind, "words", duration_ms, name, searched)


def joined_segments(known: Mapping[int, Stretch], boundaries: Mapping[int, Boundary]) -> Iterator[Segment]:
    """The segments of the stretches, each with the words that are its own."""
    starts: dict[int, int] = {}
    for number in sorted(known):
        segments = known[number].segments
        first, last = inside(segments, known[number].span)
        first = starts.get(number, first)
        after = boundaries.get(number + 1)
        if after is not None and after.in_speech and number + 1 in known:
            last, starts[number + 1] = _seam(segments, known[number + 1].segments, after.ms)
        yield from trimmed(segments, first, max(first, last))


def ordered(segments: Sequence[Segment]) -> Iterator[Segment]:
    """The segments with starts that never run back: at a seam, two models of the same second may differ a little."""
    at_ms = 0
    for segment in segments:
        words = []
        for word in segment.words:
            start_ms = max(at_ms, word.span.start_ms)
            words.append(replace(word, span=Span(start_ms, max(start_ms, word.span.end_ms))))
            at_ms = start_ms
        yield replace(segment, words=tuple(words))


def _seam(left: Sequence[Segment], right: Sequence[Segment], boundary_ms: int) -> tuple[int, int]:
    """The number of the last word of `left` to keep, past the end, and of the first of `right`."""
    mine, theirs = _near(left, boundary_ms), _near(right, boundary_ms)
    kept, skipped = seam([w for _, w in mine], [w for _, w in theirs], boundary_ms)
    return _number(left, mine, kept), _number(right, theirs, skipped)


def _number(segments: Sequence[Segment], near: Sequence[tuple[int, Word]], taken: int) -> int:
    """The number, among all words, of the first one after `taken` words of `near`."""
    if taken < len(near):
        return near[taken][0]
    return near[-1][0] + 1 if near else sum(len(s.words) for s in segments)


def _near(segments: Sequence[Segment], boundary_ms: int) -> list[tuple[int, Word]]:
    words = enumerate(word for segment in segments for word in segment.words)
    return [(i, word) for i, word in words if abs(middle(word) - boundary_ms) <= NEAR_MS]
