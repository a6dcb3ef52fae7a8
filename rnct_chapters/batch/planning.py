"""What there is to do: each event read, cut into tasks, and these held against what is finished."""

import os
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path

from rnct_chapters.batch.marks import forget, fresh_mark
from rnct_chapters.batch.outcome import Finished
from rnct_chapters.batch.plan import Task, Wishes, made_anew, tasks_of
from rnct_chapters.batch.shared_places import copied, moved
from rnct_chapters.batch.stores import is_address, shown
from rnct_chapters.batch.sums import Sums
from rnct_chapters.errors import NoLibrary, RnctError, UnreadableEvent
from rnct_chapters.event_file import EventFile, read_event
from rnct_chapters.library.database import Library
from rnct_chapters.messages import Message, message
from rnct_chapters.recording.media import is_url
from rnct_chapters.whole_files import why_unwritten


@dataclass(frozen=True, slots=True)
class Again:
    """What is done again though it is fresh: `results` of checks, and their place in the library; what comes from
    `addresses`. Words of recordings are kept, for they take hours; those of an address until there are new ones."""

    results: bool = False
    addresses: bool = False


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
    """Plans events for one batch. `held` counts the results that the library has of each event file."""

    wishes: Wishes
    again: Again
    held: Counter[str]
    _results: dict[str, str] = field(default_factory=dict, init=False)  # folders of results, each with its event

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
        self._refuse_shared(event, known_as)
        tasks = tasks_of(event, self.wishes, Sums())
        stale: dict[str, Task] = {}
        fresh = []
        for task in tasks:
            is_wanted_again = self._is_wanted_again(task, event)
            if is_wanted_again or (
                task.kind == "index" and self.held[known_as] < len(event.recaps)  # taken out, or another file
            ):
                forget(task)
            mark = None if stale.keys() & set(task.after) else fresh_mark(task)
            if mark is None:
                stale[task.key] = made_anew(task) if is_wanted_again else task
            else:
                fresh.append(Finished(task, "fresh", findings=mark.findings))
        return Planned(str(event.path), event.title, tuple(stale.values()), tuple(fresh))

    def _refuse_shared(self, event: EventFile, known_as: str) -> None:
        """Raises `UnreadableEvent` where results would replace those of another event, and be replaced by them, in
        every batch."""
        for recap in event.recaps:
            place = os.path.normpath(os.path.join(os.path.dirname(known_as), _relative(recap.results, event.folder)))
            other = self._results.setdefault(place, known_as)
            if other != known_as:
                raise UnreadableEvent(message("batch_same_results", recap=recap.source, other=other, results=place))

    def _is_wanted_again(self, task: Task, event: EventFile) -> bool:
        if task.kind != "hear" and self.again.results:
            return True
        if task.number is None or not self.again.addresses:
            return False
        of_kind = event.recordings if task.kind == "hear" else event.recaps
        return is_url(of_kind[task.number - 1].source)


def results_held(library: str | None) -> Counter[str]:
    """How many results of each event file the library has. Raises as `Library.open` does where it is no library."""
    if library is None:
        return Counter()
    try:
        opened = Library.open(Path(library))
    except NoLibrary:  # the first event to go into it makes it
        return Counter()
    with opened:
        return Counter(str(place) for (place,) in opened.query("SELECT event_file FROM event WHERE kind = 'results'"))


def _relative(results: Path, folder: Path) -> str:
    """A folder as seen from that of its event, wherever a copy of it lies."""
    return os.path.relpath(os.path.realpath(results), os.path.realpath(folder))


def _there(planned: Planned, event: str) -> Planned:
    """What was planned on a copy, for the event at its address."""
    return Planned(
        event,
        planned.title,
        tuple(moved(task, event) for task in planned.stale),
        tuple(replace(done, task=moved(done.task, event)) for done in planned.fresh),
    )
