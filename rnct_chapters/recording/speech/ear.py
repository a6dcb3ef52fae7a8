"""A recording's sound as recognition reads it: opened only when it is needed, and in fixed pieces.

Every sample is read in the same piece whatever was asked for, so that windows and the whole hear the same numbers;
the last pieces are kept, since neighbouring stretches look at the same seconds.
"""

from types import TracebackType
from typing import Self

import numpy as np

from rnct_chapters.recording.media.audio import AudioReader
from rnct_chapters.recording.media.recording import Sound
from rnct_chapters.recording.speech.activity import A_MS, Sound16k
from rnct_chapters.timecode import Span

PIECE_MS = 5_000
KEPT = 12
"""Pieces in memory: a minute, which is more than a stretch and what decides its boundaries (4 MB)."""


class Ear:
    """The sound of a recording; a context manager, like the reader that it opens at the first sound asked for."""

    def __init__(self, sound: Sound) -> None:
        self._sound = sound
        self._reader: AudioReader | None = None
        self._pieces: dict[int, Sound16k] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._reader is not None:
            self._reader.__exit__(kind, error, trace)
            self._reader = None

    def hear(self, span: Span) -> Sound16k:
        """The samples of `span`; silence past the end of the recording."""
        first, last = span.start_ms // PIECE_MS, -(-span.end_ms // PIECE_MS)
        pieces = [self._piece(number) for number in range(first, last)]
        heard = np.concatenate(pieces) if pieces else np.zeros(0, np.float32)
        skipped = (span.start_ms - first * PIECE_MS) * A_MS
        return heard[skipped : skipped + span.duration_ms * A_MS]

    def _piece(self, number: int) -> Sound16k:
        piece = self._pieces.pop(number, None)
        if piece is None:
            if self._reader is None:
                self._reader = AudioReader(self._sound).__enter__()
            piece = self._reader.read(Span(number * PIECE_MS, (number + 1) * PIECE_MS))
        self._pieces[number] = piece  # the one used last stands last
        if len(self._pieces) > KEPT:
            del self._pieces[next(iter(self._pieces))]
        return piece
