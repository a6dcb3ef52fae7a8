"""What one recording says of one claim: the best place, the best other place, and the best place near the stamp."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from rapidfuzz import fuzz

from rnct_chapters.matching.align import Path, align, trace
from rnct_chapters.matching.heard import LONGEST_ELISION, Floats, Heard
from rnct_chapters.matching.needle import Needle, needles
from rnct_chapters.recap.claims import Claim
from rnct_chapters.timecode import Span

Pair = tuple[int, int]
"""A word of the claim and the heard word it was matched with."""

ABOUT_AS_MUCH = 0.8
"""Share of the best place's nats from which another one sounds alike."""

STRAY_GAP = 1.8
"""Nats of heard words passed over, two of them or many fillers, behind which words stand apart."""

STRAY_FACTOR, STRAY_WORTH = 2.0, 12.0
"""Words apart must be worth so many times the gap, and at most so many nats, to begin or end a quote: a common word or
two happen by everywhere, and the longer one looks for them."""

USUAL_EXCESS = 40
"""Heard words beyond twice the claimed ones that are retraced at first; a place with longer gaps is retraced again."""

TRACED = 4_000_000
"""Pairs of a claimed and a heard word that are retraced at most, at 16 bytes each: a thousand words along four
thousand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchRules:
    """How places are searched and told apart."""

    reach_ms: int = 20_000
    """Around a stamp: a place this near may be the stamp's although another scores a little better."""
    moment_ms: int = 15_000
    """Two places closer than this are one moment: a speaker starts over, or says it again for good measure."""
    max_words: int = 1_000
    """Words of a claim that are aligned; a longer one is judged by its first thousand."""
    unheard_score: float = 55.0
    """Points (0..100) that the best other place is taken to have where part of a recording was not listened to: in
    whole recordings it has less for 264 of 266 quotes."""


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
    behind: str = ""  # the word heard right after the last one

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
    alike: int = 0  # other moments that sound about as much like the claim as the best one
    unheard: float = 0.0  # points granted to what was not listened to; 0 where the whole recording was

    @property
    def is_partial(self) -> bool:
        """Whether part of the recording was not listened to, so that the best place of all may be there."""
        return self.unheard > 0

    @property
    def other_score(self) -> float:
        """Points that another place has, or may have where nobody listened."""
        return max(self.rival.score if self.rival else 0.0, self.unheard)

    @property
    def margin(self) -> float:
        """Points by which the best place beats its rival, 0..100."""
        return 0.0 if self.best is None else self.best.score - (self.rival.score if self.rival else 0.0)


def find_evidence(claim: Claim, stamp_ms: int | None, heard: Heard, rules: MatchRules) -> Evidence:
    """The best places of `claim` in a transcript, wherever they are; the stamp only adds the best place near it."""
    unheard = 0.0 if heard.is_whole else rules.unheard_score
    if not len(heard):
        return Evidence(claim, None, None, unheard=unheard)
    searches = [_Search(heard, sought, rules.moment_ms) for sought in needles(claim.text, heard, rules.max_words)]
    search, best = max(((s, s.best()) for s in searches), key=lambda found: found[1].score if found[1] else -1.0)
    if best is None:
        return Evidence(claim, None, None, unheard=unheard)
    rival, alike = search.rival(best), search.alike(best)
    if stamp_ms is None:
        return Evidence(claim, best, rival, alike=alike, unheard=unheard)
    is_near = abs(best.span.start_ms - stamp_ms) <= rules.reach_ms
    near = best if is_near else search.near(stamp_ms, rules.reach_ms)
    return Evidence(claim, best, rival, near, alike, unheard)


class _Search:
    """One claim against one transcript."""

    def __init__(self, heard: Heard, sought: Needle, moment_ms: int) -> None:
        self.heard, self.sought, self.moment_ms = heard, sought, moment_ms
        self.fits: list[Floats] = heard.fits(sought.plain)
        self.perfect = sum(heard.perfect(w) for w in sought.plain)
        self.scores = align(self.fits, heard.ids, heard.costs, sought.elisions)
        # an alignment that pays cannot skip more words than it earns nats, and few more words than it claims
        longest = 3 * len(sought.said) + int(self.perfect) + LONGEST_ELISION * len(sought.elisions)
        usual = 2 * len(sought.said) + USUAL_EXCESS
        self.stretches = (usual, max(usual, min(longest, TRACED // max(1, len(sought.said)))))

    def best(self) -> Match | None:
        """The best place of all."""
        return self._best_of(self.scores, 0)

    def alike(self, best: Match) -> int:
        """How many other moments reach nearly the nats of `best`."""
        ends = np.flatnonzero(self.scores >= ABOUT_AS_MUCH * best.nats)
        times = np.sort(self.heard.start_ms[ends])
        times = times[(times < best.span.start_ms - self.moment_ms) | (times > best.span.end_ms + self.moment_ms)]
        return int(len(times) > 0) + int(np.count_nonzero(np.diff(times) > self.moment_ms))

    def rival(self, best: Match) -> Match | None:
        """The best place at another moment: words said again at once, as speakers do, are the same one."""
        begins, ends = best.span.start_ms - self.moment_ms, best.span.end_ms + self.moment_ms
        scores = self.scores.copy()
        behind = int(np.searchsorted(self.heard.word_of, best.last, side="right"))
        touched = slice(behind, behind + self.stretches[1])  # a long way round may lead there from the best place
        scores[touched] = self._align(behind, behind + self.stretches[1])
        scores[(self.heard.start_ms >= begins) & (self.heard.start_ms <= ends)] = -np.inf
        match = self._best_of(scores, 0)
        return match if match is None or match.last < best.first or match.first > best.last else None

    def near(self, stamp_ms: int, reach_ms: int) -> Match | None:
        """The best place that begins within `reach_ms` of the stamp."""
        starts = np.flatnonzero(np.abs(self.heard.start_ms - stamp_ms) <= reach_ms)
        if len(starts) == 0:
            return None
        match = self._best_between(int(starts[0]), min(int(starts[-1]) + 1 + len(self.sought.said), len(self.heard)))
        return match if match is not None and abs(match.span.start_ms - stamp_ms) <= reach_ms else None

    def _best_between(self, first: int, last: int) -> Match | None:
        """The best place among the heard words [first, last), which are few unless their times are in disorder."""
        if (last - first) * len(self.fits) > TRACED:
            return self._best_of(self._align(first, last), first)
        path = self._trace(first, last, anywhere=True)
        return self._match(path) if path.score > 0 else None

    def _best_of(self, scores: Floats, first: int) -> Match | None:
        """The place that ends where `scores`, of the heard words from `first` on, are highest."""
        at = int(np.argmax(scores))
        score, end = float(scores[at]), first + at + 1
        if score <= 0:
            return None
        for stretch in self.stretches:
            path = self._trace(max(first, end - stretch), end)
            if path.score > score - 0.01:  # nothing further back belongs to it
                break
        return self._match(path)

    def _align(self, first: int, last: int) -> Floats:
        """By heard word of [first, last): the score of the best alignment among them that ends there."""
        costs = self.heard.costs_between(first, last)
        return align(self.fits, self.heard.ids[first:last], costs, self.sought.elisions)

    def _trace(self, first: int, last: int, *, anywhere: bool = False) -> Path:
        """The best alignment with the heard words [first, last), its pairs in the numbers of the whole transcript."""
        costs = self.heard.costs_between(first, last)
        path = trace(self.fits, self.heard.ids[first:last], costs, self.sought.elisions, anywhere=anywhere)
        return Path(tuple((i, first + j) for i, j in path.pairs), path.score)

    def _without_strays(self, pairs: list[Pair]) -> list[Pair]:
        """The pairs without a few common words that stand apart from the telling ones, at either end."""
        return self._trimmed(self._trimmed(pairs, 1)[::-1], -1)[::-1]

    def _trimmed(self, pairs: list[Pair], way: int) -> list[Pair]:
        """`pairs` without the strays at its beginning; `way` is -1 where they come last first."""
        worth, begin, spoken = 0.0, 0, self.heard.costs.usual_sum
        for k, (pair, after) in enumerate(pairwise(pairs)):
            worth += float(self.fits[pair[0]][self.heard.ids[pair[1]]])
            low, high = (pair, after) if way > 0 else (after, pair)
            gap = float(spoken[high[1] - 1] - spoken[low[1]])
            if gap >= STRAY_GAP:
                if worth >= min(STRAY_FACTOR * gap, STRAY_WORTH):
                    break
                worth, begin = 0.0, k + 1
        return pairs[begin:]

    def _same(self, pairs: list[Pair]) -> list[Pair]:
        """The pairs of the same word, where a number is the same as a whole or not at all: 70 is not 60 and ten."""
        said, heard = self.sought.said, self.heard
        same = [(i, j) for i, j in pairs if said[i].plain == heard.plain[j]]
        found, met = {i for i, _ in same}, {j for _, j in same}
        missed = set(self.sought.written_for(i for i in range(len(said)) if i not in found))
        first, last = (int(heard.word_of[j]) for j in (pairs[0][1], pairs[-1][1]))
        begin, end = np.searchsorted(heard.word_of, (first, last + 1)).tolist()
        others = {int(heard.word_of[j]) for j in range(begin, end) if j not in met}
        figures = {k for k in others if any(map(str.isdigit, heard.words[k].text))}
        return [
            (i, j)
            for i, j in same
            if heard.word_of[j] not in figures and missed.isdisjoint(range(said[i].first, said[i].last + 1))
        ]

    def _match(self, path: Path) -> Match | None:
        """What was heard along an alignment."""
        heard = self.heard
        pairs = [(i, j) for i, j in path.pairs if self.fits[i][heard.ids[j]] > 0]
        if not pairs:
            return None
        alike = fuzz.ratio(" ".join(self.sought.plain), " ".join(heard.plain[pairs[0][1] : pairs[-1][1] + 1]))
        pairs = self._without_strays(pairs)
        start, stop = int(heard.word_of[pairs[0][1]]), int(heard.word_of[pairs[-1][1]])
        said = heard.words[start : stop + 1]
        same = self._same(pairs)
        found, met = {i for i, _ in same}, {j for _, j in same}
        other = {int(heard.word_of[j]) for j in range(pairs[0][1], pairs[-1][1] + 1) if j not in met}
        return Match(
            Span(said[0].span.start_ms, max(said[-1].span.end_ms, said[0].span.start_ms)),
            start,
            stop,
            score=round(100 * min(1.0, max(0.0, path.score / self.perfect)), 1),
            nats=path.score,
            likeness=alike,
            heard=tuple(HeardWord(w.text, start + k not in other) for k, w in enumerate(said)),
            missed=self.sought.written_for(i for i in range(len(self.sought.said)) if i not in found),
            behind="".join(w.text for w in heard.words[stop + 1 : stop + 2]),
        )
