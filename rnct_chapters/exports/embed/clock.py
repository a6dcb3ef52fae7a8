"""The clock of an MP4 file: how many ticks make a second in its index, and an index told in finer ones."""

from collections.abc import Iterator
from dataclasses import replace
from math import lcm

from rnct_chapters.exports.embed.boxes import Box

_SHORT, _LONG = 4, 8


def finer(moov: Box, timescale: int) -> Box:
    """The index, whose clock has so many ticks a second, with a clock that has one at every millisecond. All times stay
    the same; those of tracks go by clocks of their own, and are not touched.

    Raises `OverflowError` where a time has no room for smaller ticks.
    """
    return _finer(moov, lcm(timescale, 1000) // timescale)


def _finer(box: Box, factor: int) -> Box:
    content = box.content
    for at, octets in _times(box):
        time = box.number(at, octets)
        if time != (1 << 8 * octets) - 1:  # which says that it is not known
            content = bytearray(content)
            content[at : at + octets] = (time * factor).to_bytes(octets, "big")
    return replace(box, content=content, inside=tuple(_finer(child, factor) for child in box.inside))


def _times(box: Box) -> Iterator[tuple[int, int]]:
    """Where in the box numbers of the movie's ticks stand, and in how many bytes each."""
    octets = _LONG if box.content and box.number(0, 1) else _SHORT
    if box.kind == b"mvhd":
        yield from ((4 + 2 * octets, _SHORT), (8 + 2 * octets, octets))
    elif box.kind == b"tkhd":
        yield 12 + 2 * octets, octets
    elif box.kind == b"mehd":
        yield 4, octets
    elif box.kind == b"elst":
        yield from ((8 + n * (2 * octets + 4), octets) for n in range(box.number(4)))
