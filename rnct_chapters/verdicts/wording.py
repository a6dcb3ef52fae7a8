"""How exactly a quote was said: word for word, edited or loosely; and what changed that changes the meaning.

A different number, and a negation lost or added, are named. Recognition drops small words too, so a negation counts
only where the words on both sides of it were heard just as written; at the end of a quote, where its "ne" was.
"""

from collections.abc import Iterator, Sequence
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
BEGINS = frozenset({"ne", "n"})
"""What begins a French negation; after it "plus" negates too."""
NUMBERS = frozenset(
    "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt vingts trente "
    "quarante cinquante soixante septante octante nonante cent cents mille million millions milliard milliards "
    "two three four five seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand billion billions".split()
)
"""Numbers as words; "un" and "one" are articles and pronouns too."""

_EDGES = ".,;:!?…«»“”\"'’()[]\u00a0\u202f "


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
    """A number where another one was heard: both in figures, or both in words."""
    for is_number in (str.isdecimal, NUMBERS.__contains__):
        written = [w for i in sorted(missed) if is_number(w := claimed[i]) and _value(w) not in map(_value, said)]
        heard = [w for w in extra if is_number(w) and _value(w) not in map(_value, claimed)]
        if written and heard:
            return message("differs_number", written=written[0], heard=heard[0])
    return None


def _value(word: str) -> str:
    """What makes a number in figures the same: `007` is 7, and `000` is 0."""
    return (word.lstrip("0") or "0") if word.isdecimal() else word


def _turned_round(claimed: Sequence[str], missed: set[int], match: Match) -> Message | None:
    lost = [i for i in sorted(missed) if claimed[i] in NEGATIONS and _is_lost(claimed, missed, i)]
    added = list(_added(match))
    if bool(lost) == bool(added):
        return None
    if lost:
        return message("differs_negation_lost", word=claimed[lost[0]])
    return message("differs_negation_added", word=added[0].strip(_EDGES))


def _added(match: Match) -> Iterator[str]:
    """The words that negate what was heard and not the quote; the last one may follow it: "ne se décrète [pas]"."""
    plain = [(words(w.text), w.matched) for w in match.heard]
    between = [k for k in range(1, len(plain) - 1) if plain[k - 1][1] and not plain[k][1] and plain[k + 1][1]]
    yield from (match.heard[k].text for k in between if NEGATIONS & set(plain[k][0]))
    opened = any(not same and said[:1] and said[0] in BEGINS for said, same in plain)
    if opened and plain[-1][1] and (NEGATIONS | {"plus"}) & set(words(match.behind)[:1]):
        yield match.behind


def _is_lost(claimed: Sequence[str], missed: set[int], index: int) -> bool:
    """Whether what stands around a negation was heard and it was not; of one at the end, its "ne" too was not."""
    if index < len(claimed) - 1:
        return _between(missed, index, len(claimed))
    begins = [i for i in missed if claimed[i] in BEGINS and _between(missed, i, len(claimed))]
    return bool(begins) and index - 1 not in missed


def _between(missed: set[int], index: int, length: int) -> bool:
    return 0 < index < length - 1 and index - 1 not in missed and index + 1 not in missed
