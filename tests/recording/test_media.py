"""What a user names becomes a recording with captions, an identity and links, or one sentence on what to do."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.errors import MissingExtra, UnreadableRecording
from rnct_chapters.recording.media import LONGEST_ID, Known, Recording, open_recording

VTT = "WEBVTT\n\n00:01.000 --> 00:05.000\nbonjour\n"
SRT = "1\n00:00:01,000 --> 00:00:05,000\nbonjour\n"
JSON = '{"segments": [{"start": 1, "end": 5, "text": "bonjour"}], "duration": 60}'
YOUTUBE = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"


def put(folder: Path, *names: str) -> None:
    """Files of these names; captions hold one word, media nothing."""
    by_suffix = {".vtt": VTT, ".srt": SRT, ".json": JSON}
    for name in names:
        (folder / name).write_text(by_suffix.get(Path(name).suffix.lower(), ""), encoding="utf-8")


BESIDE = {
    "plain before languages": ("replay.mp4", ["replay.fr.vtt", "replay.vtt", "replay.json"], "webvtt", None),
    "SRT before JSON": ("replay.mp4", ["replay.json", "replay.srt"], "srt", None),
    "JSON alone": ("replay.mp4", ["replay.json"], "whisper", None),
    "plain JSON before French WebVTT": ("replay.mp4", ["replay.fr.vtt", "replay.json"], "whisper", None),
    "French before English": ("replay.mp4", ["replay.en.vtt", "replay.fr.srt", "replay.de.vtt"], "srt", "fr"),
    "English before others": ("replay.mp4", ["replay.de.vtt", "replay.en.vtt"], "webvtt", "en"),
    "others by name": ("replay.mp4", ["replay.it.vtt", "replay.de.vtt"], "webvtt", "de"),
    "manual before automatic": ("replay.mp4", ["replay.fr-orig.srt", "replay.fr.srt"], "srt", "fr"),
    "capital suffixes": ("REPLAY.MP4", ["REPLAY.FR.VTT"], "webvtt", "fr"),
    "double suffix": ("replay.mp4", ["replay.mp4.vtt"], "webvtt", None),
    "dots in the name": ("v1.2.webm", ["v1.2.srt", "v1.vtt"], "srt", None),
    "sound": ("replay.opus", ["replay.vtt", "replay2.vtt"], "webvtt", None),
}


@pytest.mark.parametrize(("media", "captions", "kind", "language"), BESIDE.values(), ids=BESIDE)
def test_a_media_file_brings_the_captions_beside_it(
    tmp_path: Path, media: str, captions: list[str], kind: str, language: str | None
) -> None:
    """The same captions are taken every time, in the order that is documented."""
    put(tmp_path, media, *captions)
    recording = open_recording(str(tmp_path / media), 1)
    assert recording.transcript is not None
    assert (recording.transcript.kind, recording.transcript.language) == (kind, language)
    assert recording.media == str(tmp_path / media)


@pytest.mark.parametrize("captions", ["Débat 1.vtt", "Débat 1.fr.vtt", "Débat 1.mp4.srt"])
def test_captions_bring_the_media_file_beside_them(tmp_path: Path, captions: str) -> None:
    """Captions named alone still link into the media file of their stem; video goes before sound."""
    put(tmp_path, captions, "Débat 1.mp3", "Débat 1.mp4", "Débat 10.mp4")
    recording = open_recording(str(tmp_path / captions), 2)
    assert recording == Recording(
        "Debat-1", 2, "Débat 1", None, str(tmp_path / "Débat 1.mp4"), 5000, recording.transcript
    )
    assert (recording.link(83_999) or "").endswith("/D%C3%A9bat%201.mp4#t=83")


def test_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The host's link where one is known, else the file's by its path, else none; never a guess."""
    put(tmp_path, "replay.vtt", "other.vtt", "other.mp4", "a&b#1.mp4", "a&b#1.vtt")
    monkeypatch.chdir(tmp_path)
    known = open_recording("other.vtt", 1, known=Known(url=YOUTUBE))
    assert "t=83" in (known.link(83_900) or "")
    unknown = "https://example.org/video"
    assert open_recording("replay.vtt", 1, known=Known(url=unknown)).link(1000) is None
    assert open_recording("other.vtt", 1, known=Known(url=unknown)).link(1000) == "other.mp4#t=1"
    assert open_recording("a&b#1.vtt", 1).link(0) == "a%26b%231.mp4#t=0"
    assert open_recording("replay.vtt", 1).link(1000) is None


PATHS = {
    "beside": ("replay.mp4", "replay.mp4#t=83"),
    "above": ("../replay.mp4", "../replay.mp4#t=83"),
    "far away, with all that a link must not hold": (
        "../é t/a?b#c%d:1.mp4",
        "../%C3%A9%20t/a%3Fb%23c%25d%3A1.mp4#t=83",
    ),
    "from the root": ("/srv/replay.mp4", "/srv/replay.mp4#t=83"),
    "looks like an address": ("javascript:alert(1).mp4", "javascript%3Aalert%281%29.mp4#t=83"),
}


@pytest.mark.parametrize(("media", "link"), PATHS.values(), ids=PATHS)
def test_paths_as_links(media: str, link: str) -> None:
    """A path is a relative link with slashes, and no part of it is taken for a scheme, a query or a fragment."""
    assert Recording("r", 1, "R", None, media, None, None).link(83_999) == link


IDS = {
    "plain": ("parcours-2-1.vtt", "parcours-2-1"),
    "accents and spaces": ("Réunion d'été (1).fr.vtt", "Reunion-d-ete-1"),
    "ligature": ("Vœux.vtt", "Voeux"),
    "dots and underscores": ("v1.2_final.srt", "v1.2_final"),
    "device": ("con.vtt", "recording-con"),
    "device with an ending": ("AUX.1.vtt", "recording-AUX.1"),
    "not a device": ("console.vtt", "console"),
    "dash and dot": ("-.-x-.vtt", "x"),
    "nothing left": ("会議.vtt", "recording-3"),
    "long": ("é" * 100 + ".vtt", "e" * LONGEST_ID),
}


@pytest.mark.parametrize(("name", "expected"), IDS.values(), ids=IDS)
def test_ids_are_safe_file_names(tmp_path: Path, name: str, expected: str) -> None:
    """Files are named by the id, so it must fit every system."""
    put(tmp_path, name)
    assert open_recording(str(tmp_path / name), 3).id == expected


def test_ids_differ(tmp_path: Path) -> None:
    """No two recordings share an id, whatever the case; the host's id steps in for a name without letters."""
    put(tmp_path, "Replay.vtt", "会議.vtt", "a" * 100 + ".vtt")
    path = str(tmp_path / "Replay.vtt")
    assert open_recording(path, 1, taken=["replay"]).id == "Replay-2"
    assert open_recording(path, 1, taken=["REPLAY", "replay-2"]).id == "Replay-3"
    assert open_recording(str(tmp_path / "会議.vtt"), 1, known=Known(url=YOUTUBE)).id == "dQw4w9WgXcQ"
    assert open_recording(str(tmp_path / ("a" * 100 + ".vtt")), 1, taken=["a" * 80]).id == "a" * 78 + "-2"


@pytest.mark.parametrize(
    ("name", "title", "expected"),
    [
        ("parcours-2-1.vtt", None, "Parcours 2-1"),
        ("conseil_municipal_2025-03-01.fr.vtt", None, "Conseil municipal 2025-03-01"),
        ("Table ronde - l'eau.vtt", None, "Table ronde - l'eau"),
        ("a.vtt", "Les\x1b[1m voeux\n du maire ", "Les[1m voeux du maire"),
        ("a.vtt", " \n", "A"),
        ("_.vtt", None, "Recording 1"),
    ],
)
def test_titles(tmp_path: Path, name: str, title: str | None, expected: str) -> None:
    """A title is one line that a person could have written, and holds nothing that steers a terminal."""
    put(tmp_path, name)
    assert open_recording(str(tmp_path / name), 1, known=Known(title=title)).title == expected


def test_duration_is_what_the_captions_state(tmp_path: Path) -> None:
    """The length that a transcript states, else the end of its last word."""
    put(tmp_path, "a.json", "b.vtt")
    assert open_recording(str(tmp_path / "a.json"), 1).duration_ms == 60_000
    assert open_recording(str(tmp_path / "b.vtt"), 1).duration_ms == 5000


REFUSED = {
    "media that is empty": ("replay.mp4", None, "audio_empty", "replay.mp4"),
    "media that is not there": ("none.mp4", None, "captions_missing", "none.mp4"),
    "media that is a folder": ("folder.mp4", None, "captions_directory", "folder.mp4"),
    "nothing named": ("", None, "captions_directory", "folder"),
    "script as link": ("ok.vtt", "javascript:alert(1)", "recording_bad_url", "Recording 2"),
    "link with a line end": ("ok.vtt", "https://example.org/\n", "recording_bad_url", "Recording 2"),
}


@pytest.mark.parametrize(("argument", "url", "key", "told"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_opened_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, argument: str, url: str | None, key: str, told: str
) -> None:
    """One sentence names the file or the link, and what to do."""
    put(tmp_path, "replay.mp4", "replay2.vtt", "ok.vtt")
    (tmp_path / "folder.mp4").mkdir()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UnreadableRecording) as refused:
        open_recording(argument, 2, known=Known(url=url))
    assert refused.value.said.key == key
    assert told in refused.value.text("en")
    assert refused.value.text("fr").isprintable() or "\u00a0" in refused.value.text("fr")


@pytest.mark.parametrize("argument", ["replay.mp4", YOUTUBE])
def test_without_the_extra_captions_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, argument: str) -> None:
    """A light installation reads captions, and says what listening and links need."""
    for library in ("av", "yt_dlp", "faster_whisper"):
        monkeypatch.setitem(sys.modules, library, None)
    put(tmp_path, "replay.mp4", "ok.vtt")
    monkeypatch.chdir(tmp_path)
    assert open_recording("ok.vtt", 1).transcript is not None
    with pytest.raises(MissingExtra) as refused:
        open_recording(argument, 1)
    assert 'pip install "rnct-chapters[speech]"' in refused.value.text("fr")
    if argument == "replay.mp4":
        assert "replay.vtt" in refused.value.text("en")


def test_a_name_that_is_not_unicode_can_be_opened(tmp_path: Path) -> None:
    """Old disks hold names in old encodings; their links are the bytes that the disk knows."""
    stem = os.fsdecode(b"d\xe9bat")
    try:
        put(tmp_path, f"{stem}.vtt", f"{stem}.mp4")
    except OSError:
        pytest.skip("this file system takes Unicode names only")
    recording = open_recording(str(tmp_path / f"{stem}.vtt"), 1)
    assert (recording.id, recording.title) == ("dbat", "D?bat")
    assert (recording.link(1000) or "").endswith("/d%E9bat.mp4#t=1")


@given(
    st.text(min_size=1, max_size=60).filter(lambda s: "/" not in s and "\0" not in s),
    st.lists(st.text("abc-2", max_size=4)),
)
def test_any_name_gives_a_safe_id_and_a_title(
    tmp_path_factory: pytest.TempPathFactory, stem: str, taken: list[str]
) -> None:
    """Whatever a file is called, it is opened under a new id that any system takes, with a printable title."""
    path = tmp_path_factory.mktemp("names") / f"x{stem}.vtt"
    path.write_text(VTT, encoding="utf-8")
    recording = open_recording(str(path), 1, known=Known(title=stem), taken=taken)
    assert 0 < len(recording.id) <= LONGEST_ID
    assert set(recording.id) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")
    assert recording.id[0] not in ".-"
    assert recording.id[-1] not in ".-"
    assert recording.id.casefold() not in {t.casefold() for t in taken}
    assert recording.title.strip()
    recording.title.encode("utf-8")
