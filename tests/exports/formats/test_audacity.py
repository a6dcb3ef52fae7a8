"""Labels of Audacity: regions and points, as written by any version of it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.chapters import ChapterList, mend
from rnct_chapters.errors import UnreadableChapters
from rnct_chapters.exports import FORMATS, Setting, render_export
from tests.exports.formats.nasty import LENGTHS, TITLES, listed

AUDACITY = FORMATS["audacity"]
SETTING = Setting()


@pytest.mark.parametrize("length", LENGTHS)
@given(titles=st.lists(TITLES, min_size=1, max_size=12))
def test_lines_are_what_audacity_writes(length: str, titles: list[str]) -> None:
    """Two times with six decimals and a text, between tabs, a line each: as its manual has it."""
    kept, _ = mend(listed(titles, LENGTHS[length]), AUDACITY.checks)
    lines = AUDACITY.render(kept, SETTING).split("\n")
    assert lines.pop() == ""
    cells = [line.split("\t") for line in lines]
    assert [(round(float(a) * 1000), round(float(b) * 1000), text) for a, b, text in cells] == [
        (c.span.start_ms, c.span.end_ms, c.title) for c in kept.chapters
    ]
    assert all(len(time.partition(".")[2]) == 6 for a, b, _ in cells for time in (a, b))


def test_a_chapter_without_an_end_is_a_point() -> None:
    """The last chapter of a recording of unknown length gets no invented end."""
    text, _ = render_export("audacity", listed_open(), SETTING)
    assert text.splitlines()[-1] == "10.000000\t10.000000\tB"


def listed_open() -> ChapterList:
    return replace(listed(["A", "B"], 20_000), duration_ms=None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0.000000\t5.5\tA\r\n5.500000\t5.500000\tB\r\n", [(0, 5500, "A"), (5500, 15500, "B")]),
        ("\ufeff1,5\t2,25\tvirgules\n", [(1500, 2250, "virgules")]),
        ("7\t8\n", [(7000, 8000, "")]),
        ("7\t8\t\n", [(7000, 8000, "")]),
        ("3\t3\ta\tb  \n", [(3000, 13000, "a\tb  ")]),
        ("9.5\t2\tback\n20\t21\tthen\n", [(9500, 20000, "back"), (20000, 21000, "then")]),
        ("1\t2\tvt\x0b\u2028here\n", [(1000, 2000, "vt\x0b\u2028here")]),
        ("\n\n1\t2\tA\n\n", [(1000, 2000, "A")]),
        ("", []),
    ],
)
def test_labels_of_others_are_read(text: str, expected: list[tuple[int, int, str]]) -> None:
    """Commas, points, missing texts and odd characters, each as it stands; a point lasts up to the next label."""
    found = AUDACITY.read(text, SETTING)
    assert [(c.span.start_ms, c.span.end_ms, c.title) for c in found.chapters] == expected
    assert not found.beyond


def test_frequencies_are_named() -> None:
    """Lines of a spectral selection are no labels, and are not dropped without a word."""
    found = AUDACITY.read("1.0\t2.0\tA\n\\\t100.0\t2000.0\n3.0\t4.0\tB\n\\\t-1.0\t-1.0\n", SETTING)
    assert [c.title for c in found.chapters] == ["A", "B"]
    assert [m.text("en") for m in found.beyond] == ["Not kept: frequencies of labels (2)."]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1\t2\tA\nhello\n", "Line 2 is no label of Audacity: “hello”"),
        ("-1\t2\tA\n", "Line 1 is no label"),
        ("1 2 A\n", "Line 1 is no label"),
        ("1\t2\tA\n" + "9" * 9 + "\t5\tB\n", "999999999"),
        ("1\tdeux\tA\n", "Line 1 is no label"),
    ],
)
def test_what_is_no_label_is_named(text: str, said: str) -> None:
    """The error says which line it is and what belongs there."""
    with pytest.raises(UnreadableChapters, match=said):
        AUDACITY.read(text, SETTING)
