"""Plain text: paragraphs stand between blank lines, addresses are links."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rnct_chapters.recap.blocks import Block, BlockKind, Document, Run, line_ranges, linked
from rnct_chapters.timecode import TextRange

LINE_IS_PARAGRAPH = 120
"""Characters: nobody wraps lines as long as this, so in a plain text such a line is a paragraph without blank lines."""

_BULLET = re.compile(r"\s*(?:(?P<item>[-*•‣])\s+|(?P<quote>>)\s?)?")


@dataclass(frozen=True, slots=True)
class _Line:
    at: TextRange  # without its bullet
    kind: BlockKind
    number: int
    alone: bool  # a paragraph of its own

    @property
    def blank(self) -> bool:
        return self.at.start == self.at.end


def parse_text(source: str, name: str = "recap.txt") -> Document:
    """A plain text: paragraphs between blank lines, each very long line one of its own; `-` begins an item, `>` a
    quote."""
    blocks: list[Block] = []
    lines: list[_Line] = []
    for line in _lines(source):
        going_on = line.kind == "paragraph" or (line.kind == lines[0].kind == "quote" if lines else False)
        if lines and (line.blank or line.alone or lines[-1].alone or not going_on):
            blocks.append(_text_block(source, lines))
            lines = []
        if not line.blank:
            lines.append(line)
    if lines:
        blocks.append(_text_block(source, lines))
    return Document(name, source, tuple(blocks), "text")


def _lines(source: str) -> Iterator[_Line]:
    for number, at in enumerate(line_ranges(source), 1):
        bullet = _BULLET.match(source, at.start, at.end)
        body = bullet.end() if bullet else at.start
        kind: BlockKind = "paragraph"
        if bullet and bullet.lastgroup:
            kind = "item" if bullet.lastgroup == "item" else "quote"
        end = body + len(source[body : at.end].rstrip())
        yield _Line(TextRange(body, end), kind, number, alone=at.end - at.start > LINE_IS_PARAGRAPH)


def _text_block(source: str, lines: list[_Line]) -> Block:
    runs: list[Run] = []
    for line in lines:
        if runs:
            runs.append(Run(" ", TextRange(runs[-1].at.end, line.at.start), newline=True))
        runs.extend(linked(source, line.at))
    return Block(lines[0].kind, 1, tuple(runs), lines[0].number)
