"""Captions as they are found: every breakage reads or is refused in one sentence, and nothing crashes."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.errors import UnreadableRecording
from rnct_chapters.recording.captions import LARGEST_BYTES, READERS, parse_captions, read_captions
from rnct_chapters.recording.captions.decoding import decode
from rnct_chapters.recording.transcript import Transcript
from rnct_chapters.timecode import format_clock
from tests.recording.smallest import SMALLEST

SHARED = Path(__file__).parents[2].parent / "shared"
MINUTE = "00:00:01.000 --> 00:00:05.000"


def rows(transcript: Transcript) -> list[str]:
    """A transcript at a glance: start, speaker and words of each segment."""
    return [
        f"{s.words[0].span.start_ms} {f'{s.speaker}: ' if s.speaker else ''}{' '.join(w.text for w in s.words)}"
        for s in transcript.segments
    ]


def vtt(*cues: str) -> str:
    return "WEBVTT\n\n" + "\n\n".join(cues) + "\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str, tmp_path: Path) -> None:
    """Accents survive the encodings in which captions are found."""
    path = tmp_path / "a.srt"
    path.write_bytes("1\r\n00:00:01,000 --> 00:00:02,000\r\ndéjà l'été, ça\r\n".encode(encoding))
    transcript = read_captions(path)
    assert rows(transcript) == ["1000 déjà l'été, ça"]
    assert len(transcript.sha256) == 64


def test_one_broken_character_does_not_cost_the_others(tmp_path: Path) -> None:
    """UTF-8 with half a character in it is still UTF-8."""
    path = tmp_path / "a.vtt"
    path.write_bytes(vtt(f"{MINUTE}\ndéjà l'été ").encode() + b"\xe2\x82 fin")
    assert rows(read_captions(path)) == ["1000 déjà l'été \ufffd fin"]


REFUSED = {
    "empty": ("", "captions_empty", None),
    "blank": ("\ufeff \r\n", "captions_empty", None),
    "plain text": ("Bonjour à tous\n", "captions_unknown", None),
    "web page": ("<!DOCTYPE html><p>404</p>", "captions_unknown", None),
    "header alone": ("WEBVTT\n", "captions_no_words", None),
    "header run together": ("WEBVTTX\n", "captions_unknown", None),
    "no words": (vtt(f"{MINUTE}\n♪ … ♪"), "captions_no_words", None),
    "broken time": (vtt("intro\n\n00:0a.000 --> 00:05.000\noui"), "captions_bad_time", 5),
    "broken json": ('{"segments": [\n{"start": 1,\n', "captions_bad_json", 3),
    "deep json": ("[" * 200_000, "captions_no_segments", None),
    "huge number": ('{"segments": ' + "9" * 5000 + "}", "captions_no_segments", None),
    "other json": ('{"chapters": []}', "captions_no_segments", None),
    "json without times": ('{"segments": [{"text": "oui"}]}', "captions_bad_segment", None),
    "json list of texts": ('["oui"]', "captions_bad_segment", None),
    "json without words": ('{"segments": []}', "captions_no_words", None),
}


@pytest.mark.parametrize(("text", "key", "line"), REFUSED.values(), ids=REFUSED)
def test_what_holds_no_captions_is_refused(text: str, key: str, line: int | None) -> None:
    """One sentence in each language names the file, the line where there is one, and what to do."""
    with pytest.raises(UnreadableRecording) as refused:
        parse_captions(text, "dossier/replay.vtt")
    assert refused.value.said.key == key
    assert dict(refused.value.said.facts).get("line") == line
    for said in (refused.value.text("en"), refused.value.text("fr")):
        assert said.startswith("dossier/replay.vtt")


def test_files_that_are_no_text_are_refused(tmp_path: Path) -> None:
    """Whatever stands at the path, the sentence names it; nothing is read that cannot be captions."""
    (tmp_path / "binary.vtt").write_bytes(b"\x00\x01\x02WEBVTT")
    (tmp_path / "noise.vtt").write_bytes(b"\x02\x03\x07\x1b abc")
    os.mkfifo(tmp_path / "pipe.vtt")
    with (tmp_path / "large.vtt").open("wb") as large:
        large.truncate(LARGEST_BYTES + 1)
    for name, key in {
        "binary.vtt": "captions_binary",
        "noise.vtt": "captions_binary",
        "large.vtt": "captions_too_large",
        "pipe.vtt": "captions_not_a_file",
        "none.vtt": "captions_missing",
        "": "captions_directory",
        "a" * 300 + ".vtt": "captions_unreadable",
        "nul\x00.vtt": "captions_missing",
    }.items():
        with pytest.raises(UnreadableRecording) as refused:
            read_captions(tmp_path / name)
        assert refused.value.said.key == key
        assert refused.value.text("fr")


def test_a_name_with_control_characters_is_told_without_them() -> None:
    """A file's name cannot write to the terminal."""
    with pytest.raises(UnreadableRecording) as refused:
        parse_captions("", "a\x1b[31m\nb\udc80.vtt")
    assert refused.value.text("en").isprintable()


# Properties

words = st.text("abcéàç'-", min_size=1, max_size=8).filter(lambda w: any(c.isalpha() for c in w))
cues = st.lists(
    st.tuples(st.integers(0, 3_600_000), st.integers(0, 90_000), st.lists(words, min_size=1, max_size=12)),
    min_size=1,
    max_size=20,
)


@given(cues, st.sampled_from(["webvtt", "srt"]), st.sampled_from(["\n", "\r\n"]))
def test_what_is_written_is_read(said: list[tuple[int, int, list[str]]], kind: str, newline: str) -> None:
    """Composing cues and parsing them gives the same words under the same starts, whatever the gaps."""
    at, lines, expected = 0, ["WEBVTT", ""] if kind == "webvtt" else [], []
    for n, (gap, lasts, spoken) in enumerate(said):
        start, at = at + gap, at + gap + lasts
        a, b = (format_clock(ms, decimals=3, pad=True) for ms in (start, at))
        lines += [str(n + 1), f"{a} --> {b}", " ".join(spoken), ""]
        expected.append((start, spoken))
    transcript = parse_captions(newline.join(lines), f"a.{kind}")
    found = [([w.text for w in s.words], s.words[0].span.start_ms) for s in transcript.segments]
    assert transcript.kind == kind
    if len({tuple(s) for _, s in expected}) == len(expected):  # the same line over and over counts as scrolling
        assert found == [(spoken, start) for start, spoken in expected]


fragments = st.sampled_from(
    [
        *("WEBVTT", "\n", "\n\n", "\r", "00:01.000 --> 00:02.000", "1:2:3,4 --> 9999:59:59,999", "-->", "->", "7", ":"),
        *(
            "<v Ana>",
            "</v>",
            "<00:00:01.500>",
            "<c>",
            "<",
            "&#xD800;",
            "&amp",
            "{\\an8}",
            "Bob: ",
            "- ",
            "[X]: ",
            "NOTE",
        ),
        *('{"segments": [', '{"start": 1, "end": NaN, "text": "a"}', '"words"', "[", "]", "}", ",", "-1e999", '"'),
        *("\\ud800", "\x00", " "),
    ]
)


def survives(text: str, name: str = "a.vtt") -> None:
    try:
        transcript = parse_captions(text, name)
    except UnreadableRecording as refused:
        refused.text("en"), refused.text("fr")
        return
    for segment in transcript.segments:
        assert segment.words
        assert [w.span.start_ms for w in segment.words] == sorted(w.span.start_ms for w in segment.words)
    for word in transcript.words():
        assert word.text == "".join(word.text.split())
        word.text.encode("utf-8")
    assert transcript.duration_ms >= max(w.span.end_ms for w in transcript.words())


@given(st.one_of(st.text(), st.lists(st.one_of(fragments, st.text(max_size=5))).map("".join)))
def test_no_text_crashes_the_readers(text: str) -> None:
    """Any text is a transcript with words in order, or is refused in both languages."""
    survives(text)
    for opening in ("WEBVTT\n\n", "1\n00:00:01,000 --> 00:00:02,000\n", "{", '{"segments": ['):
        survives(opening + text)


@given(st.binary(), st.sampled_from([b"", b"\xff\xfe", b"\xef\xbb\xbf", b"WEBVTT\n\n00:01.000 --> 00:02.000\n"]))
def test_no_bytes_crash_the_readers(data: bytes, opening: bytes) -> None:
    """Any bytes are text of some encoding, or no text."""
    text = decode(opening + data)
    if text is not None:
        survives(text)


def test_every_reader_is_named_by_its_row() -> None:
    """The table's names are what transcripts carry as their kind."""
    assert {name: reader.name for name, reader in READERS.items()} == {name: name for name in READERS}
    assert set(READERS) == set(SMALLEST)


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared material is not beside this repository")
def test_real_transcripts_are_read_whole() -> None:
    """Every transcript of the bench and of the real case has its words, times and length."""
    found = [*SHARED.glob("bench/recordings/*/transcript.*"), *SHARED.glob("rnct2025/parcours-2-*.*")]
    assert len(found) >= 22
    for path in found:
        transcript = read_captions(path)
        assert transcript.word_count > 500
        assert transcript.duration_ms > 170_000
        assert transcript.language in (None, "fr")
        survives(path.read_text(encoding="utf-8"), str(path))
