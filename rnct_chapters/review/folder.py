"""What `check` left for the desk in its folder, read again where a newer check has replaced it."""

import hashlib
import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from rnct_chapters.chapters import ChapterList
from rnct_chapters.errors import UsageError
from rnct_chapters.event import DESK
from rnct_chapters.messages import message
from rnct_chapters.recording.media.opening import is_media
from rnct_chapters.review.contents import SCHEMA
from rnct_chapters.review.peaks import Playable

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shown:
    """One recording of desk.json."""

    number: int
    id: str
    title: str
    url: str | None
    host: str | None
    duration_ms: int | None
    media: str | None
    track: int | None
    language: str | None

    def listed(self, chapters: ChapterList | None) -> ChapterList:
        """Its chapters, or an empty list of them."""
        return chapters or ChapterList(self.id, self.number, self.title, self.url, self.duration_ms, ())


@dataclass(frozen=True, slots=True)
class Desk:
    """desk.json as it was read: its bytes and their hash, what is in them, and the recordings by number."""

    folder: Path
    raw: bytes
    sha256: str
    stored: Json
    recordings: Mapping[int, Shown]

    @property
    def cards(self) -> list[Json]:
        found: list[Json] = self.stored["cards"]
        return found

    def playable(self, number: int) -> Playable | None:
        """The media file of a recording, where it has one that is there and is media."""
        shown = self.recordings.get(number)
        if shown is None or shown.media is None:
            return None
        path = (self.folder / shown.media).absolute()
        return Playable(path, shown.track, shown.duration_ms) if _is_file(path) and is_media(path) else None

    def words(self, number: int) -> bytes | None:
        """The words of a recording, as `check` wrote them."""
        shown = self.recordings.get(number)
        if shown is None or PurePath(shown.id).name != shown.id:
            return None
        try:
            return (self.folder / DESK / f"{shown.id}.words.json").read_bytes()
        except (OSError, ValueError):
            return None

    def article(self) -> Path | None:
        """The recap's file, where the check read one and it is still there."""
        named = self.stored["recap"].get("path")
        path = self.folder / named if isinstance(named, str) else None
        return path if path is not None and _is_file(path) else None


class DeskFile:
    """desk.json in a folder of results. May be asked from several threads."""

    def __init__(self, folder: Path) -> None:
        """Raises `UsageError` where there is none, or it cannot be read."""
        self._folder, self._lock = folder, threading.Lock()
        self._seen, self._desk = self._looks(), read_desk(folder)

    def read(self) -> Desk:
        """The desk as it is now. While a check replaces it, and where what it left is broken, as it was before."""
        with self._lock:
            looks = self._looks()
            if looks != self._seen and looks is not None:
                try:
                    self._desk = read_desk(self._folder)
                except UsageError:
                    return self._desk
                self._seen = looks
            return self._desk

    def _looks(self) -> tuple[int, int, int] | None:
        """What changes when the file does."""
        try:
            about = (self._folder / f"{DESK}.json").stat()
        except OSError:
            return None
        return about.st_mtime_ns, about.st_size, about.st_ino


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name too long, or with a zero character
        return False


def read_desk(folder: Path) -> Desk:
    """desk.json in `folder`. Raises `UsageError`, which says what is there instead and what to do."""
    path = folder / f"{DESK}.json"
    try:
        raw = path.read_bytes()
    except FileNotFoundError as error:
        checked = (folder / "verdicts.json").is_file()
        raise UsageError(message("review_old" if checked else "review_none", path=str(folder))) from error
    except OSError as error:
        why = error.strerror or "?"
        raise UsageError(message("review_unreadable", path=str(path), why=why)) from error
    try:
        stored = json.loads(raw)
        if stored["schema"] != SCHEMA:
            raise UsageError(message("review_schema", path=str(path), schema=SCHEMA))
        if not (isinstance(stored["recap"], dict) and isinstance(stored["cards"], list)):
            raise TypeError
        recordings = {r.number: r for r in map(_shown, stored["recordings"])}
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise UsageError(message("review_broken", path=str(path))) from error
    return Desk(folder, raw, hashlib.sha256(raw).hexdigest(), stored, recordings)


def _shown(found: Json) -> Shown:
    """Raises KeyError or TypeError for what is no recording."""
    texts = ("id", "title")
    maybe_texts = ("url", "host", "media", "language")
    numbers = ("duration_ms", "track")
    if not isinstance(found["number"], int) or not all(isinstance(found[key], str) for key in texts):
        raise TypeError
    if not all(isinstance(found[key], str | None) for key in maybe_texts):
        raise TypeError
    if not all(isinstance(found[key], int | None) for key in numbers):
        raise TypeError
    return Shown(**{key: found[key] for key in ("number", *texts, *maybe_texts, *numbers)})
