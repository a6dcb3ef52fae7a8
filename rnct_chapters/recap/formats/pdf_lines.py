"""Letters become cells, stretches of one line without a wide gap; cells side by side become lines."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from statistics import median
from typing import NamedTuple

from rnct_chapters.recap.formats.pdf_glyphs import Box, Glyph

SPACE_GAP = 0.15
"""Of the size: a wider gap is a space that was not drawn; kerning stays under a tenth, TeX's thin space is 0.167."""

CELL_GAP = 0.8
"""Of the size: a wider gap may be a column's edge or a tab; columns are set farther apart than this."""

SAME_LINE = 0.3
"""Of the size: base lines nearer than this are one line."""

RAISED = 0.6
"""Of the size: how far a smaller letter may stand above or below its line."""

SMALLER = 0.85
"""Of the size: letters this small beside others may be raised or lowered."""


BULLET = "\u2022 "
"""What a bullet that is drawn and not written is read as."""

HANGING = 3.0
"""Of the size: a bullet stands no farther from its text."""

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Look(NamedTuple):
    """How letters look, and where they lead."""

    bold: bool = False
    italic: bool = False
    href: str | None = None


PLAIN = Look()


class Span(NamedTuple):
    """Text of one look."""

    text: str
    look: Look = PLAIN


@dataclass(frozen=True, slots=True)
class Line:
    """A cell or a whole line, in points from the page's top left corner; `y` is its base line. A picture that parts the
    text is a line without spans, of size 0."""

    spans: tuple[Span, ...]
    x0: float
    x1: float
    y: float
    size: float
    page: int = 1

    @property
    def text(self) -> str:
        return "".join(s.text for s in self.spans)


def cells_of(glyphs: Sequence[Glyph], page: int) -> list[Line]:
    """The letters of a page as cells, in the order in which they are drawn."""
    cells: list[Line] = []
    open_cell: _Cell | None = None
    for g in glyphs:
        if open_cell is None or not open_cell.takes(g):
            if open_cell is not None:
                cells += open_cell.closed(page)
            open_cell = None if g.text == " " else _Cell(g)
        else:
            open_cell.add(g)
    if open_cell is not None:
        cells += open_cell.closed(page)
    return cells


class _Cell:
    """A cell while letters are still added to it. Its base line and size are those of its largest letter."""

    def __init__(self, first: Glyph) -> None:
        self._glyphs = [first]
        self._x1, self._y, self._size = first.x1, first.y, first.size

    def takes(self, g: Glyph) -> bool:
        """Whether the letter goes on where the cell ends: on its line, or raised or lowered beside it."""
        size, aside, off = max(self._size, g.size), g.x0 - self._x1, abs(g.y - self._y)
        if not -size / 2 <= aside <= CELL_GAP * size:
            return False
        smaller = min(self._size, g.size) <= SMALLER * size
        return off <= SAME_LINE * size / 2 or (smaller and off <= RAISED * size and aside <= SAME_LINE * size)

    def add(self, g: Glyph) -> None:
        self._glyphs.append(g)
        if not g.text.isspace():
            self._x1 = g.x1
            if g.size > self._size:
                self._y, self._size = g.y, g.size

    def closed(self, page: int) -> Iterator[Line]:
        glyphs = self._glyphs
        while glyphs and glyphs[-1].text.isspace():
            glyphs.pop()
        if glyphs:
            x0 = min(g.x0 for g in glyphs)
            glyphs = [self._raised(g) for g in glyphs]
            yield Line(tuple(_spans(_spaced(glyphs))), x0, max(self._x1, x0), self._y, _usual_size(glyphs), page)

    def _raised(self, g: Glyph) -> Glyph:
        """A raised number as such: it is a note's mark or an exponent, and no part of the word or the time."""
        raised = g.size <= SMALLER * self._size and self._y - g.y >= SAME_LINE * self._size / 2
        return g._replace(text=g.text.translate(_RAISED)) if raised and g.text.isdecimal() else g


def _usual_size(glyphs: Sequence[Glyph]) -> float:
    sizes = Counter(round(g.size, 1) for g in glyphs)
    return max(sizes, key=lambda size: (sizes[size], size))


def _spaced(glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
    """The letters with the spaces that only their gaps tell of. Where all letters stand apart, only wider gaps do."""
    gaps = [b.x0 - a.x1 for a, b in pairwise(glyphs) if not (a.text.isspace() or b.text.isspace())]
    usual = max(0.0, median(gaps)) if len(gaps) > 1 else 0.0
    before: Glyph | None = None
    for g in glyphs:
        if before is not None and not (before.text.isspace() or g.text.isspace()):
            size = max(before.size, g.size)
            apart = usual if usual > SPACE_GAP * size / 2 else 0.0
            if g.x0 - before.x1 > SPACE_GAP * size + apart:
                yield _space(before, g)
        if not (g.text == " " and before is not None and before.text == " "):
            yield g
            before = g


def _space(before: Glyph, after: Glyph) -> Glyph:
    href = before.href if before.href == after.href else None
    return Glyph(" ", before.x1, after.x0, before.y, before.size, before.bold and after.bold, href=href)


def _spans(glyphs: Iterable[Glyph]) -> Iterator[Span]:
    for look, same in groupby(glyphs, key=lambda g: Look(g.bold, g.italic, g.href)):
        yield Span("".join(g.text for g in same), look)


def rows_of(cells: Iterable[Line]) -> list[list[Line]]:
    """Cells that share a base line, from the top, each row from the left."""
    rows: list[list[Line]] = []
    for cell in sorted(cells, key=lambda c: (c.y, c.x0)):
        if rows and _in_row(rows[-1], cell):
            rows[-1].append(cell)
        else:
            rows.append([cell])
    return [sorted(row, key=lambda c: c.x0) for row in rows]


def with_dots(cells: Sequence[Line], dots: Iterable[Box]) -> list[Line]:
    """The cells, with a bullet where a dot stands before one."""
    found = list(cells)
    for dot in dots:
        middle = (dot.top + dot.bottom) / 2
        beside = [i for i, c in enumerate(found) if c.y - c.size < middle < c.y and c.x1 > dot.x0 - HANGING * c.size]
        if beside and (i := min(beside, key=lambda i: found[i].x0)) is not None:
            cell = found[i]
            if dot.x1 <= cell.x0 <= dot.x1 + HANGING * cell.size and not cell.text.startswith(BULLET):
                found[i] = replace(cell, spans=(Span(BULLET), *cell.spans), x0=dot.x0)
    return found


def _in_row(row: Sequence[Line], cell: Line) -> bool:
    anchor = max(row, key=lambda c: c.size)
    size = max(anchor.size, cell.size)
    beside = all(cell.x0 >= c.x1 - size / 2 or cell.x1 <= c.x0 + size / 2 for c in row)
    smaller = min(anchor.size, cell.size) <= SMALLER * size
    return beside and abs(cell.y - anchor.y) <= (RAISED if smaller else SAME_LINE) * size


def line_of(row: Sequence[Line]) -> Line:
    """The cells of one row as one line, spaces between them where they stand apart."""
    if len(row) == 1:
        return row[0]
    spans: list[Span] = []
    for i, cell in enumerate(row):
        if i and cell.x0 - row[i - 1].x1 > SPACE_GAP * cell.size:
            spans.append(Span(" ", common(row[i - 1].spans[-1].look, cell.spans[0].look)))
        spans += cell.spans
    main = max(row, key=lambda c: (len(c.text), c.size))
    return Line(tuple(spans), row[0].x0, max(c.x1 for c in row), main.y, main.size, main.page)


def common(before: Look, after: Look) -> Look:
    """The look of a space between two pieces: what they share."""
    href = before.href if before.href == after.href else None
    return Look(before.bold and after.bold, before.italic and after.italic, href)
