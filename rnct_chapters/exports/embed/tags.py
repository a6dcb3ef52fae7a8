"""Tags of a Matroska file that speak of its chapters: they mean nothing once these are replaced."""

import zlib
from collections.abc import Iterator

from rnct_chapters.exports.embed.ebml import CRC, elements, number, void, written

_TAG, _TARGETS = 0x7373, 0x63C0
_CHAPTERS = frozenset({0x63C4, 0x63C9})
"""What a target can be: a chapter, an edition."""


def tags_of_chapters(content: bytes) -> int:
    """How many of the tags in the element speak of chapters. Raises `IndexError` where it is damaged."""
    return sum(map(bool, _spoken(content)))


def without_tags_of_chapters(content: bytes) -> bytes:
    """The content of the element, as long as it was, with nothing in the place of these tags."""
    kept = b"".join(
        void(element.end - element.start) if speaks else content[element.start : element.end]
        for element, speaks in zip(elements(content), _spoken(content), strict=True)
    )
    first = next(elements(content), None)
    if first is None or first.id != CRC:
        return kept
    rest = kept[first.end :]
    return written(CRC, zlib.crc32(rest).to_bytes(4, "little")) + rest


def _spoken(content: bytes) -> Iterator[bool]:
    """Of each element, whether it is a tag of a chapter."""
    for element in elements(content):
        inner = content[element.body : element.end] if element.id == _TAG else b""
        targets = (inner[e.body : e.end] for e in elements(inner) if e.id == _TARGETS)
        yield any(_names_chapter(target) for target in targets)


def _names_chapter(targets: bytes) -> bool:
    return any(e.id in _CHAPTERS and number(targets[e.body : e.end]) for e in elements(targets))
