"""Chapters put into a media file: its streams stay as they are, to the byte, and the file is whole or not there."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from rnct_chapters.chapters import Chapter, ChapterList, mend
from rnct_chapters.chapters.ends import lasting
from rnct_chapters.errors import UnreadableChapters, UsageError
from rnct_chapters.exports.embed.container import CONTAINERS, Container, container_of, read_media
from rnct_chapters.exports.embed.damage import changed
from rnct_chapters.exports.embed.draft import Draft, drafted
from rnct_chapters.exports.embed.layout import Layout
from rnct_chapters.exports.embed.looking import look, reading
from rnct_chapters.exports.formats import Found
from rnct_chapters.messages import Lang, Message, message
from rnct_chapters.recording.captions import shown_name
from rnct_chapters.recording.progress import Progress, Told, untold
from rnct_chapters.timecode import format_clock

OTHER_LENGTH_MS = 1_000
"""Hosts and containers round lengths to the second, and an encoder adds some of its own; what differs by more is
another cut of the recording."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """`replace` chapters that are there; `drop_unknown`: leave out tags that cannot be carried over. `lang` is that of
    titles that the mends add."""

    replace: bool = False
    drop_unknown: bool = False
    lang: Lang = "en"


class ChaptersThere(UsageError):
    """The file has other chapters, which nobody asked to replace; `before` are those."""

    def __init__(self, name: str, before: Sequence[Chapter]) -> None:
        super().__init__(message("embed_existing", name=name, count=len(before)))
        self.before = tuple(before)


@dataclass(frozen=True, slots=True)
class Embedded:
    """The file that was written, its chapters as they stand in it, those that were there before, and what there is to
    say."""

    path: Path
    chapters: tuple[Chapter, ...]
    before: tuple[Chapter, ...]
    said: tuple[Message, ...]


def embed(chapters: ChapterList, media: Path, out: Path, wish: Wish, told: Told = untold) -> Embedded:
    """Writes the media file with these chapters as `out`, which may be the same file, or one to be replaced.

    Raises `ChaptersThere` where it has other chapters that are not to be replaced; `UsageError` where `out` has the
    ending of another container, or no chapter is left to write; `UnreadableRecording` and `UnreadableChapters` where
    the file cannot be read or carried over whole; `OutputRefused` where `out` cannot be written. Whatever is raised, no
    file has changed.
    """
    seen = look(media)
    container = _known(container_of(seen), media, seen.demuxer)
    with reading(media) as file:
        found = os.fstat(file.fileno())
        before = container.read(file, found.st_size, seen)
        said = [*_ending(container, media, out), *_lengths(chapters, before, media)]
        wanted, forced = _mended(chapters, before, container, wish.lang)
        said += [*forced, *_existing(before.chapters, wanted.chapters, media, wish)]
        said += _uncarried(container.uncarried(file), media, wish)
        layout = container.splice(file, found.st_size, wanted)
        with drafted(out) as draft:
            _write(draft, file, layout, told)
            now = os.fstat(file.fileno())
            if (now.st_size, now.st_mtime_ns) != (found.st_size, found.st_mtime_ns):
                raise changed(str(media))
            file.close()  # one that is open cannot be replaced on Windows
            after = _read_back(draft, wanted.chapters)
    said += [lost for lost in before.beyond if lost not in after.beyond]
    written = (replace(c, span=read.span) for c, read in zip(wanted.chapters, after.chapters, strict=True))
    return Embedded(out, tuple(written), before.chapters, tuple(said))


def _known(container: Container | None, media: Path, demuxer: str) -> Container:
    if container is None:
        known = ", ".join(suffix for c in CONTAINERS.values() for suffix in c.suffixes)
        raise UnreadableChapters(message("embed_unknown", name=_shown(media), kind=demuxer, known=known))
    return container


def _ending(container: Container, media: Path, out: Path) -> Iterator[Message]:
    """A note where the file has the ending of another container and keeps it."""
    if out.suffix.lower() in container.suffixes:
        return
    name, kind = _shown(out), message(f"embed_kind_{container.name}")
    if not (out.exists() and out.samefile(media)):
        raise UsageError(message("embed_ending", name=name, kind=kind, suffixes=", ".join(container.suffixes)))
    yield message("embed_ending_kept", name=name, kind=kind)


def _lengths(chapters: ChapterList, before: Found, media: Path) -> Iterator[Message]:
    listed_ms, media_ms = chapters.duration_ms, before.duration_ms
    if listed_ms and media_ms and abs(listed_ms - media_ms) > OTHER_LENGTH_MS:
        clocks = {"listed": format_clock(listed_ms), "lasts": format_clock(media_ms)}
        yield message("embed_length", name=_shown(media), **clocks)


def _mended(
    chapters: ChapterList, before: Found, container: Container, lang: Lang
) -> tuple[ChapterList, tuple[Message, ...]]:
    """The list as the container takes it, none of it beyond the end of the file."""
    known = replace(lasting(chapters, before.duration_ms), duration_ms=before.duration_ms or chapters.duration_ms)
    wanted, said = mend(known, container.checks, lang)
    if not wanted.chapters:
        raise UsageError(message("embed_none", found=len(chapters.chapters)))
    return wanted, said


def _existing(before: Sequence[Chapter], wanted: Sequence[Chapter], media: Path, wish: Wish) -> Iterator[Message]:
    """What is said of chapters that are there already."""
    name, count = _shown(media), len(before)
    if before and _known_by(before) == _known_by(wanted):
        yield message("embed_same", name=name, count=count)
    elif before and not wish.replace:
        raise ChaptersThere(name, before)
    elif before:
        yield message("embed_replaced", name=name, count=count)


def _uncarried(names: Sequence[str], media: Path, wish: Wish) -> Iterator[Message]:
    """What is said of tags that no file with chapters can hold. Raises `UnreadableChapters` unless they may go."""
    if not names:
        return
    facts = {"name": _shown(media), "tags": ", ".join(names)}
    if not wish.drop_unknown:
        raise UnreadableChapters(message("embed_uncarried", **facts))
    yield message("embed_dropped", **facts)


def _known_by(chapters: Sequence[Chapter]) -> list[tuple[int, str]]:
    return [(chapter.span.start_ms, chapter.title) for chapter in chapters]


def _write(draft: Draft, file: BinaryIO, layout: Layout, told: Told) -> None:
    doing = message("embed_doing", name=shown_name(Path(file.name).name))
    try:
        draft.write(file, layout, lambda done: told(Progress(doing, done, layout.length, "bytes")))
    except EOFError as error:
        raise changed(file.name) from error


def _read_back(draft: Draft, wanted: Sequence[Chapter]) -> Found:
    """What stands in the draft. Raises `UnreadableChapters` where that is not what was to be written, or FFmpeg sees
    something else, so that no file takes its place which players would read otherwise."""
    found, seen = read_media(draft.path), look(draft.path).chapters
    told = _known_by(wanted)
    if _known_by(found.chapters) != told or [start for start, *_ in seen] != [start for start, _ in told]:
        count = max(len(found.chapters), len(seen))
        raise UnreadableChapters(message("embed_read_back", found=count, wanted=len(wanted)))
    return found


def _shown(path: Path) -> str:
    return shown_name(str(path))
