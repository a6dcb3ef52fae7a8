"""The table: as a program reads it, as a spreadsheet would, and tables that others made."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.chapters import Chapter, ChapterList, mend
from rnct_chapters.errors import UnreadableChapters
from rnct_chapters.exports import FORMATS, Setting
from rnct_chapters.exports.formats.table import HEADER
from rnct_chapters.hosts import time_in
from rnct_chapters.timecode import Span, parse_clock
from tests.exports.formats.nasty import LENGTHS, TITLES, VIDEO, listed

CSV = FORMATS["csv"]
SETTING = Setting()
FORMULAS = st.text("'=+-@|%=\uff0b a", max_size=8)


def one(title: str) -> ChapterList:
    return ChapterList("r", 1, "R", VIDEO, 60_000, (Chapter(Span(0, 60_000), title),))


@pytest.mark.parametrize("length", LENGTHS)
@given(titles=st.lists(TITLES, min_size=1, max_size=12))
def test_the_library_reads_each_row(length: str, titles: list[str]) -> None:
    """Python's reader of RFC 4180 finds six cells a row, and the times and links say the same."""
    kept, _ = mend(listed(titles, LENGTHS[length], (1, 2, 2)), CSV.checks)
    text = CSV.render(kept, SETTING)
    assert text.startswith("\ufeff")
    header, *rows = csv.reader(io.StringIO(text[1:], newline=""), strict=True)
    assert tuple(header) == HEADER
    for chapter, (start, end, clock, level, _, url) in zip(kept.chapters, rows, strict=True):
        assert round(float(start) * 1000) == parse_clock(clock) == chapter.span.start_ms
        assert round(float(end) * 1000) == chapter.span.end_ms
        assert int(level) == chapter.level
        assert time_in(url) == chapter.span.start_ms // 1000 * 1000


@given(st.one_of(TITLES, FORMULAS))
def test_no_cell_is_a_formula_and_every_apostrophe_survives(title: str) -> None:
    """A spreadsheet calculates nothing, and reading the file gives the title back to the letter."""
    kept, _ = mend(one(title), CSV.checks)
    text = CSV.render(kept, SETTING)
    cell = next(csv.DictReader(io.StringIO(text[1:], newline="")))["title"]
    assert cell.lstrip()[:1] not in {"=", "+", "-", "@", "|", "%", "\uff1d", "\uff0b", "\uff0d", "\uff20"}
    assert [c.title for c in CSV.read(text, SETTING).chapters] == [c.title for c in kept.chapters]


@pytest.mark.parametrize(
    ("title", "cell"),
    [("=1+1", "'=1+1"), ("'=1+1", "''=1+1"), ("'' -x", "''' -x"), ("'tis", "'tis"), ("−5 °C", "−5 °C")],
)
def test_an_apostrophe_is_added_only_where_it_can_be_taken_away(title: str, cell: str) -> None:
    """What looks like a formula, with or without apostrophes before it, gets one more; nothing else does."""
    text = CSV.render(one(title), SETTING)
    assert next(csv.DictReader(io.StringIO(text[1:], newline="")))["title"] == cell
    assert CSV.read(text, SETTING).chapters[0].title == title


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("start,title\n0,A\n725.4,B\n", [(0, "A", 1), (725_400, "B", 1)]),
        ("Début (s);Titre;Niveau\r\n0;A;1\r\n725,4;B;2\r\n", [(0, "A", 1), (725_400, "B", 2)]),
        ("temps\tintitulé\n0:00\tA\n1:02:45.5\tB\n", [(0, "A", 1), (3_765_500, "B", 1)]),
        ("\ufeffTitle,Start Time\nA,00:12:05.4\n", [(725_400, "A", 1)]),
        ('"title","start_seconds","start_timecode"\n"A, ""B""",12,0:99\n', [(12_000, 'A, "B"', 1)]),
        ("sep=;\r\nstart;title\r\n5;A\r\n", [(5_000, "A", 1)]),
        ('start,title\n5,"two\nlines"\n\n,\n9, B \n', [(5_000, "two\nlines", 1), (9_000, " B ", 1)]),
        ("start\n5\n", [(5_000, "", 1)]),
        ("start,title\n5\n", [(5_000, "", 1)]),
        ("start,title\n", []),
        ("start,title\r5,A\r", [(5_000, "A", 1)]),
    ],
)
def test_tables_of_others_are_read(text: str, expected: list[tuple[int, str, int]]) -> None:
    """Names in English or French, any usual delimiter, seconds or clocks, rows that are short or empty."""
    found = CSV.read(text, SETTING)
    assert [(c.span.start_ms, c.title, c.level) for c in found.chapters] == expected
    assert not found.beyond


def test_what_a_list_has_no_place_for_is_named() -> None:
    """Further columns by their names, links that lead to several pages by their number, levels that are too deep."""
    text = (
        "start,title,level,speaker,Note,url\n0,A,1,Ana,x,https://youtu.be/79NNXn5Kr90?t=0\n"
        "5,B,9,Karim,,https://vimeo.com/76979871#t=5s\n"
    )
    found = CSV.read(text, SETTING)
    assert found.url is None
    assert [m.key for m in found.beyond] == ["beyond_depth", "beyond_keys", "beyond_links"]
    assert "Note, speaker" in found.beyond[1].text("fr")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty"),
        ("\n \n", "empty"),
        ("a,b\n1,2\n", "Line 1 names no column for the start"),
        ("start,title\n0,A\nsoon,B\n", "Line 3: “soon” is no time"),
        ("start,title\n,A\n", "Line 2: “” is no time"),
        ("start,title,end\n1,A,never\n", "Line 2: “never” is no time"),
        ("start,title,level\n1,A,0\n", "Line 2: “0” is no level"),
        ("start,title\n999999999,A\n", "line 2"),
        ("start,title\n99999999999999,A\n", "Line 2: “99999999999999” is no time"),
        ("start,title\n-5,A\n", "Line 2: “-5” is no time"),
        ('start,title\n1,"' + "x" * 140_000, "cannot be read at line"),
    ],
)
def test_what_is_no_table_of_chapters_is_named(text: str, said: str) -> None:
    """The error says which line it is and what belongs there."""
    with pytest.raises(UnreadableChapters) as failed:
        CSV.read(text, SETTING)
    assert said in failed.value.text("en")
