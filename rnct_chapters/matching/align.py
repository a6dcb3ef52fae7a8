"""Aligning the words of a claim with all the words of a transcript, in order, both ends free.

One row of arithmetic for each word of the claim runs over the whole transcript, so nothing is missed by a candidate
stage and the cost grows linearly with both lengths. Skipping a heard word has a price, less for fillers and almost
none where the claim itself leaves words out; without a price the first words of a quote would stick to any earlier
"de" or "the".
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rnct_chapters.matching.heard import Costs, Floats, Ints

DROP = 0.5
"""Nats for a word of the claim that was not heard: editors add small words, recognition loses them."""

_NONE = -1e9


@dataclass(frozen=True, slots=True)
class Path:
    """One alignment: pairs (word of the claim, heard word) in order, and its score in nats."""

    pairs: tuple[tuple[int, int], ...]
    score: float


def align(fits: Sequence[Floats], ids: Ints, costs: Costs, elisions: frozenset[int] = frozenset()) -> Floats:
    """By heard word: the score, in nats, of the best alignment of the claim that ends there.

    `fits` holds, by word of the claim, the nats of each word of the vocabulary; `ids` are the heard words in it;
    `elisions` the words of the claim before which it leaves something out.
    """
    reach = np.full(len(ids), _NONE, np.float32)
    matched = np.empty(len(ids), np.float32)
    for i, row in enumerate(fits):
        matched[0] = _NONE
        matched[1:] = reach[:-1]
        np.maximum(matched, -DROP * i, out=matched)  # after what came before, or as the first, all before it dropped
        matched += row.take(ids)
        reach -= DROP
        np.maximum(reach, matched, out=reach)
        if i + 1 < len(fits):
            _carry(reach, costs.elided if i + 1 in elisions else costs.usual)
    return reach


def _carry(reach: Floats, prices: Sequence[Floats]) -> None:
    """Each heard word takes over, in place, from the best of those before it less the price of the words between.

    Doubling the distance reaches far in few steps that each run over whole arrays.
    """
    for step, price in enumerate(prices):
        distance = 1 << step
        if distance < len(reach):
            np.maximum(reach[distance:], reach[:-distance] - price, out=reach[distance:])


def trace(fits: Sequence[Floats], ids: Ints, costs: Costs, elisions: frozenset[int] = frozenset()) -> Path:
    """The one best alignment of a claim that ends at the last of the heard words `ids`, a stretch short enough to
    remember each step; `align` on the same words gives its score."""
    own = np.arange(len(ids))
    reach = np.full(len(ids), _NONE)
    steps = []
    for i, row in enumerate(fits):
        before = np.concatenate(([_NONE], reach[:-1]))
        fresh = before <= -DROP * i
        matched = np.where(fresh, -DROP * i, before) + row[ids]
        took = matched >= reach - DROP
        reach = np.where(took, matched, reach - DROP)
        source = own
        if i + 1 < len(fits):
            price = costs.elided_sum if i + 1 in elisions else costs.usual_sum
            paid = reach + price
            best = np.maximum.accumulate(paid)
            source = np.maximum.accumulate(np.where(paid >= best, own, 0))
            reach = best - price
        steps.append((took, fresh, source))
    at, pairs = len(ids) - 1, []
    for i in range(len(steps) - 1, -1, -1):
        took, fresh, source = steps[i]
        at = int(source[at])
        if took[at]:
            pairs.append((i, at))
            if fresh[at]:
                break
            at -= 1
    return Path(tuple(reversed(pairs)), float(reach[-1]))
