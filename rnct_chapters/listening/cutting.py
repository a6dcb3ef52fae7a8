"""Recordings that are no longer what they were when the recap was checked before: cut, lengthened, or edited."""

from collections.abc import Mapping, Sequence
from typing import Any

from rnct_chapters.messages import Message, message
from rnct_chapters.recording.media import Identity, Recording
from rnct_chapters.timecode import format_length, to_ms

SAME_LENGTH_MS = 2_000
"""Lengths this close are one: containers round, and codecs pad the end."""

Row = Mapping[str, Any]

KEYS = ("url", "id", "title", "number")
"""What a recording is known again by, the surest first."""


def cut_since(previous: Mapping[str, Any], now: Sequence[Recording]) -> tuple[Message, ...]:
    """A sentence for each recording that is longer, shorter or another than in `previous`, an earlier verdicts.json.

    Recordings whose identity was not known then, or is not now, are passed over; so is what `previous` has in a form
    that no version of this program wrote.
    """
    rows = previous.get("recordings")
    earlier = [r for r in rows if isinstance(r, Mapping)] if isinstance(rows, list) else []
    told = (_told(recording, row) for recording, row in _matched(now, earlier))
    return tuple(t for t in told if t is not None)


def _matched(now: Sequence[Recording], earlier: Sequence[Row]) -> list[tuple[Recording, Row]]:
    """Each recording with its earlier row, by the surest key first, each row once."""
    left, rows, found = list(now), list(earlier), []
    for key in KEYS:
        for recording in list(left):
            value = getattr(recording, key)
            row = next((r for r in rows if value and r.get(key) == value), None)
            if row is not None:
                found.append((recording, row))
                left.remove(recording)
                rows.remove(row)
    return sorted(found, key=lambda pair: pair[0].number)


def _told(recording: Recording, row: Row) -> Message | None:
    new = recording.identity or (recording.sound.identity if recording.sound else None)
    old = _identity(row.get("identity"))
    if new is None or old is None:
        return None
    by_ms = new.duration_ms - old.duration_ms
    if abs(by_ms) > SAME_LENGTH_MS:
        key = "cut_shorter" if by_ms < 0 else "cut_longer"
        return message(key, number=recording.number, by=format_length(abs(by_ms)))
    if new.audio_sha256 and old.audio_sha256 and new.audio_sha256 != old.audio_sha256:
        return message("cut_other", number=recording.number)
    return None


def _identity(given: object) -> Identity | None:
    """As verdicts.json has it; None where it has none."""
    if not isinstance(given, Mapping):
        return None
    duration_s, sha256 = given.get("duration_s"), given.get("audio_sha256")
    if isinstance(duration_s, bool) or not isinstance(duration_s, int | float) or not 0 < duration_s < 1e9:
        return None
    return Identity(to_ms(duration_s), None, sha256 if isinstance(sha256, str) else None)
