"""The compressed packets of one audio track in order, from any place on: by a seek where those can be trusted."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from rnct_chapters.errors import UnreadableRecording
from rnct_chapters.messages import message
from rnct_chapters.recording.captions import shown_name
from rnct_chapters.recording.media.clock import Clock
from rnct_chapters.recording.media.containers import demuxed, opened

if TYPE_CHECKING:
    from av import Packet
    from av.container import InputContainer
    from av.stream import Stream

    AudioPacket = Packet[Stream]

INDEXED = frozenset({"mov", "matroska", "webm", "flac", "wav", "w64", "aiff", "caf"})
"""Containers whose seeks land where they say. In the others (MP3, ADTS, Ogg, transport streams…) packets are read on
from where they are, or from the start, which is quick; they are decoded only where they are wanted."""
EARLIER_MS = (0, 10_000)
"""How much before the wanted place a seek aims, and again if it landed too late."""
FAR_MS = 10_000
"""Nobody seeks to what is so near to the start: what is special about a first packet is told there."""


class Packets:
    """The packets of audio track `track` (from 0) of the file at `path`; the other tracks are not read where their
    container allows. Raises `UnreadableRecording`."""

    def __init__(self, path: Path, track: int) -> None:
        self._path, self._track = path, track
        self._closing = contextlib.ExitStack()
        self._skip_ms: int | None = None
        self._last_ms = 0
        self._open()

    def close(self) -> None:
        self._closing.close()

    def go_to(self, ms: int) -> None:
        """The next packet is the one that sounds at `ms`, or none that begins later."""
        self._skip_ms = ms
        if self._indexed and ms > FAR_MS and any(self._seek(ms, earlier) for earlier in EARLIER_MS):
            return
        if self._indexed or self._last_ms > ms:
            self._open()
            self._skip_ms = ms

    def __iter__(self) -> Iterator[AudioPacket]:
        """The packets; the last one is empty and drains the decoder. Iterating again goes on."""
        for packet in self._ahead:
            if packet.pts is not None:
                self.clock.follow(packet.pts, packet.duration)
                self._last_ms = self.clock.at(packet.pts + (packet.duration or 0), 1000)
                if self._skip_ms is not None:
                    if self._last_ms < self._skip_ms:
                        continue
                    self._skip_ms = None
                    self.stream.codec_context.flush_buffers()
            yield packet

    def ms_of(self, packet: AudioPacket) -> int | None:
        """Where on the player's clock the packet begins."""
        return None if packet.pts is None else self.clock.at(packet.pts, 1000)

    def _open(self) -> None:
        self._closing.close()
        self._container = self._closing.enter_context(opened(self._path))
        streams = self._container.streams.audio
        if self._track >= len(streams):
            raise UnreadableRecording(message("audio_changed", name=shown_name(str(self._path))))
        self.stream = streams[self._track]
        leave_out_others(self._container, self.stream)
        self.clock = Clock(self._container, self.stream)
        self._indexed = not INDEXED.isdisjoint(self._container.format.name.split(","))
        self._ahead = demuxed(self._container, self.stream)
        self._skip_ms = None
        self._last_ms = 0

    def _seek(self, ms: int, earlier_ms: int) -> bool:
        """Whether a seek led to a packet that begins at `ms` or before."""
        from av.error import FFmpegError

        try:
            self._container.seek(self.clock.pts(max(0, ms - earlier_ms)), stream=self.stream)
        except FFmpegError:
            return False
        ahead = demuxed(self._container, self.stream)
        first = next(ahead, None)
        if first is None or first.pts is None or first.pts > self.clock.pts(ms):
            return False
        self._ahead = chain([first], ahead)
        return True


def leave_out_others(container: InputContainer, stream: Stream) -> None:
    """The packets of other streams are not even read, where the container lets them be passed over."""
    try:
        from av.stream import Discard
    except ImportError:  # PyAV before 18: they are read and thrown away
        return
    for other in container.streams:
        if other is not stream:
            other.discard = Discard.all
