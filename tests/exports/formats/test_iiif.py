"""IIIF manifests: by the letter of Presentation 3.0, and as archives write them."""

import contextlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from rnct_chapters.chapters import mend
from rnct_chapters.errors import UnreadableChapters, UsageError
from rnct_chapters.exports import FORMATS, Setting, render_export
from tests.exports.formats.nasty import LENGTHS, TITLES, VIDEO, listed

IIIF = FORMATS["iiif"]
SETTING = Setting(lang="fr")
SCHEMA = Draft202012Validator(json.loads((Path(__file__).parent / "schemas" / "iiif-manifest.json").read_text()))
LEVELS = (1, 2, 3, 3, 2, 1)


@pytest.mark.parametrize("length", LENGTHS)
@given(titles=st.lists(TITLES, max_size=12), language=st.sampled_from([None, "fr", "zh-Hant-TW", "français", "x y"]))
def test_the_manifest_is_by_the_specification(length: str, titles: list[str], language: str | None) -> None:
    """Valid whatever the titles and their language; ranges nest as the chapters do, and no two things share an id."""
    kept, _ = mend(replace(listed(titles, LENGTHS[length], LEVELS), language=language), IIIF.checks)
    text = IIIF.render(kept, SETTING)
    manifest = json.loads(text)
    SCHEMA.validate(manifest)
    (contents,) = manifest["structures"]
    assert flattened(contents["items"], 1) == [(c.title, c.level) for c in kept.chapters]
    ids = [line.strip() for line in text.splitlines() if line.strip().startswith('"id"')]
    assert len(ids) == len(set(ids))


def flattened(ranges: list[dict[str, Any]], level: int) -> list[tuple[str, int]]:
    found = []
    for each in ranges:
        if each["type"] == "Range":
            ((title,),) = each["label"].values()
            found += [(title, level), *flattened(each["items"], level + 1)]
    return found


@pytest.mark.parametrize(
    ("url", "kind", "mime"),
    [
        ("https://example.org/a/Film.MP4?sig=1", "Video", "video/mp4"),
        ("https://example.org/a/son.mp3", "Sound", "audio/mpeg"),
        (VIDEO, "Video", None),
        ("https://example.org/page", "Video", None),
    ],
)
def test_what_is_painted(url: str, kind: str, mime: str | None) -> None:
    """Sound and film are told apart by the address; a page is no file, and is given no type of file."""
    text, _ = render_export("iiif", replace(listed(["A"], 5_000), url=url), SETTING)
    body = json.loads(text)["items"][0]["items"][0]["items"][0]["body"]
    assert (body["id"], body["type"], body.get("format")) == (url, kind, mime)
    assert IIIF.read(text, SETTING).url == url


@pytest.mark.parametrize(
    ("url", "duration_ms", "key"),
    [(None, 5_000, "iiif_no_address"), ("/srv/film.mp4", 5_000, "iiif_no_address"), (VIDEO, None, "iiif_no_length"),
     (VIDEO, 0, "iiif_no_length")],
)  # fmt: skip
def test_where_there_can_be_no_manifest(url: str | None, duration_ms: int | None, key: str) -> None:
    """The specification asks for addresses and a length; what is lacking is said before anything is written."""
    with pytest.raises(UsageError) as refused:
        render_export("iiif", replace(listed(["A"], 5_000), url=url, duration_ms=duration_ms), SETTING)
    assert refused.value.said.key == key


DAY = {
    "@context": ["http://www.w3.org/ns/anno.jsonld", "http://iiif.io/api/presentation/3/context.json"],
    "id": "https://example.org/journee/manifest.json",
    "type": "Manifest",
    "label": {"fr": ["Une journée à Valbrise"], "en": ["A day in Valbrise"]},
    "items": [
        {
            "id": "https://example.org/journee/canvas/1",
            "type": "Canvas",
            "duration": 6605.25,
            "items": [
                {
                    "id": "https://example.org/journee/page",
                    "type": "AnnotationPage",
                    "items": [
                        {
                            "id": "https://example.org/journee/painting",
                            "type": "Annotation",
                            "motivation": "painting",
                            "body": {
                                "type": "Choice",
                                "items": [{"id": "https://example.org/journee/petit.mp4", "type": "Video"}],
                            },
                            "target": "https://example.org/journee/canvas/1",
                        }
                    ],
                }
            ],
        }
    ],
    "structures": [
        {
            "type": "Range",
            "id": "https://example.org/journee/range/1",
            "label": {"fr": ["Le déroulé"]},
            "items": [
                {
                    "type": "Range",
                    "id": "https://example.org/journee/range/2",
                    "label": {"fr": ["Le matin"]},
                    "items": [
                        {
                            "type": "Range",
                            "id": "https://example.org/journee/range/3",
                            "label": {"fr": ["L'accueil"]},
                            "items": [{"type": "Canvas", "id": "https://example.org/journee/canvas/1#t=0,181.5"}],
                        },
                        {
                            "type": "Range",
                            "id": "https://example.org/journee/range/4",
                            "label": {"en": ["The debate"]},
                            "items": [
                                {
                                    "type": "SpecificResource",
                                    "source": {"id": "https://example.org/journee/canvas/1", "type": "Canvas"},
                                    "selector": {"type": "FragmentSelector", "value": "t=npt:0:03:01.5,4012.75"},
                                }
                            ],
                        },
                    ],
                },
                {
                    "type": "Range",
                    "id": "https://example.org/journee/range/5",
                    "label": {"fr": ["Le soir"]},
                    "items": [{"type": "Canvas", "id": "https://example.org/journee/canvas/1#t=4012.75"}],
                },
            ],
        }
    ],
}
"""A table of contents in the manner of archives of film: half-days, and in them sessions."""


def test_a_manifest_of_an_archive_is_read() -> None:
    """The one range around all is the table of contents; others last as long as their parts, the last to the end."""
    found = IIIF.read(json.dumps(DAY), SETTING)
    assert [(c.title, c.level, c.span.start_ms, c.span.end_ms) for c in found.chapters] == [
        ("Le matin", 1, 0, 4_012_750),
        ("L'accueil", 2, 0, 181_500),
        ("The debate", 2, 181_500, 4_012_750),
        ("Le soir", 1, 4_012_750, 6_605_250),
    ]
    assert (found.title, found.url) == ("Une journée à Valbrise", "https://example.org/journee/petit.mp4")
    assert (found.duration_ms, found.language) == (6_605_250, "fr")
    assert [m.key for m in found.beyond] == ["beyond_iiif_contents", "beyond_iiif_languages"]
    assert IIIF.is_it(json.dumps(DAY))


def test_ranges_side_by_side_are_chapters() -> None:
    """Several ranges at the top, or one with a stretch of its own, are chapters themselves."""
    inner = DAY["structures"][0]["items"]  # type: ignore[index]
    found = IIIF.read(json.dumps(DAY | {"structures": inner}), SETTING)
    assert [c.level for c in found.chapters] == [1, 2, 2, 1]
    found = IIIF.read(json.dumps(DAY | {"structures": inner[1:]}), SETTING)
    assert [c.title for c in found.chapters] == ["Le soir"]


def test_what_a_list_has_no_place_for_is_named() -> None:
    """Further canvases, ranges that point to them, and keys such as thumbnails, once a kind."""
    second = {"id": "https://example.org/c2", "type": "Canvas", "duration": 5, "items": []}
    elsewhere = {"id": "https://example.org/r9", "type": "Range", "label": {"none": ["x"]},
                 "items": [{"id": "https://example.org/c2#t=1", "type": "Canvas"}]}  # fmt: skip
    more = {
        "items": [*DAY["items"], second],  # type: ignore[misc]
        "structures": [*DAY["structures"][0]["items"], elsewhere],  # type: ignore[index]
        "thumbnail": [],
        "rights": "http://rightsstatements.org/vocab/InC/1.0/",
    }
    found = IIIF.read(json.dumps(DAY | more), SETTING)
    assert found.beyond[0].text("en") == "Not kept: rights, thumbnail."
    assert [m.key for m in found.beyond[1:]] == ["beyond_iiif_canvases", "beyond_iiif_ranges", "beyond_iiif_languages"]


def test_a_manifest_without_ranges_holds_no_chapters() -> None:
    """It is of the format, and what it says of the recording is read."""
    found = IIIF.read(json.dumps({k: v for k, v in DAY.items() if k != "structures"}), SETTING)
    assert found.chapters == ()
    assert found.duration_ms == 6_605_250
    assert IIIF.read('{"type": "Manifest"}', SETTING).title is None


def nested(depth: int) -> list[dict[str, Any]]:
    inner: list[dict[str, Any]] = [{"type": "Canvas", "id": "https://example.org/journee/canvas/1#t=5"}]
    for _ in range(depth):
        inner = [{"type": "Range", "label": "x", "items": inner}]
    return inner


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"type": "Collection"}, "no manifest"),
        ({"items": {}}, "items"),
        ({"items": [{"type": "Canvas", "duration": "long"}]}, r"items\[0\]\.duration"),
        ({"structures": nested(80)}, "60 deep"),
        ({"structures": [{"type": "Range", "items": [{"type": "Canvas", "id": 5}]}]}, r"items\[0\]\.id"),
        ({"structures": [{"type": "Range", "label": {"fr": [5]}, "items": nested(0)}]}, "label"),
    ],
)
def test_what_is_no_manifest_is_named(change: dict[str, Any], said: str) -> None:
    """The error says which place it is and what belongs there."""
    with pytest.raises(UnreadableChapters, match=said):
        IIIF.read(json.dumps(DAY | change), SETTING)


KEYS = st.sampled_from(["type", "id", "items", "label", "source"])
LEAVES = st.none() | st.booleans() | st.integers() | st.sampled_from(["Range", "Canvas", "x#t=5"])
WILD = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner), max_leaves=12)


@given(WILD)
def test_any_structures_are_survived(wild: object) -> None:
    """Whatever stands where ranges belong gives chapters or an error for the user."""
    with contextlib.suppress(UnreadableChapters):
        assert IIIF.read(json.dumps(DAY | {"structures": [wild]}), SETTING).title
