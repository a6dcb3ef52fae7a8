"""A file as it was and as it will be: which stretches stay as they are, and what is written in the place of others."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

BLOCK = 4096
"""Bytes of a block of a disk, and of a page of memory. What moves by whole ones is copied with a third of the work, and
on some disks not at all: both files share it."""
MOST_ROOM = 1 << 20
"""Bytes of empty room that are laid out anew; more of it stays as it is."""


@dataclass(frozen=True, slots=True)
class Part:
    """The stretch [start, end) of the old file, in bytes, and what stands there in the new one: the same where
    `written` is None. An insertion is an empty stretch."""

    start: int
    end: int
    written: bytes | None = None

    @property
    def length(self) -> int:
        """In the new file."""
        return self.end - self.start if self.written is None else len(self.written)


class Layout:
    """The parts of a new file in order, which cover the old one, and where each byte of that comes to lie."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self.parts = tuple(parts)
        self._old = [part.start for part in self.parts]
        self._new = [0, *accumulate(part.length for part in self.parts)]

    @property
    def length(self) -> int:
        """Bytes of the new file."""
        return self._new[-1]

    def moved(self, offset: int) -> int:
        """Where the byte at `offset` of the old file lies in the new one."""
        i = self.part_of(offset)
        return offset - self._old[i] + self._new[i]

    def part_of(self, offset: int) -> int:
        """The index of the part in which that byte lies; all bytes of a part move alike."""
        return bisect_right(self._old, offset) - 1

    @property
    def moves(self) -> bool:
        """Whether anything that stays comes to lie elsewhere."""
        return any(p.written is None and p.length and self.moved(p.start) != p.start for p in self.parts)
