"""Numbers as they are said: `70 %` is "soixante-dix pour cent", `1984` "nineteen eighty-four", `XIXe` "dix-neuvième".

What is written and what was heard are both put into words, so that it does not matter which of them chose digits.
A number has one usual reading, and perhaps others that a speaker may have preferred: years in hundreds, digits one by
one. French and English; in other languages numbers stay as they are written.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rnct_chapters.timecode import TextRange
from rnct_chapters.tokens import words

Words = tuple[str, ...]
"""Folded words."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """Characters that are said otherwise than they are written, and the ways of saying them, the usual one first."""

    at: TextRange
    readings: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class _Speech:
    """How one language writes and says what goes with numbers."""

    ordinals: str  # endings that make an ordinal, as a pattern
    point: str  # the word before decimals
    signs: dict[str, str]
    units: dict[str, str]


LONGEST = 15
"""Digits that are still a number; what is longer is a code, and stays as it is."""

_SPEECH = {
    "fr": _Speech(
        r"ers?|[eè]res?|res?|(?:i?[eè]m)?es?|nde?s?|è",
        "virgule",
        {"%": "pour cent", "€": "euros", "$": "dollars", "£": "livres", "°": "degres"},
        {"km": "kilometres", "kg": "kilos", "cm": "centimetres", "m²": "metres carres", "ha": "hectares", "h": "heures"}
        | {"min": "minutes", "k": "mille", "K": "mille", "M": "millions", "Md": "milliards", "Mds": "milliards"},
    ),
    "en": _Speech(
        r"st|nd|rd|th",
        "point",
        {"%": "percent", "€": "euros", "$": "dollars", "£": "pounds", "°": "degrees"},
        {"km": "kilometers", "kg": "kilos", "cm": "centimeters", "m²": "square meters", "ha": "hectares", "h": "hours"}
        | {"min": "minutes", "k": "thousand", "K": "thousand", "M": "million", "bn": "billion"},
    ),
}

_SPACE = r"[ \u00a0\u202f\u2009]"
_GROUPS = rf"[1-9]\d{{0,2}}(?P<by>{_SPACE}|[.,'\u2019])\d{{3}}(?:(?P=by)\d{{3}})*(?!\d)"
_UNITS = "|".join(sorted({u for s in _SPEECH.values() for u in s.units}, key=len, reverse=True))
_WRITTEN = re.compile(
    rf"(?P<money>[$€£](?=\d))?(?P<number>{_GROUPS}(?:[.,]\d+)?(?![.,]?\d)|\d+(?:[.,]\d+)*)"
    r"(?=(?P<ending>[^\W\d_]{1,4}(?![^\W_])|['\u2019]s(?![^\W_]))?)"
    rf"(?(money)(?:{_SPACE}?(?P<scale>thousand|[mb]illion|trillion|milliard|k|K|M|bn|Mds?)(?![^\W_]))?)"
    rf"|(?<=\d){_SPACE}?(?P<unit>{_UNITS})(?![^\W\d_]|['\u2019])"
    r"|(?P<sign>[%€$£°])"
    r"|(?<![\w.])(?P<roman>[IVX]+)(?P<nth>ers?|[eè]res?|(?:i?[eè]m)?es?)?(?!\.?\w)"
)
_WHOLE = re.compile(rf"{_GROUPS}|\d+")
_IS_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
_SCALES = (10**12, 10**9, 10**6, 10**3)
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}
_NAMED = re.compile(r"(?:[A-ZÀ-Þ][\w'\u2019-]*|si[eè]cles?)\s$")
_SIGN = re.compile(r"[\d%$€£°]|(?<![^\W_])[IVX]{2,}|(?<![^\W_])[IVX](?:e|er|re|ère|ème)(?![^\W_])")


def may_hold_number(text: str) -> bool:
    """Whether it is worth looking for numbers in `text`."""
    return _SIGN.search(text) is not None


def find_numbers(text: str, language: str) -> Iterator[Spelling]:
    """The numbers and units in `text`, in order, with their readings in `language`, `fr` or `en`."""
    speech = _SPEECH[language]
    for m in _WRITTEN.finditer(text):
        if m["number"]:
            if sum(map(str.isdigit, m["number"])) <= LONGEST:
                yield _number(m, language)
        elif m["roman"]:
            yield from _roman(m, language)
        elif said := speech.units.get(m["unit"] or "") or speech.signs.get(m["sign"] or ""):
            yield Spelling(TextRange(m.start(), m.end()), (words(said),))


def _number(m: re.Match[str], language: str) -> Spelling:
    """A number in digits, with the ending or the currency that changes how it is said."""
    written, ending, speech = m["number"], m["ending"] or "", _SPEECH[language]
    cardinals, with_ending = (
        _cardinals(written, language),
        TextRange(m.start(), m.start("number") + len(written + ending)),
    )
    if m["money"]:
        after = words(speech.units.get(m["scale"] or "", m["scale"] or "")) + words(speech.signs[m["money"]])
        return Spelling(TextRange(m.start(), m.end()), tuple(r + after for r in cardinals))
    if re.fullmatch(speech.ordinals, ending) and _WHOLE.fullmatch(written):
        return Spelling(with_ending, _ordinals(_value(written), ending, language))
    if language == "en" and ending.lstrip("'\u2019") == "s":
        return Spelling(with_ending, tuple((*r[:-1], _plural(r[-1])) for r in cardinals[:1]))
    return Spelling(TextRange(m.start(), m.end("number")), cardinals)


def _roman(m: re.Match[str], language: str) -> Iterator[Spelling]:
    """A Roman numeral, if it is one: `XIXe`, or after a name as in `Louis XIV`; a lone I, V or X is none."""
    roman, ending = m["roman"], m["nth"]
    if not _IS_ROMAN.fullmatch(roman) or (ending and language != "fr"):
        return
    digits = [_ROMAN_DIGITS[c] for c in roman]
    value = sum(-a if a < b else a for a, b in zip(digits, [*digits[1:], 0], strict=True))
    at = TextRange(m.start(), m.end())
    if ending:
        yield Spelling(at, _ordinals(value, ending, language))
    elif len(roman) > 1 and _NAMED.search(m.string, max(0, m.start() - 40), m.start()):
        yield Spelling(at, (_cardinal(value, language), _said(value, "ordinal", language)))


@lru_cache(maxsize=4096)
def _cardinals(written: str, language: str) -> tuple[Words, ...]:
    """The ways to say a number as it is written, the usual one first."""
    if _WHOLE.fullmatch(written):
        return _integer(written, language)
    groups = re.match(_GROUPS, written)  # 3.000,5 is cut at its last mark, 1.2.3 at each
    whole, *parts = (groups[0], written[groups.end() + 1 :]) if groups else re.split("[.,]", written)
    readings = []
    for point in dict.fromkeys((_SPEECH[language].point, "point")):
        said = _integer(whole, language)[0]
        for part in parts:
            said += (point, *_decimals(part, language))
        readings.append(said)
    return tuple(readings)


def _integer(written: str, language: str) -> tuple[Words, ...]:
    """A whole number; what is written without a separator may be a year, or digits said one by one."""
    value, bare = _value(written), written.isdigit()
    if bare and written[0] == "0" and len(written) > 1:
        return (_decimals(written, language),)
    usual = _cardinal(value, language)
    readings = [usual]
    if 1100 <= value < 10_000 and (value % 1000 >= 100 or language == "en"):
        readings.append(_in_hundreds(value, language))
    if language == "en" and 100 <= value < 1000:
        readings.append(_said(value, "year", language))
    if language == "en" and bare and 1100 <= value < 2100:
        readings.reverse()  # a year
    if bare and 100 <= value < 100_000:
        readings.append(tuple(w for digit in written for w in _cardinal(int(digit), language)))
    return tuple(dict.fromkeys(readings))


def _in_hundreds(value: int, language: str) -> Words:
    """1984 as "dix-neuf cent quatre-vingt-quatre" or "nineteen eighty-four"."""
    if language == "en":
        return _said(value, "year", language)
    rest = _cardinal(value % 100, language) if value % 100 else ()
    return (*_cardinal(value // 100, language), "cent", *rest)


def _decimals(digits: str, language: str) -> Words:
    """Digits after a point, or after a leading zero: English says each, French the zeros and then a number."""
    rest = digits.lstrip("0") if language == "fr" else ""
    alone = [int(d) for d in digits[: len(digits) - len(rest)]]
    numbers = [*alone, int(rest)] if rest else alone
    return tuple(w for n in numbers for w in _cardinal(n, language))


def _ordinals(value: int, ending: str, language: str) -> tuple[Words, ...]:
    usual = _said(value, "ordinal", language)
    if language == "fr" and value == 1 and "r" in ending and not ending.startswith("er"):
        return (("premiere",), usual)
    if language == "fr" and value == 2:
        second = ("seconde",) if "de" in ending else ("second",)
        return (second, usual) if ending.startswith("n") else (usual, second)
    return (usual,)


def _cardinal(value: int, language: str) -> Words:
    """A number, group by group of three digits, so that a transcript of many numbers spells each group once."""
    scale = next((s for s in _SCALES if value >= s), 1)
    rest = value % scale
    if not rest:
        return _said(value, "cardinal", language)
    link = ("and",) if language == "en" and rest < 100 else ()
    return (*_said(value - rest, "cardinal", language), *link, *_cardinal(rest, language))


@lru_cache(maxsize=8192)
def _said(value: int, kind: Literal["cardinal", "ordinal", "year"], language: str) -> Words:
    from num2words import num2words  # type: ignore[import-untyped]  # paid for only where there are numbers

    return words(num2words(value, lang=language, to=kind))


def _value(written: str) -> int:
    return int("".join(filter(str.isdigit, written)))


def _plural(word: str) -> str:
    return f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"
