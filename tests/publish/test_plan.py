"""What publishing would change, line by line."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.publish.plan import Plan, Shown, changes, compare_shown

LISTS = st.lists(st.builds(Shown, st.integers(0, 5).map(lambda s: s * 1000), st.sampled_from("ABC")), max_size=7)


def listed(text: str) -> tuple[Shown, ...]:
    """`0A 5B` as chapters: seconds and a title of one letter."""
    return tuple(Shown(int(word[:-1]) * 1000, word[-1]) for word in text.split())


@pytest.mark.parametrize(
    ("there", "ours", "lines"),
    [
        ("", "", []),
        ("0A 5B", "0A 5B", ["same", "same"]),
        ("", "0A", ["added: 0:00 A"]),
        ("0A", "", ["removed: 0:00 A"]),
        ("0A 5B", "0A 5C", ["same", "renamed: 0:05 “B” becomes “C”"]),
        ("0A 5B", "0A 7B", ["same", "moved: 0:05 becomes 0:07 B"]),
        ("0A 5B", "0B 5A", ["moved: 0:05 becomes 0:00 B", "moved: 0:00 becomes 0:05 A"]),
        ("0A 5B 9C", "0A 5X 7B 9C", ["same", "added: 0:05 X", "moved: 0:05 becomes 0:07 B", "same"]),
        ("0A 5A 9A", "0A 6A 9A", ["same", "moved: 0:05 becomes 0:06 A", "same"]),
        ("0A 5B", "0C 7D", ["renamed: 0:00 “A” becomes “C”", "removed: 0:05 B", "added: 0:07 D"]),
    ],
)
def test_each_line_says_what_becomes_of_a_chapter(there: str, ours: str, lines: list[str]) -> None:
    """Chapters that stay, come, go, move or take another title are told apart as a person would."""
    found = compare_shown(listed(there), listed(ours))
    assert [line.kind if line.kind == "same" else line.said.text("en") for line in found] == lines


@given(LISTS, LISTS)
def test_every_chapter_is_on_one_line(there: list[Shown], ours: list[Shown]) -> None:
    """No chapter of either side is lost or told twice, and lines are in the order of time."""
    lines = compare_shown(there, ours)
    assert Counter(line.before for line in lines if line.before) == Counter(there)
    assert Counter(line.after for line in lines if line.after) == Counter(ours)
    assert [line.start_ms for line in lines] == sorted(line.start_ms for line in lines)


@given(LISTS, LISTS)
def test_only_equal_lists_do_not_differ(there: list[Shown], ours: list[Shown]) -> None:
    """There is something to write exactly where the host would show something else."""
    assert bool(changes(there, ours)) == (Counter(there) != Counter(ours))


def test_a_hosts_own_id_makes_no_difference() -> None:
    """Our chapters have no id of a host, and are the same nevertheless."""
    plan = Plan(host="vimeo", video="", recording="r", there=(Shown(0, "A", "17"),), ours=(Shown(0, "A"),))
    assert not plan.differs
    assert plan.lines[0].before is not None
    assert plan.lines[0].before.id == "17"


def test_titles_of_others_are_made_safe() -> None:
    """A title on a host may hold what moves a terminal's cursor or turns the text around."""
    (line,) = changes((Shown(0, "\x1b[2Ja\u202eb\nc"),), ())
    assert line.said.text("en") == "removed: 0:00 [2Jab c"
