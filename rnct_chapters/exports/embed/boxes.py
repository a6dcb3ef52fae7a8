"""Boxes of MP4 and QuickTime files: read without loss, changed, and written again.

The boxes are those of ISO/IEC 14496-12 and of Apple's QuickTime file format: a size of four bytes, big end first, a
kind of four letters, the content. A size of 1 says that eight bytes after the kind hold it; 0, that the box goes to the
end of the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from rnct_chapters.exports.embed.damage import broken, cut

Content = bytes | bytearray | memoryview

LARGEST_INDEX = 500_000_000
"""Bytes: the index of ten hours with sixty pictures a second takes less than a tenth of it."""

_PARENTS = frozenset({b"moov", b"trak", b"mdia", b"minf", b"dinf", b"stbl", b"udta", b"mvex", b"tref", b"edts"})
_PARENTS |= {b"moof", b"traf", b"mfra"}
_DEEPEST = 6
"""moov, trak, mdia, minf, stbl: what lies deeper is kept as it is."""
_SHORT = 1 << 32


@dataclass(frozen=True, slots=True)
class Box:
    """A box in memory. `content` of one that holds others is what follows the last of them, as the end mark of a
    QuickTime `udta`."""

    kind: bytes
    content: Content = b""
    inside: tuple[Box, ...] = ()

    def child(self, *path: bytes) -> Box | None:
        """The first box down that path; None where there is none."""
        found: Box | None = self
        for kind in path:
            found = next((box for box in found.inside if box.kind == kind), None) if found else None
        return found

    def number(self, at: int, octets: int = 4) -> int:
        """The unsigned number of so many bytes at `at`. Raises `IndexError` where the content ends before."""
        if at + octets > len(self.content):
            raise IndexError(at)
        return int.from_bytes(self.content[at : at + octets], "big")

    def walk(self) -> Iterator[Box]:
        """This box and all in it."""
        yield self
        for box in self.inside:
            yield from box.walk()


@dataclass(frozen=True, slots=True)
class TopBox:
    """A box of the file itself: [start, end) in bytes, its content from `body` on."""

    kind: bytes
    start: int
    body: int
    end: int


def top_boxes(file: BinaryIO, size: int) -> Iterator[TopBox]:
    """The boxes of a file of `size` bytes, in order; bytes at its end that are no box count as one.

    Raises `UnreadableChapters` where the last one goes beyond the file.
    """
    at = 0
    while at < size:
        file.seek(at)
        head = file.read(16)
        body, length = _sizes(head)
        if length < body:
            body, length = min(body, size - at), size - at
        if at + length > size:
            raise cut(file.name, at + length - size)
        yield TopBox(head[4:8], at, at + body, at + length)
        at += length


def read_box(file: BinaryIO, top: TopBox) -> Box:
    """A box of the file with all in it. Raises `UnreadableChapters` where it is too large to be an index."""
    if top.end - top.body > LARGEST_INDEX:
        raise broken(file.name, top.start)
    file.seek(top.body)
    return _read(top.kind, memoryview(file.read(top.end - top.body)), 1)


def boxes_in(content: Content) -> tuple[Box, ...]:
    """The boxes that lie in `content` one after another, up to the first bytes that are none."""
    return _read(b"moov", memoryview(content), _DEEPEST).inside


def _read(kind: bytes, content: memoryview, depth: int) -> Box:
    if kind not in _PARENTS or depth > _DEEPEST:
        return Box(kind, content)
    found: list[Box] = []
    at = 0
    while True:
        body, length = _sizes(content[at : at + 16])
        if not body <= length <= len(content) - at:
            return Box(kind, content[at:], tuple(found))
        found.append(_read(bytes(content[at + 4 : at + 8]), content[at + body : at + length], depth + 1))
        at += length


def _sizes(head: Content) -> tuple[int, int]:
    """Bytes up to the content of a box, and up to its end as it states; less where there is no box, or no end."""
    length = int.from_bytes(head[:4], "big")
    if length == 1:
        return 16, int.from_bytes(head[8:16], "big")
    return 8, length if len(head) >= 8 else 0


def rendered(box: Box) -> bytes:
    """The box as it stands in a file."""
    return b"".join(_pieces(box))


def _length(box: Box) -> int:
    content = len(box.content) + sum(map(_length, box.inside))
    return content + (8 if content + 8 < _SHORT else 16)


def _pieces(box: Box) -> Iterator[Content]:
    length = _length(box)
    yield (
        length.to_bytes(4, "big") + box.kind if length < _SHORT else b"\0\0\0\1" + box.kind + length.to_bytes(8, "big")
    )
    for child in box.inside:
        yield from _pieces(child)
    yield box.content
