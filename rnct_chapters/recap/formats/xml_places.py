"""XML whose elements know their bytes, so that a part is changed in places and all else stays as it was written.

Expat reads it: no document type, no entity but XML's own five, nothing fetched. Bytes are those of the part in UTF-8.
"""

import codecs
import re
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from xml.parsers import expat

from rnct_chapters.errors import UnreadableRecap
from rnct_chapters.messages import message

MAX_DEPTH = 256
"""Elements within elements: a table in a text box in a table takes some fifty."""

MAX_ELEMENTS = 600_000
"""Elements that are kept; eight hundred pages with a change of font in each line have some 220,000."""

_TEXT_BUFFER = 1 << 18

_START_TAG = re.compile(rb"""<(?P<tag>[^\s/>]+)(?:[^>"']|"[^"]*"|'[^']*')*>""")
_CHARACTER = re.compile(
    rb"<!\[CDATA\[(?P<verbatim>.*?)\]\]>|<!--.*?-->|<\?.*?\?>|&[^;]*;|\r\n?|[\x00-\x7f]|[\xc0-\xff][\x80-\xbf]+",
    re.DOTALL,
)
_DECLARES = re.compile("xmlns(?::|$)")
_NOTHING: dict[str, str] = {}


class Element:
    """An element that was asked for. Names have the prefixes of `parsed`, whatever the part itself calls them; elements
    that were not asked for are passed over, so that `parent` may stand farther out than by one."""

    __slots__ = ("attributes", "children", "close", "depth", "name", "parent", "start", "text")

    def __init__(self, name: str, attributes: dict[str, str], parent: "Element | None", start: int, depth: int) -> None:
        self.name = name
        self.attributes = attributes
        self.parent = parent
        self.start = start
        self.depth = depth
        self.close = start  # where its end tag begins; behind it, where it has none
        self.children: list[Element] = []
        self.text = ""

    def child(self, name: str) -> "Element | None":
        return next((c for c in self.children if c.name == name), None)

    def value(self, name: str, attribute: str) -> str | None:
        """The attribute of the first child of that name."""
        found = self.child(name)
        return found.attributes.get(attribute) if found is not None else None

    def within(self) -> Iterator["Element"]:
        """The elements that it stands in, from the inside."""
        above = self.parent
        while above is not None:
            yield above
            above = above.parent

    def all(self, name: str) -> Iterator["Element"]:
        """The elements of that name in it, in order."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            if element.name == name:
                yield element
            waiting += reversed(element.children)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a package as bytes and as elements; `own` are the prefixes that mean in all of it what ours mean."""

    raw: bytes
    root: Element
    encoding: str
    own: frozenset[str]

    def start_tag(self, element: Element) -> bytes:
        found = _START_TAG.match(self.raw, element.start)
        assert found is not None  # expat saw it there
        return found[0]

    def tag(self, element: Element) -> bytes:
        """The element's name as it is written in the part."""
        found = _START_TAG.match(self.raw, element.start)
        assert found is not None
        return found["tag"]

    def inner(self, element: Element) -> int:
        """Where the element's content begins."""
        return element.start + len(self.start_tag(element))

    def end(self, element: Element) -> int:
        """Behind the element."""
        inner = self.inner(element)
        if self.raw.endswith(b"/>", element.start, inner):
            return inner
        return self.raw.index(b">", element.close) + 1

    def written(self, element: Element) -> bytes:
        return self.raw[element.start : self.end(element)]

    def offsets(self, element: Element) -> list[int]:
        """Where each character of the element's text is written, and where the last one ends."""
        places: list[int] = []
        at = self.inner(element)
        for m in _CHARACTER.finditer(self.raw, at, element.close):
            if m["verbatim"] is not None:
                start = m.start("verbatim")
                for c in m["verbatim"].decode():
                    places.append(start)
                    start += len(c.encode())
            elif not m[0].startswith((b"<!--", b"<?")):
                places.append(m.start())
        return [*places, element.close]


def parsed(content: bytes, name: str, prefixes: dict[str, str], wanted: Container[str]) -> Part:
    """The XML part `content` of the document `name`: its root, and of the rest the elements and attributes in `wanted`.

    `prefixes`: namespace -> the prefix that names are given. Raises `UnreadableRecap` for what is not well-formed,
    brings a document type, or nests too deeply.
    """
    encoding = next((e for bom, e in _ENCODINGS if content.startswith(bom)), "utf-8")
    try:
        raw = content if encoding == "utf-8" else content.decode(encoding).encode()
        builder = _Builder(name, prefixes, wanted)
        root = builder.root(raw)
    except (expat.ExpatError, UnicodeError) as error:
        raise UnreadableRecap(message("zip_xml_broken", name=name)) from error
    return Part(raw, root, encoding, frozenset(builder.own - builder.strange))


_ENCODINGS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


class _Builder:
    """What expat tells, made into elements."""

    def __init__(self, name: str, prefixes: dict[str, str], wanted: Container[str]) -> None:
        self._document = name
        self._prefixes = prefixes
        self._wanted = wanted
        self._scopes: list[tuple[int, dict[str, str]]] = [(0, {})]  # depth, the part's prefix -> ours
        self._named: dict[str, str | None] = {}  # by the part's name: ours, where it is wanted
        self._kept: dict[str, str | None] = {}  # of attributes the same
        self._met: set[str] = set()
        self._open: list[Element | None] = []
        self._inside: list[Element] = []
        self._root: Element | None = None
        self._count = 0
        self.own: set[str] = set()
        self.strange: set[str] = set()

    def root(self, raw: bytes) -> Element:
        parser = expat.ParserCreate("utf-8")
        parser.ordered_attributes = True
        parser.buffer_text = True
        parser.buffer_size = _TEXT_BUFFER
        parser.StartElementHandler = self._starter(parser)
        parser.EndElementHandler = self._ender(parser)
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._doctype
        parser.Parse(raw, True)
        assert self._root is not None
        return self._root

    def _starter(self, parser: expat.XMLParserType) -> Callable[[str, list[str]], None]:
        named, met, opened, inside = self._named, self._met, self._open, self._inside

        def start(tag: str, attributes: list[str]) -> None:
            if attributes and not met.issuperset(attributes[::2]):
                self._meet(attributes)
            name = named[tag] if tag in named else self._name(tag)
            if name is None:
                opened.append(None)
                return
            if len(opened) >= MAX_DEPTH:
                raise UnreadableRecap(message("zip_xml_broken", name=self._document))
            self._count += 1
            if self._count > MAX_ELEMENTS:
                raise UnreadableRecap(message("zip_large", name=self._document))
            kept = self._attributes(attributes) if attributes else _NOTHING
            above = inside[-1] if inside else None
            element = Element(name, kept, above, parser.CurrentByteIndex, len(opened))
            if above is not None:
                above.children.append(element)
            else:
                self._root = element
            opened.append(element)
            inside.append(element)

        return start

    def _ender(self, parser: expat.XMLParserType) -> Callable[[str], None]:
        opened, inside, scopes, named, kept = self._open, self._inside, self._scopes, self._named, self._kept

        def end(_: str) -> None:
            element = opened.pop()
            if element is not None:
                element.close = parser.CurrentByteIndex
                inside.pop()
            if len(opened) < scopes[-1][0]:
                scopes.pop()
                named.clear()
                kept.clear()

        return end

    def _text(self, text: str) -> None:
        if self._open and (element := self._open[-1]) is not None:
            element.text += text

    def _doctype(self, *_: object) -> None:
        raise UnreadableRecap(message("zip_xml_doctype", name=self._document))

    def _meet(self, attributes: list[str]) -> None:
        """Attributes not met before, of the element that is about to open: declarations make it a scope of its own."""
        declared = {k[6:]: uri for k, uri in zip(attributes[::2], attributes[1::2], strict=True) if _DECLARES.match(k)}
        if declared:
            self._declare(declared)
        for key in attributes[::2]:
            if not _DECLARES.match(key):
                self._met.add(key)

    def _declare(self, declared: dict[str, str]) -> None:
        scope = {**self._scopes[-1][1], **{prefix: self._prefixes.get(uri, "") for prefix, uri in declared.items()}}
        for prefix in declared:
            if prefix != scope[prefix]:
                self.strange.add(prefix)
            elif prefix and not self._open:
                self.own.add(prefix)
        self._scopes.append((len(self._open) + 1, scope))
        self._named.clear()
        self._kept.clear()

    def _name(self, tag: str) -> str | None:
        prefix, _, local = tag.rpartition(":")
        ours = self._scopes[-1][1].get(prefix, "")
        name = f"{ours}:{local}" if ours else local
        self._named[tag] = name if name in self._wanted or not self._open else None
        return self._named[tag]

    def _attributes(self, attributes: list[str]) -> dict[str, str]:
        kept = self._kept
        found = {}
        for i in range(0, len(attributes), 2):
            key = attributes[i]
            if key not in kept:
                kept[key] = self._attribute(key)
            if name := kept[key]:
                found[name] = attributes[i + 1]
        return found or _NOTHING

    def _attribute(self, key: str) -> str | None:
        prefix, _, local = key.rpartition(":")
        ours = self._scopes[-1][1].get(prefix) if prefix else None
        name = f"{ours}:{local}" if ours else local
        return name if name in self._wanted else None
