"""Scratch folders of this machine, for copies of what lies elsewhere: held while they are in use, removed afterwards,
and by the next run where the one that made them was killed."""

import contextlib
import getpass
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from rnct_chapters.errors import OutputRefused
from rnct_chapters.messages import message
from rnct_chapters.whole_files import why_unwritten

_LEFT_S = 60.0
"""Age from which a folder that nobody holds was left by a killed run, and is no new one about to be held."""
_SPARE_BYTES = 64 << 20
"""Left free on the disk beside the copies, for what a task makes."""


@contextlib.contextmanager
def scratch_folder() -> Iterator[Path]:
    """An empty folder that nobody else can read, on the disk that TMPDIR names. Raises `OutputRefused` where none can
    be made."""
    try:
        base = _base()
        _sweep(base)
        folder = Path(tempfile.mkdtemp(dir=base))
    except OSError as error:
        raise OutputRefused(message("scratch_unwritable", why=why_unwritten(error))) from error
    try:
        with _hold(folder):
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def refuse_full(folder: Path, needed: int) -> None:
    """Raises `OutputRefused` where the disk of `folder` has no room for so many bytes, and some for results."""
    free = max(0, shutil.disk_usage(folder).free - _SPARE_BYTES)
    if needed > free:
        facts: dict[str, str | int] = {"needed": -(-needed // 1_000_000), "free": free // 1_000_000}
        raise OutputRefused(message("scratch_full", folder=str(folder.parent), **facts))


def _base() -> Path:
    """This user's folder of scratch folders. Raises `OSError` where it is not, or can be changed by others."""
    base = Path(tempfile.gettempdir(), f"rnct-chapters-{getpass.getuser()}")
    base.mkdir(mode=0o700, exist_ok=True)
    told = base.lstat()
    if hasattr(os, "getuid") and (told.st_uid != os.getuid() or told.st_mode & 0o077 or base.is_symlink()):
        return Path(tempfile.mkdtemp(prefix=f"{base.name}-"))  # somebody else has made it, for whatever reason
    return base


def _sweep(base: Path) -> None:
    """Removes what killed runs left, a while ago."""
    for left in base.iterdir():
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > _LEFT_S and not _is_held(left):
                shutil.rmtree(left, ignore_errors=True)


@contextlib.contextmanager
def _hold(folder: Path) -> Iterator[None]:
    try:
        import fcntl
    except ImportError:  # Windows: nothing is held, and nothing is swept
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _is_held(folder: Path) -> bool:
    try:
        import fcntl
    except ImportError:
        return True
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False
