"""Containers that can take chapters: one module and one row each."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from rnct_chapters.chapters import RULES, ChapterList, Check
from rnct_chapters.chapters.limits import at_most, titles_fit
from rnct_chapters.chapters.mending import flat, named, one_a_start, ordered
from rnct_chapters.exports.embed import id3, matroska, mp4
from rnct_chapters.exports.embed.chapter_track import MOST_CHAPTERS
from rnct_chapters.exports.embed.layout import Layout
from rnct_chapters.exports.embed.looking import Seen, found_in, look, reading
from rnct_chapters.exports.formats.format import Described, Found


@dataclass(frozen=True, slots=True, kw_only=True)
class Container(Described):
    """A row of the table.

    `demuxer` is FFmpeg's name for such files, `suffixes` are those they go by. `checks` make a list one that can be
    put in. `read` gives the chapters in a file of so many bytes; `splice` lays it out with a list, which has at least
    one chapter, in the place of any others. Both raise `UnreadableChapters`. `uncarried` names what of a file, which
    `read` has read, would be lost by that.
    """

    demuxer: str
    suffixes: tuple[str, ...]
    checks: tuple[Check, ...]
    read: Callable[[BinaryIO, int, Seen], Found]
    splice: Callable[[BinaryIO, int, ChapterList], Layout]
    uncarried: Callable[[BinaryIO], Sequence[str]] = lambda file: ()


_FLAT = (named, flat, ordered, one_a_start(1))
"""Of chapters within chapters FFmpeg, and so most players, shows the outer ones alone: all are put on one level."""

CONTAINERS = {
    c.name: c
    for c in (
        Container(
            name="mp4", demuxer="mov,mp4,m4a,3gp,3g2,mj2", suffixes=(".mp4", ".m4v", ".mov", ".m4a", ".m4b", ".3gp"),
            checks=(*_FLAT, at_most(MOST_CHAPTERS), titles_fit(RULES.max_title_bytes, RULES.max_title_bytes)),
            read=mp4.read, splice=mp4.splice,
        ),
        Container(
            name="mkv", demuxer="matroska,webm", suffixes=(".mkv", ".webm", ".mka", ".mk3d"),
            checks=_FLAT, read=matroska.read, splice=matroska.splice,
        ),
        Container(
            name="id3", demuxer="mp3", suffixes=(".mp3",), checks=(*_FLAT, at_most(id3.MOST_CHAPTERS)),
            read=id3.read, splice=id3.splice, uncarried=id3.uncarried,
        ),
    )
}  # fmt: skip


def container_of(seen: Seen) -> Container | None:
    """The container of a file by what is in it; None where it cannot take chapters."""
    return next((c for c in CONTAINERS.values() if c.demuxer == seen.demuxer), None)


def read_media(path: Path) -> Found:
    """The chapters in a media file of any kind, its title and its length; `beyond` is what else its chapters carry.

    Raises `UnreadableRecording` where it is no media or cannot be opened, `UnreadableChapters` where it is damaged.
    """
    seen = look(path)
    return _found(path, seen, container_of(seen))


def _found(path: Path, seen: Seen, container: Container | None) -> Found:
    if container is None:
        return found_in(seen)
    with reading(path) as file:
        return container.read(file, os.fstat(file.fileno()).st_size, seen)
