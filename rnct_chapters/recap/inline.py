"""The inside of a Markdown block: its pieces found again in the source, and what of HTML is passed over."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from rnct_chapters.recap.blocks import Run, linked
from rnct_chapters.timecode import TextRange

if TYPE_CHECKING:
    from markdown_it.token import Token

_TAGS = "b|big|br|center|cite|details|div|em|font|i|mark|p|small|span|strong|sub|summary|sup|u"
# Code on one line keeps its tags: an article about HTML quotes them.
_HTML = re.compile(rf"`+[^`\n]+`+|<!--|</?(?:{_TAGS})\b[^<>]*>", re.IGNORECASE)
_NEWLINE = re.compile(r"\r\n?|\n")
_VISIBLE = re.compile(r"[^\r\n]")
_TARGET_MARK = re.compile(r"\\.|[()]", re.DOTALL)


def without_html(source: str) -> str:
    """`source` of the same length and lines, with comments and the tags of mere looks as spaces: they are no words of
    the article, and what stands in a comment was taken out of it. Other markup stays text."""
    pieces, done, last = [], 0, source.rfind("-->")
    for m in _HTML.finditer(source):
        end = m.end()
        if m.start() < done or m[0].startswith("`"):
            continue
        if m[0] == "<!--":
            if m.end() > last:  # never closed
                continue
            end = source.index("-->", m.end()) + 3
        pieces += [source[done : m.start()], _VISIBLE.sub(" ", source[m.start() : end])]
        done = end
    return "".join([*pieces, source[done:]])


class InlineReader:
    """Finds the pieces of one block in the source, in order, from `at` and never beyond `end`.

    markdown-it-py tells lines but not columns. What it does not spell as the source does (code over two lines) is
    left out rather than looked for elsewhere.
    """

    def __init__(self, source: str, at: TextRange) -> None:
        self.source, self.at, self.end = source, at.start, at.end

    def runs(self, children: "Sequence[Token]") -> Iterator[Run]:
        """The block's text, from the inline tokens of one block."""
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
                if child.markup != "autolink":  # <https://…> has no target after it
                    self._skip_target()
            elif child.type == "image":
                self._find(child.content)
                self._skip_target()
            elif child.type in {"softbreak", "hardbreak"}:
                yield from self._break(look, hard=child.type == "hardbreak")
            elif child.content:
                yield from self._text(look, child)

    def _text(self, look: Run, child: "Token") -> Iterator[Run]:
        written = child.markup if child.type == "text_special" else child.content
        if (at := self._find(written)) is None:
            return
        if child.type == "text" and look.href is None:
            for run in linked(self.source, at):
                yield replace(look, text=run.text, at=run.at, href=run.href)
        else:
            yield replace(look, text=child.content, at=at, code=child.type == "code_inline")

    def _break(self, look: Run, *, hard: bool) -> Iterator[Run]:
        if (m := _NEWLINE.search(self.source, self.at, self.end)) is not None:
            self.at = m.end()
            yield replace(look, text="\n" if hard else " ", at=TextRange(m.start(), m.end()), newline=True)

    def _find(self, text: str) -> TextRange | None:
        start = self.source.find(text, self.at, self.end)
        if start < 0:
            return None
        self.at = start + len(text)
        return TextRange(start, self.at)

    def _skip_target(self) -> None:
        """Past `](target "title")` or `][label]`, so that its characters are not taken for text."""
        close = self.source.find("]", self.at, self.end)
        if close < 0:
            return
        self.at = close + 1
        opening = self.source[self.at : self.at + 1]
        if opening == "[":
            self.at = max(self.at, self.source.find("]", self.at, self.end) + 1)
        elif opening == "(":
            depth = 0
            for m in _TARGET_MARK.finditer(self.source, self.at, self.end):
                depth += {"(": 1, ")": -1}.get(m[0], 0)
                if depth == 0:
                    self.at = m.end()
                    return
