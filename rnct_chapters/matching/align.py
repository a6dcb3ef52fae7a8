"""Aligning the words of a claim with all the words of a transcript, in order, both ends free.

One row of arithmetic for each word of the claim runs over the whole transcript, so nothing is missed by a candidate
stage and the cost grows linearly with both lengths. Skipping a heard word has a price, less for fillers and almost
none where the claim itself leaves words out; without a price the first words of a quote would stick to any earlier
"de" or "the".
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rnct_chapters.matching.heard import Costs, Doubles, Floats, Ints

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
    matched, spare = np.empty_like(reach), np.empty_like(reach)  # long arrays are slow to get anew for each step
    for i, row in enumerate(fits):
        matched[:1] = _NONE
        matched[1:] = reach[:-1]
        np.maximum(matched, -DROP * i, out=matched)  # after what came before, or as the first, all before it dropped
        matched += np.take(row, ids, out=spare, mode="clip")
        reach -= DROP
        np.maximum(reach, matched, out=reach)
        if i + 1 < len(fits):
            _carry(reach, costs.elided if i + 1 in elisions else costs.usual, spare)
    return reach


def _carry(reach: Floats, prices: Sequence[Floats], spare: Floats) -> None:
    """Each heard word takes over, in place, from the best of those before it less the price of the words between.

    Doubling the distance reaches far in few steps that each run over whole arrays.
    """
    for step, price in enumerate(prices):
        distance = 1 << step
        if distance < len(reach):
            paid = np.subtract(reach[:-distance], price, out=spare[:-distance])
            np.maximum(reach[distance:], paid, out=reach[distance:])


def trace(fits: Sequence[Floats], ids: Ints, costs: Costs, elisions: frozenset[int], *, anywhere: bool = False) -> Path:
    """The one best alignment of a claim that ends at the last of the heard words `ids`, or `anywhere` among them: a
    stretch short enough to remember each step. `align` on the same words gives its score."""
    reach = np.full(len(ids), _NONE)
    carried: list[Doubles] = []  # by word of the claim: the best score before it, at or behind each heard word
    kept: list[Doubles] = []  # and with it, matched or dropped
    for i, row in enumerate(fits):
        matched = row[ids].astype(np.float64)
        matched[:1] -= DROP * i
        matched[1:] += np.maximum(reach[:-1], -DROP * i)  # after what came before, or all before it dropped
        carried.append(reach)
        kept.append(np.maximum(matched, reach - DROP))
        price = costs.elided_sum if i + 1 in elisions else costs.usual_sum
        reach = np.maximum.accumulate(kept[i] + price) - price
    end = int(kept[-1].argmax()) if anywhere else len(ids) - 1
    pairs, at = [], end
    for i in range(len(kept) - 1, -1, -1):
        if i + 1 < len(kept):
            price = costs.elided_sum if i + 1 in elisions else costs.usual_sum
            paid = kept[i][: at + 1] + price[: at + 1]
            at -= int(paid[::-1].argmax())
        if kept[i][at] > carried[i][at] - DROP:
            pairs.append((i, at))
            if at == 0 or carried[i][at - 1] <= -DROP * i:
                break
            at -= 1
    return Path(tuple(reversed(pairs)), float(kept[-1][end]))
