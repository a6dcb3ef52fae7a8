"""Time shifts of a whole recap, from the errors of sure matches."""

import random

import pytest

from rnct_chapters.verdicts.shifts import Error, estimate_shifts, shift_at

MIN = 60_000


def errors(*pairs: tuple[int, int]) -> list[Error]:
    """(stamp in minutes, error in seconds) as errors."""
    return [Error(at * MIN, by * 1_000) for at, by in pairs]


CASES = [
    ("nothing wrong", errors((1, 2), (5, -3), (9, 4), (12, 8), (20, 1)), []),
    ("trimmed at the start", errors((1, -42), (5, -41), (9, -43), (12, -40), (20, -42)), [(0, -42)]),
    ("a break cut out", errors((1, 1), (9, 2), (30, 0), (51, -68), (60, -67), (70, -69), (80, -68)), [(51, -68)]),
    ("by 11 min 40", errors((10, -700), (20, -699), (30, -702), (40, -700)), [(0, -700)]),
    (
        "two breaks",
        errors((1, 0), (2, 1), (3, 2), (10, -30), (11, -31), (12, -29), (20, -90), (21, -91), (22, -90)),
        [(10, -30), (20, -90)],
    ),
    ("two that merely disagree", errors((1, 1), (5, 2), (30, -68), (31, -68), (60, 1), (70, 2)), []),
    ("one wild stamp", errors((1, 1), (5, 2), (30, 900), (60, 1), (70, 2)), []),
    ("scattered wrong stamps", errors((1, 1), (5, 300), (9, -120), (30, 2), (60, -500), (70, 2), (80, 1)), []),
    ("later, not earlier", errors((1, 20), (5, 21), (9, 19), (12, 21)), [(0, 21)]),
    ("no errors at all", [], []),
]


@pytest.mark.parametrize(("found", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_shifts_are_found_where_several_claims_agree(found: list[Error], expected: list[tuple[int, int]]) -> None:
    """A level needs three claims; steps stand at the first stamp that shows them."""
    shifts = estimate_shifts(1, found)
    assert [(s.from_ms // MIN, s.by_ms // 1000) for s in shifts if s.by_ms] == expected


@pytest.mark.parametrize("seed", range(20))
def test_a_third_of_outliers_does_not_hide_a_shift(seed: int) -> None:
    """With every third claim wild, the shift of the others is found and nothing else."""
    rng = random.Random(seed)
    found = [
        Error(i * MIN, rng.randint(-900, 900) * 1_000 if i % 3 == 1 else -68_000 + rng.randint(-2_000, 2_000))
        for i in range(24)
    ]
    shifts = [s for s in estimate_shifts(1, found) if s.by_ms]
    assert len(shifts) == 1
    assert abs(shifts[0].by_ms + 68_000) <= 2_000
    assert shifts[0].support >= 15


def test_order_of_claims_does_not_matter() -> None:
    """The recap's clock orders the errors, not the article."""
    found = errors((1, 1), (9, 2), (30, 0), (51, -68), (60, -67), (70, -69))
    assert estimate_shifts(1, found[::-1]) == estimate_shifts(1, found)


def test_a_stamp_falls_under_the_last_shift_before_it() -> None:
    """Stamps before a step are under none; a piece back at no shift moves nothing."""
    shifts = estimate_shifts(1, errors((1, 1), (9, 2), (30, 0), (51, -68), (60, -67), (70, -69)))
    assert shift_at(shifts, 1, 50 * MIN) is None
    assert shift_at(shifts, 1, 51 * MIN) == 0
    assert shift_at(shifts, 2, 55 * MIN) is None
    assert shift_at(shifts, None, 55 * MIN) is None


@pytest.mark.parametrize("rate", [0.0427, -0.04096, 0.004])
def test_a_wrong_frame_rate_is_a_drift_and_not_a_staircase(rate: float) -> None:
    """A clock that runs fast or slow is one line, with a third of the claims wild; its error grows with the stamp."""
    rng = random.Random(7)
    found = [Error(i * 4 * MIN, round(rate * i * 4 * MIN) + rng.randint(-2_000, 2_000)) for i in range(1, 25)]
    for i in (3, 11, 19):
        found[i] = Error(found[i].stamp_ms, rng.randint(-900, 900) * 1_000)
    (drift,) = estimate_shifts(1, found)
    assert drift.drift == pytest.approx(rate, abs=0.0005)
    assert drift.support >= 20
    assert abs(drift.error_ms(60 * MIN) - rate * 60 * MIN) <= 2_500
    assert shift_at((drift,), 1, 60 * MIN) == 0


@pytest.mark.parametrize(("found", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_steps_are_no_drift(found: list[Error], expected: list[tuple[int, int]]) -> None:
    """Pieces of one level each are told as pieces."""
    assert all(s.drift == 0 for s in estimate_shifts(1, found))
    assert expected is not None
