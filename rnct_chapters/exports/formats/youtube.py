"""Chapters as lines of a description, from which YouTube, PeerTube and yt-dlp make them: the time, a space, the title.

People write them in more ways than one, so a line is read with a bullet or a bracket around its time, and with a
dash after it, or with the time of its end. A dash is part of the title unless every line has one: what is written
here has none of its own.
"""

import re
from collections.abc import Sequence

from rnct_chapters.chapters import ChapterList
from rnct_chapters.exports.formats.beyond import counted
from rnct_chapters.exports.formats.format import Found, Setting
from rnct_chapters.exports.formats.lines import numbered_lines
from rnct_chapters.exports.formats.spans import clock_ms, spanned, within_reason
from rnct_chapters.messages import Message, message
from rnct_chapters.timecode import format_clock, parse_offset

_TIME = r"(?:\d{1,4}:)?\d{1,3}:[0-5]\d(?:[.,]\d{1,3})?|(?:\d{1,4}h)?\d{1,3}m[0-5]?\ds?"
_BEFORE = r"[^\w\n]{0,8}(?:\d{1,3}(?:[.)]\s+|\ufe0f?\u20e3\s*))?[^\w\n]{0,3}"
_AFTER = r"(?:[\])}]?[-–—:|,.;>]?\s+(?!-->)(?P<title>\S.*)|[\])}]?\s*)"
_FIRST = re.compile(rf"{_BEFORE}(?P<time>{_TIME}){_AFTER}")
_RANGE = re.compile(rf"{_BEFORE}(?P<time>{_TIME})\s*[-–—→]\s*(?P<end>{_TIME}){_AFTER}")
_LAST = re.compile(rf"(?P<title>.*[^\s(\[{{@–—:|-])[\s–—:|-]*[\s(\[{{@](?P<time>{_TIME})[\])}}.]?\s*")
_SEPARATOR = re.compile(r"[-–—:|•·~=>]+\s+(?=\S)")
_BULLET = re.compile(r"\s*[-*+•]\s")


def render(chapters: ChapterList, setting: Setting) -> str:
    """One line a chapter, times in whole seconds rounded down."""
    told = [(format_clock(c.span.start_ms), c.title) for c in chapters.chapters]
    # A dash of ours, where reading would take the titles' own for one, or for that of a range.
    lead = "- " if _all_separated([title for _, title in told]) or _all_ranges([" ".join(t) for t in told]) else ""
    return "".join(f"{clock} {lead}{title}\n" for clock, title in told)


def read(text: str, setting: Setting) -> Found:
    """Chapters of the lines that open with a time or with a range of times, or, where none does, of those that end with
    a time. Raises `UnreadableChapters` for a time that no recording reaches."""
    lines = [(n, line) for n, line in numbered_lines(text) if line.strip()]
    matched = _matched(lines)
    titles = [(m["title"] or "").strip() for _, m in matched]
    if _all_separated(titles):
        titles = [_SEPARATOR.sub("", title, count=1) for title in titles]
    spans = [_span(m, message("unread_line", line=n)) for n, m in matched]
    entries = [(*span, title, 1) for span, title in zip(spans, titles, strict=True)]
    return Found(chapters=spanned(entries, None), beyond=counted(lines=len(lines) - len(matched)))


def _matched(lines: Sequence[tuple[int, str]]) -> list[tuple[int, re.Match[str]]]:
    """The lines that are chapters. Where a line could be both, it is a range only if all are."""
    timed = [(n, line) for n, line in lines if _opens_with_time(line)]
    likely, other = (_RANGE, _FIRST) if _all_ranges([line for _, line in timed]) else (_FIRST, _RANGE)
    if timed:
        return [(n, m) for n, line in timed if (m := likely.fullmatch(line) or other.fullmatch(line))]
    last = [(n, m) for n, line in lines if (m := _LAST.fullmatch(line))]
    return last if len(last) > 1 else []  # one alone is prose that says when


def _opens_with_time(line: str) -> re.Match[str] | None:
    return _FIRST.fullmatch(line) or _RANGE.fullmatch(line)


def _all_ranges(lines: Sequence[str]) -> bool:
    """Whether each line tells when its chapter ends; the last one need not."""
    ranges = [_RANGE.fullmatch(line) for line in lines]
    return any(ranges) and all(ranges[:-1])


def is_it(text: str) -> bool:
    """Whether it has lines of chapters as YouTube wants them, the first at 0:00, or three of rising times; in any
    order where it is made of nothing else, and has one at 0:00 or three. Lists with bullets are left to Markdown.
    Where no line opens with a time, two that end with rising ones from 0:00 on are enough."""
    if text.startswith(("WEBVTT", ";FFMETADATA")):  # where a title may look like such a line
        return False
    lines = [line for _, line in numbered_lines(text) if line.strip()]
    if not any(map(_opens_with_time, lines)):
        starts = [_ms(m["time"]) for line in lines if (m := _LAST.fullmatch(line))]
        return len(starts) > 1 and starts[0] == 0 and starts == sorted(set(starts))
    starts = [_ms(m["time"]) for line in lines if not _BULLET.match(line) and (m := _opens_with_time(line))]
    rising = len(starts) > 2 and starts == sorted(set(starts))
    alone = len(starts) == len(lines) and (len(starts) > 2 or 0 in starts)
    return starts[:1] == [0] or rising or alone


def _all_separated(titles: Sequence[str]) -> bool:
    return bool(titles) and all(map(_SEPARATOR.match, titles))


def _span(m: re.Match[str], place: Message) -> tuple[int, int | None]:
    """Start, and end where a range tells it, in milliseconds."""
    end = m.groupdict().get("end")
    return within_reason(_ms(m["time"]), place), within_reason(_ms(end), place) if end else None


def _ms(time: str) -> int:
    """Milliseconds of a time that a pattern let through."""
    return clock_ms(time) or parse_offset(time) or 0
