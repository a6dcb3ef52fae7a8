"""All formats against each other: each knows its own files, and what was written comes back as it was."""

import json
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.chapters import ChapterList, from_json, mend, to_json
from rnct_chapters.errors import RnctError
from rnct_chapters.exports import FORMATS, Format, Found, Setting, format_of, render_export
from tests.exports.formats.nasty import LENGTHS, NASTY, TITLES, listed

SETTING = Setting(lang="fr")
RESOLUTION_MS = {"youtube": 1000, "otio": 20, "resolve": 20}
"""Half a frame of 25 a second, or a whole second where starts are cut down to it; elsewhere a millisecond is exact."""
ONE_LEVEL = (1,)
LEVELS = (1, 2, 3, 3, 2, 1)

each_format = pytest.mark.parametrize("found", FORMATS.values(), ids=FORMATS)
LISTS = {
    "nasty": listed(NASTY, 36_000_000),
    "nasty in levels": listed(NASTY, 36_000_000, LEVELS),
    "one": listed(["Ouverture"], 3_599_999),
    "two": listed(["Ouverture", "Budget\u00a0: première lecture"], 5_000),
    "a hundred and twenty": listed([f"Sujet {n}" for n in range(120)], 360_000_000, LEVELS),
    "of no known length": replace(listed(["A", "B", "C", "D"], 100_000), duration_ms=None),
    "of no address": replace(listed(["A", "B", "C", "D"], 100_000), url=None, language=None),
}


def imported(found: Found) -> ChapterList:
    """The list that an import makes of what was read."""
    return ChapterList("r", 1, found.title or "r", found.url, found.duration_ms, found.chapters, found.language)


def exported(found: Format, chapters: ChapterList) -> str:
    """The export; a list that the format cannot hold is another test's."""
    if found.missing(chapters) is not None:
        pytest.skip(f"{found.name} cannot tell this list")
    return render_export(found.name, chapters, SETTING)[0]


def read_or_refused(found: Format, text: str) -> Found | RnctError:
    try:
        return found.read(text, SETTING)
    except RnctError as error:
        return error


def is_told(outcome: Found | RnctError) -> bool:
    """Whether chapters were read, or there is a sentence for the user in both languages."""
    return isinstance(outcome, Found) or bool(outcome.text("en") and outcome.text("fr"))


@cache
def whole(found: Format) -> str:
    """A file of the format as it should be."""
    return render_export(found.name, listed(["Ouverture", "Budget", "Questions", "Vote"], 360_000_000), SETTING)[0]


@each_format
@pytest.mark.parametrize("chapters", LISTS.values(), ids=LISTS)
def test_each_file_is_known_for_what_it_is(found: Format, chapters: ChapterList) -> None:
    """The format is found from the text alone, and no other format claims it."""
    text = exported(found, chapters)
    assert format_of(text) is found
    assert [f.name for f in FORMATS.values() if f.is_it(text)] == [found.name]


@each_format
@pytest.mark.parametrize("chapters", LISTS.values(), ids=LISTS)
def test_what_was_written_is_written_again(found: Format, chapters: ChapterList) -> None:
    """Reading a file and writing it gives the same bytes, also by way of chapters.json, and nothing more is mended."""
    text = exported(found, chapters)
    read = imported(found.read(text, SETTING))
    assert render_export(found.name, read, SETTING)[0] == text
    (stored,) = from_json(json.loads(json.dumps(to_json([read]))))
    assert render_export(found.name, stored, SETTING)[0] == text


@each_format
def test_a_list_without_chapters_is_a_file_without_chapters(found: Format) -> None:
    """A recording with nothing to list gives a sound file, which reads as no chapters and not as an error."""
    read = found.read(exported(found, listed([], 60_000)), SETTING)
    assert (read.chapters, read.beyond) == ((), ())


@each_format
@pytest.mark.parametrize("length", LENGTHS)
@given(titles=st.lists(TITLES, min_size=1, max_size=12), levels=st.sampled_from([ONE_LEVEL, LEVELS]))
def test_titles_and_times_come_back(found: Format, length: str, titles: list[str], levels: tuple[int, ...]) -> None:
    """Whatever titles hold and however long a recording is: titles, levels and starts are what the format's checks
    left, each start within the format's resolution, and nothing is said to be lost."""
    chapters = listed(titles, LENGTHS[length], levels)
    if found.missing(chapters) is not None:
        return  # a recording of 5 s has no clips
    kept, _ = mend(chapters, found.checks, "fr")
    read = found.read(found.render(kept, SETTING), SETTING)
    assert [c.title for c in read.chapters] == [c.title for c in kept.chapters]
    assert [c.level for c in read.chapters] == [c.level for c in kept.chapters]
    resolution = RESOLUTION_MS.get(found.name, 0)
    assert all(
        abs(a.span.start_ms - b.span.start_ms) <= resolution for a, b in zip(read.chapters, kept.chapters, strict=True)
    )
    assert not read.beyond


@each_format
@pytest.mark.parametrize("other", FORMATS)
def test_a_file_of_another_format_is_no_accident(found: Format, other: str) -> None:
    """Read as what it is not, a file gives an error for its user or chapters as best they can be told, never a
    traceback."""
    text = exported(FORMATS[other], LISTS["nasty"])
    assert is_told(read_or_refused(found, text))


@each_format
@given(text=st.one_of(st.text(max_size=200), st.text("<>[]{}\"'=:/.,;#-|0123456789\n\t abcNT", max_size=120)))
def test_any_text_is_survived(found: Format, text: str) -> None:
    """Telling a format never fails, and reading ends with chapters or with an error for its user."""
    assert found.is_it(text) in (True, False)
    assert is_told(read_or_refused(found, text))


@each_format
@given(st.data())
def test_a_damaged_file_is_survived(found: Format, data: st.DataObject) -> None:
    """A file that was cut off, or in which something was overwritten, is read as far as it goes or refused."""
    text = whole(found)
    start, end = sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    inserted = data.draw(st.sampled_from(["", "\x00", "9" * 400, "-", '"', "<", "[", "\ufeff", "NaN", "\r", ":"]))
    damaged = data.draw(st.sampled_from([text[:start] + inserted, text[:start] + inserted + text[end:]]))
    assert is_told(read_or_refused(found, damaged))


@each_format
def test_order_and_overlap_are_left_to_the_checks(found: Format) -> None:
    """What is read is ready to be mended: starts and ends are spans, and mending it gives an ordered list."""
    read = imported(found.read(whole(found), SETTING))
    again, _ = mend(read, found.checks, "fr")
    assert all(a.span.start_ms <= b.span.start_ms for a, b in pairwise(again.chapters))
