"""Chapters in chapters: what a list with levels must be, and what is made of it where there are none."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.chapters import Chapter, ChapterList, Check, from_json, mend, to_json
from rnct_chapters.chapters.limits import at_most, lines_fit, within_reach
from rnct_chapters.chapters.mending import flat, named, one_a_start, ordered
from rnct_chapters.timecode import Span

NESTED = (named, ordered, one_a_start(1))


def listed(*chapters: tuple[int, int, int], duration_ms: int | None = 100_000) -> ChapterList:
    """Chapters of (level, start, end) in seconds, called A, B, C."""
    found = tuple(
        Chapter(Span(start * 1000, end * 1000), chr(65 + i), level=level)
        for i, (level, start, end) in enumerate(chapters)
    )
    return ChapterList("r", 1, "R", None, duration_ms, found)


def told(chapters: ChapterList) -> list[tuple[str, int, int, int]]:
    """(title, level, start, end) in seconds."""
    return [(c.title, c.level, c.span.start_ms // 1000, c.span.end_ms // 1000) for c in chapters.chapters]


@pytest.mark.parametrize(
    ("given_chapters", "expected"),
    [
        pytest.param(
            [(1, 0, 50), (2, 0, 20), (2, 20, 50), (1, 50, 100)],
            [("A", 1, 0, 50), ("B", 2, 0, 20), ("C", 2, 20, 50), ("D", 1, 50, 100)],
            id="sound as it is",
        ),
        pytest.param([(2, 0, 20), (1, 20, 50)], [("A", 1, 0, 20), ("B", 1, 20, 50)], id="no level without one above"),
        pytest.param(
            [(1, 0, 90), (3, 5, 10), (2, 20, 90)],
            [("A", 1, 0, 90), ("B", 2, 5, 10), ("C", 2, 20, 90)],
            id="no level is jumped",
        ),
        pytest.param(
            [(1, 0, 90), (2, 10, 70), (1, 40, 90)],
            [("A", 1, 0, 40), ("B", 2, 10, 40), ("C", 1, 40, 90)],
            id="none reaches into the next above",
        ),
        pytest.param(
            [(1, 0, 10), (2, 20, 30)], [("A", 1, 0, 30), ("B", 2, 20, 30)], id="who holds others lasts as long"
        ),
        pytest.param(
            [(2, 0, 20), (1, 0, 50)], [("B", 1, 0, 50), ("A", 2, 0, 20)], id="of one start, the one above comes first"
        ),
    ],
)
def test_levels_are_mended(
    given_chapters: list[tuple[int, int, int]], expected: list[tuple[str, int, int, int]]
) -> None:
    """Each chapter lies wholly in the one above it that began last."""
    assert told(mend(listed(*given_chapters), NESTED)[0]) == expected


def test_levels_fall_away_where_a_format_has_none() -> None:
    """All chapters stand in one row, each up to the next, and it is said once."""
    found, said = mend(listed((1, 0, 50), (2, 10, 50), (1, 50, 100)), (named, flat, ordered))
    assert told(found) == [("A", 1, 0, 10), ("B", 1, 10, 50), ("C", 1, 50, 100)]
    assert [m.key for m in said] == ["chapter_flattened"]


LISTS = st.lists(st.tuples(st.integers(1, 6), st.integers(0, 120), st.integers(0, 60)), max_size=15)


@given(LISTS, st.sampled_from([None, 100_000]))
def test_any_list_becomes_a_tree(raw: list[tuple[int, int, int]], duration_ms: int | None) -> None:
    """Any levels and times become chapters that lie in each other or apart; again changes nothing; JSON keeps them."""
    found, _ = mend(listed(*((n, s, s + length) for n, s, length in raw), duration_ms=duration_ms), NESTED)
    assert mend(found, NESTED) == (found, ())
    for before, after in pairwise(found.chapters):
        assert after.level <= before.level + 1
    for i, chapter in enumerate(found.chapters):
        later = found.chapters[i + 1 :]
        inside = later[: next((n for n, c in enumerate(later) if c.level <= chapter.level), len(later))]
        assert all(chapter.span.start_ms <= c.span.start_ms for c in inside)
        assert all(c.span.end_ms <= chapter.span.end_ms for c in inside)
        assert all(c.span.start_ms >= chapter.span.end_ms for c in later[len(inside) :])
    if duration_ms is not None:
        assert from_json(to_json([found])) == (found,)


def test_where_there_is_room_for_a_few_the_longest_stay() -> None:
    """The shortest chapters join the one before them, and each is named."""
    found, said = mend(listed((1, 0, 30), (1, 30, 33), (1, 33, 80), (1, 80, 100)), (at_most(3),))
    assert told(found) == [("A", 1, 0, 33), ("C", 1, 33, 80), ("D", 1, 80, 100)]
    assert [m.text("en") for m in said] == ["“B” (0:30) joins the chapter before it: there is room for 3 chapters."]


def test_what_a_format_cannot_spell_is_left_out() -> None:
    """A chapter beyond the format's last clock goes, and it is said with that clock."""
    found, said = mend(listed((1, 0, 30), (1, 60, 100)), (within_reach(60_000),))
    assert told(found) == [("A", 1, 0, 30)]
    assert said[0].text("en") == "“B” (1:00) is left out: the format counts no further than 1:00."


@pytest.mark.parametrize("check", [at_most(255), lines_fit(2_500)], ids=["chapters", "bytes"])
def test_chapters_of_one_length_leave_no_hole(check: Check) -> None:
    """Where all are as short, those that go are spread over the recording."""
    minutes = listed(*((1, s * 60, s * 60 + 60) for s in range(300)), duration_ms=18_000_000)
    found, said = mend(minutes, (check,))
    starts = [c.span.start_ms for c in found.chapters]
    assert 0 < len(said) == 300 - len(starts)
    assert max(after - start for start, after in pairwise(starts)) <= 120_000
