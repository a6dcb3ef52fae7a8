"""Events in a store behind an address: found there, and copied to a scratch folder to be worked on.

A copy holds what a task reads. Sound is copied only where the task needs it: else a file without content, of the same
size and age, stands for it, so that all that looks at it from outside sees the same.
"""

import contextlib
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

from rnct_chapters.batch.copies import OF_THIS_MACHINE, EventCopy, states
from rnct_chapters.batch.finding import RESULTS
from rnct_chapters.batch.marks import MARKS
from rnct_chapters.batch.outcome import Finished, How, Told, carry_out
from rnct_chapters.batch.plan import Task
from rnct_chapters.batch.scratch import refuse_full, scratch_folder
from rnct_chapters.batch.stores import Store, Stored, is_address, shown
from rnct_chapters.errors import RnctError, UnreadableEvent
from rnct_chapters.event import MARK
from rnct_chapters.event_file import EVENT_FILE, EventFile, read_event
from rnct_chapters.event_file.reading import HEARD
from rnct_chapters.messages import message
from rnct_chapters.recording.captions import SUFFIXES
from rnct_chapters.recording.media.beside import MEDIA_SUFFIXES


def find_events(address: str) -> tuple[str, ...]:
    """The addresses of the event files below a folder in a store, in order; an event file's own is its address.

    Raises as `Store` does; a folder without event files gives none.
    """
    if address.endswith(".toml"):
        return (address,)
    store = Store(address)
    return tuple(f"{store.address}/{name}" for name in store.files() if _is_event_file(name))


@contextlib.contextmanager
def copied(event: str, task: Task | None = None) -> Iterator[EventCopy]:
    """The event whose file is at the address `event`, in a scratch folder that is removed afterwards; for `task`, if
    any, with all that it reads.

    Raises as `Store` does, `UnreadableEvent` where the event file is broken or names files that are not in its folder,
    and `OutputRefused` where the scratch disk has no room.
    """
    place, _, name = event.rpartition("/")
    store = Store(place)
    there = _of_event(store.files(), name)
    with scratch_folder() as scratch:
        folder = scratch / (PurePosixPath(shown(place)).name or "event")
        store.take([name], folder)
        read = _read(folder / name, event)
        needed, absent = _needed(task, read), _absent(task, read)
        stood_for = {n for n in there if _is_sound(n, read)} - needed - absent
        taken = [n for n in there if n not in stood_for and n not in absent]
        refuse_full(scratch, sum(there[n].size for n in taken))
        store.take(taken, folder)
        _stand_in(stood_for, there, folder)
        for known in (*taken, *stood_for):  # as old as in the store, wherever and however often it is copied
            os.utime(folder / known, ns=(there[known].modified_ns,) * 2)
        yield EventCopy(folder / name, store, there, states(folder))


def carry_out_there(task: Task, how: How, told: Told) -> Finished:
    """`carry_out` for a task whose event is at an address: on a copy, which is put back when it is done. Never raises
    for what a task does, nor for what the store says; KeyboardInterrupt passes."""
    try:
        with copied(task.event, task) as copy:
            here = moved(task, str(copy.file))
            finished = carry_out(here, how, lambda _, said: told(task, said))
            copy.put_back()
    except RnctError as error:
        return Finished(task, "failed", error.said, attempts=1)
    return replace(finished, task=task)


def carry_out_anywhere(task: Task, how: How, told: Told) -> Finished:
    """`carry_out`, wherever the event is."""
    return (carry_out_there if is_address(task.event) else carry_out)(task, how, told)


def moved(task: Task, event: str) -> Task:
    """The same task for the same event at another place, which the library is told of where it is a copy."""
    arguments = tuple(event if argument == task.event else argument for argument in task.arguments)
    if task.kind == "index" and is_address(task.event):
        arguments += ("--known-as", shown(task.event))
    return replace(task, event=event, arguments=arguments)


def _is_event_file(name: str) -> bool:
    """Whether a file is an event file: not in hidden folders, nor in those that a check or `transcribe` makes."""
    *folders, file = name.split("/")
    unseen = any(folder.startswith(".") or folder.endswith(RESULTS) or folder == HEARD for folder in folders)
    return not unseen and (file == EVENT_FILE or (file.endswith(f".{EVENT_FILE}") and not file.startswith(".")))


def _of_event(files: Mapping[str, Stored], event: str) -> dict[str, Stored]:
    """The files that the event may read or has made: not those of other events in folders below, nor hidden ones."""
    others = {name.rpartition("/")[0] for name in files if "/" in name and _is_event_file(name)}
    mine = {}
    for name, stored in files.items():
        parts = name.split("/")
        hidden = any(part.startswith(".") and part not in (MARKS, MARK, event) for part in parts)
        elsewhere = any("/".join(parts[:depth]) in others for depth in range(1, len(parts)))
        if not hidden and not elsewhere and not name.endswith(OF_THIS_MACHINE):
            mine[name] = stored
    return mine


def _read(file: Path, event: str) -> EventFile:
    """The event file, which names no files but those of its folder, and of this machine."""
    read = read_event(file)
    named = [*(r.source for r in read.recordings), *(r.source for r in read.recaps)]
    named += [r.captions for r in read.recordings if r.captions is not None]
    named += [] if read.programme is None else [str(read.programme)]
    outside = [n for n in named if "://" not in n and _below(n, file.parent) is None and not os.path.exists(n)]
    outside += [str(r.results) for r in read.recaps if _below(str(r.results), file.parent) is None]
    for name in outside:
        raise UnreadableEvent(message("store_outside", place=shown(event), source=os.path.relpath(name, file.parent)))
    return read


def _below(path: str, folder: Path) -> str | None:
    """The name of a file from its folder, with `/`; None where it is not below it."""
    named = Path(os.path.normpath(path))
    return named.relative_to(folder).as_posix() if named.is_relative_to(folder) else None


def _is_sound(name: str, event: EventFile) -> bool:
    """Whether a file is one of the large ones: media, by its name, or a recording that is no file of captions."""
    suffix = PurePosixPath(name).suffix.lower()
    return suffix in MEDIA_SUFFIXES or (
        suffix not in SUFFIXES and name in _sources(event, range(len(event.recordings)))
    )


def _needed(task: Task | None, event: EventFile) -> set[str]:
    """The sound that the task reads: that of the recording which it makes ready; for a check, that of recordings which
    are not made ready, since their length is told by it."""
    if task is None or task.number is None:
        return set()
    if task.kind == "hear":
        return _sources(event, [task.number - 1])
    return _sources(event, [n - 1 for n in event.recaps[task.number - 1].recordings if not _is_ready(n, task)])


def _absent(task: Task | None, event: EventFile) -> set[str]:
    """The sound that a check knows by what was heard of it, and would look into if it were there."""
    if task is None or task.kind != "check":
        return set()
    return _sources(event, [i for i in range(len(event.recordings)) if _is_ready(i + 1, task)])


def _is_ready(number: int, check: Task) -> bool:
    return any(key.endswith(f".hear-{number}") for key in check.after)


def _sources(event: EventFile, places: Iterable[int]) -> set[str]:
    """The names of the files in the event's folder that its recordings at `places`, from 0, are."""
    found = (_below(event.recordings[i].source, event.folder) for i in places)
    return {name for name in found if name is not None}


def _stand_in(names: Collection[str], there: Mapping[str, Stored], folder: Path) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        with (folder / name).open("wb") as f:
            f.truncate(there[name].size)  # takes no room: nothing is written
