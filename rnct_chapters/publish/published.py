"""published.json: what was published where and when, so that a later run can tell whether it is still shown.

It lies in the folder of a recap's results, one entry a video; publishing again replaces the entry.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rnct_chapters.errors import UsageError
from rnct_chapters.event import dumps
from rnct_chapters.messages import message
from rnct_chapters.publish.host import Host
from rnct_chapters.publish.plan import Difference, Shown, changes
from rnct_chapters.timecode import to_ms, to_seconds
from rnct_chapters.whole_files import alone_in, write_whole

NAME = "published.json"
SCHEMA = "rnct-chapters/published/1"
_LONGEST_S = 3_600_000
"""1000 hours: a larger number is no time in a recording."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """The chapters of one video as the host showed them after writing, and when that was, in UTC."""

    host: str
    video: str  # the address of its page
    recording: str  # its id
    at: datetime
    chapters: tuple[Shown, ...]


def read_published(folder: Path) -> tuple[Published, ...]:
    """What published.json in `folder` remembers, if there is one. Raises `UsageError` where it is broken."""
    path = folder / NAME
    try:
        stored = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, RecursionError) as error:
        raise UsageError(message("published_unreadable", path=str(path))) from error
    try:
        return from_json(stored)
    except (ValueError, OverflowError) as error:
        raise UsageError(message("published_unreadable", path=str(path))) from error


def keep_published(folder: Path, published: Published) -> None:
    """Remembers `published` in the place of what was there of the same video.

    Raises `UsageError` where published.json is broken: to be read before anything is published. `OutputRefused` where
    it cannot be written.
    """
    with alone_in(folder):
        others = (p for p in read_published(folder) if (p.host, p.video) != (published.host, published.video))
        write_whole(folder / NAME, dumps(to_json((*others, published))).encode())


def still_shown(published: Published, host: Host) -> tuple[Difference, ...]:
    """What has changed on the host since then; empty where all is as it was published. Raises `HostFailed`."""
    return changes(published.chapters, host.look())


def to_json(listed: tuple[Published, ...]) -> dict[str, Any]:
    """What published.json holds; times are seconds."""
    return {"schema": SCHEMA, "published": [_entry(published) for published in listed]}


def _entry(published: Published) -> dict[str, Any]:
    return {
        "host": published.host,
        "video": published.video,
        "recording": published.recording,
        "at": published.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "chapters": [{"start_s": to_seconds(s.start_ms), "title": s.title} for s in published.chapters],
    }


def from_json(stored: object) -> tuple[Published, ...]:
    """Its inverse; keys that are not ours are passed over. Raises `ValueError` for another shape."""
    match stored:
        case {"schema": str(schema), "published": [*entries]} if schema == SCHEMA:
            return tuple(map(_read_entry, entries))
    raise ValueError("no published.json")


def _read_entry(entry: object) -> Published:
    match entry:
        case {
            "host": str(host),
            "video": str(video),
            "recording": str(recording),
            "at": str(at),
            "chapters": [*chapters],
        }:
            shown = tuple(map(_read_shown, chapters))
            return Published(host=host, video=video, recording=recording, at=_moment(at), chapters=shown)
    raise ValueError("no entry of published.json")


def _read_shown(chapter: object) -> Shown:
    match chapter:
        case {"start_s": int() | float() as start_s, "title": str(title)} if 0 <= start_s <= _LONGEST_S:
            return Shown(to_ms(start_s), title)
    raise ValueError("no chapter of published.json")


def _moment(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
