"""One object of a file of ours, read strictly: what is there must be what belongs there."""

from collections.abc import Mapping
from typing import Any

LONGEST_MS = 3_600_000_000
"""1000 hours: a larger number is no time."""


class Wrong(ValueError):
    """What stands at `key` does not belong there."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class Row:
    """The readers raise `Wrong` for what cannot be; those for lists and mappings take a missing one for empty."""

    def __init__(self, found: object) -> None:
        if not isinstance(found, Mapping):
            raise Wrong("{}")
        self.found: Mapping[str, Any] = found

    def text(self, key: str) -> str:
        found = self.found.get(key)
        if not isinstance(found, str):
            raise Wrong(key)
        return found

    def maybe_text(self, key: str) -> str | None:
        return None if self.found.get(key) is None else self.text(key)

    def signed(self, key: str) -> int:
        """Milliseconds of either sign."""
        found = self.found.get(key)
        if isinstance(found, bool) or not isinstance(found, int) or abs(found) > LONGEST_MS:
            raise Wrong(key)
        return found

    def whole(self, key: str) -> int:
        """Milliseconds, or a number from 0."""
        if (found := self.signed(key)) < 0:
            raise Wrong(key)
        return found

    def time(self, key: str) -> int | None:
        return None if self.found.get(key) is None else self.whole(key)

    def count(self, key: str) -> int:
        """A number from 1."""
        if (found := self.signed(key)) < 1:
            raise Wrong(key)
        return found

    def number(self, key: str) -> int | None:
        """A number from 1, where there is one."""
        return None if self.found.get(key) is None else self.count(key)

    def texts(self, key: str) -> tuple[str, ...]:
        found = self._list(key)
        if not all(isinstance(f, str) for f in found):
            raise Wrong(key)
        return tuple(found)

    def times(self, key: str) -> tuple[int, ...]:
        return tuple(Row({key: f}).whole(key) for f in self._list(key))

    def objects(self, key: str) -> tuple[dict[str, Any], ...]:
        found = self._list(key)
        if not all(isinstance(f, Mapping) for f in found):
            raise Wrong(key)
        return tuple(dict(f) for f in found)

    def mapping(self, key: str) -> Mapping[str, Any]:
        found = self.found.get(key, {})
        if not isinstance(found, Mapping):
            raise Wrong(key)
        return found

    def mapping_of_text(self, key: str) -> dict[str, str]:
        found = dict(self.mapping(key))
        if not all(isinstance(f, str) for f in found.values()):
            raise Wrong(key)
        return found

    def _list(self, key: str) -> list[Any]:
        found = self.found.get(key, [])
        if not isinstance(found, list):
            raise Wrong(key)
        return found
