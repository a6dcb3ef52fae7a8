"""The blocks of a page's elements: white space folded as browsers do, entities read, every run knowing its place."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from rnct_chapters.recap.blocks import Block, BlockKind, Run, line_ranges, linked
from rnct_chapters.recap.formats.html_styles import Look
from rnct_chapters.recap.formats.html_tokens import ENTITY, read_entity
from rnct_chapters.recap.formats.html_tree import BLOCKS, HEADINGS, LISTS, Element, Piece
from rnct_chapters.timecode import TextRange

CELL_MAX = 300
"""Characters: longer text in a table's cell is a column of the page's layout."""

_CHUNK = re.compile(
    rf"(?P<space>[ \t\n\r\f]++)|(?P<entity>{ENTITY})"
    r"|(?P<text>[^ \t\n\r\f&]++(?:[ \t\n\r\f](?![ \t\n\r\f&])[^ \t\n\r\f&]++)*+|&)"
)
_KEPT = re.compile(rf"(?P<newline>\r\n?|\n)|(?P<entity>{ENTITY})|(?P<text>[^\r\n&]++|&)")
_SPACES = str.maketrans("\t\n\r\f", "    ")
_GOOGLE_LEVEL = re.compile(r"\blst-kix_\w+-(\d)\b")


class BlockMaker:
    """Walks elements and gathers their text into blocks."""

    def __init__(self, source: str, dropped: Collection[Element]) -> None:
        self._source = source
        self._dropped = {id(e) for e in dropped}
        self._lines = [at.start for at in line_ranges(source)]
        self._blocks: list[Block] = []
        self._runs: list[Run] = []
        self._space: Run | None = None  # that stands if more text follows
        self._kinds: list[tuple[BlockKind, int]] = []
        self._depth = 0  # of lists
        self._item_opened = False
        self._row: Element | None = None  # whose cells are put on one line

    def blocks(self, roots: Sequence[Element]) -> tuple[Block, ...]:
        """The blocks of these elements, in order."""
        for root in roots:
            self._walk(root)
            self._boundary()
        return tuple(self._blocks)

    def _walk(self, root: Element) -> None:
        entered: list[tuple[Element, Iterator[Element | Piece]]] = []
        if self._enter(root):
            entered.append((root, iter(root.children)))
        while entered:
            element, children = entered[-1]
            child = next(children, None)
            if child is None:
                entered.pop()
                self._leave(element)
            elif isinstance(child, Piece):
                self._text(child)
            elif self._enter(child):
                entered.append((child, iter(child.children)))

    def _enter(self, element: Element) -> bool:
        """Whether to go into the element."""
        tag = element.tag
        if element.hidden or id(element) in self._dropped:
            return False
        if tag == "br":
            self._line_break(element)
        elif tag == "q":
            self._add(Run("“", TextRange(element.at.end, element.at.end)))
        elif self._row is not None and tag in ("td", "th"):
            self._between_cells(element)
        elif tag in BLOCKS:
            self._boundary()
            if tag == "tr" and is_row(element):
                self._row = element
        if (kind := self._kind(element)) is not None:
            self._kinds.append(kind)
        self._depth += tag in (*LISTS, "dl")
        self._item_opened = self._item_opened or tag in ("li", "dt", "dd")
        return True

    def _leave(self, element: Element) -> None:
        tag = element.tag
        if tag == "q":
            last = self._space or (self._runs[-1] if self._runs else None)
            place = last.at.end if last else element.at.end
            self._add(Run("”", TextRange(place, place)))
        elif tag in BLOCKS and not (self._row is not None and tag in ("td", "th")):
            if element is self._row:
                self._between_cells(element, last=True)
                self._row = None
            self._boundary()
        self._depth -= tag in (*LISTS, "dl")
        if self._kind(element) is not None:
            self._kinds.pop()

    def _kind(self, element: Element) -> tuple[BlockKind, int] | None:
        """What the element makes of the text in it."""
        tag = element.tag
        if tag in HEADINGS:
            return "heading", int(tag[1])
        if tag == "blockquote":
            return "quote", self._depth
        if tag in LISTS or tag == "dl":
            # Google Docs writes nested lists one after the other, and tells their depth in a class.
            level = _GOOGLE_LEVEL.search(element.get("class"))
            return "item", int(level[1]) + 1 if level else self._depth + 1
        return ("item", 1) if tag == "li" and not self._depth else None

    def _boundary(self) -> None:
        """The end of a block."""
        runs, self._runs, self._space = self._runs, [], None
        while runs and runs[-1].newline:
            runs.pop()
        if not any(r.text.strip() for r in runs if r.at.start < r.at.end):
            return
        kind, level = self._kinds[-1] if self._kinds else ("paragraph", 1)
        if kind == "item" and not self._item_opened:
            kind = "paragraph"
        self._item_opened = self._item_opened and kind != "item"
        line = bisect_right(self._lines, runs[0].at.start)
        self._blocks.append(Block(kind, level, _with_addresses(runs), line))

    def _line_break(self, element: Element) -> None:
        """One break is a new line, two are a new paragraph."""
        if self._runs and self._runs[-1].newline:
            self._boundary()
        elif self._runs:
            self._newline(element.at, Look())

    def _newline(self, at: TextRange, look: Look) -> None:
        self._space = None
        if self._runs:
            self._runs.append(_run("\n", at, look, newline=True))

    def _between_cells(self, element: Element, *, last: bool = False) -> None:
        """A row is read as Markdown writes it: `| 12:34 | Title |`."""
        place = self._runs[-1].at.end if self._runs else element.at.end
        self._space = None
        text = " |" if last else " | " if self._runs else "| "
        self._runs.append(Run(text, TextRange(place, place)))

    def _text(self, piece: Piece) -> None:
        look, link = piece.look, piece.link
        href = link.attributes["href"].value if link and "href" in link.attributes else None
        pattern = _KEPT if look.preformatted else _CHUNK
        at = piece.at.start
        while m := pattern.match(self._source, at, piece.at.end):
            at = m.end()
            kind = m.lastgroup or "text"
            text = m[0]
            if kind == "entity":
                text, length = ("", 0) if piece.raw else read_entity(text)
                at = m.start() + length if length else m.end()
                text = text if length else m[0]
                kind = "space" if not text.strip(" \t\n\r\f") and not look.preformatted else "text"
            place = TextRange(m.start(), at)
            if kind == "newline":
                self._newline(place, look)
            elif kind == "space":
                if text and self._runs and not self._runs[-1].newline and self._space is None:
                    self._space = _run(" ", place, look, href)
            else:
                self._add(_run(text if look.preformatted else text.translate(_SPACES), place, look, href))

    def _add(self, run: Run) -> None:
        space, self._space = self._space, None
        if space is None:
            self._runs.append(run)
        elif _goes_on(space, run):
            self._runs.append(replace(run, text=" " + run.text, at=TextRange(space.at.start, run.at.end)))
        else:
            self._runs += [space, run]


def is_row(row: Element) -> bool:
    """Whether a table's row holds short cells of running text: a line of show notes, and no layout of a page."""
    cells = [e for e in row.children if isinstance(e, Element) and e.tag in ("td", "th")]
    if len(cells) < 2:
        return False
    for cell in cells:
        length, waiting = 0, list(cell.children)
        while waiting:
            child = waiting.pop()
            if isinstance(child, Piece):
                length += child.at.end - child.at.start
            elif child.tag in BLOCKS or child.tag == "br":
                return False
            else:
                waiting += child.children
            if length > CELL_MAX:
                return False
    return True


def _run(text: str, at: TextRange, look: Look, href: str | None = None, *, newline: bool = False) -> Run:
    return Run(text, at, look.bold, look.italic, look.code, href, newline)


def _goes_on(space: Run, run: Run) -> bool:
    """Whether the run can hold the space before it and still have as many characters as its place."""
    same_look = (space.bold, space.italic, space.code, space.href) == (run.bold, run.italic, run.code, run.href)
    whole = len(run.text) == run.at.end - run.at.start
    return same_look and whole and space.at.end == run.at.start and space.at.end - space.at.start == 1


def _with_addresses(runs: Sequence[Run]) -> tuple[Run, ...]:
    """The runs with bare addresses as links, which an entity may have cut into several."""
    text = "".join(r.text for r in runs)
    if "http" not in text:
        return tuple(runs)
    addresses = [r for r in linked(text, TextRange(0, len(text))) if r.href is not None]
    cut: list[Run] = []
    start = 0
    for run in runs:
        end = start + len(run.text)
        while addresses and addresses[0].at.end <= start:
            addresses.pop(0)
        done = start
        for address in addresses if run.href is None else ():
            if address.at.start >= end:
                break
            first, last = max(address.at.start, start), min(address.at.end, end)
            cut += [
                _part(run, done - start, first - start),
                replace(_part(run, first - start, last - start), href=address.href),
            ]
            done = last
        cut.append(_part(run, done - start, end - start))
        start = end
    return tuple(r for r in cut if r.text)


def _part(run: Run, start: int, end: int) -> Run:
    if len(run.text) != run.at.end - run.at.start:
        return run if (start, end) == (0, len(run.text)) else replace(run, text=run.text[start:end])
    return replace(run, text=run.text[start:end], at=TextRange(run.at.start + start, run.at.start + end))
