"""Events that go into the index, while the others are worked on: as many together as wait for it.

One run writes at a time, and most of what a run takes is its beginning; so what waits goes in by one run. Where that
does not end well, each goes in by a run of its own, and fails alone.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from functools import partial
from itertools import groupby
from queue import Empty, SimpleQueue

from rnct_chapters.batch.children import run_child
from rnct_chapters.batch.marks import alone, fresh_mark, set_mark
from rnct_chapters.batch.outcome import Finished, How, Told
from rnct_chapters.batch.plan import Task
from rnct_chapters.batch.shared_places import carry_out_anywhere
from rnct_chapters.batch.stores import is_address

MOST = 64
"""Events in one run: the beginning of a run is then a small share of it, and its end is not far."""


class Indexing:
    """Puts events into the index in the one thread of `pool`."""

    def __init__(self, pool: ThreadPoolExecutor, how: How, told: Told) -> None:
        self._pool, self._how, self._told = pool, how, told
        self._ready: SimpleQueue[Task] = SimpleQueue()
        self._ends: SimpleQueue[Finished | BaseException] = SimpleQueue()
        self._left = 0

    def add(self, task: Task) -> None:
        """Lets the event go into the index when there is time for it."""
        self._left += 1
        self._ready.put(task)
        self._pool.submit(self._work)

    def ended(self) -> Iterator[Finished]:
        """What has ended until now."""
        while not self._ends.empty():
            yield self._taken()

    def rest(self) -> Iterator[Finished]:
        """Waits for all of it."""
        while self._left:
            yield self._taken()

    def _taken(self) -> Finished:
        ended = self._ends.get()
        if isinstance(ended, BaseException):
            raise ended
        self._left -= 1
        return ended

    def _work(self) -> None:
        """Takes all that waits; whoever comes after finds nothing."""
        tasks: list[Task] = []
        with suppress(Empty):
            while len(tasks) < MOST:
                tasks.append(self._ready.get_nowait())
        try:
            for ended in index(tasks, self._how, self._told):
                self._ends.put(ended)
        except BaseException as error:  # raised again where somebody waits
            self._ends.put(error)


def index(tasks: Sequence[Task], how: How, told: Told) -> list[Finished]:
    """Puts events into the index; one `Finished` a task, in any order. Raises as `carry_out` does."""
    ended: list[Finished] = []
    by_run = sorted(tasks, key=lambda task: (is_address(task.event), task.arguments[3:], task.name))
    for there, alike in groupby(by_run, key=lambda task: (is_address(task.event), task.arguments[3:])):
        together = list(alike)
        done = [] if there[0] or len(together) < 2 else _together(together, how, told)
        ended += done or [carry_out_anywhere(task, how, told) for task in together]
    return ended


def _together(tasks: Sequence[Task], how: How, told: Told) -> list[Finished]:
    """Puts them in by one run. Nothing where that did not end well, or nobody could be told so.

    They are held in the order of their names, so that two batches never wait for each other.
    """
    with suppress(OSError), ExitStack() as held:
        holding = [d for task in tasks for d in held.enter_context(alone(task, partial(told, task, "")))]
        marks = {task: fresh_mark(task) for task in tasks}
        stale = [task for task in tasks if marks[task] is None]
        fresh = [Finished(task, "fresh") for task in tasks if marks[task] is not None]
        if not stale:
            return fresh
        arguments = ("index", "add", *(task.event for task in stale), *stale[0].arguments[3:])
        ended = run_child(arguments, how.limits, None, partial(told, stale[0]), holding)
        if ended.code == 0:
            for task in stale:
                set_mark(task, None)
            share_s = ended.seconds / len(stale)
            done = (Finished(t, "done", attempts=1, seconds=share_s, peak_bytes=ended.peak_bytes) for t in stale)
            return [*fresh, *done]
    return []
