"""Where was this said, and where else might it have been: claims and words to evidence."""

from rnct_chapters.matching.evidence import Evidence, HeardWord, Match, MatchRules, find_evidence
from rnct_chapters.matching.heard import Heard

__all__ = ["Evidence", "Heard", "HeardWord", "Match", "MatchRules", "find_evidence"]
