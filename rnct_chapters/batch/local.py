"""A batch on this machine: as many tasks at once as it has cores and memory for."""

import queue
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from rnct_chapters.batch.outcome import Finished, How, Stoppable, Told
from rnct_chapters.batch.plan import Task
from rnct_chapters.batch.shared_places import carry_out_anywhere
from rnct_chapters.batch.waiting import Waiting

Ends = queue.SimpleQueue[Finished | BaseException]


@dataclass(frozen=True, slots=True)
class LocalRunner:
    """Runs tasks as children of this process: `at_once` of them, and of those that make words ready `hearing`, each of
    which may keep several cores and much memory busy."""

    how: How
    at_once: int
    hearing: int

    def run(self, tasks: Sequence[Task], told: Told) -> Iterator[Finished]:
        """As `Runner` says. Each task is watched in a thread of its own."""
        waiting, tell, ends = Waiting(tasks), Stoppable(told), Ends()
        running: list[Task] = []
        with ThreadPoolExecutor(self.at_once) as pool:
            try:
                while True:
                    while (task := self._next(waiting, running)) is not None:
                        running.append(task)
                        pool.submit(self._carry_out, task, tell, ends)
                    if not running:
                        return
                    finished = _taken(ends)
                    running.remove(finished.task)
                    yield finished
                    yield from waiting.ended(finished)
            finally:
                tell.stop()

    def _next(self, waiting: Waiting, running: Collection[Task]) -> Task | None:
        """What takes longest begins first."""
        if len(running) >= self.at_once:
            return None
        heard = sum(task.kind == "hear" for task in running)
        return (waiting.next("hear") if heard < self.hearing else None) or waiting.next("check")

    def _carry_out(self, task: Task, told: Told, ends: Ends) -> None:
        try:
            ends.put(carry_out_anywhere(task, self.how, told))
        except BaseException as error:  # raised again where somebody waits
            ends.put(error)


def _taken(ends: Ends) -> Finished:
    ended = ends.get()
    if isinstance(ended, BaseException):
        raise ended
    return ended
