"""Where chapters end that were given only a start."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rnct_chapters.chapters.chapter import RULES, Chapter, ChapterList
from rnct_chapters.timecode import Span


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


def is_open(chapters: ChapterList, chapter: Chapter) -> bool:
    """Whether nobody knows where the chapter ends: `ends_ms` gave it the least length, since the recording's own is not
    known and nothing of its level or above begins after it."""
    if chapters.duration_ms is not None or chapter.span.duration_ms != RULES.min_length_ms:
        return False
    start, level = chapter.span.start_ms, chapter.level
    return not any(c.level <= level and c.span.start_ms > start for c in chapters.chapters)


def lasting(chapters: ChapterList, duration_ms: int | None) -> ChapterList:
    """The list for a recording of that length, to whose end go the chapters of which nobody knew the end. As it is
    where the length is None."""
    if duration_ms is None:
        return chapters
    ended = (
        replace(c, span=Span(c.span.start_ms, max(c.span.end_ms, duration_ms))) if is_open(chapters, c) else c
        for c in chapters.chapters
    )
    return replace(chapters, chapters=tuple(ended), duration_ms=duration_ms)
