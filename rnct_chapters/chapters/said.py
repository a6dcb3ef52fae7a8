"""Whether a quote was said at a stamp's moment: the words of another moment are no title for this one."""

from collections.abc import Callable

from rnct_chapters.recap.claims import Claim
from rnct_chapters.verdicts import Judgement, Outcome, StampVerdict

REACH_MS = 60_000
"""A quote heard this near a stamp tells of the same thing."""
_ABSENT = {Outcome.ELSEWHERE, Outcome.NOT_FOUND, Outcome.AMBIGUOUS}


class SaidThere:
    """Where the quotes of one judgement were said, as far as it knows."""

    def __init__(self, judgement: Judgement) -> None:
        self._verdicts = {v.claim.id: v for v in judgement.verdicts}

    def at(self, stamp: StampVerdict) -> Callable[[Claim], bool]:
        """Of a claim: whether it was said at the moment of `stamp`. The one that decided its verdict is taken to be."""
        moment_ms = stamp.stamp.ms if stamp.heard_ms is None else stamp.heard_ms

        def is_said(claim: Claim) -> bool:
            found = self._verdicts.get(claim.id)
            if found is None or claim.id in stamp.claims[:1]:
                return True
            if found.outcome in _ABSENT or found.recording not in (None, stamp.recording):
                return False
            if found.heard_ms is None or (found.outcome is Outcome.LOCATED and claim.stamp == stamp.index):
                return True
            return abs(found.heard_ms - moment_ms) <= REACH_MS

        return is_said
