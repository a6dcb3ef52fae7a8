"""What is said of media files that are not whole."""

from rnct_chapters.errors import UnreadableChapters
from rnct_chapters.messages import message
from rnct_chapters.recording.captions import shown_name


def broken(name: str, at: int) -> UnreadableChapters:
    """The file has something at byte `at` that cannot stand there."""
    return UnreadableChapters(message("embed_broken", name=shown_name(name), at=at))


def cut(name: str, missing: int) -> UnreadableChapters:
    """The file says that it has `missing` bytes more than are there."""
    return UnreadableChapters(message("embed_cut", name=shown_name(name), missing=missing))


def fixed(name: str, kind: str) -> UnreadableChapters:
    """The bytes of the file cannot be moved for the sake of something of this kind in it."""
    return UnreadableChapters(message("embed_unmovable", name=shown_name(name), kind=kind))


def changed(name: str) -> UnreadableChapters:
    """Somebody wrote to the file while it was being read."""
    return UnreadableChapters(message("embed_changed", name=shown_name(name)))
