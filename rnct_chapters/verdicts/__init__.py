"""From evidence to verdicts: one outcome and one reason for each claim and each stamp."""

from rnct_chapters.verdicts.beyond import tell_beyond
from rnct_chapters.verdicts.judgement import Judgement, judge, judge_alone
from rnct_chapters.verdicts.outcomes import Outcome, StampVerdict, Verdict, VerdictRules
from rnct_chapters.verdicts.pairing import Pairing, pair_parts
from rnct_chapters.verdicts.shifts import Shift, estimate_shifts

__all__ = [
    "Judgement",
    "Outcome",
    "Pairing",
    "Shift",
    "StampVerdict",
    "Verdict",
    "VerdictRules",
    "estimate_shifts",
    "judge",
    "judge_alone",
    "pair_parts",
    "tell_beyond",
]
