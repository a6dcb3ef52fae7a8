"""Chapters as the simple text of the OGM tools, which mkvmerge takes too: two lines a chapter, nothing escaped.

Vorbis comments of sound files have the same lines with three digits.
"""

import re

from rnct_chapters.chapters import ChapterList
from rnct_chapters.errors import UnreadableChapters
from rnct_chapters.exports.formats.beyond import counted
from rnct_chapters.exports.formats.format import Found, Setting
from rnct_chapters.exports.formats.lines import numbered_lines
from rnct_chapters.exports.formats.spans import clock_ms, spanned, within_reason
from rnct_chapters.messages import message
from rnct_chapters.timecode import format_clock

_LINE = re.compile(r"\s*CHAPTER(?P<number>\d{1,6})(?P<name>NAME)?\s*=(?P<value>.*)", re.IGNORECASE)


def render(chapters: ChapterList, setting: Setting) -> str:
    """Numbered from 01; players and mkvmerge take a third digit from the hundredth on."""
    return "".join(
        f"CHAPTER{n:02}={format_clock(c.span.start_ms, decimals=3, pad=True)}\nCHAPTER{n:02}NAME={c.title}\n"
        for n, c in enumerate(chapters.chapters, 1)
    )


def read(text: str, setting: Setting) -> Found:
    """Chapters in the order of their times' lines; the names may stand anywhere. Raises `UnreadableChapters` where no
    line is of the format, and for a time that is none."""
    lines = [(n, line) for n, line in numbered_lines(text) if line.strip()]
    starts: dict[int, int] = {}
    names: dict[int, str] = {}
    for n, line in lines:
        if (m := _LINE.fullmatch(line)) is None:
            continue
        if m["name"]:
            names[int(m["number"])] = m["value"].strip()
        else:
            starts[int(m["number"])] = _ms(m["value"], n)
    if lines and not starts:
        raise UnreadableChapters(message("unread_ogm"))
    entries = [(start, None, names.get(number, ""), 1) for number, start in starts.items()]
    others = len(lines) - len(starts) - len(names.keys() & starts.keys())
    return Found(chapters=spanned(entries, None), beyond=counted(lines=others))


def _ms(written: str, line: int) -> int:
    if (ms := clock_ms(re.sub(r"\s", "", written))) is None:
        raise UnreadableChapters(message("unread_ogm_time", line=line, found=written.strip()[:40]))
    return within_reason(ms, message("unread_line", line=line))


def is_it(text: str) -> bool:
    """Whether its first line is that of a chapter's time."""
    first = next((line for _, line in numbered_lines(text) if line.strip()), "")
    return (m := _LINE.fullmatch(first)) is not None and not m["name"]
