"""Who is heard saying a quote, where the transcript names its voices, against the one the article names."""

import re
from collections import Counter

from rnct_chapters.matching import Heard, Match
from rnct_chapters.matching.names import name_likeness
from rnct_chapters.tokens import words

SAME_NAME = 65.0
"""Letters in common, in percent, from which two spellings are one name: recognition bends names."""

_UNNAMED = re.compile(
    r"(?:speakers?|spk|locuteur|intervenante?|voice|voix|unknown|inconnue?|guest|host|narrator|\W|_|\d)*", re.I
)


def speaker_heard(heard: Heard, match: Match) -> str | None:
    """The voice that says most of the matched words, as the transcript names it; None for SPEAKER_01 and the like."""
    said = Counter(s for s in heard.speakers[match.first : match.last + 1] if s)
    name = said.most_common(1)[0][0] if said else None
    return None if name is None or _UNNAMED.fullmatch(name) else name


def is_another(written: str, named: str) -> bool:
    """Whether the two names are of two people; a first name or a surname alone is enough to be the same."""
    one, other = words(written), words(named)
    if set(one) & set(other):
        return False
    return (
        max(name_likeness(a, b) for a in one for b in other) < SAME_NAME and name_likeness(written, named) < SAME_NAME
    )
