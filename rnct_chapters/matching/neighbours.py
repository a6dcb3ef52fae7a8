"""Which words of a transcript follow each other, and what they would be if they were written as one."""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

MIN_JOINED = 4
"""Letters of two words that may be one: fewer make too many words by chance."""

MIN_LETTERS, LETTERS = 3, 6
"""Letters said one by one that make an acronym, at least and at most."""


class Neighbours:
    """The pairs of words said in a row, found when they are first asked for."""

    def __init__(self, ids: NDArray[np.intp], vocabulary: list[str]) -> None:
        self._ids, self._vocabulary = ids, vocabulary

    @cached_property
    def pairs(self) -> frozenset[int]:
        """Each pair of words in a row, as index of the first times the size of the vocabulary plus the second's."""
        codes = self._ids[:-1] * len(self._vocabulary) + self._ids[1:]
        return frozenset(np.unique(codes).tolist())

    @cached_property
    def apart(self) -> dict[str, tuple[str, ...]]:
        """By words written as one, the words that were heard: two in a row, or single letters."""
        words, size = self._vocabulary, len(self._vocabulary)
        pairs = ((words[code // size], words[code % size]) for code in self.pairs)
        found: dict[str, tuple[str, ...]] = {a + b: (a, b) for a, b in pairs if len(a) + len(b) >= MIN_JOINED}
        return found | self._initials()

    def _initials(self) -> dict[str, tuple[str, ...]]:
        words = self._vocabulary
        is_letter = np.fromiter((len(w) == 1 and w.isalpha() for w in words), np.bool_, len(words))
        edges = np.flatnonzero(np.diff(np.concatenate(([False], is_letter[self._ids], [False])).astype(np.int8)))
        starts, stops = edges[::2], edges[1::2]
        long = stops - starts >= MIN_LETTERS
        found: dict[str, tuple[str, ...]] = {}
        for start, stop in zip(starts[long].tolist(), stops[long].tolist(), strict=True):
            letters = [words[i] for i in self._ids[start:stop]]
            for count in range(MIN_LETTERS, min(LETTERS, len(letters)) + 1):
                runs = {tuple(letters[i : i + count]) for i in range(len(letters) - count + 1)}
                found.update(("".join(run), run) for run in runs)
        return found
