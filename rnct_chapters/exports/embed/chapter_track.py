"""Chapters as MP4 and QuickTime files hold them: Nero's list of starts, and Apple's track of texts.

Players know one or the other, so that both are written, as FFmpeg does. The texts lie in a `mdat` of their own.
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rnct_chapters.chapters import Chapter
from rnct_chapters.exports.embed.boxes import Box, rendered
from rnct_chapters.exports.formats.languages import three_letters

TIMESCALE = 1000
"""Ticks a second of the track: the project's own milliseconds."""
CHPL_TICKS = 10_000
"""Ticks a millisecond in `chpl`."""
MOST_CHAPTERS = 255
"""`chpl` counts them in one byte."""

_UTF8 = b"\0\0\0\x0cencd\0\0\1\0"
"""Ends each text, and says that it is UTF-8."""
_MATRIX = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
_IN_MOVIE = b"\0\0\2"
"""Flags of the track: it belongs to the movie and is not played by itself, as a subtitle would be."""
_TEXT = bytes(6) + b"\0\1" + bytes(7) + b"\1" + bytes(35)
"""A description of text, all of it black on nothing, centred: the least that QuickTime takes for chapters."""
_LONG = 1 << 32

_TERMS = """fre fra, ger deu, dut nld, cze ces, chi zho, gre ell, per fas, rum ron, slo slk, wel cym, baq eus, alb sqi,
arm hye, bur mya, geo kat, ice isl, mac mkd, mao mri, may msa, tib bod"""
_TERMINOLOGICAL = dict(pair.split() for pair in _TERMS.split(","))
"""MP4 names languages by these codes of ISO 639-2, Matroska by those they stand beside."""


@dataclass(frozen=True, slots=True)
class Movie:
    """What a track must know of the movie it lies in: ticks a second and duration in them (0 where it states none),
    the first number that no track has, and whether it is QuickTime's own format."""

    timescale: int
    duration: int
    free_id: int
    is_quicktime: bool


def chpl(chapters: Sequence[Chapter]) -> Box:
    """Nero's list: starts and titles, at most 255 of them, each title at most 255 bytes."""
    entries = b"".join(
        struct.pack(">QB", chapter.span.start_ms * CHPL_TICKS, len(title)) + title
        for chapter, title in _titled(chapters)
    )
    return Box(b"chpl", b"\1\0\0\0" + bytes(4) + bytes([len(chapters)]) + entries)


def texts(chapters: Sequence[Chapter]) -> Box:
    """The `mdat` with the texts, one after another in the order of the chapters."""
    return Box(b"mdat", b"".join(len(title).to_bytes(2, "big") + title + _UTF8 for _, title in _titled(chapters)))


def _titled(chapters: Sequence[Chapter]) -> Iterator[tuple[Chapter, bytes]]:
    return ((chapter, chapter.title.encode("utf-8", "replace")) for chapter in chapters)


def text_track(chapters: Sequence[Chapter], movie: Movie, texts_at: int, language: str | None) -> Box:
    """The track whose texts are the chapters' titles, which lie in the file from byte `texts_at` on. A text lasts to
    the next one's start: the track has no place for pauses."""
    lengths = [chapter.span.duration_ms for chapter in chapters]
    media = Box(
        b"mdia",
        inside=(
            _media_header(sum(lengths), language),
            _kind_of_media(b"mhlr" if movie.is_quicktime else bytes(4), b"text", "Chapters", movie),
            Box(b"minf", inside=tuple(_media_parts(chapters, lengths, movie, texts_at))),
        ),
    )
    delay, edits = _edits(chapters[0].span.start_ms, sum(lengths), movie)
    return Box(b"trak", inside=(_header(movie, delay + _ticks(sum(lengths), movie)), *edits, media))


def _ticks(ms: int, movie: Movie) -> int:
    """So many milliseconds by the movie's clock."""
    return (2 * ms * movie.timescale + 1000) // 2000


def _header(movie: Movie, duration: int) -> Box:
    numbers = [0, 0, movie.free_id, 0, duration]
    if duration < _LONG:
        times = b"\0" + _IN_MOVIE + struct.pack(">5I", *numbers)
    else:
        times = b"\1" + _IN_MOVIE + struct.pack(">QQIIQ", *numbers)
    return Box(b"tkhd", times + bytes(16) + _MATRIX + bytes(8))


def _edits(start_ms: int, length_ms: int, movie: Movie) -> tuple[int, tuple[Box, ...]]:
    """The movie's ticks before the first text, and the list that says so."""
    delay, length = _ticks(start_ms, movie), _ticks(length_ms, movie)
    if not delay:
        return 0, ()
    form, version = (">IiHH", b"\0") if max(delay, length) < _LONG else (">QqHH", b"\1")
    told = struct.pack(form, delay, -1, 1, 0) + struct.pack(form, length, 0, 1, 0)
    return delay, (Box(b"edts", inside=(Box(b"elst", version + bytes(3) + b"\0\0\0\2" + told),)),)


def _media_header(length_ms: int, language: str | None) -> Box:
    code = three_letters(language)
    packed = 0
    for letter in _TERMINOLOGICAL.get(code, code):
        packed = packed << 5 | ord(letter) - 0x60
    return Box(b"mdhd", struct.pack(">IIIIIHH", 0, 0, 0, TIMESCALE, min(length_ms, _LONG - 1), packed, 0))


def _kind_of_media(component: bytes, kind: bytes, name: str, movie: Movie) -> Box:
    """QuickTime counts the letters of the name, MP4 ends it with a zero."""
    told = name.encode()
    named = bytes([len(told)]) + told if movie.is_quicktime else told + b"\0"
    return Box(b"hdlr", bytes(4) + component + kind + bytes(12) + named)


def _media_parts(chapters: Sequence[Chapter], lengths: Sequence[int], movie: Movie, texts_at: int) -> Iterator[Box]:
    generic = Box(b"gmin", struct.pack(">IH3HHH", 0, 0x40, 0x8000, 0x8000, 0x8000, 0, 0))
    yield Box(b"gmhd", rendered(generic) + rendered(Box(b"text", _MATRIX)))
    if movie.is_quicktime:
        yield _kind_of_media(b"dhlr", b"url ", "Data", movie)
    reference = Box(b"url ", b"\0\0\0\1")
    yield Box(b"dinf", inside=(Box(b"dref", bytes(4) + b"\0\0\0\1" + rendered(reference)),))
    yield Box(b"stbl", inside=tuple(_samples(chapters, lengths, texts_at)))


def _samples(chapters: Sequence[Chapter], lengths: Sequence[int], texts_at: int) -> Iterator[Box]:
    """The tables of lengths, sizes and place; all texts are one chunk."""
    sizes = [2 + len(title) + len(_UTF8) for _, title in _titled(chapters)]
    yield _table(b"stsd", rendered(Box(b"text", _TEXT)), 1)
    yield _table(b"stts", b"".join(struct.pack(">II", 1, length) for length in lengths), len(lengths))
    yield _table(b"stsc", struct.pack(">III", 1, len(sizes), 1), 1)
    yield Box(b"stsz", bytes(8) + struct.pack(f">{len(sizes) + 1}I", len(sizes), *sizes))
    yield _table(b"co64", texts_at.to_bytes(8, "big"), 1)


def _table(kind: bytes, entries: bytes, count: int) -> Box:
    return Box(kind, bytes(4) + count.to_bytes(4, "big") + entries)
