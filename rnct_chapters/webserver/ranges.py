"""Which bytes of a file a player asks for (RFC 9110, section 14)."""

import re
from dataclasses import dataclass

_ONE_RANGE = re.compile(r"bytes[ \t]*=[ \t]*(\d{0,18})-(\d{0,18})[ \t]*", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """The bytes from `first` to `last`, both of them included."""

    first: int
    last: int

    @property
    def size(self) -> int:
        return self.last - self.first + 1


class NoSuchPart(Exception):
    """The file has none of the bytes that were asked for."""


def asked_part(header: str | None, size: int) -> Part | None:
    """The part of a file of `size` bytes that a Range header names; None where all of it is to be sent.

    A header that is broken, or asks for several parts at once, is passed over, as the standard has it. Raises
    `NoSuchPart` for a part behind the file's end.
    """
    m = _ONE_RANGE.fullmatch(header) if header is not None else None
    if m is None or not (m[1] or m[2]):
        return None
    if not m[1]:
        return _tail(int(m[2]), size)
    first, last = int(m[1]), int(m[2]) if m[2] else size - 1
    if m[2] and last < first:
        return None
    if first >= size:
        raise NoSuchPart
    return Part(first, min(last, size - 1))


def _tail(count: int, size: int) -> Part:
    """The last `count` bytes."""
    if not count or not size:
        raise NoSuchPart
    return Part(max(0, size - count), size - 1)
