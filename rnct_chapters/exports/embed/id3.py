"""Chapters in the ID3 tag of an MP3 file (id3.org, "ID3v2 Chapter Frame Addendum"): one frame for each, and one that
lists them. Only the tag at the head of the file is written anew; the sound, and any tag behind it, stays."""

import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from rnct_chapters.chapters import Chapter, ChapterList
from rnct_chapters.errors import needs
from rnct_chapters.exports.embed.damage import broken, cut
from rnct_chapters.exports.embed.layout import Layout, Part
from rnct_chapters.exports.embed.looking import Seen, packets_ms
from rnct_chapters.exports.formats import Found
from rnct_chapters.exports.formats.beyond import counted, keys_beyond
from rnct_chapters.exports.formats.spans import Entry, spanned, within_reason
from rnct_chapters.messages import Message, message

MOST_CHAPTERS = 255
"""The list counts them in one byte."""
ROOM = 1024
"""Bytes left empty at the end of the tag, so that other programs can add to it without writing the file anew."""

_HEAD = 10
"""Bytes of the head of a tag, and of a frame."""
_OLD_HEAD = 6
"""Bytes of the head of a frame of 2.2."""
_FRAME = re.compile(rb"[A-Z][A-Z\d]{3}")
_OURS = (b"CHAP", b"CTOC")
_NONE = 0xFFFFFFFF
_BY_TIME = {"start_offset": _NONE, "end_offset": _NONE}
"""A chapter is found by its times, not by its bytes."""
_UTF16, _UTF8 = 1, 3
_USUAL = 3
"""Version of a new tag, 2.3: every player reads it."""


def splice(file: BinaryIO, size: int, chapters: ChapterList) -> Layout:
    """The layout of the file of `size` bytes with these chapters, in the place of any that it has. The tag keeps its
    version, but for 2.2, which has no chapters and becomes 2.3.

    Raises `UnreadableChapters` where the tag is cut or damaged.
    """
    file.seek(0)
    head = file.read(_HEAD)
    if head[:3] != b"ID3":
        return _laid_out(_USUAL, [], chapters, 0, size)
    end = _HEAD + _spread(head[6:10], 7) + (_HEAD if head[5] & 0x10 else 0)  # the flag of a foot, as long as the head
    if end > size:
        raise cut(file.name, end - size)
    version = max(head[3], _USUAL)
    frames = _frames(file.read(end - _HEAD), version) if head[3] == version and not head[5] else None
    kept = _frames_by_mutagen(file, version) if frames is None else frames
    return _laid_out(version, kept, chapters, end, size)


def _laid_out(version: int, kept: Sequence[bytes], chapters: ChapterList, end: int, size: int) -> Layout:
    """A new tag with the frames that are kept, in the place of an old one that goes up to byte `end`."""
    body = b"".join(kept) + _chapter_frames(chapters.chapters, version) + bytes(ROOM)
    length = bytes(len(body) >> shift & 0x7F for shift in (21, 14, 7, 0))
    tag = b"ID3" + bytes([version, 0, 0]) + length + body
    return Layout([Part(0, end, tag), Part(end, size)])


def _spread(octets: bytes, bits: int) -> int:
    """The number in bytes of which only the lower `bits` count."""
    value = 0
    for octet in octets:
        value = value << bits | octet
    return value


def _frames(body: bytes, version: int) -> list[bytes] | None:
    """The frames of a tag as they stand there, without those of chapters; None where their sizes lead astray, as those
    of some programs do that count in the wrong way."""
    found, at = [], 0
    while at + _HEAD <= len(body) and body[at]:
        end = at + _HEAD + _spread(body[at + 4 : at + 8], 7 if version > _USUAL else 8)
        if not _FRAME.match(body, at) or end > len(body):
            return None
        if not body.startswith(_OURS, at):
            found.append(body[at:end])
        at = end
    return None if any(body[at:]) else found


def _frames_by_mutagen(file: BinaryIO, version: int) -> list[bytes]:
    """The frames of a tag that is written in an unusual way, as mutagen writes them."""
    tags = _tags(file)
    if tags is None:
        return []
    if tags.version < (2, _USUAL, 0):
        tags.update_to_v23()
    for kind in _OURS:
        tags.delall(kind.decode("ascii"))
    return [_saved(tags, version)]


def uncarried(file: BinaryIO) -> tuple[str, ...]:
    """Names of the frames of a 2.2 tag that have no form in 2.3, which it becomes for the sake of the chapters: those
    of some programs alone, and those that nobody can read."""
    file.seek(0)
    head = file.read(_HEAD)
    if head[:4] != b"ID3\2":
        return ()
    body = file.read(_spread(head[6:10], 7))
    frames = _old_frames(body.replace(b"\xff\0", b"\xff") if head[5] & 0x80 else body)
    return tuple(dict.fromkeys(frame[:3].decode("latin-1") for frame in frames if not _has_successor(frame)))


def _old_frames(body: bytes) -> Iterator[bytes]:
    """The frames of a 2.2 tag that hold anything, as they stand there."""
    at = 0
    while at + _OLD_HEAD < len(body) and body[at]:
        end = at + _OLD_HEAD + int.from_bytes(body[at + 3 : at + _OLD_HEAD], "big")
        if end > at + _OLD_HEAD:
            yield body[at:end]
        at = end


def _has_successor(frame: bytes) -> bool:
    """Whether a tag of this frame alone says anything once it is one of 2.3."""
    length = bytes(len(frame) >> shift & 0x7F for shift in (21, 14, 7, 0))
    tags = _mutagen().ID3(io.BytesIO(b"ID3\2\0\0" + length + frame), load_v1=False, translate=False)
    tags.update_to_v23()
    return bool(tags)


def _chapter_frames(chapters: Sequence[Chapter], version: int) -> bytes:
    """The list and then the chapters, in the order in which they are shown: some players take them as they come, and
    mutagen would write the shortest first."""
    made = _mutagen()
    encoding = _UTF16 if version == _USUAL else _UTF8
    names = [f"ch{number}" for number in range(1, len(chapters) + 1)]
    flags = made.CTOCFlags.TOP_LEVEL | made.CTOCFlags.ORDERED
    frames = [made.CTOC(element_id="toc", flags=flags, child_element_ids=names)]
    for name, chapter in zip(names, chapters, strict=True):
        title = made.TIT2(encoding=encoding, text=[chapter.title])
        times = {"start_time": chapter.span.start_ms, "end_time": chapter.span.end_ms}
        frames.append(made.CHAP(element_id=name, **times, **_BY_TIME, sub_frames=[title]))
    tags = []
    for frame in frames:
        tags.append(made.ID3())
        tags[-1].add(frame)
    return b"".join(_saved(tag, version) for tag in tags)


def _saved(tags: Any, version: int) -> bytes:
    """The frames as they stand in a tag."""
    written = io.BytesIO()
    tags.save(written, v1=0, v2_version=version, padding=lambda info: 0)
    return written.getvalue()[_HEAD:]


def _mutagen() -> Any:
    """The library, of which hardly anything is typed."""
    with needs("publish"):
        from mutagen import id3
    return id3


def _tags(file: BinaryIO) -> Any | None:
    """The tag at the head of the file; None where there is none. Raises `UnreadableChapters` where it is damaged."""
    made = _mutagen()
    file.seek(0)
    try:
        return made.ID3(file, load_v1=False, translate=False)
    except made.ID3NoHeaderError:
        return None
    except (made.error, ValueError) as error:
        raise broken(file.name, 0) from error


def read(file: BinaryIO, size: int, seen: Seen) -> Found:
    """The chapters of the file, by their starts. Raises `UnreadableChapters` where its tag is damaged."""
    tags = _tags(file)
    listed = [] if tags is None else sorted(tags.getall("CHAP"), key=lambda c: (c.start_time, c.end_time))
    duration_ms = packets_ms(Path(file.name)) if _is_reckoned(file) else seen.duration_ms
    tables = 0 if tags is None else len(tags.getall("CTOC"))
    return Found(
        chapters=spanned([_entry(chapter) for chapter in listed], duration_ms),
        title=seen.title,
        duration_ms=duration_ms,
        beyond=tuple(_beyond(listed, tables)),
    )


def _is_reckoned(file: BinaryIO) -> bool:
    """Whether no header tells how long the sound is: what is reckoned from the size of its first frames is wrong for
    sound of changing size."""
    from mutagen import mp3

    sound: Any = mp3
    file.seek(0)
    try:
        return bool(sound.MP3(file).info.bitrate_mode == sound.BitrateMode.UNKNOWN)
    except sound.error:
        return True


def _entry(chapter: Any) -> Entry:
    titles = chapter.sub_frames.getall("TIT2")
    title = titles[0].text[0] if titles and titles[0].text else ""
    start, end = within_reason(chapter.start_time, title[:40]), chapter.end_time
    return start, end if start < end < _NONE else None, title, 1


def _beyond(listed: Sequence[Any], tables: int) -> Iterator[Message]:
    """What chapters carry besides their titles, and tables of contents other than the one that lists them all."""
    kinds = [frame.FrameID for chapter in listed for frame in chapter.sub_frames.values()]
    links = [kind for kind in kinds if kind[0] == "W"]
    yield from counted(images=kinds.count("APIC"), links=len(links))
    yield from keys_beyond({*kinds} - {"TIT2", "APIC", *links})
    if tables > 1:
        yield message("embed_beyond_tables", count=tables - 1)
