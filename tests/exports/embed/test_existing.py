"""Chapters that are there already: shown, kept, and replaced only where that is asked for."""

import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from mutagen.id3 import APIC, CHAP, CTOC, ID3, TIT2, TIT3, WXXX, CTOCFlags

from rnct_chapters.errors import UnreadableChapters, UsageError
from rnct_chapters.exports.embed import Wish, embed, read_media
from rnct_chapters.exports.embed.boxes import Box, read_box, rendered, top_boxes
from tests.exports.embed.conftest import Media
from tests.exports.embed.media import (
    MADE,
    THREE,
    chapters_by_ffprobe,
    ffmpeg,
    listed,
    media_by_ffprobe,
    probed,
    sound_of_mp3,
)  # fmt: skip
from tests.exports.formats.tools import output_of

OTHERS = listed((0, "autre début"), (2_500, "autre suite"))
each = pytest.mark.parametrize("name", MADE)


def with_chapters(source: Path, out: Path) -> Path:
    """The file with two chapters as ffmpeg writes them."""
    told = out.with_suffix(".ffmetadata")
    told.write_text(
        ";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=2000\ntitle=avant\n"
        "[CHAPTER]\nTIMEBASE=1/1000\nSTART=2000\nEND=6000\ntitle=après\n",
        encoding="utf-8",
    )
    ffmpeg("-i", source, "-i", told, "-map", "0", "-map_metadata", "0", "-map_chapters", "1", "-c", "copy", out)
    return out


@each
def test_the_same_chapters_again(name: str, made: Media, tmp_path: Path) -> None:
    """Putting in what is there is no error, is said, and changes no byte."""
    once, twice = tmp_path / f"1-{name}", tmp_path / f"2-{name}"
    embed(THREE, made(name), once, Wish())
    again = embed(THREE, once, twice, Wish())
    assert [m.key for m in again.said] == ["embed_same"]
    assert again.before == again.chapters
    assert twice.read_bytes() == once.read_bytes()


@each
def test_other_chapters(name: str, made: Media, tmp_path: Path) -> None:
    """They are not replaced unless it is said; then nothing of the old ones is left, and nothing piles up."""
    first, second = tmp_path / f"1-{name}", tmp_path / f"2-{name}"
    embed(OTHERS, made(name), first, Wish())
    with pytest.raises(UsageError, match=r"already holds chapters \(2\)") as told:
        embed(THREE, first, second, Wish())
    assert "--replace" in str(told.value)
    assert not second.exists()
    done = embed(THREE, first, second, Wish(replace=True))
    assert [m.key for m in done.said] == ["embed_replaced"]
    assert [c.title for c in done.before] == ["autre début", "autre suite"]
    assert chapters_by_ffprobe(second) == [(c.span.start_ms, c.title) for c in THREE.chapters]
    assert b"autre" not in second.read_bytes()
    assert b"a\0u\0t\0r\0e" not in second.read_bytes()
    assert media_by_ffprobe(second) == media_by_ffprobe(made(name))
    embed(OTHERS, second, tmp_path / f"3-{name}", Wish(replace=True))
    assert (tmp_path / f"3-{name}").read_bytes() == first.read_bytes()


@pytest.mark.parametrize("name", ["index-last.mp4", "index-first.mp4", "timecode.mov", "ffmpeg.mkv", "v24.mp3"])
def test_chapters_that_ffmpeg_wrote(name: str, made: Media, tmp_path: Path) -> None:
    """They are read, and their track of texts is replaced, not joined by another."""
    source, out = with_chapters(made(name), tmp_path / f"with-{name}"), tmp_path / name
    assert [(c.span.start_ms, c.title) for c in read_media(source).chapters] == [(0, "avant"), (2_000, "après")]
    embed(THREE, source, out, Wish(replace=True))
    assert chapters_by_ffprobe(out) == [(c.span.start_ms, c.title) for c in THREE.chapters]
    assert media_by_ffprobe(out) == media_by_ffprobe(source)
    texts = [s for s in probed(out, "-show_streams")["streams"] if s["codec_tag_string"] == "text"]
    assert len(texts) == (0 if name.endswith(("mkv", "mp3")) else 1)


def test_chapters_in_nero_s_list_alone(made: Media, tmp_path: Path) -> None:
    """A file whose chapters are in `chpl`, without a track of texts."""
    source = tmp_path / "nero.mp4"
    told = b"".join(struct.pack(">QB", ms * 10_000, len(t)) + t for ms, t in ((0, b"un"), (3_000, b"deux")))
    listing = Box(b"udta", inside=(Box(b"chpl", b"\1\0\0\0\0\0\0\0\2" + told),))
    _rewritten(made("index-last.mp4"), source, lambda moov: (*_less(moov.inside, b"udta"), listing))
    assert [(c.span.start_ms, c.span.end_ms, c.title) for c in read_media(source).chapters] == [
        (0, 3_000, "un"), (3_000, 6_000, "deux"),
    ]  # fmt: skip
    done = embed(THREE, source, tmp_path / "out.mp4", Wish(replace=True))
    assert (tmp_path / "out.mp4").read_bytes().count(b"chpl") == 1
    assert len(done.before) == 2


def test_pictures_of_chapters_stay(made: Media, tmp_path: Path) -> None:
    """A track of pictures that goes with the chapters is counted, and stays beside the new titles."""
    film, source, out = (tmp_path / name for name in ("film.mp4", "source.mp4", "out.mp4"))
    ffmpeg("-i", made("index-last.mp4"), "-map", "0:v", "-map", "0:a", "-map", "0:v", "-c", "copy", film)
    reference = Box(b"tref", inside=(Box(b"chap", struct.pack(">II", 4, 3)),))

    def pictured(moov: Box) -> Iterator[Box]:
        """Tracks 1 and 2 have their titles in track 4, and pictures for them in track 3."""
        for n, box in enumerate(moov.inside):
            if box.kind == b"trak" and n < 4:
                header, *rest = _less(box.inside, b"tref")
                box = replace(box, inside=(header, *([reference] if n < 3 else []), *rest))
            yield box

    _rewritten(with_chapters(film, tmp_path / "with.mp4"), source, pictured)
    assert [m.text("en") for m in read_media(source).beyond] == ["Not kept: images (150)."]
    done = embed(THREE, source, out, Wish(replace=True))
    assert [m.key for m in done.said] == ["embed_replaced"]
    assert [m.key for m in read_media(out).beyond] == ["beyond_images"]
    assert chapters_by_ffprobe(out) == [(c.span.start_ms, c.title) for c in THREE.chapters]
    assert media_by_ffprobe(out) == media_by_ffprobe(source)


def _less(inside: Sequence[Box], kind: bytes) -> tuple[Box, ...]:
    return tuple(box for box in inside if box.kind != kind)


def _rewritten(source: Path, out: Path, inside: Callable[[Box], Iterable[Box]]) -> None:
    """The file, whose index comes last, with other boxes in that."""
    with source.open("rb") as file:
        index = list(top_boxes(file, source.stat().st_size))[-1]
        moov = read_box(file, index)
        file.seek(0)
        before = file.read(index.start)
    out.write_bytes(before + rendered(replace(moov, inside=tuple(inside(moov)))))


def test_what_matroska_chapters_carry_is_named(made: Media, tmp_path: Path) -> None:
    """Another edition, a hidden chapter, a title in another language, levels: read where a list can hold them, named
    where it cannot, and once more when they are replaced."""
    source, xml = tmp_path / "source.mkv", tmp_path / "chapters.xml"
    atom = (
        "<ChapterAtom><ChapterTimeStart>00:00:0{}.000000000</ChapterTimeStart><ChapterFlagHidden>{}</ChapterFlagHidden>"
        "<ChapterDisplay><ChapterString>{}</ChapterString><ChapterLanguage>fre</ChapterLanguage></ChapterDisplay>{}"
        "</ChapterAtom>"
    )
    english = (
        "<ChapterDisplay><ChapterString>one</ChapterString><ChapterLanguage>eng</ChapterLanguage></ChapterDisplay>"
    )
    inner = atom.format(1, 0, "un un", "")
    first = atom.format(0, 0, "un", english + inner) + atom.format(3, 1, "caché", "") + atom.format(4, 0, "deux", "")
    editions = f"<EditionEntry>{first}</EditionEntry><EditionEntry>{atom.format(0, 0, 'autre', '')}</EditionEntry>"
    xml.write_text(f"<?xml version='1.0'?><Chapters>{editions}</Chapters>", encoding="utf-8")
    output_of("mkvmerge", "-q", "-o", str(source), "--chapters", str(xml), str(made("ffmpeg.mkv")))
    found = read_media(source)
    assert [(c.span.start_ms, c.level, c.title) for c in found.chapters] == [
        (0, 1, "un"), (1_000, 2, "un un"), (4_000, 1, "deux"),
    ]  # fmt: skip
    assert found.language == "fr"
    named = {"beyond_matroska_editions", "beyond_matroska_hidden", "beyond_matroska_titles"}
    assert {m.key for m in found.beyond} == named
    done = embed(THREE, source, tmp_path / "out.mkv", Wish(replace=True))
    assert {m.key for m in done.said} == {"embed_replaced", *named}
    assert read_media(tmp_path / "out.mkv").beyond == ()


def test_tags_of_old_chapters_do_not_pass_to_new_ones(made: Media, tmp_path: Path) -> None:
    """A tag names its chapter by a number, which a new chapter may have: it goes with the old one, other tags stay."""
    told, source, out = tmp_path / "c.ffmetadata", tmp_path / "source.mkv", tmp_path / "out.mkv"
    told.write_text(";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=2000\ntitle=un\nspeaker=Ana\n")
    ffmpeg("-i", made("ffmpeg.mkv"), "-i", told, "-map_chapters", "1", "-c", "copy", source)
    assert [m.key for m in read_media(source).beyond] == ["beyond_matroska_tags"]
    done = embed(THREE, source, out, Wish(replace=True))
    assert [m.key for m in done.said] == ["embed_replaced", "beyond_matroska_tags"]
    assert [set(c["tags"]) for c in probed(out, "-show_chapters")["chapters"]] == [{"title"}] * 3
    assert media_by_ffprobe(out) == media_by_ffprobe(source)
    assert 'warnings": []' in output_of("mkvmerge", "-J", str(out)).decode()


def test_chapters_at_the_end_of_a_matroska_file(copied: Media, tmp_path: Path) -> None:
    """mkvpropedit puts what finds no room in front behind the clusters: that is blotted out."""
    source, xml = copied("cues-first.mkv"), tmp_path / "chapters.txt"
    xml.write_text("".join(f"CHAPTER{n:02}=00:00:0{n}.000\nCHAPTER{n:02}NAME={'loin ' * 200}\n" for n in range(5)))
    output_of("mkvpropedit", "-q", str(source), "--chapters", str(xml))
    assert len(read_media(source).chapters) == 5
    embed(THREE, source, tmp_path / "out.mkv", Wish(replace=True))
    assert b"loin" not in (tmp_path / "out.mkv").read_bytes()
    assert chapters_by_ffprobe(tmp_path / "out.mkv") == [(c.span.start_ms, c.title) for c in THREE.chapters]
    assert media_by_ffprobe(tmp_path / "out.mkv") == media_by_ffprobe(source)


def test_what_id3_chapters_carry_is_named(copied: Media, tmp_path: Path) -> None:
    """Pictures, links and subtitles of chapters, and further tables of contents."""
    source = copied("v24.mp3")
    tags = ID3(source)
    pictured = [
        TIT2(encoding=3, text=["avant"]), TIT3(encoding=3, text=["sous-titre"]), WXXX(url="https://example.org/"),
        APIC(encoding=3, mime="image/png", type=3, desc="", data=b"x"),
    ]  # fmt: skip
    tags.add(CHAP(element_id="a", start_time=2_000, end_time=4_000, sub_frames=pictured))
    tags.add(CHAP(element_id="b", start_time=0, end_time=0xFFFFFFFF, sub_frames=[]))
    for name, flags in (("toc", CTOCFlags.TOP_LEVEL), ("inner", CTOCFlags(0))):
        tags.add(CTOC(element_id=name, flags=flags, child_element_ids=["a", "b"], sub_frames=[]))
    tags.save(source)
    found = read_media(source)
    assert [(c.span.start_ms, c.span.end_ms, c.title) for c in found.chapters] == [
        (0, 2_000, ""),
        (2_000, 4_000, "avant"),
    ]
    assert [m.key for m in found.beyond] == ["beyond_images", "beyond_links", "beyond_keys", "embed_beyond_tables"]
    done = embed(THREE, source, tmp_path / "out.mp3", Wish(replace=True))
    assert [m.key for m in done.said] == ["embed_replaced", *(m.key for m in found.beyond)]
    assert [c.element_id for c in ID3(tmp_path / "out.mp3").getall("CTOC")] == ["toc"]


@pytest.mark.parametrize("name", ["v23.mp3", "v24.mp3"])
def test_other_frames_and_tags_stay(name: str, copied: Media, tmp_path: Path) -> None:
    """Every frame of the tag stays to the byte, also one that nobody can read; so do its version, the older tag and
    APEv2 behind the sound, and the sound."""
    source, out = copied(name), tmp_path / f"out-{name}"
    content = source.read_bytes()
    end = at = 10
    while content[at]:
        counted = number_of_seven_bits if content[3] == 4 else int.from_bytes
        at += 10 + counted(content[at + 4 : at + 8])
    end += number_of_seven_bits(content[6:10])
    frames = content[10:at] + b"XBRK\0\0\0\x05\0\0\xff\xfe\x00\xd8!"
    behind = b"APETAGEX" + bytes(24) + b"TAG" + b"titre".ljust(125)
    source.write_bytes(tag(content[3], frames) + content[end:] + behind)
    embed(THREE, source, out, Wish())
    written = out.read_bytes()
    assert written[3] == content[3]
    assert written[10:].startswith(frames)
    assert sound_of_mp3(out) == sound_of_mp3(source)
    assert written.endswith(behind)


def number_of_seven_bits(octets: bytes) -> int:
    a, b, c, d = octets
    return a << 21 | b << 14 | c << 7 | d


def tag(version: int, frames: bytes, flags: int = 0) -> bytes:
    length = bytes(len(frames) >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3" + bytes([version, 0, flags]) + length + frames


UNUSUAL = {
    "2.2": (2, 0, b"TT2\0\0\x07\0Seance"),
    "unsynchronised": (3, 0x80, b"TIT2\0\0\0\x07\0\0\0Seance" + b"TPE1\0\0\0\x05\0\0\x01\xff\0\xfeA\0"),
    "with an extended head": (3, 0x40, b"\0\0\0\x06" + bytes(6) + b"TIT2\0\0\0\x07\0\0\0Seance"),
    "with a foot": (4, 0x10, b"TIT2\0\0\0\x07\0\0\0Seance"),
    "with sizes of 8 bits in 2.4": (4, 0, b"TIT2\0\0\0\x81\0\0\0" + b"Seance".ljust(128) + b"TPE1\0\0\0\x02\0\0\0A"),
}


@pytest.mark.parametrize("kind", UNUSUAL)
def test_unusual_tags_keep_what_they_tell(kind: str, made: Media, tmp_path: Path) -> None:
    """Tags of old and of sloppy programs are written in the usual way, with what they said."""
    version, flags, frames = UNUSUAL[kind]
    source, out = tmp_path / "source.mp3", tmp_path / "out.mp3"
    foot = b"3DI" + tag(version, frames, flags)[3:10] if flags & 0x10 else b""
    source.write_bytes(tag(version, frames, flags) + foot + made("bare.mp3").read_bytes())
    embed(THREE, source, out, Wish())
    before, after = ID3(source), ID3(out)
    assert after["TIT2"].text[0].strip() == before["TIT2"].text[0].strip() == "Seance"
    assert after.version[1] == max(3, version)
    assert chapters_by_ffprobe(out) == [(c.span.start_ms, c.title) for c in THREE.chapters]
    assert sound_of_mp3(out) == sound_of_mp3(made("bare.mp3"))


def old_frame(name: bytes, content: bytes) -> bytes:
    return name + len(content).to_bytes(3, "big") + content


@pytest.mark.parametrize("flags", [0, 0x80], ids=["plain", "unsynchronised"])
def test_old_tags_without_a_newer_form_are_not_lost_unasked(flags: int, made: Media, tmp_path: Path) -> None:
    """What a 2.2 tag says in frames that 2.3 has not stops the work, named; left out on demand, it is said."""
    source, out = tmp_path / "source.mp3", tmp_path / "out.mp3"
    known = old_frame(b"TT2", b"\0Seance") + old_frame(b"PIC", b"\0PNG\3\0\xff\xd8") + old_frame(b"TP1", b"")
    private = old_frame(b"XYZ", b"a\xff\0b") + old_frame(b"CRM", b"own\0why\0what") + old_frame(b"TT3", b"\x09?")
    frames = known + private
    written = frames.replace(b"\xff\0", b"\xff\0\0").replace(b"\xff\xd8", b"\xff\0\xd8") if flags else frames
    source.write_bytes(tag(2, written + bytes(20), flags) + made("bare.mp3").read_bytes())
    with pytest.raises(UnreadableChapters, match=r"\(XYZ, CRM, TT3\).*--drop-unknown"):
        embed(THREE, source, out, Wish())
    assert not out.exists()
    done = embed(THREE, source, out, Wish(drop_unknown=True))
    assert [m.text("en") for m in done.said] == ["Left out of the tags: XYZ, CRM, TT3."]
    assert str(ID3(out)["TIT2"]) == "Seance"
    assert ID3(out).getall("APIC")[0].data == b"\xff\xd8"
    assert chapters_by_ffprobe(out) == [(c.span.start_ms, c.title) for c in THREE.chapters]


def test_a_second_tag_with_chapters_of_its_own(made: Media, tmp_path: Path) -> None:
    """Players read all tags at the head of a file, and would show the chapters of both: nothing is written then."""
    source, out = tmp_path / "source.mp3", tmp_path / "out.mp3"
    later = with_chapters(made("bare.mp3"), tmp_path / "later.mp3")
    source.write_bytes(tag(3, b"TIT2\0\0\0\x07\0\0\0Seance" + bytes(20)) + later.read_bytes())
    with pytest.raises(UnreadableChapters, match="5 of 3"):
        embed(THREE, source, out, Wish())
    assert not out.exists()
