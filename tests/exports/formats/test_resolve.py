"""Markers of DaVinci Resolve: frames at every usual rate, read back by OpenTimelineIO, and files that Resolve wrote."""

import re
from fractions import Fraction

import opentimelineio as otio
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.chapters import Chapter, ChapterList, mend
from rnct_chapters.errors import UnreadableChapters, UsageError
from rnct_chapters.exports import FORMATS, Setting, render_export
from rnct_chapters.exports.formats.frames import (
    end_of,
    exact_rate,
    frame_at,
    frame_named,
    frames_in,
    start_of,
    timecode,
)
from rnct_chapters.timecode import Span
from tests.exports.formats.nasty import NASTY, TITLES, listed

RESOLVE = FORMATS["resolve"]
RATES = [Fraction(24000, 1001), Fraction(24), Fraction(25), Fraction(30000, 1001), Fraction(50), Fraction(60)]
RATES += [Fraction(60000, 1001), Fraction(120)]
each_rate = pytest.mark.parametrize("rate", RATES, ids=lambda rate: f"{float(rate):.6g}")


def setting(rate: Fraction, hours: int = 1) -> Setting:
    return Setting(rate=rate, first_frame=hours * 3600 * -(-rate.numerator // rate.denominator))


def imported(text: str, told: Setting) -> ChapterList:
    found = RESOLVE.read(text, told)
    return ChapterList("r", 1, found.title or "r", found.url, found.duration_ms, found.chapters)


@each_rate
@given(ms=st.integers(0, 100 * 3_600_000))
def test_a_time_goes_through_frames_once(rate: Fraction, ms: int) -> None:
    """It is half a frame off at most, and then stays where it is."""
    there = start_of(frame_at(ms, rate), rate)
    assert abs(there - ms) <= 500 / rate + Fraction(1, 2)
    assert frame_at(there, rate) == frame_at(ms, rate)
    assert frames_in(end_of(frames_in(ms, rate), rate), rate) == frames_in(ms, rate)


@each_rate
@given(frame=st.integers(0, 23 * 3_600 * 24))
def test_timecodes_are_those_of_opentimelineio(rate: Fraction, frame: int) -> None:
    """A frame has the timecode that the reference library gives it, and the timecode names the frame."""
    written = timecode(frame, rate)
    if rate <= 60:
        assert written == otio.opentime.RationalTime(frame, float(rate)).to_timecode(float(rate), drop_frame=False)
    assert written is not None
    assert frame_named(written, rate) == frame


@pytest.mark.parametrize("rate", [Fraction(30000, 1001), Fraction(60000, 1001)], ids=["29.97", "59.94"])
@given(frame=st.integers(0, 24 * 3_600 * 29))
def test_drop_frame_is_read(rate: Fraction, frame: int) -> None:
    """Timecodes with a semicolon leave numbers out, as SMPTE has it and the reference library writes it."""
    written = otio.opentime.RationalTime(frame, float(rate)).to_timecode(float(rate), drop_frame=True)
    assert ";" in written
    assert frame_named(written, rate) == frame


@pytest.mark.parametrize(
    ("spelled", "rate"),
    [(23.976, RATES[0]), (23.98, RATES[0]), (29.97, RATES[3]), (59.94, RATES[6]), (25.0, 25), (24.0, 24), (12.5, 12.5)],
)
def test_spellings_of_a_rate(spelled: float, rate: Fraction) -> None:
    """Rates of NTSC, which no decimal number can spell, are known by the nearest one."""
    assert exact_rate(spelled) == rate


@each_rate
@given(titles=st.lists(TITLES, min_size=1, max_size=12), length=st.sampled_from([5_000, 3_599_999, 36_000_000]))
def test_the_same_bytes_come_back(rate: Fraction, titles: list[str], length: int) -> None:
    """What was read from a marker file writes that file again, titles to the letter."""
    told = setting(rate)
    kept, _ = mend(listed(titles, length), RESOLVE.checks)
    text = RESOLVE.render(kept, told)
    read = imported(text, told)
    assert [c.title for c in read.chapters] == [c.title for c in kept.chapters]
    assert render_export("resolve", read, told)[0] == text


@pytest.mark.parametrize("rate", RATES[:-1], ids=lambda rate: f"{float(rate):.6g}")
def test_opentimelineio_reads_the_events(rate: Fraction) -> None:
    """Its adapter for EDL, which knows no 120 frames a second, finds an event of one frame where a chapter begins."""
    told = setting(rate)
    kept, _ = mend(listed(NASTY, 36_000_000), RESOLVE.checks)
    text = RESOLVE.render(kept, told)
    timeline = otio.adapters.read_from_string(text, "cmx_3600", rate=float(rate))
    assert timeline.name == kept.title
    clips = list(timeline.find_clips())
    starts = [round(clip.source_range.start_time.value) - told.first_frame for clip in clips]
    assert starts == [frame_at(c.span.start_ms, rate) for c in kept.chapters]
    assert {clip.source_range.duration.value for clip in clips} == {1}


def test_chapters_within_a_frame_take_the_next() -> None:
    """Markers on one frame would hide one another, and come back as one."""
    chapters = tuple(Chapter(Span(ms, 5_000), str(ms)) for ms in (0, 1, 2, 90))
    text, said = render_export("resolve", ChapterList("r", 1, "R", None, 5_000, chapters), Setting())
    assert re.findall(r"C +01:00:00:(\d\d) ", text) == ["00", "01", "02", "03"]
    assert not said


FROM_RESOLVE = """TITLE: ( no title )\r
\r
001  001      V     C        01:00:18:06 01:00:18:07 01:00:18:06 01:00:18:07  \r
Poil noire, gauche cadre |C:ResolveColorYellow |M:Marker 1 |D:1\r
\r
002  001      V     C        01:44:35:12 01:44:35:13 01:44:35:12 01:44:35:13  \r
 |C:ResolveColorBlue |M:Le budget  |D:250\r
\r
003  001      V     C        01:45:00:00 01:45:00:01 01:45:00:00 01:45:00:01  \r
Tache claire\r
 |C:ResolveColorBlue |M:Marker 3\r
\r
004  AX       V     C        00:00:00:00 00:00:10:00 01:50:00:00 01:50:10:00  \r
* FROM CLIP NAME: A.mov\r
"""


def test_a_file_of_resolve_is_read() -> None:
    """Markers with notes, colours and lengths, in lines that end as on Windows; all that is not kept is named."""
    found = RESOLVE.read(FROM_RESOLVE, Setting())
    assert [(c.span.start_ms, c.title) for c in found.chapters] == [
        (18_240, "Marker 1"),
        (2_675_480, "Le budget"),
        (2_700_000, "Marker 3"),
    ]
    assert found.title == "( no title )"
    assert [m.key for m in found.beyond] == [
        "beyond_resolve_cuts",
        "beyond_resolve_notes",
        "beyond_resolve_lengths",
        "beyond_colours",
    ]


@pytest.mark.parametrize(
    ("text", "told", "said"),
    [
        (FROM_RESOLVE, Setting(rate=Fraction(12), first_frame=0), r"Line 6: 01:44:35:12 .* 12 frames .*--fps"),
        (FROM_RESOLVE, Setting(first_frame=25 * 7200), r"Line 3: 01:00:18:06 .* 02:00:00:00\. .*--timeline-start"),
        (FROM_RESOLVE.replace("01:00:18:06", "01;00;18;06"), Setting(), "Line 3.*--fps"),
        (FROM_RESOLVE.replace("01:00:18:06", "01:00:18;06"), Setting(), "Line 3: 01:00:18;06 .*--fps"),
        ("bonjour\n", Setting(), "no EDL"),
        ("", Setting(), "no EDL"),
    ],
    ids=["rate", "start", "separators", "drop frame of 25", "no edl", "empty"],
)
def test_what_cannot_be_counted_is_named(text: str, told: Setting, said: str) -> None:
    """The error says which line it is, and which option tells the timeline's rate or start."""
    with pytest.raises(UnreadableChapters, match=said):
        RESOLVE.read(text, told)


def test_a_timeline_has_one_day() -> None:
    """A first frame that would push a chapter past 24 h is refused, with the way out; later chapters are left out."""
    chapters = listed(["A", "B", "C", "D"], 100 * 3_600_000)
    _, said = render_export("resolve", chapters, Setting())
    assert [m.key for m in said] == ["chapter_out_of_reach"] * 3
    with pytest.raises(UsageError, match="--timeline-start"):
        render_export("resolve", listed(["A", "B"], 36_000_000), setting(Fraction(25), 20))


def test_an_edl_without_markers_holds_no_chapters() -> None:
    """A list of cuts is of the format, and its events are named."""
    found = RESOLVE.read("TITLE: x\n" + FROM_RESOLVE.replace("\r", "").split("\n\n")[-1], Setting())
    assert not found.chapters
    assert [m.key for m in found.beyond] == ["beyond_resolve_cuts"]


DROPPED = """TITLE: T\nFCM: DROP FRAME\n
001  001      V     C        01:00:00;00 01:00:00;01 01:00:00;00 01:00:00;01  \n |C:ResolveColorBlue |M:A |D:1\n
002  001      V     C        01:10:00;00 01:10:00;01 01:10:00;00 01:10:00;01  \n |C:ResolveColorBlue |M:B |D:1\n"""


def test_a_timeline_that_drops_frames_starts_where_it_says() -> None:
    """Its 01:00:00;00 is where the timeline starts, and ten minutes later by the clock is ten minutes later."""
    told = setting(Fraction(30000, 1001))
    assert [(c.title, c.span.start_ms) for c in RESOLVE.read(DROPPED, told).chapters] == [("A", 0), ("B", 599_999)]
    with pytest.raises(UnreadableChapters, match="00:59:59;29 lies before the timeline's start, 01:00:00;00"):
        RESOLVE.read(DROPPED.replace("01:00:00;00", "00:59:59;29"), told)
