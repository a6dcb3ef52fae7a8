"""Times spelled again as their author spells them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.linking.spelling import cut, prevailing, respell
from rnct_chapters.timecode import find_clocks

S, M, H = 1_000, 60_000, 3_600_000
NB, NNB = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("text", "ms", "spelled"),
    [
        ("27min17", 25 * S, "0min25"),
        ("27min17", H + M + 25 * S, "1h01min25"),
        ("1h01min25", 27 * M + 17 * S, "27min17"),
        ("05min12", 7 * M + 3 * S, "07min03"),
        ("27:17", 5 * M + 3 * S, "5:03"),
        ("05:17", 7 * M + 3 * S, "07:03"),
        ("27:17", H + M + 25 * S, "1:01:25"),
        ("75:30", 61 * M + 40 * S, "61:40"),
        ("00:27:17", H + M + 25 * S, "01:01:25"),
        ("1:01:25", 27 * M + 17 * S, "0:27:17"),
        ("1:01:25.500", 2 * H + 7, "2:00:00.000"),
        ("74'30\"", 5 * M + 3 * S, "5'03\""),
        ("1'20\"", 70 * M, "70'00\""),
        ("27 min 17 s", H + 5 * S, "1 h 00 min 05 s"),
        (f"1{NB}min{NB}42", H + 5 * S, f"1{NB}h{NB}00{NB}min{NB}05"),
        (f"1{NNB}h{NNB}02{NNB}min", 45 * M, f"45{NNB}min"),
        ("21m13", H + M + S, "1h01m01"),
        ("10 min. 30", 12 * M + 5 * S, "12 min. 05"),
        ("10 minutes 5 secondes", 12 * M + 7 * S, "12 minutes 7 secondes"),
        ("1h2min5s", 12 * M + 7 * S, "12min7s"),
        ("1h02'25\"", 12 * M + 7 * S, "12'07\""),
        ("1h02'", 12 * M + 7 * S, "0h12'"),
        ("1h30", 2 * H + 5 * M + 59 * S, "2h05"),
        ("1H30", 45 * M, "45min"),
        ("1 h", 45 * M, "45 min"),
        ("1h", 2 * H + 5 * M, "2h05"),
        ("47min", 46 * M + 50 * S, "46min"),
        ("47min", 62 * M, "1h02min"),
        ("01h02min03", 7 * M, "00h07min00"),
        ("t=630", 65 * S, "t=65"),
        ("?t=630s", 65 * S, "?t=65s"),
        ("t=1h2m3s", 65 * S, "t=1m5s"),
        ("t=12:30", 65 * S, "t=1:05"),
        ("27min17", 27 * M + 17 * S + 900, "27min17"),
        ("47min", 47 * M + 50 * S, "47min"),
    ],
)
def test_the_same_kind(text: str, ms: int, spelled: str) -> None:
    """Units, spaces, padding and words stay; hours come and go as they are needed."""
    assert respell(text, ms) == spelled


@pytest.mark.parametrize(("text", "ms", "spelled"), [("1:23", 2 * H + 5 * M, "2:05"), ("01:23", 5 * M, "00:05")])
def test_hours_and_minutes(text: str, ms: int, spelled: str) -> None:
    """Where the article reads 1:23 as hours, so it is written."""
    assert respell(text, ms, as_hours=True) == spelled


@pytest.mark.parametrize("text", ["", "12", "12:34 et 13:10", "à 12:34", "1:2", "74'30\" "])
def test_what_is_no_single_time(text: str) -> None:
    """A text that is not one time from end to end has no spelling to keep."""
    assert respell(text, 5_000) is None


SPACES = st.sampled_from(["", " ", NB, NNB])


@st.composite
def written(draw: st.DrawFn) -> str:
    """Times as people write them."""
    h, m, s = draw(st.integers(1, 20)), draw(st.integers(0, 59)), draw(st.integers(0, 59))
    gap, unit = draw(SPACES), draw(st.sampled_from(["min", "mn", "m", "minutes"]))
    shape = draw(st.integers(0, 8))
    end = draw(st.sampled_from(["s", "sec", ""]))
    tail = f"{gap}{s:02}{gap if end else ''}{end}"
    return (
        f"{m}:{s:02}", f"{h}:{m:02}:{s:02}", f"{h:02}:{m:02}:{s:02}", f"{m}{gap}{unit}{tail}",
        f"{h}{gap}h{gap}{m:02}{gap}{unit}{tail}", f"{m}'{s:02}\"", f"{h}{gap}h{gap}{m:02}", f"{m}{gap}{unit}",
        f"{m:02}:{s:02}",
    )[shape]  # fmt: skip


@given(written(), st.integers(0, 16 * H))
def test_what_is_spelled_is_read(text: str, ms: int) -> None:
    """Every time can be said in every spelling, and reads back as exactly as the spelling allows."""
    (before,) = find_clocks(text)
    spelled = respell(text, ms)
    assert spelled is not None
    (after,) = find_clocks(spelled)
    assert after.ms == cut(ms, before.form)


@given(written())
def test_the_same_time_is_the_same_text(text: str) -> None:
    """A time that is right is not touched by a character, and a spelling once kept stays kept."""
    (clock,) = find_clocks(text)
    assert respell(text, clock.ms) == text
    there = respell(text, 3 * M)
    assert there is not None
    assert respell(there, 3 * M) == there


def test_prevailing_spelling() -> None:
    """The spelling that most stamps have is the article's; without any that says seconds, 5:05."""
    assert prevailing(["1:02", "3min04", "1h02min05", "5:06", "7min08", "47min"]) == "3min04"
    assert prevailing(["47min", "1h30"]) == "5:05"
    assert prevailing(["1:23"], as_hours=True) == "0:05:05"
