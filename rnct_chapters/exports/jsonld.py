"""Key moments for search engines: schema.org's VideoObject with a Clip for each chapter.

What engines ask of it (Google's documentation for video structured data): each clip has a name, a start in seconds and
a link that opens there, which is not the start of the video; no two clips of a video start together; the video lasts
30 s or more.
"""

import json
from collections.abc import Iterator
from typing import Any

from rnct_chapters.chapters import ChapterList, plain
from rnct_chapters.hosts import deep_link, page_link

SHORTEST_MS = 30_000
"""A shorter video has no key moments."""


def render(chapters: ChapterList) -> str | None:
    """The script block of one recording; None where its address has no links that open at a time, or nothing in it
    can be a clip."""
    clips = list(_clips(chapters))
    too_short = chapters.duration_ms is not None and chapters.duration_ms < SHORTEST_MS
    if chapters.url is None or not clips or too_short:
        return None
    video: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "VideoObject",
        "name": plain(chapters.title),
        "url": page_link(chapters.url),
    }
    if chapters.duration_ms is not None:
        video["duration"] = _duration(chapters.duration_ms)
    video["hasPart"] = clips
    # A title that holds </script> must not end the block.
    block = json.dumps(video, ensure_ascii=False, indent=2).replace("<", "\\u003c").replace(">", "\\u003e")
    return f'<script type="application/ld+json">\n{block}\n</script>\n'


def _clips(chapters: ChapterList) -> Iterator[dict[str, Any]]:
    """In order, the first of those that start in one second; starts and ends are whole seconds, as the links are."""
    starts: set[int] = set()
    for chapter in sorted(chapters.chapters, key=lambda c: c.span.start_ms):
        start, end = chapter.span.start_ms // 1000, chapter.span.end_ms // 1000
        link = deep_link(chapters.url, start * 1000) if chapters.url else None
        name = plain(chapter.title)
        if start == 0 or start in starts or link is None or not name:
            continue
        starts.add(start)
        clip: dict[str, Any] = {"@type": "Clip", "name": name, "startOffset": start}
        yield clip | ({"endOffset": end} if end > start else {}) | {"url": link}


def _duration(ms: int) -> str:
    """ISO 8601: `PT1H2M3S`."""
    minutes, seconds = divmod(ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"PT{f'{hours}H' if hours else ''}{f'{minutes}M' if minutes else ''}{seconds}S"
