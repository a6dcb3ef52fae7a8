"""Media files are described as they are, and what cannot be listened to is refused in a sentence that helps."""

import contextlib
import io
import os
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from media_files import Voice, remux, silence, write

from rnct_chapters.errors import UnreadableRecording, UsageError
from rnct_chapters.recording.media.audio import AudioReader, inspect, open_sound
from rnct_chapters.recording.progress import Progress
from rnct_chapters.timecode import Span

SHORT = ((0, 2_000),)
CENC = {
    "encryption_scheme": "cenc-aes-ctr",
    "encryption_key": "76a6c65c5ea762046bd749a2e632ccbb",
    "encryption_kid": "a7e61c373e219033c21091fa607bf3b8",
}


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RNCT_CHAPTERS_CACHE", str(tmp_path / "cache"))


FILES = {
    "a.m4a": Voice("aac", 44_100, "stereo"),
    "a.webm": Voice("libopus", 48_000, "mono"),
    "a.mkv": Voice("aac", 48_000, "5.1"),
    "a.mp3": Voice("libmp3lame", 44_100, "stereo"),
    "a.wav": Voice("pcm_s16le", 8_000, "mono"),
    "a.flac": Voice("flac", 44_100, "stereo"),
    "a.ogg": Voice("libopus", 48_000, "stereo"),
    "a.ts": Voice("aac", 48_000, "mono"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_sound_file_is_described(tmp_path: Path, name: str) -> None:
    """Container, length, size and the one track are those that were written, and there is no video."""
    path, voice = write(tmp_path / name, FILES[name]), FILES[name]
    media = inspect(path)
    assert (media.path, media.size_bytes, media.has_video) == (path, path.stat().st_size, False)
    assert media.duration_ms == pytest.approx(10_000, abs=60)
    [track] = media.tracks
    assert (track.index, track.sample_rate) == (0, voice.rate)
    assert track.channels == {"mono": 1, "stereo": 2, "5.1": 6}[voice.layout]


def test_tracks_are_listed_with_their_languages_and_the_default_one_is_taken(tmp_path: Path) -> None:
    """Without a choice the track is the one that players take, by its flag and not by its place."""
    english = Voice(heard=SHORT, language="eng", title="Interpreters", is_default=False)
    french = Voice("libopus", 48_000, heard=SHORT, language="fre", is_default=True, sound=silence)
    path = write(tmp_path / "two.mkv", english, french, frames_ms=range(0, 2_000, 40))
    media = inspect(path)
    assert [(t.index, t.language, t.title, t.is_default) for t in media.tracks] == [
        (0, "eng", "Interpreters", False),
        (1, "fre", None, True),
    ]
    assert media.has_video
    assert media.default_track == 1
    assert open_sound(path).track == 1
    chosen = open_sound(path, 0)
    assert chosen.track == 0
    assert chosen.identity.audio_sha256 != open_sound(path).identity.audio_sha256


def test_without_a_flag_the_first_track_is_taken(tmp_path: Path) -> None:
    """Where a file marks no track, players take the first."""
    path = write(tmp_path / "two.mkv", *[Voice(heard=SHORT, is_default=False)] * 2)
    assert inspect(path).default_track == 0


@pytest.mark.parametrize("track", [2, -1])
def test_a_track_that_is_not_there_is_named_beside_those_that_are(tmp_path: Path, track: int) -> None:
    """The sentence counts from 1, as the option does, and lists what can be chosen."""
    path = write(tmp_path / "two.mkv", Voice(heard=SHORT, language="fre"), Voice(heard=SHORT, title="English"))
    with pytest.raises(UsageError) as refused:
        open_sound(path, track)
    said = refused.value.text("en")
    assert f"no audio track {track + 1}." in said
    assert "1 (fre, aac), 2 (English, aac)" in said


@pytest.mark.skipif(not hasattr(av.container.Container, "set_chapters"), reason="PyAV writes chapters from 16 on")
def test_chapters_are_read(tmp_path: Path) -> None:
    """The chapters that a file has come with their starts and titles."""
    path = tmp_path / "chapters.m4a"
    source = write(tmp_path / "plain.m4a", Voice(heard=SHORT))
    listed = [(0, "Accueil"), (750, "L'eau et le débat")]
    chapters = [
        {"id": n, "start": start, "end": start + 700, "time_base": Fraction(1, 1000), "metadata": {"title": title}}
        for n, (start, title) in enumerate(listed)
    ]
    with av.open(str(source)) as read, av.open(str(path), "w") as out:
        stream = out.add_stream_from_template(read.streams.audio[0])
        out.set_chapters(chapters)
        for packet in read.demux():
            if packet.dts is not None:
                packet.stream = stream
                out.mux(packet)
    assert inspect(path).chapters == tuple(listed)


def cover(path: Path, *, sound: bool) -> Path:
    """A file with a cover picture, and sound or not."""
    picture = io.BytesIO()
    write_picture(picture)
    with av.open(str(path), "w", format="mp4") as out:
        art = out.add_stream("mjpeg", rate=1)
        art.width = art.height = 32
        art.pix_fmt = "yuvj420p"
        art.disposition = av.stream.Disposition.attached_pic.value
        if sound:
            voice = out.add_stream("aac", rate=48_000)
            voice.layout = "mono"
            frame = av.AudioFrame("fltp", "mono", 1024)
            frame.sample_rate, frame.pts = 48_000, 0
            for plane in frame.planes:
                plane.update(bytes(plane.buffer_size))
            out.start_encoding()
            packets = voice.encode(frame) + voice.encode(None)
        packet = av.Packet(picture.getvalue())
        packet.pts = packet.dts = 0
        packet.stream = art
        packet.time_base = Fraction(1, 1000)
        out.mux(packet)
        if sound:
            out.mux(packets)
    return path


def write_picture(target: io.BytesIO) -> None:
    with av.open(target, "w", format="mjpeg") as out:
        stream = out.add_stream("mjpeg", rate=1)
        stream.width = stream.height = 32
        stream.pix_fmt = "yuvj420p"
        out.mux(stream.encode(av.VideoFrame(32, 32, "yuvj420p")))
        out.mux(stream.encode(None))


def test_a_cover_picture_is_no_video(tmp_path: Path) -> None:
    """A podcast with a cover is sound alone."""
    media = inspect(cover(tmp_path / "podcast.m4a", sound=True))
    assert (media.has_video, len(media.tracks)) == (False, 1)


def cut(path: Path, share: float) -> Path:
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    return path


def saved(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def unknown_codec(path: Path) -> Path:
    """A WAV whose codec nobody knows."""
    whole = bytearray(write(path, Voice("pcm_s16le", heard=SHORT)).read_bytes())
    whole[20:22] = b"\x34\x12"
    return saved(path, whole)


def garbled(path: Path) -> Path:
    """A track of packets that are all noise, as of an encryption that the container keeps to itself."""
    plain = write(path.with_name("plain.mkv"), Voice(heard=((0, 9_000),)))
    with av.open(str(plain)) as read, av.open(str(path), "w") as out:
        stream = out.add_stream_from_template(read.streams.audio[0])
        for packet in read.demux():
            if packet.dts is not None:
                noise = av.Packet(bytes([0x55]) * packet.size)
                noise.pts, noise.dts, noise.time_base, noise.stream = packet.pts, packet.dts, packet.time_base, stream
                out.mux(noise)
    return path


def folder(path: Path) -> Path:
    path.mkdir()
    return path


def pipe(path: Path) -> Path:
    os.mkfifo(path)
    return path


LONG = ((0, 30_000),)
REFUSED: dict[str, tuple[str, Callable[[Path], Path], str]] = {
    "missing": ("none.mp4", lambda p: p, "audio_missing"),
    "folder": ("folder.mp4", folder, "audio_folder"),
    "pipe": ("pipe.mp4", pipe, "audio_not_a_file"),
    "empty": ("empty.mp4", lambda p: saved(p, b""), "audio_empty"),
    "page": ("page.mp4", lambda p: saved(p, b"\n<!DOCTYPE html>\n<html><body>Sign in</body></html>"), "audio_page"),
    "page with a mark": ("page.mp4", lambda p: saved(p, b"\xef\xbb\xbf<HTML>" + b"x" * 9_000), "audio_page"),
    "answer of a server": ("x.mp4", lambda p: saved(p, b'{"error": "expired"}'), "audio_page"),
    "text": ("text.mp4", lambda p: saved(p, "Compte rendu\u00a0: l'été.\n".encode() * 500), "audio_text"),
    "playlist": ("live.m3u8", lambda p: saved(p, b"#EXTM3U\n#EXTINF:9,\nhttp://[::1]/a.ts\n"), "audio_text"),
    "noise": ("noise.mp4", lambda p: saved(p, bytes(range(7, 256)) * 40), "audio_unknown"),
    "pdf": ("a.mp4", lambda p: saved(p, b"%PDF-1.4\n\x00\x01\x02" + bytes(9_000)), "audio_unknown"),
    "header cut, MP4": ("a.mp4", lambda p: cut(write(p, Voice(heard=SHORT)), 0.5), "audio_cut_header"),
    "header cut, Matroska": ("a.mkv", lambda p: saved(p, b"\x1aE\xdf\xa3\x01\x02\x03"), "audio_cut_header"),
    "no audio": ("a.mp4", lambda p: write(p, frames_ms=range(0, 2_000, 40)), "audio_none"),
    "cover alone": ("a.m4a", lambda p: cover(p, sound=False), "audio_none"),
    "encrypted": ("a.mp4", lambda p: write(p, Voice(heard=SHORT), options=CENC), "audio_encrypted"),
    "unknown codec": ("a.wav", unknown_codec, "audio_undecodable"),
    "garbled": ("a.mkv", garbled, "audio_undecodable"),
    "broken off, MP4": (
        "a.mp4",
        lambda p: cut(write(p, Voice(heard=LONG), options={"movflags": "faststart"}), 0.6),
        "audio_truncated",
    ),
    "broken off, WebM": ("a.webm", lambda p: cut(write(p, Voice("libopus", heard=LONG)), 0.6), "audio_truncated"),
    "broken off, MP3": ("a.mp3", lambda p: cut(write(p, Voice("libmp3lame", heard=LONG)), 0.6), "audio_truncated"),
    "broken off, FLAC": ("a.flac", lambda p: cut(write(p, Voice("flac", heard=LONG)), 0.6), "audio_truncated"),
    "no sound in the track": (
        "a.mkv",
        lambda p: remux(
            write(p.with_name("b.mkv"), Voice(heard=SHORT), frames_ms=range(0, 2_000, 40)),
            p,
            lambda packet: packet.stream.type == "video",
        ),
        "audio_silent",
    ),
}


@pytest.mark.parametrize(("name", "make", "key"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_listened_to_is_refused(
    tmp_path: Path, name: str, make: Callable[[Path], Path], key: str
) -> None:
    """Each says what it is and what to do, in both languages, and none ends in a traceback."""
    path = make(tmp_path / name)
    with pytest.raises(UnreadableRecording) as refused:
        open_sound(path)
    assert refused.value.said.key == key
    assert name in refused.value.text("en")
    assert name in refused.value.text("fr")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="an administrator may read everything")
def test_a_file_without_rights_is_refused(tmp_path: Path) -> None:
    """Missing rights are told as such."""
    path = write(tmp_path / "a.wav", Voice("pcm_s16le", heard=SHORT))
    path.chmod(0)
    with pytest.raises(UnreadableRecording) as refused:
        inspect(path)
    assert refused.value.said.key == "audio_unreadable"


def test_a_file_without_sound_can_be_looked_at(tmp_path: Path) -> None:
    """A probe tells that there is no audio; only listening needs some."""
    media = inspect(write(tmp_path / "a.mp4", frames_ms=range(0, 2_000, 40)))
    assert (media.tracks, media.has_video) == ((), True)


def test_a_broken_file_gives_way_while_it_is_read(tmp_path: Path) -> None:
    """A file that is taken away after it was opened is a sentence, too."""
    path = write(tmp_path / "a.mp3", Voice("libmp3lame", heard=LONG))
    sound = open_sound(path)
    with AudioReader(sound) as reader:
        reader.read(Span(20_000, 21_000))
        path.unlink()
        with pytest.raises(UnreadableRecording):
            reader.read(Span(0, 1_000))


@pytest.mark.parametrize("name", ["http:x.wav", "a:b.wav", "concat:a.wav|b.wav", "%03d.wav", "-.wav", "a\nb.wav"])
def test_a_name_is_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """No name is taken for an address, a pattern or an option, nor breaks a sentence."""
    write(tmp_path / "plain.wav", Voice("pcm_s16le", heard=SHORT)).rename(tmp_path / name)
    monkeypatch.chdir(tmp_path)
    assert open_sound(Path(name)).identity.duration_ms == pytest.approx(2_000, abs=30)
    with pytest.raises(UsageError) as refused:
        open_sound(Path(name), 7)
    assert refused.value.text("en").isprintable()


def test_a_name_that_is_not_unicode_can_be_listened_to(tmp_path: Path) -> None:
    """Old disks hold names in old encodings."""
    path = tmp_path / os.fsdecode(b"d\xe9bat.wav")
    try:
        write(tmp_path / "plain.wav", Voice("pcm_s16le", heard=SHORT)).rename(path)
    except OSError:
        pytest.skip("this file system takes Unicode names only")
    assert open_sound(path).identity.duration_ms == pytest.approx(2_000, abs=30)


def test_reading_is_told_in_bytes(tmp_path: Path) -> None:
    """Who waits for a large file sees how far it was read, and of how much."""
    told: list[Progress] = []
    path = write(tmp_path / "a.wav", Voice("pcm_s16le", 48_000, "stereo", heard=((0, 150_000),), sound=silence))
    open_sound(path, told=told.append)
    assert len(told) > 1
    assert [p.done for p in told] == sorted(p.done for p in told)
    assert all(p.unit == "bytes" and p.done <= (p.total or 0) == path.stat().st_size for p in told)


@pytest.fixture(scope="module")
def whole_files(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    folder = tmp_path_factory.mktemp("whole")
    return [write(folder / name, voice).read_bytes() for name, voice in FILES.items()]


damages = st.lists(
    st.tuples(
        st.floats(0, 1, exclude_max=True),
        st.sampled_from(("set", "cut", "put")),
        st.binary(min_size=1, max_size=40),
    ),
    max_size=20,
)


@given(which=st.integers(0, len(FILES) - 1), damage=damages, head=st.booleans())
def test_any_damage_ends_in_sound_or_a_sentence(
    which: int,
    damage: list[tuple[float, str, bytes]],
    head: bool,
    whole_files: list[bytes],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Bytes changed, lost or put in anywhere, or in the header alone, never end in a traceback."""
    content = bytearray(whole_files[which])
    for share, kind, piece in damage:
        at = int(share * (min(2_000, len(content)) if head else len(content)))
        content[at : at + (0 if kind == "put" else len(piece))] = b"" if kind == "cut" else piece
    path = saved(tmp_path_factory.mktemp("damaged") / "a.bin", bytes(content))
    with contextlib.suppress(UnreadableRecording), AudioReader(open_sound(path)) as reader:
        assert len(reader.read(Span(0, 2_000))) == 32_000
        assert np.abs(reader.read(Span(8_000, 9_000))).max() <= 1
