"""Chapters in Matroska and WebM files: written before the first cluster, where a player meets them without seeking.

The head of the file is laid out anew: the seek list, the elements that were there, the chapters, and room to spare. As
long as empty room makes up for it, all that follows stays in its place; else it moves, and the cues, which say where
clusters lie, are told again. No block is touched.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from rnct_chapters.chapters import Chapter, ChapterList
from rnct_chapters.errors import UnreadableChapters
from rnct_chapters.exports.embed.atoms import as_xml, chapters_element
from rnct_chapters.exports.embed.cues import Told, cluster_told, cues_told
from rnct_chapters.exports.embed.damage import broken, cut
from rnct_chapters.exports.embed.ebml import CRC, VOID, Element, checked, id_bytes, void, written, written_number
from rnct_chapters.exports.embed.layout import BLOCK, MOST_ROOM, Layout, Part
from rnct_chapters.exports.embed.looking import Seen
from rnct_chapters.exports.embed.segment import (
    ATTACHMENTS,
    CHAPTERS,
    CLUSTER,
    CUES,
    INFO,
    SEEK_HEAD,
    SEGMENT,
    TAGS,
    TRACKS,
    Segment,
    content_of,
    segment_of,
)
from rnct_chapters.exports.embed.tags import tags_of_chapters, without_tags_of_chapters
from rnct_chapters.exports.formats import Found, Setting, matroska
from rnct_chapters.exports.formats.beyond import counted
from rnct_chapters.timecode import Span

ROOM = 1024
"""Bytes left empty, at least, behind chapters that found no room, so that others fit in their place."""

_SOUGHT = frozenset({INFO, TRACKS, CUES, CHAPTERS, TAGS, ATTACHMENTS})
"""What the seek list names."""
_ANEW = frozenset({SEEK_HEAD, CHAPTERS, CRC})
"""What of the old head is not kept, besides room that is no longer needed."""
_SEEK, _SEEK_ID, _SEEK_POSITION = 0x4DBB, 0x53AB, 0x53AC
_UNSIZED = b"\x01" + b"\xff" * 7


def splice(file: BinaryIO, size: int, chapters: ChapterList) -> Layout:
    """The layout of the file of `size` bytes with these chapters, in the place of any that it has.

    Raises `UnreadableChapters` where it is cut or damaged.
    """
    try:
        segment = segment_of(file, size)
        if segment.missing:
            raise cut(file.name, segment.missing)
        return _Splice(file, size, segment, chapters).layout()
    except IndexError as error:
        raise broken(file.name, 0) from error


class _Splice:
    """One file and the chapters that it will have. Positions in a segment count from the start of its content."""

    def __init__(self, file: BinaryIO, size: int, segment: Segment, chapters: ChapterList) -> None:
        self._file, self._size, self._segment = file, size, segment
        first = segment.first_cluster
        self._head = [c for c in segment.children if c.start < first]
        self._anew = {c for c in self._head if c.id in _ANEW or (c.id == VOID and c.end - c.start <= MOST_ROOM)}
        self._tail = [c for c in segment.children if c.start >= first]
        self._chapters = chapters_element(chapters.chapters, chapters.language, is_webm=segment.is_webm)
        self._cues = {c: content_of(file, c) for c in segment.children if c.id == CUES}
        tags = {c: content_of(file, c) for c in segment.children if c.id == TAGS}
        self._tags = {c: without_tags_of_chapters(found) for c, found in tags.items() if tags_of_chapters(found)}
        self._width = (2 * (size + len(self._chapters) + ROOM + BLOCK)).bit_length() // 8 + 1
        self._shifted = False
        room = self._room()
        if room < 0 or room == 1:  # a byte is too little for an element that says nothing
            self._shifted = True
            room = self._room()
            room += -(-(ROOM - room) // BLOCK) * BLOCK
        self._chapters += void(room) if room else b""

    def _room(self) -> int:
        """Bytes between the chapters and the first cluster where that is."""
        kept = sum(part.length for c in self._head if c not in self._anew for part in self._kept(c, _unknown))
        head = self._segment.first_cluster - self._segment.element.body
        return head - len(self._seek_list(_unknown)) - kept - len(self._chapters)

    def layout(self) -> Layout:
        """Built twice: first for the lengths, which do not depend on the places, then with the places."""
        blank = Layout([*self._parts(_unknown)])
        body = self._segment.element.start + len(self._opening(_unknown))
        start = self._segment.element.body
        return Layout([*self._parts(lambda position: blank.moved(position + start) - body)])

    def _parts(self, told: Told) -> Iterator[Part]:
        whole, first = self._segment.element, self._segment.first_cluster
        yield Part(0, whole.start)
        yield Part(whole.start, whole.body, self._opening(told))
        yield Part(whole.body, whole.body, self._seek_list(told))
        for element in self._head:
            yield from [Part(element.start, element.end, b"")] if element in self._anew else self._kept(element, told)
        yield Part(first, first, self._chapters)
        for element in self._tail:
            if element.id in (CHAPTERS, SEEK_HEAD):
                yield Part(element.start, element.end, void(element.end - element.start))
            else:
                yield from self._kept(element, told)
        yield Part(whole.end, self._size)

    def _kept(self, element: Element, told: Told) -> Iterator[Part]:
        """As it was, but for what would be wrong now."""
        if element.id == CLUSTER and self._shifted:
            yield from cluster_told(self._file, element, told(self._position(element)))
        elif element in self._cues and self._shifted:
            yield Part(element.start, element.end, cues_told(self._cues[element], told, self._width))
        else:
            yield Part(element.start, element.body)
            yield Part(element.body, element.end, self._tags.get(element))

    def _position(self, element: Element) -> int:
        return element.start - self._segment.element.body

    def _opening(self, told: Told) -> bytes:
        """The id and the size of the segment, the size in eight bytes."""
        whole = self._segment.element
        length = told(whole.end - whole.body).to_bytes(7, "big")
        return id_bytes(SEGMENT) + (b"\x01" + length if whole.sized else _UNSIZED)

    def _seek_list(self, told: Told) -> bytes:
        """Where the elements lie that a reader looks for, clusters apart."""
        places = [(c.id, told(self._position(c))) for c in (*self._head, *self._tail) if c.id in _SOUGHT - {CHAPTERS}]
        first = told(self._segment.first_cluster - self._segment.element.body)
        places.append((CHAPTERS, max(0, first - len(self._chapters))))
        seeks = (
            written(_SEEK, written(_SEEK_ID, id_bytes(identity)) + written_number(_SEEK_POSITION, at, 8))
            for identity, at in sorted(places, key=lambda place: place[1])
        )
        listed = b"".join(seeks)
        return written(SEEK_HEAD, listed) if self._segment.is_webm else checked(SEEK_HEAD, listed)


def _unknown(position: int) -> int:
    """For the lengths of what tells places, which are the same for all of them."""
    return 0


def read(file: BinaryIO, size: int, seen: Seen) -> Found:
    """The chapters in the file, with their levels. Raises `UnreadableChapters` where it is damaged."""
    children = segment_of(file, size).children
    listed, tags = ([(c, content_of(file, c)) for c in children if c.id == kind] for kind in (CHAPTERS, TAGS))
    try:
        found = matroska.read(as_xml([content for _, content in listed]), Setting())
        named = counted(matroska_tags=sum(tags_of_chapters(content) for _, content in tags))
    except (IndexError, UnreadableChapters) as error:  # which names a line of what is no text here
        raise broken(file.name, min((c.start for c, _ in (*listed, *tags)), default=0)) from error
    chapters = tuple(_inside(c, seen.duration_ms) for c in found.chapters)
    beyond = (*found.beyond, *named)
    return replace(found, chapters=chapters, title=seen.title, duration_ms=seen.duration_ms, beyond=beyond)


def _inside(chapter: Chapter, duration_ms: int | None) -> Chapter:
    """Not beyond the end of the file, which the elements of chapters do not know."""
    start, end = chapter.span.start_ms, chapter.span.end_ms
    return replace(chapter, span=Span(start, max(start, min(end, duration_ms or end))))
