"""A recording is known again by its sound, in whatever container it comes, and is read for that only once."""

import os
from pathlib import Path

import pytest
from media_files import Voice, remux, silence, write

from rnct_chapters.recording.media.audio import open_sound
from rnct_chapters.recording.progress import Progress

LARGE = Voice("pcm_s16le", 48_000, "stereo", heard=((0, 90_000),), sound=silence)
"""Enough bytes for its reading to be told."""


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RNCT_CHAPTERS_CACHE", str(tmp_path / "cache"))


@pytest.mark.parametrize(
    ("voice", "names"),
    [
        (Voice("aac", 44_100), ["a.mp4", "a.mkv", "a.mov", "a.m4a"]),
        (Voice("libopus"), ["a.webm", "a.mkv", "a.ogg", "a.mp4"]),
        (Voice("libmp3lame", 44_100), ["a.mp4", "a.mkv"]),
        (Voice("flac", 44_100), ["a.flac", "a.mka"]),
    ],
)
def test_another_container_is_the_same_recording(tmp_path: Path, voice: Voice, names: list[str]) -> None:
    """The sum is of the compressed sound alone; the length is that of the sound, to some milliseconds."""
    first = write(tmp_path / f"first-{names[0]}", voice)
    known = open_sound(first).identity
    assert known.size_bytes == first.stat().st_size
    assert known.duration_ms == pytest.approx(10_000, abs=60)
    for name in names:
        other = open_sound(remux(first, tmp_path / name)).identity
        assert other.audio_sha256 == known.audio_sha256
        assert other.duration_ms == pytest.approx(known.duration_ms, abs=25)


def test_a_recording_that_was_cut_is_another(tmp_path: Path) -> None:
    """A replay without its first seconds has another sum and is shorter."""
    whole = write(tmp_path / "whole.mkv", Voice("aac", 48_000))
    cut = remux(whole, tmp_path / "cut.mkv", lambda packet: packet.pts < 6_000)
    one, other = open_sound(whole).identity, open_sound(cut).identity
    assert one.audio_sha256 != other.audio_sha256
    assert one.duration_ms - other.duration_ms == pytest.approx(4_000, abs=60)


def test_video_is_no_part_of_the_identity(tmp_path: Path) -> None:
    """The audio of a replay, downloaded alone, is that replay."""
    video = write(tmp_path / "video.mp4", Voice("aac", 44_100), frames_ms=range(0, 12_000, 40))
    alone = remux(video, tmp_path / "alone.mkv", lambda packet: packet.stream.type == "audio")
    assert open_sound(video).identity.audio_sha256 == open_sound(alone).identity.audio_sha256
    assert open_sound(video).identity.duration_ms == pytest.approx(10_000, abs=60)


def test_a_file_is_read_once(tmp_path: Path) -> None:
    """The second run knows what the first one found; a file that has changed is read again."""
    path, told = write(tmp_path / "a.wav", LARGE), list[Progress]()
    first = open_sound(path, told=told.append)
    assert told
    told.clear()
    assert open_sound(path, told=told.append) == first
    assert not told
    os.utime(path, ns=(1, 1))
    assert open_sound(path, told=told.append) == first
    assert told


@pytest.mark.parametrize("broken", [b"", b"\xff", b"[]", b'{"duration_ms": "1"}', b'{"duration_ms": 1}', b"null"])
def test_a_broken_memo_is_made_anew(tmp_path: Path, broken: bytes) -> None:
    """Whatever a crash left in the cache, the file itself is the truth."""
    path = write(tmp_path / "a.m4a", Voice())
    first = open_sound(path)
    [memo] = (tmp_path / "cache" / "sums").iterdir()
    memo.write_bytes(broken)
    assert open_sound(path) == first
    assert memo.read_bytes() != broken


def test_a_cache_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    """What would be kept can be found again."""
    (tmp_path / "cache").write_bytes(b"a file where the folder should be")
    path = write(tmp_path / "a.m4a", Voice())
    assert open_sound(path) == open_sound(path)


def test_stopping_leaves_nothing_half_done(tmp_path: Path) -> None:
    """Ctrl-C while a file is read is passed on, and the next run reads it whole."""
    path = write(tmp_path / "a.wav", LARGE)

    def stop(progress: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        open_sound(path, told=stop)
    assert open_sound(path).identity.audio_sha256
