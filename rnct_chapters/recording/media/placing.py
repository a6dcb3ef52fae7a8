"""From decoded frames with their times to one line of samples at 16 kHz: gaps stay, overlaps go, drift is followed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import gcd
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from av import AudioFrame
    from av.audio.plane import AudioPlane
    from numpy.typing import NDArray

RATE = 16_000
"""Samples a second of all sound that is listened to; 16 of them are a millisecond."""

JUMP_MS = 15
"""From here on two frames do not meet: ticks of 1 ms jitter by less, and a lost frame of 20 ms is more."""
AFTER_LOSS_MS = 2
"""The same where a frame is known to be lost."""
DRIFT_MS = 2
"""How far sound may lie from its times, on average over a second, before it is pulled there."""
PULL = 100
"""One sample in so many is added or left out while sound is pulled: nobody hears 1 %."""
FILLED_S = 1
"""Gaps up to here are filled with silence; after longer ones the resampler starts anew."""


class Piece(NamedTuple):
    """Sound from sample `start` on, counted at 16 kHz from the zero of the player's clock."""

    start: int
    samples: NDArray[np.int16]

    @property
    def end(self) -> int:
        return self.start + len(self.samples)


class _Run:
    """Frames of one format that follow on each other, resampled without a break.

    It starts where both rates have a sample, so that no rounding is ever added up.
    """

    def __init__(self, like: AudioFrame, at: int) -> None:
        from av import AudioFifo, AudioResampler

        self.format = _format(like)
        self.rate = like.sample_rate
        common = gcd(self.rate, RATE)
        step, out = self.rate // common, RATE // common
        self.start = at // step * step
        self.fed = 0
        self._frames = 0
        self._drift = 0.0  # of the frames' times against the count of samples, in samples of their rate
        self._next = self.start // step * out
        self._pulled = 0  # samples at 16 kHz that the sound was moved by
        self._settled = False
        self._waiting = AudioFifo()
        self._resampler = AudioResampler("s16", "mono", RATE)
        self.be_silent(like, at - self.start)

    @property
    def pulled(self) -> int:
        """By how many samples of the frames' rate the sound was moved towards its times."""
        return self._pulled * self.rate // RATE

    @property
    def end(self) -> int:
        """Where the next frame is expected."""
        return self.start + self.fed + self.pulled

    def be_silent(self, like: AudioFrame, count: int) -> None:
        if count > 0:
            self._write(_silence(like, count))

    def hear(self, frame: AudioFrame, off: int) -> Iterator[Piece]:
        """Takes a frame whose time is `off` samples after the expected one, too few for a gap."""
        self._frames += 1  # over the first second the mean, then one that forgets
        self._drift += (off + self.pulled - self._drift) * max(1 / self._frames, min(1.0, frame.samples / self.rate))
        self._write(frame)
        if self._waiting.samples >= self.rate:
            yield from self._resampled(self._waiting.read())

    def finish(self) -> Iterator[Piece]:
        if self._waiting.samples:
            yield from self._resampled(self._waiting.read())
        yield from self._resampled(None)

    def _write(self, frame: AudioFrame) -> None:
        self.fed += frame.samples
        frame.pts = None  # the queue compares times to the tick, and stops at a rounded one
        self._waiting.write(frame)

    def _resampled(self, frame: AudioFrame | None) -> Iterator[Piece]:
        for resampled in self._resampler.resample(frame):
            samples = self._pull(resampled.to_ndarray()[0])
            yield Piece(self._next, samples)
            self._next += len(samples)

    def _pull(self, samples: NDArray[np.int16]) -> NDArray[np.int16]:
        """`samples`, made longer or shorter by at most 1 % where they have drifted from their times."""
        by = round(self._drift * RATE / self.rate) - self._pulled
        if not self._settled:  # the first frame's time is as rounded as any: their mean says where the run begins
            self._settled = True
            self._pulled, self._next = by, self._next + by
            return samples
        if abs(by) <= DRIFT_MS * RATE // 1000:
            return samples
        most = len(samples) // PULL
        by = max(-most, min(most, by))
        self._pulled += by
        places = np.linspace(0, len(samples) - 1, len(samples) + by)
        return np.interp(places, np.arange(len(samples)), samples).round().astype(np.int16)


class Placer:
    """Puts frames in their places. A frame is judged when the next one is known: a single time that is off is jitter
    of a clock, two that agree are a gap or an overlap."""

    def __init__(self) -> None:
        self._run: _Run | None = None
        self._held: tuple[AudioFrame, int | None] | None = None
        self._after_loss = False
        self._end: int | None = None  # at 16 kHz, of what was given out

    def lose(self) -> None:
        """Something before the next frame could not be decoded."""
        self._after_loss = True

    def place(self, frame: AudioFrame, at: int | None) -> Iterator[Piece]:
        """Takes a frame that is heard from sample `at` of its own rate on (None: right after the one before)."""
        if frame.layout.name.endswith("channels"):
            frame = _mixed(frame)
        held, self._held = self._held, (frame, at)
        if held is not None:
            yield from self._unbroken(self._judge(*held, at))

    def finish(self) -> Iterator[Piece]:
        """What is left at the end of the track."""
        if self._held is not None:
            yield from self._unbroken(self._judge(*self._held, None))
        yield from self._unbroken(self._close())
        self._held = None

    def _judge(self, frame: AudioFrame, at: int | None, following_at: int | None) -> Iterator[Piece]:
        run = self._run
        if run is None or run.format != _format(frame):
            yield from self._restart(frame, at)
            return
        off = 0 if at is None else at - run.end
        limit = (AFTER_LOSS_MS if self._after_loss else JUMP_MS) * run.rate // 1000
        next_off = None if following_at is None else following_at - run.end - frame.samples
        jitters = not self._after_loss and next_off is not None and abs(next_off) <= limit
        self._after_loss = False
        if abs(off) <= limit or jitters:
            yield from run.hear(frame, max(-limit, min(limit, off)))
        elif off > FILLED_S * run.rate:
            yield from self._restart(frame, at)
        elif off > 0:
            run.be_silent(frame, off)
            yield from run.hear(frame, 0)
        elif -off < frame.samples:
            yield from run.hear(_without_head(frame, -off), 0)

    def _restart(self, frame: AudioFrame, at: int | None) -> Iterator[Piece]:
        if at is None:
            at = 0 if self._run is None else self._run.end * frame.sample_rate // self._run.rate
        yield from self._close()
        self._run = _Run(frame, at)
        yield from self._run.hear(frame, 0)

    def _close(self) -> Iterator[Piece]:
        if self._run is not None:
            yield from self._run.finish()
            self._run = None

    def _unbroken(self, pieces: Iterator[Piece]) -> Iterator[Piece]:
        """Nothing is said twice: what was given out first stays."""
        for start, samples in pieces:
            known = max(0, (start if self._end is None else self._end) - start)
            if known < len(samples):
                self._end = start + len(samples)
                yield Piece(start + known, samples[known:])


def _format(frame: AudioFrame) -> tuple[int, str, str]:
    return frame.sample_rate, frame.format.name, frame.layout.name


def _planes(frame: AudioFrame) -> Sequence[AudioPlane]:
    """The frame's samples in memory. Of eight channels and more PyAV lists planes that are not there."""
    return frame.planes[: len(frame.layout.channels) if frame.format.is_planar else 1]


def _silence(like: AudioFrame, count: int) -> AudioFrame:
    from av import AudioFrame

    frame = AudioFrame(like.format, like.layout, count)
    frame.sample_rate = like.sample_rate
    for plane in _planes(frame):
        plane.update((b"\x80" if like.format.name.startswith("u8") else b"\0") * plane.buffer_size)
    return frame


def _without_head(frame: AudioFrame, count: int) -> AudioFrame:
    """The frame from its sample `count` on, which it has."""
    from av import AudioFifo

    queue = AudioFifo()
    frame.pts = None
    queue.write(frame)
    queue.read(count)
    rest = queue.read()
    assert rest is not None
    return rest


def _mixed(frame: AudioFrame) -> AudioFrame:
    """One channel of many that have no names, which FFmpeg does not mix."""
    from av import AudioFrame
    from av.audio.frame import format_dtypes

    kind, channels = format_dtypes[frame.format.name], len(frame.layout.channels)
    many = np.stack([np.frombuffer(memoryview(plane), kind) for plane in _planes(frame)])
    if frame.format.is_planar:
        many = many[:, : frame.samples]
    else:
        many = many[0, : frame.samples * channels].reshape(frame.samples, channels).T
    mean: NDArray[np.float32] = many.mean(axis=0, keepdims=True).astype(kind)  # or of the frame's own kind
    mixed = AudioFrame.from_ndarray(mean, format=frame.format.name, layout="mono")
    mixed.sample_rate = frame.sample_rate
    return mixed
