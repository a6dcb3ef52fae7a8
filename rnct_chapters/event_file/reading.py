"""An event file from the disk: what it says, with every path as seen from where the program runs."""

import datetime
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from rnct_chapters.errors import UnreadableEvent
from rnct_chapters.event_file.tables import read_tables
from rnct_chapters.hosts import video_of
from rnct_chapters.messages import Lang, message
from rnct_chapters.recording.media.naming import safe_name
from rnct_chapters.whole_files import why_unread

EVENT_FILE = "event.toml"
HEARD = "heard"
"""The folder beside an event file in which the words of its recordings are kept."""
LARGEST_BYTES = 1_000_000
"""An event file of a thousand recordings is a tenth of this."""


@dataclass(frozen=True, slots=True)
class EventRecording:
    """One `[[recordings]]`. `source` is an address or a path, `captions` a path, both as seen from here; `offset` is a
    time as `--captions-offset` takes it, `audio_track` counts from 1."""

    source: str
    title: str | None = None
    url: str | None = None
    captions: str | None = None
    offset: str | None = None
    audio_track: int | None = None


@dataclass(frozen=True, slots=True)
class EventRecap:
    """One recap: its address or path, the folder of its results, and the numbers from 1 of the recordings that it
    tells, in its order; never none. `parts` are the headings that begin parts 2, 3, …"""

    source: str
    results: Path
    recordings: tuple[int, ...]
    parts: tuple[str, ...] = ()
    selector: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOptions:
    """What `[check]` says, each as the option of `check` takes it; None and False where it says nothing."""

    tolerance: str | None = None
    lead: str | None = None
    listen: bool = False
    whole: bool = False
    model: str | None = None
    hotwords: bool = False
    spoken: str | None = None
    rate_limit: str | None = None
    cookies: Path | None = None
    strict: bool = False
    fail_on: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFile:
    """What an event file says. There is at least one recap and one recording; `formats` are names of exports."""

    path: Path
    title: str | None
    date: datetime.date | None
    language: Lang | None
    programme: Path | None
    recaps: tuple[EventRecap, ...]
    recordings: tuple[EventRecording, ...]
    check: CheckOptions
    formats: tuple[str, ...]

    @property
    def folder(self) -> Path:
        """Where the event file lies; its paths begin there."""
        return self.path.parent

    @property
    def heard(self) -> Path:
        """The folder of the words that `transcribe` keeps of the event's recordings. Event files in one folder have one
        each, which is called as they are: recordings of theirs may be called alike."""
        heard = self.folder / HEARD
        return heard if self.path.name == EVENT_FILE else heard / self.path.name

    def heard_file(self, number: int) -> Path:
        """Where the words of recording `number`, from 1, are kept: `heard/2-apres-pause.json`, or
        `heard/soir.event.toml/2-apres-pause.json`."""
        source = self.recordings[number - 1].source
        named = safe_name(_called(source))
        return self.heard / (f"{number}-{named}.json" if named else f"{number}.json")


def is_event_file(argument: str | Path) -> bool:
    """Whether `argument` is an event file: a .toml file that is there, or a folder that holds an event.toml."""
    path = Path(argument)
    try:
        return (path.suffix.lower() == ".toml" and path.is_file()) or (path / EVENT_FILE).is_file()
    except (OSError, ValueError):  # a name that no file can have: not ours to judge
        return False


def read_event(path: Path) -> EventFile:
    """The event file at `path`, or the event.toml in the folder there. Raises `UnreadableEvent`, whatever is in it."""
    try:
        path = path / EVENT_FILE if path.is_dir() else path
        with path.open("rb") as f:
            content = f.read(LARGEST_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: a zero character in the name
        raise UnreadableEvent(message("event_unreadable", path=str(path), why=why_unread(error))) from error
    if len(content) > LARGEST_BYTES:
        raise UnreadableEvent(message("event_large", path=str(path), limit=LARGEST_BYTES // 1_000_000))
    return parse_event(content, path)


def parse_event(content: bytes, path: Path) -> EventFile:
    """What `content` says as the event file at `path`. Raises `UnreadableEvent`."""
    said = read_tables(content, str(path))
    top, folder = said.top, path.parent
    recordings = tuple(_recording(folder, row) for row in said.recordings)
    return EventFile(
        path=path,
        title=top.get("title"),
        date=top.get("date"),
        language=top.get("language"),
        programme=folder / top["programme"] if "programme" in top else None,
        recaps=_apart(path, [_recap(path, row, len(recordings)) for row in said.recaps]),
        recordings=recordings,
        check=_check(folder, said.check),
        formats=said.formats,
    )


def _recording(folder: Path, row: Mapping[str, Any]) -> EventRecording:
    captions = row.get("captions")
    return EventRecording(
        source=_seen(folder, row["source"]),
        title=row.get("title"),
        url=row.get("url"),
        captions=None if captions is None else str(folder / captions),
        offset=row.get("captions_offset"),
        audio_track=row.get("audio_track"),
    )


def _recap(path: Path, row: Mapping[str, Any], count: int) -> EventRecap:
    source = _seen(path.parent, row["source"])
    results = row.get("results")
    if results is None:
        if not Path(source).stem.strip("."):
            raise UnreadableEvent(message("event_no_file", path=str(path), source=row["source"]))
        from rnct_chapters.event import ResultFolder  # which brings what judges, and that is heavy

        results = ResultFolder.beside(source).path.name
    numbers = row.get("recordings", tuple(range(1, count + 1)))
    return EventRecap(source, path.parent / results, numbers, row.get("parts", ()), row.get("selector"))


def _apart(path: Path, recaps: list[EventRecap]) -> tuple[EventRecap, ...]:
    """The recaps, once it is sure that each has a folder of results of its own."""
    taken: dict[str, int] = {}
    for number, recap in enumerate(recaps, 1):
        place = os.path.normcase(os.path.normpath(recap.results))
        if place in taken:
            shared = str(recap.results)
            same = message("event_same_results", path=str(path), first=taken[place], second=number, results=shared)
            raise UnreadableEvent(same)
        taken[place] = number
    return tuple(recaps)


def _check(folder: Path, row: Mapping[str, Any]) -> CheckOptions:
    said = dict(row)
    if "cookies" in said:
        said["cookies"] = folder / said["cookies"]
    if "model" in said and os.path.isdir(folder / said["model"]):  # else the name of a model
        said["model"] = str(folder / said["model"])
    return CheckOptions(**said)


def _called(source: str) -> str:
    """The id that a host gives it, else the stem of its file or of its address."""
    if "://" not in source:
        return Path(source).stem
    video = video_of(source)
    if video is not None and "://" not in video.id:
        return video.id
    return PurePosixPath(unquote(urlsplit(source).path)).stem


def _seen(folder: Path, source: str) -> str:
    """An address as it is, a path of the event file as it is seen from here."""
    return source if "://" in source else str(folder / source)
