"""Sound lies where a player has it, whatever the container does to its times: bursts of tone say when they sounded."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from media_files import BURST_MS, Voice, bursts, clock_errors, remux, write

from rnct_chapters.recording.media.audio import AudioReader, open_sound
from rnct_chapters.recording.media.placing import RATE, Placer
from rnct_chapters.timecode import Span

EXACT_MS = 2
"""A tick of the coarsest containers, and what a burst's start can be told to; 20 ms are asked for."""


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RNCT_CHAPTERS_CACHE", str(tmp_path / "cache"))


def heard(path: Path) -> "np.ndarray[tuple[int], np.dtype[np.float32]]":
    """All of the file's sound, and a second more."""
    sound = open_sound(path)
    with AudioReader(sound) as reader:
        return reader.read(Span(0, sound.identity.duration_ms + 1_000))


PLAIN = {
    "WAV, 44.1 kHz stereo": ("a.wav", Voice("pcm_s16le", 44_100, "stereo"), 0),
    "WAV, 8 kHz mono": ("a.wav", Voice("pcm_s16le", 8_000), 0),
    "WAV, 8 bits at an odd rate": ("a.wav", Voice("pcm_u8", 22_255), 0),
    "WAV, 11 kHz, floats, 5.1": ("a.wav", Voice("pcm_f32le", 11_025, "5.1"), 0),
    "WAV, 96 kHz": ("a.wav", Voice("pcm_s24le", 96_000), 0),
    "WAV, nine channels": ("a.wav", Voice("pcm_s16le", 32_000, "9 channels"), 0),
    "M4A, 7.1": ("a.m4a", Voice("aac", 48_000, "7.1"), 0),
    "FLAC": ("a.flac", Voice("flac", 44_100, "stereo"), 0),
    "MP3": ("a.mp3", Voice("libmp3lame", 44_100, "stereo"), 0),
    "MP3, 8 kHz mono": ("a.mp3", Voice("libmp3lame", 8_000), 0),
    "M4A": ("a.m4a", Voice("aac", 44_100, "stereo"), 0),
    "MOV": ("a.mov", Voice("pcm_s16le", 48_000), 0),
    "3GP": ("a.3gp", Voice("aac", 32_000), 0),
    "Opus in MP4": ("a.mp4", Voice("libopus"), 0),
    "Ogg": ("a.ogg", Voice("libopus"), 0),
    "WebM": ("a.webm", Voice("libopus", 48_000, "stereo"), 0),
    "Matroska": ("a.mkv", Voice("aac", 44_100), 0),
    # These do not tell what the encoder put before the sound, and players play it: 1,024 samples of AAC…
    "ADTS": ("a.aac", Voice("aac", 44_100), 1024 / 44.1),
    "transport stream": ("a.ts", Voice("aac", 48_000), 1024 / 48),
    "FLV": ("a.flv", Voice("aac", 44_100), 1024 / 44.1),
    "AVI": ("a.avi", Voice("libmp3lame", 44_100), 1105 / 44.1),
    "AAC in AVI": ("a.avi", Voice("aac", 44_100), 1024 / 44.1),
    "AC-3": ("a.ac3", Voice("ac3", 48_000), 256 / 48),
    "MPEG audio": ("a.mp2", Voice("mp2", 48_000), 481 / 48),
}


@pytest.mark.parametrize(("name", "voice", "late_ms"), PLAIN.values(), ids=PLAIN)
def test_every_container_and_codec_keeps_its_clock(tmp_path: Path, name: str, voice: Voice, late_ms: float) -> None:
    """What resamplers, decoders and encoders hold back is no part of the clock, where the container tells it."""
    errors = clock_errors(heard(write(tmp_path / name, voice)), range(1, 9))
    assert np.abs(np.array(errors) - late_ms).max() <= EXACT_MS


@pytest.mark.parametrize("name", ["a.m4a", "a.mov", "a.webm", "a.mkv", "a.ogg"])
def test_a_track_that_begins_late_is_late(tmp_path: Path, name: str) -> None:
    """Three seconds without sound at the start are silence, not left out."""
    voice = Voice("aac" if name[2] == "m" and name != "a.webm" else "libopus", heard=((3_000, 13_000),))
    sound = heard(write(tmp_path / name, voice))
    assert not sound[: 2_900 * 16].any()
    assert np.abs(clock_errors(sound, range(4, 12))).max() <= EXACT_MS


def test_an_edit_list_is_followed(tmp_path: Path) -> None:
    """An empty edit delays the track, and a later media time cuts the encoder's priming."""
    path = write(tmp_path / "a.mp4", Voice("aac", 44_100, heard=((3_000, 9_000),)), frames_ms=range(0, 9_000, 40))
    assert b"\xff\xff\xff\xff\x00\x01\x00\x00" in path.read_bytes()  # an edit without media, at the usual rate
    assert np.abs(clock_errors(heard(path), range(4, 8))).max() <= EXACT_MS


VIDEO_MS = [0, 40, 90, 400, 1_000, 1_033, 1_066, 3_000, 5_000, 5_010, 9_000]


@pytest.mark.parametrize("name", ["a.mp4", "a.mkv", "a.ts"])
def test_video_of_a_variable_rate_moves_nothing(tmp_path: Path, name: str) -> None:
    """Pictures come when they come; a track that begins after them keeps its distance from them."""
    voice = Voice("aac", 48_000, heard=((2_000, 10_000),))
    errors = clock_errors(heard(write(tmp_path / name, voice, frames_ms=VIDEO_MS)), range(3, 9))
    assert np.abs(errors).max() <= EXACT_MS


def test_a_transport_stream_begins_at_zero_whatever_its_times(tmp_path: Path) -> None:
    """Broadcasts begin at any time of day; players count from their first picture or sound."""
    voice = Voice("aac", 48_000, heard=((2_000, 9_000),))
    path = write(tmp_path / "a.ts", voice, frames_ms=range(0, 9_000, 40), options={"output_ts_offset": "40000"})
    assert np.abs(clock_errors(heard(path), range(3, 8))).max() <= EXACT_MS


LOST = ((3_000, 6_500), (9_100, 11_900), (12_600, 12_700), (13_900, 13_921))


@pytest.mark.parametrize("name", ["a.m4a", "a.webm", "a.mkv", "a.ts"])
def test_gaps_stay_gaps(tmp_path: Path, name: str) -> None:
    """After packets that were lost, long or short, sound is where it was; in between there is silence."""
    voice = Voice("libopus" if name == "a.webm" else "aac", heard=((0, 15_000),), lost=LOST)
    late_ms = 1024 / 48 if name == "a.ts" else 0
    sound = heard(write(tmp_path / name, voice))
    errors = clock_errors(sound, [1, 2, 7, 8, 12, 13, 14])
    assert np.abs(np.array(errors) - late_ms).max() <= EXACT_MS
    assert not sound[3_100 * 16 : 6_400 * 16].any()


def test_a_pause_of_hours_costs_nothing(tmp_path: Path) -> None:
    """A recorder that stood still in between leaves silence and the right time after it."""
    path = write(tmp_path / "a.mkv", Voice("aac", heard=((0, 2_000), (36_000_000, 36_004_000))))
    sound = open_sound(path)
    assert sound.identity.duration_ms == pytest.approx(36_004_000, abs=60)
    with AudioReader(sound) as reader:
        near = reader.read(Span(35_999_000, 36_004_000))
        assert np.abs(clock_errors(near, [36_001, 36_002], 35_999_000)).max() <= EXACT_MS
        assert reader.decoded_ms < 7_000


@pytest.mark.parametrize("layout", ["7.1", "hexadecagonal", "9 channels"])
def test_gaps_and_overlaps_of_many_channels_are_filled_and_cut(layout: str) -> None:
    """Frames of more channels than FFmpeg keeps in one place are handled like others."""
    channels, placer, pieces = av.AudioLayout(layout).nb_channels, Placer(), []
    for at in (0, 1_024, 4_096, 4_160, 5_184, 300_000):
        frame = av.AudioFrame("fltp", layout, 1_024)
        frame.sample_rate = 48_000
        for plane in frame.planes[:channels]:
            plane.update(np.full(plane.buffer_size // 4, 0.25, np.float32))
        pieces += placer.place(frame, at)
    pieces += placer.finish()
    heard = np.zeros(100_400, np.int16)
    for piece in pieces:
        heard[piece.start : piece.end] = piece.samples
    loud = np.flatnonzero(np.abs(heard) > 3_000)
    stretches = np.split(loud, np.flatnonzero(np.diff(loud) > 100) + 1)
    assert [(s[0], s[-1]) for s in stretches] == [
        pytest.approx(ends, abs=3) for ends in ((0, 682), (1_365, 2_069), (100_000, 100_341))
    ]


@pytest.mark.parametrize("name", ["a.mkv", "a.m4a"])
@pytest.mark.parametrize("drift", [Fraction(1, 1000), Fraction(-1, 1000)])
def test_a_sound_card_that_is_too_slow_or_too_fast_is_followed(tmp_path: Path, name: str, drift: Fraction) -> None:
    """Where samples and times drift apart over the hours, the times are right."""
    path = write(tmp_path / name, Voice("aac", 44_100, heard=((0, 40_000),), drift=drift))
    assert np.abs(clock_errors(heard(path), range(3, 38, 4))).max() <= 5


@pytest.mark.parametrize("drift", [Fraction(1, 20), Fraction(-1, 20)])
def test_frames_that_overlap_or_leave_holes_all_along_are_followed(tmp_path: Path, drift: Fraction) -> None:
    """Times that no sound card explains are followed by cuts and silence instead, which the bursts have too."""
    path = write(tmp_path / "a.mkv", Voice("pcm_s16le", heard=((0, 20_000),), drift=drift))
    assert np.abs(clock_errors(heard(path), range(1, 18))).max() <= BURST_MS


def test_jitter_cuts_nothing_into_the_sound(tmp_path: Path) -> None:
    """Times that are off by some milliseconds each leave the sound whole, and on the clock."""
    steady = heard(write(tmp_path / "steady.mkv", Voice("pcm_s16le")))
    shaky = heard(write(tmp_path / "shaky.mkv", Voice("pcm_s16le", jitter_ms=9)))
    assert np.abs(clock_errors(shaky, range(1, 9))).max() <= EXACT_MS
    assert np.abs(np.diff(shaky[:159_000])).max() <= np.abs(np.diff(steady[:159_000])).max() * 1.05


def test_a_single_time_that_is_wrong_is_not_believed(tmp_path: Path) -> None:
    """One frame whose time is far off among others that agree stays where it is."""
    source = write(tmp_path / "source.mkv", Voice("pcm_s16le"))

    def shift(packet: object) -> bool:
        if 5_000 <= packet.pts < 5_020:  # type: ignore[attr-defined]
            packet.pts += 15  # type: ignore[attr-defined]
            packet.dts += 15  # type: ignore[attr-defined]
        return True

    sound, steady = heard(remux(source, tmp_path / "odd.mkv", shift)), heard(source)
    assert np.abs(clock_errors(sound, range(1, 9))).max() <= EXACT_MS
    assert np.abs(sound - steady).max() < 0.02


def test_parts_of_a_transport_stream_follow_each_other(tmp_path: Path) -> None:
    """Where the times of a joined stream begin anew, as after an advertisement, players go on without a pause."""
    parts = [write(tmp_path / f"{n}.ts", Voice(heard=((0, 10_000),))) for n in range(2)]
    far = write(tmp_path / "far.ts", Voice(heard=((500_000, 506_000),)))
    joined = tmp_path / "joined.ts"
    joined.write_bytes(b"".join(p.read_bytes() for p in (*parts, far)))
    sound = open_sound(joined)
    assert sound.identity.duration_ms == pytest.approx(26_000, abs=200)
    with AudioReader(sound) as reader:
        errors = clock_errors(reader.read(Span(10_000, 19_000)), range(1, 8))
    assert np.abs(errors).max() <= 60


def test_links_of_an_ogg_chain_follow_each_other(tmp_path: Path) -> None:
    """A station that changes the track begins its times anew."""
    one = write(tmp_path / "one.ogg", Voice("libopus"))
    chain = tmp_path / "chain.ogg"
    chain.write_bytes(one.read_bytes() * 3)
    assert open_sound(chain).identity.duration_ms == pytest.approx(30_000, abs=60)


def test_a_change_of_format_in_the_middle_moves_nothing(tmp_path: Path) -> None:
    """Stereo at 48 kHz that becomes mono at 44.1 kHz, as between the parts of a broadcast, goes on in time."""
    first = write(tmp_path / "1.ts", Voice("aac", 48_000, "stereo", heard=((0, 10_000),)))
    second = write(tmp_path / "2.ts", Voice("aac", 44_100, heard=((10_000, 20_000),)))
    joined = tmp_path / "joined.ts"
    joined.write_bytes(first.read_bytes() + second.read_bytes())
    errors = clock_errors(heard(joined), [*range(1, 9), *range(11, 19)])
    assert np.abs(errors).max() <= 50


frames = st.lists(
    st.tuples(
        st.sampled_from((8_000, 44_100, 48_000)), st.integers(1, 3_000), st.integers(-4_000, 40_000), st.booleans()
    ),
    max_size=30,
)


@given(frames)
def test_whatever_the_times_say_pieces_ascend_and_stay_in_place(listed: list[tuple[int, int, int, bool]]) -> None:
    """Pieces never overlap, never go back, and never reach beyond the last time by more than rounding."""
    placer, pieces, at_s, last = Placer(), [], Fraction(0), Fraction(0)
    for rate, count, off, known in listed:
        frame = av.AudioFrame.from_ndarray(np.full((1, count), 8_000, np.int16), "s16", "mono")
        frame.sample_rate = rate
        at_s = max(Fraction(0), at_s + Fraction(off, rate))
        pieces += placer.place(frame, int(at_s * rate) if known else None)
        at_s += Fraction(count, rate)
        last = max(last, at_s) if known else last + Fraction(count, rate)
    pieces += placer.finish()
    ends = [p.end for p in pieces]
    assert all(len(p.samples) for p in pieces)
    assert all(p.start >= end for p, end in zip(pieces[1:], ends, strict=False))
    assert ends == sorted(ends)
    assert not ends or ends[-1] <= (last + sum(Fraction(n, r) for r, n, _, k in listed if not k)) * RATE + RATE // 20


def test_bursts_can_be_told_apart() -> None:
    """The measure itself sees sound that is moved, early or late, by more than a second."""
    sound = bursts(0, 60 * RATE, RATE).astype(np.float32)
    for off_ms in (-9_700, -20, 0, 7, 12_300):
        moved = np.roll(sound, off_ms * RATE // 1000)
        assert clock_errors(moved, range(20, 40, 4)) == pytest.approx([off_ms] * 5, abs=0.2)
