"""Where chapters end of which nobody said it, once the recording's length is known."""

import json

import pytest

from rnct_chapters.chapters import ChapterList, from_json, to_json
from rnct_chapters.chapters.ends import lasting
from rnct_chapters.exports import FORMATS, Setting
from rnct_chapters.exports.formats.fragments import known_end


def read(text: str, name: str = "markdown") -> ChapterList:
    found = FORMATS[name].read(text, Setting())
    return ChapterList("r", 1, "R", None, None, found.chapters)


def ends(chapters: ChapterList) -> list[int]:
    return [c.span.end_ms // 1000 for c in chapters.chapters]


@pytest.mark.parametrize(
    ("text", "length_s", "expected"),
    [
        ("- 0:00 A\n- 0:30 B", 60, [30, 60]),
        ("- 0:30 B\n- 0:00 A", 60, [60, 30]),
        ("- 0:00 A\n- 0:30 B\n  - 0:40 C", 60, [30, 60, 60]),
        ("- 0:00 A\n- 0:30 B", 35, [30, 40]),
        ("- 0:00 A\n- 0:30 B", None, [30, 40]),
    ],
)
def test_who_has_no_end_lasts_to_that_of_the_recording(text: str, length_s: int | None, expected: list[int]) -> None:
    """The last chapter of its level and above, wherever it stands; what is longer already is left to the checks."""
    assert ends(lasting(read(text), length_s and length_s * 1000)) == expected


def test_an_end_that_was_said_stays() -> None:
    """A pause after the last chapter is one, and a list that knows its own length has no open end."""
    labels = read("0.0\t10.0\tA\n10.0\t25.0\tB\n", "audacity")
    assert ends(lasting(labels, 60_000)) == [10, 25]
    ten = lasting(read("- 0:00 A\n- 0:30 B"), 40_000)
    assert ends(lasting(ten, 60_000)) == [30, 40]


def test_no_file_states_an_end_that_nobody_knows() -> None:
    """Neither that of the last chapter nor that of the one which holds it; chapters.json brings both back as they
    were."""
    chapters = read("- 0:00 A\n- 0:30 B\n  - 0:40 C")
    assert [known_end(chapters, c) for c in chapters.chapters] == [30_000, None, None]
    stored = json.loads(json.dumps(to_json([chapters])))
    assert [c["end_s"] for c in stored["recordings"][0]["chapters"]] == [30, None, None]
    assert from_json(stored) == (chapters,)
