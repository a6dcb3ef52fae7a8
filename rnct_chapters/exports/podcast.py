"""Chapters as Podcasting 2.0 JSON, which a feed names with `<podcast:chapters type="application/json+chapters">`."""

import json

from rnct_chapters.chapters import ChapterList, plain
from rnct_chapters.hosts import deep_link
from rnct_chapters.timecode import to_seconds

VERSION = "1.2.0"


def render(chapters: ChapterList) -> str:
    """One object; times are seconds, and each chapter has its deep link where the recording's host takes one."""
    listed = []
    for chapter in chapters.chapters:
        link = deep_link(chapters.url, chapter.span.start_ms) if chapters.url else None
        start, end = to_seconds(chapter.span.start_ms), to_seconds(chapter.span.end_ms)
        entry: dict[str, str | int | float] = {"startTime": start, "title": plain(chapter.title), "endTime": end}
        listed.append(entry | ({"url": link} if link else {}))
    whole = {"version": VERSION, "title": plain(chapters.title), "chapters": listed}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
