"""How sure a match is, as one number that means the same in a 10-minute and in a 10-hour recording.

The log-odds that the words were said there joins three things that together nearly separate what was said from what
was not: the share of a perfect hearing that was reached, the lead over the best other place, and the letters in
common. The weights were fitted on real recordings with as many true quotes as quotes said elsewhere, and rounded;
what they give is drawn in benchmarks/.
"""

from rnct_chapters.matching.evidence import Match

PER_SCORE, PER_LEAD, PER_LIKENESS, OFFSET = 0.045, 0.27, 0.06, -10.0

LEAD_CAP = 40.0
"""Points of lead beyond which more says nothing: the place is unique."""


def log_odds(match: Match | None, other_score: float) -> float:
    """Natural log-odds that `match` is where the words were said; `other_score` is the best other place's score."""
    if match is None:
        return -20.0
    lead = min(match.score - other_score, LEAD_CAP)
    return PER_SCORE * match.score + PER_LEAD * lead + PER_LIKENESS * match.likeness + OFFSET


def percent(odds: float) -> int:
    """Log-odds as a whole percentage of confidence, never 0 or 100."""
    from math import exp

    return round(min(99.0, max(1.0, 100 / (1 + exp(-odds)))))
