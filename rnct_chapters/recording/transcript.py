"""What was heard in a recording: words with times, in segments of one speaker."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
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
    """All that was heard. `timing` tells whether word times were given or spread over their cue.

    `searched` holds the spans that were listened to, in order and apart, where that is not the whole recording; None
    where it is.
    """

    segments: tuple[Segment, ...]
    language: str | None
    kind: str  # the caption format it was read from, such as "webvtt"
    timing: Timing
    duration_ms: int
    sha256: str = ""  # of the file as read
    searched: tuple[Span, ...] | None = None

    def words(self) -> Iterator[Word]:
        """Every word, in the order of the segments."""
        for segment in self.segments:
            yield from segment.words

    @property
    def searched_ms(self) -> int:
        """How much of the recording was listened to."""
        return self.duration_ms if self.searched is None else sum(s.duration_ms for s in self.searched)

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


def moved(transcript: Transcript, by_ms: int) -> Transcript:
    """The same words `by_ms` later (earlier where it is negative), as `--captions-offset` asks.

    What then lies before the start of the recording is left out; a word that lasts over it begins there.
    """
    segments = (Segment(tuple(_moved_words(s.words, by_ms)), s.speaker) for s in transcript.segments)
    searched = transcript.searched
    return replace(
        transcript,
        segments=tuple(s for s in segments if s.words),
        duration_ms=max(0, transcript.duration_ms + by_ms),
        searched=None if searched is None else tuple(s for old in searched if (s := _moved_span(old, by_ms))),
    )


def _moved_words(words: Iterable[Word], by_ms: int) -> Iterator[Word]:
    for word in words:
        if (span := _moved_span(word.span, by_ms)) is not None:
            yield Word(word.text, span, word.probability)


def _moved_span(span: Span, by_ms: int) -> Span | None:
    """None for what lies before the start; a span of no length at the very start stays."""
    start_ms, end_ms = span.start_ms + by_ms, span.end_ms + by_ms
    return None if start_ms < 0 and end_ms <= 0 else Span(max(0, start_ms), end_ms)
