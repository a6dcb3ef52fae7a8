"""Edits of an OpenDocument text's stamps, as changes of a few bytes of its content."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rnct_chapters.recap.edits import Edit
from rnct_chapters.recap.formats.odt_package import XLINK
from rnct_chapters.recap.formats.odt_text import Paragraph, Piece, starts
from rnct_chapters.recap.formats.xml_places import Element, Part
from rnct_chapters.recap.formats.xml_splices import Splices, in_attribute, in_text
from rnct_chapters.timecode import TextRange

_PARAGRAPHS = {"text:p", "text:h"}
_HOLDS_LINKS = _PARAGRAPHS | {"text:span", "text:meta", "text:ruby-base"}
_ATTRIBUTE = re.compile(rb"""\s(?P<name>[^\s=]+)\s*=\s*(?P<value>"[^"]*"|'[^']*')""")


@dataclass(frozen=True, slots=True)
class _Touched:
    """The characters [first, last) of a piece that belong to a stamp, and what is to stand there."""

    piece: Piece
    first: int
    last: int
    text: str

    @property
    def old(self) -> str:
        return self.piece.text[self.first : self.last]

    @property
    def start(self) -> int:
        return self.piece.byte(self.first)

    @property
    def end(self) -> int:
        return self.piece.end if self.piece.whole else self.piece.byte(self.last)


class Changes:
    """What is to change in the content; false while nothing is. Edits are added in the order of the text."""

    def __init__(self, part: Part, found: Sequence[Paragraph]) -> None:
        self._part = part
        self._splices = Splices(part)
        self._pointed: set[int] = set()  # where the links begin that have a new target
        self._pieces: list[Piece] = []
        self._starts: list[int] = []
        for paragraph, at in zip(found, starts(found), strict=True):
            for piece in paragraph.pieces:
                self._pieces.append(piece)
                self._starts.append(at)
                at += len(piece.text)

    def __bool__(self) -> bool:
        return bool(self._splices.changes)

    def carried_out(self) -> bytes:
        return self._splices.carried_out()

    def add(self, edit: Edit) -> None:
        if edit.at.start == edit.at.end:
            self._insert(edit)
            return
        touched = list(self._touched(edit.at, edit.text))
        is_new = any(t.text != t.old for t in touched)
        for t in touched:
            if t.text != t.old or (is_new and not t.old):
                self._splices.put(t.start, t.end, _written(t.text, t.piece))
        if edit.href is None:
            return
        for link, group in groupby((t for t in touched if t.text), key=lambda t: t.piece.link):
            if link is None:
                self._wrap(list(group), edit.href)
            else:
                self._point(link, edit.href)

    def _touched(self, at: TextRange, text: str) -> Iterator[_Touched]:
        """The pieces in `at`, each with its share of the new text, so that their looks stay where they are."""
        for i in range(bisect_right(self._starts, at.start) - 1, len(self._pieces)):
            piece, start = self._pieces[i], self._starts[i]
            if start >= at.end:
                return
            first, last = max(at.start - start, 0), min(at.end - start, len(piece.text))
            share = text[start + first - at.start : None if start + last == at.end else start + last - at.start]
            if piece.whole:
                share = piece.text[:first] + share + piece.text[last:]
                first, last = 0, len(piece.text)
            if first < last or (not piece.text and start > at.start):
                yield _Touched(piece, first, last, share)

    def _point(self, link: Element, href: str) -> None:
        """Gives a link another target."""
        if link.start in self._pointed or link.attributes.get("xlink:href") == href:
            return
        self._pointed.add(link.start)
        for m in _ATTRIBUTE.finditer(self._part.start_tag(link)):
            if m["name"].rpartition(b":")[2] == b"href":
                first, last = m.span("value")
                self._splices.put(link.start + first, link.start + last, in_attribute(href))

    def _wrap(self, group: Sequence[_Touched], href: str) -> None:
        """Makes a link of what is none. A span that holds more than the link is cut in two; nothing else can be, so
        that a piece of what a field shows stays without one."""
        chains = _chains(group[0].piece.inside, group[-1].piece.inside)
        if chains is None:
            return
        opened, closed = chains
        start, end = group[0].start, group[-1].end
        while opened and start == self._part.inner(opened[0]):
            start = opened.pop(0).start
        while closed and end == closed[0].close:
            end = self._part.end(closed.pop(0))
        if all(e.name == "text:span" for e in (*opened, *closed)):
            opening, closing = self._link_tags(group[0].piece, href)
            self._put(start, self._closing(opened) + opening + self._opening(opened), group[0].piece)
            self._put(end, self._closing(closed) + closing + self._opening(closed), group[-1].piece)

    def _insert(self, edit: Edit) -> None:
        """Puts in text that was not there, in the look of the paragraph where it has one of its own; within another
        link, or a field, without a link."""
        behind = bisect_right(self._starts, edit.at.start - 1) - 1
        last = behind >= 0 and edit.at.start - self._starts[behind] <= len(self._pieces[behind].text)
        i = behind if last else bisect_right(self._starts, edit.at.start) - 1
        piece = self._pieces[i]
        at, inside = piece.byte(edit.at.start - self._starts[i]), piece.inside
        while inside.name not in _PARAGRAPHS and inside.parent is not None:
            if at == (inside.close if last else self._part.inner(inside)):
                at = self._part.end(inside) if last else inside.start
            else:
                break
            inside = inside.parent
        text = _written(edit.text, piece)
        if edit.href is not None and edit.link is not None and _may_hold_link(inside):
            first, after = edit.link.start, edit.link.end
            opening, closing = self._link_tags(piece, edit.href)
            pieces = (edit.text[:first], edit.text[first:after], edit.text[after:])
            before, linked, rest = (in_text(t) for t in pieces)
            text = before + opening + linked + closing + rest
        self._put(at, text, piece)

    def _put(self, at: int, written: bytes, piece: Piece) -> None:
        """Inserts beside or in `piece`, outside of the section of character data that it may be in."""
        inside = piece.verbatim and piece.start <= at <= piece.end
        self._splices.insert(at, b"]]>" + written + b"<![CDATA[" if inside else written)

    def _link_tags(self, piece: Piece, href: str) -> tuple[bytes, bytes]:
        paragraph = next(e for e in (piece.inside, *piece.inside.within()) if e.name in _PARAGRAPHS)
        name = self._part.tag(paragraph)[:-1] + b"a"  # with the prefix that the part itself gives to texts
        declared = b"" if "xlink" in self._part.own else f' xmlns:xlink="{XLINK}"'.encode()
        opening = b"<" + name + declared + b' xlink:type="simple" xlink:href=' + in_attribute(href) + b">"
        return opening, b"</" + name + b">"

    def _opening(self, elements: Sequence[Element]) -> bytes:
        return b"".join(self._part.start_tag(e) for e in reversed(elements))

    def _closing(self, elements: Sequence[Element]) -> bytes:
        return b"".join(b"</" + self._part.tag(e) + b">" for e in elements)


def _chains(first: Element, last: Element) -> tuple[list[Element], list[Element]] | None:
    """What `first`, and what `last`, stands in up to the next that holds both and may hold a link; from the inside."""
    around_first, around_last = [first, *first.within()], [last, *last.within()]
    common = next((e for e in around_first if e in around_last and e.name in _HOLDS_LINKS), None)
    if common is None:
        return None
    return around_first[: around_first.index(common)], around_last[: around_last.index(common)]


def _may_hold_link(inside: Element) -> bool:
    for element in (inside, *inside.within()):
        if element.name not in _HOLDS_LINKS:
            return False
        if element.name in _PARAGRAPHS:
            break
    return True


def _written(text: str, piece: Piece) -> bytes:
    return text.encode() if piece.verbatim else in_text(text)
