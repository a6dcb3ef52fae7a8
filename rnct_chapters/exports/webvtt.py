"""Chapters as WebVTT for `<track kind="chapters">`; the rules are the W3C's "chapter title text"."""

from rnct_chapters.chapters import ChapterList, plain
from rnct_chapters.timecode import format_clock


def render(chapters: ChapterList) -> str:
    """One cue a chapter. Its text is plain: `&`, `<` and `>` are references, so that no `-->` can stand in it."""
    cues = [
        f"{number}\n{_clock(c.span.start_ms)} --> {_clock(c.span.end_ms)}\n{_text(c.title)}\n"
        for number, c in enumerate(chapters.chapters, 1)
    ]
    return "\n".join(["WEBVTT\n", *cues])


def _clock(ms: int) -> str:
    return format_clock(ms, decimals=3, pad=True)


def _text(title: str) -> str:
    return plain(title).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
