"""The written and the heard words of one claim, cut so that the two can stand in step, one above the other.

Where the sides differ each piece knows the other side's words: the page keeps the room of the longer ones on both
lines, so that all that follows stays above itself and both lines break at the same places.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rnct_chapters.matching import HeardWord, Match
from rnct_chapters.tokens import Token, tokens

_MOST_ROOM = 32  # characters: more would tear a hole into the other line


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one side; `differs` where the other side does not have them, `beside` what it has there instead.

    A piece without text keeps the room of words that only the other side has.
    """

    text: str
    differs: bool = False
    beside: str = ""


@dataclass(frozen=True, slots=True)
class _Step:
    """A heard word that the article has too, as its tokens [first, after), and what was heard before it alone."""

    alone: str
    said: str
    first: int
    after: int


Line = tuple[Piece, ...]


def two_sides(text: str, match: Match | None) -> tuple[Line, Line]:
    """The claim's words and the heard ones, what differs marked; without a match the whole claim, and nothing."""
    if match is None:
        return (Piece(text),), ()
    found = list(tokens(text))
    steps = _steps(match, len(found))
    if not steps:
        return tuple(_written(text, match)), tuple(_heard(match))
    return _in_step(text, found, steps)


def _agrees(word: HeardWord) -> bool:
    """Whether the article has this word there; a dash alone is no word."""
    return word.matched or not any(map(str.isalnum, word.text))


def _steps(match: Match, claimed: int) -> list[_Step]:
    """A step a heard word of both sides, and one for the end; none where the two cannot be counted out."""
    missed = set(match.missed)
    shared = [n for n in range(claimed) if n not in missed]
    steps: list[_Step] = []
    alone: list[str] = []
    told = 0
    for word in match.heard:
        count = sum(1 for _ in tokens(word.text)) if _agrees(word) else 0
        if not count:
            alone.append(word.text)
            continue
        taken = shared[told : told + count]
        if len(taken) < count or taken[-1] - taken[0] >= count:
            return []
        steps.append(_Step(" ".join(alone), word.text, taken[0], taken[-1] + 1))
        alone, told = [], told + count
    return [*steps, _Step(" ".join(alone), "", claimed, claimed)] if told == len(shared) else []


def _in_step(text: str, found: Sequence[Token], steps: Sequence[_Step]) -> tuple[Line, Line]:
    """Both lines, with a piece for each difference and one for what lies between two of them."""
    written: list[Piece] = []
    heard: list[Piece] = []
    done = told = 0
    for step in steps:
        only = found[told : step.first]
        start = only[0].at.start if only else found[step.first].at.start if step.said else len(text)
        end = _with_punctuation(text, only[-1].at.end) if only else start
        _add(written, text[done:start])
        _add(heard, " " if heard and (only or step.alone or step.said) else "")
        if only or (step.alone and step.said):
            written.append(_differing(text[start:end], step.alone if step.said else ""))
        if step.alone or (only and step.said):
            heard.append(_differing(step.alone, text[start:end] if step.said else ""))
            _add(heard, " " if step.alone and step.said else "")
        _add(heard, step.said)
        done, told = end, step.after
    _add(written, text[done:])
    return tuple(written), tuple(heard)


def _add(line: list[Piece], text: str) -> None:
    """`text` that both sides have, joined to such text before it."""
    if line and not (line[-1].differs or line[-1].beside):
        text = line.pop().text + text
    if text:
        line.append(Piece(text))


def _differing(text: str, beside: str) -> Piece:
    """What one side has; where it has nothing, the room of the other side's words and of the space after them."""
    beside = beside if len(beside) <= _MOST_ROOM else ""
    return Piece(text, differs=True, beside=beside) if text else Piece("", beside=beside and f"{beside}\u00a0")


def _with_punctuation(text: str, end: int) -> int:
    """`end` moved behind what clings to the word there: a line cannot break between the two."""
    while end < len(text) and not text[end].isspace() and not text[end].isalnum():
        end += 1
    return end


def _written(text: str, match: Match) -> Iterator[Piece]:
    """The claim's words, those not heard marked; what stands between two marked words is marked with them."""
    missed, done = set(match.missed), 0
    for differs, run in groupby(enumerate(tokens(text)), key=lambda it: it[0] in missed):
        if not differs:
            continue
        marked = [t.at for _, t in run]
        if marked[0].start > done:
            yield Piece(text[done : marked[0].start])
        yield Piece(text[marked[0].start : marked[-1].end], differs=True)
        done = marked[-1].end
    if done < len(text):
        yield Piece(text[done:])


def _heard(match: Match) -> Iterator[Piece]:
    """The heard words, those that the claim does not have marked; a space parts two pieces."""
    for n, (matched, run) in enumerate(groupby(match.heard, key=_agrees)):
        if n:
            yield Piece(" ")
        yield Piece(" ".join(w.text for w in run), differs=not matched)
