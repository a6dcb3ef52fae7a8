"""Chapters put into long media files beside ffmpeg, cp and mkvmerge, and the time of all chapter formats together.

usage: python benchmarks/exports.py [--gb 4] [--rounds 3] [--folder FOLDER] [--quick]

The media are made on the spot: a few seconds of moving noise and a tone, encoded once and written again and again with
later times, as MP4 with its index last, as MP4 with its index first, and as Matroska. Every writer is a process of its
own and is given the same 100 chapters; its seconds are by the clock and end when the file is on the disk (fsync), its
megabytes (10^6 bytes) are the most that it had resident. `cp` puts no chapters in: it is what copying alone takes.
Each figure is the least of a few rounds, in which the writers take turns; the file that is read comes from the disk,
not from the system's memory, where the system can be asked for that.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from statistics import median
from typing import Any

CHAPTERS = 100
ENCODED_S = 16
"""A whole number of pictures, and of the sound's frames."""
VIDEO_BITS = 6_000_000
"""A second, as of a recording in full HD; the sound has 128,000."""
FORMS: dict[str, tuple[str, dict[str, str]]] = {
    "MP4, index last": ("last.mp4", {}),
    "MP4, index first": ("first.mp4", {"movflags": "faststart"}),
    "Matroska": ("long.mkv", {}),
}
"""By name: the file, and options of the muxer."""
ALLOWED = "(targets: 0.8 of the speed of ffmpeg -c copy, 150 MB)"


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds until all is on the disk, and megabytes resident at most."""

    seconds: float
    megabytes: float


def write_media(folder: Path, megabytes: float) -> None:
    """The recording in each of the forms, of about so many megabytes."""
    import av

    packets = _encoded()
    size = sum(packet.size for packet, *_ in packets)
    for name, options in FORMS.values():
        with av.open(str(folder / name), "w", options=options) as out:
            streams = _streams(out)
            for lap in range(max(1, round(megabytes * 1e6 / size))):
                for packet, kind, pts, dts, time_base in packets:
                    by = round(lap * ENCODED_S / time_base)
                    packet.time_base, packet.pts, packet.dts = time_base, pts + by, dts + by
                    packet.stream = streams[kind]
                    out.mux(packet)


def _streams(out: Any) -> list[Any]:
    video = out.add_stream("mpeg4", rate=25, bit_rate=VIDEO_BITS, width=1280, height=720, pix_fmt="yuv420p")
    sound = out.add_stream("aac", rate=48_000, layout="stereo", bit_rate=128_000)
    return [video, sound]


def _encoded() -> list[tuple[Any, int, int, int, Fraction]]:
    """Packets in the order of their times, each with its stream, its times and their unit: muxing changes these."""
    import av
    import numpy as np

    noise = np.random.default_rng(1).integers(0, 255, (720, 1280 + 25 * ENCODED_S, 3), np.uint8)
    hum = (8_000 * np.sin(np.arange(48_000 * ENCODED_S) / 35)).astype(np.int16).repeat(2)[np.newaxis]
    with av.open(os.devnull, "w", format="matroska") as out:
        video, sound = _streams(out)
        frames: list[list[Any]] = [[], [av.AudioFrame.from_ndarray(hum, "s16", "stereo")]]
        for n in range(25 * ENCODED_S):
            frames[0].append(av.VideoFrame.from_ndarray(np.ascontiguousarray(noise[:, n : n + 1280]), "rgb24"))
            frames[0][-1].pts, frames[0][-1].time_base = n, Fraction(1, 25)
        frames[1][0].sample_rate, frames[1][0].pts, frames[1][0].time_base = 48_000, 0, Fraction(1, 48_000)
        made = [
            (packet, kind, packet.pts, packet.dts, packet.time_base)
            for kind, stream in enumerate((video, sound))
            for frame in (*frames[kind], None)
            for packet in stream.encode(frame)
        ]
    inside = [m for m in made if 0 <= m[2] * m[4] < ENCODED_S]
    return sorted(inside, key=lambda m: m[3] * m[4])


def rows(folder: Path, rounds: int) -> Iterator[str]:
    """The lines of the table of writers."""
    yield f"{f'{CHAPTERS} chapters put in {ALLOWED}':68} {'seconds':>8} {'MB/s':>7} {'MB':>6} {'speed':>6}"
    for form, (name, _) in FORMS.items():
        media = folder / name
        size = media.stat().st_size / 1e6
        timed = _least(_commands(media, folder), media, rounds)
        ours = timed["rnct-chapters"]
        for writer, run in timed.items():
            title = f"{form}, {size:,.0f} MB: {writer}"
            if run is None or ours is None:
                yield f"{title:68} {'not here':>8}"
            else:
                ratio = "" if writer == "rnct-chapters" else f"{run.seconds / ours.seconds:6.2f}"
                yield f"{title:68} {run.seconds:8.2f} {size / run.seconds:7.0f} {run.megabytes:6.0f} {ratio}".rstrip()
    yield "speed: how many times as fast as that writer ours was"


def _commands(media: Path, folder: Path) -> Mapping[str, Sequence[str]]:
    out, metadata, xml = (str(folder / name) for name in (f"out{media.suffix}", "c.ffmetadata", "c.xml"))
    ours = [sys.executable, __file__, "--embed", str(media), out]
    first = ["-movflags", "+faststart"] if media.name.startswith("first") else []
    copying = ["ffmpeg", "-v", "error", "-y", "-i", str(media), "-i", metadata, "-map", "0", "-map_chapters", "1"]
    found = {"rnct-chapters": ours, "ffmpeg -c copy": [*copying, "-c", "copy", *first, out]}
    if media.suffix == ".mkv":
        found["mkvmerge"] = ["mkvmerge", "-q", "-o", out, "--chapters", xml, str(media)]
    return {**found, "cp (no chapters)": ["cp", str(media), out]}


def _least(commands: Mapping[str, Sequence[str]], media: Path, rounds: int) -> dict[str, Run | None]:
    """The quickest of a few runs of each; None where a program is not installed."""
    runs: dict[str, list[Run]] = {writer: [] for writer in commands}
    for _ in range(rounds):
        for writer, command in commands.items():
            if shutil.which(command[0]):
                runs[writer].append(_run(command, media, media.with_name(f"out{media.suffix}")))
    return {writer: min(found, key=lambda run: run.seconds, default=None) for writer, found in runs.items()}


def _run(command: Sequence[str], media: Path, out: Path) -> Run:
    out.unlink(missing_ok=True)
    os.sync()  # what others left to be written is not counted
    _forget(media)
    began = time.perf_counter()
    child = subprocess.Popen(command)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{command[0]} failed")
    with out.open("rb") as file:
        os.fsync(file.fileno())
    seconds = time.perf_counter() - began
    out.unlink()
    return Run(seconds, usage.ru_maxrss * 1024 / 1e6)


def _forget(media: Path) -> None:
    """Nothing of the file stays in memory."""
    if hasattr(os, "posix_fadvise"):
        with media.open("rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def listed(duration_ms: int) -> Any:
    """So many chapters over a recording of that length."""
    from rnct_chapters.chapters import Chapter, ChapterList
    from rnct_chapters.timecode import Span

    at = [duration_ms * n // CHAPTERS for n in range(CHAPTERS + 1)]
    titles = [f"Chapitre {n}\u202f: le budget, « première lecture » & vote" for n in range(1, CHAPTERS + 1)]
    chapters = tuple(Chapter(Span(at[n], at[n + 1]), title) for n, title in enumerate(titles))
    address = "https://www.youtube.com/watch?v=79NNXn5Kr90"
    return ChapterList("r", 1, "Conseil municipal", address, duration_ms, chapters, "fr")


def embed_one(media: Path, out: Path) -> None:
    """What a user runs, in a process of its own."""
    from rnct_chapters.exports.embed import Wish, embed, read_media

    embed(listed(read_media(media).duration_ms or 0), media, out, Wish())


def write_chapters(folder: Path) -> None:
    """The same chapters in the files that the others take."""
    from rnct_chapters.exports.embed import read_media
    from rnct_chapters.exports.formats import Setting, render_export

    chapters = listed(read_media(folder / FORMS["Matroska"][0]).duration_ms or 0)
    for name, file in (("ffmetadata", "c.ffmetadata"), ("matroska", "c.xml")):
        (folder / file).write_text(render_export(name, chapters, Setting())[0], encoding="utf-8")


def formats_ms(rounds: int) -> dict[str, float]:
    """Milliseconds for the same list in each format, mended and rendered: the median of the rounds."""
    from rnct_chapters.exports.formats import FORMATS, Setting, render_export

    chapters = listed(7_200_000)
    found = {}
    for name in FORMATS:
        took = []
        for _ in range(rounds):
            began = time.perf_counter()
            render_export(name, chapters, Setting())
            took.append((time.perf_counter() - began) * 1000)
        found[name] = median(took)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gb", type=float, default=4.0, help="size of each media file, in 10^9 bytes")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="where the media are kept for another run; else they are removed")
    parser.add_argument("--quick", action="store_true", help="15 MB, once")
    parser.add_argument("--embed", type=Path, nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--make", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    megabytes, rounds = (15.0, 1) if asked.quick else (asked.gb * 1000, asked.rounds)
    if asked.embed:
        embed_one(*asked.embed)
    elif asked.make:
        write_media(asked.make, megabytes)
        write_chapters(asked.make)
    else:
        with tempfile.TemporaryDirectory(dir=asked.folder) as removed:
            show(asked.folder or Path(removed), megabytes, rounds)


def show(folder: Path, megabytes: float, rounds: int) -> None:
    """Prints both tables."""
    if not all((folder / name).exists() for name in ("c.xml", *(file for file, _ in FORMS.values()))):
        # Made by another process: a child's peak, as the system counts it, is never less than its parent's.
        command = [sys.executable, __file__, "--gb", str(megabytes / 1000), "--make", str(folder)]
        subprocess.run(command, check=True)
    for line in rows(folder, rounds):
        print(line, flush=True)
    took = formats_ms(20 * rounds)
    print(f"\n{f'{CHAPTERS} chapters in all {len(took)} formats':68} {sum(took.values()):8.2f} ms")
    for name, ms in sorted(took.items(), key=lambda one: -one[1])[:5]:
        print(f"  {name:66} {ms:8.2f} ms")


if __name__ == "__main__":
    main()
