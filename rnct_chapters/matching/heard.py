"""A transcript made ready to be searched: comparable words as numbers, and how well any word fits each of them.

How much it says that a word of a claim meets a word of the transcript is a log-odds, in nats: how likely recognition
would leave the two so similar if they were the same word, over the share of this transcript's words that are at
least as similar. A rare name says much, "de" says little, and a 10-hour recording asks for more than a 10-minute
one, without a list of frequencies and in any language.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

from rnct_chapters.matching.fillers import fillers_in
from rnct_chapters.matching.neighbours import Neighbours
from rnct_chapters.matching.sounds import sound_keys
from rnct_chapters.matching.spoken import comparable, spoken_language
from rnct_chapters.recording.transcript import Transcript, Word
from rnct_chapters.timecode import Span

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Ints = NDArray[np.intp]

MIN_SIMILARITY = 0.6
"""Letters in common below which two words are simply different words."""

SOUNDS_ALIKE = 0.85
"""What words that sound alike count as letters in common: recognition mistakes them, but mostly it does not."""

DOUBT = 10.0
"""Power to which similarity is raised: recognition that changes a third of the letters keeps 1 word in 60."""

MISMATCH = -0.4
"""Nats for a word that was heard as quite another one: recognition does so, but rarely twice in a row."""

SKIP = 1.0
"""Nats for passing over a heard word; anything from 0.5 to 2 places starts alike on real recordings."""

SKIP_FILLER = 0.15
"""Nats for passing over "euh", "voilà", "you know": an editor leaves these out."""

SKIP_ELISION = 0.02
"""Nats for passing over a heard word where the claim says (...): 5 minutes of speech cost what 15 words do."""

LONGEST_GAP = 31
"""Heard words that a gap may span: at a nat each no quote is worth a longer one, unless it says that it leaves out."""

LONGEST_ELISION = 511
"""Heard words that (...) may stand for: about three minutes."""

UNHEARD = ""
"""The comparable word that stands for sound which nobody listened to."""

WALL = 1_000.0
"""Nats for passing over it: the words on its two sides do not follow each other, whatever they are worth."""

CACHED = 12_000_000
"""Pairs of a claimed word and one of the vocabulary of which the nats are kept, at four bytes each."""


class Costs:
    """Prices of skipping heard words: by doubling distance (1, 2, 4, … words back) and, for retracing, cumulated."""

    def __init__(self, is_filler: NDArray[np.bool_], is_wall: NDArray[np.bool_]) -> None:
        self.usual_sum: Doubles = np.cumsum(np.where(is_filler, SKIP_FILLER, SKIP), dtype=np.float64)
        self.elided_sum: Doubles = np.arange(1, len(is_filler) + 1, dtype=np.float64) * SKIP_ELISION
        if is_wall.any():
            walls = WALL * np.cumsum(is_wall)
            self.usual_sum, self.elided_sum = self.usual_sum + walls, self.elided_sum + walls

    @cached_property
    def usual(self) -> list[Floats]:
        return _doubling(self.usual_sum, LONGEST_GAP)

    @cached_property
    def elided(self) -> list[Floats]:
        return _doubling(self.elided_sum, LONGEST_ELISION)


def _doubling(summed: Doubles, longest: int) -> list[Floats]:
    steps = (1 << k for k in range(longest.bit_length()))
    return [(summed[step:] - summed[:-step]).astype(np.float32) for step in steps]


class Heard:
    """The words of one transcript as they are said, indexed. Arrays run over its comparable words: "l'eau" is two of
    them, "70 %" four. The times of words are in the order of the transcript, where overlapping cues step back a little.
    """

    def __init__(self, transcript: Transcript) -> None:
        self.words: tuple[Word, ...] = tuple(transcript.words())
        self.speakers: tuple[str | None, ...] = tuple(s.speaker for s in transcript.segments for _ in s.words)
        self.searched, self.searched_ms = transcript.searched, transcript.searched_ms
        self.duration_ms = transcript.duration_ms
        self.language = spoken_language(transcript.language, [w.text for w in self.words])
        self.plain, word_of = comparable([w.text for w in self.words], self.language)
        if self.searched is not None:
            self.plain, word_of = _with_walls(self.plain, word_of, _stretch_of(self.words, self.searched))
        ids: dict[str, int] = {}
        self.ids: Ints = np.fromiter((ids.setdefault(p, len(ids)) for p in self.plain), np.intp, len(self.plain))
        self.vocabulary = list(ids)
        self._known = ids
        self.counts = np.bincount(self.ids, minlength=len(ids)).astype(np.float32)
        self.word_of: Ints = np.asarray(word_of, np.intp)
        starts = np.fromiter((w.span.start_ms for w in self.words), np.int64, len(self.words))
        self.start_ms: NDArray[np.int64] = starts[self.word_of]
        self.is_filler = fillers_in(self.ids, ids)
        self._wall = ids.get(UNHEARD)
        self.is_wall: NDArray[np.bool_] = self.ids == (-1 if self._wall is None else self._wall)
        self.costs = Costs(self.is_filler, self.is_wall)
        self.neighbours = Neighbours(self.ids, self.vocabulary)
        self._fits: dict[str, Floats] = {}

    def __len__(self) -> int:
        return len(self.plain)

    @property
    def is_whole(self) -> bool:
        """Whether all of the recording was listened to: what is not here was not said."""
        return self.searched is None

    def costs_between(self, first: int, last: int) -> Costs:
        """The prices of skipping the comparable words [first, last)."""
        return Costs(self.is_filler[first:last], self.is_wall[first:last])

    def holds(self, word: str) -> bool:
        """Whether the folded `word` was heard."""
        return word in self._known

    def follows(self, word: str, after: str) -> bool:
        """Whether `after` was heard right behind `word`."""
        a, b = self._known.get(word), self._known.get(after)
        return a is not None and b is not None and a * len(self.vocabulary) + b in self.neighbours.pairs

    def fits(self, claimed: Iterable[str]) -> list[Floats]:
        """By claimed word: the nats that each word of the vocabulary is worth as its hearing, a float32 row."""
        claimed = list(claimed)
        if new := [w for w in dict.fromkeys(claimed) if w not in self._fits]:
            if (len(self._fits) + len(new)) * len(self.vocabulary) > CACHED:
                self._fits.clear()
                new = list(dict.fromkeys(claimed))
            for word, row in zip(new, self._similar(new), strict=True):
                nats = self._nats(row)
                if self._wall is not None:
                    nats[self._wall] = -WALL
                self._fits[word] = nats
        return [self._fits[w] for w in claimed]

    def _similar(self, claimed: list[str]) -> Floats:
        """By claimed word and word of the vocabulary: how alike they are, 0..1; 0 below MIN_SIMILARITY."""
        similar = _alike(claimed, self.vocabulary, MIN_SIMILARITY)
        if self.language == "fr":
            keys, place = self._sounds
            sounding = _alike(sound_keys(claimed), keys, MIN_SIMILARITY / SOUNDS_ALIKE)
            np.maximum(similar, SOUNDS_ALIKE * sounding[:, place], out=similar)
        return similar

    @cached_property
    def _sounds(self) -> tuple[list[str], Ints]:
        """The sound keys of the vocabulary, each once, and by word the place of its own."""
        index: dict[str, int] = {}
        places = [index.setdefault(key, len(index)) for key in sound_keys(self.vocabulary)]
        return list(index), np.asarray(places, np.intp)

    def _nats(self, similarity: Floats) -> Floats:
        nats = np.full(len(similarity), MISMATCH, np.float32)
        near = np.flatnonzero(similarity)
        if len(near) == 0:
            return nats
        order = near[np.argsort(-similarity[near], kind="stable")]
        ranked = similarity[order]
        at_least = np.cumsum(self.counts[order])
        # words equally similar share one place: the count behind the last of them
        last_of_equal = np.searchsorted(-ranked, -ranked, side="right") - 1
        share = at_least[last_of_equal] / (len(self) + 1)
        nats[order] = np.maximum(DOUBT * np.log(ranked) - np.log(share), MISMATCH)
        return nats

    def perfect(self, claimed: str) -> float:
        """The nats of `claimed` heard exactly; a word that this transcript does not have counts as said once."""
        row = self.fits([claimed])[0]
        return float(row.max()) if claimed in self._known else float(np.log(len(self) + 1))


def _alike(claimed: Sequence[str], heard: Sequence[str], cutoff: float) -> Floats:
    return cdist(claimed, heard, scorer=Indel.normalized_similarity, score_cutoff=cutoff, dtype=np.float32)


def _stretch_of(said: Sequence[Word], searched: Sequence[Span]) -> list[int]:
    """By word: which of the stretches that were listened to without a break it lies in, by its middle."""
    ends = [-1, *(s.end_ms for s in searched)]
    begins = [s.start_ms for s, before_ms in zip(searched, ends, strict=False) if s.start_ms > before_ms]
    return [bisect_right(begins, (w.span.start_ms + w.span.end_ms) // 2) for w in said]


def _with_walls(plain: Sequence[str], word_of: Sequence[int], stretch_of: Sequence[int]) -> tuple[list[str], list[int]]:
    """The comparable words and the words that they are of, with a wall wherever a stretch ends."""
    walled: list[str] = []
    of: list[int] = []
    for word, k in zip(plain, word_of, strict=True):
        if of and stretch_of[of[-1]] != stretch_of[k]:
            walled.append(UNHEARD)
            of.append(of[-1])
        walled.append(word)
        of.append(k)
    return walled, of
