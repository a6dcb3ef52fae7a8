"""The event file: what an event has of recaps and recordings, so that one name stands for all of it."""

from rnct_chapters.event_file.reading import (
    EVENT_FILE,
    HEARD,
    CheckOptions,
    EventFile,
    EventRecap,
    EventRecording,
    is_event_file,
    parse_event,
    read_event,
)
from rnct_chapters.event_file.writing import Draft, DraftRecap, DraftRecording, event_text

__all__ = [
    "EVENT_FILE", "HEARD", "CheckOptions", "Draft", "DraftRecap", "DraftRecording", "EventFile", "EventRecap",
    "EventRecording", "event_text", "is_event_file", "parse_event", "read_event",
]  # fmt: skip
