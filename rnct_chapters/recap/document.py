"""A recap as blocks of runs that know their place in the file.

Markdown is parsed by markdown-it-py, which tells lines but not columns; every piece of text is then found again in
the source, in order, so that each run carries its exact range. Plain text needs no parser: paragraphs stand between
blank lines, and addresses are links.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from rnct_chapters.errors import UnreadableRecap
from rnct_chapters.messages import message
from rnct_chapters.timecode import TextRange

if TYPE_CHECKING:
    from markdown_it.token import Token

BlockKind = Literal["heading", "paragraph", "item", "quote"]

MAX_BYTES = 20_000_000
"""A recap is an article; beyond 20 MB the file is something else, given by mistake."""

_NEWLINE = re.compile(r"\r\n?|\n")
_ADDRESS = re.compile(r"https?://[^\s<>\"«»]+[^\s<>\"«».,;:!?)\]]")
_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n.*?\r?\n---[ \t]*\r?\n", re.DOTALL)
_SUFFIXES = {".md", ".markdown", ".mdown", ".txt", ".text", ""}


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one look. `at` is their range in the source, of the same length unless they were escaped there;
    empty for a space that stands between two pieces of a broken paragraph."""

    text: str
    at: TextRange
    bold: bool = False
    italic: bool = False
    code: bool = False
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item or block quote; `level` is a heading's rank or a list's depth."""

    kind: BlockKind
    level: int
    runs: tuple[Run, ...]
    line: int  # 1-based, of its first character

    @property
    def text(self) -> str:
        return "".join(r.text for r in self.runs)


@dataclass(frozen=True, slots=True)
class Document:
    """A recap's text as read: `source` is the decoded file, which every range counts in."""

    name: str
    source: str
    blocks: tuple[Block, ...]


def read_document(path: Path) -> Document:
    """The recap in the file `path`. Raises `UnreadableRecap` where it is none."""
    name = path.name
    if path.is_dir():
        raise UnreadableRecap(message("recap_directory", name=name))
    if not path.exists():
        raise UnreadableRecap(message("recap_missing", name=str(path)))
    if path.suffix.lower() not in _SUFFIXES:
        raise UnreadableRecap(message("recap_kind", name=name, suffix=path.suffix))
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableRecap(message("recap_too_big", name=name, limit=MAX_BYTES // 1_000_000))
        source = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise UnreadableRecap(message("recap_encoding", name=name, line=line)) from error
    except OSError as error:
        raise UnreadableRecap(message("recap_unreadable", name=name, why=error.strerror or "?")) from error
    if "\0" in source:
        raise UnreadableRecap(message("recap_binary", name=name))
    if not source.strip():
        raise UnreadableRecap(message("recap_empty", name=name))
    return parse_text(source, name) if path.suffix.lower() in {".txt", ".text"} else parse_markdown(source, name)


def parse_text(source: str, name: str = "recap.txt") -> Document:
    """A plain text: paragraphs between blank lines, lines that start with a bullet are items."""
    blocks: list[Block] = []
    lines: list[Run] = []
    line_no = first = 1
    kind: BlockKind = "paragraph"

    def flush() -> None:
        if lines:
            blocks.append(Block(kind, 1, tuple(lines), first))
            lines.clear()

    for start, end in _lines(source):
        text = source[start:end]
        bullet = re.match(r"\s*(?:[-*•‣]\s+|>\s?)?", text)
        mark = bullet[0].strip() if bullet else ""
        if not text.strip() or mark:
            flush()
        if text.strip():
            if not lines:
                kind, first = ("quote" if mark == ">" else "item" if mark else "paragraph"), line_no
            else:
                lines.append(Run("\n", TextRange(start - 1, start)))
            lines.extend(_linked(source, TextRange(start + (bullet.end() if bullet else 0), end)))
        line_no += 1
    flush()
    return Document(name, source, tuple(blocks))


def _lines(source: str) -> Iterator[tuple[int, int]]:
    start = 0
    for m in _NEWLINE.finditer(source):
        yield start, m.start()
        start = m.end()
    yield start, len(source)


def _linked(source: str, at: TextRange) -> Iterator[Run]:
    """The text in `at` as runs, its bare addresses as links."""
    start = at.start
    for m in _ADDRESS.finditer(source, at.start, at.end):
        if m.start() > start:
            yield Run(source[start : m.start()], TextRange(start, m.start()))
        yield Run(m[0], TextRange(m.start(), m.end()), href=m[0])
        start = m.end()
    if start < at.end:
        yield Run(source[start : at.end], TextRange(start, at.end))


def parse_markdown(source: str, name: str = "recap.md") -> Document:
    """A CommonMark text; raw HTML stays text, front matter and code blocks are passed over."""
    from markdown_it import MarkdownIt  # heavy: paid for only by those who read a recap

    front = _FRONT_MATTER.match(source)
    skipped = front.end() if front else 0
    parser = MarkdownIt("commonmark", {"html": False}).disable("code")
    starts = [start for start, _ in _lines(source)]
    first_line = source.count("\n", 0, skipped)
    blocks: list[Block] = []
    kinds: list[tuple[BlockKind, int]] = []
    item_opened = False
    for token in parser.parse(source[skipped:]):
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            kinds.append(("item", sum(k == "item" for k, _ in kinds) + 1))
        elif token.type == "blockquote_open":
            kinds.append(("quote", sum(k == "item" for k, _ in kinds)))
        elif token.type == "heading_open":
            kinds.append(("heading", int(token.tag[1])))
        elif token.type in {"bullet_list_close", "ordered_list_close", "blockquote_close", "heading_close"}:
            kinds.pop()
        elif token.type == "list_item_open":
            item_opened = True
        elif token.type == "inline" and token.map:
            kind, level = kinds[-1] if kinds else ("paragraph", 1)
            if kind == "item" and not item_opened:
                kind = "paragraph"
            item_opened = False if kind == "item" else item_opened
            line = token.map[0] + first_line
            runs = tuple(_Finder(source, starts[line]).runs(token.children or []))
            if runs:
                blocks.append(Block(kind, level, runs, line + 1))
    return Document(name, source, tuple(blocks))


class _Finder:
    """Finds the pieces of one inline token again in the source, in order."""

    def __init__(self, source: str, start: int) -> None:
        self.source, self.at = source, start

    def runs(self, children: "list[Token]") -> Iterator[Run]:
        look = Run("", TextRange(0, 0))
        for child in children:
            if child.type in {"strong_open", "strong_close"}:
                look = replace(look, bold=child.type == "strong_open")
            elif child.type in {"em_open", "em_close"}:
                look = replace(look, italic=child.type == "em_open")
            elif child.type == "link_open":
                look = replace(look, href=str(child.attrs.get("href", "")))
            elif child.type == "link_close":
                look = replace(look, href=None)
                self._skip_target()
            elif child.type == "image":
                self._find(child.content)
                self._skip_target()
            elif child.type in {"softbreak", "hardbreak"}:
                yield from self._break(look, hard=child.type == "hardbreak")
            elif text := child.content:
                yield from self._text(look, child, text)

    def _text(self, look: Run, child: "Token", text: str) -> Iterator[Run]:
        written = child.markup if child.type == "text_special" else text
        if (at := self._find(written)) is None:
            return
        if child.type == "text" and look.href is None:
            for run in _linked(self.source, at):
                yield replace(look, text=run.text, at=run.at, href=run.href)
        else:
            yield replace(look, text=text, at=at, code=child.type == "code_inline")

    def _break(self, look: Run, *, hard: bool) -> Iterator[Run]:
        if (m := _NEWLINE.search(self.source, self.at)) is not None:
            self.at = m.end()
            yield replace(look, text="\n" if hard else " ", at=TextRange(m.start(), m.end()))

    def _find(self, text: str) -> TextRange | None:
        start = self.source.find(text, self.at)
        if start < 0:
            return None
        self.at = start + len(text)
        return TextRange(start, self.at)

    def _skip_target(self) -> None:
        """Past `](target "title")` or `][label]`, so that its characters are not taken for text."""
        close = self.source.find("]", self.at)
        if close < 0:
            return
        self.at = close + 1
        opening = self.source[self.at : self.at + 1]
        if opening == "[":
            self.at = max(self.at, self.source.find("]", self.at) + 1)
        elif opening == "(":
            depth = 0
            for m in re.compile(r"\\.|[()]", re.DOTALL).finditer(self.source, self.at):
                depth += {"(": 1, ")": -1}.get(m[0], 0)
                if depth == 0:
                    self.at = m.end()
                    return
