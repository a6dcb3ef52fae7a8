"""Words that speech is full of and an editor leaves out: passing over them costs little."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

FILLERS = frozenset(
    "euh heu hein ben bah bon voila donc alors quoi hum mmh eh oh ah ouais enfin "
    "uh um er hmm mm so well like yeah okay".split()
)

PHRASES = tuple(
    tuple(phrase.split())
    for phrase in (
        "c est a dire", "je veux dire", "en fait", "du coup", "tu vois", "vous voyez", "vous savez", "on va dire",
        "you know", "i mean", "sort of", "kind of",
    )
)  # fmt: skip
"""Fillers of several words, folded."""


def fillers_in(ids: NDArray[np.intp], index: Mapping[str, int]) -> NDArray[np.bool_]:
    """By heard word: whether it is a filler or part of one. `ids` are the words' places in the vocabulary `index`."""
    alone = np.zeros(len(index), np.bool_)
    alone[[i for word, i in index.items() if word in FILLERS]] = True
    found = alone[ids]
    for phrase in PHRASES:
        if all(word in index for word in phrase):
            begins = len(ids) - len(phrase) + 1
            here = np.logical_and.reduce([ids[k : begins + k] == index[word] for k, word in enumerate(phrase)])
            for k in range(len(phrase)):
                found[k : begins + k] |= here
    return found
