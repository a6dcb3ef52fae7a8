"""A time spelled again as its author spells times: the same units, spaces and padding."""

import re
from collections.abc import Iterator, Sequence

from rnct_chapters.timecode import Clock, Form, TextRange, find_clocks, format_clock

MINUTE_MS = 60_000
LONGEST_MINUTES = 999
"""Minutes that a spelling without hours can say: three digits."""

_SPACE = "[ \t\u00a0\u2009\u202f]?"
_COLONS = re.compile(r"(?:(?P<h>\d{1,3}):)?(?P<m>\d{1,3}):(?P<s>\d\d)(?:(?P<dot>[.,])(?P<rest>\d{1,3}))?")
_UNITS = re.compile(
    rf"(?:(?P<h>\d{{1,3}})(?P<h_unit>{_SPACE}h))?"
    rf"(?:(?P<m_gap>{_SPACE})(?P<m>\d{{1,3}})(?P<m_unit>{_SPACE}(?:min(?:utes?)?|mn|m|['′’])\.?)?)?"
    rf"(?:(?P<s_gap>{_SPACE})(?P<s>\d{{1,2}})(?P<s_unit>{_SPACE}(?:s(?:ec(?:ondes?|onds?)?)?|[\"″”]|''|’’))?)?",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"(?P<key>\??t=)(?P<value>.+)")
_PRIMES = "'′’"


def respell(text: str, ms: int, *, as_hours: bool = False) -> str | None:
    """`ms` in the spelling of `text`, cut down to its own precision: `27min17` gives `1h01min25` or `0min05`.

    `as_hours`: 1:23 is read as hours and minutes. The same time gives `text` itself. None where `text` is no single
    time, or its spelling has no way to say `ms`.
    """
    if (clock := _single(text, as_hours=as_hours)) is None:
        return None
    wanted = cut(ms, clock.form, as_hours=as_hours)
    if clock.ms == wanted:
        return text
    for spelled in _spellings(text, clock.form, wanted, as_hours=as_hours):
        read = _single(spelled, as_hours=as_hours)
        if read is not None and read.ms == wanted:
            return spelled
    return None


def cut(ms: int, form: Form, *, as_hours: bool = False) -> int:
    """`ms` cut down to what a spelling can say: whole minutes for 1h30, else whole seconds."""
    hours_and_minutes = as_hours and form is Form.SHORT
    unit = MINUTE_MS if hours_and_minutes or form in {Form.HOURS, Form.MINUTES} else 1_000
    return ms // unit * unit


def prevailing(texts: Sequence[str], *, as_hours: bool = False) -> str:
    """The spelling that most of `texts` have, as one of them; 5:05 where none says seconds."""
    counts: dict[str, tuple[int, str]] = {}
    for text in texts:
        clock = _single(text, as_hours=as_hours)
        if clock is None or clock.form in {Form.HOURS, Form.MINUTES, Form.OFFSET}:
            continue
        if as_hours and clock.form is Form.SHORT:
            continue
        shape = respell(text, 305_000, as_hours=as_hours) or text
        count, first = counts.get(shape, (0, text))
        counts[shape] = (count + 1, first)
    best = max(counts.values(), key=lambda found: found[0], default=None)
    return best[1] if best else "0:05:05" if as_hours else "5:05"


def _single(text: str, *, as_hours: bool) -> Clock | None:
    """The clock that `text` is from end to end, read as the article reads 1:23."""
    clocks = list(find_clocks(text))
    if len(clocks) != 1 or clocks[0].at != TextRange(0, len(text)):
        return None
    clock = clocks[0]
    if as_hours and clock.form is Form.SHORT:
        return Clock(clock.as_hours(), Form.SHORT, clock.at)
    return clock


def _spellings(text: str, form: Form, ms: int, *, as_hours: bool) -> Iterator[str]:
    """Ways to write `ms` like `text`, the likest first."""
    if form in {Form.COLON, Form.SHORT} and (m := _COLONS.fullmatch(text)):
        yield from _with_colons(m, ms, as_hours=as_hours)
    elif form is Form.OFFSET and (m := _OFFSET.fullmatch(text)):
        yield m["key"] + _offset(m["value"], ms // 1_000)
    elif m := _UNITS.fullmatch(text):
        yield from _with_units(m, ms)


def _with_colons(m: re.Match[str], ms: int, *, as_hours: bool) -> Iterator[str]:
    minutes, seconds = divmod(ms // 1_000, 60)
    decimals = f"{m['dot']}{ms % 1_000:03}"[: len(m["rest"]) + 1] if m["rest"] else ""
    if as_hours and m["h"] is None:
        yield f"{_padded(minutes // 60, m['m'])}:{minutes % 60:02}"
        return
    if m["h"] is None and (minutes < 60 or int(m["m"]) >= 60) and minutes <= LONGEST_MINUTES:
        yield f"{_padded(minutes, m['m'])}:{seconds:02}{decimals}"
    yield f"{_padded(minutes // 60, m['h'] or '1')}:{minutes % 60:02}:{seconds:02}{decimals}"


def _with_units(m: re.Match[str], ms: int) -> Iterator[str]:
    """`1h01min25` and all its relatives; hours appear when they are needed and go when they are not."""
    hours = ms // 1_000 // 3_600
    kept_h = m["h"] is not None and (int(m["h"]) == 0 or m["h"].startswith("0"))
    long_minutes = m["h"] is None and (int(m["m"]) >= 60 or m["m_unit"].strip()[:1] in _PRIMES)
    if (hours == 0 and not kept_h) or long_minutes:
        yield _minutes_first(m, ms)
    yield _hours_first(m, ms)


def _minutes_first(m: re.Match[str], ms: int) -> str:
    minutes = ms // MINUTE_MS
    alone = m["m"] if m["h"] is None else "1"
    unit = m["m_unit"] or _lead(m["h_unit"] or "") + "min"
    return f"{_padded(minutes, alone)}{unit}{_seconds(m, ms, with_hours=False)}"


def _hours_first(m: re.Match[str], ms: int) -> str:
    hours, minutes = divmod(ms // MINUTE_MS, 60)
    if m["h"] is None:
        lead = _lead(m["m_unit"])
        gap = m["s_gap"] if m["s"] else lead
        return f"{hours}{lead}h{gap}{minutes:02}{m['m_unit']}{_seconds(m, ms, with_hours=True)}"
    head = _padded(hours, m["h"]) + m["h_unit"]
    if m["m"] is None:
        return head + (f"{_lead(m['h_unit'])}{minutes:02}" if minutes else "")
    said = str(minutes) if len(m["m"]) == 1 else f"{minutes:02}"
    return f"{head}{m['m_gap']}{said}{m['m_unit'] or ''}{_seconds(m, ms, with_hours=True)}"


def _seconds(m: re.Match[str], ms: int, *, with_hours: bool) -> str:
    """The seconds with what stands around them; nothing where the author leaves them out."""
    if m["s"] is None:
        return ""
    seconds = ms // 1_000 % 60
    needs_two = not m["s_unit"] and not with_hours
    short = len(m["s"]) == 1 and not needs_two and m["m_unit"].strip()[:1] not in _PRIMES
    return f"{m['s_gap']}{seconds if short else f'{seconds:02}'}{m['s_unit'] or ''}"


def _offset(value: str, whole_s: int) -> str:
    if ":" in value:
        return format_clock(whole_s * 1_000)
    if value.rstrip("s").isdigit():
        return f"{whole_s}{'s' if value.endswith('s') else ''}"
    minutes, seconds = divmod(whole_s, 60)
    hours, minutes = divmod(minutes, 60)
    return (f"{hours}h" if hours else "") + (f"{minutes}m" if hours or minutes else "") + f"{seconds}s"


def _padded(number: int, like: str) -> str:
    """`number` with leading zeros where `like` has them."""
    return f"{number:0{len(like)}}" if like.startswith("0") and len(like) > 1 else str(number)


def _lead(unit: str) -> str:
    """The space that stands before a unit."""
    return unit[: len(unit) - len(unit.lstrip())]
