"""Any span of a recording can be read, in any order, and sounds as if all had been decoded from the start."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import av
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from media_files import Voice, bursts, clock_errors, damaged, silence, write
from numpy.typing import NDArray

from rnct_chapters.recording.media.audio import RATE, AudioReader, open_sound
from rnct_chapters.recording.media.recording import Sound
from rnct_chapters.timecode import Span
from tests.rounds import one_in

LENGTH_MS = 40_000


@pytest.fixture(autouse=True, scope="module")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> object:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RNCT_CHAPTERS_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


def rising(first: int, count: int, rate: int) -> NDArray[np.float64]:
    """Bursts over a tone that rises, so that no two places sound alike."""
    at_s = np.arange(first, first + count) / rate
    return bursts(first, count, rate) * 0.8 + 0.1 * np.sin(2 * np.pi * (300 + 20 * at_s) * at_s)


FRAGMENTS = {"movflags": "frag_keyframe+empty_moov+default_base_moof", "frag_duration": "2000000"}
VIDEO = range(0, LENGTH_MS, 100)
HOLED = Voice("aac", 44_100, heard=((0, LENGTH_MS),), lost=((20_000, 22_500),), sound=rising)
FILES: dict[str, tuple[str, Voice, dict[str, object]]] = {
    "M4A": ("a.m4a", HOLED, {}),
    "MP4 with video": ("a.mp4", HOLED, {"frames_ms": VIDEO}),
    "MP4 in fragments": ("a.mp4", HOLED, {"options": FRAGMENTS}),
    "WebM": ("a.webm", Voice("libopus", heard=((0, LENGTH_MS),), sound=rising), {}),
    "Matroska with video": ("a.mkv", HOLED, {"frames_ms": VIDEO}),
    "Matroska, late": ("a.mkv", Voice(heard=((12_000, LENGTH_MS),), sound=rising), {}),
    "transport stream with video": ("a.ts", Voice(heard=((1_000, LENGTH_MS),), sound=rising), {"frames_ms": VIDEO}),
    "MP3": ("a.mp3", Voice("libmp3lame", 44_100, heard=((0, LENGTH_MS),), sound=rising), {}),
    "ADTS": ("a.aac", Voice("aac", 44_100, heard=((0, LENGTH_MS),), sound=rising), {}),
    "FLAC": ("a.flac", Voice("flac", 44_100, "stereo", heard=((0, LENGTH_MS),), sound=rising), {}),
    "WAV": ("a.wav", Voice("pcm_s16le", 11_025, heard=((0, LENGTH_MS),), sound=rising), {}),
    "Ogg": ("a.ogg", Voice("libopus", heard=((0, LENGTH_MS),), sound=rising), {}),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> object:
    """Name of a file -> where it can be listened to, and all of its sound as decoded from the start."""

    @cache
    def make(name: str) -> tuple[Sound, NDArray[np.float32]]:
        file, voice, options = FILES[name]
        sound = open_sound(write(tmp_path_factory.mktemp("made") / file, voice, **options))
        with AudioReader(sound) as reader:
            return sound, reader.read(Span(0, LENGTH_MS + 5_000))

    return make


def lag(one: NDArray[np.float32], other: NDArray[np.float32]) -> int:
    """Samples by which `one` has to be moved to lie on `other`."""
    size = 2 * len(one)
    alike = np.fft.irfft(np.fft.rfft(other, size) * np.conj(np.fft.rfft(one, size)))
    best = int(alike.argmax())
    return best if best < len(one) else best - size


NEAR = 18
"""Samples: the millisecond to which Matroska rounds its times, and one for each rate's own rounding."""

spans = st.lists(st.tuples(st.integers(0, LENGTH_MS), st.integers(400, 4_000)), min_size=1, max_size=6)


@pytest.mark.parametrize("name", one_in(3, FILES))
@settings(max_examples=settings().max_examples // 5)
@given(listed=spans)
def test_a_seek_sounds_like_decoding_from_the_start(name: str, listed: list[tuple[int, int]], made: object) -> None:
    """Spans in any order, far or near, back or forth, lie within a millisecond of where they lie in the whole."""
    sound, whole = made(name)  # type: ignore[operator]
    with AudioReader(sound) as reader:
        for start, length in listed:
            heard, expected = reader.read(Span(start, start + length)), whole[start * 16 : (start + length) * 16]
            assert len(heard) == length * 16
            if np.abs(expected).max() < 0.02:
                assert np.abs(heard).max() < 0.05
            elif np.abs(expected).min() < np.abs(expected).max() and np.count_nonzero(expected) > length * 12:
                assert abs(lag(heard, expected)) <= NEAR


def test_spans_in_order_are_decoded_once(made: object) -> None:
    """Spans that ascend and lie near each other cost their own sound and what lies between."""
    sound, whole = made("M4A")  # type: ignore[operator]
    with AudioReader(sound) as reader:
        for start in range(0, 12_000, 1_500):
            heard = reader.read(Span(start, start + 1_000))
            assert np.array_equal(heard, whole[start * 16 : start * 16 + 16_000])
        assert reader.decoded_ms < 14_000


@pytest.mark.parametrize("name", FILES)
def test_only_what_is_wanted_is_decoded(name: str, made: object) -> None:
    """A second at the end costs that second and a short run-up, whether seeks can be trusted or not."""
    sound, _ = made(name)  # type: ignore[operator]
    with AudioReader(sound) as reader:
        reader.read(Span(35_000, 36_000))
        assert 1_000 <= reader.decoded_ms < 4_000


@pytest.mark.parametrize("block_ms", [70, 999, 30_000])
def test_blocks_are_the_span_in_pieces(block_ms: int, made: object) -> None:
    """Whatever their size, the blocks of a span put together are the span."""
    sound, whole = made("M4A")  # type: ignore[operator]
    with AudioReader(sound) as reader:
        blocks = list(reader.blocks(Span(1_234, 31_999), block_ms))
    assert [len(b) for b in blocks[:-1]] == [block_ms * 16] * (len(blocks) - 1)
    assert np.array_equal(np.concatenate(blocks), whole[1_234 * 16 : 31_999 * 16])


def test_beyond_the_end_there_is_silence(made: object) -> None:
    """Who asks for more than there is gets as many samples as were asked for, and can go back."""
    sound, whole = made("M4A")  # type: ignore[operator]
    with AudioReader(sound) as reader:
        assert not reader.read(Span(500_000, 501_000)).any()
        assert not reader.read(Span(LENGTH_MS + 1_000, LENGTH_MS + 2_000)).any()
        assert len(reader.read(Span(3_000, 3_000))) == 0
        assert np.array_equal(reader.read(Span(0, 2_000)), whole[:32_000])


def test_samples_are_floats_from_minus_one_to_one(tmp_path: Path) -> None:
    """Sound at full scale, in all channels at once, is neither too loud nor clipped more than it was."""

    def loud(first: int, count: int, rate: int) -> NDArray[np.float64]:
        return np.sign(np.sin(np.arange(first, first + count) / 40))

    path = write(tmp_path / "loud.wav", Voice("pcm_s16le", 48_000, "5.1", heard=((0, 2_000),), sound=loud))
    with AudioReader(open_sound(path)) as reader:
        heard = reader.read(Span(0, 2_000))
    assert heard.dtype == np.float32
    assert 0.9 < np.abs(heard).max() <= 1


@pytest.mark.parametrize("lost", [Span(4_000, 4_021), Span(2_100, 2_800), Span(3_100, 6_900)])
def test_what_cannot_be_decoded_is_silence_of_its_length(tmp_path: Path, lost: Span) -> None:
    """Damaged packets move nothing, and are counted."""
    plain = write(tmp_path / "plain.mkv", Voice("aac", 48_000))
    sound = open_sound(damaged(plain, tmp_path / "damaged.mkv", (lost.start_ms, lost.end_ms)))
    with AudioReader(sound) as reader:
        heard = reader.read(Span(0, 10_000))
        assert reader.lost_ms == pytest.approx(lost.duration_ms, abs=45, rel=0.02)
    assert np.abs(clock_errors(heard, [1, 2, 7, 8])).max() <= 2
    assert not heard[lost.start_ms * 16 + 800 : lost.end_ms * 16 - 800].any()


def test_each_thread_has_its_reader(made: object) -> None:
    """Readers of one file side by side give each what it asked for."""
    sound, whole = made("WebM")  # type: ignore[operator]

    def listen(start: int) -> bool:
        with AudioReader(sound) as reader:
            heard = reader.read(Span(start, start + 8_000))
        return abs(lag(heard, whole[start * 16 : start * 16 + len(heard)])) <= 16

    with ThreadPoolExecutor(4) as threads:
        assert all(threads.map(listen, range(0, 32_000, 2_000)))


MEASURED = """
import gc, resource, sys
from pathlib import Path
import av, numpy
from rnct_chapters.recording.media.audio import AudioReader, open_sound
from rnct_chapters.timecode import Span

gc.set_threshold(200_000, 50, 50)  # as the command line has it
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
sound = open_sound(Path(sys.argv[1]))
with AudioReader(sound) as reader:
    samples = sum(len(block) for block in reader.blocks(Span(0, sound.identity.duration_ms)))
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(samples, (after - before) // 1024)
"""


def measured(path: Path) -> tuple[int, int]:
    """Samples of the whole file, and by how many MB listening to it made a process grow."""
    done = subprocess.run([sys.executable, "-c", MEASURED, str(path)], capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    samples, megabytes = map(int, done.stdout.split())
    return samples, megabytes


def quiet(path: Path, hours: float) -> Path:
    """Hours of silence: one packet of it, again and again."""
    source = write(path.with_name(f"source-{path.name}"), Voice("flac", 16_000, heard=((0, 1_000),), sound=silence))
    with av.open(str(source)) as read, av.open(str(path), "w") as out:
        template = read.streams.audio[0]
        stream = out.add_stream_from_template(template)
        packet = next(p for p in read.demux(template) if p.size)
        payload, length = bytes(packet), packet.duration * packet.time_base
        for n in range(int(hours * 3_600 / length)):
            again = av.Packet(payload)
            again.time_base = packet.time_base
            again.pts = again.dts = n * packet.duration
            again.duration, again.stream = packet.duration, stream
            out.mux(again)
    return path


@pytest.mark.slow
@pytest.mark.parametrize("suffix", [".mka", ".mp4"])
def test_a_day_of_silence_takes_no_more_memory_than_minutes(tmp_path: Path, suffix: str) -> None:
    """Memory stays flat however long the recording: 24 hours beside ten minutes."""
    short, short_mb = measured(quiet(tmp_path / f"short{suffix}", 1 / 6))
    samples, megabytes = measured(quiet(tmp_path / f"long{suffix}", 24))
    assert short == pytest.approx(600 * RATE, rel=0.01)
    assert samples == pytest.approx(24 * 3_600 * RATE, rel=0.001)
    assert short_mb < 100
    assert megabytes < 250
