"""Markdown and plain text written back: every byte as it was but for the edits.

Plain text has no links: there a stamp's text may change, and its link is left out. In Markdown a stamp becomes an
inline link; of an existing link the target alone changes, and a reference turns inline for that one link.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rnct_chapters.recap.blocks import Document
from rnct_chapters.recap.edits import Edit
from rnct_chapters.timecode import TextRange

_BOM = b"\xef\xbb\xbf"
_UNSAFE = {c: f"%{ord(c):02X}" for c in '()<>[]\\"`|^{} '}
_ENTITY = re.compile(r"&(?=#?\w+;)")
_ESCAPED = re.compile(r"\\.", re.DOTALL)
_BRACKET = re.compile(r"\\.|[\[\]]", re.DOTALL)
_SPACES = re.compile(r"[ \t\r\n]*")
_LABEL = re.compile(r"\[(?:\\.|[^\]\\])*\]", re.DOTALL)
# Up to the next empty line these keep Markdown from being read, so that a link there must be HTML.
_HTML_BLOCK = re.compile(
    r" {0,3}</?(?:center|details|div|dl|figure|footer|h\d|li|ol|p|section|summary|table|td|tr|ul)\b", re.IGNORECASE
)
_EMPTY_LINE = re.compile(r"(?:\r\n|\r(?!\n)|\n)[ \t]*(?:\r\n|\r|\n)")


@dataclass(frozen=True, slots=True)
class _Splice:
    """Characters of the source, and what is to stand there."""

    at: TextRange
    text: str


def rewrite(content: bytes, document: Document, edits: Sequence[Edit]) -> bytes:
    """`content`, which `document` was read from, with the edits carried out; without any the same bytes."""
    source = document.source
    links, paragraphs = _Links(document), _Paragraphs(source)
    splices: list[_Splice] = []
    for edit in edits:
        if document.kind == "text":
            splices.append(_Splice(edit.at, edit.text))
        else:
            splices += _markdown(source, edit, links.at(edit.at), in_html=paragraphs.is_html(edit.at.start))
    pieces: list[str] = []
    done = 0
    for splice in sorted(splices, key=lambda s: (s.at.start, s.at.end)):
        if splice.at.start < done:  # within another: of two that meet, the first is carried out
            continue
        pieces += [source[done : splice.at.start], splice.text]
        done = splice.at.end
    bom = _BOM if content.startswith(_BOM) else b""
    return bom + "".join([*pieces, source[done:]]).encode("utf-8")


class _Links:
    """Where in the source the texts of the links begin, and their targets as read."""

    def __init__(self, document: Document) -> None:
        self._found: list[tuple[int, int, str]] = []
        for block in document.blocks:
            for run in block.runs:
                if run.href is None:
                    continue
                start, end, href = self._found[-1] if self._found else (0, 0, None)
                if (
                    href == run.href
                    and "](" not in document.source[end : run.at.start]
                    and end >= block.runs[0].at.start
                ):
                    self._found[-1] = (start, run.at.end, run.href)
                else:
                    self._found.append((run.at.start, run.at.end, run.href))
        self._starts = [start for start, _, _ in self._found]

    def at(self, at: TextRange) -> tuple[int, str] | None:
        """Where the text of the link begins that the stamp stands in, and its target; None where it stands in none."""
        i = bisect_right(self._starts, at.start) - 1
        if i < 0 or at.start >= self._found[i][1]:
            return None
        return self._starts[i], self._found[i][2]


class _Paragraphs:
    """Which paragraphs begin with a tag that makes them HTML."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._starts = [0, *(m.end() for m in _EMPTY_LINE.finditer(source))]

    def is_html(self, position: int) -> bool:
        start = self._starts[bisect_right(self._starts, position) - 1]
        return _HTML_BLOCK.match(self._source, start) is not None


def _markdown(source: str, edit: Edit, link: tuple[int, str] | None, *, in_html: bool) -> Iterator[_Splice]:
    """The changes of the stamp's text, and of the target of the link that it stands in."""
    if link is None or edit.at.start == edit.at.end:
        yield _Splice(edit.at, _linked(edit, in_html=in_html))
        return
    yield _Splice(edit.at, edit.text)
    start, old = link
    if (close := _link_text_end(source, start, edit.at.end)) is not None:
        yield from _target(source, close + 1, edit, old)


def _linked(edit: Edit, *, in_html: bool) -> str:
    """The edit's text as a link, where it is to be one."""
    if edit.href is None:
        return edit.text
    link = edit.link or TextRange(0, len(edit.text))
    text = edit.text[link.start : link.end]
    if in_html:
        escaped = edit.href.replace("&", "&amp;").replace('"', "%22").replace("<", "%3C").replace(">", "%3E")
        made = f'<a href="{escaped}">{text}</a>'
    else:
        made = f"[{text}]({_escaped(edit.href)})"
    return edit.text[: link.start] + made + edit.text[link.end :]


def _link_text_end(source: str, start: int, position: int) -> int | None:
    """The `]` behind `position` that closes the link's text, which begins at `start`."""
    depth = 0
    for m in _BRACKET.finditer(source, start):
        depth += {"[": 1, "]": -1}.get(m[0], 0)
        if depth < 0:
            return m.start() if m.start() >= position else None
    return None


def _target(source: str, after: int, edit: Edit, old: str) -> Iterator[_Splice]:
    """The change of what follows the link's text, which ends at `after`; the author's title stays."""
    if source[after : after + 1] == "(" and (place := _destination(source, after + 1)) is not None:
        if edit.href is not None:
            yield _Splice(place, _escaped(edit.href))
        return
    label = _LABEL.match(source, after)
    named = label is not None and label[0] != "[]"
    unchanged = source[edit.at.start : edit.at.end] == edit.text
    if edit.href is not None or not (named or unchanged):
        href = edit.href if edit.href is not None else old
        yield _Splice(TextRange(after, label.end() if label else after), f"({_escaped(href)})")


def _destination(source: str, position: int) -> TextRange | None:
    """Where the target of an inline link stands, its angle brackets included; empty for `()`."""
    start = _SPACES.match(source, position).end()  # type: ignore[union-attr]  # it matches nothing, too
    if source[start : start + 1] == "<":
        end = source.find(">", start)
        return TextRange(start, end + 1) if end >= 0 else None
    depth, at = 0, start
    while at < len(source) and not source[at].isspace():
        if escaped := _ESCAPED.match(source, at):
            at = escaped.end()
            continue
        depth += {"(": 1, ")": -1}.get(source[at], 0)
        if depth < 0:
            break
        at += 1
    return TextRange(start, at)


def _escaped(href: str) -> str:
    """An address as Markdown takes it for a target, with no character that would end it."""
    safe = "".join(_UNSAFE.get(c, c) for c in href if c.isprintable())
    return _ENTITY.sub("&amp;", safe)
