"""What is finished, kept beside each event: `.rnct-batch/<key>.json`, a small file for each task.

A mark holds the sum of all that went in and the sums of the files that came out. The task is fresh while both still
hold: a changed recap is checked again, and so is one whose results somebody deleted, or changed at the desk. There is
no time of day and no absolute path in a mark, so that a folder can be moved, and two runs leave the same bytes.
"""

import contextlib
import hashlib
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from rnct_chapters.batch.plan import Task
from rnct_chapters.batch.sums import content_sum
from rnct_chapters.whole_files import DRAFT, write_whole

MARKS = ".rnct-batch"
"""The folder of the marks, beside the event file."""
SCHEMA = "rnct-chapters/mark/1"
LOOK_EVERY_S = 0.2


@dataclass(frozen=True, slots=True)
class Mark:
    """A finished task: the sum of what went in, the sums of what came out by their path from the event file's folder,
    and how many findings a check had."""

    fingerprint: str
    made: dict[str, str]
    findings: int | None = None


def folder_of(task: Task) -> Path:
    """The folder of the event."""
    return Path(task.event).parent


def mark_path(task: Task, key: str | None = None) -> Path:
    """Where the mark of the task lies, or that of another one, `key`, of its event."""
    return folder_of(task) / MARKS / f"{key or task.key}.json"


def fresh_mark(task: Task) -> Mark | None:
    """The mark of a task that need not be done again; None where it has to be."""
    mark = _read(mark_path(task))
    if mark is None or mark.fingerprint != _with_what_came_before(task) or (task.makes and not mark.made):
        return None
    there = _made(task)
    with contextlib.suppress(OSError):
        if all(name in there and content_sum(there[name]) == found for name, found in mark.made.items()):
            return mark
    return None


def set_mark(task: Task, findings: int | None) -> Mark:
    """Says that the task is done, by what lies there now. Raises `OSError` where the mark cannot be written."""
    made = {name: content_sum(path) for name, path in _made(task).items()}
    mark = Mark(_with_what_came_before(task), made, findings)
    content = json.dumps({"schema": SCHEMA, **asdict(mark)}, ensure_ascii=True, indent=1) + "\n"
    write_whole(mark_path(task), content.encode())
    return mark


def forget(task: Task) -> None:
    """Has the task done again; what it has made stays until it is replaced. Raises `OSError`."""
    mark_path(task).unlink(missing_ok=True)


@contextlib.contextmanager
def alone(task: Task, waiting: Callable[[], None]) -> Iterator[tuple[int, ...]]:
    """Holds the task against other batches, on this machine and wherever the disk has locks.

    Gives the descriptors that hold it. Who keeps one open holds the task too: a child that outlives its batch for a
    moment is waited for by the next one. `waiting` is called five times a second while another batch has it, and may
    raise. Raises `OSError` where nothing can be written there.
    """
    path = mark_path(task)
    path.parent.mkdir(exist_ok=True)
    with path.with_suffix(".lock").open("ab") as lock:
        held = _held(lock.fileno(), waiting)
        for left in path.parent.iterdir() if held else ():
            if left.name.startswith(f".{path.name}.") and left.name.endswith(DRAFT):  # of a batch that was killed
                left.unlink(missing_ok=True)
        yield (lock.fileno(),) if held else ()


def _held(descriptor: int, waiting: Callable[[], None]) -> bool:
    """Waits until the lock is ours; False where the system or the disk has none."""
    try:
        import fcntl
    except ImportError:  # Windows
        return False
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            time.sleep(LOOK_EVERY_S)
        except OSError:  # some network disks have no locks
            return False
        else:
            return True


def _made(task: Task) -> dict[str, Path]:
    """The files that the task has made, by their path from the event file's folder; but for hidden ones, by which the
    program knows its own."""
    folder = folder_of(task)
    below, everything = task.makes.removesuffix("/**"), task.makes.endswith("/**")
    place = folder / below
    if not everything:
        return {below: place} if below and place.is_file() else {}
    found = {p.relative_to(place): p for p in sorted(place.rglob("*")) if p.is_file()}
    return {f"{below}/{n.as_posix()}": p for n, p in found.items() if not any(part[0] == "." for part in n.parts)}


def _with_what_came_before(task: Task) -> str:
    """The fingerprint of the task, and of all that the tasks before it have made."""
    before = [mark.made if (mark := _read(mark_path(task, key))) is not None else None for key in task.after]
    return hashlib.sha256(json.dumps([task.fingerprint, before], sort_keys=True).encode()).hexdigest()


def _read(path: Path) -> Mark | None:
    """The mark at `path`; None where there is none, or none that can be read."""
    try:
        kept = json.loads(path.read_bytes())
        fingerprint, made, findings = kept["fingerprint"], kept["made"], kept["findings"]
        if kept["schema"] != SCHEMA:
            return None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    if not (isinstance(made, dict) and isinstance(findings, int | None)):
        return None
    return Mark(fingerprint, made, findings)
