"""Spans and clocks: the only place that turns text into milliseconds and milliseconds into text.

Times are integer milliseconds from the start of a recording. Seconds appear only where other formats or people
want them, and are made here with `divmod`, never with floats.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from rnct_chapters.errors import TimecodeError

MINUS = "\u2212"


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open stretch [start_ms, end_ms) of a recording."""

    start_ms: int
    end_ms: int

    def __post_init__(self) -> None:
        if not 0 <= self.start_ms <= self.end_ms:
            raise ValueError(f"not a span: {self.start_ms}..{self.end_ms} ms")

    @property
    def duration_ms(self) -> int:
        return self.end_ms - self.start_ms


@dataclass(frozen=True, slots=True)
class TextRange:
    """Half-open range [start, end) of code points in a text."""

    start: int
    end: int


class Form(StrEnum):
    """How a clock was spelled, which decides what it may mean and how it is spelled again."""

    COLON = "1:02:03"  # hours, minutes and seconds: cannot be misread
    SHORT = "12:34"  # minutes and seconds, or hours and minutes: the article decides
    LETTERS = "1h02min25"
    HOURS = "1h30"  # no seconds: also the shape of a time of day
    MINUTES = "47min"  # alone: also the shape of a duration
    PRIMES = "74'30\""
    OFFSET = "t=630"


@dataclass(frozen=True, slots=True)
class Clock:
    """A spelled time: what it says, how, and where it stands in the text it was found in."""

    ms: int
    form: Form
    at: TextRange

    def as_hours(self) -> int:
        """The milliseconds of a `SHORT` clock read as hours and minutes."""
        return self.ms * 60


_SP = r"[ \t\u00a0\u2009\u202f]?"
_MIN = r"(?:min(?:utes?)?|mn|m(?![a-zà-ÿ]))(?:\.(?=[ \u00a0\u2009\u202f]?\d))?"
_SEC = r"(?:s(?:ec(?:ondes?|onds?)?)?\b|[\"″”]|''|’’)"
# Longest spellings first: an alternative that stops early would leave half a clock behind.
_CLOCK = re.compile(
    rf"""
    (?<![\w:/+;])(?<!\d[.,])(?<![^\W\d]-)(?<!\d{{4}}-\d\d-)       # no tail of a word, number, path, date or Covid-19
    (?:
      (?P<c_h>\d{{1,3}}):(?P<c_m>[0-5]\d):(?P<c_s>[0-5]\d)(?:[.,](?P<c_ms>\d{{1,3}}))?   # 1:02:03.500
    | (?P<s_m>\d{{1,3}}):(?P<s_s>[0-5]\d)(?:\.(?P<s_ms>\d{{1,3}}))?                      # 12:34
    | (?P<h>\d{{1,3}}){_SP}[hH](?:{_SP}(?P<h_m>[0-5]?\d)
         (?:{_SP}(?:{_MIN}|['′’])(?:{_SP}(?P<h_s>[0-5]?\d)(?:{_SP}{_SEC})?)?)?)?          # 1h03, 1 h 02 min 25 s
    | (?P<m>\d{{1,3}}){_SP}{_MIN}(?:{_SP}(?P<m_s>[0-5]\d|\d(?={_SP}{_SEC}))(?:{_SP}{_SEC})?)?   # 10min30, 47min
    | (?P<p_m>\d{{1,3}})['′’](?P<p_s>[0-5]\d)(?:["″”]|''|’’)?                            # 74'30"
    | \??\bt=(?P<t>[0-9hms]+(?:[:.]\d+){{0,3}}s?)                                        # t=630, ?t=1h2m3s
    )
    (?![\w:/]|[.,]\d|[ \u00a0]?[aApP]\.?[mM]\b)                                          # 8:30 pm is a time of day
    """,
    re.VERBOSE,
)
_OFFSET = re.compile(r"(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)(?:\.(\d{1,3}))?s?)?")
_PLAIN = re.compile(r"(?:(?:(\d+):)?(\d{1,3}):)?(\d{1,2})(?:[.,](\d{1,3}))?")
_DURATION = re.compile(rf"([+\-{MINUS}]?)(?:(\d+)h)?(?:(\d+)(?:min|m))?(?:(\d+)(?:\.(\d{{1,3}}))?s?)?")


def to_ms(seconds: float) -> int:
    """Seconds of a foreign format as milliseconds, halves away from zero."""
    return int(seconds * 1000 + (0.5 if seconds >= 0 else -0.5))


def to_seconds(ms: int) -> int | float:
    """Milliseconds as the seconds of other formats, exact to three decimals; whole ones as an integer, since some
    readers take nothing else."""
    return ms // 1000 if ms % 1000 == 0 else ms / 1000


def _ms(hours: str | None, minutes: str | None, seconds: str | None, decimals: str | None = None) -> int:
    whole_s = (int(hours or 0) * 60 + int(minutes or 0)) * 60 + int(seconds or 0)
    return whole_s * 1000 + int((decimals or "0").ljust(3, "0"))


def parse_clock(text: str) -> int:
    """Milliseconds named by M:SS or H:MM:SS, either with up to three decimals. Raises `TimecodeError`."""
    m = _PLAIN.fullmatch(text.strip())
    if m is None or m[2] is None:
        raise TimecodeError(text)
    return _ms(m[1], m[2], m[3], m[4])


def parse_offset(text: str) -> int | None:
    """Milliseconds named by the time in a link: `630`, `83s`, `1h2m3s`, `12:30`, `725.4`; None where it is none."""
    text = text.strip()
    if ":" in text:
        try:
            return parse_clock(text)
        except TimecodeError:
            return None
    m = _OFFSET.fullmatch(text)
    return _ms(m[1], m[2], m[3], m[4]) if m and text else None


def parse_duration(text: str) -> int:
    """Signed milliseconds named by an option: `15`, `15s`, `1.5s`, `-68s`, `1m30s`. Raises `TimecodeError`."""
    m = _DURATION.fullmatch(text.strip())
    if m is None or not any(m.groups()[1:]):
        raise TimecodeError(text)
    return _ms(*m.groups()[1:]) * (-1 if m[1] in ("-", MINUS) else 1)


def find_clocks(text: str) -> Iterator[Clock]:
    """Every spelling of a time in `text`, in order; whether it is a stamp is for the recap to say."""
    for m in _CLOCK.finditer(text):
        if (found := _clock(m)) is not None:
            yield found


def _clock(m: re.Match[str]) -> Clock | None:
    g = m.groupdict()
    at = TextRange(m.start(), m.end())
    if g["c_h"] is not None:
        return Clock(_ms(g["c_h"], g["c_m"], g["c_s"], g["c_ms"]), Form.COLON, at)
    if g["s_m"] is not None:
        return Clock(_ms(None, g["s_m"], g["s_s"], g["s_ms"]), Form.SHORT, at)
    if g["h"] is not None:
        form = Form.HOURS if g["h_s"] is None else Form.LETTERS
        return Clock(_ms(g["h"], g["h_m"], g["h_s"]), form, at)
    if g["m"] is not None:
        form = Form.MINUTES if g["m_s"] is None else Form.LETTERS
        return Clock(_ms(None, g["m"], g["m_s"]), form, at)
    if g["p_m"] is not None:
        return Clock(_ms(None, g["p_m"], g["p_s"]), Form.PRIMES, at)
    ms = parse_offset(g["t"])
    return None if ms is None else Clock(ms, Form.OFFSET, at)


def format_clock(ms: int, *, decimals: int = 0, pad: bool = False) -> str:
    """`27:09`, `1:01:25`, with up to three decimals `27:09.500`; cut down, never rounded up. `pad` gives `00:27:09`.

    A time before the start carries a minus sign: `−0:05`.
    """
    if ms < 0:
        return MINUS + format_clock(-ms, decimals=decimals, pad=pad)
    whole_s, rest_ms = divmod(ms, 1000)
    minutes, seconds = divmod(whole_s, 60)
    hours, minutes = divmod(minutes, 60)
    clock = f"{hours:02}:{minutes:02}:" if pad else f"{hours}:{minutes:02}:" if hours else f"{minutes}:"
    tail = f".{rest_ms:03}"[: decimals + 1] if decimals else ""
    return f"{clock}{seconds:02}{tail}"


def format_offset(ms: int) -> str:
    """A signed difference as editors read it: `−8 s`, `+1 min 08`, `+1 h 02 min`; cut down to the second as clocks
    are, so that it is the difference of the clocks beside it."""
    seconds = ms // 1000
    if abs(seconds) < 60:
        return f"{MINUS if seconds < 0 else '+'}{abs(seconds)}\u00a0s" if seconds else "0\u00a0s"
    return (MINUS if seconds < 0 else "+") + _spelled(abs(seconds))


def format_length(ms: int) -> str:
    """A duration as editors read it: `8 s`, `11 min 40`, `1 h 44 min`; to the nearest second."""
    seconds = (ms + 500) // 1000
    return f"{seconds}\u00a0s" if seconds < 60 else _spelled(seconds)


def _spelled(seconds: int) -> str:
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours}\u00a0h\u00a0{minutes:02}\u00a0min"
    return f"{minutes}\u00a0min\u00a0{seconds:02}" if seconds else f"{minutes}\u00a0min"
