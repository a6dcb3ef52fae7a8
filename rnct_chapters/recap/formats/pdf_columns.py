"""The reading order of a page: columns one after the other, and what stands across them in its place between."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median

from rnct_chapters.recap.formats.pdf_lines import Line, line_of, rows_of

NARROWEST = 6.0
"""Of the size: a column of prose is wider than half a dozen letters; narrower ones are bullets, times and numbers."""

GUTTER = 0.5
"""Of the size: nothing may come nearer to a column's left edge than this from the left."""

ALIGNED = 0.35
"""Of the size: lines that begin this near to one another begin at the same edge."""

FEWEST = 3
"""Lines: fewer that begin at one edge are chance, unless the document has a column there elsewhere."""

CLOSE = 1.5
"""Of the size: base lines no farther apart belong to one paragraph."""

_CANDIDATES = 8


@dataclass(frozen=True, slots=True)
class Region:
    """Lines that follow one another in reading order, within the edges that prose is set to there."""

    lines: tuple[Line, ...]
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class _Band:
    """Rows that follow one another, either in two columns or across."""

    rows: tuple[list[Line], ...]
    columns: bool


def edges_of(lines: Sequence[Line]) -> tuple[float, float]:
    """Where prose begins and ends: left of nearly all lines, and as far as the fullest tenth of them comes."""
    starts, ends = sorted(c.x0 for c in lines), sorted(c.x1 for c in lines)
    return starts[len(starts) // 20], ends[max(0, len(ends) - 1 - len(ends) // 10)]


def known_edges(cells: Sequence[Line]) -> list[float]:
    """Where a page has columns beyond doubt: their left edges, but for the leftmost."""
    if not cells or (edge := _gutter(cells, ())) is None:
        return []
    left, right = _sides(
        [c for band in _bands(cells, edge, ()) if band.columns for row in band.rows for c in row], edge
    )
    return [edge, *known_edges(left), *known_edges(right)]


def reading_order(cells: Sequence[Line], edges: tuple[float, float], known: Sequence[float] = ()) -> list[Region]:
    """Every cell once, in reading order. `edges` are those of the page's prose; `known` the columns seen elsewhere."""
    if not cells:
        return []
    edge = _gutter(cells, known)
    if edge is None:
        return _across(rows_of(cells), edges)
    bands = _bands(cells, edge, known)
    left, right = _sides(_in_columns(bands), edge)
    left_edges = edges_of(_lines(left))
    right_edges = (min(edge, edges_of(_lines(right))[0]), edges_of(_lines(right))[1])
    regions: list[Region] = []
    for band in bands:
        if band.columns:
            beside = _sides([c for row in band.rows for c in row], edge)
            regions += reading_order(beside[0], left_edges, known) + reading_order(beside[1], right_edges, known)
        else:
            regions += _across(band.rows, edges)
    return regions


def _across(rows: Iterable[Sequence[Line]], edges: tuple[float, float]) -> list[Region]:
    lines = tuple(line_of(row) for row in rows)
    return [Region(lines, *edges)] if lines else []


def _lines(cells: Iterable[Line]) -> list[Line]:
    return [line_of(row) for row in rows_of(cells)]


def _sides(cells: Iterable[Line], edge: float) -> tuple[list[Line], list[Line]]:
    """What stands left of the column that begins at `edge`, and what stands in it or farther right."""
    sides: tuple[list[Line], list[Line]] = ([], [])
    for cell in cells:
        sides[_is_right(cell, edge)].append(cell)
    return sides


def _is_right(cell: Line, edge: float) -> bool:
    return cell.x0 > edge - GUTTER * cell.size


def _gutter(cells: Sequence[Line], known: Sequence[float]) -> float | None:
    """The left edge of the column that most lines stand on either side of; None on a page of one column."""
    lines = [c for c in cells if c.spans]
    if not lines:
        return None
    em, leftmost = median(c.size for c in lines), min(c.x0 for c in lines)
    starts = Counter(round(c.x0) for c in lines if c.x0 > leftmost + NARROWEST * em)
    around = {x: starts[x - 1] + starts[x] + starts[x + 1] for x in starts}
    likely = [x for x in sorted(around, key=lambda x: (-around[x], x)) if around[x] >= FEWEST][:_CANDIDATES]
    # The same edge, told more exactly: the lines of a justified column begin within a hair.
    exact = [min(c.x0 for c in lines if abs(c.x0 - x) <= 1.5) for x in likely]
    best, most = None, 0
    for edge in [*exact, *(e for e in known if leftmost + NARROWEST * em < e)]:
        held = sum(len(band.rows) for band in _bands(cells, edge, known) if band.columns)
        if held > most:
            best, most = edge, held
    return best


def _bands(cells: Sequence[Line], edge: float, known: Sequence[float]) -> list[_Band]:
    """The page from the top: where rows stand on both sides of the gutter, and where they cross it."""
    bands: list[_Band] = []
    for crossing, group in groupby(rows_of(cells), key=lambda row: any(_crosses(c, edge) for c in row)):
        rows = list(group)
        if not crossing:
            tail = _tail(bands, rows, edge)
            _append(bands, rows[:tail], columns=False)
            rows = rows[tail:]
        _append(bands, rows, columns=not crossing and _are_columns(rows, edge, known))
    return bands


def _in_columns(bands: Iterable[_Band]) -> list[Line]:
    return [cell for band in bands if band.columns for row in band.rows for cell in row]


def _append(bands: list[_Band], rows: Sequence[list[Line]], *, columns: bool) -> None:
    if rows and bands and not columns and not bands[-1].columns:
        bands[-1] = _Band((*bands[-1].rows, *rows), columns=False)
    elif rows:
        bands.append(_Band(tuple(rows), columns))


def _crosses(cell: Line, edge: float) -> bool:
    near = edge - GUTTER * cell.size
    return cell.x0 <= near < cell.x1


def _tail(bands: Sequence[_Band], rows: Sequence[list[Line]], edge: float) -> int:
    """How many of the first rows are the short end of the paragraph that runs across above them: none or one."""
    if not bands or bands[-1].columns or any(_is_right(c, edge) for c in rows[0]):
        return 0
    above, first = bands[-1].rows[-1][0], rows[0][0]
    beside = len(rows) > 1 and any(_is_right(c, edge) and c.y - first.y < first.size for c in rows[1])
    close = first.y - above.y <= CLOSE * first.size and abs(first.size - above.size) < first.size / 10
    return int(bool(above.spans) and close and not beside)


def _are_columns(rows: Sequence[list[Line]], edge: float, known: Sequence[float]) -> bool:
    """Whether rows that keep off the gutter are prose in two columns, rather than a table or one column alone."""
    left, right = _sides([c for row in rows for c in row if c.spans], edge)
    if not left or not right:
        return False
    em = median(c.size for c in (*left, *right))
    if any(abs(edge - e) <= ALIGNED * em for e in known):
        return True
    beside = min(max(c.y for c in left), max(c.y for c in right)) >= max(
        min(c.y for c in left), min(c.y for c in right)
    )
    begins = [line.x0 for line in _lines(right)]
    aligned = sum(abs(x - edge) <= ALIGNED * em for x in begins)
    wide = all(median(line.x1 - line.x0 for line in _lines(side)) >= NARROWEST * em for side in (left, right))
    return beside and wide and len(_lines(left)) >= FEWEST - 1 and aligned >= max(FEWEST, len(begins) / 2)


def without_pictures(regions: Iterable[Region]) -> Iterator[Region]:
    """The regions with their lines of text alone."""
    for region in regions:
        lines = tuple(line for line in region.lines if line.spans)
        if lines:
            yield Region(lines, region.left, region.right)
