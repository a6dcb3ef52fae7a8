"""What a path names that can be put into the index, and its files as they are now."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from rnct_chapters.errors import RnctError, UsageError
from rnct_chapters.event_file import EVENT_FILE, EventFile, is_event_file, read_event
from rnct_chapters.library.entries import CHAPTERS, DESK, VERDICTS, Kind, Sources, Told
from rnct_chapters.locks import held
from rnct_chapters.messages import message
from rnct_chapters.recording.captions import LARGEST_BYTES, SUFFIXES
from rnct_chapters.whole_files import why_unread

NOT_TRANSCRIPTS = ("chapters.json", "chapters.new.json", "verdicts.json", "desk.json", "published.json", "batch.json")
"""JSON files of ours that are no transcripts, which a folder may hold beside some."""
_REPLAY = ".replay.json"


@dataclass(frozen=True, slots=True)
class Found:
    """A place that can be read: a folder of results, of `event` where it is known, or the file of a transcript. `place`
    is what the index calls it, which is its path unless it is known as something else."""

    path: Path
    kind: Kind
    place: str
    event: EventFile | None = None
    event_place: str | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """A place that cannot be read, and why."""

    place: str
    why: RnctError


def find(argument: str, known_as: str | None = None) -> Iterator[Found | Refused]:
    """The places that an argument names, each once: the results of an event file or of a folder, a transcript, or all
    of these in a folder and below it.

    `known_as` is what the index shall call the argument, where it is a copy of something that lies elsewhere.
    """
    try:
        path = Path(os.path.realpath(_there(argument)))
        seen: dict[str, Found | Refused] = {}
        for found in _found(path):
            seen.setdefault(found.place, found)
        if not seen:
            raise UsageError(message("library_nothing", path=argument))
    except RnctError as error:
        yield Refused(argument, error)
        return
    for one in seen.values():
        yield one if isinstance(one, Refused) else _nameable(_renamed(one, path, known_as) if known_as else one)


def find_again(place: str, event_file: str | None) -> Found | Refused:
    """A place that the index names, as its event file tells of it now, else as it lies there alone."""
    of_event = [] if event_file is None else list(find(event_file))
    alone = list(find(place))
    again = next((f for f in (*of_event, *alone) if isinstance(f, Found) and f.place == place), None)
    gone = Refused(place, UsageError(message("library_nothing", path=place)))
    return again or next((f for f in alone if isinstance(f, Refused)), gone)


def gather(found: Found) -> Sources:
    """The files of a place, all of one moment: a check that writes them is waited for. Raises `UsageError`."""
    try:
        found.path.stat()
        if found.kind == "transcript" and not found.path.is_file():  # a pipe might never begin
            raise UsageError(message("captions_not_a_file", name=str(found.path)))
        with held(found.path):
            files = _transcript(found.path) if found.kind == "transcript" else _results(found.path)
    except (OSError, ValueError) as error:
        raise UsageError(message("library_source_unread", path=str(found.path), why=why_unread(error))) from error
    event = found.event
    date = event.date.isoformat() if event is not None and event.date is not None else None
    told = Told() if event is None else Told(event.title, date, event.language)
    return Sources(found.place, found.kind, str(found.path), files, found.event_place, told)


def place_of(text: str) -> str:
    """What the index calls the path `text`, whether something is there or not."""
    return text if "://" in text else os.path.realpath(text)


def _nameable(found: Found) -> Found | Refused:
    """`found`, unless bytes of its name are no text, which the index could not keep."""
    try:
        f"{found.place}{found.event_place}".encode()
    except UnicodeEncodeError:
        return Refused(found.place, UsageError(message("library_name", path=found.place)))
    return found


def _there(argument: str) -> str:
    """`argument`, once something is there. Raises `UsageError`."""
    if "://" in argument:
        raise UsageError(message("library_address", address=argument))
    try:
        Path(argument).stat()
    except (OSError, ValueError) as error:
        raise UsageError(message("library_source_unread", path=argument, why=why_unread(error))) from error
    return argument


def _found(path: Path) -> Iterator[Found | Refused]:
    if is_event_file(path):
        yield from _of_event(path)
    elif not path.is_dir():
        yield Found(path, "transcript", str(path))
    elif _is_results(path):
        yield _of_results(path)
    else:
        yield from _below(path, with_transcripts=True)


def _of_event(path: Path) -> Iterator[Found | Refused]:
    try:
        event = read_event(path)
    except RnctError as error:
        yield Refused(str(path), error)
        return
    for recap in event.recaps:
        folder = os.path.realpath(recap.results)
        yield Found(Path(folder), "results", folder, event, os.path.realpath(event.path))


def _of_results(folder: Path) -> Found | Refused:
    """A folder of results, of the event file beside it where that names it."""
    beside = folder.parent / EVENT_FILE
    of_event = _of_event(beside) if is_event_file(beside) else ()
    return next((f for f in of_event if f.place == str(folder)), Found(folder, "results", str(folder)))


def _below(folder: Path, *, with_transcripts: bool) -> Iterator[Found | Refused]:
    """What lies in a folder and below, in the order of names; hidden folders are passed over and links not followed.

    Captions beside an event file or beside results are those that it was checked with.
    """
    try:
        inside = sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
    except OSError as error:
        yield Refused(
            str(folder), UsageError(message("library_source_unread", path=str(folder), why=why_unread(error)))
        )
        return
    events = [p for p in inside if f".{p.name}".endswith(f".{EVENT_FILE}") and p.is_file()]
    folders = [p for p in inside if p.is_dir() and not p.is_symlink()]
    results = [p for p in folders if _is_results(p)]
    alone = with_transcripts and not events
    for event in events:
        yield from _of_event(event)
    yield from map(_of_results, results)
    if alone and not results:
        yield from (Found(p, "transcript", str(p)) for p in _transcripts(inside))
    for below in folders:
        if below not in results:
            yield from _below(below, with_transcripts=alone)


def _transcripts(files: Sequence[Path]) -> Iterator[Path]:
    """The caption files among `files`, one of each stem: where there are several forms, that which `check` takes."""
    captions = [p for p in files if p.suffix.lower() in SUFFIXES and p.name not in NOT_TRANSCRIPTS and p.is_file()]
    captions = [p for p in captions if not p.name.endswith(_REPLAY)]
    for _, forms in groupby(sorted(captions, key=lambda p: p.stem), key=lambda p: p.stem):
        yield min(forms, key=lambda p: SUFFIXES.index(p.suffix.lower()))


def _is_results(folder: Path) -> bool:
    return any((folder / name).is_file() for name in (DESK, VERDICTS))


def _renamed(found: Found, given: Path, known_as: str) -> Found:
    """`found` called as if `given` were `known_as`."""
    if found.path == given:
        return Found(found.path, found.kind, known_as, found.event, None)
    is_file = given.is_file()
    local, far = (given.parent, known_as.rpartition("/")[0]) if is_file else (given, known_as.rstrip("/"))
    if not found.path.is_relative_to(local):
        return found
    below = found.path.relative_to(local).as_posix()
    event = found.event
    named = None if event is None else known_as if is_file else f"{far}/{event.path.relative_to(local).as_posix()}"
    return Found(found.path, found.kind, f"{far}/{below}", event, named)


def _transcript(path: Path) -> Mapping[str, bytes]:
    return {path.name: _read(path)}


def _results(folder: Path) -> Mapping[str, bytes]:
    """Raises `UsageError` where `check` has not been, or was of a version before the desk."""
    for name in (VERDICTS, DESK):
        if not (folder / name).is_file():
            raise UsageError(message("library_unchecked" if name == VERDICTS else "library_old", path=str(folder)))
    names = [VERDICTS, DESK, *([CHAPTERS] if (folder / CHAPTERS).is_file() else [])]
    words = sorted(p.name for p in (folder / "desk").glob("*.words.json"))
    return {name: _read(folder / name) for name in (*names, *(f"desk/{name}" for name in words))}


def _read(path: Path) -> bytes:
    """Raises OSError, and `UsageError` for what is too large, or no file and might never end."""
    if not path.is_file():
        raise UsageError(message("captions_not_a_file", name=str(path)))
    with path.open("rb") as f:
        content = f.read(LARGEST_BYTES + 1)
    if len(content) > LARGEST_BYTES:
        raise UsageError(message("captions_too_large", name=str(path), megabytes=path.stat().st_size // 1_000_000))
    return content
