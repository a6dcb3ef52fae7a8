"""What a Matroska file says of where its clusters lie, told again for clusters that have moved."""

from collections.abc import Callable, Iterator
from typing import BinaryIO

from rnct_chapters.exports.embed.ebml import (
    CRC,
    VOID,
    Element,
    checked,
    element_in,
    elements,
    number,
    void,
    written,
    written_number,
)
from rnct_chapters.exports.embed.layout import Part
from rnct_chapters.exports.embed.segment import CUES

Told = Callable[[int], int]
"""The new position of what lay at an old one, both counted from the start of the segment's content."""

_POINT, _POSITIONS, _IN_CLUSTER, _REFERENCE, _REFERENCE_CLUSTER = 0xBB, 0xB7, 0xF1, 0xDB, 0x97
_HOLDERS = frozenset({_POINT, _POSITIONS, _REFERENCE})
_PLACES = frozenset({_IN_CLUSTER, _REFERENCE_CLUSTER})
_OWN_POSITION = 0xA7
"""In a cluster, which need not tell it."""
_BEFORE_BLOCKS = frozenset({CRC, VOID, 0xE7, _OWN_POSITION, 0xAB, 0x5854})
"""All that can stand before a cluster's first block."""


def cues_told(content: bytes, told: Told, width: int) -> bytes:
    """The element of cues with every place told again in `width` bytes, so that its length is known before the places
    are; with a checksum where it had one. Raises `IndexError` where it is damaged."""
    cues = b"".join(_told(content, told, width))
    has_checksum = any(element.id == CRC for element in elements(content))
    return checked(CUES, cues) if has_checksum else written(CUES, cues)


def _told(content: bytes, told: Told, width: int) -> Iterator[bytes]:
    for element in elements(content):
        inner = content[element.body : element.end]
        if element.id in _HOLDERS:
            yield written(element.id, b"".join(_told(inner, told, width)))
        elif element.id in _PLACES:
            yield written_number(element.id, told(number(inner)), width)
        elif element.id != CRC:
            yield content[element.start : element.end]


def cluster_told(file: BinaryIO, cluster: Element, position: int) -> Iterator[Part]:
    """The parts of a cluster that has moved to `position`: it stays as it is but for what it says of that itself. A
    checksum over it is blotted out then."""
    at, inside = cluster.body, []
    while at < cluster.end and (inner := element_in(file, at, cluster.end)).id in _BEFORE_BLOCKS:
        inside.append(inner)
        at = inner.end
    done = cluster.start
    changed = (CRC, _OWN_POSITION) if any(inner.id == _OWN_POSITION for inner in inside) else ()
    for inner in inside:
        if inner.id in changed:
            yield Part(done, inner.start)
            yield Part(inner.start, inner.end, _position(inner, position))
            done = inner.end
    yield Part(done, cluster.end)


def _position(element: Element, position: int) -> bytes:
    """In as many bytes as the old one took; nothing in them where it does not fit, or is none."""
    length, whole = element.end - element.body, element.end - element.start
    if element.id != _OWN_POSITION or position >= 1 << 8 * length:
        return void(whole)
    return written(_OWN_POSITION, position.to_bytes(length, "big"), whole - length - 1)
