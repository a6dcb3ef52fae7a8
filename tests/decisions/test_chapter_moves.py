"""Chapters after decisions: each stamp's chapter is where its words were decided to be, and nothing else moves."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.chapters import ChapterList
from rnct_chapters.decisions.chapter_moves import chapters_of
from rnct_chapters.decisions.events import Act, Edit
from rnct_chapters.timecode import Span
from tests.decisions.desks import (
    DESK,
    FIRST,
    LONG_MS,
    ONE,
    QUOTE,
    SECOND,
    THREE,
    TWO,
    card,
    desk,
    listed,
    says,
    shift,
    state_of,
)


def starts(found: ChapterList) -> list[tuple[int, str]]:
    return [(c.span.start_ms, c.title) for c in found.chapters]


def moved(*acts: Act) -> list[list[tuple[int, str]]]:
    return [starts(found) for found in chapters_of(state_of(*acts), DESK)]


UNTOUCHED = [(0, "Opening"), (60_000, "A"), (120_000, "B"), (180_000, "C")]


@pytest.mark.parametrize(
    ("acts", "first"),
    [
        ((), UNTOUCHED),
        ((says(ONE, "heard", 70_400),), [(0, "Opening"), (69_400, "A"), *UNTOUCHED[2:]]),
        ((says(ONE, "heard", 300_000),), [UNTOUCHED[0], *UNTOUCHED[2:], (299_000, "A")]),
        ((says(ONE, "time", 70_400),), [(0, "Opening"), (70_400, "A"), *UNTOUCHED[2:]]),
        ((says(ONE, "kept"),), UNTOUCHED),
        ((says(ONE, "absent"),), [UNTOUCHED[0], *UNTOUCHED[2:]]),
        ((says(TWO, "time", 100_000),), [*UNTOUCHED[:2], (100_000, "Title 2"), (120_000, "B"), UNTOUCHED[3]]),
        ((says(TWO, "time", 122_000),), [*UNTOUCHED[:2], (122_000, "B"), UNTOUCHED[3]]),
        ((says(TWO, "absent"),), UNTOUCHED),
        ((says(THREE, "time", 200_000),), [*UNTOUCHED[:3], (200_000, "C")]),
        ((says(ONE, "heard", 500),), [(0, "A"), *UNTOUCHED[2:]]),
        ((says(ONE, "time", LONG_MS + 5),), UNTOUCHED),
        ((says(QUOTE, "absent"), says(QUOTE, "time", 5_000)), UNTOUCHED),
        ((says(ONE, "time", 70_400), says(ONE, None)), UNTOUCHED),
        ((shift(5_000, ONE, THREE),), [UNTOUCHED[0], (65_000, "A"), UNTOUCHED[2], (185_000, "C")]),
    ],
)
def test_a_decision_moves_its_chapter(acts: tuple[Act, ...], first: list[tuple[int, str]]) -> None:
    """Heard words begin a second early, a time set by hand exactly; what tells another stamp too stays for that one;
    what is not in the recording has no chapter; what is opened again is as the check had it."""
    assert moved(*acts) == [first, starts(SECOND)]


def test_a_chapter_goes_to_the_recording_where_it_was_said() -> None:
    """A rival place in the other recording takes the chapter there, with its title."""
    assert moved(says(ONE, "rival", 50_000, 2)) == [[UNTOUCHED[0], *UNTOUCHED[2:]], [(30_000, "Z"), (49_000, "A")]]


def test_a_decided_stamp_without_a_chapter_gets_one() -> None:
    """What the check could not place is a chapter once somebody has said where it is, with what it would be called."""
    late = card(7, 240_000)
    on = desk(ONE, late)
    (found, _) = chapters_of(state_of(says(late, "kept"), on=on), on)
    assert starts(found)[-1] == (240_000, "Title 7")
    assert found.chapters[-1].claims == ("q07",)


def test_ends_meet_the_next_start() -> None:
    """Chapters that followed on one another still do; a gap that somebody left stays."""
    apart = replace(FIRST.chapters[1], span=Span(60_000, 90_000))
    on = desk(lists=(replace(FIRST, chapters=(FIRST.chapters[0], apart, *FIRST.chapters[2:])), SECOND))
    (found, _) = chapters_of(state_of(says(THREE, "time", 100_000), on=on), on)
    spans = [(c.title, c.span.start_ms, c.span.end_ms) for c in found.chapters]
    assert spans == [
        ("Opening", 0, 60_000), ("A", 60_000, 90_000), ("C", 100_000, 120_000), ("B", 120_000, LONG_MS),
    ]  # fmt: skip


MINE = Edit("r1", ({"start_s": 1, "title": "Mine", "claims": ["q01"]}, {"start_s": 300, "title": "More"}))


@pytest.mark.parametrize(
    ("acts", "first"),
    [
        ((MINE,), [(1_000, "Mine"), (300_000, "More")]),
        ((says(ONE, "time", 70_000), MINE), [(1_000, "Mine"), (300_000, "More")]),
        ((MINE, says(ONE, "time", 70_000)), [(70_000, "Mine"), (300_000, "More")]),
        ((MINE, says(ONE, "time", 70_000), says(ONE, None)), [(1_000, "Mine"), (300_000, "More")]),
        ((says(ONE, "time", 70_000), MINE, says(ONE, None)), [(60_000, "Mine"), (300_000, "More")]),
        ((MINE, says(TWO, "kept")), [(1_000, "Mine"), (120_000, "Title 2"), (300_000, "More")]),
        ((MINE, Edit("r1", ())), []),
    ],
)
def test_an_edited_list_holds_what_was_decided_before_it(acts: tuple[Act, ...], first: list[tuple[int, str]]) -> None:
    """Decisions move chapters in a list that a person wrote only from then on; what was decided before and is taken
    back goes where the check had it."""
    assert moved(*acts) == [first, starts(SECOND)]


def test_a_decision_of_before_still_reaches_the_other_list() -> None:
    """Editing one recording's chapters keeps what was decided to lie in another's."""
    found = moved(says(ONE, "rival", 50_000, 2), Edit("r1", ({"start_s": 0, "title": "All"},)))
    assert found == [[(0, "All")], [(30_000, "Z"), (49_000, "Title 1")]]


def test_an_edit_may_name_the_recording() -> None:
    """Who edits chapters.json by hand may give the recording another title and its address."""
    (found, _) = chapters_of(state_of(Edit("r1", (), "Soirée", "https://youtu.be/79NNXn5Kr90")), DESK)
    assert (found.title, found.url, found.duration_ms) == ("Soirée", "https://youtu.be/79NNXn5Kr90", LONG_MS)


@given(
    st.lists(
        st.tuples(
            st.sampled_from([ONE, TWO, THREE]),
            st.sampled_from(["heard", "time", "rival", "kept", "paraphrase", "absent"]),
            st.integers(0, LONG_MS - 1), st.sampled_from([None, 1, 2]),
        ),
        max_size=8,
    )
)  # fmt: skip
def test_lists_stay_in_order(said: list[tuple[object, ...]]) -> None:
    """Whatever is decided: sorted, no chapter reaching into the next, and none for one stamp twice."""
    found = chapters_of(state_of(*[says(*one) for one in said]), DESK)  # type: ignore[arg-type]
    for chapters in (f.chapters for f in found):
        assert [c.span.start_ms for c in chapters] == sorted(c.span.start_ms for c in chapters)
        assert all(a.span.end_ms <= b.span.start_ms for a, b in itertools.pairwise(chapters))
    told = [claim for f in found for c in f.chapters for claim in c.claims]
    assert len(told) == len(set(told))


def test_a_list_without_a_length_ends_openly() -> None:
    """Where nobody knows how long the recording is, the last chapter lasts a while."""
    on = desk(lists=(listed(1, [(60_000, "A", ("q01",))], None), SECOND))
    (found, _) = chapters_of(state_of(says(ONE, "time", 90_000), on=on), on)
    assert found.chapters[0].span == Span(90_000, 100_000)
