"""How a recording is cut into stretches."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.recording.speech import stretches
from rnct_chapters.recording.speech.activity import A_MS, FRAME_MS
from rnct_chapters.recording.speech.stretches import AROUND_MS, EVERY_MS, REACH_MS, Boundary

durations = st.integers(0, 40 * 3_600_000)
FRAMES = -(-2 * AROUND_MS // FRAME_MS)


def cut_at(duration_ms: int, shifts: list[int]) -> list[int]:
    """Where stretches begin and end, each boundary moved by its shift."""
    inner = [n * EVERY_MS + shifts[n % len(shifts)] for n in range(1, stretches.count(duration_ms))]
    return [0, *inner, duration_ms]


@given(durations, st.lists(st.integers(-REACH_MS, REACH_MS), min_size=1, max_size=9))
def test_stretches_are_whole_and_short(duration_ms: int, shifts: list[int]) -> None:
    """However the boundaries move, the stretches cover the recording in order, and none is longer than 30 s."""
    edges = cut_at(duration_ms, shifts)
    assert edges == sorted(edges)
    assert all(after - before <= 30_000 for before, after in itertools.pairwise(edges))


@given(durations.filter(bool), st.lists(st.integers(-REACH_MS, REACH_MS), min_size=1, max_size=9), st.data())
def test_each_moment_is_in_one_stretch(duration_ms: int, shifts: list[int], data: st.DataObject) -> None:
    """The stretch of a moment is the one whose boundaries it lies between."""
    ms = data.draw(st.integers(0, duration_ms - 1))
    edges = cut_at(duration_ms, shifts)
    number = stretches.stretch_at(ms, duration_ms, lambda n: Boundary(edges[n], False))
    assert edges[number] <= ms < edges[number + 1]


def test_far_from_a_boundary_none_is_asked_for() -> None:
    """A moment in the middle of a stretch needs no boundary, and so no sound."""

    def asked(number: int) -> Boundary:
        pytest.fail(f"boundary {number} was asked for")

    assert stretches.stretch_at(60_000, 200_000, asked) == 2


@pytest.mark.parametrize(
    ("pauses", "at_ms"),
    [
        ([(4_000, 4_800)], 24_400),
        ([(3_000, 3_400), (6_000, 6_800)], 26_400),
        ([(0, 10_000)], 25_000),
        ([(0, 2_000), (5_200, 5_600), (9_000, 10_000)], 25_400),
    ],
)
def test_boundaries_go_to_the_longest_pause(pauses: list[tuple[int, int]], at_ms: int) -> None:
    """A boundary lies in the middle of the longest pause within reach, to a frame of voice activity."""
    probabilities = np.ones(FRAMES, np.float32)
    for start_ms, end_ms in pauses:
        probabilities[start_ms // FRAME_MS : end_ms // FRAME_MS] = 0
    boundary = stretches.place(1, np.zeros(2 * AROUND_MS * A_MS, np.float32), probabilities)
    assert abs(boundary.ms - at_ms) <= FRAME_MS
    assert not boundary.in_speech


def test_without_a_pause_the_quietest_moment_is_taken() -> None:
    """In running speech a boundary goes to the quietest moment within reach, and says that somebody speaks there."""
    sound = np.ones(2 * AROUND_MS * A_MS, np.float32)
    sound[6_400 * A_MS : 6_500 * A_MS] = 0.1
    sound[1_000 * A_MS : 1_500 * A_MS] = 0  # out of reach
    boundary = stretches.place(3, sound, np.ones(FRAMES, np.float32))
    assert abs(boundary.ms - (3 * EVERY_MS + 1_450)) <= 50
    assert boundary.in_speech


@given(durations.filter(bool))
def test_nominal_lengths_add_up(duration_ms: int) -> None:
    """Progress in nominal lengths ends at the length of the recording."""
    spans = [stretches.nominal(n, duration_ms) for n in range(min(50, stretches.count(duration_ms)))]
    assert spans[0].start_ms == 0
    assert all(a.end_ms == b.start_ms for a, b in itertools.pairwise(spans))
    assert spans[-1].end_ms == duration_ms or len(spans) == 50
