"""What in an MP4 file says where other bytes of it lie, told again for a file whose bytes have moved."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterator
from dataclasses import replace

from rnct_chapters.exports.embed.boxes import Box, boxes_in
from rnct_chapters.exports.embed.layout import Layout

_OFFSETS = {b"stco": "I", b"co64": "Q"}
_BASE_OFFSET = 0x1
"""The flag of a `tfhd` that states where its fragment's data lie."""
_THIS_FILE = 0x1
"""The flag of a reference to media that lie in the same file."""


def offsets_in(box: Box) -> array[int]:
    """What a `stco` or `co64` holds: where each chunk of a track begins. Raises `IndexError` where it is cut."""
    found = array(_OFFSETS[box.kind])
    octets = box.number(4) * found.itemsize
    if len(box.content) < 8 + octets:
        raise IndexError(octets)
    found.frombytes(bytes(box.content[8 : 8 + octets]))
    if sys.byteorder == "little":
        found.byteswap()
    return found


def offsets_box(offsets: array[int], *, wide: bool) -> Box:
    """The box that holds them; `wide` ones reach beyond 4 GiB."""
    kind = b"co64" if wide else b"stco"
    written = array(_OFFSETS[kind], offsets)
    if sys.byteorder == "little":
        written.byteswap()
    return Box(kind, bytes(4) + len(written).to_bytes(4, "big") + written.tobytes())


def widened(box: Box) -> Box:
    """The box with room for offsets beyond 4 GiB, in all of its tracks."""
    if box.kind == b"stco":
        return offsets_box(offsets_in(box), wide=True)
    return replace(box, inside=tuple(map(widened, box.inside))) if box.inside else box


def moved(box: Box, layout: Layout) -> Box:
    """The box with every place told as `layout` has it. Its length stays."""
    if box.kind in _OFFSETS:
        return _moved_chunks(box, layout)
    if box.kind == b"tfhd" and box.number(0) & _BASE_OFFSET:
        return _with_numbers(box, [8], 8, layout)
    if box.kind == b"tfra":
        return _moved_fragments(box, layout)
    return replace(box, inside=tuple(moved(child, layout) for child in box.inside)) if box.inside else box


def _moved_chunks(box: Box, layout: Layout) -> Box:
    offsets = offsets_in(box)
    if not offsets:
        return box
    first, last = min(offsets), max(offsets)
    if layout.part_of(first) == layout.part_of(last):
        by = layout.moved(first) - first
        told = array(offsets.typecode, [offset + by for offset in offsets])
    else:
        told = array(offsets.typecode, map(layout.moved, offsets))
    return offsets_box(told, wide=box.kind == b"co64")


def _moved_fragments(box: Box, layout: Layout) -> Box:
    """A `tfra`: for each fragment a time, an offset, and three numbers of one to four bytes each."""
    octets = 8 if box.number(0, 1) else 4
    lengths = box.number(8)
    entry = 2 * octets + sum((lengths >> shift & 3) + 1 for shift in (4, 2, 0))
    return _with_numbers(box, [16 + n * entry + octets for n in range(box.number(12))], octets, layout)


def _with_numbers(box: Box, places: list[int], octets: int, layout: Layout) -> Box:
    content = bytearray(box.content)
    for at in places:
        content[at : at + octets] = layout.moved(box.number(at, octets)).to_bytes(octets, "big")
    return replace(box, content=bytes(content))


def unmovable(box: Box) -> Iterator[str]:
    """Kinds of boxes in it that tell places in ways that are not told again here: of encryption (`saio`), of single
    items (`iloc`), of media in other files (`dref`)."""
    for found in box.walk():
        if found.kind == b"saio":
            yield "saio"
        elif found.kind == b"meta" and _has_items(found):
            yield "iloc"
        elif found.kind == b"dref" and any(map(_is_elsewhere, boxes_in(found.content[8:]))):
            yield "dref"


def _has_items(meta: Box) -> bool:
    """QuickTime's `meta` begins with its boxes, that of ISO with four bytes before them."""
    return any(box.kind == b"iloc" for skip in (0, 4) for box in boxes_in(meta.content[skip:]))


def _is_elsewhere(reference: Box) -> bool:
    """Whether a reference names another file: it has a name, and no flag that says "this file"."""
    return len(reference.content) > 4 and not reference.number(0) & _THIS_FILE
