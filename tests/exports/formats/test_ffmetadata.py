"""FFMETADATA1 by ffmpeg's own rules: what ffmpeg and PyAV read of ours, and what is read of theirs."""

import io
import json
from pathlib import Path

import av
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.chapters import mend
from rnct_chapters.errors import UnreadableChapters
from rnct_chapters.exports import FORMATS, Setting
from tests.exports.formats.nasty import LENGTHS, NASTY, TITLES, listed
from tests.exports.formats.tools import output_of, silence

FFMETADATA = FORMATS["ffmetadata"]
SETTING = Setting()


def told(text: str) -> list[tuple[str, int, int]]:
    """(title, start, end), times in milliseconds."""
    return [(c.title, c.span.start_ms, c.span.end_ms) for c in FFMETADATA.read(text, SETTING).chapters]


@pytest.mark.parametrize("length", LENGTHS)
def test_ffmpeg_reads_every_title_and_time(tmp_path: Path, length: str) -> None:
    """ffprobe has the titles as they are shown, but for the space that ends one with a backslash, and all times."""
    kept, _ = mend(listed(NASTY, LENGTHS[length]), FFMETADATA.checks)
    path = tmp_path / "nasty.ffmetadata"
    path.write_bytes(FFMETADATA.render(kept, SETTING).encode())
    command = ("ffprobe", "-v", "error", "-f", "ffmetadata", "-show_chapters", "-of", "json", str(path))
    read = json.loads(output_of(*command))["chapters"]
    assert [c["tags"]["title"].removesuffix(" ") for c in read] == [c.title for c in kept.chapters]
    assert [(c["start"], c["end"]) for c in read] == [(c.span.start_ms, c.span.end_ms) for c in kept.chapters]
    assert {c["time_base"] for c in read} == {"1/1000"}


@given(st.lists(TITLES, min_size=1, max_size=8))
def test_pyav_reads_what_is_read_here(titles: list[str]) -> None:
    """The library that ffmpeg is made of finds the same titles and times in any list."""
    kept, _ = mend(listed(titles, 360_000_000), FFMETADATA.checks)
    text = FFMETADATA.render(kept, SETTING)
    assert of_pyav(text) == [(c.title, c.span.start_ms, c.span.end_ms) for c in kept.chapters]
    assert of_pyav(text) == told(text)


def of_pyav(text: str) -> list[tuple[str, int, int]]:
    with av.open(io.BytesIO(text.encode()), format="ffmetadata") as container:
        listed = container.chapters()
    ms = [(int(c["start"] * c["time_base"] * 1000), int(c["end"] * c["time_base"] * 1000)) for c in listed]
    titles = [c["metadata"].get("title", "") for c in listed]
    titles = [t[:-1] if t.endswith("\\ ") else t for t in titles]
    return [(title, *times) for title, times in zip(titles, ms, strict=True)]


CHAPTER = "[CHAPTER]\nTIMEBASE=1/1000\nSTART=4000\nEND=60000\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(";FFMETADATA1\n", [], id="no chapters"),
        pytest.param(f";FFMETADATA1\n{CHAPTER}title=A\\=B\\;C\\#\\\\D\n", [("A=B;C#\\D", 4000, 60_000)], id="escaped"),
        pytest.param(f";FFMETADATA1\n{CHAPTER}title=A\\\nB\n", [("A\nB", 4000, 60_000)], id="an escaped line end"),
        pytest.param(f";FFMETADATA1\n{CHAPTER}title=A=B; C#D\n", [("A=B; C#D", 4000, 60_000)], id="nothing escaped"),
        pytest.param(f";FFMETADATA1\n{CHAPTER}# x\n\n;y\ntitle=A\n", [("A", 4000, 60_000)], id="comments"),
        pytest.param(f";FFMETADATA1\n{CHAPTER}TITLE= A \n", [(" A ", 4000, 60_000)], id="case, and spaces that count"),
        pytest.param(f";FFMETADATA1\n{CHAPTER}", [("", 4000, 60_000)], id="no title"),
        pytest.param(f"\ufeff;FFMETADATA1\r\n{CHAPTER}title=A\r\n".replace("\n", "\r\n").replace("\r\r", "\r"),
                     [("A", 4000, 60_000)], id="Windows"),
        pytest.param(";FFMETADATA1\n[CHAPTER]\nSTART=4000000000\nEND=60000000000\ntitle=A\n",
                     [("A", 4000, 60_000)], id="nanoseconds where nothing is said"),
        pytest.param(";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/90000\nSTART=90045\nEND=180000\ntitle=A\n",
                     [("A", 1001, 2000)], id="to the nearest millisecond"),
        pytest.param(";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\ntitle=A\n[CHAPTER]\nTIMEBASE=1/1000\n"
                     "START=5000\ntitle=B\n", [("A", 0, 5000), ("B", 5000, 15_000)], id="no ends"),
        pytest.param(";FFMETADATA1\n[CHAPTER]\nEND=60\ntitle=A\nSTART=4\nTIMEBASE=1/1\n",
                     [("A", 4000, 60_000)], id="another order"),
        pytest.param(";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=-21\nEND=5000\ntitle=A\n",
                     [("A", 0, 5000)], id="before the start"),
    ],
)  # fmt: skip
def test_files_are_read_by_ffmpegs_rules(text: str, expected: list[tuple[str, int, int]]) -> None:
    """Escapes, comments, time bases, and what may be missing."""
    assert told(text) == expected


def test_what_ffmpeg_wrote_is_read(tmp_path: Path) -> None:
    """The metadata that ffmpeg takes out of a file has the chapters that were put in."""
    metadata, out = tmp_path / "in.ffmetadata", tmp_path / "out.mka"
    kept, _ = mend(listed(["a=b; c#d \\ e", "Été\u00a0: « fin »"], 2_000), FFMETADATA.checks)
    metadata.write_bytes(FFMETADATA.render(kept, SETTING).encode())
    sound = silence(tmp_path / "silence.wav")
    ffmpeg = ("ffmpeg", "-v", "error", "-nostdin")
    output_of(*ffmpeg, "-i", str(sound), "-i", str(metadata), "-map_chapters", "1", "-c", "copy", str(out))
    text = output_of(*ffmpeg, "-i", str(out), "-f", "ffmetadata", "-").decode()
    assert told(text) == [(c.title, c.span.start_ms, c.span.end_ms) for c in kept.chapters]


def test_what_is_beyond_chapters_is_named() -> None:
    """Tags, streams and comments are told; the file's title and language are the recording's."""
    text = f";FFMETADATA1\ntitle=La journée\nlanguage=fre\nartist=Ana\n#x\n[STREAM]\ntitle=Son\n{CHAPTER}genre=x\n"
    found = FFMETADATA.read(text, SETTING)
    assert (found.title, found.language) == ("La journée", "fr")
    assert [m.text("en") for m in found.beyond] == [
        "Not kept: artist, genre.",
        "Not kept: sections of streams (1).",
        "Not kept: comments (1).",
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("0:00 A\n", ["line 1", ";FFMETADATA1"]),
        ("", ["line 1", ";FFMETADATA1"]),
        (";FFMETADATA1\n\n[CHAPTER]\nTIMEBASE=1/1000\nEND=5\ntitle=A\n", ["line 3", "START"]),
        (";FFMETADATA1\n[CHAPTER]\nSTART=soon\n", ["line 2", "START"]),
        (";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/0\nSTART=5\n", ["line 2", "TIMEBASE"]),
        (";FFMETADATA1\n[CHAPTER]\nTIMEBASE=ms\nSTART=5\n", ["line 2", "TIMEBASE"]),
        (";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1\nSTART=1700000000\n", ["line 2", "1000 hours"]),
        (f";FFMETADATA1\n[CHAPTER]\nSTART={'9' * 5000}\n", ["line 2", "1000 hours"]),
    ],
)
def test_what_is_wrong_is_named_with_its_line(text: str, words: list[str]) -> None:
    """The error says where and what belongs there."""
    with pytest.raises(UnreadableChapters) as caught:
        FFMETADATA.read(text, SETTING)
    assert all(word in str(caught.value) for word in words)
