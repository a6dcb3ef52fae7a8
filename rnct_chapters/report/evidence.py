"""Cards: for each stamp and each quote, the article's words above the heard ones, and the times that play."""

from collections.abc import Sequence
from dataclasses import dataclass

from rnct_chapters.messages import Message
from rnct_chapters.recap.claims import Claim, Recap, Stamp
from rnct_chapters.recording.media import Recording
from rnct_chapters.report.safety import safe_href
from rnct_chapters.report.sides import Piece, two_sides
from rnct_chapters.timecode import format_clock, format_offset
from rnct_chapters.verdicts import Judgement, Outcome, StampVerdict, Verdict
from rnct_chapters.verdicts.reasons import without_part

WORST_FIRST = (Outcome.NOT_FOUND, Outcome.ELSEWHERE, Outcome.SHIFTED, Outcome.AMBIGUOUS)
"""What needs a person: words that may never have been said come before times that are merely off."""
EXPLAINED = frozenset({"why_explained", "why_topic_moved"})
"""Reasons by which the judgement says that a time shift is all that is wrong."""
_NAME_LENGTH = 40  # characters: enough to know a quote again


@dataclass(frozen=True, slots=True)
class Place:
    """A time that plays: its clock, and its link where the host has one; `title` names another recording."""

    clock: str
    href: str | None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """One claim: the written words, the heard ones where there are any, and what is said of them."""

    claim: Claim
    written: tuple[Piece, ...]
    heard: tuple[Piece, ...]
    heard_at: Place | None
    rival_at: Place | None
    verdict: Verdict
    heard_lang: str | None

    @property
    def has_rival(self) -> bool:
        """The other place holds at least half of what the best one does: it may be the right one."""
        best, rival = self.verdict.match, self.verdict.rival
        return best is not None and rival is not None and rival.score >= best.score / 2


@dataclass(frozen=True, slots=True)
class Card:
    """What a reader is shown of one stamp, or of one quote whose fate is its own."""

    anchor: str  # of the card
    home: str  # anchor in the article
    outcome: Outcome
    stamp: Stamp | None
    under: str | None  # the stamp that a claim with a fate of its own stands under
    offset: str | None
    stamped_at: Place | None
    suggested_at: Place | None
    pairs: tuple[Pair, ...]
    reason: Message
    contradiction: Message | None
    recording: int | None  # number of the one that the card is shown under
    heard_ms: int | None
    heard_in: int | None  # number of the recording where it was heard
    suggested_ms: int | None = None
    shift: int | None = None  # index of the time shift that explains the outcome

    @property
    def wants_a_look(self) -> bool:
        return self.outcome in WORST_FIRST or self.contradiction is not None

    @property
    def is_quote(self) -> bool:
        return self.stamp is None and self.pairs[0].claim.kind == "quote"

    @property
    def name(self) -> str:
        """The stamp as printed, else the first words of the claim."""
        if self.stamp is not None:
            return self.stamp.text
        text = self.pairs[0].claim.text
        return text if len(text) <= _NAME_LENGTH else text[:_NAME_LENGTH].rsplit(" ", 1)[0] + "…"


class CardMaker:
    """Makes the cards of one judgement; holds what the cards look up."""

    def __init__(self, recap: Recap, recordings: Sequence[Recording], judgement: Judgement) -> None:
        self._recap, self._judgement = recap, judgement
        self._recordings = {r.number: r for r in recordings}
        self._place_of = {c.id: i for i, c in enumerate(recap.claims)}
        self._verdicts = {v.claim.id: v for v in judgement.verdicts if v.claim.kind != "title"}

    def cards(self) -> tuple[Card, ...]:
        """One card a stamp with the claims that share its outcome, then one for each claim left, in article order."""
        made = [self._of_stamp(s) for s in self._judgement.stamps]
        shown = {p.claim.id for card in made for p in card.pairs}
        made += [self._of_claim(v) for v in self._verdicts.values() if v.claim.id not in shown and _says_something(v)]
        return tuple(sorted(made, key=lambda c: c.stamp.at.start if c.stamp else c.pairs[0].claim.at.start))

    def _of_stamp(self, verdict: StampVerdict) -> Card:
        claims = [self._verdicts[i] for i in verdict.claims if i in self._verdicts]
        shared = [v for v in claims if v.outcome == verdict.outcome] or claims[:1]
        stamp, home = verdict.stamp, self._recording_of(verdict.stamp.part)
        suggested = verdict.suggested_ms
        return Card(
            anchor=f"e-s{verdict.index}",
            home=f"s{verdict.index}",
            outcome=verdict.outcome,
            stamp=stamp,
            under=None,
            offset=_offset(verdict.outcome, verdict.error_ms),
            stamped_at=self._place(home, stamp.ms),
            suggested_at=None if suggested in (None, stamp.ms) else self._place(verdict.recording, suggested, home),
            pairs=tuple(self._pair(v, home) for v in shared),
            reason=verdict.reason,
            contradiction=verdict.contradiction,
            recording=home,
            heard_ms=verdict.heard_ms,
            heard_in=verdict.recording,
            suggested_ms=suggested,
            shift=None if verdict.contradiction else _explaining(verdict),
        )

    def _of_claim(self, verdict: Verdict) -> Card:
        claim, home = verdict.claim, self._recording_of(verdict.claim.part)
        stamp = None if claim.stamp is None else self._recap.stamps[claim.stamp]
        return Card(
            anchor=f"e-c{self._place_of[claim.id]}",
            home=f"c{self._place_of[claim.id]}",
            outcome=verdict.outcome,
            stamp=None,
            under=stamp.text if stamp else None,
            offset=_offset(verdict.outcome, verdict.error_ms),
            stamped_at=None if stamp is None else self._place(home, stamp.ms),
            suggested_at=None,
            pairs=(self._pair(verdict, home),),
            reason=verdict.reason,
            contradiction=None,
            recording=home,
            heard_ms=None if verdict.match is None else verdict.match.span.start_ms,
            heard_in=verdict.recording,
            shift=_explaining(verdict),
        )

    def _pair(self, verdict: Verdict, home: int | None) -> Pair:
        match, rival = verdict.match, verdict.rival
        source = self._recordings.get(verdict.recording or 0)
        transcript = source.transcript if source else None
        written, heard = two_sides(verdict.claim.text, match)
        return Pair(
            claim=verdict.claim,
            written=written,
            heard=heard,
            heard_at=self._place(verdict.recording, match.span.start_ms, home) if match else None,
            rival_at=self._place(verdict.recording, rival.span.start_ms, home) if rival else None,
            verdict=verdict,
            heard_lang=transcript.language if transcript else None,
        )

    def _recording_of(self, part: int) -> int | None:
        of_part = self._judgement.recording_of_part
        return of_part[part - 1] if 0 < part <= len(of_part) else None

    def _place(self, number: int | None, ms: int | None, home: int | None = None) -> Place | None:
        """The time `ms` of a recording, which is named when it is not the card's own."""
        if ms is None:
            return None
        recording = self._recordings.get(number or 0)
        href = safe_href(recording.link(ms)) if recording else None
        title = recording.title if recording and home is not None and number != home else None
        return Place(format_clock(ms), href, title)


def _says_something(verdict: Verdict) -> bool:
    """A passage that nothing could check leaves its stamp to be judged by the quotes there, and is not shown apart."""
    return verdict.claim.kind == "quote" or verdict.outcome not in (Outcome.UNVERIFIED, Outcome.UNCHECKED)


def _explaining(verdict: Verdict | StampVerdict) -> int | None:
    """The time shift that alone explains the verdict."""
    return verdict.shift if without_part(verdict.reason).key in EXPLAINED else None


def _offset(outcome: Outcome, error_ms: int | None) -> str | None:
    """The difference, where both times are in one recording."""
    return None if error_ms is None or outcome is Outcome.ELSEWHERE else format_offset(error_ms)
