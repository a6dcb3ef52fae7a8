"""Chapters as lines of a description, from which YouTube, PeerTube and yt-dlp make them: the time, a space, the title.

People write them in more ways than one, so a line is read with a bullet or a bracket around its time, and with a
dash after it. A dash is part of the title unless every line has one: what is written here has none of its own.
"""

import re
from collections.abc import Sequence

from rnct_chapters.chapters import ChapterList
from rnct_chapters.exports.formats.beyond import counted
from rnct_chapters.exports.formats.format import Found, Setting
from rnct_chapters.exports.formats.lines import numbered_lines
from rnct_chapters.exports.formats.spans import clock_ms, spanned, within_reason
from rnct_chapters.messages import message
from rnct_chapters.timecode import format_clock, parse_offset

_TIME = r"(?:\d{1,4}:)?\d{1,3}:[0-5]\d(?:[.,]\d{1,3})?|(?:\d{1,4}h)?\d{1,3}m[0-5]?\ds?"
_FIRST = re.compile(
    rf"(?P<before>[^\w\n]{{0,8}}(?:\d{{1,3}}[.)]\s+)?[^\w\n]{{0,3}})(?P<time>{_TIME})"
    r"(?:[\])}]?[-–—:|,.;>]?\s+(?!-->)(?P<title>\S.*)|[\])}]?\s*)"
)
_LAST = re.compile(rf"(?P<title>.*[^\s(\[{{@–—:|-])[\s–—:|-]*[\s(\[{{@](?P<time>{_TIME})[\])}}.]?\s*")
_SEPARATOR = re.compile(r"[-–—:|•·~=>]+\s+(?=\S)")
_BULLET = re.compile(r"\s*[-*+•]\s")


def render(chapters: ChapterList, setting: Setting) -> str:
    """One line a chapter, times in whole seconds rounded down."""
    titles = [c.title for c in chapters.chapters]
    lead = "- " if _all_separated(titles) else ""  # else reading would take the titles' own for one
    return "".join(f"{format_clock(c.span.start_ms)} {lead}{c.title}\n" for c in chapters.chapters)


def read(text: str, setting: Setting) -> Found:
    """Chapters of the lines that open with a time, or, where none does, of those that end with one. Raises
    `UnreadableChapters` for a time that no recording reaches."""
    lines = [(n, line) for n, line in numbered_lines(text) if line.strip()]
    matched = [(n, m) for n, line in lines if (m := _FIRST.fullmatch(line))]
    if not matched:
        last = [(n, m) for n, line in lines if (m := _LAST.fullmatch(line))]
        matched = last if len(last) > 1 else []  # one alone is prose that says when
    titles = [(m["title"] or "").strip() for _, m in matched]
    if _all_separated(titles):
        titles = [_SEPARATOR.sub("", title, count=1) for title in titles]
    starts = [within_reason(_ms(m), message("unread_line", line=n)) for n, m in matched]
    entries = [(start, None, title, 1) for start, title in zip(starts, titles, strict=True)]
    return Found(chapters=spanned(entries, None), beyond=counted(lines=len(lines) - len(matched)))


def is_it(text: str) -> bool:
    """Whether it has lines of chapters as YouTube wants them, the first at 0:00, or three of rising times; in any
    order where it is made of nothing else, and has one at 0:00 or three. Lists with bullets are left to Markdown."""
    if text.startswith(("WEBVTT", ";FFMETADATA")):  # where a title may look like such a line
        return False
    lines = [line for _, line in numbered_lines(text) if line.strip()]
    starts = [_ms(m) for line in lines if not _BULLET.match(line) and (m := _FIRST.fullmatch(line))]
    rising = len(starts) > 2 and starts == sorted(set(starts))
    alone = len(starts) == len(lines) and (len(starts) > 2 or 0 in starts)
    return starts[:1] == [0] or rising or alone


def _all_separated(titles: Sequence[str]) -> bool:
    return bool(titles) and all(map(_SEPARATOR.match, titles))


def _ms(m: re.Match[str]) -> int:
    """Milliseconds of a time that a pattern let through."""
    return clock_ms(m["time"]) or parse_offset(m["time"]) or 0
