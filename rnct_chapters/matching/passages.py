"""Is this subject being talked about at the stamp? Evidence for what a recap tells without quoting.

Every place of a recording is scored for how much of the passage is spoken from there on: each telling word by its
rarity, by how soon it comes and by how much more often than usual (a burst, as Poisson would have it), and the words
in order by the alignment that serves for quotes. A passage is then judged only within its own recording: by the share
of other places that speak of it as much, and by how the stamp's place compares with the best of them. No score means
anything by itself: a recording about sharing gardens says "garden" everywhere.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import log

import numpy as np
from numpy.typing import NDArray

from rnct_chapters.matching.align import align
from rnct_chapters.matching.heard import Doubles, Heard
from rnct_chapters.matching.needle import needle
from rnct_chapters.matching.spoken import spoken
from rnct_chapters.tokens import STOP_WORDS

STEP_MS = 5_000
"""Distance between the places that are compared."""

BEFORE_MS, SOON_MS, FADE_MS = 5_000, 60_000, 60_000
"""What is heard of a topic: hardly anything before its stamp, most within a minute, then less and less."""

ALIGNED_MS = 90_000
"""From its place on, how far the words in order may end."""

APART_MS = 90_000
"""Other places are those at least this far from the stamp; nearer ones share its words."""

WORTH_HEARING = 2.0
"""Nats below which a heard word is no sign of the claimed one."""

BURST = 1.5
"""Weight of the surprise of hearing a word again and again, against that of hearing it."""

MOST_BURST = 15.0
"""Nats of surprise that one word can give: a name said forty times is not forty proofs."""

FEWEST_PLACES = 40
"""Places that a recording must have to be compared: 3 min 20."""

LEAST_SHARE = 0.001


@dataclass(frozen=True, slots=True)
class Topic:
    """How a stamp's surroundings compare with the rest of the recording."""

    share: float  # 0..1: other places that speak of it at least as much
    ratio: float  # the stamp's place against the best other one; above 1 it is the best
    nats: float  # what the stamp's place scores
    heard: tuple[str, ...]  # the passage's words that are heard there, the telling ones first
    first_ms: int  # when the first of them is heard

    @property
    def standing(self) -> float:
        """One number for both, higher for a place that stands out; one wrong place in 80 reaches 9."""
        return -log(max(self.share, LEAST_SHARE)) + 6 * min(self.ratio, 2.0)


def find_topic(text: str, stamp_ms: int, heard: Heard) -> Topic | None:
    """The standing of the place `stamp_ms`; None where the passage has no telling words or the recording is too short
    to compare."""
    said_as = [t.plain for t in spoken(text, heard.language)]
    sought = [w for w in dict.fromkeys(said_as) if w not in STOP_WORDS and (len(w) > 1 or w.isdigit())]
    if not sought or not len(heard):
        return None
    grid = np.arange(0, int(heard.start_ms.max()) + STEP_MS, STEP_MS)
    if len(grid) < FEWEST_PLACES:
        return None
    scores = _in_order(text, heard, grid)
    for word in sought:
        scores += _spoken(heard, word, len(grid))
    at = min(max(0, round(stamp_ms / STEP_MS)), len(grid) - 1)
    here = float(scores[max(0, at - 1) : at + 3].max())  # people stamp to the nearest breath
    others = scores[np.abs(grid - stamp_ms) > APART_MS]
    if here <= 0 or len(others) == 0:
        return Topic(1.0, 0.0, 0.0, (), stamp_ms)
    said = _heard_after(heard, sought, stamp_ms)
    share = float((others >= here - 1e-9).mean())
    first_ms = min((ms for _, ms, _ in said), default=stamp_ms)
    return Topic(
        share, here / max(float(others.max()), 1.0), here, tuple(w for _, _, w in sorted(said, reverse=True)), first_ms
    )


@lru_cache(maxsize=512)  # a recap comes back to its subjects' words
def _spoken(heard: Heard, word: str, places: int) -> Doubles:
    """By place: what hearing `word` soon after it is worth, and hearing it more often than usual."""
    nats = heard.fits([word])[0][heard.ids]
    hits = np.flatnonzero(nats > WORTH_HEARING)
    at, weights = _fading(heard.start_ms[hits], places)
    soonest, counted = np.zeros(places + 1), np.zeros(places + 1)  # the last is for what counts nowhere
    np.maximum.at(soonest, at, weights * nats[hits, None].astype(np.float64))
    np.add.at(counted, at, weights)
    soonest, counted = soonest[:places], counted[:places]
    usual = len(hits) * (SOON_MS + FADE_MS) / (places * STEP_MS)
    more = counted > usual
    surprise = np.zeros(places)
    surprise[more] = counted[more] * np.log(counted[more] / usual) - counted[more] + usual
    spoken: Doubles = soonest + BURST * np.minimum(surprise, MOST_BURST)
    return spoken


def _fading(said_ms: NDArray[np.int64], places: int) -> tuple[NDArray[np.int64], Doubles]:
    """By word said, a row: the places that it counts for, and how much for each; `places` stands for none."""
    reach_ms = SOON_MS + 4 * FADE_MS
    at = (said_ms[:, None] + BEFORE_MS) // STEP_MS - np.arange((BEFORE_MS + reach_ms) // STEP_MS + 1)
    after = said_ms[:, None] - at * STEP_MS
    inside = (at >= 0) & (at < places) & (after <= reach_ms)
    return np.where(inside, at, places), np.where(inside, np.exp(-np.maximum(after - SOON_MS, 0) / FADE_MS), 0.0)


def _in_order(text: str, heard: Heard, grid: np.ndarray) -> Doubles:
    """By place: the best alignment of the whole passage that ends soon after it, in nats."""
    sought = needle(text, 200, heard.language)
    scores = align(heard.fits(sought.plain), heard.ids, heard.costs, sought.elisions)
    times = np.maximum.accumulate(heard.start_ms)  # overlapping cues may step back a little
    first, last = np.searchsorted(times, grid - BEFORE_MS), np.searchsorted(times, grid + ALIGNED_MS)
    ends = np.column_stack((first, last)).ravel()
    best = np.maximum.reduceat(np.append(scores, 0.0), ends)[::2]  # of [first, last), by place
    reached: Doubles = np.where(last > first, np.maximum(best, 0.0), 0.0)
    return reached


def _heard_after(heard: Heard, sought: list[str], stamp_ms: int) -> list[tuple[float, int, str]]:
    """The sought words that are heard in the minutes from the stamp on: their nats, when first, and which."""
    after = (heard.start_ms >= stamp_ms - BEFORE_MS) & (heard.start_ms <= stamp_ms + SOON_MS + FADE_MS)
    places = np.flatnonzero(after)
    said = []
    for word in sought:
        nats = heard.fits([word])[0][heard.ids[places]]
        found = np.flatnonzero(nats > WORTH_HEARING)
        if len(found):
            said.append((float(nats[found].max()), int(heard.start_ms[places[found[0]]]), word))
    return said
