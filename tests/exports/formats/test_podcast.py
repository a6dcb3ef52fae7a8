"""Podcasting 2.0 JSON: by a schema of its specification, and as others write it."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from rnct_chapters.chapters import ChapterList, mend
from rnct_chapters.errors import UnreadableChapters
from rnct_chapters.exports import FORMATS, Setting, render_export
from tests.exports.formats.nasty import LENGTHS, TITLES, listed

PODCAST = FORMATS["podcast"]
SETTING = Setting()
LOCATION = {
    "type": "object",
    "required": ["name", "geo"],
    "properties": {
        "name": {"type": "string"},
        "geo": {"type": "string", "pattern": "^geo:"},
        "osm": {"type": "string"},
    },
}
SCHEMA = {
    "type": "object",
    "required": ["version", "chapters"],
    "properties": {
        "version": {"type": "string", "pattern": r"^1\.\d+\.\d+$"},
        **{key: {"type": "string"} for key in ("author", "title", "podcastName", "description", "fileName")},
        "waypoints": {"type": "boolean"},
        "chapters": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["startTime"],
                "additionalProperties": False,
                "properties": {
                    "startTime": {"type": "number", "minimum": 0},
                    "endTime": {"type": "number", "exclusiveMinimum": 0},
                    "title": {"type": "string", "pattern": r"^[^\n\r]+$"},
                    "img": {"type": "string", "format": "uri"},
                    "url": {"type": "string", "format": "uri"},
                    "toc": {"type": "boolean"},
                    "location": LOCATION,
                },
            },
        },
    },
}
"""https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/chapters/jsonChapters.md"""


@pytest.mark.parametrize("length", LENGTHS)
@given(titles=st.lists(TITLES, max_size=12))
def test_the_specification_is_kept(length: str, titles: list[str]) -> None:
    """Valid, rising by start, and exact in milliseconds for a reader of floats; a whole second is an integer, since
    some players take nothing else."""
    kept, _ = mend(listed(titles, LENGTHS[length]), PODCAST.checks)
    whole = json.loads(PODCAST.render(kept, SETTING))
    Draft202012Validator(SCHEMA).validate(whole)
    starts = [c["startTime"] for c in whole["chapters"]]
    assert starts == sorted(set(starts))
    assert [round(start * 1000) for start in starts] == [c.span.start_ms for c in kept.chapters]
    assert all(isinstance(start, int) for start in starts if start == int(start))


def read(**chapter: object) -> Any:
    """What a file with one chapter of these members holds."""
    return PODCAST.read(json.dumps({"version": "1.2.0", "chapters": [chapter]}), SETTING)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.youtube.com/watch?v=79NNXn5Kr90&list=PL1",
        "https://youtu.be/79NNXn5Kr90",
        "https://vimeo.com/123456789/abcdef0123",
        "https://videos.example.org/w/9c9de5e8-0a1e-484a-b099-e80766180a6d",
        "https://example.org/a%20b.mp3",
    ],
)
def test_the_recordings_address_comes_back_from_its_links(url: str) -> None:
    """Deep links of every chapter name the page they lead into; none of them counts as a link that is lost."""
    chapters = listed(["A", "B", "C"], 3_599_999)
    chapters = ChapterList("r", 1, "R", url, chapters.duration_ms, chapters.chapters)
    found = PODCAST.read(render_export("podcast", chapters, SETTING)[0], SETTING)
    assert (found.url, found.title, found.beyond) == (url, "R", ())


def test_a_link_elsewhere_is_named() -> None:
    """A page about the subject is no address of the recording, nor is a video opened at another time."""
    for url in ("https://example.org/budget", "https://youtu.be/79NNXn5Kr90?t=99"):
        found = read(startTime=12, title="A", url=url)
        assert found.url is None
        assert [m.text("en") for m in found.beyond] == ["Not kept: links of chapters (1)."]


def test_an_id_is_no_title() -> None:
    """A recording that nobody gave a title has none in the file, nor after it was read."""
    chapters = ChapterList("r", 1, "r", None, None, ())
    text, _ = render_export("podcast", chapters, SETTING)
    assert json.loads(text) == {"version": "1.2.0", "chapters": []}
    assert PODCAST.read(text, SETTING).title is None


def test_everything_else_is_named() -> None:
    """Silent markers are left out; pictures, places, and what is not of chapters are told."""
    whole = {
        "version": "1.1.0", "author": "Ana", "title": "Une journée", "waypoints": True,
        "chapters": [
            {"startTime": 0, "img": "https://example.org/i.png"},
            {"startTime": 5, "toc": False, "img": "https://example.org/j.png"},
            {"startTime": 12.3456, "title": "Tour Eiffel", "toc": True, "mood": "gai",
             "location": {"name": "Paris", "geo": "geo:48.85,2.29"}},
        ],
    }  # fmt: skip
    found = PODCAST.read(json.dumps(whole), SETTING)
    assert found.title == "Une journée"
    assert [(c.title, c.span.start_ms, c.span.end_ms) for c in found.chapters] == [
        ("", 0, 12_346),
        ("Tour Eiffel", 12_346, 22_346),
    ]
    assert [m.text("en") for m in found.beyond] == [
        "Left out: silent markers, which players do not list (1).",
        "Not kept: images (1).",
        "Not kept: places on the map (1).",
        "Not kept: author, mood, waypoints.",
    ]


@pytest.mark.parametrize(
    ("start", "expected"), [(0, 0), (12.5, 12_500), (1e1, 10_000), ("12", 12_000), ("00:12:05.4", 725_400)]
)
def test_times_in_words_are_read(start: object, expected: int) -> None:
    """Some programs write a clock, or a number between quotation marks."""
    assert read(startTime=start, title=None).chapters[0].span.start_ms == expected


def test_half_a_character_is_made_whole() -> None:
    """JSON can spell halves of characters, which no other file can hold."""
    found = PODCAST.read(r'{"chapters": [{"startTime": 0, "title": "\ud83d\ude00 \ud83d", "\ud83d": 1}]}', SETTING)
    assert found.chapters[0].title == "😀 \ufffd"
    assert [m.text("en") for m in found.beyond] == ["Not kept: \ufffd."]


def test_a_file_may_say_little() -> None:
    """No version, no list, a mark at the start of the text."""
    assert PODCAST.read("\ufeff{}", SETTING).chapters == ()
    assert PODCAST.read('{"chapters": null}', SETTING).chapters == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ["line 1", "broken"]),
        ('{"chapters": [\n{"startTime": 0,}\n]}', ["line 2", "broken"]),
        ("[]", ["the file", "an object"]),
        ('{"chapters": {}}', ["chapters: {}", "a list"]),
        ('{"chapters": {"a": {}}}', ["chapters: {…}", "a list"]),
        ('{"chapters": [5]}', ["chapters[0]: 5", "an object"]),
        ('{"chapters": [{"title": "A"}]}', ["chapters[0].startTime: missing", "seconds"]),
        ('{"chapters": [{"startTime": "soon"}]}', ['chapters[0].startTime: "soon"', "seconds"]),
        ('{"chapters": [{"startTime": true}]}', ["chapters[0].startTime: true", "seconds"]),
        ('{"chapters": [{"startTime": -1}]}', ["chapters[0].startTime: -1", "seconds"]),
        ('{"chapters": [{"startTime": NaN}]}', ["NaN"]),
        ('{"chapters": [{"startTime": 1e999}]}', ["chapters[0].startTime", "1000 hours"]),
        ('{"chapters": [{"startTime": 725400000}]}', ["chapters[0].startTime", "1000 hours"]),
        (f'{{"chapters": [{{"startTime": {"9" * 400}}}]}}', ["chapters[0].startTime", "1000 hours"]),
        (f'{{"chapters": [{{"startTime": {"9" * 5000}}}]}}', ["beyond all measure"]),
        ('{"chapters": [{"startTime": 0, "title": 7}]}', ["chapters[0].title: 7", "a text"]),
        ('{"chapters": [{"startTime": 0, "url": []}, {"startTime": 1, "url": ["a"]}]}', ["chapters[1].url", "a text"]),
        ("[" * 100_000, ["beyond all measure"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_place(text: str, words: list[str]) -> None:
    """The error says where and what belongs there."""
    with pytest.raises(UnreadableChapters) as caught:
        PODCAST.read(text, SETTING)
    assert all(word in str(caught.value) for word in words), str(caught.value)
