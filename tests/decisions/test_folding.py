"""What decisions come to: the last one on a card counts, and each can be undone and done again."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.decisions.events import Act, Decide, Decision, Edit, Event, Later, Note, Redo, Undo
from rnct_chapters.decisions.folding import State, fold, since_check
from rnct_chapters.decisions.lines import made
from rnct_chapters.decisions.settling import state_object
from tests.decisions.desks import AT, DESK, ONE, QUOTE, THREE, TWO, events_of, says, shift, state_of

EDIT = Edit("r1", ({"start_s": 5, "title": "Mine"},))
ACTS = st.one_of(
    st.sampled_from([ONE, TWO, THREE, QUOTE]).flatmap(
        lambda c: st.sampled_from(
            [says(c, "heard", 70_000), says(c, "kept"), says(c, "time", 5_000), says(c, "absent"), says(c, None)]
        )
    ),
    st.builds(Note, st.just(ONE.key), st.sampled_from(["", "Ana", "Bru"])),
    st.just(shift(-68_000, ONE, TWO)),
    st.just(EDIT),
)


def outcome(state: State) -> tuple[object, ...]:
    """What an editor sees of a state, without its number."""
    shown = state_object(state, DESK)
    return shown["decided"], shown["notes"], shown["chapters"], shown["left"]


def then(events: list[Event], act: Act) -> list[Event]:
    return [*events, made(events[-1].n + 1, AT, "tab", act)]


def undone(events: list[Event]) -> list[Event]:
    return then(events, Undo(fold(events).done[-1].n))


@given(st.lists(ACTS, max_size=12), st.data())
def test_undo_and_redo(acts: list[Act], data: st.DataObject) -> None:
    """Undoing some of what was done leaves what was there before it, and doing it again all of it."""
    events = events_of(*acts)
    before = [outcome(fold(events[: i + 1])) for i in range(len(events))]
    back = data.draw(st.integers(0, len(acts)))
    now = events
    for i in range(back):
        now = undone(now)
        assert outcome(fold(now)) == before[-2 - i]
    for i in range(back):
        now = then(now, Redo(fold(now).undone[-1].n))
        assert outcome(fold(now)) == before[len(acts) - back + i + 1]


@given(st.lists(ACTS, max_size=12))
def test_all_undone_is_the_base(acts: list[Act]) -> None:
    """An editor who takes everything back is where the check left off, with everything to do again."""
    events = events_of(*acts)
    for _ in acts:
        events = undone(events)
    state = fold(events)
    assert outcome(state) == outcome(state_of())
    assert (state.done, len(state.undone)) == ((), len(acts))


@given(st.lists(ACTS, max_size=12))
def test_the_same_events_give_the_same_state(acts: list[Act]) -> None:
    """Two tabs, and the program started again, see one thing; asking changes nothing."""
    events = events_of(*acts)
    assert fold(events) == fold(list(events))
    assert outcome(fold(events)) == outcome(fold(events))


def test_a_new_decision_ends_what_can_be_done_again() -> None:
    """After an undo and another decision the undone one is history."""
    events = undone(events_of(says(ONE, "kept"), says(TWO, "kept")))
    state = fold(then(events, says(ONE, "absent")))
    assert (set(state.decided), state.undone) == ({ONE.key}, ())


@pytest.mark.parametrize("act", [Undo(7), Redo(7), Undo(1), Redo(2)])
def test_what_cannot_be_undone_is_passed_over(act: Act) -> None:
    """An undo of something else than the last act, or of the check, does nothing."""
    events = events_of(says(ONE, "kept"))
    assert outcome(fold(then(events, act))) == outcome(fold(events))


def test_what_a_newer_version_wrote_is_passed_over() -> None:
    """An unknown kind neither counts nor gets in the way of undoing."""
    events = then(events_of(says(ONE, "kept")), Later("vote"))
    assert outcome(fold(events)) == outcome(state_of(says(ONE, "kept")))
    assert not fold(undone(events)).decided


@pytest.mark.parametrize(
    ("act", "decision"),
    [
        (says(ONE, "heard", 70_000), ("heard", 70_000, 1)),
        (says(ONE, "rival", 50_000, 2), ("rival", 50_000, 2)),
        (says(ONE, "time", 61_500), ("time", 61_500, 1)),
        (says(ONE, "kept", 99), ("kept", None, 1)),
        (says(ONE, "paraphrase"), ("paraphrase", None, 1)),
        (says(ONE, "absent", recording=2), ("absent", None, None)),
    ],
)
def test_a_decision_says_all_by_itself(act: Decide, decision: tuple[object, ...]) -> None:
    """Which recording is meant is settled when it is made; what names no time has none."""
    found = state_of(act).decided[ONE.key]
    assert (found.what, found.ms, found.recording) == decision


def test_shifted_stamps_never_begin_before_the_start() -> None:
    """A whole shift is a time set by hand on each of its cards, in one step."""
    state = state_of(shift(-68_000, ONE, TWO))
    assert [d.ms for d in state.decided.values()] == [0, 52_000]
    assert {d.what for d in state.decided.values()} == {"time"}
    assert not fold(undone(events_of(shift(-68_000, ONE, TWO)))).decided


def test_progress_counts_what_needs_a_decision() -> None:
    """A decision on a card that needs none moves no number; opening one again does."""
    shown = state_object(state_of(says(ONE, "kept"), says(TWO, "kept"), says(TWO, None)), DESK)
    assert (shown["left"], shown["total"]) == (3, 4)
    assert shown["undo"] == {"n": 4, "kind": "decide", "card": TWO.key}


def test_ten_thousand_events_are_folded_at_once() -> None:
    """A long week at the desk costs nothing when the page asks: a hundredth of a second or so, far below a second."""
    events = events_of(*[says((ONE, TWO, THREE)[i % 3], "time", i) for i in range(10_000)])
    start = time.perf_counter()
    state = fold(since_check(events))
    assert state.decided[ONE.key] == Decision("time", 9_999, 1, 10_001, AT)
    assert time.perf_counter() - start < 0.5
