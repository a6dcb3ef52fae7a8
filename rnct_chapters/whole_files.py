"""Files replaced whole or not at all, and why a file could not be written or read, in the reader's language."""

import contextlib
import errno
import os
import stat
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

from rnct_chapters.errors import OutputRefused
from rnct_chapters.locks import held
from rnct_chapters.messages import Message, message

DRAFT = ".rnct-tmp"
"""What the name of a draft ends in, by which one that a killed run left is known."""
_LONGEST_NAME = 150
"""Bytes of a file's name that its draft is called by: with the rest it stays below the 255 that systems allow."""

_RIGHTS = dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), "out_why_rights")
_FULL = dict.fromkeys((errno.ENOSPC, errno.EDQUOT), "out_why_full")
_UNWRITTEN = _RIGHTS | _FULL | {
    errno.EFBIG: "file_why_large",
    errno.ENOTDIR: "out_why_path",
    errno.EEXIST: "out_why_path",
    errno.ENOENT: "file_why_no_folder",
    errno.EISDIR: "file_why_folder",
    errno.EBUSY: "file_why_busy",
    errno.ENAMETOOLONG: "out_why_long",
}  # fmt: skip
_UNREAD = dict.fromkeys((errno.ENOENT, errno.ENOTDIR), "file_why_missing") | {
    errno.EACCES: "file_why_closed",
    errno.EPERM: "file_why_closed",
    errno.EISDIR: "file_why_folder",
    errno.ENAMETOOLONG: "out_why_long",
}


def write_whole(path: Path, content: bytes, mode: int = 0o666) -> None:
    """Replaces the file at `path` as `write_all` does; a device or a pipe is written into. Raises `OSError`, and
    `ValueError` for a zero character in the name."""
    if is_stream(path):
        path.write_bytes(content)
    else:
        write_all({path: content}, mode)


def write_all(contents: Mapping[Path, bytes], mode: int = 0o666) -> None:
    """Replaces each file, in their order, once all of them lie on the disk beside their places: a full disk is met
    while nothing has been replaced.

    Where a name is a link, the file that it leads to is replaced. A file that is there keeps its rights and its owner;
    a new one has no more rights than `mode` from its first moment on. Raises as `write_whole` does.
    """
    drafts: dict[Path, Path] = {}
    try:
        for path, content in contents.items():
            target = Path(os.path.realpath(path))
            name = os.fsdecode(os.fsencode(target.name)[:_LONGEST_NAME])
            drafts[target] = target.with_name(f".{name}.{os.getpid()}-{threading.get_ident()}{DRAFT}")
            _fill(drafts[target], content, mode)
            _own_as(target, drafts[target])
        for target, draft in drafts.items():
            draft.replace(target)
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)


def is_stream(path: Path) -> bool:
    """Whether a device or a pipe lies there, such as /dev/null: nothing in it could be replaced, or lost. Raises as
    `write_whole` does."""
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        mode = path.stat().st_mode
        return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))
    return False


@contextlib.contextmanager
def alone_in(folder: Path, mode: int = 0o777) -> Iterator[None]:
    """The folder, made where it is not there, held against other runs and rid of what a killed one left. Raises
    `OutputRefused` where it or a file in it cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=mode)
        with held(folder) as alone:
            for left in folder.glob(f".*{DRAFT}") if alone else ():
                left.unlink(missing_ok=True)
            yield
    except OSError as error:
        raise OutputRefused(message("file_unwritable", path=str(folder), why=why_unwritten(error))) from error


def why_unwritten(error: OSError | ValueError) -> Message | str:
    """Why a file or folder could not be written, as a part of a sentence: the system's own words where there are none
    of ours."""
    return _why(error, _UNWRITTEN)


def why_unread(error: OSError | ValueError) -> Message | str:
    """Why a file could not be read, as `why_unwritten` tells it."""
    return _why(error, _UNREAD)


def _why(error: OSError | ValueError, known: Mapping[int, str]) -> Message | str:
    if not isinstance(error, OSError):  # a zero character
        return message("file_why_name")
    key = known.get(error.errno or 0)
    return message(key) if key else error.strerror or str(error)


def _fill(draft: Path, content: bytes, mode: int) -> None:
    draft.unlink(missing_ok=True)  # of a run that was killed and had this one's number
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode), "wb") as f:
        f.write(content)
        f.flush()
        os.fsync(f.fileno())


def _own_as(target: Path, draft: Path) -> None:
    """Gives the draft the owner and the rights of the file whose place it takes, if one is there."""
    with contextlib.suppress(FileNotFoundError):
        before = target.stat()
        with contextlib.suppress(AttributeError, PermissionError):  # Windows; somebody else's file
            os.chown(draft, before.st_uid, before.st_gid)
        draft.chmod(stat.S_IMODE(before.st_mode))
