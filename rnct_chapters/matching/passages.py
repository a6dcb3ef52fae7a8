"""Is this subject being talked about at the stamp? Evidence for what a recap tells without quoting.

A passage is judged only within its own recording: how much its words are spoken around the stamp, against every other
stretch of the same recording. The share of stretches that do at least as well is the share of wrong stamps that would
be confirmed, so the rule is that share itself.
"""

from dataclasses import dataclass

import numpy as np

from rnct_chapters.matching.heard import Doubles, Heard
from rnct_chapters.tokens import STOP_WORDS, words

STEP_MS = 5_000
"""Distance between the stretches that are compared."""

BEFORE_MS, AFTER_MS = 10_000, 80_000
"""What is heard of a topic: people stamp its start, and speak of it for a minute or two."""

WORTH_HEARING = 2.0
"""Nats below which a heard word is no sign of the claimed one."""


@dataclass(frozen=True, slots=True)
class Topic:
    """How a stamp's surroundings compare with the whole recording."""

    rank: float  # 0..1: the share of all places that speak of it at least as much
    nats: float  # what was heard of it around the stamp
    heard: tuple[str, ...]  # the passage's words that were heard there, rarest first
    best_ms: int  # the place that speaks of it most


def find_topic(text: str, stamp_ms: int, reach_ms: tuple[int, int], heard: Heard) -> Topic | None:
    """The standing of the place `stamp_ms`, or the best one within `reach_ms` around it; None where the passage
    has no telling words or the recording is too short to compare."""
    sought = [w for w in dict.fromkeys(words(text)) if w not in STOP_WORDS and len(w) > 1]
    if not sought or not len(heard):
        return None
    end_ms = int(heard.start_ms[-1])
    grid = np.arange(0, end_ms + 1, STEP_MS)
    if len(grid) < 12:
        return None
    by_word = np.stack([_spoken(heard, w, grid) for w in sought])
    total = by_word.sum(axis=0)
    reached = _reached(total, reach_ms)
    at = min(int(np.searchsorted(grid, stamp_ms)), len(grid) - 1)
    here = _window(at, reach_ms, len(grid))
    place = here.start + int(np.argmax(total[here]))
    said = sorted(((float(by_word[i, place]), w) for i, w in enumerate(sought) if by_word[i, place] > 0), reverse=True)
    rank = float((reached >= reached[at] - 1e-9).mean()) if reached[at] > 0 else 1.0
    return Topic(rank, float(reached[at]), tuple(w for _, w in said), int(grid[int(np.argmax(total))]))


def _spoken(heard: Heard, word: str, grid: np.ndarray) -> Doubles:
    """By stretch: what `word` being heard in it is worth, more the more it is heard there against its usual rate."""
    nats = heard.fits([word])[0]
    hits = np.flatnonzero(nats[heard.ids] > WORTH_HEARING)
    if len(hits) == 0:
        return np.zeros(len(grid))
    times = np.sort(heard.start_ms[hits])  # overlapping cues may step back a little
    counts = np.searchsorted(times, grid + AFTER_MS) - np.searchsorted(times, grid - BEFORE_MS)
    rate = len(hits) * (BEFORE_MS + AFTER_MS) / max(int(heard.start_ms[-1]), 1)
    # Poisson surprise of hearing it so often in one stretch; the first hearing weighs by its rarity
    surprise = np.where(counts > 0, np.maximum(0.0, counts * np.log(np.maximum(counts, 1) / rate) - counts + rate), 0.0)
    return np.minimum(surprise, 3 * float(nats.max()))


def _window(at: int, reach_ms: tuple[int, int], length: int) -> slice:
    return slice(max(0, at + reach_ms[0] // STEP_MS), min(length, at + reach_ms[1] // STEP_MS + 1))


def _reached(total: Doubles, reach_ms: tuple[int, int]) -> Doubles:
    """By place: the best stretch within reach of it, so that every place is given the stamp's own allowance."""
    first, last = reach_ms[0] // STEP_MS, reach_ms[1] // STEP_MS
    padded = np.pad(total, (max(0, -first), max(0, last)), constant_values=0.0)
    windows = np.lib.stride_tricks.sliding_window_view(padded, last - first + 1)
    reached: Doubles = windows.max(axis=1)[: len(total)]
    return reached
