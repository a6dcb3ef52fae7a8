"""What is kept between runs, in the user's cache folder: downloads, stretches that were listened to, waveforms.

Everything in it can be made again, so that any part of it may be deleted at any time. A folder of the cache holds one
thing (one replay, the sound of one recording) and a small `about.json` that names it for people.
"""

import contextlib
import errno
import json
import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from rnct_chapters.errors import CacheFailed
from rnct_chapters.locks import held
from rnct_chapters.messages import message
from rnct_chapters.whole_files import why_unwritten, write_whole

Kind = Literal["downloads", "speech", "peaks"]
KINDS: tuple[Kind, ...] = get_args(Kind)
ABOUT = "about.json"
VARIABLE = "RNCT_CHAPTERS_CACHE"
"""Environment variable that names another folder."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One thing in the cache: how large it is, and how long ago it was used."""

    kind: Kind
    name: str
    title: str
    size_bytes: int
    age_s: float
    path: Path


def cache_folder() -> Path:
    """The user's cache folder of this program; nothing is created."""
    if named := os.environ.get(VARIABLE):
        return Path(named).expanduser().absolute()
    from platformdirs import user_cache_path

    return user_cache_path("rnct-chapters", appauthor=False)


@contextlib.contextmanager
def kept_folder(kind: Kind, name: str, about: dict[str, Any]) -> Iterator[Path]:
    """The folder of one thing, made where it is not there, and held against other runs while the block lasts.

    Raises `CacheFailed` where it cannot be made or the block cannot write.
    """
    folder = cache_folder() / kind / name
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with held(folder):
            write_whole(folder / ABOUT, json.dumps(about, ensure_ascii=False).encode())
            yield folder


@contextlib.contextmanager
def writing(path: Path) -> Iterator[None]:
    """A full disk or missing rights become `CacheFailed`, which names the folder and what to do."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise CacheFailed(message("cache_full", path=str(path))) from error
        raise CacheFailed(message("cache_unwritable", path=str(path), why=why_unwritten(error))) from error


def kept() -> list[Kept]:
    """All that the cache holds, the largest first."""
    now, found = time.time(), []
    for kind in KINDS:
        for folder in _folders(cache_folder() / kind):
            sizes = [s for p in folder.rglob("*") if (s := _stat(p)) is not None]
            used = max((s.st_mtime for s in sizes), default=now)
            size = sum(s.st_size for s in sizes)
            found.append(Kept(kind, folder.name, _title(folder), size, max(0.0, now - used), folder))
    return sorted(found, key=lambda one: -one.size_bytes)


def clear(things: list[Kept]) -> int:
    """Removes `things`; returns the bytes that became free. What another run holds is waited for."""
    freed = 0
    for one in things:
        with writing(one.path):
            if one.path.is_dir():
                with held(one.path):
                    shutil.rmtree(one.path)
                freed += one.size_bytes
    return freed


def _folders(parent: Path) -> list[Path]:
    return sorted(p for p in parent.iterdir() if p.is_dir()) if parent.is_dir() else []


def _stat(path: Path) -> os.stat_result | None:
    try:
        return path.stat() if path.is_file() else None
    except OSError:  # removed by another run just now
        return None


def _title(folder: Path) -> str:
    try:
        about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return folder.name
    title = about.get("title") if isinstance(about, dict) else None
    return title if isinstance(title, str) and title else folder.name
