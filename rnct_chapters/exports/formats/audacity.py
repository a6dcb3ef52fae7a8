"""Labels of Audacity: a line each, start, end and text between tabs, seconds with a point whatever the language.

A label whose start is its end marks a point. Lines that begin with a backslash give the frequencies of the label above
them. Reference: the Audacity manual, "Importing and exporting labels".
"""

import re

from rnct_chapters.chapters import ChapterList
from rnct_chapters.errors import UnreadableChapters
from rnct_chapters.exports.formats.beyond import counted
from rnct_chapters.exports.formats.format import Found, Setting
from rnct_chapters.exports.formats.fragments import known_end
from rnct_chapters.exports.formats.lines import numbered_lines
from rnct_chapters.exports.formats.spans import Entry, clock_ms, spanned, within_reason
from rnct_chapters.messages import message

_SECONDS = r"\d{1,9}(?:[.,]\d{1,30})?"
_LABEL = re.compile(rf"[ ]*({_SECONDS})\t[ ]*({_SECONDS})(?:\t(.*))?")
_FREQUENCIES = re.compile(r"\\\t.*")


def render(chapters: ChapterList, setting: Setting) -> str:
    """Six decimals, as Audacity writes them; a chapter of unknown end is a point."""
    lines = []
    for chapter in chapters.chapters:
        start, end = chapter.span.start_ms, known_end(chapters, chapter)
        lines.append(f"{_seconds(start)}\t{_seconds(start if end is None else end)}\t{chapter.title}\n")
    return "".join(lines)


def _seconds(ms: int) -> str:
    return f"{ms // 1000}.{ms % 1000:03}000"


def read(text: str, setting: Setting) -> Found:
    """Regions and points, in any order; decimals also after a comma, which old versions wrote."""
    lines = [line for line in numbered_lines(text) if line[1].strip()]
    entries = [_label(number, line) for number, line in lines if not _FREQUENCIES.fullmatch(line)]
    spectral = len(lines) - len(entries)
    return Found(chapters=spanned(entries, None), beyond=counted(audacity_frequencies=spectral))


def _label(number: int, line: str) -> Entry:
    m = _LABEL.fullmatch(line)
    if m is None:
        raise UnreadableChapters(message("audacity_line", line=number, found=line[:40]))
    start, end = (within_reason(clock_ms(m[i]) or 0, line[:40]) for i in (1, 2))
    return start, end if end > start else None, m[3] or "", 1


def is_it(text: str) -> bool:
    first = next((line for _, line in numbered_lines(text[:4000]) if line.strip() and not line.startswith("\\")), "")
    return _LABEL.fullmatch(first) is not None
