"""Claims judged together: a recap mostly follows its recording, so neighbours tell which of two equal places is meant.

Order breaks ties and does nothing else: a place that its words make sure is never moved, whatever stands around it.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from rnct_chapters.matching import Match
from rnct_chapters.verdicts import reasons
from rnct_chapters.verdicts.outcomes import Outcome, Verdict

SURE = frozenset({Outcome.CONFIRMED, Outcome.LOCATED, Outcome.SHIFTED})


def settle_by_order(verdicts: Sequence[Verdict], known: Collection[int]) -> tuple[Verdict, ...]:
    """The verdicts with each ambiguous quote settled where just one of its two places lies between its neighbours.

    Only in the recordings `known` from end to end: elsewhere the quote may have a third place.
    """
    return tuple(
        _settled(verdicts, i) if v.outcome is Outcome.AMBIGUOUS and v.recording in known else v
        for i, v in enumerate(verdicts)
    )


def _settled(verdicts: Sequence[Verdict], index: int) -> Verdict:
    verdict = verdicts[index]
    before = next((t for v in reversed(verdicts[:index]) if (t := _sure_ms(v, verdict)) is not None), None)
    after = next((t for v in verdicts[index + 1 :] if (t := _sure_ms(v, verdict)) is not None), None)
    if before is None or after is None or verdict.match is None or verdict.rival is None or before > after:
        return verdict
    places = (verdict.match, verdict.rival)
    between = [m for m in places if before <= m.span.start_ms <= after]
    return verdict if len(between) != 1 or verdict.in_two_recordings else _placed_at(verdict, between[0], places)


def _sure_ms(other: Verdict, verdict: Verdict) -> int | None:
    """When `other` was heard, if for sure and in the recording of `verdict`."""
    if other.outcome not in SURE or other.recording != verdict.recording:
        return None
    return other.heard_ms


def _placed_at(verdict: Verdict, match: Match, places: tuple[Match, Match]) -> Verdict:
    rival = places[1] if match is places[0] else places[0]
    error_ms = None
    if verdict.error_ms is not None and verdict.match is not None:
        error_ms = verdict.error_ms + match.span.start_ms - verdict.match.span.start_ms
    outcome = Outcome.LOCATED if error_ms is None else Outcome.SHIFTED
    reason = reasons.by_order(match, rival)
    return replace(verdict, outcome=outcome, match=match, rival=rival, error_ms=error_ms, reason=reason)
