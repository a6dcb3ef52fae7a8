"""Where a Word text may be parted between two characters, and what has to be closed and opened again there."""

import re
from dataclasses import dataclass

from rnct_chapters.recap.formats.docx_relations import Additions
from rnct_chapters.recap.formats.docx_text import Atom
from rnct_chapters.recap.formats.xml_places import Element
from rnct_chapters.recap.formats.xml_splices import Splices, retagged

_PRESERVED = b' xml:space="preserve"'
_TRACKED = {"w:ins", "w:moveTo"}
_HOSTS = {"w:p", "w:hyperlink", "w:fldSimple", "w:smartTag", "w:customXml", "w:sdtContent", "w:dir", "w:bdo"}
_HOSTS |= {"mc:Choice", "mc:Fallback"}

_ORDER = """
rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid
vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em
lang eastAsianLayout specVanish oMath
""".split()
"""The properties of a run in the order that the schema gives them (ECMA-376-1, 17.3.2.28)."""

_TAG = re.compile(rb"""<(?P<end>/?)(?P<tag>[^\s/>!?]+)(?:[^>"']|"[^"]*"|'[^']*')*?(?P<empty>/?)>""")


@dataclass(frozen=True, slots=True)
class Segment:
    """The characters [start, end) of one atom."""

    atom: Atom
    start: int
    end: int

    @property
    def run(self) -> Element:
        parent = self.atom.element.parent
        assert parent is not None  # text stands in runs
        return parent

    @property
    def whole(self) -> bool:
        return self.start == 0 and self.end == len(self.atom.text)


@dataclass(frozen=True, slots=True)
class Cut:
    """A place between characters: what ends there, and what begins there again; both empty between whole elements."""

    at: int
    closing: bytes = b""
    opening: bytes = b""


class Cutter:
    """Parts the runs of one text."""

    def __init__(self, splices: Splices, additions: Additions, link_style: str | None) -> None:
        self.splices = splices
        self._part = splices.part
        self._added = additions
        self._link_style = link_style.encode() if link_style else None
        self._kept: set[int] = set()
        self._places: dict[int, list[int]] = {}

    def host(self, run: Element) -> Element | None:
        """The nearest element around the run that may hold a link, None where there is none: text that was tracked as
        inserted has to be parted around it."""
        below = run
        for level in run.within():
            if below.depth > level.depth + 1:
                return None
            if level.name not in _TRACKED:
                return level if level.name in _HOSTS else None
            below = level
        return None

    def can_cut(self, segment: Segment) -> bool:
        """Whether the text stands plainly in a run, and the run where links may be."""
        element, run = segment.atom.element, segment.atom.element.parent
        if run is None or run.name != "w:r" or element.depth != run.depth + 1 or self.host(run) is None:
            return False
        if element.name != "w:t":
            return segment.whole
        plain = b"<" not in self._part.raw[self._part.inner(element) : element.close]
        return plain and len(self._offsets(element)) == len(segment.atom.text) + 1

    def place(self, atom: Atom, offset: int) -> int:
        """The byte of a character of a w:t."""
        return self._offsets(atom.element)[offset]

    def _offsets(self, element: Element) -> list[int]:
        if id(element) not in self._places:
            self._places[id(element)] = self._part.offsets(element)
        return self._places[id(element)]

    def keep_spaces(self, element: Element) -> None:
        """Spaces at the ends of a text that is parted count from now on."""
        if id(element) in self._kept or b"xml:space" in self._part.start_tag(element):
            return
        self._kept.add(id(element))
        self.splices.insert(element.start + 1 + len(self._part.tag(element)), _PRESERVED)

    def as_deleted(self, segment: Segment) -> None:
        """Gives those tags of the segment's text that no cut writes the name of deleted text."""
        element = segment.atom.element
        if element.name != "w:t":
            return
        tag = self._part.tag(element)[:-1] + b"delText"
        if segment.start == 0:
            self._kept.add(id(element))
            self.splices.put(element.start, self._part.inner(element), b"<" + tag + _PRESERVED + b">")
        if segment.end == len(segment.atom.text):
            self.splices.put(element.close, self._part.end(element), b"</" + tag + b">")

    def around_run(self, atom: Atom, offset: int, *, properties: bytes | None = None, gone: str = "") -> Cut:
        """The cut that parts the run. `properties` are those of what begins there, if not its own; `gone` says on which
        side of the cut ("before", "after") the text is being deleted."""
        element, run = atom.element, atom.element.parent
        assert run is not None
        if offset == 0:
            cut = Cut(element.start)
        elif offset == len(atom.text):
            cut = Cut(self._part.end(element))
        else:
            if gone != "before":
                self.keep_spaces(element)
            tag = self._part.tag(element)
            before, after = (tag[:-1] + b"delText" if gone == side else tag for side in ("before", "after"))
            cut = Cut(self.place(atom, offset), b"</" + before + b">", b"<" + after + _PRESERVED + b">")
        return self._parted_run(cut, run, properties)

    def behind(self, element: Element) -> Cut:
        """The cut behind an element of a run, or between runs."""
        cut, run = Cut(self._part.end(element)), element.parent
        return self._parted_run(cut, run, None) if run is not None and run.name == "w:r" else cut

    def _parted_run(self, cut: Cut, run: Element, properties: bytes | None) -> Cut:
        own = run.child("w:rPr")
        head = self._part.inner(run)
        content = self._part.end(own) if own is not None and own.start == head else head
        if not cut.closing and cut.at == content:
            return Cut(run.start)
        if not cut.closing and cut.at == run.close:
            return Cut(self._part.end(run))
        if properties is None:
            properties = self.properties(run)
        opening = self._part.start_tag(run) + properties
        return Cut(cut.at, cut.closing + b"</" + self._part.tag(run) + b">", opening + cut.opening)

    def out_of(self, cut: Cut, level: Element, host: Element) -> Cut:
        """What has to be closed and opened from `level`, in which `cut` parts the runs, out to `host`."""
        at, closing, opening = cut.at, b"", b""
        parted = bool(cut.closing)
        while level is not host:
            if not parted and at == self._part.inner(level):
                at = level.start
            elif not parted and at == level.close:
                at = self._part.end(level)
            else:
                parted = True
                closing += b"</" + self._part.tag(level) + b">"
                number = b' w:id="%d"' % self._added.number()
                opening = retagged(self._part.start_tag(level), {"id"}, number) + opening
            assert level.parent is not None  # the host is around it
            level = level.parent
        return Cut(at, closing, opening)

    def properties(self, run: Element) -> bytes:
        """The run's properties as they are written."""
        own = run.child("w:rPr")
        return self._part.written(own) if own is not None else b""

    def linked_properties(self, run: Element) -> bytes:
        return self.with_link_look(self.properties(run))

    def with_link_look(self, own: bytes) -> bytes:
        """A run's properties with the look of a link: by its style, or straight where the style's place is taken."""
        names = [name for name, _ in _children(own)]
        if self._link_style is not None and "rStyle" not in names:
            return self._with(own, "rStyle", b"w:val=%b" % b'"%b"' % self._link_style)
        if self._link_style is not None and b'"%b"' % self._link_style in own:
            return own
        for name, value in (("color", b'w:val="0563C1"'), ("u", b'w:val="single"')):
            if name not in names:
                own = self._with(own, name, value)
        return own

    def _with(self, properties: bytes, name: str, attributes: bytes) -> bytes:
        written = b"<w:%b%b %b/>" % (name.encode(), self._added.declared, attributes)
        if not properties:
            return b"<w:rPr%b>%b</w:rPr>" % (self._added.declared, written)
        opening = _TAG.match(properties)
        assert opening is not None
        if opening["empty"]:
            return properties[:-2] + b">" + written + b"</" + opening["tag"] + b">"
        rank = _ORDER.index(name)
        later = (at for other, at in _children(properties) if other not in _ORDER or _ORDER.index(other) > rank)
        at = next(later, properties.rindex(b"</"))
        return properties[:at] + written + properties[at:]

    def look_linked(self, run: Element) -> None:
        """Gives the run the look of a link where it stands."""
        own, new = run.child("w:rPr"), self.linked_properties(run)
        if own is None:
            self.splices.insert(self._part.inner(run), new)
        elif new != self.properties(run):
            self.splices.put(own.start, self._part.end(own), new)


def _children(written: bytes) -> list[tuple[str, int]]:
    """The names of an element's children, without prefixes, and where they begin."""
    found, depth = [], 0
    for m in _TAG.finditer(written):
        if m["end"]:
            depth -= 1
            continue
        if depth == 1:
            found.append((m["tag"].rpartition(b":")[2].decode(), m.start()))
        depth += not m["empty"]
    return found
