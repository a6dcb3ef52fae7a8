"""Key moments for search engines: the block that they read, and pages of others that have one."""

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.chapters import Chapter, ChapterList, mend
from rnct_chapters.errors import UnreadableChapters, UsageError
from rnct_chapters.exports import FORMATS, Setting, render_export
from rnct_chapters.exports.formats.jsonld import block as block_of
from rnct_chapters.hosts import time_in
from rnct_chapters.timecode import Span
from tests.exports.formats.nasty import TITLES
from tests.exports.formats.nasty import listed as evenly

JSONLD = FORMATS["jsonld"]
SETTING = Setting()
URL = "https://youtu.be/79NNXn5Kr90?t=12"
BLOCK = re.compile(r'<script type="application/ld\+json">\n(.*)\n</script>\n', re.DOTALL)


def listed(*starts: tuple[int, str], url: str | None = URL, duration_ms: int | None = 3_723_400) -> ChapterList:
    chapters = tuple(Chapter(Span(start, start + 60_000), title) for start, title in starts)
    return ChapterList("matin", 1, "Le matin", url, duration_ms, chapters)


def block(chapters: ChapterList) -> dict[str, Any]:
    found = BLOCK.fullmatch(block_of(chapters) or "")
    assert found
    read: dict[str, Any] = json.loads(found[1])
    return read


def test_a_video_and_its_clips() -> None:
    """The shape that search engines read: names, whole seconds, links that open there."""
    assert block(listed((725_900, "Budget"))) == {
        "@context": "https://schema.org",
        "@type": "VideoObject",
        "name": "Le matin",
        "url": "https://youtu.be/79NNXn5Kr90",
        "duration": "PT1H2M3S",
        "hasPart": [
            {
                "@type": "Clip",
                "name": "Budget",
                "startOffset": 725,
                "endOffset": 785,
                "url": "https://youtu.be/79NNXn5Kr90?t=725",
            }
        ],
    }


def test_no_two_clips_start_together_and_none_at_the_start() -> None:
    """Clips are in order, one a second, and none of them is the video's own start."""
    found = block(listed((90_500, "C"), (0, "A"), (60_000, "B"), (90_000, "D"), (95_000, " ")))
    assert [(c["name"], c["startOffset"]) for c in found["hasPart"]] == [("B", 60), ("D", 90)]


def test_a_title_cannot_end_the_block() -> None:
    """What a title holds stays inside the script, whatever it holds."""
    text = block_of(listed((60_000, "</script><b>x")))
    assert text is not None
    assert text.count("<") == 2
    assert block(listed((60_000, "</script><b>x")))["hasPart"][0]["name"] == "</script><b>x"


@pytest.mark.parametrize(
    ("chapters", "key"),
    [
        (listed((60_000, "B"), url=None), "jsonld_no_address"),
        (listed((60_000, "B"), url="https://example.org/page"), "jsonld_no_links"),
        (listed((0, "A")), "jsonld_no_clips"),
        (listed((10_000, "A"), duration_ms=29_000), "jsonld_short"),
    ],
    ids=["no address", "no links to a time", "no clip", "too short"],
)
def test_where_there_is_nothing_to_say(chapters: ChapterList, key: str) -> None:
    """Without links into a video, or with one that is too short, there are no key moments, and it is said why."""
    assert block_of(chapters) is None
    with pytest.raises(UsageError) as refused:
        render_export("jsonld", chapters, SETTING)
    assert refused.value.said.key == key


def test_what_cannot_be_a_clip_is_said() -> None:
    """The opening and what begins in the last second are left out of the file, never without a word."""
    chapters = listed((0, "A"), (60_000, "B"), (3_723_200, "C"))
    text, said = render_export("jsonld", chapters, SETTING)
    assert [c.title for c in JSONLD.read(text, SETTING).chapters] == ["B"]
    assert [m.text("en") for m in said] == [
        "“A” (0:00) is left out: key moments begin neither with the video nor in its last second.",
        "“C” (1:02:03) is left out: key moments begin neither with the video nor in its last second.",
    ]


@given(st.lists(TITLES, min_size=2, max_size=12), st.sampled_from([3_599_999, 36_000_000, 360_000_000]))
def test_engines_find_what_they_ask_for(titles: list[str], length: int) -> None:
    """Names, ascending starts, ends that reach no further than the next, links that open at the start."""
    kept, _ = mend(evenly(titles, length), JSONLD.checks)
    clips = json.loads(BLOCK.fullmatch(JSONLD.render(kept, SETTING))[1])["hasPart"]  # type: ignore[index]
    assert [c["name"] for c in clips] == [c.title for c in kept.chapters]
    starts = [c["startOffset"] for c in clips]
    assert starts == sorted(set(starts))
    assert all(time_in(c["url"]) == c["startOffset"] * 1000 for c in clips)
    assert all(c["endOffset"] <= after for c, after in zip(clips, [*starts[1:], length // 1000], strict=True))


def test_no_end_is_made_up() -> None:
    """The last clip of a video of unknown length has none."""
    found = block(replace(evenly(["A", "B", "C"], 30_000), duration_ms=None))
    assert [c.get("endOffset") for c in found["hasPart"]] == [20, None]


CLIP = {"@type": "Clip", "name": "Budget", "startOffset": 725, "url": "https://youtu.be/79NNXn5Kr90?t=725"}
VIDEO = {"@context": "https://schema.org", "@type": "VideoObject", "name": "Le matin", "hasPart": [CLIP]}


def page(*blocks: object) -> str:
    scripts = "".join(f"<SCRIPT id=x type='application/ld+json'>{json.dumps(b)}</SCRIPT>\n" for b in blocks)
    return f"<!doctype html><html><head>{scripts}</head><body><p>0:00 Texte</p></body></html>"


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(VIDEO),
        f"\ufeff{json.dumps([VIDEO])}",
        page({"@type": "BreadcrumbList"}, VIDEO),
        page({"@graph": [{"@type": "WebPage", "video": VIDEO}]}),
        page(VIDEO | {"@type": ["VideoObject", "LearningResource"], "hasPart": CLIP}),
        page(VIDEO | {"@type": "https://schema.org/VideoObject", "hasPart": [CLIP | {"@type": "schema:Clip"}]}),
        page(VIDEO | {"hasPart": [CLIP | {"startOffset": "725"}]}),
        page(VIDEO | {"hasPart": [{k: v for k, v in CLIP.items() if k != "startOffset"}]}),
        page(VIDEO | {"name": {"@value": "Le matin", "@language": "fr"}}),
        f'<script type="application/ld+json"><!-- {json.dumps(VIDEO)} --></script>',
        f'<script type="application/ld+json">//<![CDATA[\n{json.dumps(VIDEO)}\n//]]></script>',
        f'<script type="application/ld+json">{json.dumps(VIDEO)}',
    ],
)
def test_pages_of_others_are_read(text: str) -> None:
    """JSON-LD alone, in a page, in a graph, in a list, with types spelled out; the address is that of the clips."""
    found = JSONLD.read(text, SETTING)
    assert [(c.title, c.span.start_ms) for c in found.chapters] == [("Budget", 725_000)]
    assert (found.title, found.url) == ("Le matin", "https://youtu.be/79NNXn5Kr90")
    assert not found.beyond
    assert JSONLD.is_it(text)


def test_what_a_list_has_no_place_for_is_named() -> None:
    """Further videos, parts that are no clips, and keys that say more."""
    more = VIDEO | {"thumbnailUrl": "x", "potentialAction": {"@type": "SeekToAction"}, "duration": "PT1H2M3.4S",
                    "inLanguage": "fr", "hasPart": [CLIP | {"image": "y"}, {"@type": "CreativeWork"}]}  # fmt: skip
    found = JSONLD.read(page({"@type": "VideoObject", "name": "Bande-annonce"}, more), SETTING)
    assert (found.title, found.duration_ms, found.language) == ("Le matin", 3_723_400, "fr")
    assert "Clip.image, potentialAction, thumbnailUrl" in found.beyond[0].text("fr")
    assert [m.key for m in found.beyond[1:]] == ["beyond_jsonld_parts", "beyond_jsonld_videos"]


def test_a_video_without_clips_holds_no_chapters() -> None:
    """It is of the format, and what it says of the video is read."""
    found = JSONLD.read(page({"@type": "VideoObject", "name": "x", "duration": "P1DT1S"}), SETTING)
    assert (found.chapters, found.title, found.duration_ms) == ((), "x", 86_401_000)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<p>0:00 Texte</p>", "no VideoObject"),
        (page({"@type": "Article"}), "no VideoObject"),
        (page(VIDEO | {"hasPart": [{"@type": "Clip", "name": "x"}]}), r"hasPart\[0\]\.startOffset"),
        (page(VIDEO | {"hasPart": [CLIP | {"startOffset": -1}]}), r"hasPart\[0\]\.startOffset"),
        (page(VIDEO | {"hasPart": "x"}), "hasPart"),
        (page(VIDEO | {"duration": "PT999999999H"}), "duration"),
        ('<script type="application/ld+json">{"@type": </script>', "line 1"),
    ],
)
def test_what_is_no_video_is_named(text: str, said: str) -> None:
    """The error says which place it is and what belongs there."""
    with pytest.raises(UnreadableChapters, match=said):
        JSONLD.read(text, SETTING)
