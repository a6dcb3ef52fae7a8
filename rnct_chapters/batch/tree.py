"""A process and all that it has started, so that it can be weighed, and ended whole."""

import contextlib
import os
import signal
import time
from collections.abc import Iterator

import psutil  # type: ignore[import-untyped]

WALK_EVERY_S = 1.0
"""How often new members are looked for, which costs a look at every process of the machine."""

GONE_S = 3.0
"""What the system is given to carry out a SIGKILL; only a broken disk or driver takes longer."""


class Tree:
    """The process `pid`, which leads a group of its own, and its offspring: also what has left its parent since."""

    def __init__(self, pid: int) -> None:
        self.peak_bytes = 0
        self._pid = pid
        self._seen: dict[int, psutil.Process] = {}
        with contextlib.suppress(psutil.Error):  # it has ended already
            self._seen[pid] = psutil.Process(pid)
        self._walk()

    def resident_bytes(self) -> int:
        """The memory that all of them have now. What several share counts for each: more rather than less."""
        if time.monotonic() - self._walked_s >= WALK_EVERY_S:
            self._walk()
        total = sum(_resident(member) for member in self._seen.values())
        self.peak_bytes = max(self.peak_bytes, total)
        return total

    def ask(self) -> None:
        """Asks all of them to end. To be called while `pid` has not been waited for."""
        self._walk()
        self._signal(signal.SIGTERM)

    def kill(self, *, leader: bool) -> None:
        """Ends all of them and waits for the end of the offspring; `leader` says that `pid` has not been waited for, so
        that its group is still its own."""
        if leader:
            self._walk()
            self._signal(getattr(signal, "SIGKILL", signal.SIGTERM))
        for member in self._offspring():
            with contextlib.suppress(psutil.Error):
                member.kill()
        last = time.monotonic() + GONE_S
        while any(map(_lives, self._offspring())) and time.monotonic() < last:
            time.sleep(0.01)

    def _signal(self, number: int) -> None:
        with contextlib.suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(self._pid, number)
            else:  # Windows has no groups
                os.kill(self._pid, number)

    def _offspring(self) -> Iterator[psutil.Process]:
        return (member for pid, member in self._seen.items() if pid != self._pid)

    def _walk(self) -> None:
        """Finds the offspring of those whose parents are not known, which are found with them: usually one look."""
        self._walked_s = time.monotonic()
        for member in list(self._seen.values()):
            with contextlib.suppress(psutil.Error):  # it has just ended
                if member.ppid() not in self._seen:
                    for child in member.children(recursive=True):
                        self._seen.setdefault(child.pid, child)
        self._seen = {pid: member for pid, member in self._seen.items() if member.is_running()}


def _resident(member: psutil.Process) -> int:
    try:
        return int(member.memory_info().rss)
    except psutil.Error:  # it has just ended
        return 0


def _lives(member: psutil.Process) -> bool:
    try:
        return bool(member.is_running() and member.status() != psutil.STATUS_ZOMBIE)
    except psutil.Error:  # it has just ended
        return False
