"""What stands on a PDF's pages, as plain values: glyphs with their places, and what of them is read.

Places are in points from the page's top left corner; y is the base line, and grows downwards.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

UNKNOWN = "\ufffd"
"""Stands for a glyph of which the file does not say which letter it is."""

STRUCK_TWICE = 0.12
"""Of the size: a letter drawn again this near is the same letter, made to look bold."""

OCR_SHARE = 4
"""A page with this many times more invisible letters than visible ones is a scan with its recognised text."""

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_SPACES = re.compile(r"[\t\n\r\v\f\u2028\u2029 ]+")
# TeX draws the accent as a glyph of its own, over or beside its letter.
_ACCENTS = {"\u00b4": "\u0301", "`": "\u0300", "\u02c6": "\u0302", "^": "\u0302", "\u00a8": "\u0308"}
_ACCENTS |= {"\u02dc": "\u0303", "\u00b8": "\u0327"}


class Glyph(NamedTuple):
    """A letter as drawn; a tuple, since a document has hundreds of thousands. `text` may be several characters."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False
    italic: bool = False
    href: str | None = None


class Box(NamedTuple):
    """A rectangle: of a picture, or of a link with its target as written."""

    x0: float
    top: float
    x1: float
    bottom: float
    href: str = ""

    @property
    def area(self) -> float:
        return max(0.0, self.x1 - self.x0) * max(0.0, self.bottom - self.top)


class Sheet(NamedTuple):
    """A page as drawn: letters seen, letters drawn invisibly, pictures, the boxes of links, and
    dots: bullets that are drawn and not written."""

    number: int
    width: float
    height: float
    glyphs: Sequence[Glyph]
    hidden: Sequence[Glyph] = ()
    pictures: Sequence[Box] = ()
    links: Sequence[Box] = ()
    dots: Sequence[Box] = ()


def readable(text: str) -> str:
    """A glyph's text as it is read: ligatures as letters, every kind of line end a space, nothing unprintable."""
    if len(text) == 1 and " " <= text < "\x7f":
        return text
    text = _SPACES.sub(" ", text)
    for ligature, letters in _LIGATURES.items():
        text = text.replace(ligature, letters)
    return "".join(UNKNOWN if unicodedata.category(c) in {"Cc", "Cn", "Cs"} else c for c in text)


def glyphs_of(sheet: Sheet) -> list[Glyph]:
    """The letters that a reader of the page reads, each once, linked. Invisible ones only where they are the text
    recognised in a scan."""
    seen, hidden = _inked(sheet.glyphs), _inked(sheet.hidden)
    drawn = sheet.hidden if sheet.pictures and hidden > OCR_SHARE * seen else sheet.glyphs
    return with_links(accented(struck_once(drawn)), sheet.links)


def _inked(glyphs: Iterable[Glyph]) -> int:
    return sum(not g.text.isspace() for g in glyphs)


def struck_once(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """`glyphs` without those that are drawn again in their place; one drawn again beside its place is bold."""
    kept = dict(enumerate(glyphs))
    for shift in (0.0, 0.5):  # what stands on either side of a boundary the first time does not the second
        order = sorted(kept, key=lambda i: (glyphs[i].text, int(glyphs[i].y / glyphs[i].size + shift), glyphs[i].x0))
        for i, j in pairwise(order):
            first, again = glyphs[i], glyphs[j]
            near = STRUCK_TWICE * again.size
            aside, below = abs(first.x0 - again.x0), abs(first.y - again.y)
            if aside <= near and below <= near and first.text == again.text and not first.text.isspace():
                earlier, later = min(i, j), max(i, j)
                if earlier in kept and later in kept:
                    bold = kept.pop(later).bold or aside + below > near / 10
                    kept[earlier] = kept[earlier]._replace(bold=kept[earlier].bold or bold)
    return list(kept.values())


def accented(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """`glyphs` with accents that are drawn on their own put on their letters."""
    if not any(g.text in _ACCENTS or (g.text > "\u02ff" and unicodedata.combining(g.text[0])) for g in glyphs):
        return list(glyphs)
    kept: list[Glyph] = []
    for g in glyphs:
        last = kept[-1] if kept else None
        if last is not None and g.text and all(unicodedata.combining(c) for c in g.text):
            kept[-1] = last._replace(text=unicodedata.normalize("NFC", last.text + g.text))
        elif last is not None and g.text in _ACCENTS and _over(g, last):
            kept[-1] = last._replace(text=unicodedata.normalize("NFC", last.text + _ACCENTS[g.text]))
        elif last is not None and last.text in _ACCENTS and _over(last, g):
            kept[-1] = g._replace(text=unicodedata.normalize("NFC", g.text + _ACCENTS[last.text]))
        else:
            kept.append(g)
    return kept


def _over(accent: Glyph, letter: Glyph) -> bool:
    """Whether the accent stands over the letter, rather than beside it."""
    middle = (accent.x0 + accent.x1) / 2
    return letter.text.isalpha() and letter.x0 < middle < letter.x1 and abs(accent.y - letter.y) < letter.size


def with_links(glyphs: Sequence[Glyph], links: Sequence[Box]) -> list[Glyph]:
    """`glyphs` with the targets of the boxes that they stand in; of nested boxes the smallest holds."""
    if not links:
        return list(glyphs)
    smallest_first = sorted(links, key=lambda box: box.area)
    return [g._replace(href=_target(g, smallest_first)) for g in glyphs]


def _target(glyph: Glyph, links: Sequence[Box]) -> str | None:
    x, y = (glyph.x0 + glyph.x1) / 2, glyph.y - glyph.size / 4
    return next((box.href for box in links if box.x0 <= x <= box.x1 and box.top <= y <= box.bottom), None)
