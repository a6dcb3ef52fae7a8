"""A batch on this machine: so many at once, what listens fewer, and the index beside them."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from rnct_chapters.batch.children import Limits
from rnct_chapters.batch.driving import drive
from rnct_chapters.batch.local import LocalRunner
from rnct_chapters.batch.outcome import Finished, How
from rnct_chapters.batch.plan import Kind, Task, Wishes, tasks_of
from rnct_chapters.batch.sums import Sums
from rnct_chapters.event_file import read_event
from tests.batch.events import Archive, make_event
from tests.cli.commands import call

HOW = How(Limits(120, 1 << 30), 0)


def version(folder: Path, kind: Kind, number: int, *after: str) -> Task:
    """A task that takes a moment and makes nothing."""
    return Task(str(folder / "event.toml"), kind, number, ("--version",), after, "", f"{kind}-{number}", "")


class Together:
    """Who runs at once, by what is told; it follows each task from its first word on."""

    def __init__(self) -> None:
        self.seen: list[set[Task]] = []
        self._running: set[Task] = set()
        self._lock = threading.Lock()

    def told(self, task: Task, said: str) -> None:
        with self._lock:
            self._running.add(task)
            self.seen.append(set(self._running))

    def followed(self, ends: Iterator[Finished]) -> list[Finished]:
        found = []
        for ended in ends:
            with self._lock:
                self._running.discard(ended.task)
            found.append(ended)
        return found


def test_as_many_at_once_as_asked(tmp_path: Path) -> None:
    """Four tasks at once of which one listens; a check begins after its recording."""
    tasks = [version(tmp_path, "hear", n) for n in range(3)]
    tasks += [version(tmp_path, "check", n, *([f"hear-{n}"] if n < 3 else [])) for n in range(6)]
    together = Together()
    ends = together.followed(LocalRunner(HOW, 4, 1).run(tasks, together.told))
    assert [end.state for end in ends] == ["done"] * 9
    assert 2 <= max(map(len, together.seen)) <= 4
    assert max(sum(task.kind == "hear" for task in running) for running in together.seen) == 1
    order = [end.task.key for end in ends]
    assert all(order.index(f"hear-{n}") < order.index(f"check-{n}") for n in range(3))


def test_closing_ends_what_runs(tmp_path: Path) -> None:
    """Who asks no further ends the children that are at work, and waits for it."""
    tasks = [version(tmp_path, "check", n) for n in range(8)]
    before, began = set(threading.enumerate()), time.monotonic()
    with closing(drive(tasks, LocalRunner(HOW, 2, 2), HOW, lambda task, said: None)) as ends:
        next(ends)
    assert time.monotonic() - began < 30
    assert set(threading.enumerate()) <= before


def index_tasks(archive: Archive) -> list[Task]:
    wishes = Wishes("en", str(archive.index))
    found = (tasks_of(read_event(path), wishes, Sums()) for path in sorted(archive.folder.rglob("event.toml")))
    return [replace(task, after=()) for tasks in found for task in tasks if task.kind == "index"]


@pytest.mark.slow
def test_events_go_into_the_index_together(archive: Archive) -> None:
    """What waits for the index goes in by one run; one that cannot makes no difference to the others."""
    for name in "abcd":
        make_event(archive.folder / name)
    archive.batch("--no-index")
    tasks = index_tasks(archive)
    (archive.folder / "c" / "recap.rnct" / "desk.json").write_text("broken", encoding="utf-8")
    ends = list(drive(tasks, LocalRunner(HOW, 1, 1), HOW, lambda task, said: None))
    assert {Path(end.task.event).parent.name: end.state for end in ends} == {
        "a": "done", "b": "done", "c": "failed", "d": "done",
    }  # fmt: skip
    assert "recap.rnct" in next(end.reason.text("en") for end in ends if end.reason is not None)
    listed = json.loads(call("index", "list", "--db", archive.index, "--json").out)
    assert {Path(place).parent.name for place in _places(listed)} == set("abd")
    again = list(drive(tasks, LocalRunner(HOW, 1, 1), HOW, lambda task, said: None))
    assert sorted(end.state for end in again) == ["failed", "fresh", "fresh", "fresh"]


def _places(found: object) -> Iterator[str]:
    """Every `place` in what was printed."""
    if isinstance(found, dict):
        if isinstance(found.get("place"), str):
            yield found["place"]
        for value in found.values():
            yield from _places(value)
    elif isinstance(found, list):
        for value in found:
            yield from _places(value)


@pytest.mark.slow
def test_sound_is_recognised_once(archive: Archive) -> None:
    """Recordings are tasks of their own; a changed recap needs none of it again."""
    from tests.cli.commands import DEMO

    folder = archive.folder / "a"
    event = make_event(folder)
    model = DEMO / "speech-model"
    event.write_text(
        'recap = "recap.md"\n[check]\nspoken = "fr"\n'
        f"model = {json.dumps(str(model))}\n[[recordings]]\nsource = {json.dumps(str(DEMO / 'apres-pause.opus'))}\n",
        encoding="utf-8",
    )
    archive.batch("--no-index")
    assert [task["kind"] for task in archive.ends()["a"]["tasks"]] == ["hear", "check"]
    heard = next((folder / "heard").glob("1-*.json"))
    written = heard.stat().st_mtime_ns
    (folder / "recap.md").write_text(
        "# Autre\n\n[0:10] « quelque chose de tout autre, mot pour mot »\n", encoding="utf-8"
    )
    archive.batch("--no-index")
    assert next(task["state"] for task in archive.ends()["a"]["tasks"]) == "fresh"
    assert heard.stat().st_mtime_ns == written
