"""One download by yt-dlp, which goes on where an earlier one was broken off.

A stream comes in parts. yt-dlp joins them as it goes and notes how many it has joined after each, so that a kill in
between, or a note half written, makes it join a part twice and moves all later times. So the parts are kept until all
are there, and joined anew in every run.
"""

import contextlib
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from rnct_chapters.errors import CacheFailed, FetchFailed, UnreadableRecording, needs
from rnct_chapters.messages import message
from rnct_chapters.recording.media.failures import status_of
from rnct_chapters.recording.media.naming import safe_name
from rnct_chapters.recording.media.replay import Replay
from rnct_chapters.recording.media.session import Session
from rnct_chapters.recording.media.shown import shown_address
from rnct_chapters.recording.media.telling import Telling
from rnct_chapters.recording.media.versions import HEAD_BYTES, refuse_other_than_media
from rnct_chapters.recording.progress import Told

GONE = frozenset({404, 410})
NO_SUCH_RANGE = 416

Hook = Callable[[Mapping[str, Any]], None]

_EXTENSION = re.compile(r"[A-Za-z0-9]{1,8}")


def transfer(asked: Session, replay: Replay, folder: Path, told: Told) -> Path:
    """The sound of `replay` as a file in `folder`, whole. Raises yt-dlp's errors and those of the disk."""
    with needs("speech"):
        from yt_dlp.downloader import get_suitable_downloader  # type: ignore[import-untyped]
        from yt_dlp.downloader.fragment import FragmentFD  # type: ignore[import-untyped]
        from yt_dlp.downloader.http import HttpFD  # type: ignore[import-untyped]
    found = {k: v for k, v in replay.found.items() if k not in ("section_start", "section_end")}
    downloader = get_suitable_downloader(found, asked.ydl.params)
    if downloader is None or not issubclass(downloader, HttpFD | FragmentFD):
        raise UnreadableRecording(message("fetch_protocol", url=shown_address(replay.url)))
    path = folder / sound_name(found)
    in_parts = issubclass(downloader, FragmentFD)
    size = replay.version.size_bytes or (None if in_parts else found.get("filesize"))
    there = _mended(path, in_parts, size)
    telling = Telling(message("fetch_downloading", title=replay.title), told, size, there, in_parts)
    telling.tell(there, size)
    if not path.is_file():
        _room(folder, size, there)
        _download(asked, replay, found, path, telling)
    _verified(path, replay)
    telling.tell(path.stat().st_size, path.stat().st_size)
    return path


def saved(asked: Session, found: dict[str, Any], path: Path, hook: Hook | None = None) -> None:
    """Downloads what `found` speaks of into the file at `path`, or goes on with its part. Raises yt-dlp's errors.

    As `YoutubeDL.dl` does it, but that what is written is closed whatever happens: of a stream that breaks off
    yt-dlp leaves it open.
    """
    with needs("speech"):
        from yt_dlp.downloader import get_suitable_downloader
    asked.ydl._load_cookies(found.get("cookies"), autoscope=False)
    downloader = get_suitable_downloader(found, asked.ydl.params)(asked.ydl, asked.ydl.params)
    open_file, opened = downloader.sanitize_open, contextlib.ExitStack()

    def sanitize_open(name: str, mode: str) -> Any:
        stream, name = open_file(name, mode)
        opened.callback(stream.close)
        return stream, name

    downloader.sanitize_open = sanitize_open
    if hook is not None:
        downloader.add_progress_hook(hook)
    with opened:
        downloader.download(str(path), {**found, "http_headers": found.get("http_headers") or {}})


def _download(asked: Session, replay: Replay, found: dict[str, Any], path: Path, telling: Telling) -> None:
    with needs("speech"):
        from yt_dlp.utils import YoutubeDLError  # type: ignore[import-untyped]
    joining = path.with_name(f"{path.name}.ytdl")
    try:
        saved(asked, found, path, telling.hook)
    except YoutubeDLError as error:
        status = _status(error)
        if status in GONE and joining.is_file():  # the list of parts was there, and one of them was not
            raise FetchFailed(message("fetch_part_gone", url=shown_address(replay.url))) from error
        if status != NO_SUCH_RANGE:
            raise
        _mended(path, joining.is_file(), 0)  # what is there is as long as the whole, and lacks the name alone
        saved(asked, found, path, telling.hook)
    if not path.is_file():
        raise FetchFailed(message("fetch_broken", url=shown_address(replay.url)))


def _status(error: BaseException) -> int | None:
    found = status_of(error)
    return None if found is None else found[0]


def sound_name(found: Mapping[str, Any]) -> str:
    """A file's name for one way in which a host offers the sound: parts of two of them must never be joined."""
    extension = str(found.get("ext") or "")
    extension = extension if _EXTENSION.fullmatch(extension) and extension != "unknown_video" else "media"
    way = "-".join(str(found[key]) for key in ("format_id", "filesize") if found.get(key))
    return f"sound-{safe_name(way) or 'only'}.{extension}"


def swept(folder: Path, whole: str) -> None:
    """Removes what downloads left beside the sound that is whole."""
    for path in folder.glob("sound-*"):
        if path.name != whole:
            path.unlink(missing_ok=True)


def _mended(path: Path, in_parts: bool, size: int | None) -> int:
    """Puts what an earlier run left into a state that can be gone on from; the bytes that are there.

    What came to its last byte, of `size`, gets its name without asking: yt-dlp asks for the bytes after it, and takes
    the answer that there are none for a failure. The length of the parts of a stream is not known, so that of a part
    that broke off nothing is kept.
    """
    part = path.with_name(f"{path.name}.part")
    path.unlink(missing_ok=True)  # whole, but not noted so: a kill came between
    if in_parts:
        for left in (part, path.with_name(f"{path.name}.ytdl"), *path.parent.glob(f"{part.name}-Frag*.part")):
            left.unlink(missing_ok=True)
        return sum(p.stat().st_size for p in path.parent.glob(f"{part.name}-Frag*"))
    there = part.stat().st_size if part.is_file() else 0
    if there == 0 or size is None or there < size:
        return there
    if there > size:
        part.unlink()
        return 0
    part.rename(path)
    return there


def _room(folder: Path, size: int | None, there: int) -> None:
    """Raises `CacheFailed` where the disk has no room for all of it: better known now than after an hour."""
    if size is None:
        return
    free = shutil.disk_usage(folder).free
    if free < size - there:
        needed, left = (n // 1_000_000 for n in (size - there, free))
        raise CacheFailed(message("fetch_no_room", path=str(folder), needed=needed + 1, free=left))


def _verified(path: Path, replay: Replay) -> None:
    """Raises `FetchFailed` where the file is not as large as its host said it is, or is a page after all."""
    size, told = path.stat().st_size, replay.version.size_bytes
    with path.open("rb") as file, contextlib.ExitStack() as wrong:
        wrong.callback(path.unlink, missing_ok=True)
        refuse_other_than_media(file.read(HEAD_BYTES), shown_address(replay.url))
        if told is not None and size != told:
            raise FetchFailed(message("fetch_broken", url=shown_address(replay.url)))
        wrong.pop_all()
