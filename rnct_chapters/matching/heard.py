"""A transcript made ready to be searched: comparable words as numbers, and how well any word fits each of them.

How much it says that a word of a claim meets a word of the transcript is a log-odds, in nats: how likely recognition
would leave the two so similar if they were the same word, over the share of this transcript's words that are at
least as similar. A rare name says much, "de" says little, and a 10-hour recording asks for more than a 10-minute
one, without a list of frequencies and in any language.
"""

from collections.abc import Iterable
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

from rnct_chapters.recording.transcript import Transcript, Word
from rnct_chapters.tokens import tokens

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Ints = NDArray[np.int32]

MIN_SIMILARITY = 0.6
"""Letters in common below which two words are simply different words."""

DOUBT = 10.0
"""Power to which similarity is raised: recognition that changes a third of the letters keeps 1 word in 60."""

MISMATCH = -0.4
"""Nats for a word that was heard as quite another one: recognition does so, but rarely twice in a row."""

FILLERS = frozenset(
    "euh heu hein ben bah bon voila donc alors quoi hum mmh eh oh ah ouais enfin "
    "uh um er hmm mm so well like yeah okay".split()
)

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

_CACHED_WORDS = 4000


class Costs:
    """Prices of skipping heard words: by doubling distance (1, 2, 4, … words back) and, for retracing, cumulated."""

    def __init__(self, is_filler: NDArray[np.bool_]) -> None:
        self.usual_sum: Doubles = np.cumsum(np.where(is_filler, SKIP_FILLER, SKIP), dtype=np.float64)
        self.elided_sum: Doubles = np.arange(1, len(is_filler) + 1, dtype=np.float64) * SKIP_ELISION

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
    """The words of one transcript, indexed. Arrays run over its comparable words: "l'eau" is two of them."""

    def __init__(self, transcript: Transcript) -> None:
        self.words: tuple[Word, ...] = tuple(transcript.words())
        plain: list[str] = []
        word_of: list[int] = []
        for i, word in enumerate(self.words):
            for token in tokens(word.text):
                plain.append(token.plain)
                word_of.append(i)
        self.plain = plain
        ids: dict[str, int] = {}
        self.ids: Ints = np.fromiter((ids.setdefault(p, len(ids)) for p in plain), np.int32, len(plain))
        self.vocabulary = list(ids)
        self._known = ids.keys()
        self.counts = np.bincount(self.ids, minlength=len(ids)).astype(np.float32) if plain else np.zeros(0, np.float32)
        self.word_of: Ints = np.asarray(word_of, np.int32)
        self.start_ms: NDArray[np.int64] = np.fromiter(
            (self.words[i].span.start_ms for i in word_of), np.int64, len(plain)
        )
        is_filler = np.fromiter((v in FILLERS for v in self.vocabulary), np.bool_, len(ids))
        self.is_filler = is_filler[self.ids] if plain else np.zeros(0, np.bool_)
        self.costs = Costs(self.is_filler)
        self._fits: dict[str, Floats] = {}

    def __len__(self) -> int:
        return len(self.plain)

    def fits(self, claimed: Iterable[str]) -> list[Floats]:
        """By claimed word: the nats that each word of the vocabulary is worth as its hearing, a float32 row."""
        claimed = list(claimed)
        if new := [w for w in dict.fromkeys(claimed) if w not in self._fits]:
            if len(self._fits) + len(new) > _CACHED_WORDS:
                self._fits.clear()
                new = list(dict.fromkeys(claimed))
            similar = cdist(
                new, self.vocabulary, scorer=Indel.normalized_similarity, score_cutoff=MIN_SIMILARITY, dtype=np.float32
            )
            for word, row in zip(new, similar, strict=True):
                self._fits[word] = self._nats(row)
        return [self._fits[w] for w in claimed]

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
