"""A timeline of OpenTimelineIO, as plain JSON: the recording as one clip, its chapters as markers of the timeline.

A timeline's markers stand on its outermost stack and count from its beginning: there DaVinci Resolve puts those that
it exports, and there the adapters of Final Cut Pro 7 XML and AAF, by which Premiere Pro and Media Composer read, put
and look for them. Markers on the clip would count in the file's own time. `Clip.1` and `Marker.2` are what every
release up to 0.18 reads, and old programs too.
Reference: OpenTimelineIO's documentation, "OTIO Serialized Schema" and "Time Ranges".
"""

import json
import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from rnct_chapters.chapters import RULES, ChapterList, plain
from rnct_chapters.errors import UnreadableChapters
from rnct_chapters.exports.formats.beyond import counted, keys_beyond
from rnct_chapters.exports.formats.format import Found, Setting
from rnct_chapters.exports.formats.fragments import known_end
from rnct_chapters.exports.formats.frames import end_of, exact_rate, frame_at, frames_in, frames_of, nearest
from rnct_chapters.exports.formats.places import Place, opens_as_json, read_json
from rnct_chapters.exports.formats.spans import Entry, spanned, within_reason
from rnct_chapters.messages import Message, message

Json = dict[str, Any]


def render(chapters: ChapterList, setting: Setting) -> str:
    """Times are whole frames; the timeline's own timecode begins at the setting's first frame."""
    rate = setting.rate
    spans = _spans(chapters, rate)
    end = max((start + (length or frames_in(RULES.min_length_ms, rate)) for start, length in spans), default=0)
    if chapters.duration_ms is not None:
        end = max(frames_in(chapters.duration_ms, rate), *(start + 1 for start, _ in spans), 0)
    clip = {
        "OTIO_SCHEMA": "Clip.1",
        "metadata": {},
        "name": plain(chapters.title),
        "source_range": _range(0, end, rate),
        "effects": [],
        "markers": [],
        "enabled": True,
        "media_reference": _media(chapters, end, rate),
    }
    track = _composition("Track.1", "V1", [clip]) | {"kind": "Video"}
    markers = [_marker(c.title, _range(*span, rate)) for c, span in zip(chapters.chapters, spans, strict=True)]
    timeline = {
        "OTIO_SCHEMA": "Timeline.1",
        "metadata": {},
        "name": plain(chapters.title),
        "global_start_time": _time(setting.first_frame, rate),
        "tracks": _composition("Stack.1", "tracks", [track], markers),
    }
    return json.dumps(timeline, ensure_ascii=False, indent=4) + "\n"


def _composition(schema: str, name: str, children: list[Json], markers: Sequence[Json] = ()) -> Json:
    return {
        "OTIO_SCHEMA": schema,
        "metadata": {},
        "name": name,
        "source_range": None,
        "effects": [],
        "markers": list(markers),
        "enabled": True,
        "children": children,
    }


def _media(chapters: ChapterList, frames: int, rate: Fraction) -> Json:
    """Where the recording is; one without an address is left for the editor to link."""
    available = None if chapters.duration_ms is None else _range(0, frames, rate)
    shared = {"metadata": {}, "name": plain(chapters.title), "available_range": available}
    if not chapters.url:
        return {"OTIO_SCHEMA": "MissingReference.1", **shared}
    return {"OTIO_SCHEMA": "ExternalReference.1", **shared, "target_url": chapters.url}


def _spans(chapters: ChapterList, rate: Fraction) -> list[tuple[int, int]]:
    """Each chapter's first frame, and how many it has: none where its end is not known."""
    spans = []
    for chapter, start in zip(
        chapters.chapters, frames_of((c.span.start_ms for c in chapters.chapters), rate), strict=True
    ):
        end = known_end(chapters, chapter)
        spans.append((start, 0 if end is None else max(1, frame_at(end, rate) - start)))
    return spans


def _marker(name: str, marked_range: Json) -> Json:
    return {
        "OTIO_SCHEMA": "Marker.2",
        "metadata": {},
        "name": name,
        "color": "BLUE",
        "marked_range": marked_range,
        "comment": "",
    }


def _range(start: int, frames: int, rate: Fraction) -> Json:
    return {"OTIO_SCHEMA": "TimeRange.1", "duration": _time(frames, rate), "start_time": _time(start, rate)}


def _time(frames: int, rate: Fraction) -> Json:
    return {"OTIO_SCHEMA": "RationalTime.1", "rate": float(rate), "value": float(frames)}


# Reading

_TIMELINE = re.compile(r'"OTIO_SCHEMA"\s*:\s*"Timeline\.')


def read(text: str, setting: Setting) -> Found:
    """The markers of the timeline, else of its tracks, else of its clips, at the rate that each is counted in."""
    timeline, more = _timeline(read_json(text))
    stack = timeline["tracks"]
    tracks = [child for child in stack["children"] if _is_a(child, "Track")]
    kinds = (
        [(marker, Fraction(0)) for marker in stack["markers"]],
        [(marker, Fraction(0)) for track in tracks for marker in track["markers"]],
        [found for track in tracks for found in _of_clips(track)],
    )
    chosen = next(filter(None, kinds), [])
    entries = [_entry(marker, by_ms) for marker, by_ms in chosen]
    pieces = [child for track in tracks for child in track["children"]]
    alone = all(len(list(track["children"])) <= 1 for track in tracks)  # an edit is not the recording
    media = next((m for clip in pieces if (m := _reference(clip))), None) if alone else None
    duration_ms = _available(media) if media else None
    return Found(
        chapters=spanned(entries, duration_ms),
        title=timeline["name"].text_or_none() or None,
        url=media["target_url"].text_or_none() or None if media else None,
        duration_ms=duration_ms,
        beyond=(
            *_of_markers([marker for marker, _ in chosen]),
            *counted(
                otio_markers=sum(map(len, kinds)) - len(chosen),
                otio_clips=0 if alone else len(pieces),
                otio_timelines=more,
            ),
        ),
    )


def _timeline(root: Place) -> tuple[Place, int]:
    """The file's timeline, the first of a collection, and how many more there are."""
    timelines = [root] if _is_a(root, "Timeline") else []
    if _is_a(root, "SerializableCollection"):
        timelines = [child for child in root["children"] if _is_a(child, "Timeline")]
    if not timelines:
        raise UnreadableChapters(message("otio_no_timeline"))
    return timelines[0], len(timelines) - 1


def _is_a(place: Place, schema: str) -> bool:
    named = place["OTIO_SCHEMA"].found if place.is_object else None
    return isinstance(named, str) and named.partition(".")[0] == schema


def _of_clips(track: Place) -> Iterator[tuple[Place, Fraction]]:
    """The markers of a track's clips and gaps, and by how many milliseconds what they count in lags the timeline."""
    before = Fraction(0)
    for child in track["children"]:
        if _is_a(child, "Transition"):
            continue  # it lies over its neighbours
        extent = child["source_range"] or _reference_range(child)
        begins = _exact(extent["start_time"]) if extent else Fraction(0)
        yield from ((marker, before - begins) for marker in child["markers"])
        before += _exact(extent["duration"]) if extent else 0


def _reference_range(child: Place) -> Place:
    media = _reference(child)
    return media["available_range"] if media else Place(None, child.path)


def _reference(clip: Place) -> Place | None:
    """What a clip shows: its one reference, or the active one of several."""
    if not _is_a(clip, "Clip"):
        return None
    active = clip["active_media_reference_key"].text_or_none() or "DEFAULT_MEDIA"
    media = clip["media_references"][active] if clip["media_references"] else clip["media_reference"]
    return media if media.is_object else None


def _available(media: Place) -> int | None:
    """Milliseconds of the medium, where it says."""
    length = media["available_range"]["duration"] if media["available_range"].is_object else None
    if length is None:
        return None
    rate, value = _counted(length)
    return within_reason(end_of(int(value), rate), length.path)


def _entry(marker: Place, by_ms: Fraction) -> Entry:
    extent = marker["marked_range"]
    start = _ms(_exact(extent["start_time"]) + by_ms, extent)
    length = _exact(extent["duration"])
    end = _ms(_exact(extent["start_time"]) + length + by_ms, extent) if length > 0 else None
    return start, end, marker["name"].text_or_none() or "", 1


def _ms(exact: Fraction, place: Place) -> int:
    return within_reason(nearest(exact), place.path)


def _exact(time: Place) -> Fraction:
    """Milliseconds of a RationalTime."""
    rate, value = _counted(time)
    return value * 1000 / rate


def _counted(time: Place) -> tuple[Fraction, Fraction]:
    """Units a second, and how many of them; those that are not whole as decimals."""
    rate, value = (_number(time[key]) for key in ("rate", "value"))
    if not 0.01 < rate < 1e7:
        raise time["rate"].wrong("number")
    return exact_rate(rate), Fraction(value).limit_denominator(1_000_000)


def _number(place: Place) -> float:
    if isinstance(place.found, bool) or not isinstance(place.found, int | float) or abs(place.found) > 1e15:
        raise place.wrong("number")
    return float(place.found)


def _of_markers(markers: Sequence[Place]) -> tuple[Message, ...]:
    """Metadata, comments, and colours that differ."""
    colours = {str(marker["color"].found) for marker in markers}
    return (
        *keys_beyond(f"metadata.{key}" for marker in markers for key in marker["metadata"].keys),
        *counted(
            otio_comments=sum(bool(marker["comment"]) for marker in markers),
            colours=len(colours) if len(colours) > 1 else 0,
        ),
    )


def is_it(text: str) -> bool:
    return opens_as_json(text) and _TIMELINE.search(text) is not None
