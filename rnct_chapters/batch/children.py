"""A child process: watched, held within its limits, and ended with all that it has started."""

import contextlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal

from rnct_chapters.batch.leashed import FULL
from rnct_chapters.batch.tree import Tree

LOOK_EVERY_S = 0.2
"""How often a child is looked at: what it takes in between is more than its limit by what it can take in that time."""
GRACE_S = 3.0
"""What a child is given to end by itself."""
SPARE_BYTES = 1 << 30
"""What an interpreter, its libraries and the stacks of its threads may reserve and never touch."""
SAID_BYTES = 4096
"""The end of what a child says that is kept: its last sentence is in it."""

_OURS = [sys.executable, "-P", "-m", "rnct_chapters.batch.leashed"]
_ROOT = str(Path(__file__).parents[2])

Why = Literal["done", "failed", "time", "memory", "killed"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What one child may take: seconds, and bytes of memory, of all its processes together. `walled`: a process that
    takes far more at once is refused it by the system, where the system can; what drives a graphics card reserves far
    more than it touches, and cannot live with that."""

    time_s: float
    memory_bytes: int
    walled: bool = True


@dataclass(frozen=True, slots=True)
class Ended:
    """How a child ended. `code` is its exit code, None where a signal ended it: ours for want of `time` or `memory`,
    else somebody's. `lines` are the last that it said on stderr, none of them empty."""

    code: int | None
    why: Why
    lines: tuple[str, ...]
    seconds: float
    peak_bytes: int

    @property
    def said(self) -> str:
        """What it said last."""
        return self.lines[-1] if self.lines else ""


Heard = Callable[[str], None]
"""Told what a running child has said last, five times a second; may raise KeyboardInterrupt to end it."""


def run_child(
    arguments: Sequence[str], limits: Limits, folder: Path | None, told: Heard, passed: Collection[int] = ()
) -> Ended:
    """Runs `rnct-chapters` with `arguments` in `folder`, as `run_program` does; it ends when this process does."""
    return run_program([*_OURS, *arguments], limits, folder, told, passed)


def run_program(
    command: Sequence[str], limits: Limits, folder: Path | None, told: Heard, passed: Collection[int] = ()
) -> Ended:
    """Runs `command` and returns when neither it nor anything that it has started runs any more.

    `passed` are descriptors that it keeps open as long as it lives. Raises `OSError` where it cannot be started.
    """
    began = time.monotonic()
    child = subprocess.Popen(
        command, cwd=folder, env=_environment(), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, start_new_session=True, pass_fds=tuple(passed),
    )  # fmt: skip
    if limits.walled:
        _wall(child.pid, limits.memory_bytes)
    tree, said = Tree(child.pid), _Said(child.stderr)
    why: Why | None = "killed"
    try:
        why = _watch(child, tree, limits, lambda: told((said.lines() or ("",))[-1]))
    finally:
        _end(child, tree, 0.0 if why == "memory" else GRACE_S)
    code = child.returncode
    seconds = time.monotonic() - began
    return Ended(code if code >= 0 else None, why or _why(code), said.all(), seconds, tree.peak_bytes)


def _watch(child: "subprocess.Popen[bytes]", tree: Tree, limits: Limits, told: Callable[[], None]) -> Why | None:
    """Waits for the end of the child; returns which limit it went beyond, if it did, while it still runs."""
    end = time.monotonic() + limits.time_s
    while True:
        if tree.resident_bytes() > limits.memory_bytes:
            return "memory"
        told()
        left = end - time.monotonic()
        if left <= 0:
            return "time"
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(min(LOOK_EVERY_S, left))
            return None


def _end(child: "subprocess.Popen[bytes]", tree: Tree, grace_s: float) -> None:
    """Ends what still runs: with `grace_s` seconds to do so by itself, then without."""
    if child.poll() is None and grace_s:
        tree.ask()
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(grace_s)
    tree.kill(leader=child.poll() is None)
    child.wait()
    if child.stdin is not None:
        child.stdin.close()


def _why(code: int) -> Why:
    if code < 0:
        return "killed"
    return "memory" if code == FULL else "done" if code in (0, 1) else "failed"


def _environment() -> dict[str, str]:
    """This process's environment, in which this same program is found from any folder."""
    found = os.environ.get("PYTHONPATH")
    return {**os.environ, "PYTHONPATH": f"{_ROOT}{os.pathsep}{found}" if found else _ROOT}


def _wall(pid: int, memory_bytes: int) -> None:
    """A wall behind the watch, for a process that takes everything between two looks. It counts what is reserved too,
    and so stands well behind the limit."""
    with contextlib.suppress(ImportError, AttributeError, OSError, ValueError):  # not Linux; ended; bounded lower
        import resource

        resource.prlimit(pid, resource.RLIMIT_DATA, (2 * memory_bytes + SPARE_BYTES,) * 2)


class _Said:
    """What comes down a pipe, read to its end so that nobody waits; the end of it is kept."""

    def __init__(self, pipe: IO[bytes] | None) -> None:
        self._tail = b""
        self._pipe = pipe
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        if self._pipe is None:
            return
        with self._pipe:
            while chunk := self._pipe.read1(SAID_BYTES):  # type: ignore[attr-defined]
                self._tail = (self._tail + chunk)[-SAID_BYTES:]

    def lines(self) -> tuple[str, ...]:
        """The last lines that say something, as far as it has come."""
        lines = self._tail.decode("utf-8", "replace").split("\n")
        return tuple(line.strip() for line in lines if line.strip())

    def all(self) -> tuple[str, ...]:
        """The lines when nothing more can come; what has escaped may still hold the pipe."""
        self._reader.join(GRACE_S)
        return self.lines()
