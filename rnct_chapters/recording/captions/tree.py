"""XML captions as a small tree, read without ever opening or unfolding anything else.

A document type is refused: it is where entities that grow without end and files to fetch are declared, and captions
have no use for one. Namespaces are left aside, for TTML alone has been published under four.
"""

import html
import re
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

from rnct_chapters.errors import UnreadableRecording
from rnct_chapters.messages import message
from rnct_chapters.recording.captions.payload import clean

DEEPEST = 200
"""Elements within elements; captions have about six."""

# The first element, behind the declaration, comments, a document type and blank space.
_ROOT = re.compile(
    r"(?>\s+|<\?[^>]*>|<!--(?:(?!-->).)*+-->|<!DOCTYPE\b[^<>\[]*(?:\[[^\]]*\]\s*)?>)*+<(?:[\w.-]+:)?([\w.-]+)[\s>/]",
    re.DOTALL,
)
_AMPERSAND = re.compile(r"&(?:(#\d+|#[xX][\da-fA-F]+|amp|lt|gt|quot|apos);|([A-Za-z]\w{0,30});)?")


@dataclass(slots=True)
class Node:
    """An element by its local name; attributes by theirs. `children` are elements and texts in their order."""

    name: str
    attributes: dict[str, str]
    line: int
    children: "list[Node | str]" = field(default_factory=list)

    @property
    def elements(self) -> "list[Node]":
        return [child for child in self.children if isinstance(child, Node)]

    @property
    def text(self) -> str:
        """The text right inside it and in all that it holds."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def find(self, name: str) -> "Node | None":
        """The first element of that name inside it, however deep."""
        inside = (e if e.name == name else e.find(name) for e in self.elements)
        return next((e for e in inside if e), None)


def root_name(text: str) -> str | None:
    """The local name of the first element of `text`; None where `text` does not open as XML."""
    m = _ROOT.match(text) if text.lstrip()[:1] == "<" else None
    return None if m is None else m[1]


def read_tree(text: str, name: str) -> Node:
    """Raises `UnreadableRecording` where the XML is broken, cut off, too deep, or declares a document type."""
    reading = _Reading(name)
    parser = expat.ParserCreate("utf-8")
    reading.parser = parser
    parser.buffer_text = True
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.say
    parser.StartDoctypeDeclHandler = reading.refuse
    try:
        parser.Parse(_AMPERSAND.sub(_reference, clean(text)).encode("utf-8", "replace"), True)
    except expat.ExpatError as error:
        raise UnreadableRecording(message("captions_bad_xml", name=name, line=error.lineno)) from error
    return reading.root.elements[0]


class _Reading:
    """The elements that are open while the parser goes through the text."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.root = Node("", {}, 0)
        self.open = [self.root]
        self.parser: expat.XMLParserType

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        line = self.parser.CurrentLineNumber
        if len(self.open) > DEEPEST:
            raise UnreadableRecording(message("captions_bad_xml", name=self.name, line=line))
        node = Node(_local(tag), {_local(key): value for key, value in attributes.items()}, line)
        self.open[-1].children.append(node)
        self.open.append(node)

    def end(self, tag: str) -> None:
        self.open.pop()

    def say(self, text: str) -> None:
        self.open[-1].children.append(text)

    def refuse(self, *_: object) -> NoReturn:
        line = self.parser.CurrentLineNumber
        raise UnreadableRecording(message("captions_doctype", name=self.name, line=line))


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _reference(m: re.Match[str]) -> str:
    """`&nbsp;` is HTML's and unknown to XML, and a bare `&` is no reference: both are common in captions."""
    if m[1] is not None:
        return m[0]
    if m[2] is None:
        return "&amp;"
    character = html.unescape(m[0])
    return character if character != m[0] and "&" not in character and "<" not in character else f"&amp;{m[0][1:]}"
