"""The shape of a recap: blocks of runs, each of which knows its characters in the file."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from rnct_chapters.timecode import TextRange

BlockKind = Literal["heading", "paragraph", "item", "quote"]
DocumentKind = Literal["markdown", "text", "html", "docx", "odt", "pdf"]
LINED: frozenset[DocumentKind] = frozenset({"markdown", "text", "html"})
"""Kinds whose places are lines of the file; the others have paragraphs, and PDF pages."""

_NEWLINE = re.compile(r"\r\n?|\n")
_ADDRESS = re.compile(r"https?://[^\s<>\"«»]+[^\s<>\"«».,;:!?)\]]")


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one look. `at` is their range in the source, of the same length unless they were escaped there;
    empty for a space that stands between two pieces of a broken paragraph. `newline`: the end of a line there."""

    text: str
    at: TextRange
    bold: bool = False
    italic: bool = False
    code: bool = False
    href: str | None = None
    newline: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item or block quote; `level` is a heading's rank or a list's depth."""

    kind: BlockKind
    level: int
    runs: tuple[Run, ...]
    line: int  # 1-based: of its first character in a text, of the paragraph in a document of paragraphs
    page: int | None = None  # 1-based, where the format has pages

    @property
    def text(self) -> str:
        return "".join(r.text for r in self.runs)


def _start(block: Block) -> int:
    """Where the block's first character stands in the source."""
    return block.runs[0].at.start if block.runs else 0


@dataclass(frozen=True, slots=True)
class Document:
    """A recap's text as read. Every range counts characters of `source`: of Markdown, text and HTML the decoded file;
    of other formats the extracted text, blocks apart by an empty line."""

    name: str
    source: str
    blocks: tuple[Block, ...]
    kind: DocumentKind = "markdown"

    @property
    def text(self) -> str:
        """The article's words without its markup, a line a block."""
        return "\n".join(b.text for b in self.blocks)

    def block_at(self, position: int) -> Block | None:
        """The block that holds the character `position` of the source, or the last one before it."""
        index = bisect_right(self.blocks, position, key=_start) - 1
        return self.blocks[max(0, index)] if self.blocks else None


def line_ranges(source: str) -> Iterator[TextRange]:
    """The lines of a text, without their ends: CRLF, LF, or a lone CR as old files have it."""
    start = 0
    for m in _NEWLINE.finditer(source):
        yield TextRange(start, m.start())
        start = m.end()
    yield TextRange(start, len(source))


def linked(source: str, at: TextRange) -> Iterator[Run]:
    """The text in `at` as runs, its bare addresses as links."""
    start = at.start
    for m in _ADDRESS.finditer(source, at.start, at.end):
        if m.start() > start:
            yield Run(source[start : m.start()], TextRange(start, m.start()))
        yield Run(m[0], TextRange(m.start(), m.end()), href=m[0])
        start = m.end()
    if start < at.end:
        yield Run(source[start : at.end], TextRange(start, at.end))
