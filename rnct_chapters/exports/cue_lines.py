"""A transcript as cues to read along: two lines of 42 characters at most, 7 s at most, cut where a speaker pauses.

42 characters, two lines and 7 s are what broadcasters' and streaming services' style guides agree on.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from rnct_chapters.recording.transcript import Transcript, Word
from rnct_chapters.timecode import Span

LINE_LENGTH = 42
"""Characters; a longer word has a line, and a cue, of its own."""
LONGEST_MS = 7000
PAUSE_MS = 1000
"""Silence over which no cue goes on."""
SHORTEST_MS = 700
"""A cue stays at least this long where the next one leaves it the time."""

_SENTENCE_ENDS = ".?!…"
_CLAUSE_ENDS = ",;:\u2013\u2014"


@dataclass(frozen=True, slots=True)
class CueLines:
    """One cue of one speaker, its text in one or two lines."""

    span: Span
    speaker: str | None
    lines: tuple[str, ...]


def cue_lines(transcript: Transcript) -> list[CueLines]:
    """The cues of a transcript by start; none overlaps the next, and none lasts no time."""
    segments = sorted(transcript.segments, key=lambda s: s.words[0].span.start_ms)
    cues = [_cue(chunk, s.speaker) for s in segments for chunk in _chunks(s.words)]
    return list(_apart(sorted(cues, key=lambda cue: cue.span.start_ms)))


def _cue(words: Sequence[Word], speaker: str | None) -> CueLines:
    start_ms = words[0].span.start_ms
    end_ms = max(w.span.end_ms for w in words)
    end_ms = min(max(end_ms, start_ms + SHORTEST_MS), max(words[-1].span.start_ms + 1, start_ms + LONGEST_MS))
    return CueLines(Span(start_ms, end_ms), speaker, _wrapped([w.text for w in words]))


def _chunks(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """The words of a segment, a cue's worth at a time."""
    start = 0
    while start < len(words):
        end = _reach(words, start)
        if end < len(words) and _pause_ms(words, end) <= PAUSE_MS:
            end = max(range(start + 1, end + 1), key=lambda k: _breaks_well(words, start, k))
        yield words[start:end]
        start = end


def _reach(words: Sequence[Word], start: int) -> int:
    """The end of as many words from `start` as one cue can hold."""
    end, texts = start + 1, [words[start].text]
    while end < len(words) and _pause_ms(words, end) <= PAUSE_MS:
        texts.append(words[end].text)
        if words[end].span.end_ms - words[start].span.start_ms > LONGEST_MS or not _fits(texts):
            break
        end += 1
    return end


def _breaks_well(words: Sequence[Word], start: int, end: int) -> int:
    """How good a cut after `end` words is: in ms of pause, to which punctuation and a well filled cue add."""
    last = words[end - 1].text
    mark = 1000 if last[-1] in _SENTENCE_ENDS else 400 if last[-1] in _CLAUSE_ENDS else 0
    filled = sum(len(w.text) + 1 for w in words[start:end])
    return min(_pause_ms(words, end), 1000) + mark + 15 * min(filled, 2 * LINE_LENGTH)


def _pause_ms(words: Sequence[Word], at: int) -> int:
    """The silence before the word `at`."""
    return max(0, words[at].span.start_ms - words[at - 1].span.end_ms)


def _fits(texts: Sequence[str]) -> bool:
    return all(len(line) <= LINE_LENGTH for line in _wrapped(texts))


def _wrapped(texts: Sequence[str]) -> tuple[str, ...]:
    """One line, or two whose longer one is as short as can be."""
    whole = " ".join(texts)
    if len(whole) <= LINE_LENGTH or len(texts) == 1:
        return (whole,)
    at = first = 0
    best = len(whole)
    for n, text in enumerate(texts[:-1], 1):
        first += len(text) + 1
        longer = max(first - 1, len(whole) - first)
        if longer < best:
            best, at = longer, n
    return (" ".join(texts[:at]), " ".join(texts[at:]))


def _apart(cues: Sequence[CueLines]) -> Iterator[CueLines]:
    """The cues, each cut where the next one starts; two that start together share the time."""
    at_ms = 0
    for cue, after in zip_longest(cues, cues[1:]):
        start_ms = max(at_ms, cue.span.start_ms)
        end_ms = max(cue.span.end_ms, start_ms + 1)
        if after is not None and after.span.start_ms > start_ms:
            end_ms = min(end_ms, after.span.start_ms)
        elif after is not None:
            end_ms = min(end_ms, max(start_ms + 1, (start_ms + after.span.end_ms) // 2))
        at_ms = end_ms
        yield replace(cue, span=Span(start_ms, end_ms))
