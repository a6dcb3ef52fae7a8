"""The readers of recaps: Markdown and plain text to blocks that know their place in the file.

Markdown is parsed by markdown-it-py, and every piece of text is found again in the source. Plain text needs no
parser: paragraphs stand between blank lines, and addresses are links.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rnct_chapters.errors import UnreadableRecap
from rnct_chapters.messages import message
from rnct_chapters.recap.blocks import Block, BlockKind, Document, Run, line_ranges, linked
from rnct_chapters.recap.inline import InlineReader, without_html
from rnct_chapters.timecode import TextRange

if TYPE_CHECKING:
    from markdown_it.token import Token

__all__ = ["Block", "BlockKind", "Document", "Run", "parse_markdown", "parse_text", "read_document"]

MAX_BYTES = 20_000_000
"""A recap is an article; beyond 20 MB the file is something else, given by mistake."""

LINE_IS_PARAGRAPH = 120
"""Characters: nobody wraps lines as long as this, so in a plain text such a line is a paragraph without blank lines."""

UNDERLINED_MAX = 120
"""Characters: longer text above a line of hyphens is a paragraph, and the line was meant to divide."""

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n.*?\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_BULLET = re.compile(r"\s*(?:(?P<item>[-*•‣])\s+|(?P<quote>>)\s?)?")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_SUFFIXES = {".md", ".markdown", ".mdown", ".txt", ".text", ""}


def read_document(path: Path) -> Document:
    """The recap in the file `path`. Raises `UnreadableRecap` where it is none."""
    name = path.name
    if path.is_dir():
        raise UnreadableRecap(message("recap_directory", name=name))
    if not path.exists():
        raise UnreadableRecap(message("recap_missing", name=str(path)))
    if path.suffix.lower() not in _SUFFIXES:
        raise UnreadableRecap(message("recap_kind", name=name, suffix=path.suffix))
    source = _read_source(path)
    if "\0" in source:
        raise UnreadableRecap(message("recap_binary", name=name))
    if not source.strip():
        raise UnreadableRecap(message("recap_empty", name=name))
    return parse_text(source, name) if path.suffix.lower() in {".txt", ".text"} else parse_markdown(source, name)


def _read_source(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableRecap(message("recap_too_big", name=path.name, limit=MAX_BYTES // 1_000_000))
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if b"\0" in error.object and not error.object.startswith(_UTF16):
            raise UnreadableRecap(message("recap_binary", name=path.name)) from error
        line = error.object.count(b"\n", 0, error.start) + 1
        raise UnreadableRecap(message("recap_encoding", name=path.name, line=line)) from error
    except OSError as error:
        raise UnreadableRecap(message("recap_unreadable", name=path.name, why=error.strerror or "?")) from error


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
    return Document(name, source, tuple(blocks))


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
