"""Comparable words that remember the author's characters.

Words are folded after they are found, so every offset stays true to the text as written: case, accents,
ligatures and the shape of apostrophes and hyphens no longer matter, the place does.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rnct_chapters.timecode import TextRange

_APOSTROPHES = "'\u2019\u02bc\u2018"
# An English ending stays with its word ("don't"); a French elision is a word of its own ("l'eau", "jusqu'à").
_WORD = re.compile(
    rf"[^\W_]+(?:[.,](?=\d)\d+)*(?:[{_APOSTROPHES}](?:s|t|re|ve|ll|d|m)(?![^\W_]))?", re.UNICODE | re.IGNORECASE
)
_JOINERS = frozenset("\u00ad\u200c\u200d\u2060\ufeff")
"""Characters without width that stand inside a word: the soft hyphens of a PDF, joiners of letters."""
# Where such characters are: text of Latin letters and punctuation is spared a look at each of its characters.
_MAY_JOIN = re.compile("[\u00ad\u0300-\u1fff\u200c\u200d\u2060\u20d0-\u20ff\u2de0-\U0010ffff]")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"})


@dataclass(frozen=True, slots=True)
class Token:
    """One comparable word and where its letters stand in the text."""

    plain: str
    at: TextRange


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """`word` without case, accents, ligatures and apostrophes: `Cœurs’` -> `coeurs`."""
    if word.isascii() and word.isalnum():  # most words, in a tenth of the time
        return word.lower()
    lowered = unicodedata.normalize("NFKD", word).casefold().translate(_LIGATURES)
    return "".join(c for c in unicodedata.normalize("NFKD", lowered) if c.isalnum())


def tokens(text: str) -> Iterator[Token]:
    """The comparable words of `text`, in order; combining accents and soft hyphens belong to the word they stand in."""
    for m in _WORD.finditer(_join_marks(text)):
        if plain := fold(text[m.start() : m.end()]):
            yield Token(plain, TextRange(m.start(), m.end()))


def words(text: str) -> tuple[str, ...]:
    """The folded words of `text`."""
    return tuple(t.plain for t in tokens(text))


def _join_marks(text: str) -> str:
    """`text` of the same length where what stands on or in a word counts as a letter, so that it does not end it."""
    if _MAY_JOIN.search(text) is None:
        return text
    return "".join("\u02b0" if _joins(c) else c for c in text)


def _joins(c: str) -> bool:
    return c in _JOINERS or unicodedata.combining(c) > 0


STOP_WORDS = frozenset(
    # the small words of French and English, folded: they are in every sentence and tell nothing of where it was said
    "a ai ainsi alors apres as au aucun aussi autre autres aux avait avant avec avez avoir avons c car ce ceci "
    "cela celle celles celui ces cet cette ceux chaque chez ci comme comment d dans de des deux donc dont du elle "
    "elles en encore entre est et ete etre eux fait faire font il ils j je jusqu l la le les leur leurs lui m ma "
    "mais me meme mes moi moins mon n ne ni nos notre nous on ont ou par parce pas peu peut plus pour pourquoi qu "
    "quand que quel quelle quelles quels qui quoi s sa sans se ses si son sont sous sur t ta te tes toi ton tous "
    "tout toute toutes tres tu un une va vers vos votre vous y etait about after all also am an and any are at be "
    "because been but by can could did do does doing for from get got had has have he her him his how i if in "
    "into is it its just like me more most my no not now of on one or our out over really she should so some than "
    "that the their them then there these they this those through to too up very was we were what when where "
    "which who why will with would you your dont thats youre theyre were im ive".split()
)
"""Folded words too common to tell one place from another."""


def content_words(plain: "tuple[str, ...] | list[str]") -> int:
    """How many of these folded words say something: not small words, and longer than one letter unless a number."""
    return sum(1 for w in plain if w not in STOP_WORDS and (len(w) > 1 or w.isdigit()))
