"""PDF, read only: the pages' letters become lines, the lines columns, the columns paragraphs."""

from collections.abc import Sequence
from dataclasses import dataclass

from rnct_chapters.errors import UnreadableRecap, needs
from rnct_chapters.messages import message
from rnct_chapters.recap.blocks import Document
from rnct_chapters.recap.formats.pdf_columns import Region, edges_of, known_edges, reading_order, without_pictures
from rnct_chapters.recap.formats.pdf_footnotes import without_footnotes
from rnct_chapters.recap.formats.pdf_furniture import text_size, without_furniture
from rnct_chapters.recap.formats.pdf_glyphs import UNKNOWN, Sheet, glyphs_of
from rnct_chapters.recap.formats.pdf_lines import Line, cells_of, with_dots
from rnct_chapters.recap.formats.pdf_paragraphs import paragraphs_of
from rnct_chapters.recap.formats.pdf_text import blocks_of

SCANNED = 0.5
"""Of the pages: where more are pictures without text, the article is a scan behind a cover sheet."""

PICTURED = 0.5
"""Of a page: a larger picture is the page itself."""

UNMAPPED = 0.3
"""Of the letters: where more are unknown, the text is not to be had from the file."""


@dataclass(frozen=True, slots=True)
class _Page:
    """What is kept of a sheet."""

    cells: tuple[Line, ...]
    pictures: tuple[Line, ...]
    width: float
    scanned: bool
    letters: int
    unknown: int


def read(content: bytes, name: str) -> Document:
    """The article in a PDF, in reading order. Raises `UnreadableRecap`, and `MissingExtra` where pdfminer is not
    installed."""
    with needs("documents"):
        from rnct_chapters.recap.formats.pdf_file import read_sheets
    pages = [_page(sheet) for sheet in read_sheets(content, name)]
    _refuse_unreadable(pages, name)
    cells = without_furniture([page.cells for page in pages])
    size = text_size([cell for page in cells for cell in page])
    regions, footnotes = without_footnotes(_regions(pages, cells), size)
    source, blocks = blocks_of([*paragraphs_of(regions), *paragraphs_of(footnotes)], size)
    return Document(name, source, blocks, "pdf")


def _page(sheet: Sheet) -> _Page:
    glyphs = glyphs_of(sheet)
    inked = [g for g in glyphs if not g.text.isspace()]
    largest = max((picture.area for picture in sheet.pictures), default=0.0)
    return _Page(
        tuple(with_dots(cells_of(glyphs, sheet.number), sheet.dots)),
        tuple(
            Line((), p.x0, p.x1, (p.top + p.bottom) / 2, 0.0, sheet.number)
            for p in sheet.pictures
            if not any(p.top < g.y < p.bottom for g in inked)
        ),
        sheet.width,
        not inked and largest >= PICTURED * sheet.width * sheet.height,
        len(inked),
        sum(UNKNOWN in g.text for g in inked),
    )


def _refuse_unreadable(pages: Sequence[_Page], name: str) -> None:
    letters = sum(page.letters for page in pages)
    scanned = sum(page.scanned for page in pages)
    if scanned > SCANNED * len(pages) or (scanned and not letters):
        raise UnreadableRecap(message("pdf_scanned", name=name))
    if not letters:
        raise UnreadableRecap(message("pdf_no_text", name=name))
    if sum(page.unknown for page in pages) > UNMAPPED * letters:
        raise UnreadableRecap(message("pdf_unmapped", name=name))


def _regions(pages: Sequence[_Page], cells: Sequence[Sequence[Line]]) -> list[Region]:
    """The text of all pages in reading order. Columns seen on one page are looked for on those of its width."""
    found: list[Region] = []
    for width in dict.fromkeys(round(page.width) for page in pages):
        alike = [i for i, page in enumerate(pages) if round(page.width) == width and cells[i]]
        if not alike:
            continue
        known = [edge for i in alike for edge in known_edges([*cells[i], *pages[i].pictures])]
        edges = edges_of([cell for i in alike for cell in cells[i]])
        for i in alike:
            found += without_pictures(reading_order([*cells[i], *pages[i].pictures], edges, known))
    return sorted(found, key=_page_of)


def _page_of(region: Region) -> int:
    return min(line.page for line in region.lines)
