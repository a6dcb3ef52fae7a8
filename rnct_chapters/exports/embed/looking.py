"""What FFmpeg sees in a media file: its kind, its length, and chapters in any container that it knows."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from rnct_chapters.errors import UnreadableRecording, needs
from rnct_chapters.exports.formats import Found
from rnct_chapters.exports.formats.spans import Entry, spanned, within_reason
from rnct_chapters.messages import message
from rnct_chapters.recording.captions import shown_name
from rnct_chapters.recording.media.containers import opened
from rnct_chapters.recording.media.naming import one_line
from rnct_chapters.whole_files import why_unread

if TYPE_CHECKING:
    from av.container.core import Chapter as Stored

HEAD_BYTES = 12
_MAGIC = (b"\x1aE\xdf\xa3", b"OggS", b"fLaC", b"FLV\x01", b"ID3", b"\x30\x26\xb2\x75\x8e\x66\xcf\x11")
"""What media files of one kind each begin with: Matroska, Ogg, FLAC, Flash, sound with tags, Windows Media."""
_RIFF = (b"WAVE", b"AVI ")
_BOXES = frozenset({b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide"})


@dataclass(frozen=True, slots=True)
class Seen:
    """What a media file says of itself. `demuxer` is FFmpeg's name for its kind; `chapters` are as they stand there."""

    demuxer: str
    title: str | None
    duration_ms: int | None
    chapters: tuple[Entry, ...]


def look(path: Path) -> Seen:
    """Raises `UnreadableRecording` where the file is no media or cannot be opened, and `UnreadableChapters` for a
    chapter of an absurd time."""
    with needs("publish"):
        import av  # noqa: F401 - so that the part of the installation which lacks it is named
    with opened(path) as container:
        return Seen(
            demuxer=container.format.name,
            title=one_line(container.metadata.get("title", "")) or None,
            duration_ms=max(0, container.duration or 0) // 1000 or None,
            chapters=tuple(map(_entry, container.chapters())),
        )


@contextlib.contextmanager
def reading(path: Path) -> Iterator[BinaryIO]:
    """The file opened. Raises `UnreadableRecording` where its disk fails in the block."""
    try:
        with path.open("rb") as file:
            yield file
    except OSError as error:
        facts = {"name": shown_name(str(path)), "why": why_unread(error)}
        raise UnreadableRecording(message("audio_unreadable", **facts)) from error


def _entry(stored: Stored) -> Entry:
    title = stored["metadata"].get("title", "")
    ms = 1000 * (stored["time_base"] or 0)
    start, end = round(max(0, stored["start"]) * ms), round(stored["end"] * ms)
    return within_reason(start, title[:40]), end if end > start else None, title, 1


def found_in(seen: Seen) -> Found:
    """The chapters that FFmpeg finds, for containers that need no more."""
    return Found(chapters=spanned(seen.chapters, seen.duration_ms), title=seen.title, duration_ms=seen.duration_ms)


def packets_ms(path: Path) -> int:
    """How long the first audio track lasts by its packets, in milliseconds: for a file that states no length, and of
    which only all of it tells."""
    with opened(path) as container:
        stream = container.streams.audio[0]
        end = max(((p.pts or 0) + (p.duration or 0) for p in container.demux(stream) if p.pts is not None), default=0)
        return int(end * (stream.time_base or 0) * 1000)


def is_media_file(path: Path) -> bool:
    """Whether what lies at `path` begins as a media file does, whatever it is called; False for what cannot be read."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
        size = path.stat().st_size
    except (OSError, ValueError):  # ValueError: a zero character in the name
        return False
    if head[4:8] in _BOXES:  # letters that may stand in a text, but hardly behind a size
        return int.from_bytes(head[:4], "big") in range(8, size + 1) or head[:4] in (b"\0\0\0\0", b"\0\0\0\1")
    return head.startswith(_MAGIC) or (head[:4] == b"RIFF" and head[8:12] in _RIFF) or _is_mpeg_sound(head)


def _is_mpeg_sound(head: bytes) -> bool:
    """A frame of MPEG sound, layer II or III: what a mark of UTF-16 would be says layer I."""
    return len(head) > 2 and head[0] == 0xFF and head[1] & 0xE6 in (0xE2, 0xE4) and head[2] & 0xF0 != 0xF0
