"""Elements of EBML (RFC 8794), which Matroska and WebM files are made of: read in a file and in memory, and written."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from rnct_chapters.exports.embed.damage import broken

CRC, VOID = 0xBF, 0xEC
_LONGEST_HEAD = 12
"""Bytes: an id takes at most four, a size at most eight."""


@dataclass(frozen=True, slots=True)
class Element:
    """[start, end) in bytes, its content from `body` on. `sized` is False for one that states no size, as in a live
    stream, and ends where the next of its level begins."""

    id: int
    start: int
    body: int
    end: int
    sized: bool = True


def element_in(file: BinaryIO, at: int, end: int) -> Element:
    """The element at byte `at` of the file, in one that ends at `end`; it may state an end beyond that.

    Raises `UnreadableChapters` where there is none.
    """
    if at < end:
        file.seek(at)
        if found := _head(file.read(min(_LONGEST_HEAD, end - at)), at, end):
            return found
    raise broken(file.name, at)


def elements(content: bytes) -> Iterator[Element]:
    """The elements that lie in `content` one after another. Raises `IndexError` where something is none of them."""
    at = 0
    while at < len(content):
        found = _head(content[at : at + _LONGEST_HEAD], at, len(content))
        if found is None or found.end > len(content):
            raise IndexError(at)
        yield found
        at = found.end


def _head(head: bytes, at: int, end: int) -> Element | None:
    """The element whose first bytes these are, at `at`; one without a size reaches to `end`."""
    if not head or not 1 <= (id_length := 9 - head[0].bit_length()) <= 4 or len(head) <= id_length:
        return None
    size_length = 9 - head[id_length].bit_length()
    body = id_length + size_length
    if size_length > 8 or len(head) < body:
        return None
    size = int.from_bytes(head[id_length:body], "big") - (1 << 7 * size_length)
    sized = size != (1 << 7 * size_length) - 1
    return Element(
        int.from_bytes(head[:id_length], "big"), at, at + body, at + body + size if sized else end, sized
    )  # fmt: skip


def number(content: bytes) -> int:
    """An unsigned whole number, big end first."""
    return int.from_bytes(content, "big")


def text(content: bytes) -> str:
    """A string: UTF-8, perhaps filled up with zeros."""
    return content.split(b"\0", 1)[0].decode("utf-8", "replace")


def written(identity: int, content: bytes, size_length: int = 0) -> bytes:
    """The element as it stands in a file, its size in so many bytes, or in as few as it takes."""
    size_length = size_length or next(n for n in range(1, 9) if len(content) < (1 << 7 * n) - 1)
    size = (1 << 7 * size_length) | len(content)
    return id_bytes(identity) + size.to_bytes(size_length, "big") + content


def id_bytes(identity: int) -> bytes:
    return identity.to_bytes((identity.bit_length() + 7) // 8, "big")


def written_number(identity: int, value: int, length: int = 0) -> bytes:
    """An unsigned number in so many bytes, or in as few as it takes."""
    return written(identity, value.to_bytes(length or max(1, (value.bit_length() + 7) // 8), "big"))


def written_text(identity: int, value: str) -> bytes:
    return written(identity, value.encode("utf-8", "replace"))


def checked(identity: int, content: bytes) -> bytes:
    """An element that begins with the checksum of the rest of it."""
    return written(identity, written(CRC, zlib.crc32(content).to_bytes(4, "little")) + content)


def void(length: int) -> bytes:
    """So many bytes that say nothing, at least 2."""
    return written(VOID, bytes(length - 2)) if length <= 128 else written(VOID, bytes(length - 9), 8)
