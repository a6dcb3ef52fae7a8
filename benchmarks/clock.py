"""Where sound is put: the clock error of this decoder, and of faster-whisper's own, on files whose times are not plain.

usage: python benchmarks/clock.py

The files are made here, with a burst of tone at every second of the clock that a player shows; the error is how far
off it the burst is heard. Both decoders get the same files in one run.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "recording"))

from media_files import Voice, clock_errors, damaged, write

from rnct_chapters.recording.media.audio import AudioReader, open_sound
from rnct_chapters.timecode import Span

ALLOWED_MS = 20
MINUTE = ((0, 60_000),)
GAPS = ((10_000, 13_500), (20_300, 20_900), (31_100, 31_121), (40_100, 49_900))
PICTURES_MS = sorted(int(60_000 * (n / 700) ** 1.5) for n in range(700))
"""Of a video that begins at many pictures a second and slows down."""


@dataclass(frozen=True, slots=True)
class Case:
    """One file, and the seconds whose bursts it still has."""

    title: str
    name: str
    voice: Voice
    seconds: Sequence[int] = tuple(range(1, 59))
    options: dict[str, Any] = field(default_factory=dict)
    damaged: tuple[int, int] | None = None


KEPT = [s for s in range(1, 59) if not any(a <= s * 1000 + 60 and s * 1000 - 60 <= b for a, b in GAPS)]
CASES = (
    Case("plain", "plain.m4a", Voice("aac", 44_100, heard=MINUTE)),
    Case("begins 3 s late, edit list, MP4", "late.mp4", Voice(heard=((3_000, 60_000),)), range(4, 59)),
    Case("begins 3 s late, WebM", "late.webm", Voice("libopus", heard=((3_000, 60_000),)), range(4, 59)),
    Case("packets lost, MP4", "gaps.mp4", Voice("aac", 44_100, heard=MINUTE, lost=GAPS), KEPT),
    Case("packets lost, Matroska", "gaps.mkv", Voice("libopus", heard=MINUTE, lost=GAPS), KEPT),
    Case(
        "video of a variable rate, sound 2 s late",
        "variable.mp4",
        Voice("aac", 44_100, heard=((2_000, 60_000),)),
        range(3, 59),
        {"frames_ms": PICTURES_MS},
    ),
    Case("sound card 0.1 % slow", "slow.mkv", Voice("aac", 44_100, heard=MINUTE, drift=Fraction(1, 1000))),
    Case(
        "a second that cannot be decoded",
        "damaged.mkv",
        Voice(heard=MINUTE),
        [*range(1, 20), *range(22, 59)],
        damaged=(20_100, 21_100),
    ),
)


@dataclass(frozen=True, slots=True)
class Row:
    """The worst error of each decoder in milliseconds, by size; None where a burst is not heard at all."""

    title: str
    ours_ms: float | None
    peer_ms: float | None


def rows(folder: Path) -> Iterator[str]:
    """The lines of the table; the files are made in `folder`."""
    yield f"{f'clock error, ms (allowed: {ALLOWED_MS})':44} {'worst':>8} {'faster-whisper':>15}"
    for row in measured(folder):
        ours, peer = (f"{e:.1f}" if e is not None else "not heard" for e in (row.ours_ms, row.peer_ms))
        yield f"{row.title:44} {ours:>8} {peer:>15}"


def measured(folder: Path) -> Iterator[Row]:
    """Each case, made in `folder` and heard by both decoders."""
    from faster_whisper.audio import decode_audio

    for case in CASES:
        path = write(folder / case.name, case.voice, **case.options)
        if case.damaged is not None:
            path = damaged(path, folder / f"broken-{case.name}", case.damaged)
        yield Row(case.title, _worst(_heard, path, case), _worst(lambda p: decode_audio(str(p)), path, case))


def _heard(path: Path) -> NDArray[np.float32]:
    sound = open_sound(path)
    with AudioReader(sound) as reader:
        return np.concatenate(list(reader.blocks(Span(0, sound.identity.duration_ms))))


def _worst(decode: Callable[[Path], NDArray[np.float32]], path: Path, case: Case) -> float | None:
    try:
        return max(map(abs, clock_errors(decode(path), case.seconds)))
    except AssertionError:
        return None


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["RNCT_CHAPTERS_CACHE"] = str(Path(folder) / "cache")
        for line in rows(Path(folder)):
            print(line, flush=True)


if __name__ == "__main__":
    main()
