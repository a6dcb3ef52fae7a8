"""The keys that an event file may have, table by table, and what each of them takes."""

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from rnct_chapters.errors import TimecodeError
from rnct_chapters.timecode import parse_duration

TOP, RECAPS, RECORDINGS, CHECK, EXPORT = "", "recaps", "recordings", "check", "export"

RATE = re.compile(r"\d{1,9}(?:\.\d{1,3})?\s*[kKmMgG]?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Kind:
    """What a key takes: `expected` is the key of the sentence's part that tells it to people; `read` gives the value as
    it is kept, None where it does not fit."""

    expected: str
    read: Callable[[object], object]


def _text(value: object) -> str | None:
    """Text that says something, on one line."""
    fits = isinstance(value, str) and value.strip() and "\0" not in value
    return " ".join(str(value).split()) if fits else None


def _path(value: object) -> str | None:
    """The name of a file, or an address; kept to the letter, for names may hold any character but zero."""
    fits = isinstance(value, str) and value.strip() not in ("", "-") and "\0" not in value
    return str(value) if fits and ("://" not in str(value) or _can_be_split(str(value))) else None


def _file(value: object) -> str | None:
    """The name of a file on this disk."""
    found = _path(value)
    return None if found is None or "://" in found else found


def _address(value: object) -> str | None:
    text = value.strip() if isinstance(value, str) else ""
    plain = re.fullmatch(r"https?://[^/\s][^\s]*", text, re.IGNORECASE) and text.isprintable()
    return text if plain and _can_be_split(text) else None


def _can_be_split(address: str) -> bool:
    """Whether the parts of an address can be told; brackets in it may be none of an address."""
    try:
        urlsplit(address)
    except ValueError:
        return False
    return True


def parse_day(value: object) -> datetime.date | None:
    """A day of TOML, or one written 2025-05-14; None for anything else."""
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", value.strip(), re.ASCII):
        return None
    try:
        return datetime.date.fromisoformat(value.strip())
    except ValueError:
        return None


def _language(value: object) -> str | None:
    return value if isinstance(value, str) and value in ("fr", "en") else None


def _spoken(value: object) -> str | None:
    return value if isinstance(value, str) and re.fullmatch(r"[a-z]{2,3}", value) else None


def _flag(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _counted(value: object) -> int | None:
    """A number from 1."""
    return value if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 999 else None


def _offset(value: object) -> str | None:
    """A time that may be negative, as text or in seconds."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return None
    try:
        parse_duration(value)
    except TimecodeError:
        return None
    return value.strip()


def _time(value: object) -> str | None:
    found = _offset(value)
    return found if found is not None and parse_duration(found) >= 0 else None


def _rate(value: object) -> str | None:
    text = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    fits = RATE.fullmatch(text)
    return text if fits and any(c in "123456789" for c in text) else None


def _words(value: object) -> str | None:
    """Words by commas, or a list of them; kept by commas."""
    words = [one.strip() if isinstance(one, str) else "" for one in (value if isinstance(value, list) else [value])]
    return ",".join(words) if all(words) else None


def _texts(value: object) -> tuple[str, ...] | None:
    found = [_text(one) for one in value] if isinstance(value, list) else [None]
    return tuple(one for one in found if one is not None) if None not in found else None


def _numbers(value: object) -> tuple[int, ...] | None:
    """Numbers from 1, none of them twice."""
    found = [_counted(one) for one in value] if isinstance(value, list) and value else [None]
    numbers = tuple(one for one in found if one is not None)
    return numbers if None not in found and len(set(numbers)) == len(numbers) else None


def _table(value: object) -> dict[str, object] | None:
    return value if isinstance(value, dict) else None


def _tables(value: object) -> tuple[dict[str, object], ...] | None:
    found = value if isinstance(value, list) else []
    return tuple(found) if found and all(isinstance(one, dict) for one in found) else None


_TEXT, _PATH = Kind("event_expects_text", _text), Kind("event_expects_path", _path)
_FILE = Kind("event_expects_file", _file)
_ADDRESS, _DAY = Kind("event_expects_address", _address), Kind("event_expects_day", parse_day)
_FLAG, _TIME = Kind("event_expects_flag", _flag), Kind("event_expects_time", _time)

KEYS: Mapping[str, Mapping[str, Kind]] = {
    TOP: {
        "title": _TEXT,
        "date": _DAY,
        "language": Kind("event_expects_language", _language),
        "programme": _FILE,
        "recap": _PATH,
        RECAPS: Kind("event_expects_recaps", _tables),
        RECORDINGS: Kind("event_expects_recordings", _tables),
        CHECK: Kind("event_expects_table", _table),
        EXPORT: Kind("event_expects_table", _table),
    },
    RECAPS: {
        "source": _PATH,
        "recordings": Kind("event_expects_numbers", _numbers),
        "parts": Kind("event_expects_texts", _texts),
        "selector": _TEXT,
        "results": _FILE,
    },
    RECORDINGS: {
        "source": _PATH,
        "title": _TEXT,
        "url": _ADDRESS,
        "captions": _FILE,
        "captions_offset": Kind("event_expects_offset", _offset),
        "audio_track": Kind("event_expects_counted", _counted),
    },
    CHECK: {
        "tolerance": _TIME,
        "lead": _TIME,
        "listen": _FLAG,
        "whole": _FLAG,
        "model": _FILE,
        "hotwords": _FLAG,
        "spoken": Kind("event_expects_spoken", _spoken),
        "rate_limit": Kind("event_expects_rate", _rate),
        "cookies": _FILE,
        "strict": _FLAG,
        "fail_on": Kind("event_expects_words", _words),
    },
    EXPORT: {"formats": Kind("event_expects_formats", _texts)},
}
"""By table and key. Where the sentence of a kind lists what is known, it is in docs/event-file.md too."""


def known_words(key: str) -> frozenset[str]:
    """The words that `formats` and `fail_on` may hold."""
    if key == "formats":
        from rnct_chapters.exports import FORMATS

        return frozenset(FORMATS)
    from rnct_chapters.exports.results import SPECIAL
    from rnct_chapters.verdicts import Outcome

    return frozenset({*SPECIAL, *(o.value for o in Outcome)})
