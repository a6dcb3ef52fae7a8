"""A recap as its reader sees it, each character with its place in the source and its link."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from rnct_chapters.messages import Message, message
from rnct_chapters.recap.blocks import LINED, Document, Run
from rnct_chapters.timecode import TextRange

BETWEEN_BLOCKS = "\n\n"

_CLOSING = {"(": ")", "[": "]"}
_NEAR = 2
"""Spaces that may stand between a bracket and what it encloses."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the article: its text as read, where that stands in the page and in the source, its target."""

    text: str
    at: TextRange  # in the page
    source_at: TextRange
    href: str
    line: int


class Page:
    """The text of a document as read, blocks apart by an empty line. Indexes count its characters."""

    def __init__(self, document: Document) -> None:
        pieces: list[str] = []
        self._runs: list[Run] = []
        self._starts: list[int] = []  # by run: where it begins in the page
        self._source_starts: list[int] = []
        self._lines: list[int] = []
        length = 0
        for block in document.blocks:
            for run in block.runs:
                self._runs.append(run)
                self._starts.append(length)
                self._source_starts.append(run.at.start)
                self._lines.append(block.line)
                pieces.append(run.text)
                length += len(run.text)
            pieces.append(BETWEEN_BLOCKS)
            length += len(BETWEEN_BLOCKS)
        self.text = "".join(pieces)
        self.links = tuple(self._links())
        self._link_starts = [link.at.start for link in self.links]

    def index(self, position: int) -> int:
        """The character that stands at `position` of the source, or the first one after it."""
        i = max(0, bisect_right(self._source_starts, position) - 1)
        if not self._runs:
            return 0
        run = self._runs[i]
        if position >= run.at.end and run.at.end > run.at.start:
            return self._starts[i + 1] if i + 1 < len(self._runs) else self._starts[i] + len(run.text)
        if len(run.text) != run.at.end - run.at.start:
            return self._starts[i]
        return self._starts[i] + max(0, position - run.at.start)

    def range_of(self, at: TextRange) -> TextRange:
        """The characters that stand in `at` of the source."""
        start = self.index(at.start)
        return TextRange(start, max(start, self.index(max(at.start, at.end - 1)) + 1))

    def source(self, index: int) -> TextRange:
        """Where one character stands in the source; an escaped one takes several places there."""
        i = max(0, bisect_right(self._starts, index) - 1)
        run, offset = self._runs[i], index - self._starts[i]
        if offset >= len(run.text):  # between two blocks
            return TextRange(run.at.end, run.at.end)
        if len(run.text) != run.at.end - run.at.start:
            return run.at
        return TextRange(run.at.start + offset, run.at.start + offset + 1)

    def run_at(self, index: int) -> Run:
        return self._runs[max(0, bisect_right(self._starts, index) - 1)]

    def link_at(self, index: int) -> Link | None:
        """The link that the character belongs to."""
        i = bisect_right(self._link_starts, index) - 1
        return self.links[i] if i >= 0 and index < self.links[i].at.end else None

    def brackets(self, at: TextRange) -> tuple[int, int] | None:
        """The two brackets directly around `at`, which are of one kind; None where there are none."""
        before = self.text[max(0, at.start - _NEAR - 1) : at.start].rstrip(" \u00a0\u202f")
        after = self.text[at.end : at.end + _NEAR + 1]
        skipped = len(after) - len(after.lstrip(" \u00a0\u202f"))
        opening, closing = before[-1:], after[skipped : skipped + 1]
        if not opening or _CLOSING.get(opening) != closing:
            return None
        return max(0, at.start - _NEAR - 1) + len(before) - 1, at.end + skipped

    def _links(self) -> Iterator[Link]:
        """Neighbouring runs with one target together, within one block."""
        first = 0
        for i, run in enumerate(self._runs):
            last = i + 1 == len(self._runs)
            end = self._starts[i] + len(run.text)
            joined = not last and self._runs[i + 1].href == run.href and self._starts[i + 1] == end
            if not joined:
                if run.href is not None:
                    at = TextRange(self._starts[first], end)
                    source_at = TextRange(self._runs[first].at.start, run.at.end)
                    yield Link(self.text[at.start : at.end], at, source_at, run.href, self._lines[first])
                first = i + 1


def told_place(document: Document, line: int, page: int | None) -> Message:
    """A place as people find it: a line of a text, a paragraph of a document, with its page where there are pages."""
    if page is not None:
        return message("link_page", page=page, line=line)
    return message("link_line" if document.kind in LINED else "link_paragraph", line=line)


def line_of(document: Document, position: int) -> tuple[int, int | None]:
    """Line (or paragraph) and page of a place in the source, as its block has them."""
    if document.kind in LINED:
        ends = document.source.count("\n", 0, position) + document.source.count("\r", 0, position)
        return ends - document.source.count("\r\n", 0, position) + 1, None
    block = document.block_at(position)
    return (1, None) if block is None else (block.line, block.page)
