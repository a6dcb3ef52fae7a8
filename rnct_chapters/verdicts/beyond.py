"""Stamps that lie beyond their recording's end: nothing can be heard there, whatever else is unknown."""

from collections.abc import Mapping
from dataclasses import replace

from rnct_chapters.recap.claims import Stamp
from rnct_chapters.timecode import format_clock
from rnct_chapters.verdicts import reasons
from rnct_chapters.verdicts.judgement import Judgement
from rnct_chapters.verdicts.outcomes import Outcome, StampVerdict, Verdict, VerdictRules
from rnct_chapters.verdicts.shifts import shift_at


def tell_beyond(judgement: Judgement, ends_ms: Mapping[int, int], rules: VerdictRules) -> Judgement:
    """The judgement where stamps beyond the end say so. `ends_ms` are the recordings' lengths by number.

    What was heard elsewhere keeps its verdict; where nothing was, the stamp is wrong for sure, unless a time shift of
    the whole recap brings it back into the recording.
    """
    stamps = tuple(_stamp(v, judgement, ends_ms, rules) for v in judgement.stamps)
    beyond = {new.index: new for new, old in zip(stamps, judgement.stamps, strict=True) if new is not old}
    verdicts = tuple(_passage(v, beyond) for v in judgement.verdicts) if beyond else judgement.verdicts
    return replace(judgement, stamps=stamps, verdicts=verdicts)


def _stamp(v: StampVerdict, judgement: Judgement, ends_ms: Mapping[int, int], rules: VerdictRules) -> StampVerdict:
    home = judgement.recording_of_part[v.stamp.part - 1]
    end_ms = ends_ms.get(home) if home is not None else None
    open_still = {Outcome.UNVERIFIED, Outcome.NOT_FOUND} | ({Outcome.UNCHECKED} if v.searched_ms is not None else set())
    if end_ms is None or v.outcome not in open_still:
        return v
    if v.stamp.ms <= end_ms + rules.tolerance_ms or _moved(v.stamp, judgement, home) <= end_ms:
        return v
    return replace(v, outcome=Outcome.NOT_FOUND, suggested_ms=None, reason=reasons.beyond(format_clock(end_ms)))


def _moved(stamp: Stamp, judgement: Judgement, home: int | None) -> int:
    """Milliseconds of the stamp by the recording's clock, where the recap's is known to be off."""
    under = shift_at(judgement.shifts, home, stamp.ms)
    return stamp.ms + (judgement.shifts[under].error_ms(stamp.ms) if under is not None else 0)


def _passage(v: Verdict, beyond: Mapping[int, StampVerdict]) -> Verdict:
    told = beyond.get(v.claim.stamp) if v.claim.stamp is not None else None
    if told is None or v.claim.kind != "passage" or v.outcome is not Outcome.UNVERIFIED:
        return v
    return replace(v, outcome=Outcome.NOT_FOUND, reason=told.reason)
