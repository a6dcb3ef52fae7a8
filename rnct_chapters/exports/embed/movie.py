"""The index of an MP4 file (`moov`) with its chapters taken out, and with others put in."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from rnct_chapters.exports.embed.boxes import Box, TopBox
from rnct_chapters.exports.embed.chapter_track import Movie
from rnct_chapters.exports.embed.offsets import offsets_in
from rnct_chapters.exports.formats.languages import known_tag

_TEXTS = frozenset({b"text", b"sbtl", b"subt"})
"""Kinds of tracks that hold titles of chapters; one of pictures may stand beside them."""
_PLAYED = frozenset({b"soun", b"vide"})
_TABLE = (b"mdia", b"minf", b"stbl")
_UNKNOWN = {4: (1 << 32) - 1, 8: (1 << 64) - 1}
"""A duration that nobody knew when the header was written, by its bytes."""


def movie_of(moov: Box, *, is_quicktime: bool) -> Movie:
    """Raises `IndexError` where the header is missing or cut, or has no clock."""
    header = _needed(moov, b"mvhd")
    octets, at = (8, 20) if header.number(0, 1) else (4, 12)
    timescale, duration = header.number(at), header.number(at + 4, octets)
    if not timescale:
        raise IndexError(at)
    free_id = max(map(_id, _tracks(moov)), default=0) + 1
    return Movie(timescale, 0 if duration == _UNKNOWN[octets] else duration, free_id, is_quicktime)


def without_chapters(moov: Box) -> tuple[Box, tuple[Box, ...]]:
    """The index without the list of chapters and without the tracks of their texts, and those tracks."""
    named = {number for track in _tracks(moov) for number in _chapter_ids(track)}
    gone = tuple(track for track in _tracks(moov) if _id(track) in named and _kind(track) in _TEXTS)
    numbers = {_id(track) for track in gone}

    def stays(box: Box) -> bool:
        at = {b"trak": lambda: _id(box), b"trex": lambda: box.number(4)}.get(box.kind)
        return box.kind != b"chpl" and (at is None or at() not in numbers)

    inside = []
    for box in filter(stays, moov.inside):
        if box.kind == b"trak":
            box = _with_chapter_ids(box, [n for n in _chapter_ids(box) if n not in numbers])
        elif box.kind in (b"mvex", b"udta"):
            box = replace(box, inside=tuple(filter(stays, box.inside)))
        inside.append(box)
    return replace(moov, inside=tuple(inside)), gone


def with_chapters(moov: Box, movie: Movie, track: Box, listed: Box) -> Box:
    """The index with the track of texts, which all played tracks refer to, and with the list."""
    pictures = {number for trak in _tracks(moov) for number in _chapter_ids(trak)}
    inside = []
    for box in moov.inside:
        if box.kind == b"mvhd":
            box = _counted(box, movie.free_id + 1)
        elif box.kind == b"trak" and _kind(box) in _PLAYED and _id(box) not in pictures:
            box = _with_chapter_ids(box, [movie.free_id, *_chapter_ids(box)])
        elif box.kind == b"mvex":
            box = _with(box, Box(b"trex", b"".join(n.to_bytes(4, "big") for n in (0, movie.free_id, 1, 0, 0, 0))))
        elif box.kind == b"udta":
            box = _with(box, listed)
        inside.append(box)
    tracks = [i for i, box in enumerate(inside) if box.kind == b"trak"]
    inside.insert(tracks[-1] + 1, track)
    if moov.child(b"udta") is None:
        inside.append(_with(Box(b"udta"), listed))
    return replace(moov, inside=tuple(inside))


def _with(box: Box, one: Box) -> Box:
    return replace(box, inside=(*box.inside, one))


def _counted(header: Box, next_id: int) -> Box:
    """The `mvhd` whose last number is one that no track has."""
    at = len(header.content) - 4
    told = max(header.number(at), next_id)
    return replace(header, content=bytes(header.content[:at]) + told.to_bytes(4, "big"))


def told_of_chapters(moov: Box) -> tuple[str | None, int]:
    """The language of the chapters' texts as a BCP 47 tag, and how many pictures go with them."""
    bare, texts = without_chapters(moov)
    pictured = {number for track in _tracks(bare) for number in _chapter_ids(track)}
    pictures = [_needed(track, *_TABLE, b"stsz").number(8) for track in _tracks(bare) if _id(track) in pictured]
    tags = (known_tag(_language(track)) for track in texts)
    return next(filter(None, tags), None), sum(pictures)


def _language(track: Box) -> str:
    """Three letters of five bits each."""
    header = _needed(track, b"mdia", b"mdhd")
    packed = header.number(32 if header.number(0, 1) else 20, 2)
    return "".join(chr((packed >> shift & 0x1F) + 0x60) for shift in (10, 5, 0))


def holds_only(track: Box, top: TopBox) -> bool:
    """Whether the data box `top` holds the one chunk of this track, and nothing else."""
    table = _needed(track, *_TABLE)
    sizes = _needed(table, b"stsz")
    chunks = [place for box in table.inside if box.kind in (b"stco", b"co64") for place in offsets_in(box)]
    each, count = sizes.number(4), sizes.number(8)
    total = each * count or sum(sizes.number(12 + 4 * n) for n in range(count))
    return chunks == [top.body] and total == top.end - top.body


def _tracks(moov: Box) -> Iterable[Box]:
    return (box for box in moov.inside if box.kind == b"trak")


def _id(track: Box) -> int:
    header = _needed(track, b"tkhd")
    return header.number(20 if header.number(0, 1) else 12)


def _kind(track: Box) -> bytes:
    return bytes(_needed(track, b"mdia", b"hdlr").content[8:12])


def _chapter_ids(track: Box) -> list[int]:
    """Numbers of the tracks that hold chapters of this one."""
    named = track.child(b"tref", b"chap")
    return [] if named is None else [named.number(at) for at in range(0, len(named.content) - 3, 4)]


def _with_chapter_ids(track: Box, numbers: Sequence[int]) -> Box:
    """The track with its chapters in the tracks of these numbers; with no reference where there are none."""
    if numbers == _chapter_ids(track):
        return track
    told = Box(b"chap", b"".join(number.to_bytes(4, "big") for number in numbers))
    before = track.child(b"tref") or Box(b"tref")
    others = tuple(box for box in before.inside if box.kind != b"chap")
    references = replace(before, inside=(*others, told) if numbers else others)
    inside = [box for box in track.inside if box.kind != b"tref"]
    if references.inside:
        media = next(i for i, box in enumerate(inside) if box.kind == b"mdia")  # `_kind` has found one
        inside.insert(media, references)
    return replace(track, inside=tuple(inside))


def _needed(box: Box, *path: bytes) -> Box:
    """The box down that path. Raises `IndexError` where there is none."""
    if (found := box.child(*path)) is None:
        raise IndexError(path[-1])
    return found
