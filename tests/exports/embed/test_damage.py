"""Files that are no media, of another kind, cut, or damaged: one clear sentence, and nothing written."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rnct_chapters.errors import RnctError, UnreadableChapters, UnreadableRecording
from rnct_chapters.exports.embed import Wish, embed, is_media_file, read_media
from rnct_chapters.exports.embed.boxes import Box, rendered
from rnct_chapters.exports.embed.offsets import unmovable
from tests.exports.embed.conftest import Media
from tests.exports.embed.media import AAC, H264, MADE, PICTURE, SOUND, THREE, ffmpeg, listed
from tests.exports.formats.nasty import NASTY

NO_MEDIA = {
    "nothing": (b"", "is empty"),
    "text": (b"0:00 Ouverture\n12:05 Budget\n", "is text, not a recording"),
    "page": (b"<!DOCTYPE html><p>Sign in", "is a web page"),
    "noise": (bytes(range(256)) * 20, "is no media file that is known"),
    "head of MP4": (b"\0\0\0\x18ftypisom\0\0\0\0isommp42", "its index is missing"),
    "head of Matroska": (b"\x1aE\xdf\xa3\x80\x18S\x80g\x80", "its index is missing"),
}


@pytest.mark.parametrize("kind", NO_MEDIA)
def test_no_media(kind: str, tmp_path: Path) -> None:
    """What stands in the file instead is told."""
    media = tmp_path / "film.mp4"
    content, said = NO_MEDIA[kind]
    media.write_bytes(content)
    with pytest.raises(RnctError, match=said):
        embed(THREE, media, tmp_path / "out.mp4", Wish())
    with pytest.raises(RnctError, match=said):
        read_media(media)


def test_no_file(tmp_path: Path) -> None:
    """Neither a missing file nor a folder is one."""
    for name, said in (("nothing.mp4", "no such file"), (".", "is a folder")):
        with pytest.raises(UnreadableRecording, match=said):
            embed(THREE, tmp_path / name, tmp_path / "out.mp4", Wish())
        assert not is_media_file(tmp_path / name)


@pytest.mark.parametrize(
    ("name", "kind"), [("sound.ogg", "libvorbis"), ("sound.flac", "flac"), ("sound.wav", "pcm_s16le")]
)
def test_containers_that_take_no_chapters_here(name: str, kind: str, tmp_path: Path) -> None:
    """They are named with those that do; chapters that they have can be read all the same."""
    media = tmp_path / name
    ffmpeg(*SOUND, "-metadata", "CHAPTER001=00:00:00.000", "-metadata", "CHAPTER001NAME=un", "-c:a", kind, media)
    with pytest.raises(UnreadableChapters, match=r"takes no chapters here. Give a file such as \.mp4"):
        embed(THREE, media, tmp_path / f"out-{name}", Wish())
    assert is_media_file(media)
    assert [c.title for c in read_media(media).chapters] == ([] if name.endswith("wav") else ["un"])
    assert read_media(media).duration_ms == 6_000


@pytest.mark.parametrize("name", MADE)
def test_media_are_told_by_what_is_in_them(name: str, made: Media) -> None:
    """The first bytes of every kind of file made here are known."""
    assert is_media_file(made(name))


@pytest.mark.parametrize(
    "content",
    [
        b"The free press of a city", b"", b"ID", b"\xff\xfea\0b\0c\0", b"RIFF1234ACON", b"WEBVTT\n", b"{}",
        b";FFMETADATA1\n[CHAPTER]", *(title.encode("utf-8", "replace") for title in NASTY),
    ],
)  # fmt: skip
def test_texts_are_no_media(content: bytes, tmp_path: Path) -> None:
    """No text is taken for a media file, though letters of a box stand in it, or a mark of UTF-16 that looks like
    sound."""
    (tmp_path / "text").write_bytes(content)
    assert not is_media_file(tmp_path / "text")


@pytest.mark.parametrize(
    "name", ["index-first.mp4", "index-last.mp4", "timecode.mov", "ffmpeg.mkv", "live.mkv", "small.webm"]
)
def test_cut_short(name: str, copied: Media, tmp_path: Path) -> None:
    """As a download that broke off leaves it."""
    media = copied(name)
    content = media.read_bytes()
    for length in (len(content) - 1, len(content) * 3 // 4, len(content) // 3):
        media.write_bytes(content[:length])
        with pytest.raises(RnctError, match=r"is cut short|index is missing|is damaged at byte"):
            embed(THREE, media, tmp_path / f"out-{name}", Wish())
        assert not (tmp_path / f"out-{name}").exists()


def test_a_tag_that_is_longer_than_the_file(copied: Media, tmp_path: Path) -> None:
    """An MP3 file whose tag claims more than is there."""
    media = copied("v24.mp3")
    content = media.read_bytes()
    media.write_bytes(content[:6] + b"\x7f\x7f\x7f\x7f" + content[10:])
    with pytest.raises(RnctError, match=r"cut short|no media file that is known"):
        embed(THREE, media, tmp_path / "out.mp3", Wish())


def test_places_that_cannot_be_told_anew(copied: Media, tmp_path: Path) -> None:
    """Where bytes would move and something points at them in an unusual way, the file is refused; where none moves,
    it is not."""
    for name in ("index-first.mp4", "index-last.mp4"):
        media = copied(name)
        media.write_bytes(media.read_bytes().replace(b"sgpd", b"saio"))
    with pytest.raises(UnreadableChapters, match=r"tells where its bytes lie in a way \(saio\)"):
        embed(THREE, tmp_path / "index-first.mp4", tmp_path / "out.mp4", Wish())
    embed(THREE, tmp_path / "index-last.mp4", tmp_path / "out.mp4", Wish())


ITEMS = rendered(Box(b"hdlr", bytes(20))) + rendered(Box(b"iloc", bytes(8)))
UNMOVABLE = {
    "items": (Box(b"meta", bytes(4) + ITEMS), ["iloc"]),
    "items in QuickTime": (Box(b"meta", ITEMS), ["iloc"]),
    "tags alone": (Box(b"meta", bytes(4) + rendered(Box(b"ilst", b"iloc"))), []),
    "media in another file": (Box(b"dref", bytes(8) + rendered(Box(b"url ", b"\0\0\0\0a.mov"))), ["dref"]),
    "media in this file": (Box(b"dref", bytes(8) + rendered(Box(b"url ", b"\0\0\0\1"))), []),
    "media in this file, not said": (Box(b"dref", bytes(8) + rendered(Box(b"url ", bytes(4)))), []),
}


@pytest.mark.parametrize("what", UNMOVABLE)
def test_what_is_unmovable(what: str) -> None:
    """Items with places of their own and media in other files are; tags and references to the file itself are not."""
    box, kinds = UNMOVABLE[what]
    assert [*unmovable(Box(b"moov", inside=(Box(b"trak", inside=(box,)),)))] == kinds


def test_an_index_of_segments_before_the_index(copied: Media, tmp_path: Path) -> None:
    """It counts from its own end, over what would grow."""
    media = copied("index-first.mp4")
    content = media.read_bytes()
    at = content.index(b"moov") - 4
    media.write_bytes(content[:at] + b"\0\0\0\x20sidx" + bytes(24) + content[at:])
    with pytest.raises(UnreadableChapters, match="sidx"):
        embed(THREE, media, tmp_path / "out.mp4", Wish())


@pytest.mark.parametrize("kind", [b"mvhd", b"tkhd", b"hdlr", b"mdia"])
def test_an_index_that_lacks_a_part(kind: bytes, copied: Media, tmp_path: Path) -> None:
    """Without what every index has, the file is called damaged, even where a player would try."""
    media = copied("index-last.mp4")
    media.write_bytes(media.read_bytes().replace(kind, b"free"))
    with pytest.raises(RnctError, match=r"is damaged at byte|index is missing"):
        embed(THREE, media, tmp_path / "out.mp4", Wish())


TINY = {
    "first.mp4": (*PICTURE, *SOUND, *H264, *AAC, "-movflags", "faststart"),
    "fragments.mp4": (*SOUND, *AAC, "-movflags", "frag_keyframe"),
    "film.mkv": (*PICTURE, *SOUND, *H264, *AAC, "-cues_to_front", "1"),
    "live.webm": (*SOUND, "-c:a", "libopus", "-live", "1"),
    "sound.mp3": (*SOUND, "-c:a", "libmp3lame", "-b:a", "32k"),
}


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A second of each container, with chapters, to be damaged."""
    folder = tmp_path_factory.mktemp("tiny")
    for name, arguments in TINY.items():
        ffmpeg(*arguments, "-t", "1", folder / name)
        embed(listed((0, "un"), (500, "deux"), duration_ms=1_000), folder / name, folder / name, Wish())
    return folder


WRONG = st.lists(
    st.tuples(st.integers(0, 3_000), st.booleans(), st.binary(min_size=1, max_size=9)), min_size=1, max_size=3
)
"""Bytes that replace others so far from the start of a file, or from its end: there most of it can go wrong."""


@pytest.mark.parametrize("name", TINY)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wrong=WRONG, kept=st.one_of(st.just(1.0), st.floats(0, 1)))
def test_damage_of_any_kind(
    name: str, tiny: Path, tmp_path: Path, wrong: list[tuple[int, bool, bytes]], kept: float
) -> None:
    """Whatever bytes are wrong, there is a file with chapters or one of our own errors, never both and nothing else."""
    content = bytearray((tiny / name).read_bytes())
    for near, from_end, octets in wrong:
        near %= len(content)
        at = len(content) - 1 - near if from_end else near
        content[at : at + len(octets)] = octets
    del content[int(len(content) * kept) :]
    media, out = tmp_path / name, tmp_path / f"out-{name}"
    media.write_bytes(content)
    out.unlink(missing_ok=True)
    try:
        embed(listed((0, "one"), (400, "two"), (800, "three"), duration_ms=1_000), media, out, Wish(replace=True))
    except RnctError:
        assert not out.exists()
    else:
        assert [c.title for c in read_media(out).chapters][:1] == ["one"]
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted({name, *([out.name] if out.exists() else [])})
    assert media.read_bytes() == content
