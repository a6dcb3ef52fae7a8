"""What was heard in a recording: words with times, in segments of one speaker."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from rnct_chapters.timecode import Span

Timing = Literal["words", "interpolated"]


@dataclass(frozen=True, slots=True)
class Word:
    """One word as the captions spell it, without surrounding space; `probability` is 0..1 where known."""

    text: str
    span: Span
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """Words said in a row by one speaker, as one cue or one recognised segment; never empty."""

    words: tuple[Word, ...]
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Transcript:
    """All that was heard. `timing` tells whether word times were given or spread over their cue."""

    segments: tuple[Segment, ...]
    language: str | None
    kind: str  # the caption format it was read from, such as "webvtt"
    timing: Timing
    duration_ms: int
    sha256: str = ""  # of the file as read

    def words(self) -> Iterator[Word]:
        """Every word, in the order of the segments."""
        for segment in self.segments:
            yield from segment.words

    @property
    def word_count(self) -> int:
        return sum(len(s.words) for s in self.segments)


def spread(text: str, span: Span) -> tuple[Word, ...]:
    """The words of a cue without word times: each gets a share of `span` by its number of characters."""
    pieces = text.split()
    total = sum(map(len, pieces)) + len(pieces)
    start_ms = first_ms = span.start_ms
    length_ms, words, done = span.duration_ms, [], 0
    for piece in pieces:
        done += len(piece) + 1
        end_ms = first_ms + length_ms * done // total
        words.append(Word(piece, Span(start_ms, end_ms)))
        start_ms = end_ms
    return tuple(words)


def end_of(segments: Iterable[Segment]) -> int:
    """The end of the last word, in milliseconds; 0 where nothing was said."""
    return max((w.span.end_ms for s in segments for w in s.words), default=0)
