"""Chapters as FFMETADATA1, which ffmpeg merges into a file without encoding it again:

ffmpeg -i replay.mp4 -i chapters.ffmetadata -map 0 -map_metadata 0 -map_chapters 1 -c copy out.mp4
"""

import re

from rnct_chapters.chapters import ChapterList, plain


def render(chapters: ChapterList) -> str:
    """One section a chapter, always with its timebase and its end: what ffmpeg assumes without them differs."""
    sections = [
        f"[CHAPTER]\nTIMEBASE=1/1000\nSTART={c.span.start_ms}\nEND={c.span.end_ms}\ntitle={_escaped(c.title)}\n"
        for c in chapters.chapters
    ]
    return ";FFMETADATA1\n" + "".join(sections)


def _escaped(title: str) -> str:
    """A backslash before each character that has a meaning; a line end, which has no spelling for every reader, is
    a space by then. A backslash at the end gets a space after it: ffmpeg 5 takes even an escaped one there for an
    escaped line end, and reads the next section as part of the title."""
    escaped = re.sub(r"([=;#\\])", r"\\\1", plain(title))
    return f"{escaped} " if escaped.endswith("\\") else escaped
