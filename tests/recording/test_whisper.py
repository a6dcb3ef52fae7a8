"""Whisper's JSON, and what other tools make of it: words keep their times, and get some where they have none."""

import json

import pytest

from rnct_chapters.recording.captions import parse_captions
from rnct_chapters.recording.transcript import Transcript

NAN = float("nan")


def read(segments: object, **top: object) -> Transcript:
    return parse_captions(json.dumps({"segments": segments, **top}), "replay.json")


def segment(*words: tuple[str, float | None, float | None], start: object = 1, end: object = 5) -> dict[str, object]:
    """A segment whose words lack the times that are None."""
    listed = [{k: v for k, v in zip(("word", "start", "end"), w, strict=True) if v is not None} for w in words]
    return {"start": start, "end": end, "text": " ".join(w[0].strip() for w in words), "words": listed}


def times(transcript: Transcript) -> list[str]:
    return [f"{w.text} {w.span.start_ms}-{w.span.end_ms}" for w in transcript.words()]


WORDS = {
    "as given": ([(" le", 1, 1.5), (" budget", 1.5, 2)], ["le 1000-1500", "budget 1500-2000"]),
    "without spaces": ([("le", 1, 1.5), ("budget", 1.5, 2)], ["le 1000-1500", "budget 1500-2000"]),
    "cut after an apostrophe": ([(" c", 1, 1.2), ("'est", 1.2, 2), (" ça", 2, 3)], ["c'est 1000-2000", "ça 2000-3000"]),
    "two in one": ([(" 250 000", 1, 3), (" voix", 3, 4)], ["250 1000-2000", "000 2000-3000", "voix 3000-4000"]),
    "no end": ([("un", 1, None), ("deux", 2, None)], ["un 1000-2000", "deux 2000-5000"]),
    "no start": ([("un", None, 2), ("deux", None, 5)], ["un 1000-2000", "deux 2000-5000"]),
    "no time between": (
        [("un", 1, 2), ("25", None, None), ("deux", 4, 5)],
        ["un 1000-2000", "25 2000-4000", "deux 4000-5000"],
    ),
    "no time at the head": ([("25", None, None), ("un", 2, 5)], ["25 1000-2000", "un 2000-5000"]),
    "no time at the foot": ([("un", 1, 2), ("25", None, None)], ["un 1000-2000", "25 2000-5000"]),
    "no times at all": ([("un", None, None), ("deux", None, None)], ["un 1000-2500", "deux 2500-5000"]),
    "ends before it starts": ([("un", 2, 1), ("deux", 3, 4)], ["un 2000-2000", "deux 3000-4000"]),
    "runs back": ([("un", 3, 4), ("deux", 2, 5)], ["un 3000-4000", "deux 3000-5000"]),
    "NaN": ([("un", NAN, NAN), ("deux", 3, 5)], ["un 1000-3000", "deux 3000-5000"]),
    "empty words": ([(" ", 1, 2), ("deux", 3, 5), ("\x00", 5, 5)], ["deux 3000-5000"]),
    "half a character": ([("\ud800un", 1, 2)], ["un 1000-2000"]),
}  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), WORDS.values(), ids=WORDS)
def test_words_keep_their_times(words: list[tuple[str, float | None, float | None]], expected: list[str]) -> None:
    """Times that are there are kept; the others share what is left between their neighbours in the segment."""
    assert times(read([segment(*words)])) == expected


SEGMENTS = {
    "no words": ({"start": 1, "end": 5, "text": " un deux"}, ["un 1000-2500", "deux 2500-5000"]),
    "empty list of words": ({"start": 1, "end": 5, "text": "un", "words": []}, ["un 1000-5000"]),
    "words are null": ({"start": 1, "end": 5, "text": "un", "words": None}, ["un 1000-5000"]),
    "numbers as texts": ({"start": "1.0", "end": " 5,5 ", "text": "un"}, ["un 1000-5500"]),
    "clocks": ({"start": "0:01", "end": "00:00:05.5", "text": "un"}, ["un 1000-5500"]),
    "no end": ({"start": 1, "text": "un"}, ["un 1000-9000"]),
    "end is NaN": ({"start": 1, "end": NAN, "text": "un"}, ["un 1000-9000"]),
    "just before the start": ({"start": -0.02, "end": 5, "text": "un"}, ["un 0-5000"]),
    "times only on the words": ({"words": [{"word": "un", "start": 1, "end": 2}]}, ["un 1000-2000"]),
    "a segment is a word": ({"word": "un", "start": 1, "end": 2}, ["un 1000-2000"]),
    "words called text": ({"start": 1, "words": [{"text": "un", "start": 1, "end": 2}]}, ["un 1000-2000"]),
    "no start": ({"end": 5, "text": "un"}, []),
    "endless": ({"start": 1e999, "end": 5, "text": "un"}, []),
    "true is no time": ({"start": True, "end": 5, "text": "un"}, []),
    "a bare text": ("un", []),
    "no text": ({"start": 1, "end": 5, "text": None}, []),
}  # fmt: skip


@pytest.mark.parametrize(("given", "expected"), SEGMENTS.values(), ids=SEGMENTS)
def test_segments_are_read_as_they_are_found(given: object, expected: list[str]) -> None:
    """A segment that can be placed is read, one that cannot is left out, and its neighbour is read either way."""
    neighbour = {"start": 9, "end": 10, "text": "fin"}
    assert times(read([given, neighbour])) == [*expected, "fin 9000-10000"]
    assert times(parse_captions(json.dumps([given, neighbour]), "a.json"))[:-1] == expected


def test_segments_come_in_order() -> None:
    """Segments out of order are put by their starts."""
    given = [segment(("deux", 6, 7), start=6, end=7), segment(("un", 1, 2))]
    assert times(read(given)) == ["un 1000-2000", "deux 6000-7000"]


@pytest.mark.parametrize(
    ("given", "speaker"),
    [
        ({"speaker": "SPEAKER_01"}, "SPEAKER_01"),
        ({"speaker": "Unknown"}, None),
        ({"speaker": None}, None),
        ({"speaker": 7}, None),
        ({"words": [{"word": "un", "start": 1, "speaker": "A"}, {"word": "deux", "start": 2, "speaker": "A"}]}, "A"),
    ],
)
def test_speakers(given: dict[str, object], speaker: str | None) -> None:
    """The segment's speaker, or the one on whom its words agree."""
    assert read([{"start": 1, "end": 5, "text": "un deux", **given}]).segments[0].speaker == speaker


def test_speakers_change_inside_a_segment() -> None:
    """Each run of words is its speaker's; a word that names nobody is said by who spoke last."""
    words = [("un", 1, "A"), ("deux", 2, None), ("trois", 3, "B"), ("quatre", 4, "A")]
    listed = [{"word": w, "start": at, "speaker": who} if who else {"word": w, "start": at} for w, at, who in words]
    found = read([{"start": 1, "end": 5, "text": "un deux trois quatre", "words": listed}])
    assert [(s.speaker, [w.text for w in s.words]) for s in found.segments] == [
        ("A", ["un", "deux"]), ("B", ["trois"]), ("A", ["quatre"]),
    ]  # fmt: skip
    assert times(found) == ["un 1000-2000", "deux 2000-3000", "trois 3000-4000", "quatre 4000-5000"]


@pytest.mark.parametrize(
    ("language", "expected"), [("fr", "fr"), ("French", "fr"), ("en-GB", "en"), ("Klingon", None), (3, None)]
)
def test_language(language: object, expected: str | None) -> None:
    """The code or the English name of a language becomes its two letters."""
    assert read([segment(("un", 1, 2))], language=language).language == expected


def test_duration_is_the_longest_that_is_known() -> None:
    """The file's own length counts where it is longer than what was heard."""
    assert read([segment(("un", 1, 2))], duration=60.5).duration_ms == 60_500
    assert read([segment(("un", 1, 2))], duration=NAN).duration_ms == 2000


def test_timing_and_probability() -> None:
    """Mostly timed words make a timed transcript, and each keeps how sure the program was of it."""
    sure = {"word": "un", "start": 1, "end": 2, "probability": 0.5}
    transcript = read([{"start": 1, "end": 5, "words": [sure, {"word": "25", "score": 7}]}])
    assert transcript.timing == "words"
    assert [w.probability for w in transcript.words()] == [0.5, None]
    assert read([{"start": 1, "end": 5, "text": "un deux"}]).timing == "interpolated"


def test_words_without_segments() -> None:
    """Words beside no segments are read too."""
    text = json.dumps({"words": [{"word": "un", "start": 1, "end": 2}, {"word": "deux", "start": 3, "end": 4}]})
    assert times(parse_captions(text, "a.json")) == ["un 1000-2000", "deux 3000-4000"]
