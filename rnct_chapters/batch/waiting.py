"""Tasks that wait for others to end."""

from collections import deque
from collections.abc import Iterable

from rnct_chapters.batch.outcome import Finished, skipped
from rnct_chapters.batch.plan import Kind, Task


class Waiting:
    """Tasks that have not begun: those that can begin by their kind, the others behind what they come after."""

    def __init__(self, tasks: Iterable[Task]) -> None:
        self._tasks = {task.name: task for task in tasks}
        self._left = {
            task.name: {key for key in task.after if (task.event, key) in self._tasks} for task in self._tasks.values()
        }
        self._behind: dict[tuple[str, str], list[Task]] = {}
        self._ready: dict[Kind, deque[Task]] = {"hear": deque(), "check": deque(), "index": deque()}
        for task in self._tasks.values():
            for key in self._left[task.name]:
                self._behind.setdefault((task.event, key), []).append(task)
            self._show(task)

    def next(self, kind: Kind) -> Task | None:
        """The next task of the kind that can begin; it waits no longer."""
        return self._ready[kind].popleft() if self._ready[kind] else None

    def ended(self, finished: Finished) -> list[Finished]:
        """Lets those that came after it begin, or gives them back as skipped, with all that came after those."""
        given_up: list[Finished] = []
        for task in self._behind.pop(finished.task.name, ()):
            if task.name not in self._left:  # it is skipped already, because of another one
                continue
            if finished.good:
                self._left[task.name].discard(finished.task.key)
                self._show(task)
            else:
                del self._left[task.name]
                ended = skipped(task, finished.task)
                given_up += [ended, *self.ended(ended)]
        return given_up

    def _show(self, task: Task) -> None:
        if not self._left[task.name]:
            del self._left[task.name]
            self._ready[task.kind].append(task)
