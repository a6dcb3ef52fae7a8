"""A list in Markdown: `- [12:05](link) Title`, nested as the chapters are, under a heading with the recording's title.

It shows the same characters wherever it is pasted, and it can be checked as a recap: its clocks are stamps.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape

from rnct_chapters.chapters import ChapterList
from rnct_chapters.exports.formats.beyond import counted
from rnct_chapters.exports.formats.format import Found, Setting
from rnct_chapters.exports.formats.lines import numbered_lines
from rnct_chapters.exports.formats.listed import Listed, after_clock, shared_page
from rnct_chapters.exports.formats.spans import Entry, spanned, too_deep
from rnct_chapters.exports.links import escaped, linked
from rnct_chapters.hosts import deep_link, page_link
from rnct_chapters.timecode import format_clock

_SEPARATOR = re.compile(r"^[-:.)–—―•·→]")
"""What a title may begin with that readers of lists take for what parts it from its time."""

_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]+(.*))?")
_ITEM = re.compile(r"(\s*)(?:[-*+•]|\d{1,9}[.)])\s+(.*)")
_LINK = re.compile(
    r"""(?<![!\\])\[((?:\\.|[^\[\]\\]|\[(?:\\.|[^\[\]\\])*\])*)\]\(\s*<?((?:[^()<>\s]|\([^()<>\s]*\))*)>?(?:\s[^()]*)?\)"""
)
_MARKUP = re.compile(
    r"\\([!-/:-@\[-`{-~])"  # an escaped sign
    r"|(&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,31});)"
    r"|(?<!\w)(?:\*{1,3}|_{1,3})(?=\S)|(?<=\S)(?:\*{1,3}|_{1,3})(?!\w)|~~|`+"  # emphasis, struck words, code
)


def render(chapters: ChapterList, setting: Setting) -> str:
    """Clocks to the second, with milliseconds where a chapter does not start on one; links where the host has them."""
    lines = [f"# {linked(chapters.title, page_link(chapters.url) if chapters.url else None)}", ""]
    for chapter in chapters.chapters:
        start = chapter.span.start_ms
        clock = format_clock(start, decimals=3 if start % 1000 else 0)
        link = deep_link(chapters.url, start) if chapters.url else None
        title = _SEPARATOR.sub(lambda m: f"&#{ord(m[0])};", escaped(chapter.title))
        lines.append(f"{'  ' * (chapter.level - 1)}- {linked(clock, link)} {title}")
    return "".join(f"{line}\n" for line in lines)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that holds something: how far it is indented (None where it is no item of a list), its Markdown without
    the marks before it, where its first link leads, and whether it is a heading."""

    indent: int | None
    source: str
    href: str | None
    heading: bool


def read(text: str, setting: Setting) -> Found:
    """Items of lists, headings and lines that begin with a time, or with a link that has one; the first other heading
    names the recording. Marks of emphasis are taken off, links become their words."""
    lines = [_line(line) for _, line in numbered_lines(text) if line.strip()]
    found = [(line, listed) for line in lines if (listed := _listed(line)) is not None]
    entries = list(_levelled(found))
    spare = [line for line in lines if _listed(line) is None]
    named = next((line for line in spare if line.heading), None)
    spare = [line for line in spare if line is not named]
    headings = sum(line.heading for line in spare)
    return Found(
        chapters=spanned(entries, None),
        title=_words(named.source) or None if named else None,
        url=(page_link(named.href) or None) if named and named.href else shared_page([line.href for line, _ in found]),
        beyond=(*too_deep(entries), *counted(headings=headings, lines=len(spare) - headings)),
    )


def _line(line: str) -> _Line:
    if heading := _HEADING.fullmatch(line):
        indent, source = None, _unclosed((heading[1] or "").strip())
    elif item := _ITEM.fullmatch(line):
        indent, source = len(item[1].expandtabs(4)), item[2]
    else:
        indent, source = None, line.strip()
    link = _LINK.search(source)
    return _Line(indent, source, link[2] if link else None, heading is not None)


def _unclosed(heading: str) -> str:
    """A heading's Markdown without the signs that may close it."""
    bare = heading.rstrip("#")
    return bare.rstrip() if not bare or bare[-1].isspace() else heading


def _listed(line: _Line) -> Listed | None:
    return after_clock(_LINK.sub(r"\1", line.source), line.href, _words)


def _words(source: str) -> str:
    """What a reader of Markdown shows of `source`."""
    shown = _MARKUP.sub(lambda m: m[1] or (unescape(m[2]) if m[2] else ""), _LINK.sub(r"\1", source))
    return shown.strip(" \t")


def _levelled(found: Sequence[tuple[_Line, Listed]]) -> Iterator[Entry]:
    """Levels as indentation has them; a line that is no item is of level 1."""
    around: list[int] = []
    for line, listed in found:
        indent = -1 if line.indent is None else line.indent
        while around and (around[-1] >= indent or around[-1] == -1):
            around.pop()
        around.append(indent)
        yield listed.start_ms, listed.end_ms, listed.title, len(around)


def is_it(text: str) -> bool:
    lines = [line for _, line in numbered_lines(text) if line.strip()]
    if not lines or not (_HEADING.fullmatch(lines[0]) or _ITEM.fullmatch(lines[0])):
        return False
    return any(_ITEM.fullmatch(line) and _listed(_line(line)) for line in lines)
