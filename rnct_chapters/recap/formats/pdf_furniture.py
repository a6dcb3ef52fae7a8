"""What pages repeat around the text: running heads, page numbers, the date and address that browsers print."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from rnct_chapters.recap.formats.pdf_lines import Line, line_of, rows_of

OUTER_ROWS = 4
"""Rows at the top or the bottom of a page that may be repeated; running heads have one to three."""

SAME_PLACE = 4.0
"""Points by which a repeated row may be higher or lower on another page."""

REPEATED = 3
"""Pages that a row must stand on; in a document of two pages both."""

SHARE = 0.35
"""Of the pages: left and right pages may have heads of their own, and some pages none."""

LARGER = 1.05
"""Of the text's size: rows larger than this are headings, and repeated only where no number in them changes."""

PRINTED = 0.95
"""Of the text's size: what a browser prints around a page is smaller."""

STANDS_OFF = 1.6
"""Of the text's size: no nearer is a running head to the text; lines of the text are nearer."""

_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"\W*(?P<label>page|p\.|folio)?\s*(?P<number>\d{1,4})(?:\s*(?:/|sur|of|de)\s*(?P<last>\d{1,4}))?\W*", re.IGNORECASE
)
_DATED = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},?(?:\s+\w{1,2})?\s+\d{1,2}\s?[:h]\s?\d{2}\b")
_ADDRESS = re.compile(r"(?:https?://|file:|about:|data:|www\.)\S*(?:\s+\d+\s*/\s*\d+)?")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row near the edge of a page: which page (from 1), which edge, and how many rows stand outside of it."""

    page: int
    top: bool
    depth: int
    line: Line


def text_size(lines: Sequence[Line]) -> float:
    """The size that most of the text is set in; 0 without text."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def without_furniture(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The cells of every page without those of running heads, running feet and page numbers."""
    size = text_size([cell for page in pages for cell in page])
    rows = [rows_of(page) for page in pages]
    outer = [row for number, page in enumerate(rows, 1) for row in _outer(page, number)]
    repeated = _repeated(outer, size, len(pages))
    kept: list[list[Line]] = []
    for number, page in enumerate(rows, 1):
        first, last = (
            _how_many([row in repeated or _is_printed(row, size, len(pages)) for row in edge], edge, size)
            for edge in ([r for r in outer if r.page == number and r.top is top] for top in (True, False))
        )
        kept.append([cell for row in page[first : max(first, len(page) - last)] for cell in row])
    return kept


def _outer(rows: Sequence[Sequence[Line]], page: int) -> list[_Row]:
    top = [_Row(page, True, i, line_of(row)) for i, row in enumerate(rows[:OUTER_ROWS])]
    return top + [_Row(page, False, i, line_of(row)) for i, row in enumerate(rows[: -OUTER_ROWS - 1 : -1])]


def _how_many(furniture: Sequence[bool], rows: Sequence[_Row], size: float) -> int:
    """How many of the rows are furniture, from the edge inwards; the text stands off from them."""
    many = next((i for i, is_it in enumerate(furniture) if not is_it), len(rows))
    many = min(many, OUTER_ROWS - 1)
    while 0 < many < len(rows) and abs(rows[many].line.y - rows[many - 1].line.y) < STANDS_OFF * size:
        many -= 1
    return many


def _repeated(outer: Sequence[_Row], size: float, pages: int) -> set[_Row]:
    """The rows that stand in the same place of several pages, but for their numbers."""
    alike: defaultdict[tuple[bool, str], list[_Row]] = defaultdict(list)
    for row in outer:
        text = row.line.text
        numbered = row.line.size <= LARGER * size or _PAGE_NUMBER.fullmatch(text)
        alike[row.top, _DIGITS.sub("#", text) if numbered else text].append(row)
    found: set[_Row] = set()
    for rows in alike.values():
        for row in rows:
            places = {r.page for r in rows if abs(r.line.y - row.line.y) <= SAME_PLACE}
            if len(places) >= max(SHARE * pages, min(REPEATED, max(2, pages))):
                found.add(row)
    return found


def _is_printed(row: _Row, size: float, pages: int) -> bool:
    """Whether a row that is not repeated is a page number, or what a browser prints around its pages."""
    text = row.line.text.strip()
    if row.line.size <= PRINTED * size and (_DATED.match(text) or _ADDRESS.fullmatch(text)):
        return True
    number = _PAGE_NUMBER.fullmatch(text)
    if number is None or row.depth > 0:
        return False
    return bool(number["label"]) or number["last"] == str(pages) or number["number"] == str(row.page)
