"""A document written where the user says: whole or not at all, nothing already made lost."""

import contextlib
import errno
import os
import shutil
from pathlib import Path

from rnct_chapters.errors import OutputRefused
from rnct_chapters.messages import message
from rnct_chapters.whole_files import is_stream, why_unwritten, write_whole

MOST_BACKUPS = 10_000
"""Copies of one document beside it; more of them are a script gone wrong."""


def refuse_taken(out: Path, recap: str, *, force: bool) -> None:
    """Raises `OutputRefused` where `out` is the recap itself, or is there already and may not be replaced."""
    try:
        same = "://" not in recap and Path(recap).exists() and out.exists() and out.samefile(recap)
        taken = not is_stream(out) and (out.exists() or out.is_symlink())
    except (OSError, ValueError) as error:  # ValueError: a zero character in the name
        raise _unwritable(out, error) from error
    if same:
        raise OutputRefused(message("link_out_is_recap", path=str(out)))
    if out.is_dir() or (taken and not force):
        raise OutputRefused(message("link_out_exists", path=str(out)))


def write_new(out: Path, content: bytes, *, force: bool) -> None:
    """`content` as the file `out`, put in its place whole; into a device or a pipe as it is. Raises `OutputRefused`."""
    try:
        if is_stream(out) or (force and out.exists()):
            write_whole(out, content)
            return
        with out.open("xb"):  # fails where a file has come up there meanwhile
            pass
        try:
            write_whole(out, content)
        except BaseException:
            out.unlink(missing_ok=True)
            raise
    except FileExistsError as error:
        raise OutputRefused(message("link_out_exists", path=str(out))) from error
    except (OSError, ValueError) as error:
        raise _unwritable(out, error) from error


def write_over(path: Path, content: bytes) -> Path:
    """`content` in the place of the document, of which a copy is kept first; returns the copy's path."""
    path = Path(os.path.realpath(path))  # where the name is a link, the file that it leads to
    backup = copied_beside(path)
    try:
        write_whole(path, content)
    except (OSError, ValueError) as error:
        raise _unwritable(path, error) from error
    return backup


def copied_beside(path: Path) -> Path:
    """The path of a copy of the document, made beside it. Raises `OutputRefused`."""
    try:
        return _backed_up(path)
    except (OSError, ValueError) as error:
        raise _unwritable(path, error) from error


def _backed_up(path: Path) -> Path:
    """A copy beside the document, under the first free name of x.bak, x.bak2, …"""
    for n in range(1, MOST_BACKUPS):
        backup = path.with_name(f"{path.name}.bak{n if n > 1 else ''}")
        if backup.exists() or backup.is_symlink():
            continue
        with contextlib.suppress(FileExistsError):
            with backup.open("xb"):
                pass
            write_whole(backup, path.read_bytes())
            shutil.copystat(path, backup)
            return backup
    raise OSError(errno.EEXIST, os.strerror(errno.EEXIST))


def _unwritable(path: Path, error: OSError | ValueError) -> OutputRefused:
    return OutputRefused(message("link_unwritable", path=str(path), why=why_unwritten(error)))
