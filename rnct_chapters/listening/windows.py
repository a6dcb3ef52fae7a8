"""Where to listen for a claim: the stretch of a recording that must be heard to judge it at a given time."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rnct_chapters.matching import MatchRules
from rnct_chapters.recap.claims import Claim
from rnct_chapters.timecode import Span
from rnct_chapters.tokens import words
from rnct_chapters.verdicts import VerdictRules


@dataclass(frozen=True, slots=True)
class Widening:
    """One step away from a stamp: how far before and after it, in milliseconds, and how many quotes of a part at most
    go so far side by side."""

    before_ms: int
    after_ms: int
    scouts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListenRules:
    """How much of a recording is listened to, and in which order."""

    slack_ms: int = 2_000
    """On either side of a window: a word on its edge is heard whole."""
    word_ms: int = 450
    """How long a written word takes to say: 133 words a minute, which is slow, since editors leave words out."""
    longest_ms: int = 60_000
    """Of a quote, what is listened to behind its stamp: a minute of it tells whether it is said there."""
    widening: tuple[Widening, ...] = (
        Widening(30_000, 30_000, 3),
        Widening(120_000, 120_000, 1),
        Widening(480_000, 120_000, 1),
        Widening(480_000, 480_000, 1),
        Widening(960_000, 480_000, 1),
        Widening(960_000, 960_000, 1),
    )
    """Stamps are off by half a minute more often than by a quarter of an hour, and back before forth, since replays are
    trimmed at their start more often than lengthened. Half a minute around three quotes costs little, and any one may
    be badly heard; farther off one looks for all: of 18 recaps moved by 11 min 40, 3 min and 42 s this listens to 56,
    49 and 49 % on average, half of them to at most 39, 36 and 30 %."""
    same_ms: int = 8_000
    """Errors this close are one shift: writers stamp to a few seconds."""
    most_leads: int = 3
    """Shifts that one quote is looked for by at once, those of the nearest stamps first."""
    whole_from: float = 0.75
    """Share of a recording from which the rest is listened to as well: it costs a third more, and settles passages
    and quotes without a stamp."""


@dataclass(frozen=True, slots=True)
class Windows:
    """Makes windows by the rules of all stages."""

    match: MatchRules
    verdict: VerdictRules
    listen: ListenRules

    def around(self, claim: Claim, ms: int, end_ms: int) -> Span | None:
        """What must be heard to tell whether `claim` is said at `ms` of a recording that ends at `end_ms`; None where
        that lies beyond the end."""
        verdict, slack_ms = self.verdict, self.listen.slack_ms
        if claim.own:
            early_ms = late_ms = verdict.tolerance_ms
        else:
            early_ms = verdict.passage_before_ms + (verdict.tolerance_ms if claim.kind == "quote" else 0)
            late_ms = verdict.passage_after_ms
        last_ms = late_ms + (self.saying_ms(claim) if claim.kind == "quote" else 0)
        return clamped(ms - early_ms - slack_ms, ms + last_ms + slack_ms, end_ms)

    def wider(self, claim: Claim, ms: int, step: int, end_ms: int) -> Span | None:
        """The same at a step of the widening; a stamp beyond the end counts as at it."""
        by, at_ms = self.listen.widening[step], min(ms, end_ms)
        before_ms, after_ms = (max(self.verdict.tolerance_ms, m) for m in (by.before_ms, by.after_ms))
        return clamped(at_ms - before_ms, at_ms + after_ms + self.saying_ms(claim), end_ms)

    def saying_ms(self, claim: Claim) -> int:
        """How long the claim takes to say, as far as it is worth listening to."""
        return min(len(words(claim.text)) * self.listen.word_ms, self.listen.longest_ms)


def clamped(start_ms: int, end_ms: int, last_ms: int) -> Span | None:
    """The stretch as far as it lies in a recording that ends at `last_ms`."""
    start_ms, end_ms = max(0, start_ms), min(end_ms, last_ms)
    return Span(start_ms, end_ms) if start_ms < end_ms else None


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same time in stretches that are in order and apart."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda s: s.start_ms):
        if found and span.start_ms <= found[-1].end_ms:
            found[-1] = Span(found[-1].start_ms, max(found[-1].end_ms, span.end_ms))
        else:
            found.append(span)
    return tuple(found)


def without(spans: Iterable[Span], known: Sequence[Span]) -> Iterator[Span]:
    """What of `spans` none of `known` holds; `known` is in order and apart."""
    for span in joined(spans):
        start_ms = span.start_ms
        for k in known:
            if k.end_ms <= start_ms or k.start_ms >= span.end_ms:
                continue
            if k.start_ms > start_ms:
                yield Span(start_ms, k.start_ms)
            start_ms = k.end_ms
        if start_ms < span.end_ms:
            yield Span(start_ms, span.end_ms)
