"""The most memory that decoding takes, for recordings of any length, beside faster-whisper's own decoder.

Each figure comes from a process of its own, less what one takes that only imports. The recordings are one minute of
sound, encoded once and written again and again with later times.
"""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

ALLOWED_MB = 250
LONGEST_BY_PEER_MIN = 60
"""The peer holds all samples in memory, in more than one copy."""
RATE = 48_000
FORMS = {"Opus in WebM": ("webm", "libopus", {"frame_duration": "60"}), "AAC in MP4": ("m4a", "aac", {})}
"""By name: suffix, codec, its options. Opus comes in its longest frames, which makes it quick; of MP4 the list of all
frames is held in memory, 1.7 million in ten hours."""


@dataclass(frozen=True, slots=True)
class Peak:
    """Megabytes (10^6 bytes) that were resident at most, and seconds by the clock."""

    megabytes: float
    seconds: float


def write_long(path: Path, minutes: int, codec: str, options: dict[str, str]) -> None:
    """So many minutes of a hum that comes and goes."""
    import av
    import numpy as np

    at = np.arange(60 * RATE)
    hum = (2_000 * np.sin(2 * np.pi * 220 * at / RATE) * (at // RATE % 2)).astype(np.int16)
    with av.open(str(path), "w") as out:
        stream = out.add_stream(codec, rate=RATE, layout="mono", options=options)
        stream.bit_rate = 24_000
        frame = av.AudioFrame.from_ndarray(hum[np.newaxis], "s16", "mono")
        frame.sample_rate, frame.pts, frame.time_base = RATE, 0, Fraction(1, RATE)
        minute = [(packet, packet.pts or 0, packet.time_base) for packet in stream.encode(frame)]
        length = len(minute) * (minute[1][1] - minute[0][1])
        for number in range(minutes):
            for packet, pts, time_base in minute:  # the muxer counts them in another unit
                packet.time_base = time_base
                packet.pts = packet.dts = pts + number * length
                packet.stream = stream
                out.mux(packet)


def rows(folder: Path, lengths_min: Sequence[int]) -> Iterator[str]:
    """The lines of the table."""
    bare = _peak("import-ours"), _peak("import-peer")
    yield f"{'decoding: MB above what imports take':44} {'ours':>9} {'peer':>9} {'ours s':>8} {'peer s':>8}"
    for form in FORMS:
        ours = []
        for minutes in lengths_min:
            mine, peer = _peaks(folder, form, minutes, bare)
            ours.append(mine)
            beside = (f"{peer.megabytes:9.1f}", f"{peer.seconds:8.1f}") if peer else ("not tried", "")
            name = f"{_length(minutes)}, {form}"
            yield f"{name:44} {mine.megabytes:9.1f} {beside[0]} {mine.seconds:8.1f} {beside[1]}".rstrip()
        name = f"more for {_length(lengths_min[-1])} than for {_length(lengths_min[0])}"
        grown_mb = ours[-1].megabytes - ours[0].megabytes
        yield f"{name:44} {grown_mb:9.1f}   (target: flat, all of it at most {ALLOWED_MB} MB)"


def _peaks(folder: Path, form: str, minutes: int, bare: tuple[Peak, Peak]) -> tuple[Peak, Peak | None]:
    """Ours and the peer's, of a recording of its own."""
    suffix, codec, options = FORMS[form]
    path = folder / f"{minutes}.{suffix}"
    write_long(path, minutes, codec, options)
    ours = _less(_peak("ours", path), bare[0])
    peer = _less(_peak("peer", path), bare[1]) if minutes <= LONGEST_BY_PEER_MIN else None
    path.unlink()
    return ours, peer


def _length(minutes: int) -> str:
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h"


def _less(peak: Peak, bare: Peak) -> Peak:
    return Peak(peak.megabytes - bare.megabytes, peak.seconds)


def _peak(what: str, *paths: Path) -> Peak:
    """Of a process that does this alone."""
    with TemporaryDirectory() as cache:
        done = subprocess.run(
            [sys.executable, __file__, what, *map(str, paths)],
            env=os.environ | {"RNCT_CHAPTERS_CACHE": cache}, stdout=subprocess.PIPE, encoding="utf-8", check=True,
        )  # fmt: skip
    megabytes, seconds = done.stdout.split()
    return Peak(float(megabytes), float(seconds))


def _decode_ours(paths: Sequence[str]) -> None:
    import av  # noqa: F401 - the decoder imports it when it is needed

    from rnct_chapters.recording.media.audio import AudioReader, open_sound
    from rnct_chapters.timecode import Span

    for path in paths:
        sound = open_sound(Path(path))
        with AudioReader(sound) as reader:
            for _ in reader.blocks(Span(0, sound.identity.duration_ms)):
                pass


def _decode_by_peer(paths: Sequence[str]) -> None:
    from faster_whisper.audio import decode_audio

    for path in paths:
        decode_audio(path)


def _most_mb() -> float:
    """What was resident at most. `ru_maxrss` counts what the parent took at the moment of the start as well, so that
    Linux is asked in another way."""
    status = Path("/proc/self/status")
    if status.exists():
        told = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM:"))
        return int(told.split()[1]) * 1024 / 1e6
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6


if __name__ == "__main__":
    asked, *given = sys.argv[1:]
    began = perf_counter()
    (_decode_by_peer if asked.endswith("peer") else _decode_ours)(given)
    print(_most_mb(), perf_counter() - began)
