"""The text of a Word document: its paragraphs in reading order, and where in the file each character is written.

What a reader sees in the body counts: inserted text is in, deleted text is not, nor are instructions of fields,
comments, hidden text, headers, footers, footnotes and endnotes. A text box is read once, after its paragraph.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from rnct_chapters.recap.formats.docx_fields import Field, Link, target_of, whole_fields
from rnct_chapters.recap.formats.docx_package import WordFile
from rnct_chapters.recap.formats.docx_styles import Look, Style, Styles, formatted, look_of, seen
from rnct_chapters.recap.formats.xml_places import Element

MAX_FIELDS = 50
"""Fields in fields; deeper ones are taken for what they show."""

_CHARACTERS = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "\u2011"}
_HOLDERS = {"w:tbl", "w:tr", "w:tc", "w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "w:txbxContent"}
_INLINE = {"w:ins", "w:moveTo", "w:smartTag", "w:customXml", "w:dir", "w:bdo", "w:sdtContent", "w:rubyBase"}
_PRIVATE = re.compile("[\ue000-\uf8ff]")  # where the signs of fonts such as Wingdings are
_ALTERNATIVES = "mc:AlternateContent"


@dataclass(eq=False, slots=True)
class Atom:
    """Characters of one look that one element holds."""

    text: str
    element: Element
    look: Look
    link: Link | None


@dataclass(eq=False, slots=True)
class Paragraph:
    """What stands between two ends of paragraphs. `twins` are the same text for programs that do not know the newer
    form of text boxes."""

    atoms: list[Atom]
    style: Style
    twins: list["Paragraph"] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(a.text for a in self.atoms)


def paragraphs(word: WordFile, styles: Styles) -> list[Paragraph]:
    """The paragraphs that hold text, in reading order."""
    body = word.text.root.child("w:body")
    assert body is not None  # open_word saw it
    return _Story(word, styles, whole_fields(body)).read(body)


class _Story:
    """Reads one stream of text: the body, or a text box."""

    def __init__(self, word: WordFile, styles: Styles, ends: dict[int, Element]) -> None:
        self._word = word
        self._styles = styles
        self._ends = ends
        self._fields: list[Field] = []
        self._found: list[Paragraph] = []
        self._atoms: list[Atom] = []
        self._boxes: list[tuple[Element, Element | None]] = []
        self._style = Style()  # of the paragraph that is being read

    def read(self, holder: Element) -> list[Paragraph]:
        self._blocks(holder)
        self._found.append(Paragraph(self._atoms, self._style))  # where the last end is deleted, nothing follows
        return [p for p in self._found if p.text.strip()]

    def _blocks(self, holder: Element) -> None:
        for child in holder.children:
            if child.name == "w:p":
                self._paragraph(child)
            elif child.name == _ALTERNATIVES:
                for chosen in _branches(child)[:1]:
                    self._blocks(chosen)
            elif child.name in _HOLDERS and not _is_placeholder(child):
                self._blocks(child)

    def _paragraph(self, element: Element) -> None:
        properties = element.child("w:pPr")
        named = properties.value("w:pStyle", "w:val") if properties is not None else None
        self._style = formatted(self._styles.get(named or self._styles.default), properties)
        self._inline(element, None)
        marks = properties.child("w:rPr") if properties is not None else None
        if marks is None or (marks.child("w:del") is None and marks.child("w:moveFrom") is None):
            self._found.append(Paragraph(self._atoms, self._style))
            self._atoms = []  # a deleted end joins the paragraph with the one that follows
        boxes, self._boxes = self._boxes, []
        for chosen, other in boxes:
            self._found += self._boxed(chosen, other)

    def _boxed(self, chosen: Element, other: Element | None) -> list[Paragraph]:
        found = self._other_story(chosen)
        twins = self._other_story(other) if other is not None else []
        if [p.text for p in found] == [p.text for p in twins]:
            for paragraph, twin in zip(found, twins, strict=True):
                paragraph.twins.append(twin)
        return found

    def _other_story(self, holder: Element) -> list[Paragraph]:
        return _Story(self._word, self._styles, self._ends).read(holder)

    def _inline(self, holder: Element, link: Link | None) -> None:
        for child in holder.children:
            if child.name == "w:r":
                self._run(child, link)
            elif child.name == "w:hyperlink":
                self._inline(child, Link(self._target(child), child))
            elif child.name == "w:fldSimple":
                href = target_of(child.attributes.get("w:instr", ""))
                self._inline(child, link if href is None else Link(href, child))
            elif child.name == "w:sdt" and not _is_placeholder(child):
                self._inline(child, link)
            elif child.name == _ALTERNATIVES:
                for chosen in _branches(child)[:1]:
                    self._inline(chosen, link)
            elif child.name in _INLINE:
                self._inline(child, link)

    def _target(self, element: Element) -> str:
        """Where a w:hyperlink leads, as it is written; a place in the document, or in the page, after #."""
        target = self._word.targets.get(element.attributes.get("r:id", ""), "")
        place = element.attributes.get("w:anchor")
        return target if place is None else f"{target}#{place}"

    def _run(self, run: Element, link: Link | None) -> None:
        properties = run.child("w:rPr")
        look = self._look(properties)
        self._content(run, look, link)

    def _look(self, properties: Element | None) -> Look:
        """Bold and italics of a run; what the style of a heading or a quote gives all of it says nothing more."""
        style = Look(hidden=self._style.look.hidden) if self._style.kind in {"heading", "quote"} else self._style.look
        named = properties.value("w:rStyle", "w:val") if properties is not None else None
        return seen(style, self._styles.get(named).look, look_of(properties))

    def _content(self, holder: Element, look: Look, link: Link | None) -> None:
        for child in holder.children:
            if child.name == "w:t":
                self._add(child.text, child, look, link)
            elif child.name == "w:fldChar":
                self._field_mark(child)
            elif child.name == "w:instrText" and self._fields and not self._fields[-1].in_result:
                self._fields[-1].instruction.append(child)
            elif child.name in _CHARACTERS:
                self._add(_CHARACTERS[child.name], child, look, link)
            elif child.name == "w:sym":
                self._add(_symbol(child), child, look, link)
            elif child.name == "w:ruby":
                for base in child.children:
                    self._inline(base, link)
            elif child.name == "w:txbxContent":
                self._boxes.append((child, None))
            elif child.name == _ALTERNATIVES:
                self._alternatives(child, look, link)

    def _alternatives(self, element: Element, look: Look, link: Link | None) -> None:
        before = len(self._boxes)
        chosen, *other = _branches(element) or (element,)
        self._content(chosen, look, link)
        found = [box for box, _ in self._boxes[before:]]
        twins = [box for branch in other for box in branch.children if box.name == "w:txbxContent"]
        if len(found) == len(twins):
            self._boxes[before:] = zip(found, twins, strict=True)

    def _field_mark(self, mark: Element) -> None:
        kind = mark.attributes.get("w:fldCharType")
        if kind == "begin" and id(mark) in self._ends and len(self._fields) < MAX_FIELDS:
            for outer in self._fields:
                outer.nested = outer.nested or not outer.in_result
            self._fields.append(Field(self._ends[id(mark)]))
        elif kind == "separate" and self._fields:
            self._fields[-1].reach_result()
        elif kind == "end" and self._fields and self._fields[-1].end is mark:
            self._fields.pop()

    def _add(self, text: str, element: Element, look: Look, link: Link | None) -> None:
        if not text or look.hidden or not all(f.in_result for f in self._fields):
            return
        inner = next((f.link for f in reversed(self._fields) if f.link is not None), None)
        self._atoms.append(Atom(text, element, replace(look, hidden=None), inner or link))


def _branches(alternatives: Element) -> list[Element]:
    """The newest form of what is written in several, and the form for programs that do not know it."""
    chosen = [c for c in alternatives.children if c.name == "mc:Choice"][:1]
    return chosen + [c for c in alternatives.children if c.name == "mc:Fallback"][:1]


def _is_placeholder(element: Element) -> bool:
    """Whether a content control shows only its own invitation to write something there."""
    properties = element.child("w:sdtPr")
    return properties is not None and properties.child("w:showingPlcHdr") is not None


def _symbol(element: Element) -> str:
    code = element.attributes.get("w:char", "")
    symbol = chr(int(code, 16)) if re.fullmatch("[0-9A-Fa-f]{1,4}", code) else ""
    return symbol if symbol.isprintable() or _PRIVATE.match(symbol) else ""


def starts(found: list[Paragraph]) -> Iterator[int]:
    """Where each paragraph begins in the extracted text, an empty line between any two."""
    at = 0
    for paragraph in found:
        yield at
        at += len(paragraph.text) + 2
