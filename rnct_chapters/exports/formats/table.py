"""A table for spreadsheets and scripts: CSV as RFC 4180 has it, a row a chapter.

It opens with a byte order mark, without which spreadsheets take UTF-8 for another encoding. A title that a spreadsheet
would take for a formula gets an apostrophe before it, and so does one that already has it, so that reading can take
one away and be right.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from rnct_chapters.chapters import ChapterList
from rnct_chapters.errors import UnreadableChapters
from rnct_chapters.exports.formats.beyond import counted, keys_beyond
from rnct_chapters.exports.formats.format import Found, Setting
from rnct_chapters.exports.formats.fragments import known_end
from rnct_chapters.exports.formats.spans import Entry, clock_ms, spanned, too_deep, within_reason
from rnct_chapters.hosts import deep_link, page_link
from rnct_chapters.messages import message
from rnct_chapters.timecode import format_clock, to_seconds

HEADER = ("start_seconds", "end_seconds", "start_timecode", "level", "title", "url")

_NAMES = {
    "start": "start_seconds start_s start start_time starttime start_timecode in time timestamp timecode "
    "debut_secondes debut_s debut temps horodatage",
    "end": "end_seconds end_s end end_time endtime end_timecode out fin_secondes fin_s fin",
    "title": "title name label chapter titre nom intitule libelle chapitre",
    "level": "level niveau",
    "url": "url link href lien adresse",
}
"""What a column is for, and the names that it goes by, the most exact first; without accents."""


def render(chapters: ChapterList, setting: Setting) -> str:
    """The columns of `HEADER`: seconds with at most three decimals, the clock they say, a link that opens there."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADER)
    for chapter in chapters.chapters:
        start, end = chapter.span.start_ms, known_end(chapters, chapter)
        link = deep_link(chapters.url, start) or page_link(chapters.url) if chapters.url else ""
        clock = format_clock(start, decimals=3, pad=True)
        row = (to_seconds(start), "" if end is None else to_seconds(end), clock, chapter.level)
        writer.writerow((*row, _protected(chapter.title), link))
    return "\ufeff" + out.getvalue()


def _formula(text: str) -> bool:
    """Whether a spreadsheet would read a formula, or would but for apostrophes before it."""
    first = unicodedata.normalize("NFKC", text.lstrip().lstrip("'").lstrip()[:1])  # wide letters count too
    return first in {"=", "+", "-", "@", "|", "%"}


def _protected(text: str) -> str:
    return f"'{text}" if _formula(text) else text


def _unprotected(text: str) -> str:
    return text[1:] if text.startswith("'") and _formula(text) else text


def read(text: str, setting: Setting) -> Found:
    """A table with a row of names, in English or French, of which one is the start's. Cells are parted by commas,
    semicolons or tabs; times are seconds or clocks."""
    rows = list(_rows(text))
    if not rows:
        raise UnreadableChapters(message("table_empty"))
    (first, header), *below = rows
    columns = _columns(header)
    if "start" not in columns:
        raise UnreadableChapters(message("table_no_start", line=first, found=", ".join(header)[:80]))
    entries = [_entry(line, row, columns) for line, row in below]
    links = [_cell(row, columns, "url") for _, row in below]
    pages = list(dict.fromkeys(page_link(link) or link for link in links if link))
    return Found(
        chapters=spanned(entries, None),
        url=pages[0] if len(pages) == 1 else None,
        beyond=(
            *too_deep(entries),
            *keys_beyond(_spare(header, columns)),
            *counted(links=len(pages) if len(pages) > 1 else 0),
        ),
    )


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold anything, with the lines they end on."""
    delimiter, skipped, text = _opened(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield reader.line_num + skipped, row
    except csv.Error as error:
        raise UnreadableChapters(message("table_broken", line=reader.line_num + skipped)) from error


def _opened(text: str) -> tuple[str, int, str]:
    """What parts the cells, and the table without the lines before it, and how many they were."""
    text = text.removeprefix("\ufeff")
    if m := re.match(r"sep=(.)\r?\n", text):  # which spreadsheets obey
        return m[1], 1, text[m.end() :]
    header = text.lstrip().split("\n", 1)[0]
    return max(",;\t", key=lambda c: len(_columns(header.split(c)))), 0, text


def _columns(header: Sequence[str]) -> dict[str, int]:
    """What is known of the columns: their use and place."""
    places = {_name(cell): i for i, cell in reversed(list(enumerate(header)))}
    found = {use: next((n for n in names.split() if n in places), None) for use, names in _NAMES.items()}
    return {use: places[name] for use, name in found.items() if name is not None}


def _name(cell: str) -> str:
    """`Début (s)` as `debut_s`."""
    bare = unicodedata.normalize("NFKD", cell.strip().strip('"').casefold())
    return "_".join(re.findall("[a-z]+", "".join(c for c in bare if not unicodedata.combining(c))))


def _cell(row: Sequence[str], columns: Mapping[str, int], use: str) -> str:
    place = columns.get(use)
    return row[place].strip() if place is not None and place < len(row) else ""


def _entry(line: int, row: Sequence[str], columns: Mapping[str, int]) -> Entry:
    start = _time(line, _cell(row, columns, "start"))
    end = _cell(row, columns, "end")
    level = _cell(row, columns, "level") or "1"
    if not re.fullmatch("[1-9][0-9]?", level):
        raise UnreadableChapters(message("table_level", line=line, found=level[:40]))
    place = columns.get("title", len(row))
    title = _unprotected(row[place]) if place < len(row) else ""
    return start, _time(line, end) if end else None, title, int(level)


def _time(line: int, cell: str) -> int:
    ms = clock_ms(cell)
    if ms is None:
        raise UnreadableChapters(message("table_time", line=line, found=cell[:40]))
    return within_reason(ms, message("unread_line", line=line))


def _spare(header: Sequence[str], columns: Mapping[str, int]) -> list[str]:
    """Names of the columns that are not read, and say nothing that was read from another."""
    told = {*columns.values(), *(i for i, n in enumerate(header) if _name(n) in ("start_timecode", "end_timecode"))}
    return [n.strip() for i, n in enumerate(header) if n.strip() and i not in told]


def is_it(text: str) -> bool:
    delimiter, _, table = _opened(text[:1000])
    columns = _columns(table.lstrip().split("\n", 1)[0].split(delimiter))
    return "start" in columns and "title" in columns
