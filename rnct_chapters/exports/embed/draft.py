"""A media file written beside its place, and put there once it is whole."""

import contextlib
import errno
import glob
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from rnct_chapters.errors import OutputRefused
from rnct_chapters.exports.embed.layout import Layout, Part
from rnct_chapters.locks import held
from rnct_chapters.messages import message
from rnct_chapters.recording.captions import shown_name
from rnct_chapters.whole_files import why_unwritten

_SUFFIX = ".rnct-tmp"
_LONGEST_NAME = 150
"""Bytes of a file's name that its draft is called by: with the rest it stays below the 255 that systems allow."""
_STEP = 32 << 20
"""Bytes copied between two words on how far it has come; each step but the first begins where a block does."""
_NO_SUCH_COPY = frozenset({errno.ENOSYS, errno.EXDEV, errno.EINVAL, errno.EOPNOTSUPP, errno.EPERM, errno.EBADF})
"""Why the system may not copy from file to file by itself, which means nothing for reading and writing."""


class Draft:
    """A file that is being written at `path`."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        self.path, self._file = path, file

    def write(self, source: BinaryIO, layout: Layout, told: Callable[[int], None]) -> None:
        """All of the layout, what stays of the old file copied from `source`; `told` hears how many bytes are there.
        It can be read then.

        Raises `EOFError` where `source` has become shorter.
        """
        done = 0
        for part in layout.parts:
            for count in self._part(source, part):
                done += count
                told(done)
        self._file.flush()

    def _part(self, source: BinaryIO, part: Part) -> Iterator[int]:
        """How many bytes were written, step by step."""
        if part.written is not None:
            self._file.write(part.written)
            yield len(part.written)
            return
        self._file.flush()
        at = part.start
        while at < part.end:
            count = min(_STEP - at % _STEP, part.end - at)
            yield self._copy(source, at, count)
            at += count

    def _copy(self, source: BinaryIO, at: int, count: int) -> int:
        """Copies by the system, which need not move the bytes through this program, and on some disks not at all."""
        done = 0
        while done < count and (copied := _copied_by_system(source, self._file, at + done, count - done)):
            done += copied
        if done < count:
            source.seek(at + done)
            rest = source.read(count - done)
            if len(rest) < count - done:
                raise EOFError
            self._file.write(rest)
            self._file.flush()
        return count


def _copied_by_system(source: BinaryIO, target: BinaryIO, at: int, count: int) -> int:
    """0 where the system has no such copy, or the file ends."""
    try:
        return os.copy_file_range(source.fileno(), target.fileno(), count, at)
    except AttributeError:  # Linux has it
        return 0
    except OSError as error:
        if error.errno in _NO_SUCH_COPY:
            return 0
        raise


@contextlib.contextmanager
def drafted(out: Path) -> Iterator[Draft]:
    """A file beside `out`, which takes its place whole when the block ends well, and leaves no trace when it does not.
    A file that is there is replaced, its rights kept; what a killed run left is removed.

    Raises `OutputRefused` where that cannot be, and for any failure to write in the block.
    """
    try:
        out = out.resolve()  # where the name is a link, the file that it leads to
        if out.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        name = os.fsdecode(os.fsencode(out.name)[:_LONGEST_NAME])
        _sweep(out.parent, name)
        path = out.parent / f".{name}.{os.getpid()}{_SUFFIX}"
        try:
            with path.open("wb") as file, held(path):
                yield Draft(path, file)
                os.fsync(file.fileno())
            _put(path, out)
        finally:
            path.unlink(missing_ok=True)
    except (OSError, ValueError) as error:  # ValueError: a zero character in the name
        raise _refused(out, error) from error


def _put(draft: Path, out: Path) -> None:
    if out.exists():
        before = out.stat()
        draft.chmod(before.st_mode & 0o7777)
        with contextlib.suppress(AttributeError, PermissionError):  # Windows; somebody else's file
            os.chown(draft, before.st_uid, before.st_gid)
    draft.replace(out)


def _sweep(folder: Path, name: str) -> None:
    """Removes the drafts of this file that no run is writing any more."""
    for left in folder.glob(f".{glob.escape(name)}.*{_SUFFIX}"):
        if _is_left(left):
            left.unlink(missing_ok=True)


def _is_left(path: Path) -> bool:
    try:
        import fcntl
    except ImportError:  # Windows, which does not remove a file that somebody has open
        return True
    try:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:  # somebody holds it, or the disk has no locks and nobody can tell
        return False
    return True


def _refused(out: Path, error: OSError | ValueError) -> OutputRefused:
    return OutputRefused(message("embed_unwritable", path=shown_name(str(out)), why=why_unwritten(error)))
