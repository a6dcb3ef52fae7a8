"""The words of a recording as they are kept: read back as they were, or not at all."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from rnct_chapters.event_file.heard import Kept, heard_text, read_heard
from rnct_chapters.recording.captions import read_captions
from rnct_chapters.recording.media import Identity, Recording
from rnct_chapters.recording.transcript import Segment, Transcript, Word, moved
from rnct_chapters.timecode import Span
from tests.cli.commands import DEMO, ROOT

SCHEMA = json.loads((ROOT / "docs" / "transcript.schema.json").read_text(encoding="utf-8"))


def kept(transcript: Transcript, **more: Any) -> Kept:
    recording = Recording("matinee", 0, "La matinée", None, None, 180_000, transcript, Identity(180_000, 5, "ab"))
    return Kept(replace(recording, **more), "asked", {"b.vtt": "2", "a.opus": "1"}, "a.opus", 1)


WORDS = st.builds(
    lambda text, start, length, sure: Word(text, Span(start, start + length), sure),
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Z")), min_size=1, max_size=8),
    st.integers(0, 200 * 3_600_000),
    st.integers(0, 60_000),
    st.one_of(st.none(), st.integers(0, 1000).map(lambda n: n / 1000)),
)
SEGMENTS = st.builds(
    Segment, st.lists(WORDS, min_size=1, max_size=5).map(tuple), st.one_of(st.none(), st.text(max_size=9))
)
SEARCHED = st.one_of(st.none(), st.just((Span(5, 700), Span(1_001, 2_003))))


@given(st.lists(SEGMENTS, max_size=4).map(tuple), st.sampled_from(["words", "interpolated"]), SEARCHED)
def test_it_comes_back_to_the_millisecond(segments: tuple[Segment, ...], timing: Any, searched: Any) -> None:
    """Every word, time, speaker and sum is read back as it was, and the same words are the same text."""
    if timing == "interpolated":
        plain = (Segment(tuple(replace(w, probability=None) for w in s.words), s.speaker) for s in segments)
        segments = tuple(plain)
    given = kept(Transcript(segments, "fr", "webvtt", timing, 7_200_001, "c0ffee", searched))
    text = heard_text(given)
    found = read_heard(text)
    assert found == given
    assert heard_text(found) == text
    Draft202012Validator(SCHEMA).validate(json.loads(text))


@pytest.mark.parametrize("name", ["matinee.vtt", "apres-pause.json"])
@pytest.mark.parametrize("by_ms", [0, -2_345])
def test_captions_come_back(name: str, by_ms: int) -> None:
    """Real captions are read back as they were, also where they were moved over the start."""
    transcript = moved(read_captions(DEMO / name), by_ms)
    found = read_heard(heard_text(kept(transcript)))
    assert found is not None
    assert found.recording.transcript == transcript


def test_nothing_in_it_names_a_place() -> None:
    """No absolute path and no day stands in the file: it is the same on every machine."""
    text = heard_text(kept(read_captions(DEMO / "matinee.vtt")))
    assert str(DEMO) not in text
    assert json.loads(text)["about"]["files"] == {"a.opus": "1", "b.vtt": "2"}


DAMAGE = {
    "another schema": lambda o: o.update(schema="x"),
    "another version": lambda o: o["about"].update(version=2),
    "no about": lambda o: o.pop("about"),
    "about is a list": lambda o: o.update(about=[]),
    "no words": lambda o: o["segments"][0].update(words=[]),
    "no segments": lambda o: o.pop("segments"),
    "words are a number": lambda o: o["segments"][0].update(words=3),
    "a time before the start": lambda o: o["segments"][0]["words"][0].update(start=-5),
    "a time that is none": lambda o: o["segments"][0]["words"][0].update(start="soon"),
    "a length that is none": lambda o: o["about"].update(duration_ms="long"),
    "files that are none": lambda o: o["about"].update(files=3),
    "an id that is none": lambda o: o["about"].update(id=3),
    "an identity that is none": lambda o: o.update(identity=3),
    "media elsewhere": lambda o: o["about"].update(media="../../etc/passwd"),
    "an address that runs something": lambda o: o["about"].update(url="javascript:alert(1)"),
    "a track that is none": lambda o: o["about"].update(track="1"),
    "stretches that are none": lambda o: o.update(searched=[[1]]),
}  # fmt: skip


@pytest.mark.parametrize("harm", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_file_is_no_file(harm: Any) -> None:
    """What somebody changed or another version wrote is made anew rather than trusted."""
    found = json.loads(heard_text(kept(read_captions(DEMO / "apres-pause.json"))))
    harm(found)
    assert read_heard(json.dumps(found)) is None


def test_an_id_cannot_lead_elsewhere() -> None:
    """Files are named by the id: one that was changed into a path is a name again."""
    found = json.loads(heard_text(kept(read_captions(DEMO / "apres-pause.json"))))
    found["about"]["id"] = "../../etc/x"
    read = read_heard(json.dumps(found))
    assert read is not None
    assert Path(read.recording.id).name == read.recording.id


@given(
    st.one_of(
        st.text(max_size=50),
        st.recursive(st.none() | st.integers() | st.text(), st.lists, max_leaves=9).map(json.dumps),
    )
)
def test_anything_else_is_no_file(text: str) -> None:
    """Whatever the text is, it is read or it is not; nothing is raised."""
    assert read_heard(text) is None
