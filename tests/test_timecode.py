"""Clock text: every spelling that articles use is read, and what is printed can be read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.errors import TimecodeError
from rnct_chapters.timecode import (
    MINUS,
    Form,
    Span,
    TextRange,
    find_clocks,
    format_clock,
    format_length,
    format_offset,
    parse_clock,
    parse_duration,
    parse_offset,
    to_ms,
)

H, MIN, S = 3_600_000, 60_000, 1_000
TWO_DAYS = st.integers(0, 48 * H)

SPELLINGS = {
    "10min30": (10 * MIN + 30 * S, Form.LETTERS),
    "1h01min25": (H + MIN + 25 * S, Form.LETTERS),
    "1h03": (H + 3 * MIN, Form.HOURS),
    "1h30": (H + 30 * MIN, Form.HOURS),
    "1H30": (H + 30 * MIN, Form.HOURS),
    "2h": (2 * H, Form.HOURS),
    "1h02min": (H + 2 * MIN, Form.HOURS),
    "47min": (47 * MIN, Form.MINUTES),
    "47 minutes": (47 * MIN, Form.MINUTES),
    "52 mn": (52 * MIN, Form.MINUTES),
    "21m13": (21 * MIN + 13 * S, Form.LETTERS),
    "0m53": (53 * S, Form.LETTERS),
    "1h14m58": (H + 14 * MIN + 58 * S, Form.LETTERS),
    "1h2m3s": (H + 2 * MIN + 3 * S, Form.LETTERS),
    "2m3s": (2 * MIN + 3 * S, Form.LETTERS),
    "1 h 02 min 25 s": (H + 2 * MIN + 25 * S, Form.LETTERS),
    "1\u00a0h\u00a002\u00a0min\u00a025\u00a0s": (H + 2 * MIN + 25 * S, Form.LETTERS),
    "1\u202fmin\u202f18\u202fs": (MIN + 18 * S, Form.LETTERS),
    "1 min 42": (MIN + 42 * S, Form.LETTERS),
    "1 min. 42 sec": (MIN + 42 * S, Form.LETTERS),
    "3 minutes 20 secondes": (3 * MIN + 20 * S, Form.LETTERS),
    "1h02'30\"": (H + 2 * MIN + 30 * S, Form.LETTERS),
    "74'30\"": (74 * MIN + 30 * S, Form.PRIMES),
    "74’30”": (74 * MIN + 30 * S, Form.PRIMES),
    "74′30″": (74 * MIN + 30 * S, Form.PRIMES),
    "1'20''": (MIN + 20 * S, Form.PRIMES),
    "1'20": (MIN + 20 * S, Form.PRIMES),
    "12:34": (12 * MIN + 34 * S, Form.SHORT),
    "74:30": (74 * MIN + 30 * S, Form.SHORT),
    "120:05": (120 * MIN + 5 * S, Form.SHORT),
    "12:34.5": (12 * MIN + 34 * S + 500, Form.SHORT),
    "1:02:03": (H + 2 * MIN + 3 * S, Form.COLON),
    "00:12:30.500": (12 * MIN + 30 * S + 500, Form.COLON),
    "00:12:30,500": (12 * MIN + 30 * S + 500, Form.COLON),
    "100:00:00": (100 * H, Form.COLON),
    "t=630": (630 * S, Form.OFFSET),
    "t=630s": (630 * S, Form.OFFSET),
    "t=630.5": (630 * S + 500, Form.OFFSET),
    "t=10:30": (10 * MIN + 30 * S, Form.OFFSET),
    "?t=1h2m3s": (H + 2 * MIN + 3 * S, Form.OFFSET),
}

FRAMES = ("{}", "({})", "[{}]", "@{}", "à {}, il dit", "voir {}.", "« {} »", "{} – Titre", "\u200f{}", "\t{}\r\n")

NO_CLOCKS = {
    "a year": "en 2019",
    "a date": "le 12/03/2025",
    "an ISO date": "2024-03-12T10:30:00",
    "the hour of a date with dashes": "2024-03-12:30",
    "a department": "Saint-Aubin (44)",
    "a ratio": "DSDEN 94 et MEDEF 93/94",
    "a picture's sides": "16:9",
    "a verse of one digit": "Jean 3:1",
    "hours in words": "dure 3 heures",
    "hours spelled out": "En trois heures",
    "English minutes": "~53mins",
    "an age": "10 ans",
    "metres": "100m2 et 40 mètres",
    "square metres": "5m²",
    "frames": "01:02:03:04",
    "seconds over 59": "12:75",
    "minutes over 59": "1:75:00",
    "an address": "http://host:12:34/x",
    "a decimal": "3.12:34",
    "half a clock": "1:02:03.4567",
    "a disease": "covid-19:30",
    "a time of day in English": "8:30 pm, 8:30am and 10:15 a.m.",
    "an offset of letters": "t=hms",
}


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_spelling_is_read_in_every_frame(spelling: str, frame: str) -> None:
    """A clock says the same time wherever it stands, and knows exactly which characters it is."""
    text = frame.format(spelling)
    clocks = list(find_clocks(text))
    assert [(c.ms, c.form) for c in clocks] == [SPELLINGS[spelling]]
    assert text[clocks[0].at.start : clocks[0].at.end] == spelling


@pytest.mark.parametrize("text", NO_CLOCKS.values(), ids=NO_CLOCKS.keys())
def test_what_only_looks_like_a_clock_is_none(text: str) -> None:
    """No half of a longer number, no date, no measure is taken for a time."""
    assert list(find_clocks(text)) == []


@pytest.mark.parametrize("joint", ["-", " - ", "–", ", ", " et ", " / ", ";\n"])
def test_two_clocks_stay_two(joint: str) -> None:
    """Both ends of a stretch are found, whatever joins them."""
    assert [c.ms for c in find_clocks(f"12:34{joint}13:10")] == [754_000, 790_000]


def test_a_full_stop_is_no_part_of_a_clock() -> None:
    """The stop of the sentence stays with the sentence."""
    assert [c.at for c in find_clocks("Voir 47 min.")] == [TextRange(5, 11)]


def test_a_short_clock_can_be_read_as_hours() -> None:
    """1:23 names an hour and twenty-three minutes as well."""
    assert next(find_clocks("1:23")).as_hours() == H + 23 * MIN


@given(TWO_DAYS, st.integers(0, 3), st.booleans())
def test_what_is_printed_can_be_read_back(ms: int, decimals: int, pad: bool) -> None:
    """No hour wraps, no decimal carries: what is printed is the time cut to its decimals, for both readers."""
    printed = format_clock(ms, decimals=decimals, pad=pad)
    cut_ms = ms - ms % 10 ** (3 - decimals)
    assert parse_clock(printed) == cut_ms
    found = list(find_clocks(f"({printed})"))
    assert [(c.ms, c.at) for c in found] == [(cut_ms, TextRange(1, len(printed) + 1))]


@given(TWO_DAYS, TWO_DAYS)
def test_padded_clocks_sort_as_times(one: int, two: int) -> None:
    """Clocks of equal width are in the order of their times, as file names and captions need."""
    spelled = [format_clock(ms, decimals=3, pad=True) for ms in (one, two)]
    assert (one < two) == (spelled[0] < spelled[1])


@given(st.text(alphabet="0123456789:hmins'’\"″ t=.,@()[]-–\u00a0àé", max_size=40))
def test_clocks_stand_in_order_and_inside_the_text(text: str) -> None:
    """Any text can be searched; what is found does not overlap, is not negative and starts with a digit or `t=`."""
    done = 0
    for clock in find_clocks(text):
        assert done <= clock.at.start < clock.at.end <= len(text)
        assert clock.ms >= 0
        assert text[clock.at.start] in "0123456789t?"
        done = clock.at.end


@pytest.mark.parametrize(
    ("ms", "spelled"),
    [(0, "0:00"), (59_999, "0:59"), (27 * MIN + 9 * S, "27:09"), (H + MIN + 25 * S, "1:01:25"), (26 * H, "26:00:00")],
)
def test_clock_text(ms: int, spelled: str) -> None:
    """Whole seconds are cut down, and minutes are padded only behind hours."""
    assert format_clock(ms) == spelled


def test_a_time_before_the_start_keeps_its_sign() -> None:
    """A negative time is not written as if an hour had wrapped."""
    assert format_clock(-5 * S) == f"{MINUS}0:05"


@pytest.mark.parametrize("text", ["", "abc", "630", "1:2:3:4", "-1:00", "1:000", "1:00.1234"])
def test_what_is_no_clock_is_refused(text: str) -> None:
    """A bad clock is an error with the text in it, and never a time of zero."""
    with pytest.raises(TimecodeError, match=text or None):
        parse_clock(text)


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        *[("630", 630_000), ("83s", 83_000), ("1h2m3s", 3_723_000), ("2m", 120_000), ("12:30", 750_000)],
        *[("725.4", 725_400), ("", None), ("abc", None), ("1:2:3:4", None), ("-5", None)],
    ],
)
def test_the_time_in_a_link(text: str, ms: int | None) -> None:
    """Seconds, letters and clocks are read; anything else is no time."""
    assert parse_offset(text) == ms


@pytest.mark.parametrize(
    ("text", "ms"),
    [("15", 15_000), ("15s", 15_000), ("1.5s", 1_500), ("-68s", -68_000), (f"{MINUS}1m", -60_000), ("1m30s", 90_000)],
)
def test_durations_of_options(text: str, ms: int) -> None:
    """An option's duration may be signed, and needs no unit."""
    assert parse_duration(text) == ms


@pytest.mark.parametrize("text", ["", "s", "1x", "--5", "1:00"])
def test_bad_durations_are_refused(text: str) -> None:
    """An option that names no time is an error."""
    with pytest.raises(TimecodeError):
        parse_duration(text)


@pytest.mark.parametrize(
    ("ms", "offset", "length"),
    [
        (0, "0\u00a0s", "0\u00a0s"),
        (8_000, "+8\u00a0s", "8\u00a0s"),
        (68_000, "+1\u00a0min\u00a008", "1\u00a0min\u00a008"),
        (60_000, "+1\u00a0min", "1\u00a0min"),
        (3_661_000, "+1\u00a0h\u00a001\u00a0min", "1\u00a0h\u00a001\u00a0min"),
    ],
)
def test_differences_and_lengths_as_editors_read_them(ms: int, offset: str, length: str) -> None:
    """With units; the sign of a difference is always told."""
    assert (format_offset(ms), format_length(ms)) == (offset, length)
    assert format_offset(-ms) == offset.replace("+", MINUS)


@given(st.integers(0, 10_000), st.integers(0, 10_000_000))
def test_an_offset_is_the_difference_of_the_clocks_beside_it(stamp_s: int, heard_ms: int) -> None:
    """What a reader subtracts from the clocks shown is the offset shown; lengths alone are rounded."""
    whole_ms = (heard_ms // 1000 - stamp_s) * 1000
    assert format_offset(heard_ms - stamp_s * 1000) == format_offset(whole_ms)
    assert format_length(8_500) == "9\u00a0s"


@pytest.mark.parametrize(("seconds", "ms"), [(1.9996, 2000), (-0.0004, 0), (-1.5, -1500), (1.0005, 1001)])
def test_foreign_seconds_become_milliseconds(seconds: float, ms: int) -> None:
    """Halves go away from zero, so that a difference and its negative are alike."""
    assert to_ms(seconds) == ms


@pytest.mark.parametrize(("start", "end"), [(-1, 5), (5, 4)])
def test_a_span_that_cannot_be_is_refused(start: int, end: int) -> None:
    """No span is negative or ends before it starts."""
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)
