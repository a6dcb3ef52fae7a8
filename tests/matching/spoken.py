"""Speech made for tests: transcripts of known words at known times."""

import random

from rnct_chapters.matching import Evidence, Heard, MatchRules, find_evidence
from rnct_chapters.recap.claims import Claim
from rnct_chapters.recording.transcript import Segment, Transcript, Word
from rnct_chapters.timecode import Span, TextRange

WORD_MS = 400

SYLLABLES = "ba co di fu ga jo lé mi no pa qui ro su ta vu zé chan dro gri plo".split()


def transcript(text: str, speaker: str | None = None) -> Transcript:
    """The words of `text`, one every 400 ms."""
    said = tuple(Word(w, Span(i * WORD_MS, (i + 1) * WORD_MS)) for i, w in enumerate(text.split()))
    segments = (Segment(said, speaker),) if said else ()
    return Transcript(segments, "fr", "test", "words", len(said) * WORD_MS)


def heard(text: str) -> Heard:
    return Heard(transcript(text))


def chatter(count: int, seed: int = 1, vocabulary: int = 600) -> str:
    """So many made-up words, a few of them very common, as in speech."""
    rng = random.Random(seed)
    known = ["".join(rng.choices(SYLLABLES, k=rng.choice((1, 2, 2, 3)))) for _ in range(vocabulary)]
    weights = [1 / (rank + 1) for rank in range(vocabulary)]
    return " ".join(rng.choices(known, weights, k=count))


def claim(text: str, *, own: bool = True) -> Claim:
    return Claim("q01", "quote", text, None, None, own, 1, TextRange(0, 0), 1)


def find(text: str, said: Heard, stamp_ms: int | None = None) -> Evidence:
    return find_evidence(claim(text), stamp_ms, said, MatchRules())
