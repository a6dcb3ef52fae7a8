"""Media files opened and described, and what cannot be used refused in a clear sentence."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from rnct_chapters.errors import UnreadableRecording, needs
from rnct_chapters.messages import message
from rnct_chapters.recording.captions import shown_name
from rnct_chapters.recording.media.naming import one_line
from rnct_chapters.whole_files import why_unread

if TYPE_CHECKING:
    from av import AudioCodecContext, AudioStream, Packet
    from av.container import InputContainer
    from av.packet import PktSideDataT
    from av.stream import Stream

_HEAD_BYTES = 4096
_PAGES = (b"<!doctype html", b"<html", b"<head", b"<body", b"<?xml", b"<script", b'{"', b"[{")
_MAGIC = {4: (b"ftyp", b"moov", b"mdat", b"free", b"wide"), 0: (b"\x1aE\xdf\xa3", b"RIFF", b"OggS", b"fLaC", b"FLV")}
"""What media files begin with: one that does and cannot be opened lost its index, or the rest of its header."""
_ENCRYPTED_TAGS = frozenset({"enca", "encv", "drms", "aavd", "p608"})
_TRIED_PACKETS = 500
"""About ten seconds: who hears nothing in them hears nothing later."""
_STUBBORN = 100
"""Errors in a row after which a file is taken to end."""


@dataclass(frozen=True, slots=True)
class Track:
    """One audio track; `index` counts the audio tracks alone, from 0. `duration_ms` is what the file states."""

    index: int
    codec: str
    language: str | None
    title: str | None
    channels: int
    sample_rate: int
    duration_ms: int | None
    is_default: bool


@dataclass(frozen=True, slots=True)
class Media:
    """What a media file says of itself: `duration_ms` is the longest of its tracks, None where it states none;
    `chapters` are (start in ms, title). A cover picture is no video."""

    path: Path
    container: str
    duration_ms: int | None
    size_bytes: int
    tracks: tuple[Track, ...]
    chapters: tuple[tuple[int, str], ...]
    has_video: bool

    @property
    def default_track(self) -> int:
        """The track that players take: the one marked so, else the first."""
        return next((t.index for t in self.tracks if t.is_default), 0)


def inspect(path: Path, track: int | None = None) -> Media:
    """What stands in the media file at `path`; its tracks may be none.

    Raises `UnreadableRecording`, also where the sound of `track` (by default the one that players take) is encrypted or
    cannot be decoded.
    """
    name = shown_name(str(path))
    with opened(path) as container:
        media = Media(
            path=path,
            container=container.format.name,
            duration_ms=None if container.duration is None else round(container.duration / 1000),
            size_bytes=path.stat().st_size,
            tracks=tuple(_track(n, stream) for n, stream in enumerate(container.streams.audio)),
            chapters=tuple(_chapters(container)),
            has_video=any(
                not _is_marked(stream, "attached_pic", "timed_thumbnails") for stream in container.streams.video
            ),
        )
        chosen = media.default_track if track is None else track
        if chosen < len(media.tracks):
            _try(container, container.streams.audio[chosen], name)
        return media


@contextlib.contextmanager
def opened(path: Path) -> Iterator[InputContainer]:
    """The container at `path`, closed after the block. Raises `UnreadableRecording` where it cannot be opened or
    the disk fails while it is read."""
    with needs("speech"):
        import av
        from av.error import FFmpegError
    name = shown_name(str(path))
    head = _head(path)
    try:
        # An absolute path: a name like "http:x" would be taken for an address. Broken metadata is no reason to stop.
        container = av.open(str(path.absolute()), metadata_errors="ignore")
    except (FFmpegError, OSError, ValueError) as error:
        known = any(head[at:].startswith(magic) for at, magics in _MAGIC.items() for magic in magics)
        raise UnreadableRecording(message("audio_cut_header" if known else "audio_unknown", name=name)) from error
    with container:
        try:
            yield container
        except (FFmpegError, OSError) as error:
            why = why_unread(error) if isinstance(error, OSError) else str(error)
            raise UnreadableRecording(message("audio_unreadable", name=name, why=why)) from error


def _head(path: Path) -> bytes:
    """The first bytes of what can be a media file."""
    name = shown_name(str(path))
    try:
        if path.is_dir():
            raise UnreadableRecording(message("audio_folder", name=name))
        if not path.exists():
            raise UnreadableRecording(message("audio_missing", name=name))
        if not path.is_file():  # a pipe or a device might never end
            raise UnreadableRecording(message("audio_not_a_file", name=name))
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except (OSError, ValueError) as error:  # ValueError: a zero character in the name
        raise UnreadableRecording(message("audio_unreadable", name=name, why=why_unread(error))) from error
    if not head:
        raise UnreadableRecording(message("audio_empty", name=name))
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(_PAGES):
        raise UnreadableRecording(message("audio_page", name=name))
    if _is_text(head):  # a playlist, too: what it names might lie anywhere
        raise UnreadableRecording(message("audio_text", name=name))
    return head


def _is_text(head: bytes) -> bool:
    if any(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in head):
        return False
    text = head.decode("utf-8", "replace")
    return text[:-1].count("\ufffd") <= len(text) // 20


def _try(container: InputContainer, stream: AudioStream, name: str) -> None:
    """Decodes until something is heard. Raises `UnreadableRecording` where that does not happen."""
    from av.error import FFmpegError

    context = _context(stream)
    if context is None:
        raise UnreadableRecording(message("audio_undecodable", name=name, codec="?"))
    if _tag(context) in _ENCRYPTED_TAGS:
        raise UnreadableRecording(message("audio_encrypted", name=name))
    failed = False
    for packet in islice(demuxed(container, stream), _TRIED_PACKETS):
        if _is_encrypted(packet):  # decoded without its key it would be noise
            raise UnreadableRecording(message("audio_encrypted", name=name))
        try:
            if stream.decode(packet):
                return
        except FFmpegError:
            failed = True
    if failed:
        raise UnreadableRecording(message("audio_undecodable", name=name, codec=context.name))


def _tag(context: AudioCodecContext) -> str:
    """The four letters by which the container names the codec; empty where they are numbers, as in AVI."""
    try:
        return context.codec_tag
    except UnicodeDecodeError:
        return ""


def _is_encrypted(packet: Packet[Stream]) -> bool:
    """Whether the packet comes with what its key would be used for; PyAV tells from version 16 on."""
    kinds: tuple[PktSideDataT, ...] = ("encryption_info", "encryption_init_info")
    return hasattr(packet, "has_sidedata") and any(map(packet.has_sidedata, kinds))


def _context(stream: AudioStream) -> AudioCodecContext | None:
    """The decoder; None where FFmpeg has none for this sound, of which PyAV's types know nothing."""
    return stream.codec_context


def _track(index: int, stream: AudioStream) -> Track:
    tags = {key.lower(): value for key, value in stream.metadata.items()}
    context = _context(stream)
    duration = stream.duration and stream.time_base and round(stream.duration * stream.time_base * 1000)
    language = one_line(tags.get("language") or "") or None
    return Track(
        index=index,
        codec="?" if context is None else context.name,
        language=None if language in ("und", "unk") else language,
        title=one_line(tags.get("title") or tags.get("name") or "") or None,
        channels=0 if context is None else context.channels,
        sample_rate=0 if context is None else context.sample_rate,
        duration_ms=duration or None,
        is_default=_is_marked(stream, "default"),
    )


def _is_marked(stream: Stream, *marks: str) -> bool:
    """Whether the file marks the stream so; PyAV tells from version 14.1 on."""
    marked = getattr(stream, "disposition", None)
    return marked is not None and any(
        mark in type(marked).__members__ and bool(marked & type(marked)[mark]) for mark in marks
    )


def _chapters(container: InputContainer) -> Iterator[tuple[int, str]]:
    """Chapters with their titles; PyAV reads them from version 16 on."""
    for chapter in container.chapters() if hasattr(container, "chapters") else ():
        if (tick := chapter["time_base"]) is not None:
            yield round(chapter["start"] * tick * 1000), one_line(chapter["metadata"].get("title", ""))


def demuxed(container: InputContainer, stream: Stream | None = None) -> Iterator[Packet[Stream]]:
    """The packets of `stream`, or of all streams, that can be read past damaged places."""
    from av.error import FFmpegError

    failures = 0
    while failures < _STUBBORN:
        try:
            for packet in container.demux(*(() if stream is None else (stream,))):
                failures = 0
                yield packet
            return
        except FFmpegError:
            failures += 1
        except IndexError:  # at the end PyAV stumbles over streams that appeared while it read
            return
