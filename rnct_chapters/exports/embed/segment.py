"""The segment of a Matroska or WebM file: which elements it holds, and where (RFC 9559)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from rnct_chapters.exports.embed.damage import broken
from rnct_chapters.exports.embed.ebml import Element, element_in, elements, text

HEADER, SEGMENT, SEEK_HEAD, INFO, TRACKS = 0x1A45DFA3, 0x18538067, 0x114D9B74, 0x1549A966, 0x1654AE6B
CLUSTER, CUES, CHAPTERS, TAGS, ATTACHMENTS = 0x1F43B675, 0x1C53BB6B, 0x1043A770, 0x1254C367, 0x1941A469

_DOC_TYPE = 0x4282
_LEVEL_1 = frozenset({SEEK_HEAD, INFO, TRACKS, CLUSTER, CUES, CHAPTERS, TAGS, ATTACHMENTS})
_LONGEST_HEADER = 4096
LARGEST = 100_000_000
"""Bytes: the cues of a hundred hours take a tenth of it."""


@dataclass(frozen=True, slots=True)
class Segment:
    """The first segment of a file, and what it holds. `missing` are bytes that it says to have and the file has not."""

    element: Element
    children: tuple[Element, ...]
    is_webm: bool
    missing: int

    @property
    def first_cluster(self) -> int:
        """Where the head ends and the media begin."""
        return next((c.start for c in self.children if c.id == CLUSTER), self.element.end)


def segment_of(file: BinaryIO, size: int) -> Segment:
    """The segment of the file of `size` bytes. Raises `UnreadableChapters` where it is damaged."""
    header = element_in(file, 0, size)
    at = header.end
    while (segment := element_in(file, at, size)).id != SEGMENT:
        at = segment.end
    end = min(segment.end, size)
    children = tuple(_children(file, segment.body, end))
    stated = max([segment.end, *(child.end for child in children)])
    return Segment(replace(segment, end=end), children, _doc_type(file, header) == "webm", max(0, stated - end))


def content_of(file: BinaryIO, element: Element) -> bytes:
    """What stands in the element. Raises `UnreadableChapters` where it is too large for what it is, or is cut."""
    length = element.end - element.body
    file.seek(element.body)
    content = file.read(length) if length <= LARGEST else b""
    if len(content) < length:
        raise broken(file.name, element.start)
    return content


def _children(file: BinaryIO, at: int, end: int) -> Iterator[Element]:
    while at < end:
        child = element_in(file, at, end)
        if not child.sized:
            child = replace(child, end=_end_of_live(file, child.body, end))
        yield child
        at = child.end


def _end_of_live(file: BinaryIO, at: int, end: int) -> int:
    """Where a cluster that states no size ends: where something begins that cannot lie in it. Beyond `end` where its
    last block does."""
    while at < end:
        inner = element_in(file, at, end)
        if inner.id in _LEVEL_1:
            return at
        at = inner.end
    return at


def _doc_type(file: BinaryIO, header: Element) -> str:
    if header.id != HEADER or header.end - header.body > _LONGEST_HEADER:
        raise broken(file.name, 0)
    content = content_of(file, header)
    try:
        return next((text(content[e.body : e.end]) for e in elements(content) if e.id == _DOC_TYPE), "")
    except IndexError as error:
        raise broken(file.name, 0) from error
