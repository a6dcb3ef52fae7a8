"""What a recording's sound is: its length on the player's clock, and a sum of its compressed packets.

The sum is over the packets' payload alone, so that the same replay in another container has the same one. That cannot
hold where a container writes headers into the payload: ADTS and transport streams carry AAC with them, MP4 without.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from rnct_chapters.errors import UnreadableRecording, UsageError
from rnct_chapters.messages import Message, message
from rnct_chapters.recording.cache import cache_folder
from rnct_chapters.recording.captions import shown_name
from rnct_chapters.recording.media.clock import Clock
from rnct_chapters.recording.media.containers import Media, demuxed, inspect, opened
from rnct_chapters.recording.media.packets import leave_out_others
from rnct_chapters.recording.media.recording import Identity, Sound
from rnct_chapters.recording.progress import Progress, Told, untold
from rnct_chapters.timecode import format_clock
from rnct_chapters.whole_files import write_whole

if TYPE_CHECKING:
    from av import AudioStream
    from av.container import InputContainer
    from av.stream import Stream

_VERSION = 1
"""To be raised when an identity is made otherwise than before."""
_TOLD_BYTES = 8_000_000
_SHORT_MS = 5_000
_SHORT_SHARE = 0.02
"""Sound that ends so much before its stated end, both ways, lies in a file that broke off."""
_STATING = frozenset({"mov", "matroska", "webm", "flac"})
"""Containers that state their length; that of others is guessed from their size, or counts
frames that were never written (AVI)."""


def open_sound(path: Path, track: int | None = None, told: Told = untold) -> Sound:
    """The sound at `path`: of its audio tracks the one at `track`, from 0, else the one that players take.

    All of the file is read once, with `told`; what was found is kept in the cache. Raises `UnreadableRecording` where
    there is no sound or the file broke off, `UsageError` where there is no such track.
    """
    media = inspect(path, track)
    if not media.tracks:
        raise UnreadableRecording(message("audio_none", name=shown_name(str(path))))
    chosen = media.default_track if track is None else track
    if not 0 <= chosen < len(media.tracks):
        raise UsageError(_no_such_track(media, chosen))
    memo = _memo(path, chosen)
    identity = _remembered(memo)
    if identity is None:
        identity = _listened(media, chosen, told)
        _remember(memo, identity)
    return Sound(path, chosen, identity)


def _listened(media: Media, track: int, told: Told) -> Identity:
    """Reads all packets of the track once; decodes none."""
    name = shown_name(str(media.path))
    with opened(media.path) as container:
        stream = container.streams.audio[track]
        clock, digest = Clock(container, stream), hashlib.sha256()
        if stream.duration is not None:
            leave_out_others(container, stream)
        ends: dict[int, int] = {}  # by stream, in its ticks
        heard_ms = done = 0
        for packet in demuxed(container):
            end = (packet.pts or 0) + (packet.duration or 0)
            ends[packet.stream_index] = max(end, ends.get(packet.stream_index, 0))
            if packet.stream_index == stream.index and packet.size:
                digest.update(packet)
                clock.follow(packet.pts, packet.duration)
                heard_ms = max(heard_ms, clock.at(end, 1000))
            if (packet.pos or 0) > done + _TOLD_BYTES:
                done = packet.pos or 0
                told(Progress(message("audio_reading", name=name), done, media.size_bytes, "bytes"))
        read_ms = max(_ms(each, ends.get(each.index, 0)) for each in container.streams)
        stated_ms = _stated_ms(container, stream)
    if stated_ms - read_ms > max(_SHORT_MS, stated_ms * _SHORT_SHARE):
        facts = {"has": format_clock(read_ms), "stated": format_clock(stated_ms)}
        raise UnreadableRecording(message("audio_truncated", name=name, **facts))
    if heard_ms <= 0:
        raise UnreadableRecording(message("audio_silent", name=name))
    return Identity(heard_ms, media.size_bytes, digest.hexdigest())


def _stated_ms(container: InputContainer, stream: AudioStream) -> int:
    """How long the file says that it is, the track before the whole; 0 where that is a guess."""
    names = container.format.name.split(",")
    headed = "mp3" in names and stream.start_time  # by an encoder that counted its frames
    if not headed and _STATING.isdisjoint(names):
        return 0
    return round((container.duration or 0) / 1000) if stream.duration is None else _ms(stream, stream.duration)


def _ms(stream: Stream, ticks: int) -> int:
    return round(ticks * (stream.time_base or 0) * 1000)


def _no_such_track(media: Media, chosen: int) -> Message:
    name, tracks = shown_name(str(media.path)), told_tracks(media)
    return message("audio_no_such_track", name=name, number=chosen + 1, tracks=tracks)


def told_tracks(media: Media) -> str:
    """The audio tracks of a file as a person chooses among them: `1 (fra, aac), 2 (eng, aac)`."""
    told = (f"{t.index + 1} ({', '.join(filter(None, (t.title, t.language, t.codec)))})" for t in media.tracks)
    return ", ".join(told)


def _memo(path: Path, track: int) -> Path:
    """Where the identity is kept: under the file's place, size and time of change."""
    try:
        stat = path.stat()
    except OSError as error:
        raise UnreadableRecording(message("audio_changed", name=shown_name(str(path)))) from error
    key = f"{_VERSION}\n{path.absolute()}\n{stat.st_size}\n{stat.st_mtime_ns}\n{track}"
    return cache_folder() / "sums" / f"{hashlib.sha256(os.fsencode(key)).hexdigest()}.json"


def _remembered(memo: Path) -> Identity | None:
    """The identity as it was kept; None where it was not, or what was kept is broken."""
    try:
        kept = json.loads(memo.read_bytes())
        duration_ms, size_bytes, audio_sha256 = kept["duration_ms"], kept["size_bytes"], kept["audio_sha256"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if not (isinstance(duration_ms, int) and isinstance(size_bytes, int) and isinstance(audio_sha256, str)):
        return None
    return Identity(duration_ms, size_bytes, audio_sha256)


def _remember(memo: Path, identity: Identity) -> None:
    with contextlib.suppress(OSError):  # it can be read again
        memo.parent.mkdir(parents=True, exist_ok=True)
        write_whole(memo, json.dumps(asdict(identity)).encode())
