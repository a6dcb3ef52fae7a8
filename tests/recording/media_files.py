"""Media files made with PyAV whose sound says when it is: a burst of tone at every second of the player's clock.

The tone of a burst tells which second it is, so that sound which lies half a minute off can still be measured.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

RATE = 16_000
BURST_MS = 40
"""How long a burst sounds."""
TONES = 30
"""After so many seconds the tones come again."""
_LOWEST_HZ, _STEP_HZ = 500, 100

Span = tuple[int, int]
"""A stretch from one millisecond to another."""


def tone_hz(second: int) -> int:
    return _LOWEST_HZ + _STEP_HZ * (second % TONES)


def bursts(first: int, count: int, rate: int) -> NDArray[np.float64]:
    """`count` samples from sample `first` of the clock on: quiet hum, and the burst of every second."""
    at = np.arange(first, first + count)
    second, within = at // rate, at % rate / rate
    hz = _LOWEST_HZ + _STEP_HZ * (second % TONES)
    tone = np.where(within < BURST_MS / 1000, 0.5 * np.sin(2 * np.pi * hz * within), 0.0)
    return tone + 0.01 * np.sin(2 * np.pi * 150 * at / rate)


def silence(first: int, count: int, rate: int) -> NDArray[np.float64]:
    return np.zeros(count)


@dataclass(frozen=True)
class Voice:
    """One audio track to be written. `heard` are the stretches of the clock that have sound, `lost` those whose packets
    are left out after they were encoded; `sampled` is what the clock of its sound card made of a second."""

    codec: str = "aac"
    rate: int = 48_000
    layout: str = "mono"
    heard: Sequence[Span] = ((0, 10_000),)
    lost: Sequence[Span] = ()
    language: str | None = None
    title: str | None = None
    is_default: bool | None = None
    sound: Callable[[int, int, int], NDArray[np.float64]] = bursts
    drift: Fraction = Fraction(0)
    jitter_ms: int = 0


def write(path: Path, *voices: Voice, frames_ms: Iterable[int] = (), **options: Any) -> Path:
    """A file with these tracks, and a video of one picture at each of `frames_ms` where there are some; `options` go to
    `av.open`."""
    with av.open(str(path), "w", **options) as out:
        made = [(voice, _add(out, voice)) for voice in voices]
        shown = list(frames_ms)
        video = _add_video(out) if shown else None
        packets = [p for voice, stream in made for p in _encoded(voice, stream)]
        if video is not None:
            packets += _pictures(video, shown)
        for packet in sorted(packets, key=lambda p: p.dts * p.time_base):
            out.mux(packet)
    return path


def _add(out: Any, voice: Voice) -> Any:
    stream = out.add_stream(voice.codec, rate=voice.rate)
    stream.layout = voice.layout
    if voice.language:
        stream.metadata["language"] = voice.language
    if voice.title:
        stream.metadata["title"] = voice.title
    if voice.is_default is not None:
        stream.disposition = av.stream.Disposition.default.value if voice.is_default else 0
    return stream


def _encoded(voice: Voice, stream: Any) -> list[Any]:
    stream.codec_context.open()
    packets: list[Any] = []
    for frame in _frames(voice, stream.codec_context.frame_size):
        packets += stream.encode(frame)
    packets += stream.encode(None)
    return [p for p in packets if not any(a <= p.pts * p.time_base * 1000 < b for a, b in voice.lost)]


def _frames(voice: Voice, fixed: int) -> Iterator[Any]:
    """Frames of the `fixed` size that a codec wants, so that the last one may go beyond its stretch; else of 1024."""
    jitter = np.random.default_rng(1)
    channels = av.AudioLayout(voice.layout).nb_channels
    for start_ms, end_ms in voice.heard:
        first, count = start_ms * voice.rate // 1000, (end_ms - start_ms) * voice.rate // 1000
        for n in range(0, count, fixed or 1024):
            size = fixed or min(1024, count - n)
            # What the card calls a second lasts 1 + drift seconds of the clock.
            off = round(n * voice.drift)
            heard = voice.sound(first + n + off, size, voice.rate)
            samples = np.repeat((heard * 32_767).astype(np.int16), channels)[None, :]
            frame = av.AudioFrame.from_ndarray(samples, "s16", voice.layout)
            late = int(jitter.integers(-voice.jitter_ms, voice.jitter_ms + 1)) * voice.rate // 1000 if n else 0
            frame.sample_rate, frame.pts, frame.time_base = voice.rate, first + n + off + late, Fraction(1, voice.rate)
            yield frame


def _add_video(out: Any) -> Any:
    stream = out.add_stream("mpeg4", rate=1000)
    stream.width = stream.height = 32
    stream.pix_fmt = "yuv420p"
    stream.codec_context.time_base = Fraction(1, 1000)
    return stream


def _pictures(stream: Any, at_ms: Sequence[int]) -> list[Any]:
    packets: list[Any] = []
    for n, ms in enumerate(at_ms):
        picture = av.VideoFrame.from_ndarray(np.full((32, 32, 3), n * 37 % 256, np.uint8), "rgb24")
        picture.pts, picture.time_base = ms, Fraction(1, 1000)
        packets += stream.encode(picture)
    return packets + stream.encode(None)


def remux(source: Path, target: Path, keep: Callable[[Any], bool] = lambda packet: True, **options: Any) -> Path:
    """The packets of `source` that `keep` takes, in another container."""
    with av.open(str(source)) as read, av.open(str(target), "w", **options) as out:
        streams = {s.index: out.add_stream_from_template(s) for s in read.streams}
        for packet in read.demux():
            if packet.dts is not None and keep(packet):
                packet.stream = streams[packet.stream_index]
                out.mux(packet)
    return target


def damaged(source: Path, target: Path, lost: Span) -> Path:
    """The one track of `source` with packets in `lost` that cannot be decoded."""
    with av.open(str(source)) as read, av.open(str(target), "w") as out:
        stream = out.add_stream_from_template(read.streams.audio[0])
        for packet in read.demux():
            if packet.dts is None:
                continue
            kept = packet
            if lost[0] <= packet.pts * packet.time_base * 1000 < lost[1]:
                kept = av.Packet(bytes([0x55]) * packet.size)
                kept.pts, kept.dts, kept.duration = packet.pts, packet.dts, packet.duration
                kept.time_base = packet.time_base
            kept.stream = stream
            out.mux(kept)
    return target


def clock_errors(sound: NDArray[np.float32], seconds: Iterable[int], start_ms: int = 0) -> list[float]:
    """By how many ms each of these bursts lies late in `sound` (16 kHz mono, from `start_ms` of the clock on).

    Looked for is a burst of the tone of its second, half a period of the tones before and after its place.
    """
    return [_error_ms(sound, second, start_ms) for second in seconds]


def _error_ms(sound: NDArray[np.float32], second: int, start_ms: int) -> float:
    length, place = BURST_MS * RATE // 1000, (second * 1000 - start_ms) * RATE // 1000
    low = max(0, place - TONES // 2 * RATE)
    near = sound[low : place + TONES // 2 * RATE].astype(np.float64)
    turned = np.cumsum(np.append(0, near * np.exp(-2j * np.pi * tone_hz(second) * np.arange(len(near)) / RATE)))
    loudness = np.abs(turned[length:] - turned[:-length])
    assert loudness.max(initial=0) > 0.1 * length / 2, f"the burst of second {second} is not heard"
    return (int(loudness.argmax()) + low - place) * 1000 / RATE
