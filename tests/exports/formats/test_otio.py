"""Timelines of OpenTimelineIO: as its library reads them, and as other programs write them."""

import json
from dataclasses import replace
from fractions import Fraction
from typing import Any

import opentimelineio as otio
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.chapters import Chapter, ChapterList, mend
from rnct_chapters.errors import UnreadableChapters
from rnct_chapters.exports import FORMATS, Found, Setting, render_export
from rnct_chapters.exports.formats.frames import frame_at, frames_in
from rnct_chapters.timecode import Span
from tests.exports.formats.nasty import LENGTHS, NASTY, TITLES, VIDEO, listed

OTIO = FORMATS["otio"]
RATES = [Fraction(24000, 1001), Fraction(25), Fraction(30000, 1001), Fraction(60)]
each_rate = pytest.mark.parametrize("rate", RATES, ids=lambda rate: f"{float(rate):.6g}")
Time = otio.opentime.RationalTime
Range = otio.opentime.TimeRange


def imported(found: Found) -> ChapterList:
    return ChapterList("r", 1, found.title or "r", found.url, found.duration_ms, found.chapters, found.language)


@each_rate
def test_the_library_reads_markers_on_their_frames(rate: Fraction) -> None:
    """OpenTimelineIO finds every marker on the timeline, with its title, its frame and its length, and the recording
    as one clip of its length."""
    kept, _ = mend(listed(NASTY, 36_000_000), OTIO.checks)
    timeline = otio.adapters.read_from_string(OTIO.render(kept, Setting(rate=rate, first_frame=1234)), "otio_json")
    assert timeline.name == kept.title
    assert timeline.global_start_time == Time(1234, float(rate))
    ranges = [(m.name, m.marked_range.start_time, m.marked_range.end_time_exclusive()) for m in timeline.tracks.markers]
    assert ranges == [
        (c.title, *(Time(frame_at(ms, rate), float(rate)) for ms in (c.span.start_ms, c.span.end_ms)))
        for c in kept.chapters
    ]
    (clip,) = timeline.find_clips()
    assert clip.duration() == timeline.duration() == Time(frames_in(36_000_000, rate), float(rate))
    assert clip.media_reference.target_url == VIDEO
    assert isinstance(timeline.tracks[0], otio.schema.Track)


def test_a_recording_without_an_address_is_left_to_be_linked() -> None:
    """The clip is there, and says that its medium is missing."""
    text, _ = render_export("otio", replace(listed(["A"], 5_000), url=None), Setting())
    (clip,) = otio.adapters.read_from_string(text, "otio_json").find_clips()
    assert clip.media_reference.is_missing_reference


@each_rate
@pytest.mark.parametrize("length", LENGTHS)
@given(titles=st.lists(TITLES, min_size=1, max_size=8), known=st.booleans())
def test_the_same_bytes_come_back(rate: Fraction, length: str, titles: list[str], known: bool) -> None:
    """What was read from a timeline writes that timeline again, whatever the rate and the recording."""
    told = Setting(rate=rate)
    chapters = listed(titles, LENGTHS[length])
    text, _ = render_export("otio", chapters if known else replace(chapters, duration_ms=None), told)
    found = OTIO.read(text, told)
    assert not found.beyond
    assert render_export("otio", imported(found), told)[0] == text


def test_chapters_within_a_frame_take_the_next() -> None:
    """None is lost, also at the recording's last frame."""
    chapters = tuple(Chapter(Span(ms, 5_000), str(ms)) for ms in (0, 1, 2, 4_997, 4_998, 4_999))
    text, said = render_export("otio", ChapterList("r", 1, "R", None, 5_000, chapters), Setting())
    assert not said
    found = OTIO.read(text, Setting())
    assert [c.span.start_ms for c in found.chapters] == [0, 40, 80, 5_000, 5_040, 5_080]
    assert render_export("otio", imported(found), Setting())[0] == text


def written(timeline: otio.schema.Timeline) -> str:
    text: str = otio.adapters.write_to_string(timeline, "otio_json")
    return text


def marker(name: str, start: float, rate: float, length: float = 0) -> otio.schema.Marker:
    return otio.schema.Marker(name=name, marked_range=Range(Time(start, rate), Time(length, rate)))


def clip(name: str, start: float, length: float, rate: float = 25) -> otio.schema.Clip:
    return otio.schema.Clip(name=name, source_range=Range(Time(start, rate), Time(length, rate)))


def test_markers_of_the_timeline_are_read_at_their_own_rates() -> None:
    """Frames, milliseconds and plain seconds, points and ranges; those on clips, notes and colours are named."""
    timeline = otio.schema.Timeline("Le matin", global_start_time=Time(90_000, 25))
    timeline.tracks.append(otio.schema.Track(children=[clip("a", 0, 2_500)]))
    timeline.tracks.markers.extend(
        [marker("frames", 100, 29.97), marker("ms", 5_001, 1_000, 1_000), marker("seconds", 725.4, 1)]
    )
    timeline.tracks.markers[0].color = "GREEN"
    timeline.tracks.markers[1].comment = "à revoir"
    timeline.tracks.markers[1].metadata["Resolve_OTIO"] = {"Keywords": []}
    timeline.tracks[0][0].markers.append(marker("elsewhere", 0, 25))
    found = OTIO.read(written(timeline), Setting())
    assert [(c.title, c.span.start_ms, c.span.end_ms) for c in found.chapters] == [
        ("frames", 3_337, 5_001),
        ("ms", 5_001, 6_001),
        ("seconds", 725_400, 735_400),
    ]
    assert found.title == "Le matin"
    assert [m.key for m in found.beyond] == [
        "beyond_keys",
        "beyond_otio_comments",
        "beyond_colours",
        "beyond_otio_markers",
    ]


def test_markers_of_clips_are_moved_to_the_timeline() -> None:
    """They count in the medium's own time, which begins elsewhere; gaps and transitions are counted as they lie."""
    first, second = clip("a", 500, 250), clip("b", 1_000, 250)
    first.markers.append(marker("one", 525, 25))
    second.markers.append(marker("two", 1_050, 25))
    half = Time(5, 25)
    track = otio.schema.Track(children=[first, otio.schema.Gap(duration=Time(125, 25)), second])
    track.insert(1, otio.schema.Transition(transition_type="SMPTE_Dissolve", in_offset=half, out_offset=half))
    timeline = otio.schema.Timeline()
    timeline.tracks.append(track)
    found = OTIO.read(written(timeline), Setting())
    assert [(c.title, c.span.start_ms) for c in found.chapters] == [("one", 1_000), ("two", 17_000)]
    assert (found.title, found.url, found.duration_ms) == (None, None, None)
    assert [m.key for m in found.beyond] == ["beyond_otio_clips"]
    track.markers.append(marker("of the track", 50, 25))
    assert [c.title for c in OTIO.read(written(timeline), Setting()).chapters] == ["of the track"]


def test_the_first_timeline_of_several() -> None:
    """A bin of timelines gives its first; the number of the others is told."""
    several = otio.schema.SerializableCollection("bin")
    for name in ("a", "b", "c"):
        several.append(otio.schema.Timeline(name))
    text: str = otio.adapters.write_to_string(several, "otio_json")
    found = OTIO.read(text, Setting())
    assert (found.title, found.chapters) == ("a", ())
    assert [m.text("fr") for m in found.beyond] == ["Non repris\u00a0: autres timelines (2)."]
    assert OTIO.is_it(text)


def broken(change: dict[str, Any]) -> str:
    whole: dict[str, Any] = json.loads(render_export("otio", listed(["A"], 5_000), Setting())[0])
    whole["tracks"]["markers"][0] |= change
    return json.dumps(whole)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"OTIO_SCHEMA": "Clip.1"}', "no Timeline"),
        ("[]", "no Timeline"),
        ('{"OTIO_SCHEMA": "Timeline.1", "tracks": []}', "tracks"),
        (broken({"marked_range": None}), r"tracks\.markers\[0\]\.marked_range"),
        (broken({"marked_range": {"start_time": {"rate": 0, "value": 1}}}), r"start_time\.rate"),
        (broken({"marked_range": {"start_time": {"rate": 25, "value": "x"}}}), r"start_time\.value"),
        (broken({"marked_range": {"start_time": {"rate": 25, "value": -1}, "duration": {"rate": 25, "value": 0}}}),
         "marked_range"),
        (broken({"marked_range": {"start_time": {"rate": 1, "value": 1e12}, "duration": {"rate": 1, "value": 0}}}),
         "marked_range"),
        (broken({"name": 5}), r"markers\[0\]\.name"),
        ("{", "line 1"),
    ],
)  # fmt: skip
def test_what_is_no_timeline_is_named(text: str, said: str) -> None:
    """The error says which place it is and what belongs there."""
    with pytest.raises(UnreadableChapters, match=said):
        OTIO.read(text, Setting())
