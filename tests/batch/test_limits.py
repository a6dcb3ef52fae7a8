"""Limits are read as people write them, and spelled as they can be read again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.batch.children import Limits
from rnct_chapters.batch.limits import LEAST_BYTES, free_bytes, parse_limits, slots, spell_bytes, spell_time
from rnct_chapters.errors import UsageError
from rnct_chapters.recording.speech import machine


@pytest.mark.parametrize(
    ("timeout", "memory", "limits"),
    [
        ("6h", "4G", Limits(21_600, 4 << 30)),
        ("90m", "512M", Limits(5400, 512 << 20)),
        ("30", "100000000", Limits(30, 100_000_000)),
        ("1.5 h", "1.5 GB", Limits(5400, 3 << 29)),
        ("2d", "1t", Limits(172_800, 1 << 40)),
        ("0.5s", "65536kib", Limits(0.5, 64 << 20)),
    ],
)
def test_limits_are_read(timeout: str, memory: str, limits: Limits) -> None:
    """A number and a unit, capital or not; without a unit seconds and bytes."""
    assert parse_limits(timeout, memory) == limits


@pytest.mark.parametrize(
    ("timeout", "memory"),
    [("0", "4G"), ("-1h", "4G"), ("soon", "4G"), ("", "4G"), ("1y", "4G"), ("6h", "63M"), ("6h", "lots"), ("6h", "4h"),
     ("6h", "-4G"), ("nan", "4G"), ("inf", "4G"), ("6h", "\u0661G"), ("1" * 400, "4G"), ("6g", "4G")],
)  # fmt: skip
def test_other_shapes_are_refused(timeout: str, memory: str) -> None:
    """With one sentence, which names the option."""
    with pytest.raises(UsageError, match=r"--(timeout|memory)"):
        parse_limits(timeout, memory)


@given(st.integers(1, 10_000_000), st.integers(LEAST_BYTES, 1 << 45))
def test_what_is_spelled_can_be_read(seconds: int, count: int) -> None:
    """The sentence about a limit names it as the option takes it."""
    assert parse_limits(spell_time(seconds), spell_bytes(count)) == Limits(seconds, count)


def test_how_many_at_once() -> None:
    """As many as there are cores, fewer where memory is short, at least one."""
    assert slots(Limits(1, 1)) == machine.cores()
    assert slots(Limits(1, 1 << 50)) == 1
    assert 0 < free_bytes() < 1 << 50
