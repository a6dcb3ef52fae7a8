"""What is kept of a replay in the cache: which version of it lies there, and what its host said, to go by offline.

A folder holds `replay.json`, the sound as `sound-….EXT` (a `.part` until it is whole) and the captions.
"""

import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rnct_chapters.messages import message
from rnct_chapters.recording.cache import ABOUT, cache_folder, kept_folder
from rnct_chapters.recording.media.replay import CaptionTrack, Replay, Version
from rnct_chapters.recording.media.shown import cache_key, shown_address, steady
from rnct_chapters.recording.progress import Progress, Told
from rnct_chapters.whole_files import write_whole

FACTS = "replay.json"
CAPTIONS = "captions"
SAME_LENGTH_MS = 1000
"""Hosts round lengths to the second."""
LOOK_EVERY_S = 0.5


@dataclass(frozen=True, slots=True)
class Kept:
    """The folder of a replay, held against other runs, and the name of its sound where that is whole."""

    folder: Path
    replay: Replay
    sound: str | None

    @property
    def captions(self) -> Path:
        return self.folder / CAPTIONS

    def finish(self, sound: str) -> None:
        """Notes that the sound is whole."""
        _note(self.folder, self.replay, sound)


@contextmanager
def kept_of(replay: Replay, told: Told) -> Iterator[Kept]:
    """What is kept of this version of `replay`; what is there of another version is removed.

    Waits, and tells so, while another run holds it. Raises `CacheFailed`.
    """
    _wait(cache_folder() / "downloads" / replay.key, replay, told)
    about = {"title": replay.title, "url": replay.url}
    with kept_folder("downloads", replay.key, about) as folder:
        known = _read(folder)
        sound = known.get("sound")
        if "version" in known and not same(_version(known["version"]), replay.version):
            _empty(folder)
            sound = None
        if not isinstance(sound, str) or not (folder / sound).is_file():
            sound = None
        _note(folder, replay, sound)
        yield Kept(folder, replay, sound)


def same(before: Version, now: Version) -> bool:
    """Whether two look-ups speak of one version of a replay, by all that both of them know."""

    def differ(a: object, b: object) -> bool:
        return a is not None and b is not None and a != b

    if before.duration_ms and now.duration_ms and abs(before.duration_ms - now.duration_ms) > SAME_LENGTH_MS:
        return False
    if differ(before.size_bytes, now.size_bytes):
        return False
    if before.etag is not None and before.etag == now.etag:
        return True
    if before.modified is not None and now.modified is not None:  # an etag may differ between a host's machines
        return before.modified == now.modified
    return not differ(before.etag, now.etag)


def remembered(url: str) -> tuple[Replay, ...]:
    """The replays that `url` led to at an earlier run that fetched something of them; none is an answer too."""
    asked = asked_name(url)
    found = []
    downloads = cache_folder() / "downloads"
    for folder in sorted(downloads.iterdir()) if downloads.is_dir() else ():
        known = _read(folder)
        if asked in known.get("asked", ()):
            found.append((known.get("place", 0), _replay(folder.name, known, url)))
    return tuple(replay for _, replay in sorted(found, key=lambda one: one[0]) if replay is not None)


def asked_name(url: str) -> str:
    """The name under which an address is remembered; the address itself may hold secrets."""
    return cache_key("", "", steady(url))


# The file of facts


def _note(folder: Path, replay: Replay, sound: str | None) -> None:
    before = _read(folder)
    asked = sorted({*before.get("asked", ()), *(asked_name(url) for url in (replay.asked, replay.listed) if url)})
    facts: dict[str, Any] = {
        "url": replay.url,
        "id": replay.id,
        "title": replay.title,
        "host": replay.host,
        "duration_ms": replay.duration_ms,
        "chapters": replay.chapters,
        "captions": [{"language": t.language, "kind": t.kind, "name": t.name} for t in replay.captions],
        "formats": [[ext for ext, _ in t.formats] for t in replay.captions],
        "released_at": replay.released_at,
        "language": replay.language,
        "version": asdict(replay.version),
        "as_of": replay.as_of or int(time.time()),
        "asked": asked,
        "place": replay.place,
        "sound": sound,
    }
    write_whole(folder / FACTS, json.dumps(facts, ensure_ascii=False).encode())


def _read(folder: Path) -> dict[str, Any]:
    try:
        known = json.loads((folder / FACTS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _version(known: Any) -> Version:
    return (
        Version(**{k: v for k, v in known.items() if k in Version.__slots__}) if isinstance(known, dict) else Version()
    )


def _replay(key: str, known: dict[str, Any], asked: str) -> Replay | None:
    try:
        tracks = zip(known["captions"], known["formats"], strict=True)
        return Replay(
            url=known["url"],
            id=known["id"],
            title=known["title"],
            host=known["host"],
            duration_ms=known["duration_ms"],
            chapters=tuple((start_ms, title) for start_ms, title in known["chapters"]),
            captions=tuple(CaptionTrack(formats=tuple((ext, "") for ext in exts), **t) for t, exts in tracks),
            released_at=known["released_at"],
            key=key,
            language=known["language"],
            version=_version(known["version"]),
            as_of=known["as_of"],
            asked=asked,
            place=known["place"],
        )
    except (KeyError, TypeError, ValueError):  # written by another version of this program
        return None


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name != ABOUT:
            path.unlink()


# Other runs


def _wait(folder: Path, replay: Replay, told: Told) -> None:
    doing = message("fetch_waiting", title=replay.title, url=shown_address(replay.url))
    while _is_held(folder):
        told(Progress(doing, 0, None, "bytes"))
        time.sleep(LOOK_EVERY_S)


def _is_held(folder: Path) -> bool:
    """Whether another run holds `folder` just now; False where that cannot be known."""
    try:
        import fcntl

        descriptor = os.open(folder, os.O_RDONLY)
    except (ImportError, OSError):
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:  # no locks on this disk
        return False
    finally:
        os.close(descriptor)
    return False
