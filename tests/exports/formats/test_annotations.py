"""Web annotations: by the letter of the Recommendation, and as other tools write them."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from rnct_chapters.chapters import mend
from rnct_chapters.errors import UnreadableChapters
from rnct_chapters.exports import FORMATS, Setting, render_export
from tests.exports.formats.nasty import LENGTHS, TITLES, VIDEO, listed

ANNOTATIONS = FORMATS["annotations"]
SETTING = Setting()
SCHEMA = Draft202012Validator(json.loads((Path(__file__).parent / "schemas" / "web-annotations.json").read_text()))
PAGE = {"@context": "http://www.w3.org/ns/anno.jsonld", "id": "http://example.org/p1", "type": "AnnotationPage"}


@pytest.mark.parametrize("length", LENGTHS)
@given(titles=st.lists(TITLES, max_size=12), addressed=st.booleans(), name=TITLES.filter(str.strip))
def test_the_page_is_by_the_recommendation(length: str, titles: list[str], addressed: bool, name: str) -> None:
    """Valid against what the model asks for, whatever the titles; starts and ends are the selector's seconds."""
    chapters = replace(listed(titles, LENGTHS[length]), title=name)
    kept, _ = mend(chapters if addressed else replace(chapters, url=None), ANNOTATIONS.checks)
    page = json.loads(ANNOTATIONS.render(kept, SETTING))
    if page["items"] and not page["items"][0]["target"]["source"]:
        return  # a name of nothing but controls
    SCHEMA.validate(page)
    times = [item["target"]["selector"]["value"].removeprefix("t=").split(",") for item in page["items"]]
    assert [[round(float(t) * 1000) for t in pair] for pair in times] == [
        [c.span.start_ms, c.span.end_ms] for c in kept.chapters
    ]
    assert page["partOf"]["total"] == len(kept.chapters)


def annotation(body: object, target: object, **more: object) -> dict[str, object]:
    return {"id": "http://example.org/a1", "type": "Annotation", "body": body, "target": target, **more}


def timed(value: str) -> dict[str, object]:
    return {"source": VIDEO, "selector": {"type": "FragmentSelector", "value": value}}


TEXT = {"type": "TextualBody", "value": "Budget", "language": "fr"}


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        (PAGE | {"items": [annotation(TEXT, timed("t=npt:725.4,900"))]}, [(725_400, 900_000, "Budget")]),
        (PAGE | {"items": [annotation(TEXT, timed("t=00:12:05.4,0:15:00"))]}, [(725_400, 900_000, "Budget")]),
        (PAGE | {"items": [annotation(TEXT, timed("t=,5"))]}, [(0, 5_000, "Budget")]),
        (PAGE | {"items": [annotation(TEXT, timed("xywh=1,2,3,4&t=12:05"))]}, [(725_000, 735_000, "Budget")]),
        (PAGE | {"items": [annotation(TEXT, timed("t=npt%3A5"))]}, [(5_000, 15_000, "Budget")]),
        ([annotation([TEXT], f"{VIDEO}#t=5,6")], [(5_000, 6_000, "Budget")]),
        (annotation("Budget", {"id": f"{VIDEO}#t=5,6", "type": "Video"}), [(5_000, 6_000, "Budget")]),
        (annotation(None, timed("t=5"), bodyValue="Budget"), [(5_000, 15_000, "Budget")]),
        (annotation(None, [f"{VIDEO}#t=5"]), [(5_000, 15_000, "")]),
        (
            annotation(TEXT, {"source": {"id": VIDEO}, "selector": [
                {"type": "CssSelector", "value": "video",
                 "refinedBy": {"type": "FragmentSelector", "value": "t=5,6"}}]}),
            [(5_000, 6_000, "Budget")],
        ),
        (
            {"@context": PAGE["@context"], "type": "AnnotationCollection", "label": "Le matin",
             "first": {"type": "AnnotationPage", "items": [annotation(TEXT, timed("t=5,6"))]}},
            [(5_000, 6_000, "Budget")],
        ),
        (PAGE | {"items": []}, []),
        (PAGE, []),
    ],
)  # fmt: skip
def test_annotations_of_others_are_read(stored: object, expected: list[tuple[int, int, str]]) -> None:
    """Every way to write a time, a body, a target and a page that the model has."""
    found = ANNOTATIONS.read(json.dumps(stored), SETTING)
    assert [(c.span.start_ms, c.span.end_ms, c.title) for c in found.chapters] == expected
    assert found.url in (VIDEO, None)
    assert not found.beyond


def test_title_language_and_address_come_back() -> None:
    """What the page says of the recording is read; a name that is no address is none."""
    text, _ = render_export("annotations", listed(["A"], 5_000), SETTING)
    found = ANNOTATIONS.read(text, SETTING)
    assert (found.title, found.url, found.language) == ("Une journée & <demain>", VIDEO, "fr")
    text, _ = render_export("annotations", replace(listed(["A"], 5_000), url=None, title="a/b: c?"), SETTING)
    assert '"source": "a%2Fb%3A%20c%3F"' in text
    assert ANNOTATIONS.read(text, SETTING).url is None


def test_what_a_list_has_no_place_for_is_named() -> None:
    """Annotations without a time or of another recording, further bodies, and keys that say more."""
    items = [
        annotation([TEXT, {"type": "TextualBody", "value": "tag", "purpose": "tagging"}], timed("t=5,6"), creator="x"),
        annotation(TEXT, VIDEO),
        annotation(TEXT, {"source": "https://vimeo.com/76979871", "selector": {"type": "FragmentSelector",
                                                                              "value": "t=1"}}),
    ]  # fmt: skip
    found = ANNOTATIONS.read(json.dumps(PAGE | {"items": items}), SETTING)
    assert [c.title for c in found.chapters] == ["Budget"]
    assert [m.key for m in found.beyond] == [
        "beyond_keys",
        "beyond_annotations_timeless",
        "beyond_annotations_elsewhere",
        "beyond_annotations_bodies",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"type": "Manifest"}', "no W3C web annotation"),
        ("5", "an object"),
        ('{"type": "AnnotationPage", "items": {}}', "items"),
        ('{"type": "AnnotationPage", "items": [7]}', r"items\[0\]"),
        (json.dumps(annotation({"type": "TextualBody", "value": 5}, timed("t=5"))), r"body\.value"),
        (json.dumps(annotation(TEXT, timed("t=99999999"))), "t=99999999"),
        (json.dumps(annotation(TEXT, {"source": VIDEO, "selector": {"type": "FragmentSelector"}})), "selector.value"),
        ("[" * 100_000, "beyond all measure"),
    ],
)
def test_what_is_no_annotation_is_named(text: str, said: str) -> None:
    """The error says which place it is and what belongs there."""
    with pytest.raises(UnreadableChapters, match=said):
        ANNOTATIONS.read(text, SETTING)
