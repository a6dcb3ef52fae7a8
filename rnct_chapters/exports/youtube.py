"""Chapters as lines of a YouTube description: the time, a space, the title."""

from rnct_chapters.chapters import ChapterList, plain
from rnct_chapters.timecode import format_clock


def render(chapters: ChapterList) -> str:
    """One line a chapter, times in whole seconds rounded down."""
    return "".join(f"{format_clock(c.span.start_ms)} {plain(c.title)}\n" for c in chapters.chapters)
