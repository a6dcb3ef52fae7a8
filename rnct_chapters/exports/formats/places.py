"""JSON that others wrote: values that know where they stand, for an error to name the place and what belongs there."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NoReturn

from rnct_chapters.errors import UnreadableChapters
from rnct_chapters.exports.formats.spans import clock_ms, within_reason
from rnct_chapters.messages import Message, message
from rnct_chapters.timecode import parse_offset, to_ms

_HALVES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Place:
    """A value of a JSON text and its path: `chapters[2].startTime`. What a value must be and is not raises
    `UnreadableChapters`."""

    found: object
    path: str

    def __getitem__(self, key: str) -> "Place":
        """The member `key` of an object; `found` is None there where it has none."""
        if not isinstance(self.found, Mapping):
            raise self.wrong("object")
        return Place(self.found.get(key), f"{self.path}.{key}" if self.path else key)

    def __iter__(self) -> Iterator["Place"]:
        """The members of a list; of nothing, none."""
        if not isinstance(self.found, list | None):
            raise self.wrong("list")
        return (Place(found, f"{self.path}[{i}]") for i, found in enumerate(self.found or ()))

    def __bool__(self) -> bool:
        """Whether there is anything; an empty list and null are nothing, a zero is something."""
        return not (self.found is None or self.found == "" or self.found == [] or self.found == {})

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of an object, as they stand; of anything else, none."""
        return tuple(map(_characters, self.found)) if isinstance(self.found, Mapping) else ()

    @property
    def is_object(self) -> bool:
        return isinstance(self.found, Mapping)

    def text(self) -> str:
        if not isinstance(self.found, str):
            raise self.wrong("text")
        return _characters(self.found)

    def text_or_none(self) -> str | None:
        """The text; None for null and where there is none."""
        return None if self.found is None else self.text()

    def ms(self) -> int:
        """Milliseconds of a number of seconds, or of a text that spells one or a clock."""
        seconds = self.found
        if isinstance(seconds, str):
            named = clock_ms(seconds[:40]) or parse_offset(seconds[:40])
            seconds = None if named is None else named / 1000
        if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not seconds >= 0:
            raise self.wrong("seconds")
        return within_reason(to_ms(min(seconds, 1e9)), self._shown)

    def ms_or_none(self) -> int | None:
        """Milliseconds as of `ms`; None for null and where there is none."""
        return None if self.found is None else self.ms()

    def wrong(self, wanted: str) -> UnreadableChapters:
        """The error that says what stands here and what belongs there: a `wanted` of the sentences `unread_want_…`."""
        needed = message(f"unread_want_{wanted}")
        return UnreadableChapters(message("unread_value", place=self._shown, found=_brief(self.found), wanted=needed))

    @property
    def _shown(self) -> str | Message:
        return self.path or message("unread_whole")


def read_json(text: str) -> Place:
    """The root of a JSON text. Raises `UnreadableChapters` where it is none, naming the line."""
    try:
        return Place(json.loads(text.removeprefix("\ufeff"), parse_constant=_not_a_number), "")
    except json.JSONDecodeError as error:
        raise UnreadableChapters(message("unread_json", line=error.lineno)) from error
    except (ValueError, RecursionError) as error:  # numbers of thousands of digits, lists in lists without end
        raise UnreadableChapters(message("unread_json_wild")) from error


def _not_a_number(name: str) -> NoReturn:
    raise UnreadableChapters(message("unread_json_constant", name=name))


def opens_as_json(text: str) -> bool:
    """Whether `text` looks like an object or a list of JSON, at first sight."""
    return text.lstrip("\ufeff \t\r\n")[:1] in ("{", "[")


def _characters(text: str) -> str:
    """`text` without halves of characters, which JSON can spell and no file or screen takes."""
    return _HALVES.sub("\ufffd", text)


def _brief(found: object) -> str | Message:
    """A wrong value as an error shows it; of what holds others, the brackets."""
    if found is None:
        return message("chapter_nothing")
    if found and isinstance(found, Mapping | list):
        return "[…]" if isinstance(found, list) else "{…}"
    shown = _characters(json.dumps(found, ensure_ascii=False))
    return shown if len(shown) <= 40 else f"{shown[:39]}…"
