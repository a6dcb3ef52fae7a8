"""Footnotes: small lines at the foot of a column, which stand at the end of the article instead."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from rnct_chapters.recap.formats.pdf_columns import Region
from rnct_chapters.recap.formats.pdf_lines import Line

SMALL = 0.92
"""Of the text's size: footnotes are set smaller than this."""

_MARK = re.compile(r"(?P<number>\d{1,3}|[¹²³⁴-⁹⁰]{1,3}|[*†‡])[\s.)\u00a0]?\s*(?=[^\W\d]|[«“\"(])")


def without_footnotes(regions: Sequence[Region], text_size: float) -> tuple[list[Region], list[Region]]:
    """The regions without their footnotes, and the footnotes, both in reading order."""
    text: list[Region] = []
    notes: list[Region] = []
    for region in regions:
        first = len(region.lines) if _others_below(region, regions) else _first_note(region.lines, text_size)
        if first:
            text.append(replace(region, lines=region.lines[:first]))
        if first < len(region.lines):
            notes.append(replace(region, lines=region.lines[first:]))
    return text, notes


def _first_note(lines: Sequence[Line], text_size: float) -> int:
    """Where the footnotes at the end begin: at a mark, with nothing but small lines from there on."""
    first = len(lines)
    for i in range(len(lines) - 1, -1, -1):
        if lines[i].size > SMALL * text_size:
            break
        if _MARK.match(lines[i].text):
            first = i
    return first


def _others_below(region: Region, regions: Iterable[Region]) -> bool:
    last = region.lines[-1]
    return any(
        line.page == last.page and line.y > last.y + last.size and line.x0 < region.right and line.x1 > region.left
        for other in regions
        if other is not region
        for line in other.lines
    )
