"""Aligning the words of a claim with all the words of a transcript, in order, both ends free.

One row of arithmetic for each word of the claim runs over the whole transcript, so nothing is missed by a candidate
stage and the cost grows linearly with both lengths. Skipping a heard word has a price, less for fillers and almost
none where the claim itself leaves words out; without a price the first words of a quote would stick to any earlier
"de" or "the".
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rnct_chapters.matching.heard import Costs, Doubles, Floats, Ints

DROP = 0.5
"""Nats for a word of the claim that was not heard: editors add small words, recognition loses them."""

_NONE = -1e9

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Rows:
    """The last row of an alignment: by heard word, the score of the best alignment that ends there and its start."""

    score: Floats
    start: Ints


@dataclass(frozen=True, slots=True)
class Path:
    """One alignment: pairs (word of the claim, heard word) in order, and its score in nats."""

    pairs: tuple[tuple[int, int], ...]
    score: float


def align(fits: Sequence[Floats], ids: Ints, costs: Costs, elisions: frozenset[int] = frozenset()) -> Rows:
    """Every best alignment of a claim with the heard words `ids`.

    `fits` holds, by word of the claim, the nats of each word of the vocabulary; `elisions` the words of the claim
    before which it leaves something out.
    """
    own = np.arange(len(ids), dtype=np.int32)
    reach, began = np.full(len(ids), _NONE), own.copy()
    for i, row in enumerate(fits):
        reach, took, fresh = _match(reach, row[ids], -DROP * i)
        before = np.concatenate((own[:1], began[:-1]))
        began = np.where(took, np.where(fresh, own, before), began)
        if i + 1 < len(fits):
            reach, source = _carry(reach, costs.elided if i + 1 in elisions else costs.usual)
            began = began[source]
    return Rows(reach.astype(np.float32), began)


def trace(fits: Sequence[Floats], ids: Ints, costs: Costs, elisions: frozenset[int] = frozenset()) -> Path:
    """The one best alignment of a claim with the heard words `ids`, a stretch short enough to remember each step."""
    reach = np.full(len(ids), _NONE)
    steps = []
    source = np.arange(len(ids))
    for i, row in enumerate(fits):
        reach, took, fresh = _match(reach, row[ids], -DROP * i)
        if i + 1 < len(fits):
            reach, source = _carry(reach, costs.elided if i + 1 in elisions else costs.usual)
        else:
            source = np.arange(len(ids))
        steps.append((took, fresh, source))
    at = int(np.argmax(reach))
    score, pairs = float(reach[at]), []
    for i in range(len(steps) - 1, -1, -1):
        took, fresh, source = steps[i]
        at = int(source[at])
        if took[at]:
            pairs.append((i, at))
            if fresh[at]:
                break
            at -= 1
    return Path(tuple(reversed(pairs)), score)


def _match(reach: Doubles, nats: Floats, dropped_all: float) -> tuple[Doubles, Flags, Flags]:
    """One word of the claim: at each heard word it is matched there, after what came before or as the first
    (`dropped_all` is the price of every word before it), or it is dropped. Gives scores, which matched, which began."""
    before = np.concatenate(([_NONE], reach[:-1]))
    fresh = before < dropped_all
    matched = np.where(fresh, dropped_all, before) + nats
    dropped = reach - DROP
    took = matched >= dropped
    return np.where(took, matched, dropped), took, fresh


def _carry(reach: Doubles, price: Doubles) -> tuple[Doubles, NDArray[np.int_]]:
    """Each heard word takes over from the best before it, less the price of the words between; gives that word too."""
    paid = reach + price
    best = np.maximum.accumulate(paid)
    new = paid >= best
    source = np.maximum.accumulate(np.where(new, np.arange(len(paid)), 0))
    return best - price, source
