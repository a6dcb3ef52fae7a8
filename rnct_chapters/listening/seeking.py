"""What to listen to next: what is still open after a round, and where it may be, the likeliest and cheapest first."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from rnct_chapters.listening.windows import ListenRules, Windows
from rnct_chapters.recap.claims import Claim, Recap
from rnct_chapters.timecode import Span
from rnct_chapters.tokens import words
from rnct_chapters.verdicts import Judgement, Outcome, Verdict
from rnct_chapters.verdicts.shifts import shift_at

WHOLE = None
"""In the place of spans: all of the recording."""

Wanted = dict[int, Sequence[Span] | None]
"""By number of a recording: the spans to listen to, or `WHOLE`."""

OPEN = frozenset({Outcome.UNCHECKED, Outcome.UNVERIFIED})
"""Outcomes of a quote that more listening may change."""

MISSED = OPEN | {Outcome.NOT_FOUND}
"""Outcomes of a quote that another recording may have."""

SHARED = 2
"""Quotes whose errors agree, from which all others are looked for by it; one alone may just be wrong."""

FIRST_BY_ONE = 2
"""Quotes that are looked for by the error of one alone, to see whether it is shared."""


class Known(Protocol):
    """What is known of the recordings so far."""

    @property
    def numbers(self) -> tuple[int, ...]:
        """Of those that are listened to."""

    def end_ms(self, number: int) -> int:
        """The recording's length."""

    def is_open(self, number: int) -> bool:
        """Whether there is more of it to listen to."""


@dataclass(frozen=True, slots=True)
class Lead:
    """Where a quote was heard away from its stamp: in which recording, how much later, and how many quotes agree."""

    number: int
    stamp_ms: int
    by_ms: int
    support: int


class Seeker:
    """Knows how far each quote has been looked for."""

    def __init__(self, recap: Recap, windows: Windows) -> None:
        self._recap, self._windows = recap, windows
        self._steps: dict[str, int] = defaultdict(int)  # by claim: how often it was widened

    def wishes(self, judgement: Judgement, known: Known) -> Iterator[Wanted]:
        """What would help, one after the other; the first that asks for anything new is to be listened to."""
        yield self._at_stamps(judgement, known)
        yield self._by_leads(judgement, known)
        yield self._in_others(judgement, known)
        while wider := self._wider(judgement, known):
            yield wider

    def _at_stamps(self, judgement: Judgement, known: Known) -> Wanted:
        """The windows around all stamps, each in its part's recording."""
        homes = judgement.recording_of_part
        stamped = (c for c in self._recap.claims if c.kind != "title" and c.stamp is not None)
        return self._windows_at(((c, homes[c.part - 1], self._ms(c)) for c in stamped), known)

    def _by_leads(self, judgement: Judgement, known: Known) -> Wanted:
        """Where quotes that were not heard would be by the errors of those that were."""
        places: list[tuple[Claim, int | None, int]] = []
        for part in {p.number for p in self._recap.parts}:
            leads = self._leads(judgement, part)
            for i, v in enumerate(self._missing(judgement, part, OPEN)):
                ms = self._ms(v.claim)
                shared = [lead for lead in leads if lead.support >= SHARED or i < FIRST_BY_ONE]
                nearest = sorted(shared, key=lambda lead: abs(lead.stamp_ms - ms))
                places += ((v.claim, lead.number, ms + lead.by_ms) for lead in nearest[: self._rules.most_leads])
        return self._windows_at([*places, *self._by_shifts(judgement)], known)

    def _by_shifts(self, judgement: Judgement) -> Iterator[tuple[Claim, int | None, int]]:
        """Where quotes under an opening stamp would be by the recap's time shifts."""
        for v in judgement.verdicts:
            home = judgement.recording_of_part[v.claim.part - 1]
            if v.claim.kind == "quote" and v.claim.stamp is not None and v.outcome in OPEN:
                ms = self._ms(v.claim)
                if (under := shift_at(judgement.shifts, home, ms)) is not None:
                    yield v.claim, home, ms + judgement.shifts[under].error_ms(ms)

    def _in_others(self, judgement: Judgement, known: Known) -> Wanted:
        """The same stamps in the other recordings: parts may be told in another order, or a quote in another part.

        A few quotes look first, the others once their own recording has been listened to from end to end.
        """
        places: list[tuple[Claim, int | None, int]] = []
        for part in self._recap.parts:
            home = judgement.recording_of_part[part.number - 1]
            missing = self._missing(judgement, part.number, MISSED)
            looking = missing[: self._most_scouts] if home is None or known.is_open(home) else missing
            places += ((v.claim, n, self._ms(v.claim)) for v in looking for n in known.numbers if n != home)
        return self._windows_at(places, known)

    def _wider(self, judgement: Judgement, known: Known) -> Wanted:
        """One step further from the stamps of the longest quotes that were not heard, at last the whole recording;
        empty where there is nothing more to listen to."""
        wanted: dict[int, list[Span]] = {}
        for part in self._recap.parts:
            home = judgement.recording_of_part[part.number - 1]
            if home is None or not known.is_open(home):
                continue
            for i, v in enumerate(self._missing(judgement, part.number, OPEN)[: self._most_scouts]):
                step, steps = self._steps[v.claim.id], self._rules.widening
                if step == len(steps):
                    return {home: WHOLE}
                if i < steps[step].scouts:
                    self._steps[v.claim.id] += 1
                    span = self._windows.wider(v.claim, self._ms(v.claim), step, known.end_ms(home))
                    wanted.setdefault(home, []).extend([span] if span else [])
        return dict(wanted)

    def _missing(self, judgement: Judgement, part: int, outcomes: frozenset[Outcome]) -> list[Verdict]:
        """The quotes of a part with stamps of their own that are not settled, the longest first: a long one is heard
        most surely."""
        found = [
            v
            for v in judgement.verdicts
            if v.claim.part == part and v.claim.kind == "quote" and v.claim.own and v.outcome in outcomes
        ]
        return sorted(found, key=lambda v: -len(words(v.claim.text)))

    def _leads(self, judgement: Judgement, part: int) -> list[Lead]:
        """The errors of the part's quotes that were heard away from their stamps, each once."""
        home = judgement.recording_of_part[part - 1]
        found: list[Lead] = []
        for v in judgement.verdicts:
            own = v.claim.part == part and v.claim.kind == "quote" and v.claim.own
            if not own or v.heard_ms is None or v.recording is None or v.outcome is Outcome.AMBIGUOUS:
                continue
            ms = self._ms(v.claim)
            if v.recording != home or abs(v.heard_ms - ms) > self._windows.verdict.tolerance_ms:
                found.append(Lead(v.recording, ms, v.heard_ms - ms, 1))
        return [Lead(a.number, a.stamp_ms, a.by_ms, sum(self._agree(a, b) for b in found)) for a in found]

    def _agree(self, one: Lead, other: Lead) -> bool:
        return one.number == other.number and abs(one.by_ms - other.by_ms) <= self._rules.same_ms

    def _windows_at(self, places: Iterable[tuple[Claim, int | None, int]], known: Known) -> Wanted:
        """What must be heard to judge each claim at its place: the number of a recording and milliseconds."""
        wanted: dict[int, list[Span]] = defaultdict(list)
        for claim, number, ms in places:
            span = self._windows.around(claim, ms, known.end_ms(number)) if number is not None else None
            if number is not None and span is not None and known.is_open(number):
                wanted[number].append(span)
        return dict(wanted)

    def _ms(self, claim: Claim) -> int:
        """The claim's stamp."""
        return self._recap.stamps[claim.stamp].ms if claim.stamp is not None else 0

    @property
    def _rules(self) -> ListenRules:
        return self._windows.listen

    @property
    def _most_scouts(self) -> int:
        return max(step.scouts for step in self._rules.widening)
