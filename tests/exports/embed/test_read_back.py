"""What others read: titles to the letter and starts to the millisecond, in every container."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import av
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mutagen.id3 import ID3
from mutagen.mp4 import MP4

from rnct_chapters.chapters import Chapter, ChapterList, mend
from rnct_chapters.exports.embed import CONTAINERS, Wish, embed, read_media
from rnct_chapters.exports.formats import FORMATS, Setting, matroska
from rnct_chapters.timecode import Span
from tests.exports.embed.conftest import Media
from tests.exports.embed.media import H264, THREE, chapters_by_ffprobe, ffmpeg, listed, media_by_ffprobe, probed
from tests.exports.formats.nasty import NASTY, TITLES
from tests.exports.formats.tools import output_of

ONE_EACH = {"mp4": "index-first.mp4", "mkv": "ffmpeg.mkv", "id3": "v23.mp3"}
Read = list[tuple[int, str]]


@pytest.mark.parametrize("kind", ONE_EACH)
def test_a_list_without_ends_lasts_to_that_of_the_file(kind: str, made: Media, tmp_path: Path) -> None:
    """The last chapter of lines of text, or of any list that tells starts alone, leaves no pause behind it."""
    found = FORMATS["youtube"].read("0:00 Un\n0:02 Deux\n0:04 Trois\n", Setting())
    out = tmp_path / ONE_EACH[kind]
    done = embed(ChapterList("r", 1, "R", None, None, found.chapters), made(ONE_EACH[kind]), out, Wish())
    last = done.chapters[-1].span
    assert last.start_ms == 4_000
    assert last.end_ms == read_media(out).duration_ms
    assert round(float(probed(out, "-show_chapters")["chapters"][-1]["end_time"]) * 1000) in range(5_990, 6_200)


def by_pyav(path: Path) -> Read:
    with av.open(str(path)) as container:
        return [(round(c["start"] * c["time_base"] * 1000), c["metadata"]["title"]) for c in container.chapters()]


def by_mutagen_mp4(path: Path) -> Read:
    return [(round(c.start * 1000), c.title) for c in MP4(path).chapters or ()]


def by_mutagen_id3(path: Path) -> Read:
    """In the order of the table of contents."""
    tags = ID3(path)
    (table,) = tags.getall("CTOC")
    chapters = {c.element_id: c for c in tags.getall("CHAP")}
    return [(c.start_time, c.sub_frames["TIT2"].text[0]) for c in map(chapters.__getitem__, table.child_element_ids)]


def by_mkvextract(path: Path) -> Read:
    found = matroska.read(output_of("mkvextract", str(path), "chapters", "-").decode("utf-8-sig"), Setting())
    return [(c.span.start_ms, c.title) for c in found.chapters]


def by_ourselves(path: Path) -> Read:
    return [(c.span.start_ms, c.title) for c in read_media(path).chapters]


READERS = {
    "mp4": (chapters_by_ffprobe, by_pyav, by_mutagen_mp4, by_ourselves),
    "mkv": (chapters_by_ffprobe, by_pyav, by_mkvextract, by_ourselves),
    "id3": (chapters_by_ffprobe, by_pyav, by_mutagen_id3, by_ourselves),
}
each = pytest.mark.parametrize("kind", READERS)


def wanted(chapters: ChapterList, kind: str) -> Read:
    """What the container's own checks make of the list."""
    mended, _ = mend(chapters, CONTAINERS[kind].checks)
    return [(c.span.start_ms, c.title) for c in mended.chapters]


@each
def test_nasty_titles_are_read_to_the_letter(kind: str, made: Media, tmp_path: Path) -> None:
    """No quote, bracket, emoji, accent or direction of writing is lost on the way to any reader."""
    chapters = listed(*((n * 50, title) for n, title in enumerate(NASTY)), duration_ms=6_000)
    source = made(ONE_EACH[kind])
    out = tmp_path / source.name
    embed(chapters, source, out, Wish())
    for read in READERS[kind]:
        found = read(out)
        assert [(ms, title.strip()) for ms, title in found] == wanted(chapters, kind), read.__name__


@each
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(titles=st.lists(TITLES, min_size=1, max_size=8), first=st.integers(0, 4_000), step=st.integers(1, 200))
def test_any_titles_at_any_times(
    kind: str, made: Media, tmp_path: Path, titles: Sequence[str], first: int, step: int
) -> None:
    """FFmpeg and this program read what was written, whatever the titles and wherever they start."""
    chapters = listed(*((first + n * step, title) for n, title in enumerate(titles)), duration_ms=6_000)
    source = made(ONE_EACH[kind])
    out = tmp_path / source.name
    written = embed(chapters, source, out, Wish()).chapters
    for read in (by_pyav, by_ourselves):
        assert [(ms, title.strip()) for ms, title in read(out)] == wanted(chapters, kind)
    assert [c.span for c in written] == [c.span for c in read_media(out).chapters]


@pytest.mark.parametrize("ticks", [1, 24, 25, 600, 1_000, 1_001, 44_100, 90_000])
def test_a_clock_of_any_speed_tells_every_start(ticks: int, made: Media, tmp_path: Path) -> None:
    """Where the movie's clock is coarse and the first chapter begins late, no chapter begins a millisecond off."""
    source = tmp_path / "source.mp4"
    ffmpeg("-i", made("index-last.mp4"), "-c", "copy", "-movie_timescale", str(ticks), source)
    chapters = listed((1_501, "un"), (2_003, "deux"), (3_999, "trois"), duration_ms=6_000)
    embed(chapters, source, tmp_path / "out.mp4", Wish())
    for read in READERS["mp4"]:
        assert read(tmp_path / "out.mp4") == wanted(chapters, "mp4"), read.__name__
    assert media_by_ffprobe(tmp_path / "out.mp4") == media_by_ffprobe(source)


@pytest.mark.parametrize("name", ["long.mp4", "long.mov", "long.mkv"])
def test_a_hundred_hours(name: str, tmp_path: Path) -> None:
    """Times of many digits stay exact, in a recording whose clock needs more than 32 bits."""
    source, out = tmp_path / name, tmp_path / f"out-{name}"
    clock = [] if name.endswith("mkv") else ["-movie_timescale", "90000"]
    ffmpeg("-f", "lavfi", "-i", "color=s=32x32:r=1/600:d=360000", *H264, *clock, source)
    hours = [(n * 3_600_000 + 1_234 + n, f"Heure {n}") for n in range(100)]
    chapters = listed(*hours, duration_ms=360_000_000)
    assert embed(chapters, source, out, Wish()).said == ()
    for read in READERS["mkv" if name.endswith("mkv") else "mp4"]:
        assert read(out) == hours, read.__name__


@each
def test_the_last_chapter_ends_with_the_recording(kind: str, made: Media, tmp_path: Path) -> None:
    """A chapter list for a longer recording does not make this one longer: what begins behind its end is left out."""
    source = made(ONE_EACH[kind])
    out = tmp_path / source.name
    done = embed(listed((0, "un"), (5_000, "deux"), (7_000, "trois"), duration_ms=9_000), source, out, Wish())
    assert [c.title for c in done.chapters] == ["un", "deux"]
    assert [m.key for m in done.said] == ["embed_length", "chapter_beyond"]
    lasts = read_media(out).duration_ms
    assert lasts == read_media(source).duration_ms
    assert done.chapters[-1].span.end_ms <= (lasts or 0)


@each
def test_pauses_between_chapters(kind: str, made: Media, tmp_path: Path) -> None:
    """Matroska and ID3 keep a pause after a chapter; in MP4 a chapter lasts to the next one."""
    paused = (Chapter(Span(0, 1_000), "un"), Chapter(Span(2_000, 3_000), "deux"))
    source = made(ONE_EACH[kind])
    done = embed(replace(THREE, chapters=paused), source, tmp_path / source.name, Wish())
    ends = {"mp4": [2_000, 3_000]}.get(kind, [1_000, 3_000])
    assert [c.span.end_ms for c in done.chapters] == ends


@pytest.mark.parametrize(
    ("name", "language", "told"),
    [
        ("index-last.mp4", "fr", "fra"), ("index-last.mp4", "de-AT", "deu"), ("index-last.mp4", None, "und"),
        ("timecode.mov", "br", "bre"),
    ],
)  # fmt: skip
def test_mp4_tells_the_language(name: str, language: str | None, told: str, made: Media, tmp_path: Path) -> None:
    """The track of titles has the language of the titles, by the code that MP4 uses."""
    out = tmp_path / name
    embed(listed((0, "un"), language=language), made(name), out, Wish())
    texts = [s for s in probed(out, "-show_streams")["streams"] if s["codec_tag_string"] == "text"]
    assert [s.get("tags", {}).get("language", "und") for s in texts] == [told]
    assert read_media(out).language == (language.split("-")[0] if language else None)


def test_matroska_tells_the_language(made: Media, tmp_path: Path) -> None:
    """By both of its codes; WebM has but the older one."""
    for name, tag in (("ffmpeg.mkv", "fr-CA"), ("small.webm", "fr")):
        out = tmp_path / name
        embed(listed((0, "un"), language="fr-CA"), made(name), out, Wish())
        assert b"<ChapterLanguage>fre</ChapterLanguage>" in output_of("mkvextract", str(out), "chapters", "-")
        assert read_media(out).language == tag


def test_limits_of_mp4_and_id3(made: Media, tmp_path: Path) -> None:
    """More than 255 chapters, and titles of more than 255 bytes, are mended, and each mend is said."""
    many = listed(*((n * 20, "é" * 200 if n == 7 else f"n° {n}") for n in range(260)), duration_ms=6_000)
    for name, shortened in (("index-last.mp4", 1), ("bare.mp3", 0)):
        out = tmp_path / name
        done = embed(many, made(name), out, Wish())
        keys = [m.key for m in done.said]
        assert keys.count("chapter_too_many") == 5
        assert keys.count("chapter_shortened") == shortened
        assert len(chapters_by_ffprobe(out)) == len(done.chapters) == 255
    assert len(by_mutagen_mp4(tmp_path / "index-last.mp4")) == 255


def test_levels_are_put_on_one(made: Media, tmp_path: Path) -> None:
    """FFmpeg shows the outer chapters of Matroska alone, so that all are outer ones here, and it is said."""
    chapters = listed((0, "un"), (1_000, "deux"))
    nested = replace(chapters, chapters=(chapters.chapters[0], replace(chapters.chapters[1], level=2)))
    done = embed(nested, made("ffmpeg.mkv"), tmp_path / "out.mkv", Wish())
    assert [m.key for m in done.said] == ["chapter_flattened"]
    assert chapters_by_ffprobe(tmp_path / "out.mkv") == [(0, "un"), (1_000, "deux")]


def test_titles_that_are_added_are_in_the_language_asked_for(made: Media, tmp_path: Path) -> None:
    """A chapter without a title is numbered."""
    for lang, title in (("en", "Chapter 1"), ("fr", "Chapitre\u00a01")):
        done = embed(listed((0, "  ")), made("bare.mp3"), tmp_path / "out.mp3", Wish(lang=lang))
        assert done.chapters[0].title == title
