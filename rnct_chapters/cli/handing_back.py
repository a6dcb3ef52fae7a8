"""A document written where the user says: whole or not at all, nothing already made lost."""

import contextlib
import errno
import os
import shutil
import tempfile
from pathlib import Path

from rnct_chapters.errors import OutputRefused
from rnct_chapters.messages import message

MOST_BACKUPS = 10_000
"""Copies of one document beside it; more of them are a script gone wrong."""


def refuse_taken(out: Path, recap: str, *, force: bool) -> None:
    """Raises `OutputRefused` where `out` is the recap itself, or is there already and may not be replaced."""
    try:
        same = "://" not in recap and Path(recap).exists() and out.exists() and out.samefile(recap)
        taken = out.exists() or out.is_symlink()
    except (OSError, ValueError) as error:  # ValueError: a zero character in the name
        raise _unwritable(out, error) from error
    if same:
        raise OutputRefused(message("link_out_is_recap", path=str(out)))
    if out.is_dir() or (taken and not force):
        raise OutputRefused(message("link_out_exists", path=str(out)))


def write_new(out: Path, content: bytes, *, force: bool) -> None:
    """`content` as the file `out`, put in its place whole. Raises `OutputRefused`."""
    try:
        if force and out.exists():
            _put(out, content)
            return
        with out.open("xb"):  # fails where a file has come up there meanwhile
            pass
        try:
            _put(out, content)
        except BaseException:
            out.unlink(missing_ok=True)
            raise
    except FileExistsError as error:
        raise OutputRefused(message("link_out_exists", path=str(out))) from error
    except (OSError, ValueError) as error:
        raise _unwritable(out, error) from error


def write_over(path: Path, content: bytes) -> Path:
    """`content` in the place of the document, of which a copy is kept first; returns the copy's path."""
    path = path.resolve()  # where the name is a link, the file that it leads to
    try:
        backup = _backed_up(path)
        _put(path, content)
    except (OSError, ValueError) as error:
        raise _unwritable(path, error) from error
    return backup


def _backed_up(path: Path) -> Path:
    """A copy beside the document, under the first free name of x.bak, x.bak2, …"""
    for n in range(1, MOST_BACKUPS):
        backup = path.with_name(f"{path.name}.bak{n if n > 1 else ''}")
        if backup.exists() or backup.is_symlink():
            continue
        with contextlib.suppress(FileExistsError):
            with backup.open("xb"):
                pass
            _put(backup, path.read_bytes())
            shutil.copystat(path, backup)
            return backup
    raise OSError(errno.EEXIST, os.strerror(errno.EEXIST))


def _put(path: Path, content: bytes) -> None:
    """The file that is there replaced whole, its rights kept: a crash leaves the old one or the new one."""
    number, name = tempfile.mkstemp(prefix=f".{path.name[:80]}.", suffix=".rnct-tmp", dir=path.parent)
    draft = Path(name)
    try:
        with os.fdopen(number, "wb") as f:
            f.write(content)
            f.flush()
            os.fsync(f.fileno())
        shutil.copymode(path, draft)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _unwritable(path: Path, error: Exception) -> OutputRefused:
    why = getattr(error, "strerror", None) or str(error)
    return OutputRefused(message("link_unwritable", path=str(path), why=why))
