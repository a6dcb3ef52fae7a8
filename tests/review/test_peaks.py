"""The waveform: what is drawn is what is heard, at once where it is asked for, and computed once."""

import math
import struct
import time
import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from rnct_chapters.errors import UnreadableRecording
from rnct_chapters.recording.cache import cache_folder
from rnct_chapters.review.peaks import EACH_MS, Peaks, Playable, peaks_of
from rnct_chapters.timecode import Span
from tests.review.served import Served, served

pytest.importorskip("av", reason="PyAV decodes sound, and comes with an extra")

Level = Callable[[float], float]


def written(path: Path, length_s: float, level: Level, rate: int = 16_000) -> Playable:
    """A tone whose loudness is `level` of the time in seconds, from 0 to 1."""
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        samples = (level(i / rate) * math.sin(i * 0.7) * 32_767 for i in range(int(length_s * rate)))
        out.writeframes(b"".join(struct.pack("<h", int(s)) for s in samples))
    return Playable(path, None, None)


def whole(peaks: Peaks, file: Playable) -> bytes:
    """The peaks once they are there."""
    until = time.monotonic() + 30
    while isinstance(found := peaks.whole(file), float):
        assert time.monotonic() < until
        time.sleep(0.01)
    return found


@pytest.mark.parametrize("count", [0, 1, 319, 320, 321, 3200])
def test_an_octet_for_each_20_ms(count: int) -> None:
    """Every started 20 ms has its octet: silence 0, full scale 255, whatever the sign."""
    samples = np.full(count, -1.0, np.float32)
    assert peaks_of(samples) == b"\xff" * -(-count // 320)
    assert peaks_of(samples * 0) == b"\0" * -(-count // 320)


def test_loudness_is_where_it_is_heard(tmp_path: Path) -> None:
    """A second of sound between silences is drawn there, to the octet, and as loud as it is."""
    file = written(tmp_path / "a.wav", 4, lambda s: 0.5 if 1.5 <= s < 2.5 else 0)
    found = whole(Peaks(), file)
    assert len(found) == 4_000 // EACH_MS
    assert set(found[:75]) == set(found[125:]) == {0}
    assert all(120 <= octet <= 128 for octet in found[75:125])


@pytest.mark.slow
def test_a_stretch_is_cut_from_the_whole(tmp_path: Path) -> None:
    """A stretch read by itself, before the whole is there, holds the same octets; beyond the end there are none."""
    file = written(tmp_path / "a.wav", 30, lambda s: (s % 3) / 3)
    stretches = [Span(12_340, 17_000), Span(0, 40), Span(2_000, 9_000), Span(29_000, 40_000), Span(50_000, 60_000)]
    early = [Peaks().window(file, span) for span in stretches]
    peaks = Peaks()
    found = whole(peaks, file)
    for span, one in zip(stretches, early, strict=True):
        cut = found[span.start_ms // EACH_MS : -(-span.end_ms // EACH_MS)]
        assert abs(len(one) - len(cut)) <= 0
        assert all(abs(a - b) <= 1 for a, b in zip(one, cut, strict=True))
        assert peaks.window(file, span) == cut


def test_it_is_computed_once(tmp_path: Path) -> None:
    """Another desk finds the waveform in the cache; a file that was changed is read anew."""
    file = written(tmp_path / "a.wav", 5, lambda s: 0.25)
    one = Peaks()
    found = whole(one, file)
    one.close()  # which waits until it is kept
    assert Peaks().whole(file) == found
    assert any(p.read_bytes() == found for p in (cache_folder() / "peaks").glob("*/peaks.u8"))
    written(file.path, 6, lambda s: 1.0)
    assert len(whole(Peaks(), file)) == 6_000 // EACH_MS


@pytest.mark.slow
def test_a_cache_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a place to keep it the waveform is there all the same, as long as the desk is open."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("RNCT_CHAPTERS_CACHE", str(tmp_path / "file"))
    assert len(whole(Peaks(), written(tmp_path / "a.wav", 3, lambda s: 0.5))) == 150


@pytest.mark.slow
def test_no_sound(tmp_path: Path) -> None:
    """A file that holds no sound has no waveform, and says so again when it is asked again."""
    (tmp_path / "a.mp4").write_bytes(b"no media at all")
    peaks = Peaks()
    for _ in range(2):
        with pytest.raises(UnreadableRecording):
            peaks.whole(Playable(tmp_path / "a.mp4", None, None))


@pytest.mark.slow
def test_closing_does_not_wait_for_hours(tmp_path: Path) -> None:
    """A desk closes at once while a long file is being read."""
    peaks = Peaks()
    peaks.whole(written(tmp_path / "a.wav", 400, lambda s: 0.5, rate=8_000))
    began = time.perf_counter()
    peaks.close()
    assert time.perf_counter() - began < 2.5


@pytest.mark.slow
def test_over_http(desk: Served) -> None:
    """The page is told how much is there while it is computed, and then has an octet for each 20 ms of the event."""
    statuses = set()
    until = time.monotonic() + 30
    while (got := desk.client.get("/api/peaks/1")).status_code == 202:
        statuses.add(0 <= got.json()["share"] <= 1)
        assert time.monotonic() < until
        time.sleep(0.02)
    assert (got.status_code, got.headers["content-type"]) == (200, "application/octet-stream")
    assert 0 <= len(got.content) - 172_927 // EACH_MS < 100  # the sound goes on behind the last word
    assert statuses <= {True}
    part = desk.client.get("/api/peaks/1?from_ms=10000&to_ms=50000")
    assert part.content == got.content[500:2500]


@pytest.mark.slow
@pytest.mark.parametrize(
    "asked", ["from_ms=a&to_ms=5", "from_ms=5", "from_ms=9&to_ms=5", "from_ms=0&to_ms=600001", "from_ms=-1&to_ms=5",
              "from_ms=1.5&to_ms=5", "from_ms=0&to_ms=99999999999999", "from_ms=&to_ms="],
)  # fmt: skip
def test_what_is_no_stretch(reader: Served, asked: str) -> None:
    """Nonsense is refused in a sentence."""
    got = reader.client.get(f"/api/peaks/1?{asked}")
    assert (got.status_code, list(got.json())) == (400, ["why"])


@pytest.mark.slow
def test_without_media_there_is_none(folder: Path) -> None:
    """An event that is only online has no waveform, and the desk says so."""
    (folder.parent / "matinee.opus").unlink()
    with served(folder) as desk:
        got = desk.client.get("/api/peaks/1")
    assert (got.status_code, "is not on this disk" in got.text) == (404, True)


@pytest.mark.slow
def test_a_broken_file_has_none(folder: Path) -> None:
    """A media file that cannot be read has no waveform; its path is not told."""
    (folder.parent / "matinee.opus").write_bytes(b"broken")
    with served(folder) as desk:
        got = desk.client.get("/api/peaks/1")
    assert (got.status_code, "no waveform" in got.text, str(folder.parent) in got.text) == (404, True, False)
