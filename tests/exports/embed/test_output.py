"""Where the file is written: whole or not at all, whatever happens, and the one that was given is never touched."""

import hashlib
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rnct_chapters.errors import OutputRefused, UnreadableChapters, UsageError
from rnct_chapters.exports.embed import Wish, embed, read_media
from rnct_chapters.recording.progress import Progress
from tests.exports.embed.conftest import Media
from tests.exports.embed.media import THREE, chapters_by_ffprobe

posix = pytest.mark.skipif(os.name != "posix", reason="signals and limits are not the same there")

RUN = """
import os, signal, sys
from pathlib import Path
from rnct_chapters.errors import RnctError
from rnct_chapters.exports.embed import Wish, embed
from tests.exports.embed.media import THREE
media, out, limit, killed = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4] == "killed"
if limit:
    import resource
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
def told(progress):
    if killed and progress.done > progress.total // 2:
        os.kill(os.getpid(), signal.SIGKILL)
try:
    embed(THREE, media, out, Wish(), told)
except RnctError as error:
    print(type(error).__name__, error)
if sys.argv[4] == "measured":
    told = next(line for line in open("/proc/self/status", encoding="ascii") if line.startswith("VmHWM:"))
    print(int(told.split()[1]) * 1024)
"""


def run(media: Path, out: Path, limit: int = 0, how: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", RUN, str(media), str(out), str(limit), how]
    return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, cwd=Path(__file__).parents[3])


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("name", ["index-first.mp4", "ffmpeg.mkv", "v23.mp3"])
def test_in_place(name: str, copied: Media) -> None:
    """The same file as source and place is replaced whole, with the rights it had."""
    media = copied(name)
    media.chmod(0o640)
    embed(THREE, media, media, Wish())
    assert chapters_by_ffprobe(media) == [(c.span.start_ms, c.title) for c in THREE.chapters]
    assert stat.S_IMODE(media.stat().st_mode) == 0o640
    assert names(media.parent) == [name]


def test_a_name_that_leads_elsewhere(copied: Media, tmp_path: Path) -> None:
    """A link stays a link; the file behind it gets the chapters."""
    media, link = copied("v24.mp3"), tmp_path / "folder" / "link.mp3"
    link.parent.mkdir()
    link.symlink_to(media)
    embed(THREE, link, link, Wish())
    assert link.is_symlink()
    assert len(read_media(media).chapters) == 3
    assert names(link.parent) == ["link.mp3"]


def test_the_source_is_not_touched(copied: Media, tmp_path: Path) -> None:
    """Neither its bytes nor its times change where another file is written, and a file in that place is replaced."""
    media, out = copied("mkvmerge.mkv"), tmp_path / "out.mkv"
    out.write_text("an older one")
    before = digest(media), media.stat().st_mtime_ns
    embed(THREE, media, out, Wish())
    assert (digest(media), media.stat().st_mtime_ns) == before
    assert len(read_media(out).chapters) == 3


@posix
@pytest.mark.parametrize("name", ["index-first.mp4", "ffmpeg.mkv", "v23.mp3"])
def test_killed_midway(name: str, copied: Media, tmp_path: Path) -> None:
    """A kill leaves the file as it was, and a draft beside it that the next run removes."""
    media = copied(name)
    before = digest(media)
    assert run(media, media, how="killed").returncode == -signal.SIGKILL
    assert digest(media) == before
    assert len(names(tmp_path)) == 2
    assert run(media, media).stdout == ""
    assert names(tmp_path) == [name]
    assert len(read_media(media).chapters) == 3


def test_a_draft_that_is_being_written_is_left_alone(copied: Media, tmp_path: Path) -> None:
    """Only the drafts of runs that are gone are removed: one that another run holds stays."""
    fcntl = pytest.importorskip("fcntl")
    media = copied("bare.mp3")
    gone, held = (tmp_path / f".bare.mp3.{number}.rnct-tmp" for number in (1, 2))
    gone.write_text("left")
    with held.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        embed(THREE, media, media, Wish())
    assert names(tmp_path) == [held.name, "bare.mp3"]


@posix
def test_no_room(copied: Media, tmp_path: Path) -> None:
    """Where the system lets no file grow so large, nothing is left and nothing is lost."""
    media = copied("index-last.mp4")
    before = digest(media)
    told = run(media, media, limit=media.stat().st_size // 2).stdout
    assert told.startswith("OutputRefused")
    assert "may not be so large" in told
    assert digest(media) == before
    assert names(tmp_path) == [media.name]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 KiB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if os.name != "posix" or os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk], capture_output=True).returncode:
        pytest.skip("mounting is not permitted here")
    yield disk
    subprocess.run(["umount", disk], check=True)


def test_a_full_and_a_read_only_disk(made: Media, small_disk: Path) -> None:
    """Each is told in a sentence, and no draft stays."""
    for name in ("index-last.mp4", "live.mkv"):
        with pytest.raises(OutputRefused, match="the disk is full"):
            embed(THREE, made(name), small_disk / name, Wish())
        assert names(small_disk) == []
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    with pytest.raises(OutputRefused, match="writing is not permitted there"):
        embed(THREE, made("v23.mp3"), small_disk / "out.mp3", Wish())


REFUSED = {
    "no/such/out.mp3": "its folder does not exist",
    "folder.mp3": "it is a folder",
    "file.txt/out.mp3": "a file stands where a folder is needed",
    "zero\0.mp3": "no file can have that name",
    "x" * 300 + ".mp3": "the name is too long",
}


@pytest.mark.parametrize("name", REFUSED)
def test_places_that_cannot_be_written(name: str, made: Media, tmp_path: Path) -> None:
    """A place that is none is told, with the reason."""
    (tmp_path / "folder.mp3").mkdir()
    (tmp_path / "file.txt").touch()
    with pytest.raises(OutputRefused, match=REFUSED[name]):
        embed(THREE, made("bare.mp3"), tmp_path / name, Wish())
    assert names(tmp_path) == ["file.txt", "folder.mp3"]


def test_a_long_name(made: Media, tmp_path: Path) -> None:
    """A name as long as the system allows leaves room for the draft's."""
    out = tmp_path / ("é" * 120 + ".mp3")
    embed(THREE, made("bare.mp3"), out, Wish())
    assert names(tmp_path) == [out.name]


@pytest.mark.parametrize(
    ("source", "out", "known"),
    [
        ("index-last.mp4", "out.mkv", ".mp4"), ("ffmpeg.mkv", "out.mp4", ".mkv"), ("bare.mp3", "out", ".mp3"),
        ("bare.mp3", "out.m4a", ".mp3"),
    ],
)  # fmt: skip
def test_nothing_is_converted(source: str, out: str, known: str, made: Media, tmp_path: Path) -> None:
    """A name that promises another container is refused, with the endings that fit."""
    with pytest.raises(UsageError, match="nothing is converted here") as told:
        embed(THREE, made(source), tmp_path / out, Wish())
    assert known in str(told.value)
    assert names(tmp_path) == []


def test_a_wrong_ending_is_kept_in_place(made: Media, tmp_path: Path) -> None:
    """What a file is, is told by what is in it; one that goes by a wrong name keeps it, and that is said."""
    media = tmp_path / "film.mp4"
    media.write_bytes(made("ffmpeg.mkv").read_bytes())
    done = embed(THREE, media, media, Wish())
    assert [m.text("en") for m in done.said] == [f"{media} is a Matroska or WebM file, whatever its name says."]
    assert len(read_media(media).chapters) == 3


@pytest.mark.parametrize("change", ["grows", "shrinks"])
def test_a_file_that_somebody_writes_to(change: str, copied: Media, tmp_path: Path) -> None:
    """A recording that is still going on is not taken for whole."""
    media, out = copied("index-last.mp4"), tmp_path / "out.mp4"

    def told(progress: Progress) -> None:
        with media.open("ab") as file:
            file.write(b"x") if change == "grows" else file.truncate(1_000)

    with pytest.raises(UnreadableChapters, match="something still writes to it"):
        embed(THREE, media, out, Wish(), told)
    assert names(tmp_path) == [media.name]


def test_progress_and_interruption(made: Media, tmp_path: Path) -> None:
    """It is told in bytes how far it has come, up to all of them; who stops it finds nothing left."""
    heard: list[Progress] = []
    out = tmp_path / "out.mkv"
    embed(THREE, made("mkvmerge.mkv"), out, Wish(), heard.append)
    assert [p.done for p in heard] == sorted(p.done for p in heard)
    assert heard[-1].done == heard[-1].total == out.stat().st_size
    assert {p.unit for p in heard} == {"bytes"}
    out.unlink()

    def stop(progress: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        embed(THREE, made("mkvmerge.mkv"), out, Wish(), stop)
    assert names(tmp_path) == []


def test_nothing_to_write(made: Media, tmp_path: Path) -> None:
    """A list without chapters, or with none before the end of the file, is refused."""
    late = replace(THREE, chapters=tuple(replace(c, span=type(c.span)(10_000, 11_000)) for c in THREE.chapters))
    for chapters in (replace(THREE, chapters=()), late):
        with pytest.raises(UsageError, match="No chapter is left to write"):
            embed(chapters, made("bare.mp3"), tmp_path / "out.mp3", Wish())


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process does not tell its own peak")
@pytest.mark.parametrize("name", ["index-first.mp4", "live.mkv"])
def test_memory_does_not_grow_with_the_file(name: str, made: Media, tmp_path: Path) -> None:
    """A file of 300 MB takes no more than one of 0.1 MB; what is empty in it is not laid out anew."""
    film, large = made(name), tmp_path / f"large-{name}"
    empty = 300_000_000
    head = (empty + 8).to_bytes(4, "big") + b"free" if name.endswith("mp4") else b"\xec\x01" + empty.to_bytes(7, "big")
    large.write_bytes(film.read_bytes() + head)
    os.truncate(large, large.stat().st_size + empty)
    peaks = [int(run(media, tmp_path / f"out-{name}", how="measured").stdout) for media in (film, large)]
    assert peaks[1] - peaks[0] < 30_000_000
