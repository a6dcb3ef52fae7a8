"""What one recording says of one claim: the best place, the best other place, and the best place near the stamp."""

import re
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from rapidfuzz import fuzz

from rnct_chapters.matching.align import align, trace
from rnct_chapters.matching.heard import LONGEST_ELISION, Costs, Floats, Heard
from rnct_chapters.recap.claims import Claim
from rnct_chapters.timecode import Span
from rnct_chapters.tokens import Token, tokens

Pair = tuple[int, int]
"""A word of the claim and the heard word it was matched with."""

STRAY_GAP = 1.8
"""Nats of heard words passed over, two of them or many fillers, behind which words stand apart."""

STRAY_FACTOR, STRAY_WORTH = 2.0, 12.0
"""Words apart must be worth so many times the gap, and at most so many nats, to begin or end a quote: a common word or
two happen by everywhere, and the longer one looks for them."""

RIVALS_TRIED = 6
"""How often a rival that still shares words with the best place is passed over for the next."""

_ELISION = re.compile(r"\(\s*(?:\.{3}|…)\s*\)|\[\s*(?:\.{3}|…)\s*\]|(?<=\s)(?:\.{3}|…)(?=\s)|(?:\.{3}|…)(?=\s+\w)")


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchRules:
    """How places are searched and told apart."""

    reach_ms: int = 20_000
    """Around a stamp: a place this near may be the stamp's although another scores a little better."""
    moment_ms: int = 15_000
    """Two places closer than this are one moment: a speaker starts over, or says it again for good measure."""
    max_words: int = 1_000
    """Words of a claim that are aligned; a longer one is judged by its first thousand."""


@dataclass(frozen=True, slots=True)
class HeardWord:
    """A word of the transcript in a match, and whether the claim has just that word there."""

    text: str
    matched: bool


@dataclass(frozen=True, slots=True)
class Match:
    """A place where a claim may have been said."""

    span: Span
    first: int  # index of the first word in the transcript
    last: int  # index of the last one, inclusive
    score: float  # 0..100: the share of the nats that a perfect hearing would have given
    nats: float = 0.0  # log-odds of the words heard there against words heard anywhere
    likeness: float = 0.0  # 0..100: the letters in common between what is written and what was heard
    heard: tuple[HeardWord, ...] = ()
    missed: tuple[int, ...] = ()  # indices of the claim's words that were not heard just so

    @property
    def text(self) -> str:
        return " ".join(w.text for w in self.heard)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one recording says of one claim: its best place and the best place that is not that one."""

    claim: Claim
    best: Match | None
    rival: Match | None
    near: Match | None = None  # the best place within reach of the stamp

    @property
    def margin(self) -> float:
        """Points by which the best place beats its rival, 0..100."""
        return 0.0 if self.best is None else self.best.score - (self.rival.score if self.rival else 0.0)


@dataclass(frozen=True, slots=True)
class Needle:
    """A claim made ready to be searched: its words, and before which of them it leaves something out."""

    tokens: tuple[Token, ...]
    elisions: frozenset[int]

    @property
    def plain(self) -> list[str]:
        return [t.plain for t in self.tokens]


def needle(text: str, max_words: int) -> Needle:
    """The words of a claim in order; `(...)`, `[…]` and `…` between them are gaps, not words."""
    found = tuple(tokens(text))[:max_words]
    gaps = [m.start() for m in _ELISION.finditer(text)]
    after = (next((i for i, t in enumerate(found) if t.at.start > gap), 0) for gap in gaps)
    return Needle(found, frozenset(i for i in after if i))


def find_evidence(claim: Claim, stamp_ms: int | None, heard: Heard, rules: MatchRules) -> Evidence:
    """The best places of `claim` in a transcript, wherever they are; the stamp only adds the best place near it."""
    sought = needle(claim.text, rules.max_words)
    if not sought.tokens or not len(heard):
        return Evidence(claim, None, None)
    search = _Search(heard, sought, rules.moment_ms)
    best = search.best()
    if best is None:
        return Evidence(claim, None, None)
    rival = search.rival(best)
    if stamp_ms is None:
        return Evidence(claim, best, rival)
    is_near = abs(best.span.start_ms - stamp_ms) <= rules.reach_ms
    return Evidence(claim, best, rival, best if is_near else search.near(stamp_ms, rules.reach_ms))


class _Search:
    """One claim against one transcript."""

    def __init__(self, heard: Heard, sought: Needle, moment_ms: int) -> None:
        self.heard, self.sought, self.moment_ms = heard, sought, moment_ms
        self.fits: list[Floats] = heard.fits(sought.plain)
        self.perfect = sum(heard.perfect(w) for w in sought.plain)
        self.scores = align(self.fits, heard.ids, heard.costs, sought.elisions)
        # an alignment that pays cannot skip more words than it earns nats, and few more words than it claims
        self.longest = 3 * len(sought.tokens) + int(self.perfect) + LONGEST_ELISION * len(sought.elisions)

    def best(self) -> Match | None:
        """The best place of all."""
        return self._best_of(self.scores, 0)

    def rival(self, best: Match) -> Match | None:
        """The best place at another moment: words said again at once, as speakers do, are the same one."""
        apart = self.moment_ms
        begins, ends = best.span.start_ms - apart, best.span.end_ms + apart
        scores = np.where((self.heard.start_ms >= begins) & (self.heard.start_ms <= ends), -np.inf, self.scores)
        for _ in range(RIVALS_TRIED):
            match = self._best_of(scores, 0)
            if match is None or match.last < best.first or match.first > best.last:
                return match
            end = int(np.argmax(scores))
            scores[end : end + 8] = -np.inf  # a long way round to the same words
        return None

    def near(self, stamp_ms: int, reach_ms: int) -> Match | None:
        """The best place that begins within `reach_ms` of the stamp."""
        starts = np.flatnonzero(np.abs(self.heard.start_ms - stamp_ms) <= reach_ms)
        if len(starts) == 0:
            return None
        match = self._best_between(int(starts[0]), min(int(starts[-1]) + 1 + len(self.sought.tokens), len(self.heard)))
        return match if match is not None and abs(match.span.start_ms - stamp_ms) <= reach_ms else None

    def _best_between(self, first: int, last: int) -> Match | None:
        """The best place among the heard words [first, last), which are few."""
        if first >= last:
            return None
        costs = Costs(self.heard.is_filler[first:last])
        return self._best_of(align(self.fits, self.heard.ids[first:last], costs, self.sought.elisions), first)

    def _best_of(self, scores: Floats, first: int) -> Match | None:
        """The place that ends where `scores`, of the heard words from `first` on, are highest."""
        end = int(np.argmax(scores))
        return self._match(first + end, first) if scores[end] > 0 else None

    def _without_strays(self, pairs: list[Pair]) -> list[Pair]:
        """The pairs without a few common words that stand apart from the telling ones, at either end."""
        return self._trimmed(self._trimmed(pairs, 1)[::-1], -1)[::-1]

    def _trimmed(self, pairs: list[Pair], way: int) -> list[Pair]:
        """`pairs` without the strays at its beginning; `way` is -1 where they come last first."""
        worth, spoken = 0.0, self.heard.costs.usual_sum
        for k, (pair, after) in enumerate(pairwise(pairs)):
            worth += float(self.fits[pair[0]][self.heard.ids[pair[1]]])
            low, high = (pair, after) if way > 0 else (after, pair)
            gap = float(spoken[high[1] - 1] - spoken[low[1]])
            if gap >= STRAY_GAP:
                stray = worth < min(STRAY_FACTOR * gap, STRAY_WORTH)
                return self._trimmed(pairs[k + 1 :], way) if stray else pairs
        return pairs

    def _match(self, end: int, not_before: int) -> Match | None:
        """The alignment that ends at the heard word `end`, retraced word by word."""
        heard, first, last = self.heard, max(not_before, end + 1 - self.longest), end + 1
        path = trace(self.fits, heard.ids[first:last], Costs(heard.is_filler[first:last]), self.sought.elisions)
        pairs = [(i, first + j) for i, j in path.pairs if self.fits[i][heard.ids[first + j]] > 0]
        if not pairs:
            return None
        alike = fuzz.ratio(" ".join(self.sought.plain), " ".join(heard.plain[pairs[0][1] : pairs[-1][1] + 1]))
        pairs = self._without_strays(pairs)
        start, stop = int(heard.word_of[pairs[0][1]]), int(heard.word_of[pairs[-1][1]])
        said = heard.words[start : stop + 1]
        same = [(i, j) for i, j in pairs if self.sought.tokens[i].plain == heard.plain[j]]
        found = {i for i, _ in same}
        other = {int(heard.word_of[j]) for j in set(range(pairs[0][1], pairs[-1][1] + 1)) - {j for _, j in same}}
        return Match(
            Span(said[0].span.start_ms, max(said[-1].span.end_ms, said[0].span.start_ms)),
            start,
            stop,
            score=round(100 * min(1.0, max(0.0, path.score / self.perfect)), 1),
            nats=path.score,
            likeness=alike,
            heard=tuple(HeardWord(w.text, start + k not in other) for k, w in enumerate(said)),
            missed=tuple(i for i in range(len(self.sought.tokens)) if i not in found),
        )
