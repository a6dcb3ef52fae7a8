"""Key moments for search engines."""

import json
import re
from typing import Any

import pytest

from rnct_chapters.chapters import Chapter, ChapterList
from rnct_chapters.exports.jsonld import render
from rnct_chapters.timecode import Span

URL = "https://youtu.be/79NNXn5Kr90?t=12"
BLOCK = re.compile(r'<script type="application/ld\+json">\n(.*)\n</script>\n', re.DOTALL)


def listed(*starts: tuple[int, str], url: str | None = URL, duration_ms: int | None = 3_723_400) -> ChapterList:
    chapters = tuple(Chapter(Span(start, start + 60_000), title) for start, title in starts)
    return ChapterList("matin", 1, "Le matin", url, duration_ms, chapters)


def block(chapters: ChapterList) -> dict[str, Any]:
    found = BLOCK.fullmatch(render(chapters) or "")
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
    text = render(listed((60_000, "</script><b>x")))
    assert text is not None
    assert text.count("<") == 2
    assert block(listed((60_000, "</script><b>x")))["hasPart"][0]["name"] == "</script><b>x"


@pytest.mark.parametrize(
    "chapters",
    [
        listed((60_000, "B"), url=None),
        listed((60_000, "B"), url="https://example.org/page"),
        listed((0, "A")),
        listed((10_000, "A"), duration_ms=29_000),
    ],
    ids=["no address", "no links to a time", "no clip", "too short"],
)
def test_where_there_is_nothing_to_say(chapters: ChapterList) -> None:
    """Without links into a video, or with one that is too short, there are no key moments."""
    assert render(chapters) is None
