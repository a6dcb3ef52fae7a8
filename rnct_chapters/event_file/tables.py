"""What an event file says, table by table: known keys with values that fit, or one sentence on what does not."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from rnct_chapters.errors import UnreadableEvent
from rnct_chapters.event_file.keys import CHECK, EXPORT, KEYS, RECAPS, RECORDINGS, TOP, known_words
from rnct_chapters.event_file.lines import line_of
from rnct_chapters.messages import Message, message
from rnct_chapters.recording.captions import shown_name

_AT_LINE = re.compile(r"\(at line (\d+), column (\d+)\)$")
_TWICE = re.compile(r"overwrite|twice|duplicate|immutable", re.IGNORECASE)
LONGEST_SHOWN = 60
"""Characters of a value or a line that a sentence repeats."""


@dataclass(frozen=True, slots=True)
class Tables:
    """The values by key, of the kinds that `KEYS` names. `recaps` has at least one row, and so has `recordings`."""

    top: Mapping[str, Any]
    recaps: tuple[Mapping[str, Any], ...]
    recordings: tuple[Mapping[str, Any], ...]
    check: Mapping[str, Any]
    formats: tuple[str, ...]


def read_tables(content: bytes, name: str) -> Tables:
    """The tables of an event file called `name`. Raises `UnreadableEvent`, whatever the bytes are."""
    text = _decoded(content, name)
    reader = _Reader(name, text)
    top = reader.table(TOP, 1, _parsed(text, name))
    recordings = reader.rows(RECORDINGS, top.get(RECORDINGS, ()), "source")
    recaps = reader.rows(RECAPS, _recaps(reader, top), "source")
    for number, row in enumerate(recaps, 1):
        _refuse_wrong_numbers(reader, number, row, len(recordings))
    check, export = (reader.table(key, 1, top.get(key, {})) for key in (CHECK, EXPORT))
    _refuse_unknown(reader, CHECK, "fail_on", check.get("fail_on", "").split(","))
    _refuse_unknown(reader, EXPORT, "formats", export.get("formats", ()))
    return Tables(top, recaps, recordings, check, export.get("formats", ()))


def _refuse_unknown(reader: "_Reader", table: str, key: str, words: Sequence[str]) -> None:
    """Raises `UnreadableEvent` where a word is none of those that the key knows."""
    if not any(words):
        return
    known = known_words(key)
    for word in words:
        if word and word not in known:
            near = ", ".join(get_close_matches(word.lower(), known, 1, 0.6) or sorted(known))
            raise reader.wrong("event_word_unknown", table, 1, key, word=_shortened(word), near=near)


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableEvent(message("event_not_utf8", path=name, line=line)) from error


def _parsed(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        m = _AT_LINE.search(str(error))
        lines = text.split("\n")
        line = int(m[1]) if m is not None else len(text.rstrip().split("\n"))
        shown = _shortened(lines[line - 1].strip())
        key = "event_not_toml" if _TWICE.search(str(error)) is None else "event_key_twice"
        raise UnreadableEvent(message(key, path=name, line=line, shown=shown)) from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, or brackets as deep
        raise UnreadableEvent(message("event_absurd", path=name)) from error


def _recaps(reader: "_Reader", top: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    """The rows of the recaps, however they are given."""
    if "recap" in top and RECAPS in top:
        raise reader.wrong("event_recap_twice", TOP, 1, "recap")
    if "recap" not in top and RECAPS not in top:
        raise reader.wrong("event_no_recap", TOP, 1, "")
    if RECORDINGS not in top:
        raise reader.wrong("event_no_recording", TOP, 1, "")
    return top[RECAPS] if RECAPS in top else ({"source": top["recap"]},)


def _refuse_wrong_numbers(reader: "_Reader", number: int, row: Mapping[str, Any], count: int) -> None:
    """Raises `UnreadableEvent` where a recap tells a recording that is not there, or in more parts than recordings."""
    numbers, parts = row.get("recordings", range(1, count + 1)), row.get("parts", ())
    if max(numbers) > count:
        raise reader.wrong("event_no_such_recording", RECAPS, number, "recordings", wanted=max(numbers), count=count)
    if len(parts) >= len(numbers):
        raise reader.wrong("event_parts", RECAPS, number, "parts", most=len(numbers) - 1, count=len(parts))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads tables of the file `name` whose text is `text`."""

    name: str
    text: str

    def rows(self, table: str, rows: "tuple[Mapping[str, Any], ...]", needed: str) -> tuple[Mapping[str, Any], ...]:
        """Each row with its values read; every one has the key `needed`."""
        read = tuple(self.table(table, number, row) for number, row in enumerate(rows, 1))
        for number, row in enumerate(read, 1):
            if needed not in row:
                raise self.wrong("event_key_missing", table, number, needed, table=table, number=number)
        return read

    def table(self, table: str, number: int, given: Mapping[str, Any]) -> Mapping[str, Any]:
        """The values of one table as their kinds read them. Raises `UnreadableEvent`."""
        return {key: self._value(table, number, key, value) for key, value in given.items()}

    def _value(self, table: str, number: int, key: str, value: object) -> Any:
        if (kind := KEYS[table].get(key)) is None:
            raise self._unknown(table, number, key)
        if (read := kind.read(value)) is None:
            facts = {"expected": message(kind.expected), "found": _told(value)}
            raise self.wrong("event_wrong_value", table, number, key, **facts)
        return read

    def _unknown(self, table: str, number: int, key: str) -> UnreadableEvent:
        """The error for a key that nobody knows: where it belongs, or which one was meant, or all that there are."""
        place = _place(table)
        homes = [t for t in KEYS if t != table and key in KEYS[t]]
        if homes:
            return self.wrong("event_key_elsewhere", table, number, key, place=place, home=_place(homes[0]))
        typed = key.lower().replace("-", "_")
        if near := get_close_matches(typed, KEYS[table], 1, 0.6):
            return self.wrong("event_key_near", table, number, key, place=place, near=near[0])
        far = {k: t for t in KEYS for k in KEYS[t]}
        if near := get_close_matches(typed, far, 1, 0.8):
            home = _place(far[near[0]])
            return self.wrong("event_key_far", table, number, key, place=place, near=near[0], home=home)
        return self.wrong("event_key_unknown", table, number, key, place=place, known=", ".join(KEYS[table]))

    def wrong(self, said: str, table: str, number: int, key: str, /, **facts: str | int | Message) -> UnreadableEvent:
        """The error `said` at the key `key` of the `number`-th `table`."""
        line = line_of(self.text, table, number, key)
        where = self.name if line is None else message("event_at_line", path=self.name, line=line)
        return UnreadableEvent(message(said, where=where, key=_shortened(key), **facts))


def _place(table: str) -> Message:
    """Where a table is, as a sentence tells it."""
    if table == TOP:
        return message("event_at_top")
    return message("event_under", table=f"[[{table}]]" if table in (RECAPS, RECORDINGS) else f"[{table}]")


def _told(value: object) -> str | Message:
    """A value as a sentence names it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return message("event_found_text", text=_shortened(value))
    if isinstance(value, list | dict):
        return message("event_found_list" if isinstance(value, list) else "event_found_table")
    return _shortened(str(value))


def _shortened(text: str) -> str:
    text = shown_name(text)
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"
