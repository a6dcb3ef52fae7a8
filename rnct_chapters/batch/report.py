"""What became of each event, and batch.json, which tells it."""

import errno
import json
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rnct_chapters import __version__
from rnct_chapters.batch.outcome import Finished, State
from rnct_chapters.batch.plan import Task
from rnct_chapters.batch.planning import Planned
from rnct_chapters.batch.stores import shown
from rnct_chapters.errors import OutputRefused
from rnct_chapters.messages import Lang, Message, message
from rnct_chapters.whole_files import is_stream, why_unwritten, write_whole

SCHEMA = "rnct-chapters/batch/1"
STATES: tuple[State, ...] = ("done", "findings", "failed", "skipped", "fresh")
FAILURES, FINDINGS = 3, 1
"""Exit codes of a batch."""

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class EventEnd:
    """What became of an event: failed where one of its tasks did, skipped where the batch ended before it was through,
    fresh where there was nothing to do. `findings` are those of its recaps, also of a fresh one."""

    event: str
    title: str | None
    state: State
    reason: Message | None
    tasks: tuple[Finished, ...]

    @property
    def findings(self) -> int:
        return sum(task.findings or 0 for task in self.tasks)


def end_of(planned: Planned, ended: Iterable[Finished]) -> EventEnd:
    """What became of the event, by those of its tasks that have come to an end."""
    tasks = (*planned.fresh, *ended)
    return EventEnd(shown(planned.event), planned.title, *_state(planned, tasks), tasks)


def _state(planned: Planned, tasks: Sequence[Finished]) -> tuple[State, Message | None]:
    if planned.broken is not None:
        return "failed", planned.broken
    failed = next((task for task in tasks if task.state == "failed"), None)
    if failed is not None and failed.reason is not None:
        where = message(f"batch_at_{failed.task.kind}", number=failed.task.number or 0)
        return "failed", message("batch_failed_at", where=where, reason=failed.reason)
    if len(tasks) < len(planned.fresh) + len(planned.stale):
        return "skipped", message("batch_not_reached")
    if not planned.stale:
        return "fresh", None
    return ("findings" if any(task.findings for task in tasks) else "done"), None


def exit_code(ends: Iterable[EventEnd]) -> int:
    """3 where an event failed, else 1 where there are findings, of fresh events too, else 0."""
    told = [(end.state, end.findings) for end in ends]
    if any(state == "failed" for state, _ in told):
        return FAILURES
    return FINDINGS if any(findings for _, findings in told) else 0


def batch_object(ends: Sequence[EventEnd], seconds: float, code: int, lang: Lang) -> Json:
    """All of batch.json (docs/batch.schema.json)."""
    counts = Counter(end.state for end in ends)
    return {
        "schema": SCHEMA,
        "tool": {"name": "rnct-chapters", "version": __version__},
        "events": [_event(end, lang) for end in ends],
        "summary": {
            "events": len(ends), **{state: counts[state] for state in STATES},
            "seconds": round(seconds, 1), "exit_code": code,
        },
    }  # fmt: skip


def _event(end: EventEnd, lang: Lang) -> Json:
    return {
        "event": end.event, "title": end.title, "state": end.state, "reason": end.reason and end.reason.text(lang),
        "findings": end.findings, "attempts": max((task.attempts for task in end.tasks), default=0),
        "tasks": [_task(finished, lang) for finished in sorted(end.tasks, key=lambda f: _place(f.task))],
    }  # fmt: skip


def _task(f: Finished, lang: Lang) -> Json:
    return {
        "kind": f.task.kind, "number": f.task.number, "state": f.state, "reason": f.reason and f.reason.text(lang),
        "findings": f.findings, "attempts": f.attempts, "seconds": round(f.seconds, 1), "peak_bytes": f.peak_bytes,
    }  # fmt: skip


def _place(task: Task) -> tuple[int, int]:
    return ("hear", "check", "index").index(task.kind), task.number or 0


def refuse_foreign(path: Path) -> None:
    """Raises `OutputRefused` where a report cannot be written to `path`, or would replace a file that is none: before
    a night's work rather than after it."""
    try:
        if is_stream(path):
            return
        if path.is_dir() or not path.parent.is_dir():
            raise OutputRefused(message("batch_report_place", path=str(path)))
        if path.exists() and not _is_report(path):
            raise OutputRefused(message("batch_report_foreign", path=str(path)))
        if not os.access(path if path.exists() else path.parent, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except (OSError, ValueError) as error:  # ValueError: a zero character in the name
        raise _unwritable(path, error) from error


def write_report(path: Path, report: Json) -> None:
    """Raises `OutputRefused`."""
    try:
        write_whole(path, (json.dumps(report, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace"))
    except (OSError, ValueError) as error:
        raise _unwritable(path, error) from error


def _is_report(path: Path) -> bool:
    """Whether what lies there is a batch.json, or nothing yet."""
    try:
        content = json.loads(path.read_bytes() or b"{}")
    except (ValueError, RecursionError):
        return False
    return (
        isinstance(content, dict) and content.get("schema", SCHEMA) == SCHEMA and ("events" in content or not content)
    )


def _unwritable(path: Path, error: OSError | ValueError) -> OutputRefused:
    return OutputRefused(message("file_unwritable", path=str(path), why=why_unwritten(error)))
