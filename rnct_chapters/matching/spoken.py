"""A text as it is said: its comparable words, with numbers spelled out and `O.D.D.` as one word."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, chain, groupby

from rnct_chapters.matching.numbers import Spelling, find_numbers, may_hold_number
from rnct_chapters.recap.language import language_of
from rnct_chapters.timecode import TextRange
from rnct_chapters.tokens import Token, fold, tokens, words

SPELLED = ("fr", "en")
"""Languages whose numbers are spelled out."""

GUESSED_FROM = 5_000
"""Heard words from which the language is guessed where it is not told."""

_INITIALS = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?")


def may_be_said_otherwise(text: str) -> bool:
    """Whether `text` may be said otherwise than its words are written; quick, and right where it says no."""
    return may_hold_number(text) or _INITIALS.search(text) is not None


def find_spellings(text: str, language: str | None) -> list[Spelling]:
    """What is said otherwise than it is written in `text`, in order and apart from each other."""
    initials = [Spelling(TextRange(m.start(), m.end()), ((fold(m[0]),),)) for m in _INITIALS.finditer(text)]
    numbers = list(find_numbers(text, language)) if language in SPELLED else []
    found: list[Spelling] = []
    for spelling in sorted(initials + numbers, key=lambda s: s.at.start):
        if not found or spelling.at.start >= found[-1].at.end:
            found.append(spelling)
    return found


def spoken(text: str, language: str | None, choice: int = 0) -> Iterator[Token]:
    """The comparable words of `text` as they are said, in order; each knows the characters that it was said for.

    `choice` numbers the reading to take where there are several, the usual one being the first; the last one stands
    for those beyond.
    """
    done = 0
    if may_be_said_otherwise(text):
        for spelling in find_spellings(text, language):
            yield from _written(text, done, spelling.at.start)
            said = spelling.readings[min(choice, len(spelling.readings) - 1)]
            yield from (Token(word, spelling.at) for word in said)
            done = spelling.at.end
    yield from _written(text, done, len(text))


def _written(text: str, start: int, end: int) -> Iterator[Token]:
    for token in tokens(text[start:end]):
        yield Token(token.plain, TextRange(start + token.at.start, start + token.at.end)) if start else token


def spoken_language(given: str | None, texts: Sequence[str]) -> str | None:
    """The language to speak numbers in, as far as they can be: the one `given`, else the one whose small words are
    heard in `texts`."""
    if given:
        code = re.split("[-_]", given.lower())[0]
        return code if code in SPELLED else None
    return language_of(" ".join(texts[:GUESSED_FROM]))


def comparable(texts: Sequence[str], language: str | None) -> tuple[list[str], list[int]]:
    """The comparable words of `texts`, which were said one after the other, and by word the index of its text."""
    plain: list[str] = []
    text_of: list[int] = []
    alone: list[tuple[str, ...] | None] = [*map(_alone, texts), None]
    i = 0
    while i < len(texts):
        stop = alone.index(None, i)
        plain += chain.from_iterable(own for own in alone[i:stop] if own)
        text_of += [k for k in range(i, stop) for _ in alone[k] or ()]
        i = stop
        if i < len(texts):
            stop += 1
            while stop < len(texts) and may_be_said_otherwise(texts[stop - 1] + texts[stop]):
                stop += 1
            for word, of in _run(texts, i, stop, language):
                plain.append(word)
                text_of.append(of)
            i = stop
    return plain, text_of


@lru_cache(maxsize=65536)
def _alone(text: str) -> tuple[str, ...] | None:
    """The comparable words of a text; None where the neighbours have to be looked at, as in "3 000"."""
    return None if may_be_said_otherwise(text) else words(text)


def _run(texts: Sequence[str], first: int, stop: int, language: str | None) -> Iterator[tuple[str, int]]:
    """The words of the texts [first, stop), read together with the one before; by word the index of its text."""
    read_from = max(0, first - 1)
    starts = list(accumulate((len(t) + 1 for t in texts[read_from:stop]), initial=0))
    for at, group in groupby(spoken(" ".join(texts[read_from:stop]), language), key=lambda token: token.at):
        said = list(group)
        low, high = bisect_right(starts, at.start) - 1, bisect_right(starts, at.end - 1) - 1
        for k, token in enumerate(said):
            of = read_from + low + k * (high - low + 1) // len(said)
            if of >= first:
                yield token.plain, of
