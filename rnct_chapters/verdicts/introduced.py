"""A person introduced at the stamp: strong evidence for a passage that tells of them, whatever else is said there."""

import re
from dataclasses import replace

from rnct_chapters.matching import Heard
from rnct_chapters.matching.names import introductions
from rnct_chapters.verdicts import reasons
from rnct_chapters.verdicts.outcomes import Outcome, Verdict

SURE_NAME = 80.0
"""Letters in common, in percent, of a name as written and as introduced."""

EARLY_MS, LATE_MS = 15_000, 60_000
"""Around the stamp: moderators introduce just before, or the writer stamps the handing over itself."""

_NAME = re.compile(r"[A-ZÀ-Ý][\w’'-]+(?:\s+[A-ZÀ-Ý][\w’'-]+)+")


def settle_introduced(verdict: Verdict, expected_ms: int, heard: Heard) -> Verdict:
    """An unverified passage at its printed stamp, confirmed where somebody it names is introduced there."""
    names = list(dict.fromkeys(_NAME.findall(verdict.claim.text)))
    if verdict.outcome is not Outcome.UNVERIFIED or not names:
        return verdict
    for found in introductions(names, heard):
        off_ms = found.span.start_ms - expected_ms
        if found.way == "introduced" and found.score >= SURE_NAME and -EARLY_MS <= off_ms <= LATE_MS:
            reason = reasons.introduced(found.name, found.span.start_ms)
            return replace(verdict, outcome=Outcome.CONFIRMED, reason=reason)
    return verdict
