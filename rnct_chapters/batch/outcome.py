"""How a task ended, and what carries one out: the same on this machine and on a worker of a cluster."""

import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Literal, Protocol

from rnct_chapters.batch.children import Ended, Limits, run_child
from rnct_chapters.batch.leashed import BROKEN
from rnct_chapters.batch.limits import spell_bytes, spell_time
from rnct_chapters.batch.marks import alone, folder_of, fresh_mark, set_mark
from rnct_chapters.batch.plan import Task
from rnct_chapters.exports.results import FINDINGS
from rnct_chapters.messages import Message, message
from rnct_chapters.whole_files import why_unwritten

Json = dict[str, Any]
State = Literal["done", "findings", "failed", "skipped", "fresh"]

PASSING = 3
"""The exit code of failures outside: the network, a host. They may pass."""
FIRST_PAUSE_S, LONGEST_PAUSE_S = 2.0, 60.0
"""Pauses before a task is tried again: twice as long each time, for a host that is down is not asked in vain."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A task that has come to its end. `reason` says why it failed or was skipped; `findings` are those of a check."""

    task: Task
    state: State
    reason: Message | None = None
    findings: int | None = None
    attempts: int = 0
    seconds: float = 0.0
    peak_bytes: int = 0

    @property
    def good(self) -> bool:
        """Whether the tasks after it can be done."""
        return self.state not in ("failed", "skipped")


@dataclass(frozen=True, slots=True)
class How:
    """How tasks are carried out: what each may take, and how often one is tried again."""

    limits: Limits
    retries: int = 3


Told = Callable[[Task, str], None]
"""Told that a task runs, and what it has said last, five times a second; may raise KeyboardInterrupt to end it."""


class Stoppable:
    """Tells on until it is stopped; from then on whoever tells is interrupted. Any thread may tell."""

    def __init__(self, told: Told) -> None:
        self._told = told
        self._stopped = threading.Event()

    def __call__(self, task: Task, said: str) -> None:
        if self._stopped.is_set():
            raise KeyboardInterrupt
        self._told(task, said)

    def stop(self) -> None:
        """Interrupts what is running, at its next word."""
        self._stopped.set()


class Runner(Protocol):
    """Carries out tasks, each once those that it comes after are done. Batches on this machine and on a cluster differ
    in nothing else."""

    def run(self, tasks: Sequence[Task], told: Told) -> Iterator[Finished]:
        """Every task exactly once, in the order in which they end: those after a failed one as skipped.

        `tasks` are those to be done, none of them for the library; one in `after` that is not among them is done
        already. Raises `RnctError` where the work as a whole cannot go on. Closing the iterator ends what is running.
        """
        ...


def carry_out(task: Task, how: How, told: Told) -> Finished:
    """One task, on the machine that its event's files are on: tried again where that may help, and marked when it is
    done. Nothing that a task does is raised; KeyboardInterrupt from `told` passes."""
    try:
        with alone(task, lambda: told(task, message("batch_waits").text(task.lang))) as holding:
            if (mark := fresh_mark(task)) is not None:
                return Finished(task, "fresh", findings=mark.findings)
            ended, attempts = _tried(task, how, told, holding)
            finished = Finished(task, "done", None, None, attempts, ended.seconds, ended.peak_bytes)
            return _judged(finished, ended, how.limits)
    except OSError as error:
        place = str(folder_of(task))
        return Finished(task, "failed", message("batch_unwritable", path=place, why=why_unwritten(error)))


def skipped(task: Task, failed: Task) -> Finished:
    """A task that cannot be done, because one before it `failed`."""
    return Finished(task, "skipped", message(f"batch_skipped_{failed.kind}", number=failed.number or 0))


def _tried(task: Task, how: How, told: Told, holding: Sequence[int]) -> tuple[Ended, int]:
    """How the last attempt ended, and how many there were."""
    attempts, pause_s = 1, FIRST_PAUSE_S
    limits = replace(how.limits, walled=task.kind != "hear")
    while True:
        ended = run_child(task.arguments, limits, None, partial(told, task), holding)
        if not _may_pass(ended) or attempts > how.retries:
            return ended, attempts
        over = time.monotonic() + pause_s
        while (left := over - time.monotonic()) > 0:
            told(task, ended.said)
            time.sleep(min(0.2, left))
        attempts, pause_s = attempts + 1, min(LONGEST_PAUSE_S, 2 * pause_s)


def _may_pass(ended: Ended) -> bool:
    return ended.code == PASSING or ended.why == "killed"


def _judged(finished: Finished, ended: Ended, limits: Limits) -> Finished:
    """What has ended, marked where it is done. Raises `OSError`."""
    task = finished.task
    if ended.why != "done" or (ended.code and task.kind != "check"):
        return replace(finished, state="failed", reason=_reason(task, ended, limits))
    findings = None if task.kind != "check" else _findings(task) if ended.code else 0
    if not set_mark(task, findings).made and task.makes:
        return replace(finished, state="failed", reason=message("batch_nothing_made"))
    return replace(finished, state="findings" if findings else "done", findings=findings)


def _reason(task: Task, ended: Ended, limits: Limits) -> Message:
    match ended.why:
        case "time":
            return message("batch_time", limit=spell_time(limits.time_s))
        case "memory":
            return message("batch_memory", limit=spell_bytes(limits.memory_bytes))
        case "killed":
            return message("batch_killed")
    if ended.code == BROKEN or not ended.said:
        return message("batch_broken", said=ended.said)
    sums_up = task.kind == "index" and len(ended.lines) > 1  # after what it says of the event
    return message("batch_said", said=ended.lines[-2] if sums_up else ended.said)


def _findings(task: Task) -> int:
    """How many timestamps, and claims without one, somebody should look at: at least one, for the check says so."""
    place = folder_of(task) / task.makes.removesuffix("/**") / "verdicts.json"
    try:
        verdicts: Json = json.loads(place.read_text(encoding="utf-8"))
        doubtful = {row["id"] for row in verdicts["verdicts"] if _is_doubtful(row)}
        under = [set(row["claims"]) for row in verdicts["stamps"]]
        stamps = sum(_is_doubtful(r) or bool(of & doubtful) for r, of in zip(verdicts["stamps"], under, strict=True))
        return max(1, stamps + len(doubtful.difference(*under)))
    except (ValueError, KeyError, TypeError):  # somebody is writing there by other means
        return 1


def _is_doubtful(row: Json) -> bool:
    found = row["outcome"] in FINDINGS or row.get("contradiction") or row.get("differences")
    return bool(found) and "decision" not in row
