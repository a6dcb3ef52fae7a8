"""Several recordings listened to at once, as many as the machine can hold."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from threading import Event, Lock
from typing import TYPE_CHECKING

from rnct_chapters.recording.progress import Progress, Told

if TYPE_CHECKING:
    from rnct_chapters.recording.speech import Listener


class Together:
    """Several pieces of work told as one: the sum of what each has told last. Any thread may tell."""

    def __init__(self, told: Told) -> None:
        self._told = told
        self._last: dict[int, Progress] = {}
        self._lock = Lock()
        self._stopped = Event()

    def stop(self) -> None:
        """From now on whoever tells is interrupted."""
        self._stopped.set()

    def part(self, number: int) -> Told:
        """Whom the piece of work `number` tells."""

        def tell(progress: Progress) -> None:
            if self._stopped.is_set():
                raise KeyboardInterrupt
            with self._lock:
                self._last[number] = progress
                same = [p for p in self._last.values() if p.unit == progress.unit]
                totals = [p.total for p in same]
                total = sum(t for t in totals if t is not None) if None not in totals else None
                done, skipped = sum(p.done for p in same), sum(p.skipped for p in same)
                self._told(replace(progress, done=done, total=total, skipped=skipped))

        return tell


def hear_all(hearing: "Mapping[int, Listener]", together: Together, at_once: int) -> None:
    """Listens to all of each recording, `at_once` at a time; what was heard is kept, and costs nothing from then on.

    What goes wrong with one ends the others at their next stretch, and is raised; so does Ctrl-C.
    """
    if at_once < 2 or len(hearing) < 2:
        for listener in hearing.values():
            listener.hear(None)
        return
    with ThreadPoolExecutor(at_once) as pool:
        work = [pool.submit(listener.hear, None) for listener in hearing.values()]
        try:
            for one in work:
                one.result()
        except BaseException:
            together.stop()
            for one in work:
                one.cancel()
            wait(work)
            raise
