"""How exactly a quote was said: word for word, edited or loosely; and what changed that changes the meaning.

A different number, and a negation lost or added, are named. Recognition drops small words too, so a negation counts
only where the words on both sides of it were heard just as written.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rnct_chapters.matching import Match
from rnct_chapters.matching.fillers import FILLERS
from rnct_chapters.messages import Message, message
from rnct_chapters.tokens import words

Wording = Literal["verbatim", "edited", "loose"]

LOOSE_BELOW = 60.0
"""Share of a perfect hearing below which only the sense is left, or the recognition is poor."""

NEGATIONS = frozenset(
    "pas jamais aucun aucune rien ni not never no none nor cannot dont doesnt didnt isnt arent wasnt werent wont cant "
    "couldnt shouldnt wouldnt hasnt havent hadnt".split()
)
"""Folded words that turn a sentence round; French "ne" is dropped in speech, and "plus" means both."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The wording of a quote against what was heard, and the differences that change its meaning."""

    wording: Wording
    differences: tuple[Message, ...] = ()


def compare(text: str, match: Match) -> Comparison:
    """What `match` heard of the quote `text`, word by word."""
    claimed, missed = words(text), set(match.missed)
    extra = [w for word in match.heard if not word.matched for w in words(word.text) if w not in FILLERS]
    if not missed and not extra:
        return Comparison("verbatim")
    if match.score < LOOSE_BELOW:
        return Comparison("loose")
    said = [w for word in match.heard for w in words(word.text)]
    found = (_other_number(claimed, missed, said, extra), _turned_round(claimed, missed, match))
    return Comparison("edited", tuple(d for d in found if d is not None))


def _other_number(
    claimed: Sequence[str], missed: set[int], said: Sequence[str], extra: Sequence[str]
) -> Message | None:
    """A number written in figures where another one was heard in figures."""
    written = [claimed[i] for i in sorted(missed) if claimed[i].isdigit() and claimed[i] not in said]
    heard = [w for w in extra if w.isdigit() and w not in claimed]
    if not written or not heard:
        return None
    return message("differs_number", written=written[0], heard=heard[0])


def _turned_round(claimed: Sequence[str], missed: set[int], match: Match) -> Message | None:
    lost = [i for i in sorted(missed) if claimed[i] in NEGATIONS and _between(missed, i, len(claimed))]
    plain = [(words(w.text), w.matched) for w in match.heard]
    added = [
        k
        for k, (said, same) in enumerate(plain)
        if not same and NEGATIONS & set(said) and 0 < k < len(plain) - 1 and plain[k - 1][1] and plain[k + 1][1]
    ]
    if bool(lost) == bool(added):
        return None
    if lost:
        return message("differs_negation_lost", word=claimed[lost[0]])
    return message("differs_negation_added", word=match.heard[added[0]].text)


def _between(missed: set[int], index: int, length: int) -> bool:
    return 0 < index < length - 1 and index - 1 not in missed and index + 1 not in missed
