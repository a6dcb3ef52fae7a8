"""Chapters in MP4 and QuickTime files: the index (`moov`) is written anew with them, and every other byte stays.

No stream is taken apart and put together again, so none can lose anything: codec tags, edit lists, covers, time codes,
colours, and whatever a camera put there stay as they are. An index that came first stays first: what follows it moves,
and the places that the index tells are told again.
"""

import struct
from collections.abc import Sequence
from dataclasses import replace
from typing import BinaryIO

from rnct_chapters.chapters import Chapter, ChapterList
from rnct_chapters.exports.embed.boxes import Box, TopBox, read_box, rendered, top_boxes
from rnct_chapters.exports.embed.chapter_track import Movie, chpl, text_track, texts
from rnct_chapters.exports.embed.clock import finer
from rnct_chapters.exports.embed.damage import broken, fixed
from rnct_chapters.exports.embed.layout import BLOCK, MOST_ROOM, Layout, Part
from rnct_chapters.exports.embed.looking import Seen, found_in
from rnct_chapters.exports.embed.movie import holds_only, movie_of, told_of_chapters, with_chapters, without_chapters
from rnct_chapters.exports.embed.offsets import moved, unmovable, widened
from rnct_chapters.exports.formats import Found
from rnct_chapters.exports.formats.beyond import counted
from rnct_chapters.timecode import Span

_SHORT = 1 << 32
_HEAD = 8
"""Bytes of a box before its content."""
_EMPTY = frozenset({b"free", b"skip"})
_FRAGMENTS = frozenset({b"moof", b"mfra"})


def splice(file: BinaryIO, size: int, chapters: ChapterList) -> Layout:
    """The layout of the file of `size` bytes with these chapters, in the place of any that it has.

    Raises `UnreadableChapters` where it is cut or damaged, or its bytes cannot be moved.
    """
    tops = tuple(top_boxes(file, size))
    index = next((top for top in tops if top.kind == b"moov"), TopBox(b"", 0, 0, 0))
    try:
        return _Splice(file, tops, index, chapters).layout()
    except (IndexError, OverflowError, struct.error) as error:
        raise broken(file.name, index.start) from error


class _Splice:
    """One file and the chapters that it will have. Raises `IndexError` where a box ends before what must be in it."""

    def __init__(self, file: BinaryIO, tops: Sequence[TopBox], index: TopBox, chapters: ChapterList) -> None:
        self._file, self._tops, self._index = file, tops, index
        found = read_box(file, index)
        self._bare, gone = without_chapters(found)
        self._emptied = {top.start for top in tops if top.kind == b"mdat" and any(holds_only(t, top) for t in gone)}
        self._room_end = self._end_of_room()
        self._bare = _fine_enough(self._bare, chapters.chapters[0].span.start_ms)
        self._movie = movie_of(self._bare, is_quicktime=self._is_quicktime())
        self._language = chapters.language
        self._chapters = _lasting(chapters.chapters, self._movie)
        self._texts = rendered(texts(self._chapters))

    def layout(self) -> Layout:
        first = self._laid_out(self._with_chapters(self._bare, 0))
        if first.moves and first.length >= _SHORT:
            self._bare = widened(self._bare)
            first = self._laid_out(self._with_chapters(self._bare, 0))
        if first.moves:
            self._refuse_unmovable()
        bare = moved(self._bare, first) if first.moves else self._bare
        index_length = len(rendered(self._with_chapters(bare, 0)))
        texts_at = first.moved(self._index.start) + index_length + _HEAD
        return self._laid_out(self._with_chapters(bare, texts_at), first if first.moves else None)

    def _end_of_room(self) -> int:
        """Where what may be overwritten behind the index ends: empty boxes, and texts of chapters that are gone."""
        end = self._index.end
        for top in self._tops:
            is_room = top.start in self._emptied or (top.kind in _EMPTY and top.end - top.start <= MOST_ROOM)
            if top.start == end and is_room:
                end = top.end
        return end

    def _is_quicktime(self) -> bool:
        """By the brand; files from before there were brands have none."""
        brand = next((top for top in self._tops if top.kind == b"ftyp"), None)
        return brand is None or bytes(read_box(self._file, brand).content[:4]) == b"qt  "

    def _with_chapters(self, bare: Box, texts_at: int) -> Box:
        track = text_track(self._chapters, self._movie, texts_at, self._language)
        return with_chapters(bare, self._movie, track, chpl(self._chapters))

    def _laid_out(self, moov: Box, moves: Layout | None = None) -> Layout:
        """The parts of the file with this index; `moves` says where fragments come to lie, if anything moves."""
        parts = []
        for top in self._tops:
            if top == self._index:
                parts.append(Part(top.start, self._room_end, self._with_room(rendered(moov) + self._texts)))
            elif top.start in self._emptied and top.start >= self._room_end:
                parts.append(Part(top.start, top.end, b""))
            elif not self._index.start < top.start < self._room_end:
                told = self._moved(top, moves) if moves is not None and top.kind in _FRAGMENTS else None
                parts.append(Part(top.start, top.end, told))
        return Layout(parts)

    def _with_room(self, written: bytes) -> bytes:
        """What stands in the place of the index, with empty room behind it: as much as keeps what follows in its place,
        or moves it by whole blocks. Behind an index that comes last nothing needs any."""
        if self._room_end == self._tops[-1].end:
            return written
        room = self._room_end - self._index.start - len(written)
        if room and room < _HEAD:
            room += -(-(_HEAD - room) // BLOCK) * BLOCK
        return written + (rendered(Box(b"free", bytes(room - _HEAD))) if room else b"")

    def _moved(self, top: TopBox, moves: Layout) -> bytes | None:
        """The fragment as it is told after the moves; None where it tells no places."""
        box = read_box(self._file, top)
        told = moved(box, moves)
        return None if told == box else rendered(told)

    def _refuse_unmovable(self) -> None:
        kinds = [*unmovable(self._bare)]
        kinds += [kind for top in self._tops if top.kind == b"meta" for kind in unmovable(read_box(self._file, top))]
        kinds += ["sidx" for top in self._tops if top.kind == b"sidx" and top.start < self._index.start]
        if kinds:
            raise fixed(self._file.name, kinds[0])


def _fine_enough(moov: Box, start_ms: int) -> Box:
    """The index with a clock that can tell when the first chapter starts, to the millisecond."""
    timescale = movie_of(moov, is_quicktime=False).timescale
    return finer(moov, timescale) if timescale < 1000 and start_ms * timescale % 1000 else moov


def _lasting(chapters: Sequence[Chapter], movie: Movie) -> tuple[Chapter, ...]:
    """Each up to the next one's start, the last not beyond the end of the movie, which would last longer with it."""
    starts = [chapter.span.start_ms for chapter in chapters]
    last = chapters[-1].span.end_ms
    if movie.duration:
        last = min(last, movie.duration * 1000 // movie.timescale)
    ends = [*starts[1:], max(last, starts[-1] + 1)]
    return tuple(
        replace(chapter, span=Span(start, end)) for chapter, start, end in zip(chapters, starts, ends, strict=True)
    )


def read(file: BinaryIO, size: int, seen: Seen) -> Found:
    """The chapters as FFmpeg finds them: in the track of texts, else in Nero's list. Raises `UnreadableChapters` where
    the index is damaged."""
    try:
        index = next(top for top in top_boxes(file, size) if top.kind == b"moov")
        language, pictures = told_of_chapters(read_box(file, index))
    except (IndexError, StopIteration) as error:
        raise broken(file.name, 0) from error
    return replace(found_in(seen), language=language, beyond=counted(images=pictures))
