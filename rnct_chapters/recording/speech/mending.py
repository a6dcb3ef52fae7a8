"""What a model writes that nobody can have said, found by its words and by voice activity; pure.

Whisper falls into loops, fills noise with credits and commas, and squeezes a page into a second. Such a segment is
decoded again in another cut; what stays impossible is left out and counted, so that the transcript stays honest.
"""

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum

from rnct_chapters.recording.speech.activity import overlap_ms
from rnct_chapters.recording.transcript import Segment, Word
from rnct_chapters.timecode import Span

COVERS_MS = 1_000
"""How much sound a word stands for at most; one that lasts longer lies over others that were not written."""
COMPRESSES = 2.4
"""Text that zlib makes this many times shorter repeats itself: Whisper's own threshold."""
LONGEST_WORD_MS = 2_000
"""No word lasts so long; one that was written so is cut to what a word stands for."""
STRETCHED_MS = 1_500
"""A word that lies over so much speech hides others: people draw a word out for a second at most."""
ACROSS_MS = 1_000
"""The same where the speech has a pause in it: nobody stops inside a word."""
FASTEST = 9.0
"""Words a second: fast French comes to 6 or 7 over a sentence."""
ENOUGH_WORDS = 5
"""From how many words on a rate says something."""
HEARD_SHARE = 0.1
"""Share of a segment's time that voice activity must have heard: its edges are off by less than that leaves out."""
REPEATS = {1: 6, 2: 4, 3: 3, 4: 3, 5: 3, 6: 3, 7: 3, 8: 3}
"""So many words said so many times in a row are a loop: "non, non, non" is said, and "oui oui oui oui"."""

_SOUNDS = re.compile(r"\s*(?:\[[^\]]*\]|\([^)]*\)|\*[^*]*\*|[♪♫♬]+)\s*")
_CREDITS = re.compile(r"amara\.org|sous-titrage (st'? ?501|soci[ée]t[ée] radio-canada)|sous-titres réalisés|❤️ par")


class Fault(StrEnum):
    """Why a segment cannot be what was said."""

    WORDLESS = "only punctuation or a named sound"
    CREDITS = "a credit line from the subtitles that models learned from"
    LOOP = "the same words over and over"
    TOO_FAST = "more words a second than anyone says"
    SILENCE = "words where nobody speaks"


def fault_in(segment: Segment, speech: Sequence[Span]) -> Fault | None:
    """What is impossible about the segment, or None. `speech` is where voice activity heard somebody."""
    text = " ".join(word.text for word in segment.words)
    if not any(c.isalnum() for c in _SOUNDS.sub(" ", text)):
        return Fault.WORDLESS
    if _CREDITS.search(text.casefold()):
        return Fault.CREDITS
    if compression(text) > COMPRESSES or loops(segment.words):
        return Fault.LOOP
    span = Span(segment.words[0].span.start_ms, max(w.span.end_ms for w in segment.words))
    heard_ms = sum(overlap_ms(span, run) for run in speech)
    if heard_ms == 0 or heard_ms < HEARD_SHARE * span.duration_ms:
        return Fault.SILENCE
    if len(segment.words) >= ENOUGH_WORDS and len(segment.words) * 1000 > FASTEST * heard_ms:
        return Fault.TOO_FAST
    return None


def stretched(segments: Iterable[Segment], speech: Sequence[Span]) -> tuple[Span, ...]:
    """Where words, at the times that the model gave them, lie over more speech than a word can be."""
    return tuple(w.span for segment in segments for w in segment.words if _is_stretched(w.span, speech))


def shortened(segments: Iterable[Segment]) -> Iterator[Segment]:
    """The segments with no word longer than any is said; a start is surer than an end that is so far off."""
    for segment in segments:
        if any(word.span.duration_ms > LONGEST_WORD_MS for word in segment.words):
            yield replace(segment, words=tuple(_cut(word) for word in segment.words))
        else:
            yield segment


def missed_ms(segments: Iterable[Segment], speech: Span) -> int:
    """The longest part of `speech` that no word of the segments stands for."""
    covered_ms, longest_ms = speech.start_ms, 0
    for span in sorted((w.span for s in segments for w in s.words), key=lambda span: span.start_ms):
        longest_ms = max(longest_ms, min(span.start_ms, speech.end_ms) - covered_ms)
        covered_ms = max(covered_ms, min(span.end_ms, span.start_ms + COVERS_MS))
    return max(0, longest_ms, speech.end_ms - covered_ms)


def compression(text: str) -> float:
    """How many times shorter zlib makes the text; below 1 for short ones."""
    raw = text.encode()
    return len(raw) / len(zlib.compress(raw))


def loops(words: Sequence[Word]) -> bool:
    """Whether some words are said over and over, in a row."""
    said = [bare for word in words if (bare := "".join(c for c in word.text.casefold() if c.isalnum()))]
    return any(_repeated(said, length, times) for length, times in REPEATS.items())


def _is_stretched(span: Span, speech: Sequence[Span]) -> bool:
    under = [shared_ms for run in speech if (shared_ms := overlap_ms(span, run))]
    return sum(under) > (STRETCHED_MS if len(under) == 1 else ACROSS_MS)


def _cut(word: Word) -> Word:
    start_ms = word.span.start_ms
    return (
        word if word.span.duration_ms <= LONGEST_WORD_MS else replace(word, span=Span(start_ms, start_ms + COVERS_MS))
    )


def _repeated(said: Sequence[str], length: int, times: int) -> bool:
    alike = 0  # words in a row that are the same as the one `length` before
    for before, word in zip(said, said[length:], strict=False):
        alike = alike + 1 if word == before else 0
        if alike >= length * (times - 1):
            return True
    return False
