"""On which line of a TOML text a key stands, for sentences about its value."""

import re
from collections.abc import Iterator

_HEADER = re.compile(r"\s*\[{1,2}\s*[\"']?([\w-]+)[\"']?\s*\]{1,2}\s*(?:#.*)?")
_KEY = re.compile(r"\s*(?:\"([^\"]*)\"|'([^']*)'|([\w-]+))\s*[=.]")


def line_of(text: str, table: str, number: int, key: str) -> int | None:
    """The line from 1 where `key` stands in the `number`-th table called `table`, else that table's own line; "" is the
    table at the top. None where neither stands at the beginning of a line."""
    found = None
    for line, (name, nth, named) in enumerate(_places(text), 1):
        if (name, nth) == (table, number):
            found = found or (line if table else None)
            if named == key:
                return line
    return found


def _places(text: str) -> Iterator[tuple[str, int, str | None]]:
    """Of each line: its table, how many tables of this name have begun, and the key that it begins with. Lines inside a
    text of several lines have no key."""
    table, begun, inside = "", {"": 1}, None
    for line in text.split("\n"):
        key = None
        if inside is None:
            if (m := _HEADER.fullmatch(line.rstrip("\r"))) is not None:
                table = m[1]
                begun[table] = begun.get(table, 0) + 1
            elif (m := _KEY.match(line)) is not None:
                key = m[1] or m[2] or m[3]
        yield table, begun[table], key
        inside = _text_after(line, inside)


def _text_after(line: str, inside: str | None) -> str | None:
    """The quotes of the text of several lines that is open at the end of the line."""
    for quotes in re.findall("\"{3}|'{3}", line):
        if inside is None:
            inside = quotes
        elif inside == quotes:
            inside = None
    return inside
