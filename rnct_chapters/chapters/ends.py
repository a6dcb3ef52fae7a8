"""Where chapters end that were given only a start."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from rnct_chapters.chapters.chapter import RULES


def ends_ms(entries: Sequence[tuple[int, int | None, int]], duration_ms: int | None) -> Iterator[int]:
    """The end of each of `entries`, which are start, end or None, and level, in any order.

    One without an end lasts to where the next of its level or above begins, else to the recording's end, else as long
    as the shortest chapter that a host shows.
    """
    levels = {level for _, _, level in entries}
    starts = {top: sorted({start for start, _, level in entries if level <= top}) for top in levels}
    for start, end, level in entries:
        if end is None:
            later = starts[level][bisect_right(starts[level], start) :]
            last = start + RULES.min_length_ms if duration_ms is None else max(start, duration_ms)
            end = later[0] if later else last
        yield end
