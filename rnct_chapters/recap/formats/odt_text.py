"""The text of an OpenDocument text: its paragraphs in reading order, and where in the file each piece is written.

What a reader sees in the body counts, as in a Word document: inserted text is in, deleted text is not, nor are
comments, hidden text, footnotes and endnotes, and indexes that the program makes. A text box is read after the
paragraph that it is tied to. White space is that of ODF 1.3, part 3, 6.1.2.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rnct_chapters.errors import UnreadableRecap
from rnct_chapters.messages import message
from rnct_chapters.recap.blocks import BlockKind
from rnct_chapters.recap.formats.odt_package import CONTENT, TextFile
from rnct_chapters.recap.formats.odt_styles import Look
from rnct_chapters.recap.formats.xml_places import Element
from rnct_chapters.timecode import TextRange

MAX_SPACES = 40
"""Of those that one element stands for; more would fill a line, and say nothing else."""

MAX_PIECES = 600_000
"""Of characters between tags, references and wide spaces; 300 pages have some fifty thousand."""

_LEFT_OUT = frozenset(
    f"text:{name}"
    for name in """tracked-changes note ruby-text table-of-content illustration-index table-index object-index
    user-index alphabetical-index bibliography""".split()
)
_LEFT_OUT |= {"office:annotation", "office:forms", "draw:object", "draw:object-ole", "table:covered-table-cell"}
_PARAGRAPHS = {"text:p", "text:h"}
_HIDEABLE = {"text:section", "text:hidden-text", "text:hidden-paragraph"}
_STANDS_FOR = {"text:tab": "\t", "text:line-break": "\n"}
_WRITTEN = re.compile(
    rb"<!\[CDATA\[(?P<verbatim>.*?)\]\]>|<!--.*?-->|<\?.*?\?>|(?P<entity>&[^;]*;)|(?P<white>[ \t\r\n]+)"
    rb"|(?P<words>[^<& \t\r\n]+(?: [^<& \t\r\n]+)*)",
    re.DOTALL,
)
_COUNT = re.compile("[1-9][0-9]{0,3}")
_VERBATIM = re.compile(rb"(?P<white>[ \t\r\n]+)|(?P<words>[^ \t\r\n]+(?: [^ \t\r\n]+)*)")


@dataclass(eq=False, slots=True)
class Piece:
    """Characters that stand together in the file, at the bytes `start` to `end`: none for white space that is not
    shown. One that is `whole` is written otherwise than as itself, and cannot be cut; one in a section of character
    data is `verbatim`."""

    text: str
    start: int
    end: int
    inside: Element
    look: Look
    link: Element | None
    whole: bool = False
    verbatim: bool = False

    def byte(self, characters: int) -> int:
        """Where the first so many of its characters end."""
        if self.whole:
            return self.end if characters else self.start
        return self.start + len(self.text[:characters].encode())


@dataclass(eq=False, slots=True)
class Paragraph:
    kind: BlockKind
    level: int
    pieces: list[Piece] = field(default_factory=list)
    after_space: bool = True  # what white space comes next is not shown
    hidden: bool = False

    @property
    def text(self) -> str:
        return "".join(p.text for p in self.pieces)


def paragraphs(file: TextFile) -> list[Paragraph]:
    """The paragraphs that hold text, in reading order. Raises `UnreadableRecap` where they are in too many pieces."""
    story = _Story(file)
    story.blocks(file.body, 0)
    return [p for p in story.found if not p.hidden and p.text.strip()]


def starts(found: Sequence[Paragraph]) -> Iterator[int]:
    """Where each paragraph begins in the extracted text, an empty line between any two."""
    at = 0
    for paragraph in found:
        yield at
        at += len(paragraph.text) + 2


class _Story:
    def __init__(self, file: TextFile) -> None:
        self._file = file
        self._part = file.part
        self._styles = file.styles
        self._pieces = 0
        self.found: list[Paragraph] = []

    def blocks(self, holder: Element, depth: int) -> None:
        """The paragraphs in `holder`, which stands in so many lists."""
        first = holder.name in {"text:list-item", "text:numbered-paragraph"}
        for child in holder.children:
            name = child.name
            if name in _PARAGRAPHS:
                self._paragraph(child, depth, first=first)
                first = False
            elif name == "text:list":
                self.blocks(child, depth + 1)
            elif name == "text:numbered-paragraph":
                self.blocks(child, _number(child.attributes.get("text:level"), 1))
            elif not self._is_left_out(child):
                self.blocks(child, 0 if name.startswith(("table:", "draw:")) else depth)

    def _is_left_out(self, element: Element) -> bool:
        if element.name not in _HIDEABLE:
            return element.name in _LEFT_OUT
        by_condition = element.attributes.get("text:is-hidden") == "true"
        return by_condition or element.attributes.get("text:display") == "none"

    def _paragraph(self, element: Element, depth: int, *, first: bool) -> None:
        style = self._styles.paragraph(element.attributes.get("text:style-name", ""))
        kind, level = style.kind, style.level
        if element.name == "text:h":
            kind, level = "heading", _number(element.attributes.get("text:outline-level"), 1)
        elif kind == "quote":
            level = depth
        elif kind != "heading" and depth:
            kind, level = "item" if first else "paragraph", depth
        paragraph = Paragraph(kind or "paragraph", level)
        self.found.append(paragraph)
        self._inline(element, paragraph, style.look, None)
        while paragraph.after_space and paragraph.pieces and not paragraph.pieces.pop().text:
            pass

    def _inline(self, holder: Element, paragraph: Paragraph, look: Look, link: Element | None) -> None:
        at = self._part.inner(holder)
        for child in holder.children:
            self._characters(TextRange(at, child.start), paragraph, _Place(holder, look, link))
            self._child(child, paragraph, _Place(holder, look, link))
            at = self._part.end(child)
        if at < holder.close:
            self._characters(TextRange(at, holder.close), paragraph, _Place(holder, look, link))

    def _child(self, child: Element, paragraph: Paragraph, place: "_Place") -> None:
        name = child.name
        if self._is_left_out(child):
            paragraph.hidden = paragraph.hidden or name == "text:hidden-paragraph"
        elif name == "text:s":
            self._element(child, " " * min(_number(child.attributes.get("text:c"), 1), MAX_SPACES), paragraph, place)
        elif name in _STANDS_FOR:
            self._element(child, _STANDS_FOR[name], paragraph, place)
        elif name.startswith("draw:"):
            self.blocks(child, 0)
        else:
            look = place.look
            if name == "text:span":
                look = self._styles.characters(child.attributes.get("text:style-name", "")).over(look)
            self._inline(child, paragraph, look, child if name == "text:a" else place.link)

    def _element(self, child: Element, text: str, paragraph: Paragraph, place: "_Place") -> None:
        self._add(Piece(text, child.start, self._part.end(child), *place, whole=True), paragraph, meant=True)

    def _characters(self, at: TextRange, paragraph: Paragraph, place: "_Place") -> None:
        """The characters between two tags."""
        for m in _WRITTEN.finditer(self._part.raw, at.start, at.end):
            if m["verbatim"] is not None:
                for inner in _VERBATIM.finditer(self._part.raw, *m.span("verbatim")):
                    self._add(Piece(inner[0].decode(), inner.start(), inner.end(), *place, verbatim=True), paragraph)
            elif m["entity"] is not None:
                self._add(Piece(_named(m[0].decode()), m.start(), m.end(), *place, whole=True), paragraph)
            elif m.lastgroup is not None:
                self._add(Piece(m[0].decode(), m.start(), m.end(), *place), paragraph)

    def _add(self, piece: Piece, paragraph: Paragraph, *, meant: bool = False) -> None:
        """Adds what is shown; of white space that is not `meant`, one space, and none behind another."""
        if piece.look.hidden:
            return
        self._pieces += 1
        if self._pieces > MAX_PIECES:
            raise UnreadableRecap(message("zip_part_large", name=self._file.name, part=CONTENT))
        is_space = not meant and not piece.text.strip(" \t\r\n")
        if is_space:
            piece.whole = piece.whole or paragraph.after_space or piece.text != " "
            piece.text = "" if paragraph.after_space else " "
        paragraph.after_space = is_space
        paragraph.pieces.append(piece)


class _Place(NamedTuple):
    """What characters stand in."""

    inside: Element
    look: Look
    link: Element | None


def _named(reference: str) -> str:
    """The character that a reference stands for; expat let through only those of XML."""
    if reference.startswith("&#x"):
        return chr(int(reference[3:-1], 16))
    return chr(int(reference[2:-1])) if reference.startswith("&#") else html.unescape(reference)


def _number(written: str | None, otherwise: int) -> int:
    """A count from 1 to 9999; what is none is taken for `otherwise`."""
    return int(written) if written is not None and _COUNT.fullmatch(written) else otherwise
