"""Sound as it is heard: any media file as 16 kHz mono, each sample in its place on the clock that a player shows."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Self

import numpy as np

from rnct_chapters.recording.media.containers import Media, Track, inspect
from rnct_chapters.recording.media.identity import open_sound, told_tracks
from rnct_chapters.recording.media.packets import Packets
from rnct_chapters.recording.media.placing import RATE, Piece, Placer
from rnct_chapters.recording.media.recording import Sound
from rnct_chapters.timecode import Span

if TYPE_CHECKING:
    from types import TracebackType

    from numpy.typing import NDArray


__all__ = ["RATE", "AudioReader", "Media", "Track", "inspect", "open_sound", "told_tracks"]

WARM_UP_MS = 1_000
"""Decoded before what is wanted and thrown away: codecs lean on what came before (Opus 80 ms, MP3 up to 250 ms)."""
NEAR_MS = 5_000
"""A span that begins at most so much later is reached by decoding on."""
_PER_MS = RATE // 1000


class AudioReader:
    """One audio track as a stream. Memory stays the same however long it is; each thread takes a reader of its own.

    Sample k of `read(span)` is what a player sounds at `span.start_ms` + k / 16 ms.
    """

    def __init__(self, sound: Sound) -> None:
        """Raises `UnreadableRecording` where the file cannot be opened or lost its track."""
        self._packets = Packets(sound.path, sound.track)
        self._decoded_s = 0.0
        self._lost_s = 0.0
        self._start_over(0)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._packets.close()

    @property
    def decoded_ms(self) -> int:
        """How much sound was decoded so far, for measuring."""
        return round(self._decoded_s * 1000)

    @property
    def lost_ms(self) -> int:
        """How much of it could not be decoded and is silence."""
        return round(self._lost_s * 1000)

    def read(self, span: Span) -> NDArray[np.float32]:
        """Exactly the samples of `span`, from -1 to 1; silence where the file has none.

        Spans that ascend go on from where the last one ended. Raises `UnreadableRecording` where the file was taken
        away or holds sound of a kind that cannot be mixed.
        """
        start, end = span.start_ms * _PER_MS, span.end_ms * _PER_MS
        if not self._from <= start <= self._reached + NEAR_MS * _PER_MS:
            self._packets.go_to(max(0, span.start_ms - WARM_UP_MS))
            self._start_over(start)
        heard = np.zeros(end - start, np.int16)
        for piece in self._until(end):
            first, last = max(piece.start, start), min(piece.end, end)
            if first < last:
                heard[first - start : last - start] = piece.samples[first - piece.start : last - piece.start]
        return heard.astype(np.float32) / np.float32(32_768)

    def blocks(self, span: Span, block_ms: int = 30_000) -> Iterator[NDArray[np.float32]]:
        """The samples of `span` in pieces of `block_ms`, the last one shorter."""
        for start_ms in range(span.start_ms, span.end_ms, block_ms):
            yield self.read(Span(start_ms, min(start_ms + block_ms, span.end_ms)))

    def _start_over(self, wanted: int) -> None:
        self._placer = Placer()
        self._pieces = self._decoded(wanted // _PER_MS)
        self._kept: Piece | None = None
        self._from = self._reached = wanted  # what lies before the one is gone; before the other, decoded

    def _until(self, end: int) -> Iterator[Piece]:
        """The pieces up to the one that goes beyond sample `end`, which is kept for the next call."""
        while self._reached < end or self._kept is not None:
            piece = self._kept or next(self._pieces, None)
            if piece is None:
                self._reached = sys.maxsize
                return
            yield piece
            self._reached = piece.end
            self._kept = piece if piece.end > end else None
            if self._kept is not None:
                return
            self._from = max(self._from, piece.end)

    def _decoded(self, wanted_ms: int) -> Iterator[Piece]:
        """All from the next packet on; what cannot be decoded counts as lost from `wanted_ms` on."""
        from av.error import FFmpegError

        clock = self._packets.clock
        for packet in self._packets:
            try:
                frames = self._packets.stream.decode(packet)
            except FFmpegError:
                if (self._packets.ms_of(packet) or 0) >= wanted_ms:
                    self._lost_s += float((packet.duration or 0) * clock.tick)
                self._placer.lose()
                continue
            for frame in frames:
                self._decoded_s += frame.samples / frame.sample_rate
                at = None if frame.pts is None else clock.at(frame.pts, frame.sample_rate)
                yield from self._placer.place(frame, at)
        yield from self._placer.finish()
