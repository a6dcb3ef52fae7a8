"""Changes of an XML part in places, and how what is new in it is spelled."""

import re
from collections.abc import Container
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from rnct_chapters.recap.formats.xml_places import Part

_NEVER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # no XML may hold these
_TAG = re.compile(rb"<([^\s/>]+)")
_ATTRIBUTE = re.compile(rb"""\s+(?P<name>[^\s=]+)\s*=\s*(?P<value>"[^"]*"|'[^']*')""")


@dataclass(slots=True)
class Splices:
    """Changes of a part, each in the place of some of its bytes; none reaches into another."""

    part: Part
    changes: list[tuple[int, int, bytes]] = field(default_factory=list)

    def put(self, start: int, end: int, written: bytes) -> None:
        self.changes.append((start, end, written))

    def insert(self, at: int, written: bytes) -> None:
        self.changes.append((at, at, written))

    def append(self, written: bytes) -> None:
        """Puts `written` behind the root's last child."""
        root, part = self.part.root, self.part
        behind = part.inner(root)
        if part.raw[behind - 2 : behind] != b"/>":
            self.insert(root.close, written)
        else:
            self.put(behind - 2, behind, b">" + written + b"</" + part.tag(root) + b">")

    def carried_out(self) -> bytes:
        """The part's bytes with the changes, in its own encoding."""
        pieces, done = [], 0
        for start, end, written in sorted(self.changes, key=lambda change: change[:2]):
            assert start >= done, "two changes of the same bytes"
            pieces += [self.part.raw[done:start], written]
            done = end
        whole = b"".join([*pieces, self.part.raw[done:]])
        return whole if self.part.encoding == "utf-8" else whole.decode().encode(self.part.encoding)


def retagged(start_tag: bytes, without: Container[str], added: bytes) -> bytes:
    """A start tag without the attributes whose local names are in `without`, and with `added` before the others."""
    opening = _TAG.match(start_tag)
    assert opening is not None
    tag = opening[1]
    rest = start_tag[1 + len(tag) :]
    kept = b"".join(m[0] for m in _ATTRIBUTE.finditer(rest) if m["name"].rpartition(b":")[2].decode() not in without)
    return b"<" + tag + added + kept + (b"/>" if start_tag.endswith(b"/>") else b">")


def in_attribute(text: str) -> bytes:
    """`text` as the value of an attribute, with its quotes."""
    escapes = {chr(34): "&quot;", chr(10): "&#10;", chr(9): "&#9;", chr(13): "&#13;"}
    return f'"{escape(_NEVER.sub("", text), escapes)}"'.encode()


def in_text(text: str) -> bytes:
    """`text` as content."""
    return escape(_NEVER.sub("", text), {"\r": "&#13;"}).encode()
