"""Event files below the folders that a batch is given."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from rnct_chapters.errors import UsageError
from rnct_chapters.event_file import EVENT_FILE
from rnct_chapters.event_file.reading import HEARD
from rnct_chapters.messages import Message, message
from rnct_chapters.whole_files import why_unread

RESULTS = ".rnct"
"""What the names of folders of results end in; no events of their own lie there."""


def find_events(paths: Sequence[Path], closed: list[Message]) -> list[Path]:
    """The event files that `paths` name, or that lie anywhere below them: `event.toml` and `*.event.toml`, each once,
    however many ways lead to it, in the order of the paths and then of the names.

    Hidden folders, results and heard words are not looked into. Links are followed, in circles too, once. What cannot
    be looked into is told to `closed`. Raises `UsageError` where a path is not there, or is no event file.
    """
    found: dict[str, Path] = {}
    for path in paths:
        for event in _below(path, closed) if _is_folder(path) else [_named(path)]:
            found.setdefault(os.path.realpath(event), Path(os.path.abspath(event)))
    return list(found.values())


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _named(path: Path) -> Path:
    """A file that is named is an event file whatever its name is, as long as it ends so."""
    try:
        there = path.is_file()
    except (OSError, ValueError):  # a name that no file can have
        there = False
    if not there:
        raise UsageError(message("batch_path_missing", path=str(path)))
    if path.suffix.lower() != ".toml":
        raise UsageError(message("batch_path_other", path=str(path)))
    return path


def _below(folder: Path, closed: list[Message]) -> Iterator[Path]:
    seen: set[tuple[int, int]] = set()

    def tell(error: OSError) -> None:
        closed.append(message("batch_closed", path=str(error.filename), why=why_unread(error)))

    for where, folders, files in os.walk(folder, onerror=tell, followlinks=True):
        folders[:] = sorted(name for name in folders if not _is_ours(name) and _is_new(Path(where, name), seen))
        yield from (path for name in sorted(files) if _is_event(name) and (path := Path(where, name)).is_file())


def _is_ours(name: str) -> bool:
    return name.startswith(".") or name.endswith(RESULTS) or name == HEARD


def _is_event(name: str) -> bool:
    return name == EVENT_FILE or (name.endswith(f".{EVENT_FILE}") and not name.startswith("."))


def _is_new(folder: Path, seen: set[tuple[int, int]]) -> bool:
    """Whether no way has led to this folder yet."""
    try:
        found = folder.stat()
    except OSError:  # a link that leads nowhere
        return False
    known = (found.st_dev, found.st_ino) in seen
    seen.add((found.st_dev, found.st_ino))
    return not known
