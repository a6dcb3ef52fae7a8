"""How sure a match is, as one number that means the same in a 10-minute and in a 10-hour recording.

The log-odds that the words were said there joins three things that together nearly separate what was said from what
was not: the share of a perfect hearing that was reached, the lead over the best other place, and the letters in
common. Beside a stamp less is needed, since only a few words of the recording were looked at: share and lead alone.
The weights were fitted on real recordings with true quotes and quotes said elsewhere, and rounded; what they give is
drawn in docs/accuracy.md.
"""

from rnct_chapters.matching.evidence import Match

PER_SCORE, PER_LEAD, PER_LIKENESS, OFFSET = 0.045, 0.27, 0.06, -10.0

LEAD_CAP = 40.0
"""Points of lead beyond which more says nothing: the place is unique."""

NEAR_PER_SCORE, NEAR_PER_LEAD, NEAR_OFFSET = 0.3, 0.3, -9.0


def log_odds(match: Match | None, other_score: float) -> float:
    """Natural log-odds that `match`, the best of a recording, is where the words were said; `other_score` is the best
    other place's score."""
    if match is None:
        return -20.0
    lead = min(match.score - other_score, LEAD_CAP)
    return PER_SCORE * match.score + PER_LEAD * lead + PER_LIKENESS * match.likeness + OFFSET


def log_odds_near(match: Match, other_score: float) -> float:
    """The same for the best place beside a stamp; `other_score` is the best anywhere else, and may be higher."""
    lead = max(-LEAD_CAP, min(match.score - other_score, LEAD_CAP))
    return NEAR_PER_SCORE * match.score + NEAR_PER_LEAD * lead + NEAR_OFFSET
