"""The words of neighbouring stretches put together where both heard the same second of speech; pure."""

from collections.abc import Sequence
from dataclasses import replace

from rnct_chapters.recording.transcript import Segment, Word
from rnct_chapters.timecode import Span

APART_MS = 400
"""The same word recognised twice is at most this far apart: a window's edge moves it by less than a word."""


def middle(word: Word) -> int:
    """The middle of the word, in milliseconds; what decides on which side of a boundary it is."""
    return (word.span.start_ms + word.span.end_ms) // 2


def seam(left: Sequence[Word], right: Sequence[Word], boundary_ms: int) -> tuple[int, int]:
    """How many words of `left` to keep, and with which of `right` to go on, so that none is lost or said twice.

    Both hold the words around the boundary as each side heard them. Where they agree on a word, the left one keeps
    it; of several the one nearest to the boundary, since each side hears worst at its own end. Where they agree on
    nothing, each keeps what is on its side of the boundary.
    """
    agreed = [
        (abs(middle(mine) - boundary_ms), i, j)
        for i, mine in enumerate(left)
        for j, theirs in enumerate(right)
        if _bare(mine) == _bare(theirs) and abs(middle(mine) - middle(theirs)) <= APART_MS
    ]
    if agreed:
        _, i, j = min(agreed)
        return i + 1, j + 1
    kept = sum(middle(word) < boundary_ms for word in left)
    return kept, sum(middle(word) < boundary_ms for word in right)


def trimmed(segments: Sequence[Segment], first: int, last: int) -> list[Segment]:
    """The segments of the words numbered `first` to `last` (not with it); segments left without words are gone."""
    kept: list[Segment] = []
    number = 0
    for segment in segments:
        words = segment.words[max(0, first - number) : max(0, last - number)]
        number += len(segment.words)
        if words:
            kept.append(replace(segment, words=words))
    return kept


def inside(segments: Sequence[Segment], span: Span) -> tuple[int, int]:
    """The numbers of the first word whose middle is in `span`, and of the first after it; words are in order."""
    words = [word for segment in segments for word in segment.words]
    first = sum(middle(word) < span.start_ms for word in words)
    return first, max(first, sum(middle(word) < span.end_ms for word in words))


def _bare(word: Word) -> str:
    return "".join(c for c in word.text.casefold() if c.isalnum())
