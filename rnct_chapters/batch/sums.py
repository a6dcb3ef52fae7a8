"""What tells one state of a file from another: its content, or of a long one what shows that it is another."""

import hashlib
import os
import stat
from pathlib import Path

from rnct_chapters.recording.media import MEDIA_SUFFIXES
from rnct_chapters.recording.media.beside import captions_beside

WHOLE_BYTES = 64_000_000
"""Files up to this size are read whole. Longer ones are recordings, and nobody changes those in the middle, keeping
their size and their time of change."""
END_BYTES = 1 << 20


class Sums:
    """The sums of files and addresses, each made once; what lies on the disk may change in between."""

    def __init__(self) -> None:
        self._made: dict[str, str] = {}

    def __call__(self, place: str) -> str:
        """The sum of the file at `place`; of media also that of the captions beside it. An address is itself: nobody
        is asked whether the same still lies there. Never raises, and never waits for a device or a pipe."""
        if place not in self._made:
            self._made[place] = place if "://" in place else _sum(Path(place))
        return self._made[place]


def _sum(path: Path) -> str:
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            return "folder" if stat.S_ISDIR(found.st_mode) else "device"
        if path.suffix.lower() in MEDIA_SUFFIXES or found.st_size > WHOLE_BYTES:
            beside = captions_beside(path)
            return f"{_ends(path, found)} {'' if beside is None else content_sum(beside)}"
        return content_sum(path)
    except (OSError, ValueError) as error:  # ValueError: a zero character in the name
        return f"none: {type(error).__name__}"


def content_sum(path: Path) -> str:
    """The SHA-256 of a file's content. Raises `OSError`."""
    with path.open("rb") as f:
        return hashlib.file_digest(f, "sha256").hexdigest()


def _ends(path: Path, found: os.stat_result) -> str:
    digest = hashlib.sha256(f"{found.st_size} {found.st_mtime_ns}".encode())
    with path.open("rb") as f:
        digest.update(f.read(END_BYTES))
        f.seek(max(0, found.st_size - END_BYTES))
        digest.update(f.read(END_BYTES))
    return digest.hexdigest()
