"""HTML taken apart into tags and text as browsers do it, each with its characters in the source; in linear time.

The standard library's parser tells where a tag begins but not where its attributes stand, which are to be rewritten.
"""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from html.entities import html5
from types import MappingProxyType
from typing import Literal, NamedTuple

from rnct_chapters.timecode import TextRange

SPACE = " \t\n\r\f"
"""White space that browsers fold; the unbreakable kinds are characters like others."""

RAW = frozenset({"iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp"})
"""Elements whose inside has no tags."""

ENTITY = r"&(?:#(?:[xX][0-9a-fA-F]+|[0-9]+);?|[a-zA-Z][a-zA-Z0-9]{1,31};?)"
"""What may be an entity; `read_entity` says whether it is."""

_DIGITS_MAX = 12
"""Characters of a numeric entity that can still name one; more would only make a large number."""

_MARKUP = re.compile(r"<(?:(?P<comment>!--)|(?P<cdata>!\[CDATA\[)|(?P<bogus>[!?]|/(?![a-zA-Z]))|(?P<tag>/?[a-zA-Z]))")
_NAME = re.compile(r"[^\s/>]++")
_COMMENT_END = re.compile(r"--!?>")
_ATTRIBUTE = re.compile(
    r"""[\s/]*+(?:(?P<close>>)|(?P<name>[^\s/>][^\s/>=]*+)
    (?:\s*+=\s*+(?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)'|(?P<bare>[^\s>"'][^\s>]*+)|(?=[>"'])))?+)""",
    re.VERBOSE,
)
_ENTITY = re.compile(ENTITY)


class Attribute(NamedTuple):
    """An attribute as read. `at` is its value's place, without the quotes; where it has no value, what stands behind
    its name, with the equals sign if there is one."""

    value: str
    at: TextRange
    quote: str  # as written: ", ', or nothing
    valued: bool


Attributes = Mapping[str, Attribute]


class Token(NamedTuple):
    """A tag or a stretch of text. `raw` text is the inside of an element of `RAW`, or CDATA: no entities in it."""

    kind: Literal["start", "end", "text", "raw"]
    at: TextRange
    name: str = ""
    attributes: Attributes = MappingProxyType({})
    closed: bool = False  # <br/>


def is_xml(source: str) -> bool:
    """Whether the page calls itself XML, where `<div/>` is a whole element and CDATA is text."""
    return source[:200].lstrip("\ufeff" + SPACE).startswith("<?xml")


def tokens(source: str) -> Iterator[Token]:
    """The tags and texts in order. Comments and declarations are passed over; a tag or comment that never ends ends
    the page, as in browsers."""
    xml, at = is_xml(source), 0
    while m := _MARKUP.search(source, at):
        if m.start() > at:
            yield Token("text", TextRange(at, m.start()))
        if m["tag"]:
            found = _tag(source, m.start())
            if found is None:
                return
            yield found
            at = found.at.end
            if found.kind == "start" and found.name in RAW and not (xml and found.closed):
                end = _raw_end(source, at, found.name)
                yield Token("raw", TextRange(at, end), found.name)
                at = end
            continue
        if m["cdata"] and xml:
            end = _found(source.find("]]>", m.end()), len(source))
            yield Token("raw", TextRange(m.end(), end))
            at = end + 3
        elif m["comment"]:
            close = _COMMENT_END.search(source, m.start() + 2)
            at = close.end() if close else len(source)
        else:
            at = _found(source.find(">", m.end() - 1), len(source)) + 1
    if at < len(source):
        yield Token("text", TextRange(at, len(source)))


def _found(place: int, otherwise: int) -> int:
    return place if place >= 0 else otherwise


def _tag(source: str, start: int) -> Token | None:
    """The tag at `start`; None where the source ends in it."""
    ending = source[start + 1] == "/"
    name = _NAME.match(source, start + 1 + ending)
    at = name.end() if name else start + 2
    attributes: dict[str, Attribute] = {}
    while m := _ATTRIBUTE.match(source, at):
        at = m.end()
        if m["close"]:
            whole = TextRange(start, at)
            lower = name[0].lower() if name else ""
            return Token("end" if ending else "start", whole, lower, attributes, source[at - 2] == "/")
        attributes.setdefault(m["name"].lower(), _attribute(m))
    return None


def _attribute(m: "re.Match[str]") -> Attribute:
    group = next((g for g in ("double", "single", "bare") if m[g] is not None), None)
    if group is None:
        return Attribute("", TextRange(m.end("name"), m.end()), "", valued=False)
    quote = {"double": '"', "single": "'", "bare": ""}[group]
    return Attribute(_attribute_text(m[group]), TextRange(*m.span(group)), quote, valued=True)


def _attribute_text(written: str) -> str:
    """An attribute's value: `&copy=1` is no entity in an address."""
    if "&" not in written:
        return written

    def read(m: "re.Match[str]") -> str:
        if not m[0].startswith("&#") and not m[0].endswith(";"):
            after = written[m.end() : m.end() + 1]
            return m[0] if after == "=" or m[0][1:] not in html5 else html5[m[0][1:]]
        text, length = read_entity(m[0])
        return text + m[0][length:]

    return _ENTITY.sub(read, written)


def _raw_end(source: str, at: int, name: str) -> int:
    close = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(source, at)
    return close.start() if close else len(source)


def read_entity(written: str) -> tuple[str, int]:
    """What `written`, a match of `ENTITY`, stands for and how many of its characters say so: `&eacutez` is é and z.

    No characters where it is no entity.
    """
    if written.startswith("&#"):
        return (unescape(written) if len(written) <= _DIGITS_MAX else "\ufffd"), len(written)
    name = written[1:]
    for length in range(len(name), 1, -1):
        if (text := html5.get(name[:length])) is not None:
            return text, length + 1
    return "", 0
