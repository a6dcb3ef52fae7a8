"""Media fragments: how the web points into a recording, `#t=725.4,900`.

Times are Normal Play Time (Media Fragments URI 1.0, section 4.2.1): seconds, `mm:ss` or `hh:mm:ss`, any with decimals.
"""

from urllib.parse import unquote

from rnct_chapters.chapters import Chapter, ChapterList
from rnct_chapters.chapters.ends import is_open
from rnct_chapters.exports.formats.spans import clock_ms, within_reason
from rnct_chapters.timecode import to_seconds


def stretch(pointed: str) -> tuple[int, int | None] | None:
    """Start and end in milliseconds of a media fragment without its `#`; the end is None where it is left open, and all
    is None where it has no time that can be read. Raises `UnreadableChapters` for one of years."""
    for field in pointed.split("&"):
        key, _, value = field.partition("=")
        if key != "t":
            continue
        start_text, comma, end_text = unquote(value).removeprefix("npt:").partition(",")
        start = clock_ms(start_text) if start_text or not comma else 0
        end = clock_ms(end_text) if comma else None
        if start is None or (comma and end is None):
            return None
        return within_reason(start, pointed[:40]), None if end is None else within_reason(end, pointed[:40])
    return None


def fragment(start_ms: int, end_ms: int | None) -> str:
    """`t=725.4,900`, or `t=725.4` where the end is open."""
    return f"t={to_seconds(start_ms)}" + ("" if end_ms is None else f",{to_seconds(end_ms)}")


def known_end(chapters: ChapterList, chapter: Chapter) -> int | None:
    """Where the chapter ends; None where nobody knows."""
    return None if is_open(chapters, chapter) else chapter.span.end_ms
