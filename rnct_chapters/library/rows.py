"""Values of JSON objects that anybody may have written, each of the kind that a column takes."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from rnct_chapters.timecode import to_ms

Json = Mapping[str, Any]

LONGEST_MS = 3_600_000_000
"""1000 hours: a larger number is a slip."""

_Found = TypeVar("_Found")


class Row:
    """A JSON object whose values must be of one kind. Raises KeyError or TypeError, and ValueError for a number that
    no column can hold."""

    def __init__(self, found: object) -> None:
        if not isinstance(found, dict):
            raise TypeError
        self.found: Json = found

    def get(self, key: str, kind: type[_Found]) -> _Found:
        value = self.found[key]
        if not isinstance(value, kind) or isinstance(value, bool):
            raise TypeError(key)
        if isinstance(value, int) and abs(value) >= 1 << 63:
            raise ValueError(key)
        return storable(value) if isinstance(value, str) else value  # type: ignore[return-value]

    def maybe(self, key: str, kind: type[_Found]) -> _Found | None:
        return None if self.found.get(key) is None else self.get(key, kind)

    def maybe_ms(self, key: str) -> int | None:
        found = self.maybe(key, int)
        if found is not None and not 0 <= found <= LONGEST_MS:
            raise ValueError(key)
        return found

    def ms(self, key: str) -> int | None:
        """Milliseconds of the seconds at `key`."""
        found = self.found.get(key)
        if found is None:
            return None
        if isinstance(found, bool) or not isinstance(found, int | float):
            raise TypeError(key)
        if not 0 <= found <= LONGEST_MS / 1000:
            raise ValueError(key)
        return to_ms(found)

    def row(self, key: str) -> "Row":
        return Row(self.found[key])

    def maybe_row(self, key: str) -> "Row | None":
        return None if self.found.get(key) is None else self.row(key)

    def rows(self, key: str) -> Iterator["Row"]:
        return map(Row, self.column(key, dict))

    def column(self, key: str, kind: type[_Found]) -> list[_Found]:
        found = self.found[key]
        if not isinstance(found, list) or set(map(type, found)) - {kind}:
            raise TypeError(key)
        return found


def storable(text: str) -> str:
    """`text` as a column can hold it: without halves of characters, and without the zero that ends texts in C."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")
