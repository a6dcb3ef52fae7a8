"""Stamps of a page linked and corrected in its own characters: text between tags and values of `href`, nothing else."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape, unescape

from rnct_chapters.recap.edits import Edit
from rnct_chapters.recap.formats.html_tokens import Token
from rnct_chapters.recap.formats.html_tree import BLOCKS, VOID, Element, Piece
from rnct_chapters.timecode import TextRange

_TAG = re.compile(r"<(?P<end>/)?(?P<name>[a-zA-Z][^\s/>]*)[^<>]*>|<!--.*?-->", re.DOTALL)
_SPACES = re.compile(r"[ \t\n\r\f]+")
_CLOSING = re.compile(r"(?:</(?P<name>[a-zA-Z]+)\s*>)")
_OPENING = re.compile(r"<(?P<name>[a-zA-Z]+)(?:\s[^<>]*)?>\Z")
_OPENING_REACH = 300
"""Characters before a stamp in which the tag that begins directly before it is looked for."""


@dataclass(frozen=True, slots=True)
class Change:
    """Characters of the source, and what is to stand there."""

    at: TextRange
    text: str


class Rewriter:
    """Turns edits into changes of the source; what it cannot do without touching the page's structure it leaves."""

    def __init__(self, root: Element, source: str) -> None:
        self._source = source
        self._pieces = _pieces(root)
        self._starts = [p.at.start for p in self._pieces]

    def changes(self, edits: Sequence[Edit]) -> list[Change]:
        """The changes in order, none within another; of edits that meet, the first is carried out."""
        done: list[Change] = []
        targets: set[int] = set()
        end = 0
        for edit in sorted(edits, key=lambda e: (e.at.start, e.at.end)):
            if edit.at.start < end:
                continue
            end = edit.at.end
            link, changes = self._carried_out(edit)
            done += changes
            if link is not None and edit.href is not None and link.at.start not in targets:
                targets.add(link.at.start)
                done += _target(link, edit.href)
        return sorted(done, key=lambda c: (c.at.start, c.at.end))

    def _carried_out(self, edit: Edit) -> tuple[Token | None, list[Change]]:
        """The link whose target is to change, and the changes of the text."""
        if edit.at.start == edit.at.end:
            return None, list(self._insertion(edit))
        pieces = self._pieces_in(edit.at)
        links = {id(p.link) for p in pieces}
        if len(links) != 1:  # nowhere, or partly in a link: whose it is nobody can say
            return None, []
        written = list(self._texts(edit, pieces))
        if edit.href is None or pieces[0].link is not None:
            return pieces[0].link, written
        return None, list(self._linked(edit.at, edit.href, written))

    def _pieces_in(self, at: TextRange) -> list[Piece]:
        """The pieces of text that `at` stands on; none where it begins or ends outside of any."""
        first = bisect_right(self._starts, at.start) - 1
        last = bisect_right(self._starts, at.end - 1) - 1
        if first < 0 or at.start >= self._pieces[first].at.end or at.end > self._pieces[last].at.end:
            return []
        return self._pieces[first : last + 1]

    def _texts(self, edit: Edit, pieces: Sequence[Piece]) -> Iterator[Change]:
        """The new text in the place of the first of the old; nothing where it says the same."""
        parts = [TextRange(max(p.at.start, edit.at.start), min(p.at.end, edit.at.end)) for p in pieces]
        written = "".join(self._source[p.start : p.end] for p in parts)
        if edit.text == self._source[edit.at.start : edit.at.end] or _shown(edit.text) == _shown(written):
            return
        yield Change(parts[0], escape(edit.text, quote=False))
        for part in parts[1:]:
            yield Change(part, "")

    def _linked(self, at: TextRange, href: str, written: Sequence[Change]) -> Iterator[Change]:
        """A new link around the stamp, and around the tags that begin or end with it; none where tags would cross."""
        around = self._balanced(at)
        if around is None:
            yield from written
            return
        yield Change(TextRange(around.start, around.start), _anchor(href))
        yield from written
        yield Change(TextRange(around.end, around.end), "</a>")

    def _balanced(self, at: TextRange) -> TextRange | None:
        """`at` with the formatting tags beside it that it needs to hold whole elements; None where that fails."""
        start, end = at.start, at.end
        opened: list[str] = []
        for m in _TAG.finditer(self._source, at.start, at.end):
            name = (m["name"] or "").lower()
            if name in BLOCKS or name == "a":
                return None
            if not name or name in VOID:
                continue
            if not m["end"]:
                opened.append(name)
            elif opened:
                if opened.pop() != name:
                    return None
            else:
                before = _OPENING.search(self._source[max(0, start - _OPENING_REACH) : start])
                if before is None or before["name"].lower() != name:
                    return None
                start -= len(before[0])
        while opened:
            after = _CLOSING.match(self._source, end)
            if after is None or after["name"].lower() != opened.pop():
                return None
            end = after.end()
        return TextRange(start, end)

    def _insertion(self, edit: Edit) -> Iterator[Change]:
        """New text where none stood: behind the end of a link that it would stand at the end of."""
        place = edit.at.start
        i = bisect_right(self._starts, place) - 1
        if i < 0 or place > self._pieces[i].at.end:
            return
        piece = self._pieces[i]
        linked = piece.link is not None
        if linked and place == piece.at.end:
            at = place
            while linked and (m := _CLOSING.match(self._source, at)):
                at = m.end()
                linked = m["name"].lower() != "a"
            place = place if linked else at
        if edit.href is None or edit.link is None or linked:
            new = escape(edit.text, quote=False)
        else:
            before, after = edit.text[: edit.link.start], edit.text[edit.link.end :]
            inner = escape(edit.text[edit.link.start : edit.link.end], quote=False)
            new = f"{escape(before, quote=False)}{_anchor(edit.href)}{inner}</a>{escape(after, quote=False)}"
        yield Change(TextRange(place, place), new)


def _shown(written: str) -> str:
    """Text as browsers show it."""
    return _SPACES.sub(" ", unescape(written))


def _pieces(root: Element) -> list[Piece]:
    """The page's pieces of text in order."""
    pieces: list[Piece] = []
    waiting: list[Element | Piece] = [root]
    while waiting:
        found = waiting.pop()
        if isinstance(found, Piece):
            pieces.append(found)
        else:
            waiting += reversed(found.children)
    return pieces


def _anchor(href: str) -> str:
    return f'<a href="{escape(href)}">'


def _target(link: Token, href: str) -> Iterator[Change]:
    """The link's target changed, its quotes kept; nothing where it is the same."""
    old = link.attributes.get("href")
    if old is None:
        behind = link.at.start + 1 + len(link.name)
        yield Change(TextRange(behind, behind), f' href="{escape(href)}"')
    elif old.value != href:
        if old.quote:
            value = escape(href, quote=False).replace(old.quote, "&quot;" if old.quote == '"' else "&#39;")
        else:
            value = f'"{escape(href)}"' if old.valued else f'="{escape(href)}"'
        yield Change(old.at, value)
