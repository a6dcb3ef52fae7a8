"""YouTube's captions: one track, handed out in six forms, is heard as the same words said once."""

import json
from collections.abc import Callable, Sequence
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.errors import UnreadableRecording
from rnct_chapters.recording.captions import parse_captions
from rnct_chapters.recording.transcript import Transcript
from tests.recording import youtube_track
from tests.recording.youtube_track import Words

LINES: list[Words] = [
    [(80, "bonjour"), (480, "à"), (640, "toutes"), (900, "et"), (1000, "à"), (1200, "tous")],
    [(2400, "merci"), (2900, "d'être"), (3300, "venus")],
    [(5360, "oui")],
    [(7000, "on"), (7200, "parle"), (7600, "d'énergie"), (8000, "&"), (8200, "d'eau")],
]


def rows(transcript: Transcript) -> list[str]:
    return [" ".join(w.text for w in s.words) for s in transcript.segments]


def starts(transcript: Transcript) -> list[tuple[int, str]]:
    return [(w.span.start_ms, w.text) for w in transcript.words()]


FORMS: dict[str, Callable[[Sequence[Words]], str]] = {
    "json3": youtube_track.json3,
    "srv3": youtube_track.srv3,
    "vtt": youtube_track.vtt,
    "srv1": youtube_track.srv1,
    "srt": youtube_track.srt,
    "srt, lines run together": partial(youtube_track.srt, newline=" "),
}
TIMED = ("json3", "srv3", "vtt")


@pytest.mark.parametrize("form", FORMS)
def test_a_track_is_said_once(form: str) -> None:
    """Every line is there once, in order, whatever was repeated to scroll it."""
    assert rows(parse_captions(FORMS[form](LINES), "a")) == [youtube_track.said(line) for line in LINES]


@pytest.mark.parametrize("form", TIMED)
def test_words_keep_their_times(form: str) -> None:
    """A word begins where YouTube says, to the millisecond, and does not last over the pause behind it."""
    transcript = parse_captions(FORMS[form](LINES), "a")
    assert starts(transcript) == [word for line in LINES for word in line]
    assert transcript.timing == "words"
    assert max(w.span.duration_ms for w in transcript.words()) <= 2000


def test_lines_without_word_times_share_their_time() -> None:
    """Where word times were lost, a line still begins where it did and ends before the next."""
    transcript = parse_captions(FORMS["srv1"](LINES), "a")
    assert [s.words[0].span.start_ms for s in transcript.segments] == [80, 2400, 5360, 7000]
    assert [s.words[-1].span.end_ms for s in transcript.segments][:3] == [2400, 5360, 7000]
    assert transcript.timing == "interpolated"


spoken = st.sampled_from("le la oui non budget l'eau d'énergie transition 2030 a".split())
gaps = st.integers(20, 2500)
lines = st.lists(st.lists(st.tuples(gaps, spoken), min_size=1, max_size=9), min_size=4, max_size=30)


def laid_out(given: list[list[tuple[int, str]]]) -> list[Words]:
    at, found = 0, []
    for line in given:
        found.append([(at := at + gap, word) for gap, word in line])
    return found


@given(lines, st.sampled_from(TIMED))
def test_no_word_is_lost_or_doubled(given: list[list[tuple[int, str]]], form: str) -> None:
    """Words in are words out, in order and at their times, even where people really repeat themselves."""
    track = laid_out(given)
    assert starts(parse_captions(FORMS[form](track), "a")) == [word for line in track for word in line]


@given(lines)
def test_converted_tracks_lose_no_word(given: list[list[tuple[int, str]]]) -> None:
    """As SRT, too, each line is said once; a repeat is only told from a scroll by its place."""
    track = laid_out(given)
    assert rows(parse_captions(FORMS["srt"](track), "a")) == [youtube_track.said(line) for line in track]


# What else stands in such files


def events(*given: dict[str, object]) -> str:
    return json.dumps({"wireMagic": "pb3", "events": list(given)})


def event(start: object, lasts: object, *segs: object, **other: object) -> dict[str, object]:
    return {"tStartMs": start, "dDurationMs": lasts, "segs": [{"utf8": seg} for seg in segs], **other}


JSON3 = {
    "by hand": ([event(1000, 2000, "bonjour\nà tous"), event(4000, 1000, "oui")], ["bonjour à tous", "oui"]),
    "marks of sounds": ([event(0, 900, "[Musique]"), event(1000, 900, "oui [Applaudissements]")], ["oui"]),
    "a word in two segs": ([event(0, 900, "c'", "est", " dit")], ["c'est dit"]),
    "no duration": ([{"tStartMs": 0, "segs": [{"utf8": "oui"}]}, event(1000, 900, "non")], ["oui", "non"]),
    "windows and blanks": ([{"tStartMs": 0, "id": 1}, event(0, 9, "\n", aAppend=1), event(1, 9, "oui")], ["oui"]),
    "appended text": ([event(0, 5000, "bonjour"), event(1000, 4000, "à tous", aAppend=1)], ["bonjour", "à tous"]),
    "no time": ([event(None, 9, "perdu"), event("x", 9, "perdu"), event(1, 9, "oui")], ["oui"]),
    "out of order": ([event(3000, 900, "deux"), event(1000, 900, "un")], ["un", "deux"]),
    "broken parts": ([{"tStartMs": 5, "segs": [None, 3, {}, {"utf8": 7}, {"utf8": "oui"}]}, None, 3], ["oui"]),
    "escaped once more": ([event(0, 900, "Tom &amp; moi, c&#39;est")], ["Tom & moi, c'est"]),
    "names": ([event(0, 900, "Ana Roy: oui"), event(1000, 900, "Bob: non")], ["oui", "non"]),
}  # fmt: skip


@pytest.mark.parametrize(("given", "expected"), JSON3.values(), ids=JSON3)
def test_json3_is_read_as_it_is_found(given: list[object], expected: list[str]) -> None:
    """Windows, blanks, marks and broken events are no speech; what can be placed is kept."""
    transcript = parse_captions(json.dumps({"events": given}), "a.fr.json3")
    assert (transcript.kind, transcript.language, rows(transcript)) == ("json3", "fr", expected)


SRV = {
    "srv3 by hand": ('<timedtext format="3"><body><p t="80" d="900">bonjour\nà tous</p></body></timedtext>', 80),
    "srv3, laid out": (
        '<timedtext format="3"><body><p t="80" d="900">\n  <s>bonjour</s>\n  <s t="9"> à</s><s> tous</s>\n</p></body>'
        "</timedtext>",
        80,
    ),
    "srv3 with breaks": ('<timedtext format="3"><body><p t="80">bonjour<br/>à tous</p></body></timedtext>', 80),
    "srv2": ('<?xml version="1.0"?><timedtext><text t="80" d="900" w="1">bonjour à tous</text></timedtext>', 80),
    "srv1": ('<transcript><text start="0.08" dur="0.9">bonjour à tous</text></transcript>', 80),
    "srv1 without length": ('<transcript><text start="1">bonjour à tous</text></transcript>', 1000),
    "HTML's names of letters": ('<transcript><text start="1">bonjour&nbsp;&agrave; tous</text></transcript>', 1000),
}  # fmt: skip


@pytest.mark.parametrize(("text", "start_ms"), SRV.values(), ids=SRV)
def test_srv_is_read_as_it_is_found(text: str, start_ms: int) -> None:
    """The three XML forms, by hand and by machine, give the same words."""
    transcript = parse_captions(text, "a.xml")
    assert (transcript.kind, rows(transcript)) == ("srv", ["bonjour à tous"])
    assert next(transcript.words()).span.start_ms == start_ms


BROKEN = {
    "json3 without times": (events(event(None, 9, "oui")), "captions_bad_event"),
    "json3 without words": (events(event(0, 9, "[Musique]")), "captions_no_words"),
    "srv3 without times": ('<timedtext format="3"><body><p>oui</p></body></timedtext>', "captions_bad_element"),
    "srv3 cut off": ('<timedtext format="3"><body>\n<p t="1">oui</p>', "captions_bad_xml"),
    "a stylesheet": ('<?xml version="1.0"?><style/>', "captions_unknown"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "key"), BROKEN.values(), ids=BROKEN)
def test_what_cannot_be_placed_is_refused(text: str, key: str) -> None:
    """One sentence in each language names the file and what is missing."""
    with pytest.raises(UnreadableRecording) as refused:
        parse_captions(text, "replay.json3")
    assert refused.value.said.key == key
    assert all(refused.value.text(lang).startswith("replay.json3") for lang in ("en", "fr"))  # type: ignore[arg-type]


def test_a_word_that_lights_up_in_turn_is_one_line() -> None:
    """A line shown anew for each of its words is said once, over all of that time."""
    shown = [
        "<u>le</u> grand budget",
        "le <u>grand</u> budget",
        "le grand <u>budget</u>",
        "<u>est</u> voté",
        "est <u>voté</u>",
    ]
    text = "WEBVTT\n\n" + "\n\n".join(f"00:0{n}.000 --> 00:0{n + 1}.000\n{line}" for n, line in enumerate(shown))
    transcript = parse_captions(text, "a.vtt")
    assert rows(transcript) == ["le grand budget", "est voté"]
    assert [(s.words[0].span.start_ms, s.words[-1].span.end_ms) for s in transcript.segments] == [
        (0, 3000),
        (3000, 5000),
    ]


SIX = ["un", "deux", "trois", "quatre", "cinq", "six"]
SCROLLED = {
    "two lines": ["un deux", "un deux\ntrois", "trois\nquatre cinq", "quatre cinq\nsix"],
    "three lines": ["un deux", "un deux\ntrois", "un deux\ntrois\nquatre cinq", "trois\nquatre cinq\nsix"],
    "a line that grows": [" ".join(SIX[: n + 1]) for n in range(6)],
}  # fmt: skip


@pytest.mark.parametrize("cues", SCROLLED.values(), ids=SCROLLED)
def test_roll_up_captions_are_said_once(cues: list[str]) -> None:
    """Lines that scroll or grow without any word times are said once, each where it first came."""
    shown = (f"00:0{n}.000 --> 00:0{n + 1}.000\n{cue}" for n, cue in enumerate(cues))
    transcript = parse_captions("WEBVTT\n\n" + "\n\n".join(shown), "a.vtt")
    assert [w.text for w in transcript.words()] == SIX
    assert transcript.segments[0].words[0].span.start_ms == 0


def test_segments_of_a_stream_repeat_what_crosses_their_border() -> None:
    """A cue that stands twice with the same times is one, even in a file that does not scroll."""
    cue = "00:0{0}.000 --> 00:0{1}.000\nligne {0}"
    text = "WEBVTT\n\n" + "\n\n".join(cue.format(n, n + 1) for n in (1, 2, 2, 3, 4, 5))
    assert rows(parse_captions(text, "a.vtt")) == [f"ligne {n}" for n in (1, 2, 3, 4, 5)]


def test_what_is_said_again_after_a_pause_stays() -> None:
    """A line that comes back after the screen was empty was said twice."""
    text = "WEBVTT\n\n" + "\n\n".join(f"00:0{n}.000 --> 00:0{n}.300\noui" for n in range(6))
    assert rows(parse_captions(text, "a.vtt")) == ["oui"] * 6
