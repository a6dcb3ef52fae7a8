"""Where the commands about chapters find them: a folder of results, chapters.json, a media file, or any format."""

import sys
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rnct_chapters.errors import UnreadableChapters, UsageError
from rnct_chapters.messages import Lang, Message, message
from rnct_chapters.whole_files import why_unread

if TYPE_CHECKING:
    from rnct_chapters.chapters import ChapterList
    from rnct_chapters.exports import Found, Setting

LARGEST_BYTES = 50_000_000
"""A text file of chapters is some kilobytes; a larger one is something else."""

CHAPTERS_FILE = "chapters.json"

WhichRecording = Annotated[
    str | None,
    typer.Option("--recording", metavar="N|ID", help="Which recording, where there are several.", show_default=False),
]
RateOption = Annotated[
    str, typer.Option("--fps", metavar="RATE", help="Frames a second of an editing program: 25, 29.97, 30000/1001.")
]
StartOption = Annotated[
    str, typer.Option("--timeline-start", metavar="HH:MM:SS:FF", help="Timecode of the timeline's first frame.")
]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was read: the lists, the name of the format they were in (None for chapters.json), and what else the file
    held."""

    lists: "tuple[ChapterList, ...]"
    format: str | None = None
    beyond: tuple[Message, ...] = ()


def load_chapters(source: str, setting: "Setting", known_as: str | None = None) -> Loaded:
    """The chapters that `source` holds; `-` is standard input. Raises `UsageError` and `UnreadableChapters`."""
    from rnct_chapters.event import read_chapters
    from rnct_chapters.exports.embed import CONTAINERS

    path = Path(source)
    if source != "-" and known_as is None:
        if _is_folder(path):
            return Loaded(read_settled(path))
        if path.suffix.lower() == ".json" and _is_ours(path):
            return Loaded(read_chapters(path))
    if known_as in (None, *CONTAINERS):
        if source != "-" and (found := _in_media(path)) is not None:
            return Loaded((_listed(found, path.stem),), "media", found.beyond)
        if known_as is not None:
            raise UsageError(message("chapters_not_media", path=shown_source(source), name=known_as))
    return _of_text(source, setting, known_as)


def read_settled(folder: Path) -> "tuple[ChapterList, ...]":
    """The chapters of a folder of results, with what was decided at the desk. Raises `UsageError` and
    `OutputRefused`."""
    from rnct_chapters.decisions import settle
    from rnct_chapters.event import read_chapters

    settle(folder)
    return read_chapters(folder / CHAPTERS_FILE)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # to reading it, which says so
        return False


def shown_source(source: str) -> str | Message:
    """The source as sentences name it."""
    return message("standard_input") if source == "-" else source


def _of_text(source: str, setting: "Setting", known_as: str | None) -> Loaded:
    from rnct_chapters.exports import format_of, read_text

    text = _text(source)
    if not text.strip("\ufeff \t\r\n"):
        raise UnreadableChapters(message("import_none", path=shown_source(source)))
    found = read_text(text, shown_source(source), setting, known_as)
    known = known_as or getattr(format_of(text), "name", None)
    stem = "chapters" if source == "-" else Path(source).name.partition(".")[0]
    return Loaded((_listed(found, stem),), known, found.beyond)


def _is_ours(path: Path) -> bool:
    """Whether the file says that it is a chapters.json."""
    try:
        with path.open("rb") as f:
            return b"rnct-chapters/chapters/" in f.read(4096)
    except (OSError, ValueError):
        return False


def _in_media(path: Path) -> "Found | None":
    """The chapters inside a media file; None where it is none. Media are told by their first bytes, which no text
    shares."""
    from rnct_chapters.exports.embed import is_media_file, read_media

    try:
        is_file = path.is_file()
    except (OSError, ValueError):
        return None
    return read_media(path) if is_file and is_media_file(path) else None


def _text(source: str) -> str:
    try:
        with nullcontext(sys.stdin.buffer) if source == "-" else Path(source).open("rb") as f:
            content = f.read(LARGEST_BYTES + 1)
    except (OSError, ValueError) as error:
        unread = message("chapters_file_unreadable", path=shown_source(source), why=why_unread(error))
        raise UnreadableChapters(unread) from error
    if len(content) > LARGEST_BYTES:
        large = message("chapters_file_large", path=shown_source(source), limit=LARGEST_BYTES // 1_000_000)
        raise UnreadableChapters(large)
    return _decoded(content)


def _decoded(content: bytes) -> str:
    """UTF-8, else what Windows writes; UTF-16 where its mark says so."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _listed(found: "Found", stem: str) -> "ChapterList":
    from rnct_chapters.chapters import ChapterList
    from rnct_chapters.recording.media.naming import safe_name, title_of

    name = safe_name(stem) or "recording-1"
    title = found.title or title_of(stem)
    return ChapterList(name, 1, title, found.url, found.duration_ms, found.chapters, found.language)


def chosen(lists: "Sequence[ChapterList]", recording: str | None) -> "ChapterList":
    """The list that `--recording` names by number or id; the only one where it names none. Raises `UsageError`."""
    if recording is None and len(lists) == 1:
        return lists[0]
    known = ", ".join(f"{c.number} ({c.recording})" for c in lists)
    if recording is None:
        raise UsageError(message("recording_which", known=known))
    for listed in lists:
        if recording == listed.recording or recording == str(listed.number):
            return listed
    raise UsageError(message("recording_unknown", name=recording, known=known))


def setting_of(lang: Lang, fps: str = "25", start: str = "01:00:00:00") -> "Setting":
    """What the options ask of an export. Raises `UsageError` for a rate or a timecode that cannot be."""
    from rnct_chapters.exports import Setting

    rate = _rate(fps)
    return Setting(lang=lang, rate=rate, first_frame=_frames(start, rate))


_NTSC = {"23.976": "24000/1001", "23.98": "24000/1001", "29.97": "30000/1001", "59.94": "60000/1001"}
"""What people write for rates that have no decimals of their own."""


def _rate(text: str) -> Fraction:
    try:
        rate = Fraction(_NTSC.get(text.strip(), text.strip()))
    except (ValueError, ZeroDivisionError) as error:
        raise UsageError(message("option_fps", value=text[:20])) from error
    if not 1 <= rate <= 240:
        raise UsageError(message("option_fps", value=text[:20]))
    return rate


def _frames(text: str, rate: Fraction) -> int:
    """The frame that a timecode counts, none dropped, whichever way it is spelled."""
    parts = text.strip().replace(";", ":").split(":")
    whole = -(-rate.numerator // rate.denominator)
    if len(parts) != 4 or not all(p.isascii() and p.isdecimal() and len(p) <= 2 for p in parts):
        raise UsageError(message("option_timecode", value=text[:20], rate=whole))
    hours, minutes, seconds, frames = map(int, parts)
    if minutes > 59 or seconds > 59 or frames >= whole:
        raise UsageError(message("option_timecode", value=text[:20], rate=whole))
    return ((hours * 60 + minutes) * 60 + seconds) * whole + frames
