"""Folders and files held against other runs of this program, on this machine."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def held(path: Path) -> Iterator[bool]:
    """Holds the folder or file at `path`, which is there, until the block ends; waits for another run that holds it.

    Says False where the system has no such locks: there two runs at once go on side by side.
    """
    try:
        import fcntl
    except ImportError:  # Windows
        yield False
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            alone = True
        except OSError:  # some network disks have no locks
            alone = False
        yield alone
    finally:
        os.close(descriptor)
