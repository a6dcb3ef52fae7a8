"""What a worker of a cluster calls: plain functions of plain values, found by their name on every worker."""

import os
import time

from rnct_chapters import __version__
from rnct_chapters.batch.outcome import Finished, How
from rnct_chapters.batch.plan import Task
from rnct_chapters.batch.shared_places import carry_out_anywhere
from rnct_chapters.batch.stores import is_address
from rnct_chapters.messages import message

_TELL_EVERY_S = 2.0
"""What a child says is for a person to watch, and the scheduler hears it of every worker."""


def version_here() -> str:
    """The version of this program on the machine where this is called."""
    return __version__


def carry_out_on_worker(task: Task, how: How, version: str, topic: str) -> Finished:
    """`carry_out` on this worker, for a batch of a program of this `version`; what the task says is an event of
    `topic`. Never raises for what a task does."""
    if version != __version__:  # a worker that came after the batch began
        facts = {"worker": _Telling(topic).worker, "found": __version__, "wanted": version}
        return Finished(task, "failed", message("cluster_version", **facts))
    if not is_address(task.event) and not os.path.exists(task.event):
        facts = {"worker": _Telling(topic).worker, "place": task.event}
        return Finished(task, "failed", message("cluster_no_folder", **facts))
    try:
        return carry_out_anywhere(task, how, _Telling(topic))
    except KeyboardInterrupt:  # the worker closes: nobody waits for this any more
        return Finished(task, "failed", message("batch_killed"))


class _Telling:
    """Tells the batch what a task says, now and then; ends the task where its worker closes."""

    def __init__(self, topic: str) -> None:
        from distributed import get_worker

        self._worker, self._topic = get_worker(), topic
        self._told_at = -_TELL_EVERY_S
        self._said: str | None = None

    @property
    def worker(self) -> str:
        return str(self._worker.address)

    def __call__(self, task: Task, said: str) -> None:
        if self._worker.status.name in ("closing", "closed", "failed"):
            raise KeyboardInterrupt
        now = time.monotonic()
        if now - self._told_at >= _TELL_EVERY_S and said != self._said:
            self._told_at, self._said = now, said
            self._worker.log_event(self._topic, [*task.name, said])
