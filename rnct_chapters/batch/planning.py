"""What there is to do: each event read, cut into tasks, and these held against what is finished."""

import os
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from rnct_chapters.batch.marks import forget, fresh_mark
from rnct_chapters.batch.outcome import Finished
from rnct_chapters.batch.plan import Task, Wishes, tasks_of
from rnct_chapters.batch.shared_places import copied, moved
from rnct_chapters.batch.stores import is_address, shown
from rnct_chapters.batch.sums import Sums
from rnct_chapters.errors import RnctError
from rnct_chapters.event_file import EventFile, read_event
from rnct_chapters.library.database import Library
from rnct_chapters.messages import Message, message
from rnct_chapters.recording.media import is_url
from rnct_chapters.whole_files import why_unwritten

Again = Literal["nothing", "addresses", "all"]


@dataclass(frozen=True, slots=True)
class Planned:
    """An event: its tasks that have to be done, and those that are fresh. `broken` says why it has none."""

    event: str
    title: str | None = None
    stale: tuple[Task, ...] = ()
    fresh: tuple[Finished, ...] = ()
    broken: Message | None = None


@dataclass(frozen=True, slots=True)
class Planner:
    """Plans events for one batch. `again` is what is done again though it is fresh; `held` counts the results that the
    library has of each event file."""

    wishes: Wishes
    again: Again
    held: Counter[str]

    def plan(self, event: str) -> Planned:
        """What has to be done for the event file at the path or address `event`. Nothing that is wrong there is raised:
        such an event fails alone."""
        try:
            if not is_address(event):
                return self._planned(read_event(Path(event)), os.path.realpath(event))
            with copied(event) as copy:
                planned = self._planned(read_event(copy.file), shown(event))
                copy.put_back()
            return _there(planned, event)
        except RnctError as error:
            return Planned(event, broken=error.said)
        except OSError as error:
            return Planned(event, broken=message("batch_unwritable", path=event, why=why_unwritten(error)))

    def _planned(self, event: EventFile, known_as: str) -> Planned:
        tasks = tasks_of(event, self.wishes, Sums())
        stale: dict[str, Task] = {}
        fresh = []
        for task in tasks:
            if self._is_wanted_again(task, event) or (
                task.kind == "index" and self.held[known_as] < len(event.recaps)  # taken out, or another file
            ):
                forget(task)
            mark = None if stale.keys() & set(task.after) else fresh_mark(task)
            if mark is None:
                stale[task.key] = task
            else:
                fresh.append(Finished(task, "fresh", findings=mark.findings))
        return Planned(str(event.path), event.title, tuple(stale.values()), tuple(fresh))

    def _is_wanted_again(self, task: Task, event: EventFile) -> bool:
        if self.again != "addresses" or task.number is None:
            return self.again == "all"
        of_kind = event.recordings if task.kind == "hear" else event.recaps
        return is_url(of_kind[task.number - 1].source)


def results_held(library: str | None) -> Counter[str]:
    """How many results of each event file the library has. Raises as `Library.open` does where it is no library."""
    if library is None or not os.path.exists(library):
        return Counter()
    with Library.open(Path(library)) as opened:
        return Counter(str(place) for (place,) in opened.query("SELECT event_file FROM event WHERE kind = 'results'"))


def _there(planned: Planned, event: str) -> Planned:
    """What was planned on a copy, for the event at its address."""
    return Planned(
        event,
        planned.title,
        tuple(moved(task, event) for task in planned.stale),
        tuple(replace(done, task=moved(done.task, event)) for done in planned.fresh),
    )
