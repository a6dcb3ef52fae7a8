"""XML that others wrote, as a small tree: nothing is fetched or unfolded, and sloppy ampersands are forgiven.

Namespaces are left aside: snippets cut out of a feed have a prefix and no declaration for it.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from rnct_chapters.errors import UnreadableChapters
from rnct_chapters.messages import message

DEEPEST = 100
"""Elements within elements; a feed has about five, chapters within chapters a few more."""

_NO_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOSE = re.compile(
    r"<!\[CDATA\[(?:.*?\]\]>|.*)|<!--(?:.*?-->|.*)|&(?!(?:#\d+|#[xX][\da-fA-F]+|amp|lt|gt|quot|apos);)(?:[A-Za-z]\w{0,30};)?",
    re.DOTALL,
)
"""An ampersand that begins none of XML's references, outside of what is verbatim."""
_ROOT = re.compile(
    r"\ufeff?(?>\s+|<\?[^>]*>|<!--(?:(?!-->).)*+-->|<!DOCTYPE\b[^<>\[]*(?:\[[^\]]*\]\s*)?>)*+<(?:[\w.-]+:)?([\w.-]+)[\s>/]",
    re.DOTALL,
)
_ESCAPED = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"))


@dataclass(slots=True)
class Element:
    """An element by its local name, with its attributes by theirs; `line` is that of its start tag, from 1; `text` is
    what stands right inside it."""

    name: str
    attributes: dict[str, str]
    line: int
    text: str = ""
    children: "list[Element]" = field(default_factory=list)

    def all(self, name: str) -> "list[Element]":
        """The children of that name."""
        return [child for child in self.children if child.name == name]

    def value(self, *names: str) -> str | None:
        """The text of the first child of one of the names, without space around it; None where none has any."""
        texts = (child.text.strip() for child in self.children if child.name in names)
        return next(filter(None, texts), None)

    def within(self) -> "Iterator[Element]":
        """It and all that it holds, in the order of the file."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += reversed(element.children)


def escaped(text: str) -> str:
    """`text` as content of an element or of an attribute in double quotes."""
    for character, reference in _ESCAPED:
        text = text.replace(character, reference)
    return text


def root_name(text: str) -> str | None:
    """The local name of the first element of `text`; None where `text` does not open as XML."""
    m = _ROOT.match(text)
    return m[1] if m else None


def read_xml(text: str) -> Element:
    """The root element. Raises `UnreadableChapters`, naming the line, for XML that is broken, nests too deeply, or
    declares entities."""
    reading = _Reading()
    try:
        reading.parser.Parse(_LOOSE.sub(_reference, _NO_CHARACTER.sub("", text)).encode(), True)
    except expat.ExpatError as error:
        raise UnreadableChapters(message("unread_xml", line=error.lineno)) from error
    return reading.root.children[0]


def _reference(m: re.Match[str]) -> str:
    """`&nbsp;` is HTML's and unknown to XML, and a bare `&` is no reference: both are common."""
    return m[0] if m[0][0] == "<" else escaped(html.unescape(m[0]))


class _Reading:
    """What expat tells, put together; `root` holds the one outermost element."""

    def __init__(self) -> None:
        self.root = Element("", {}, 0)
        self._open = [self.root]
        self.parser = expat.ParserCreate("utf-8")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._say
        self.parser.StartDoctypeDeclHandler = self._declare

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        line = self.parser.CurrentLineNumber
        if len(self._open) > DEEPEST:
            raise UnreadableChapters(message("unread_xml", line=line))
        element = Element(_local(tag), {_local(key): value for key, value in attributes.items()}, line)
        self._open[-1].children.append(element)
        self._open.append(element)

    def _end(self, _: str) -> None:
        self._open.pop()

    def _say(self, text: str) -> None:
        self._open[-1].text += text

    def _declare(self, name: str, system: str | None, public: str | None, declares: bool | int) -> None:
        """A document type that only names itself, as old MKVToolNix wrote it, does no harm; one that declares
        entities can grow without end."""
        if declares:
            raise UnreadableChapters(message("unread_doctype", line=self.parser.CurrentLineNumber))


def _local(name: str) -> str:
    return name.rpartition(":")[2]
