"""Passages: the runs of words in which full text finds what was said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from rnct_chapters.matching.spoken import comparable, spoken_language
from rnct_chapters.recording.transcript import Transcript, Word

LEAST = 20
"""Words from which a passage ends with the sentence."""
ENOUGH = 40
"""Words from which it ends with the cue: many captions know no sentences, and a cue is a breath at least."""
MOST = 80
"""Words at which it ends wherever it is."""
LEAD = 40
"""Comparable words of what follows that are kept with a passage: a phrase over its end is found where it begins."""

_ENDS = (".", "?", "!", "…", "\u3002", "\uff1f", "\uff01", "\u061f", "\u0964")
_CLOSING = "»\"”’')]\u00a0\u202f "


@dataclass(frozen=True, slots=True)
class Passage:
    """The words [first, first + count) of a recording, said by one speaker, and its comparable words
    [first_token, first_token + tokens). `plain` is these and up to `LEAD` that follow, with spaces between."""

    first: int
    count: int
    first_token: int
    tokens: int
    speaker: str | None
    start_ms: int
    end_ms: int
    plain: str


@dataclass(frozen=True, slots=True)
class Comparable:
    """The comparable words of a transcript, in order, and of each of its words how many of them it is: two of `l'eau`,
    none of a dash."""

    plain: Sequence[str]
    said: Sequence[int]


def comparable_words(transcript: Transcript) -> Comparable:
    """The words of a transcript as `check` compares them with a recap's."""
    texts = [w.text for w in transcript.words()]
    plain, word_of = comparable(texts, spoken_language(transcript.language, texts))
    said = [0] * len(texts)
    for word in word_of:
        said[word] += 1
    return Comparable(plain, said)


def passages_of(transcript: Transcript, words: Comparable | None = None) -> tuple[Passage, ...]:
    """The passages of a transcript, in order and without gaps: 20 to 80 words of one speaker, which end where a
    sentence, a cue or a turn does; fewer where a turn is shorter. `words` are its comparable words, where known."""
    words = words or comparable_words(transcript)
    before = list(accumulate(words.said, initial=0))
    heard = list(transcript.words())
    starts, ends = [w.span.start_ms for w in heard], [w.span.end_ms for w in heard]
    return tuple(
        Passage(
            first,
            end - first,
            before[first],
            before[end] - before[first],
            speaker,
            min(starts[first:end]),
            max(ends[first:end]),
            " ".join(words.plain[before[first] : before[end] + LEAD]),
        )
        for first, end, speaker in _runs(transcript, heard)
    )


def _runs(transcript: Transcript, words: Sequence[Word]) -> Iterator[tuple[int, int, str | None]]:
    """First word, end and speaker of each passage."""
    first = end = 0
    for number, segment in enumerate(transcript.segments):
        after = transcript.segments[number + 1] if number + 1 < len(transcript.segments) else None
        is_last_of_turn = after is None or after.speaker != segment.speaker
        cue_end = end + len(segment.words)
        while end < cue_end:
            end += 1
            if (end == cue_end and is_last_of_turn) or _is_full(end - first, words[end - 1].text, end == cue_end):
                yield first, end, segment.speaker
                first = end


def _is_full(count: int, last: str, ends_cue: bool) -> bool:
    if count < LEAST:
        return False
    return count >= MOST or (ends_cue and count >= ENOUGH) or ends_sentence(last)


def ends_sentence(text: str) -> bool:
    """Whether a word is the last of a sentence: `dit.`, `quoi ?»`. An abbreviation may be taken for one."""
    return text.rstrip(_CLOSING).endswith(_ENDS)
