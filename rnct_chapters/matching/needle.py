"""A claim made ready to be searched in one transcript: its words as they are said, and as this transcript has them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from rnct_chapters.matching.heard import Heard
from rnct_chapters.matching.neighbours import LETTERS, MIN_JOINED, MIN_LETTERS
from rnct_chapters.matching.spoken import find_spellings, spoken
from rnct_chapters.tokens import Token, tokens

MAX_READINGS = 3
"""Ways of saying a claim's numbers that are tried, each on all of them."""

_ELISION = re.compile(r"\(\s*(?:\.{3}|…)\s*\)|\[\s*(?:\.{3}|…)\s*\]|(?<=\s)(?:\.{3}|…)(?=\s)|(?:\.{3}|…)(?=\s+\w)")
_TENS = frozenset(
    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen "
    "twenty thirty forty fifty sixty seventy eighty ninety".split()
)


@dataclass(frozen=True, slots=True)
class Said:
    """A word as it is said, and the words of the text that it stands for: from index `first` to `last`, inclusive."""

    plain: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Needle:
    """A claim made ready to be searched: what is written, what is said, and where it leaves something out."""

    tokens: tuple[Token, ...]
    said: tuple[Said, ...]
    elisions: frozenset[int]  # indices in `said`

    @property
    def plain(self) -> list[str]:
        return [s.plain for s in self.said]

    def written_for(self, said: Iterable[int]) -> tuple[int, ...]:
        """The words of the text, in order, that the words of these indices in `said` stand for."""
        return tuple(sorted({w for i in said for w in range(self.said[i].first, self.said[i].last + 1)}))


def needle(text: str, max_words: int, language: str | None = None, choice: int = 0) -> Needle:
    """The words of a claim in order; `(...)`, `[…]` and `…` between them are gaps, not words. Numbers are said as
    `language` says them, in the reading `choice`."""
    written = tuple(islice(tokens(text), max_words))
    if len(written) == max_words:
        text = text[: written[-1].at.end]
    begins, ends = [t.at.start for t in written], [t.at.end for t in written]
    said, starts = [], []
    for token in islice(spoken(text, language, choice), max_words):
        last = bisect_left(begins, token.at.end) - 1
        if last >= 0:  # a unit sign goes with the number before it
            said.append(Said(token.plain, min(bisect_right(ends, token.at.start), last), last))
            starts.append(token.at.start)
    after = (bisect_right(starts, m.start()) for m in _ELISION.finditer(text))
    return Needle(written, tuple(said), frozenset(i for i in after if 0 < i < len(said)))


def needles(text: str, heard: Heard, max_words: int) -> list[Needle]:
    """The claim as this transcript would have it; where numbers can be said otherwise, and are here, those ways too."""
    ways = max((len(s.readings) for s in find_spellings(text, heard.language)), default=1)
    found = [needle(text, max_words, heard.language, choice) for choice in range(min(ways, MAX_READINGS))]
    if heard.language == "en":
        found += _years(found[0])
    usual, *others = {tuple(n.plain): n for n in (_fitted(n, heard) for n in found)}.values()
    known = set(pairwise(usual.plain))
    return [usual, *(n for n in others if all(heard.follows(*pair) for pair in _inside(n) if pair not in known))]


def _inside(sought: Needle) -> Iterator[tuple[str, str]]:
    """Neighbouring words that are said for the same written ones."""
    for a, b in pairwise(sought.said):
        if (a.first, a.last) == (b.first, b.last):
            yield a.plain, b.plain


def _years(sought: Needle) -> Iterator[Needle]:
    """ "Two thousand and twenty" as "twenty twenty", which is how a year in digits is read."""
    plain = sought.plain
    for i in range(len(plain) - 2):
        tens = i + 3 if plain[i + 2] == "and" else i + 2
        if plain[i : i + 2] == ["two", "thousand"] and tens < len(plain) and plain[tens] in _TENS:
            year = Said("twenty", sought.said[i].first, sought.said[tens - 1].last)
            shorter = frozenset(e if e <= i else e - (tens - i) + 1 for e in sought.elisions)
            yield Needle(sought.tokens, (*sought.said[:i], year, *sought.said[tens:]), shorter)
            return


def _fitted(sought: Needle, heard: Heard) -> Needle:
    """The claim with words joined or taken apart where this transcript has them so: `vita win` and `Vitawin`."""
    said: list[Said] = []
    elisions: set[int] = set()
    i = 0
    while i < len(sought.said):
        if i in sought.elisions:
            elisions.add(len(said))
        count, words = _as_heard(sought, i, heard)
        said += words
        i += count
    return Needle(sought.tokens, tuple(said), frozenset(elisions))


def _as_heard(sought: Needle, i: int, heard: Heard) -> tuple[int, tuple[Said, ...]]:
    """How many words from the one at `i` on are to be replaced, and by which."""
    word = sought.said[i]
    for count in _lengths(sought, i):
        run = sought.said[i : i + count]
        plain = "".join(s.plain for s in run)
        if heard.holds(plain) and not all(heard.follows(a.plain, b.plain) for a, b in pairwise(run)):
            return count, (Said(plain, word.first, run[-1].last),)
    parts = () if heard.holds(word.plain) else heard.neighbours.apart.get(word.plain, ())
    return 1, tuple(Said(part, word.first, word.last) for part in parts) or (word,)


def _lengths(sought: Needle, i: int) -> Iterator[int]:
    """How many words from the one at `i` on might be one: initials, or any two that make more than a syllable."""
    said, letters = sought.said, 0
    while letters < LETTERS and i + letters < len(said) and len(said[i + letters].plain) == 1:
        letters += 1
    if letters >= MIN_LETTERS:
        yield letters
    if i + 1 < len(said) and i + 1 not in sought.elisions and len(said[i].plain + said[i + 1].plain) >= MIN_JOINED:
        yield 2
