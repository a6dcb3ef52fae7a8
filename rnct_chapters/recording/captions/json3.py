"""YouTube's json3: `events` with `tStartMs`, and `segs` with `tOffsetMs` from there."""

from collections.abc import Iterator

from rnct_chapters.errors import UnreadableRecording
from rnct_chapters.messages import message
from rnct_chapters.recording.captions.given import Given, objects
from rnct_chapters.recording.captions.youtube import Event, transcript_of_events, whole_ms
from rnct_chapters.recording.transcript import Transcript


def is_json3(given: Given) -> bool:
    """Whether it has a list of such events."""
    return any("tStartMs" in event or "segs" in event for event in (given.listed("events") or ())[:100])


def read_json3(given: Given) -> Transcript:
    """Raises `UnreadableRecording` where there is text and none of it has a time."""
    listed = [event for event in given.listed("events") or () if objects(event.get("segs"))]
    events = list(_events(listed))
    if listed and not events:
        raise UnreadableRecording(message("captions_bad_event", name=given.name, number=1))
    return transcript_of_events(events, "json3")


def _events(listed: list[dict[str, object]]) -> Iterator[Event]:
    """Windows and styles are events without text; so is what cannot be placed left out."""
    for given in listed:
        start_ms = whole_ms(given.get("tStartMs"))
        if start_ms is None:
            continue
        segs = ((seg.get("utf8"), whole_ms(seg.get("tOffsetMs"))) for seg in objects(given.get("segs")) or ())
        parts = tuple((text, offset_ms) for text, offset_ms in segs if isinstance(text, str))
        yield Event(start_ms, whole_ms(given.get("dDurationMs")), parts, bool(given.get("aAppend")))
