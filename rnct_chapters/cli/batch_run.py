"""A batch as a whole: find, plan, run, tell, write the report."""

import contextlib
import os
import signal
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rnct_chapters.batch.driving import drive
from rnct_chapters.batch.finding import find_events
from rnct_chapters.batch.limits import hearing_at_once, slots
from rnct_chapters.batch.local import LocalRunner
from rnct_chapters.batch.outcome import Finished, How, Runner
from rnct_chapters.batch.plan import Task, Wishes
from rnct_chapters.batch.planning import Again, Planned, Planner, results_held
from rnct_chapters.batch.report import EventEnd, Json, batch_object, end_of, exit_code, refuse_foreign, write_report
from rnct_chapters.batch.stores import is_address
from rnct_chapters.cli.batch_table import print_ends, told_ends
from rnct_chapters.cli.batch_watch import Watch, watching_batch
from rnct_chapters.cli.speaking import emit, printing, say
from rnct_chapters.errors import RnctError, UsageError
from rnct_chapters.event import dumps
from rnct_chapters.library.database import default_path
from rnct_chapters.messages import Message, message

INTERRUPTED = 130


@dataclass(slots=True)
class Story:
    """What is known of the batch so far."""

    planned: list[Planned] = field(default_factory=list)
    ended: dict[str, list[Finished]] = field(default_factory=lambda: defaultdict(list))

    def ends(self) -> list[EventEnd]:
        """What became of each event until now."""
        return [end_of(event, self.ended[event.event]) for event in self.planned]


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchRun:
    """What one batch is asked to do."""

    paths: Sequence[str]
    wishes: Wishes
    how: How
    jobs: int | None
    scheduler: str | None
    report: Path
    again: Again
    as_json: bool

    def run(self) -> int:
        """Does what is stale, prints, writes the report; returns the exit code. Raises `UsageError` where there is
        nothing to do it with, `HostFailed` where the cluster is lost."""
        began = time.monotonic()
        refuse_foreign(self.report)
        planner = Planner(self.wishes, self.again, results_held(self.wishes.library))
        places = self._places()
        story = Story()
        stopped: int | None = None
        try:
            with _terminable(), watching_batch(self.wishes.lang) as watch:
                self._follow(story, planner, places, watch)
        except KeyboardInterrupt:
            stopped = INTERRUPTED
            raise
        except RnctError as error:
            stopped = error.exit_code
            raise
        finally:
            ends = story.ends()
            code = exit_code(ends) if stopped is None else stopped
            report = batch_object(ends, time.monotonic() - began, code, self.wishes.lang)
            write_report(self.report, report)
        self._print(ends, report)
        return code

    def _places(self) -> list[str]:
        """The event files, each once. Raises `UsageError` where there are none."""
        closed: list[Message] = []
        found: dict[str, None] = {}
        for path in self.paths:
            if is_address(path):
                from rnct_chapters.batch.shared_places import find_events as find_there

                found.update(dict.fromkeys(find_there(path)))
            else:
                found.update(dict.fromkeys(map(str, find_events([Path(path)], closed))))
        for note in closed:
            say(note.text(self.wishes.lang))
        if not found:
            raise UsageError(message("batch_none", path=", ".join(self.paths)))
        return list(found)

    def _follow(self, story: Story, planner: Planner, places: Sequence[str], watch: Watch) -> None:
        """Plans and does it all, and keeps what became of it in `story` as it goes."""
        for number, place in enumerate(places, 1):
            story.planned.append(planner.plan(place))
            watch.planned(number, len(places))
        watch.begin(story.planned)
        stale = [task for event in story.planned for task in event.stale]
        if not stale:
            return
        with contextlib.closing(drive(stale, self._runner(stale), self.how, watch.told)) as ends:
            for finished in ends:
                story.ended[finished.task.event].append(finished)
                watch.ended(finished)

    def _runner(self, stale: Sequence[Task]) -> Runner:
        if self.scheduler is not None:
            from rnct_chapters.batch.cluster import DaskRunner

            return DaskRunner(self.scheduler, self.how, lambda note: say(note.text(self.wishes.lang)))
        at_once = self.jobs or slots(self.how.limits)
        hearing = min(at_once, hearing_at_once()) if any(task.kind == "hear" for task in stale) else at_once
        return LocalRunner(self.how, at_once, hearing)

    def _print(self, ends: Sequence[EventEnd], report: Json) -> None:
        with printing():
            if self.as_json:
                emit(dumps(report))
            else:
                print_ends(ends, self.wishes.lang)
        say(told_ends(ends, str(self.report)).text(self.wishes.lang))


@contextlib.contextmanager
def _terminable() -> Iterator[None]:
    """Being asked to end by SIGTERM is as Ctrl-C."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def index_file(named: Path | None) -> str:
    """The index that is meant, as an absolute path."""
    return os.path.abspath(named if named is not None else default_path())
