"""What a person types to search, understood: phrases, words, prefixes, NEAR, OR and what must not be there.

Nothing of the text reaches the full-text index as it stands. It is taken apart into comparable words, which are letters
and digits alone, and what the index is asked is put together from those between quotation marks.
"""

import contextlib
import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rnct_chapters.errors import UsageError
from rnct_chapters.matching.spoken import SPELLED, may_be_said_otherwise, spoken
from rnct_chapters.messages import message
from rnct_chapters.tokens import words

LONGEST = 1_000
"""Characters of a query; what is longer is a text, and is looked for as it is remembered."""

MOST_WORDS = 40
"""Words of one phrase, and places between the words of a NEAR: so many are kept behind each passage of the index."""

MOST_OPERANDS = 32
"""Words and phrases of one query."""

SHORTEST_PREFIX = 2
"""Letters before a star: a single one begins a twentieth of all words."""

NEAR_WORDS = 10
"""Words that may lie between those of a NEAR without a number."""

READINGS = 3
"""Ways of saying a number that are looked for, in each language."""

_QUOTES = str.maketrans(dict.fromkeys("«»“”„‟〝〞\uff02", '"'))
_PIECE = re.compile(
    r"""(?P<minus>(?<!\S)-)?(?:
      "(?P<phrase>[^"]*)(?:"|$)(?P<star>\*)?
    | (?P<word>\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![^\s"]) | [^\s"]+)  # 3 000 is one number
    )""",
    re.VERBOSE,
)
_NEAR = re.compile(r"NEAR(?:/(\d+))?")


@dataclass(frozen=True, slots=True)
class Operand:
    """Words that follow each other, in each of the ways that they may be said: "70" is "soixante dix" and "seventy".
    With `prefix` the last of them may go on."""

    readings: tuple[tuple[str, ...], ...]
    prefix: bool = False

    def match(self) -> str:
        """What the full-text index is asked; `"a b" OR "c"` stands in parentheses."""
        phrases = [quoted(r) + (" *" if self.prefix else "") for r in self.readings]
        return phrases[0] if len(phrases) == 1 else f"({' OR '.join(phrases)})"


@dataclass(frozen=True, slots=True)
class Group:
    """Operands that are to be found; where `near` is a number, with at most so many words between the end of the first
    and the beginning of the last."""

    operands: tuple[Operand, ...]
    near: int | None = None

    def match(self) -> str:
        """What the full-text index is asked: the group itself or what surely holds it."""
        if self.near is not None and len(self.operands) > 1 and all(len(o.readings) == 1 for o in self.operands):
            return f"NEAR({' '.join(o.match() for o in self.operands)}, {self.near + 1})"
        return " AND ".join(o.match() for o in self.operands)


@dataclass(frozen=True, slots=True)
class Alternative:
    """What one side of an OR asks for: all of the groups, and none of `without`."""

    groups: tuple[Group, ...]
    without: tuple[Operand, ...] = ()

    @property
    def operands(self) -> tuple[Operand, ...]:
        return tuple(o for g in self.groups for o in g.operands)

    def match(self) -> str:
        """What the full-text index is asked."""
        return self._refused(" AND ".join(g.match() for g in self.groups))

    def closer(self) -> Iterator[str]:
        """Stricter questions, the strictest first, whose answers are the best ones of this alternative: all words one
        behind the other, then all of them close together."""
        operands = self.operands
        if len(operands) < 2 or any(len(o.readings) > 1 for o in operands):
            return
        joined = tuple(word for o in operands for word in o.readings[0])
        if len(joined) <= MOST_WORDS and not any(o.prefix for o in operands[:-1]):
            yield self._refused(Operand((joined,), operands[-1].prefix).match())
        if all(g.near is None for g in self.groups):
            yield self._refused(Group(operands, NEAR_WORDS).match())

    def _refused(self, asked: str) -> str:
        if not self.without:
            return f"({asked})"
        return f"(({asked}) NOT ({' OR '.join(o.match() for o in self.without)}))"


@dataclass(frozen=True, slots=True)
class Filters:
    """Which recordings and voices are searched. A part of a speaker's name is enough, of an event its title or place;
    `since` is the first day as YYYY-MM-DD."""

    speaker: str | None = None
    event: str | None = None
    since: str | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for, and where. One of the alternatives is enough."""

    alternatives: tuple[Alternative, ...]
    filters: Filters = field(default_factory=Filters)

    def matches(self) -> tuple[str, ...]:
        """What the full-text index is asked, one question after the other: those whose answers come first, and last
        the one that has all answers."""
        closer = [asked for a in self.alternatives for asked in a.closer()] if len(self.alternatives) == 1 else []
        return (*closer, " OR ".join(a.match() for a in self.alternatives))


def quoted(plain: Sequence[str]) -> str:
    """Comparable words as a phrase of the full-text index; they hold letters and digits alone."""
    return f'"{" ".join(plain)}"'


def parse_query(text: str, near: int | None = None, filters: Filters | None = None) -> Query:
    """The query that `text` says; `near` asks that all plain words lie within so many words.

    Raises `UsageError` where nothing is left to search, or where it is too long to be searched word by word.
    """
    if len(text) > LONGEST:
        raise UsageError(message("search_too_long", count=len(text), limit=LONGEST))
    if near is not None:
        _check_near(near)
    alternatives: list[Alternative] = []
    for pieces in _sides(text.translate(_QUOTES)):
        if (found := _alternative(pieces, near)) is not None and found not in alternatives:
            alternatives.append(found)
    if not alternatives:
        raise UsageError(message("search_nothing"))
    if sum(len(a.operands) + len(a.without) for a in alternatives) > MOST_OPERANDS:
        raise UsageError(message("search_many_words", limit=MOST_OPERANDS))
    return Query(tuple(alternatives), filters or Filters())


def parse_since(text: str) -> str:
    """The first day of YYYY, YYYY-MM or YYYY-MM-DD as YYYY-MM-DD. Raises `UsageError` for anything else."""
    m = re.fullmatch(r"([12]\d{3})(?:-(\d\d)(?:-(\d\d))?)?", text.strip(), re.ASCII)
    with contextlib.suppress(ValueError):
        if m is not None:
            return datetime.date(int(m[1]), int(m[2] or 1), int(m[3] or 1)).isoformat()
    raise UsageError(message("search_since", value=text if len(text) <= 60 else f"{text[:59]}…"))


def readings_of(text: str) -> tuple[tuple[str, ...], ...]:
    """The comparable words of `text`, in each way that a transcript may have them; nothing where it has no word."""
    found = [words(text)]
    if may_be_said_otherwise(text):
        for language in SPELLED:
            found += [tuple(t.plain for t in spoken(text, language, choice)) for choice in range(READINGS)]
    return tuple(dict.fromkeys(r for r in found if r))


def _sides(text: str) -> list[list[re.Match[str]]]:
    """The pieces on each side of every OR."""
    sides: list[list[re.Match[str]]] = [[]]
    for piece in _PIECE.finditer(text):
        if piece["word"] == "OR" and not piece["minus"]:
            sides.append([])
        else:
            sides[-1].append(piece)
    return sides


def _alternative(pieces: Sequence[re.Match[str]], near: int | None) -> Alternative | None:
    """What the pieces of one side ask for, or None where that is nothing."""
    chains: list[tuple[list[Operand], int | None]] = []
    without: list[Operand] = []
    waiting: int | None = None  # the number of a NEAR whose second side is still to come
    for piece in pieces:
        if (m := _NEAR.fullmatch(piece["word"] or "")) and not piece["minus"]:
            waiting = _check_near(int(m[1][:9])) if m[1] else near or NEAR_WORDS
        elif (operand := _operand(piece)) is None:
            continue
        elif piece["minus"]:
            without.append(operand)
        elif waiting is not None and chains:
            operands, before = chains.pop()
            chains.append(([*operands, operand], max(waiting, before or 0)))
            waiting = None
        else:
            chains.append(([operand], None))
            waiting = None
    groups = [Group(tuple(dict.fromkeys(operands)), number) for operands, number in chains]
    if near is not None and all(g.near is None for g in groups):
        groups = [Group(tuple(dict.fromkeys(o for g in groups for o in g.operands)), near)] if groups else []
    groups = [g if len(g.operands) > 1 else Group(g.operands) for g in dict.fromkeys(groups)]
    return Alternative(tuple(dict.fromkeys(groups)), tuple(dict.fromkeys(without))) if groups else None


def _operand(piece: re.Match[str]) -> Operand | None:
    """The words of one piece, or None where it has none."""
    text = piece["phrase"] if piece["word"] is None else piece["word"]
    star = bool(piece["star"]) or text.endswith("*")
    readings = (words(text),) if star and words(text) else readings_of(text)
    if not readings:
        return None
    if any(len(r) > MOST_WORDS for r in readings):
        raise UsageError(message("search_long_phrase", limit=MOST_WORDS))
    if star and len(readings[0][-1]) < SHORTEST_PREFIX and readings[0][-1].isascii():
        raise UsageError(message("search_short_prefix", prefix=readings[0][-1], limit=SHORTEST_PREFIX))
    return Operand(readings, star)


def _check_near(near: int) -> int:
    if not 1 <= near <= MOST_WORDS:
        raise UsageError(message("search_near", number=near, limit=MOST_WORDS))
    return near
