"""Markdown: parsed by markdown-it-py, and every piece of text found again in the source."""

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from rnct_chapters.recap.blocks import Block, BlockKind, Document, Run, line_ranges
from rnct_chapters.recap.inline import InlineReader, without_html
from rnct_chapters.timecode import TextRange

if TYPE_CHECKING:
    from markdown_it.token import Token

UNDERLINED_MAX = 120
"""Characters: longer text above a line of hyphens is a paragraph, and the line was meant to divide."""

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n.*?\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)


def parse_markdown(source: str, name: str = "recap.md") -> Document:
    """A CommonMark text; raw HTML stays text, front matter, comments and code blocks are passed over."""
    from markdown_it import MarkdownIt  # heavy: paid for only by those who read a recap

    front = _FRONT_MATTER.match(source)
    skipped = front.end() if front else 0
    text = without_html(source)
    # Joined text would hide which characters were escaped in the source.
    parser = MarkdownIt("commonmark", {"html": False}).disable(["code", "text_join"])
    reader = _BlockReader(text, skipped)
    blocks = [block for token in parser.parse(text[skipped:]) if (block := reader.block(token)) is not None]
    return Document(name, source, tuple(blocks))


class _BlockReader:
    """Follows markdown-it's tokens and turns each that holds text into a block."""

    def __init__(self, text: str, skipped: int) -> None:
        self._text = text
        self._starts = [at.start for at in line_ranges(text)]
        self._first_line = bisect_right(self._starts, skipped) - 1
        self._kinds: list[tuple[BlockKind, int]] = []
        self._item_opened = False
        self._hyphens = False  # the heading is a line above hyphens

    def block(self, token: "Token") -> Block | None:
        depth = sum(kind == "item" for kind, _ in self._kinds)
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            self._kinds.append(("item", depth + 1))
        elif token.type == "blockquote_open":
            self._kinds.append(("quote", depth))
        elif token.type == "heading_open":
            self._kinds.append(("heading", int(token.tag[1])))
            self._hyphens = token.markup == "-"
        elif token.type in {"bullet_list_close", "ordered_list_close", "blockquote_close", "heading_close"}:
            self._kinds.pop()
        elif token.type == "list_item_open":
            self._item_opened = True
        elif token.type == "inline" and token.map:
            return self._inline(token, token.map)
        return None

    def _inline(self, token: "Token", lines: list[int]) -> Block | None:
        kind, level = self._kinds[-1] if self._kinds else ("paragraph", 1)
        if kind == "item" and not self._item_opened:
            kind = "paragraph"
        self._item_opened = self._item_opened and kind != "item"
        first, after = (min(self._first_line + line, len(self._starts)) for line in lines)
        end = self._starts[after] if after < len(self._starts) else len(self._text)
        reader = InlineReader(self._text, TextRange(self._starts[first], end))
        runs = tuple(reader.runs(token.children or []))
        if not any(r.text.strip() for r in runs):
            return None
        if kind == "heading" and self._hyphens and _is_prose(runs):
            kind, level = "paragraph", 1
        return Block(kind, level, runs, first + 1)


def _is_prose(runs: tuple[Run, ...]) -> bool:
    """Whether what stands above a line of hyphens is a paragraph whose author forgot the blank line between."""
    text = "".join(r.text for r in runs).rstrip()
    return len(text) > UNDERLINED_MAX or text.endswith(".") or any(r.newline for r in runs)
