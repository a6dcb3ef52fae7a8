"""Transcripts as files: what is written is what was heard, and our own readers read it back."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from rnct_chapters.errors import UsageError
from rnct_chapters.exports.cue_lines import LINE_LENGTH, LONGEST_MS, PAUSE_MS, cue_lines
from rnct_chapters.exports.transcripts import TRANSCRIPTS, render_transcript
from rnct_chapters.recording.captions import parse_captions
from rnct_chapters.recording.transcript import Segment, Transcript, Word, end_of
from rnct_chapters.timecode import Span, parse_clock

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "transcript.schema.json").read_text(encoding="utf-8"))


def heard(
    *segments: tuple[str | None, str, int], word_ms: int = 400, searched: tuple[Span, ...] | None = None
) -> Transcript:
    """A transcript of (speaker, text, start in ms), every word as long as the others."""
    made = []
    for speaker, text, start in segments:
        spans = (Span(start + n * word_ms, start + (n + 1) * word_ms) for n in range(len(text.split())))
        made.append(Segment(tuple(Word(w, s, 0.25) for w, s in zip(text.split(), spans, strict=True)), speaker))
    return Transcript(tuple(made), "fr", "speech", "words", max(10_000, end_of(made)), "", searched)


TALK = heard(
    ("Ana Roy", "Bonjour à toutes et à tous, et merci d'être venus si nombreux ce matin. On commence à l'heure.", 1000),
    ("Ana Roy", "Le budget, d'abord.", 12_000),
    ("Bob & Co", "Q&A <fin> --> oui", 14_000),
    (None, "(on rit)", 61_000),
)

VTT = """WEBVTT
Language: fr

00:00:01.000 --> 00:00:06.600
<v Ana Roy>Bonjour à toutes et à tous, et merci
d'être venus si nombreux ce matin.

00:00:06.600 --> 00:00:08.200
<v Ana Roy>On commence à l'heure.

00:00:12.000 --> 00:00:13.200
<v Ana Roy>Le budget, d'abord.

00:00:14.000 --> 00:00:15.600
<v Bob &amp; Co>Q&amp;A &lt;fin&gt; --&gt; oui

00:01:01.000 --> 00:01:01.800
(on rit)
"""

SRT = """1
00:00:01,000 --> 00:00:06,600
[Ana Roy]: Bonjour à toutes et à tous, et merci
d'être venus si nombreux ce matin.

2
00:00:06,600 --> 00:00:08,200
[Ana Roy]: On commence à l'heure.

3
00:00:12,000 --> 00:00:13,200
[Ana Roy]: Le budget, d'abord.

4
00:00:14,000 --> 00:00:15,600
[Bob & Co]: Q&A <fin> --> oui

5
00:01:01,000 --> 00:01:01,800
(on rit)
"""

TXT = """Réunion publique

[0:01] Ana Roy: Bonjour à toutes et à tous, et merci d'être venus si nombreux ce matin. On commence à l'heure.

[0:12] Ana Roy: Le budget, d'abord.

[0:14] Bob & Co: Q&A <fin> --> oui

[1:01] (on rit)
"""


@pytest.mark.parametrize(("name", "expected"), [("vtt", VTT), ("srt", SRT), ("txt", TXT)])
def test_captions_and_text_to_the_letter(name: str, expected: str) -> None:
    """Cues are cut at sentences and pauses, voices named, text escaped where the format can."""
    assert render_transcript(TALK, name, "Réunion publique") == expected


def test_json_has_the_shape_of_whisper() -> None:
    """Seconds, and words with the space before them, as programs that read Whisper's JSON expect."""
    found = json.loads(render_transcript(heard((None, "le budget", 1500)), "json", "Réunion"))
    words = [
        {"word": " le", "start": 1.5, "end": 1.9, "probability": 0.25},
        {"word": " budget", "start": 1.9, "end": 2.3, "probability": 0.25},
    ]
    assert found == {
        "schema": "rnct-chapters/transcript/1", "title": "Réunion", "language": "fr", "duration": 10,
        "text": " le budget",
        "segments": [{"id": 0, "start": 1.5, "end": 2.3, "text": " le budget", "words": words}],
    }  # fmt: skip


def test_words_without_times_are_not_given_any() -> None:
    """A transcript whose words share their segment's time is written without words, and says so when it is read."""
    text = "WEBVTT\n\n00:01.000 --> 00:03.000\nle budget"
    transcript = parse_captions(text, "a.vtt")
    found = render_transcript(transcript, "json", "")
    assert "words" not in json.loads(found)["segments"][0]
    assert parse_captions(found, "a.json").segments == transcript.segments
    assert parse_captions(found, "a.json").timing == "interpolated"


def test_what_was_listened_to_is_kept() -> None:
    """A transcript of parts says which, and is a transcript of parts when it is read again."""
    part = heard((None, "le budget", 31_000), searched=(Span(30_000, 60_000), Span(90_500, 120_000)))
    text = render_transcript(part, "json", "")
    assert json.loads(text)["searched"] == [[30, 60], [90.5, 120]]
    assert parse_captions(text, "a.json").searched == part.searched
    assert parse_captions(render_transcript(TALK, "json", ""), "a.json").searched is None


def test_a_format_that_is_not_there() -> None:
    """The sentence lists those that are."""
    with pytest.raises(UsageError, match="json, vtt, srt, txt"):
        render_transcript(TALK, "docx", "")


def test_a_long_talk_reads_in_paragraphs() -> None:
    """Plain text has a clock for each paragraph, which ends with a sentence after some 700 characters."""
    talk = heard(*((None, "mot " * 19 + "fin.", n * 8000) for n in range(60)))
    paragraphs = render_transcript(talk, "txt", "Titre").split("\n\n")
    assert len(paragraphs) == 8
    assert [parse_clock(p[1 : p.index("]")]) for p in paragraphs[1:]] == [n * 72_000 for n in range(7)]


def test_nothing_heard_is_written_too() -> None:
    """A silent recording has its files."""
    silent = Transcript((), None, "speech", "words", 10_000)
    assert render_transcript(silent, "vtt", "") == "WEBVTT\n"
    assert render_transcript(silent, "srt", "") == ""
    assert render_transcript(silent, "txt", "Titre") == "Titre\n"
    Draft202012Validator(SCHEMA).validate(json.loads(render_transcript(silent, "json", "")))


# Properties

words = st.text("abcéàç'-&<>.,…", min_size=1, max_size=9).filter(lambda w: any(c.isalpha() for c in w))
names = st.none() | st.sampled_from(["Ana Roy", "Bob", "Speaker 1", "M. de la Tour"])
given_words = st.lists(st.tuples(words, st.integers(0, 2500), st.integers(0, 3000)), min_size=1, max_size=30)


@st.composite
def transcripts(draw: st.DrawFn) -> Transcript:
    """Segments one after the other, with pauses of any length, as recognisers give them."""
    at, segments = 0, []
    for speaker, said in draw(st.lists(st.tuples(names, given_words), min_size=1, max_size=6)):
        spoken = []
        for text, pause, lasts in said:
            spoken.append(Word(text, Span(at + pause, at + pause + lasts), draw(st.none() | st.floats(0, 1))))
            at += pause + lasts
        segments.append(Segment(tuple(spoken), speaker))
    return Transcript(tuple(segments), draw(st.sampled_from([None, "fr", "en"])), "speech", "words", at)


@given(transcripts())
def test_json_follows_its_schema_and_reads_back_the_same(transcript: Transcript) -> None:
    """Words, times, speakers, language and length survive; how sure the program was, to four decimals."""
    text = render_transcript(transcript, "json", "Titre")
    Draft202012Validator(SCHEMA).validate(json.loads(text))
    back = parse_captions(text, "a.json")
    assert (back.language, back.duration_ms, back.kind) == (transcript.language, transcript.duration_ms, "whisper")
    said = [(w.text, w.span, s.speaker) for s in transcript.segments for w in s.words]
    assert [(w.text, w.span, s.speaker) for s in back.segments for w in s.words] == said


@given(transcripts())
def test_cues_can_be_read_along(transcript: Transcript) -> None:
    """No cue overlaps another, none is longer than 7 s or two lines of 42 characters, and none goes over a pause."""
    cues = cue_lines(transcript)
    assert [w for cue in cues for line in cue.lines for w in line.split()] == [w.text for w in transcript.words()]
    for cue, after in zip(cues, [*cues[1:], None], strict=True):
        assert cue.span.end_ms > cue.span.start_ms
        assert after is None or cue.span.end_ms <= after.span.start_ms
        assert len(cue.lines) <= 2
        assert all(len(line) <= LINE_LENGTH for line in cue.lines)
        assert cue.span.duration_ms <= LONGEST_MS or len(cue.lines[0].split()) == 1
    starts = {w.span.start_ms for s in transcript.segments for w in s.words}
    pauses = [
        (a.span.end_ms, b.span.start_ms)
        for s in transcript.segments
        for a, b in pairwise(s.words)
        if b.span.start_ms - a.span.end_ms > PAUSE_MS
    ]
    assert starts
    for silent_ms, spoken_ms in pauses:
        assert not [c for c in cues if c.span.start_ms < silent_ms and c.span.end_ms > spoken_ms]


@given(transcripts(), st.sampled_from(["vtt", "srt"]))
def test_captions_read_back_the_same_words(transcript: Transcript, name: str) -> None:
    """Words in are words out, in order, with their speakers, however the cues are cut."""
    if name == "srt":  # it knows no escapes: what looks like a tag is one
        plain = str.maketrans("&<>", "axx")
        segments = tuple(
            Segment(tuple(Word(w.text.translate(plain), w.span) for w in s.words), s.speaker)
            for s in transcript.segments
        )
        transcript = Transcript(segments, transcript.language, "speech", "words", transcript.duration_ms)
    cues = [{w for line in cue.lines for w in line.split()} for cue in cue_lines(transcript)]
    assume(all(a.isdisjoint(b) for a, b in pairwise(cues)))  # lines that come again at once may be taken to scroll
    back = parse_captions(render_transcript(transcript, name, "Titre"), f"a.{name}")
    said = [(w.text, s.speaker) for s in transcript.segments for w in s.words]
    assert [(w.text, s.speaker) for s in back.segments for w in s.words] == said
    assert back.segments[0].words[0].span.start_ms == transcript.segments[0].words[0].span.start_ms


def test_voices_at_once_do_not_overlap() -> None:
    """Two who speak at the same time share the screen one after the other, and lose no word."""
    both = heard(("Ana", "un deux trois", 1000), ("Bob", "oui non si", 1000), ("Ana", "là", 1500), ("Bob", "ici", 1500))
    cues = cue_lines(both)
    assert sorted(w for c in cues for line in c.lines for w in line.split()) == sorted(w.text for w in both.words())
    assert all(a.span.end_ms <= b.span.start_ms for a, b in pairwise(cues))


def test_every_row_ends_its_file_by_its_name() -> None:
    """A format's suffix is its name, so that the suffix of a file chooses it."""
    assert {f.suffix for f in TRANSCRIPTS.values()} == {f".{name}" for name in TRANSCRIPTS}
