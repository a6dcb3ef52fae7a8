"""How far a batch has come: a bar and what is being done on a terminal, elsewhere a line an event."""

import shutil
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console, Group
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from rnct_chapters.batch.outcome import Finished, State
from rnct_chapters.batch.plan import Kind, Task
from rnct_chapters.batch.planning import Planned
from rnct_chapters.cli.batch_table import event_name
from rnct_chapters.cli.progress import PLAIN_EVERY_S, SURE_AFTER_S
from rnct_chapters.cli.speaking import harmless, say
from rnct_chapters.messages import Lang, message
from rnct_chapters.timecode import format_length

MOST_SHOWN = 12
"""Running tasks that are shown one by one."""
SILENT_S = 3.0
"""Who runs tells so five times a second; who has been silent for so long has ended, and is not yet taken for it."""


class Watch:
    """What a batch tells of itself; any thread may call `told`."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self.total = self.done = 0
        self._left: Counter[str] = Counter()
        self._running: dict[tuple[str, str], tuple[Task, str, float]] = {}
        self._pace = _Pace()
        self._lock = threading.Lock()

    def planned(self, number: int, total: int) -> None:
        """`number` of `total` events have been looked at."""
        self.done, self.total = number, total

    def begin(self, planned: Sequence[Planned]) -> None:
        """All of them have been; the work begins."""
        self._left = Counter({event.event: len(event.stale) for event in planned if event.stale})
        self.total, self.done = len(planned), len(planned) - len(self._left)
        self._pace.begin([task for event in planned for task in event.stale])

    def told(self, task: Task, said: str) -> None:
        """A task runs, and has said this last."""
        with self._lock:
            self._running[task.name] = task, said, time.monotonic()

    def ended(self, finished: Finished) -> None:
        """A task has come to its end, and perhaps its event."""
        with self._lock:
            self._running.pop(finished.task.name, None)
        self._pace.ended(finished)
        self._left[finished.task.event] -= 1
        if not self._left[finished.task.event]:
            self.done += 1

    def running(self) -> list[str]:
        """A line for each running task, the longest first: its event, what is done of it, what it says."""
        heard_s = time.monotonic() - SILENT_S
        with self._lock:
            running = list(self._running.values())
        return [self._line(task, said) for task, said, told_s in running if told_s >= heard_s]

    def share(self) -> str:
        """`3 of 20 events · 12:00 left`."""
        share = message("batch_overall", done=self.done, total=self.total).text(self.lang)
        left_s = self._pace.left_s()
        if left_s is None:
            return share
        left = message("progress_left", time=format_length(max(1000, round(1000 * left_s))))
        return f"{share} · {left.text(self.lang)}"

    def _line(self, task: Task, said: str) -> str:
        doing = message(f"batch_doing_{task.kind}", number=task.number or 0).text(self.lang)
        return harmless(" · ".join(filter(None, [event_name(task.event), doing, said])))


class _Pace:
    """How fast tasks of each kind end, and so how long the rest takes."""

    def __init__(self) -> None:
        self._began_s = time.monotonic()
        self._rest: Counter[Kind] = Counter()
        self._spent_s: dict[Kind, list[float]] = defaultdict(list)

    def begin(self, tasks: Sequence[Task]) -> None:
        self._began_s = time.monotonic()
        self._rest.update(task.kind for task in tasks)

    def ended(self, finished: Finished) -> None:
        self._rest[finished.task.kind] -= 1
        if finished.seconds:
            self._spent_s[finished.task.kind].append(finished.seconds)

    def left_s(self) -> float | None:
        """None while that is a guess: nothing is known yet of how long one kind takes."""
        passed_s = time.monotonic() - self._began_s
        rest = +self._rest
        if passed_s < SURE_AFTER_S or not rest or not rest.keys() <= self._spent_s.keys():
            return None
        means = {kind: sum(spent) / len(spent) for kind, spent in self._spent_s.items()}
        spent_s = sum(map(sum, self._spent_s.values()))
        return passed_s * sum(count * means[kind] for kind, count in rest.items()) / spent_s


class _Lines(Watch):
    """Where nobody watches a bar: a line an event, and now and then one on the whole."""

    def __init__(self, lang: Lang) -> None:
        super().__init__(lang)
        self._said_s = time.monotonic()
        self._states: dict[str, set[State]] = defaultdict(set)

    def planned(self, number: int, total: int) -> None:
        super().planned(number, total)
        if time.monotonic() - self._said_s >= PLAIN_EVERY_S:
            self._said_s = time.monotonic()
            say(f"{message('batch_planning').text(self.lang)} {number}/{total}")

    def ended(self, finished: Finished) -> None:
        before = self.done
        super().ended(finished)
        self._said_s = time.monotonic()
        states = self._states[finished.task.event]
        states.add(finished.state)
        if self.done > before:
            state: State = "failed" if "failed" in states else "findings" if "findings" in states else "done"
            told, event = message(f"batch_state_{state}"), event_name(finished.task.event)
            say(message("batch_event_ended", done=self.done, total=self.total, event=event, state=told).text(self.lang))

    def told(self, task: Task, said: str) -> None:
        super().told(task, said)
        if time.monotonic() - self._said_s >= PLAIN_EVERY_S:
            self._said_s = time.monotonic()
            say(" · ".join([self.share(), self._line(task, said)]))


class _Screen:
    """What is drawn on a terminal, four times a second."""

    def __init__(self, watch: Watch) -> None:
        self.watch = watch

    def __rich__(self) -> Group:
        columns = shutil.get_terminal_size().columns
        bar = Table.grid(padding=(0, 1))
        bar.add_row(
            ProgressBar(total=self.watch.total or None, completed=self.watch.done, width=min(30, columns // 4)),
            Text(self.watch.share(), no_wrap=True),
        )
        running = self.watch.running()
        lines = [Text(f"  {line}", no_wrap=True, overflow="ellipsis") for line in running[:MOST_SHOWN]]
        if len(running) > MOST_SHOWN:
            more = message("batch_others", count=len(running) - MOST_SHOWN).text(self.watch.lang)
            lines.append(Text(f"  {more}"))
        return Group(bar, *lines)


@contextmanager
def watching_batch(lang: Lang) -> Iterator[Watch]:
    """Whom a batch tells how far it has come, shown until the block ends."""
    if not sys.stderr.isatty():
        yield _Lines(lang)
        return
    watch = Watch(lang)
    with Live(get_renderable=_Screen(watch).__rich__, console=Console(stderr=True), transient=True):
        yield watch
