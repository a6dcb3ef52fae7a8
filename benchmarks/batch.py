"""Many small events in a batch: on this machine and on a Dask cluster of separate processes, undisturbed and with a
worker killed every few seconds.

usage: python benchmarks/batch.py [--events 200] [--workers 1,2,4] [--kill-every 10] [--only here|cluster] [--index]

An event is two recordings of three minutes, by their captions, and a recap with ten quotes; each is a task, a process
that checks it. "Killed" are such processes on this machine, and workers of the cluster, for each of which another one
comes. "Of ideal" is against as many times the undisturbed row of one worker as there are workers, or cores if those are
fewer. "Lost" are events that are not done at the end, "twice" is what was marked as finished and done again. At the end
stand what a second run costs that finds nothing to do, and what scale.py counts with.
"""

import argparse
import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil  # type: ignore[import-untyped]
from event import write_event

PROGRAM = [sys.executable, "-m", "rnct_chapters"]
MINUTES, QUOTES = 3, 10
EVENT = '[[recordings]]\nsource = "part-1.vtt"\n[[recordings]]\nsource = "part-2.vtt"\n'
HEAD = "where    workers  killed  seconds  events/min  of ideal  lost  twice"
LOOK_S = 0.2
STARTS_S = 60.0
CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Row:
    """One batch: seconds by the clock, events that were not done at its end, and tasks that were done though they were
    finished."""

    where: str
    workers: int
    kill_every_s: float | None
    events: int
    seconds: float
    killed: int
    lost: int
    twice: int

    @property
    def rate(self) -> float:
        """Events a minute."""
        return 60 * self.events / self.seconds


class Marks:
    """Looks at the marks of an archive while a batch runs: a mark that is set anew was done twice."""

    def __init__(self, archive: Path) -> None:
        self._archive = archive
        self._set: defaultdict[str, set[int]] = defaultdict(set)
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> "Marks":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()
        self._look()

    @property
    def twice(self) -> int:
        """How many tasks were done again."""
        return sum(len(times) - 1 for times in self._set.values())

    def _watch(self) -> None:
        while not self._over.wait(LOOK_S):
            self._look()

    def _look(self) -> None:
        for event in self._archive.iterdir():
            for mark in (event / ".rnct-batch").glob("*.json"):
                with contextlib.suppress(FileNotFoundError):
                    self._set[f"{event.name}/{mark.name}"].add(mark.stat().st_mtime_ns)


class Cluster:
    """A Dask scheduler and workers with a thread each, in processes of their own."""

    def __init__(self, folder: Path, workers: int) -> None:
        self._folder, self.workers = folder, list[subprocess.Popen[bytes]]()
        told = folder / "scheduler.json"
        self.scheduler = self._dask("scheduler", "--port", "0", "--no-dashboard", "--scheduler-file", str(told))
        wait_until(lambda: told.exists() and told.stat().st_size > 0)
        self.address = str(json.loads(told.read_text())["address"])
        for _ in range(workers):
            self.add()
        wait_until(lambda: all(map(self._has_come, range(workers))))

    def add(self) -> None:
        """Starts one more worker, which comes when it can."""
        options = ("--nthreads", "1", "--no-nanny", "--local-directory", str(self._folder))
        self.workers.append(self._dask("worker", self.address, *options))

    def kill_one(self) -> bool:
        """Kills a worker that works, and starts another; False where none works right now."""
        alive = [w for n, w in enumerate(self.workers) if w.poll() is None and self._has_come(n)]
        if not alive:
            return False
        random.choice(alive).send_signal(signal.SIGKILL)
        self.add()
        return True

    def _has_come(self, number: int) -> bool:
        return b"Registered to:" in (self._folder / f"worker-{number}.log").read_bytes()

    def end(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()

    def _dask(self, *arguments: str) -> "subprocess.Popen[bytes]":
        log = self._folder / f"{arguments[0]}-{len(self.workers)}.log"
        with log.open("wb") as said:
            asked = [sys.executable, "-m", "dask", *arguments, "--host", "127.0.0.1"]
            return subprocess.Popen(asked, stdout=said, stderr=said, stdin=subprocess.DEVNULL)


def wait_until(holds: Callable[[], bool]) -> None:
    """Returns as soon as `holds()` is true."""
    until = time.monotonic() + STARTS_S
    while not holds():
        if time.monotonic() > until:
            raise SystemExit("The cluster does not start.")
        time.sleep(LOOK_S)


def write_archive(folder: Path, events: int) -> Path:
    """So many events, of the same files."""
    first = folder / "event-001"
    first.mkdir(parents=True)
    write_event(first, MINUTES, QUOTES)
    (first / "event.toml").write_text(f'title = "Une journée"\nrecap = "recap.md"\n{EVENT}', encoding="utf-8")
    for number in range(2, events + 1):
        shutil.copytree(first, folder / f"event-{number:03}")
    return folder


def start(archive: Path, options: list[str]) -> "subprocess.Popen[bytes]":
    """The command line's batch over the archive."""
    command = [*PROGRAM, "batch", str(archive), "--report", str(archive.with_suffix(".json")), *options]
    environment = {**os.environ, "RNCT_CHAPTERS_LIBRARY": str(archive.with_suffix(".db"))}
    with archive.with_suffix(".log").open("wb") as said:
        return subprocess.Popen(command, stdout=said, stderr=said, stdin=subprocess.DEVNULL, env=environment)


def kill_child(batch: "subprocess.Popen[bytes]") -> bool:
    """Kills one of the processes that a batch on this machine has started; False where there is none right now."""
    with contextlib.suppress(psutil.NoSuchProcess):
        children = psutil.Process(batch.pid).children()
        if children:
            os.kill(random.choice(children).pid, signal.SIGKILL)
            return True
    return False


def run_batch(
    archive: Path, options: list[str], kill: Callable[["subprocess.Popen[bytes]"], bool], every_s: float
) -> int:
    """A batch to its end, while something is killed every so many seconds; returns how often."""
    batch, killed, due = start(archive, options), 0, time.monotonic() + every_s
    while batch.poll() is None:
        time.sleep(LOOK_S / 4)
        if time.monotonic() >= due and kill(batch):
            killed, due = killed + 1, time.monotonic() + every_s
    return killed


def measured(where: str, workers: int, every_s: float | None, events: int, index: bool) -> Row:
    """One batch over a new archive."""
    options = [] if index else ["--no-index"]
    with TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        archive = write_archive(Path(folder, "archive"), events)
        if where == "cluster":
            (Path(folder) / "dask").mkdir()
            cluster = Cluster(Path(folder) / "dask", workers)
            stack.callback(cluster.end)
            options += ["--scheduler", cluster.address]
        else:
            options += ["--jobs", str(workers)]
        began = time.monotonic()
        with Marks(archive) as marks:
            kill = (lambda _: cluster.kill_one()) if where == "cluster" else kill_child
            killed = run_batch(archive, options, kill, every_s or float("inf"))
        seconds = time.monotonic() - began
        states = [event["state"] for event in json.loads(archive.with_suffix(".json").read_text("utf-8"))["events"]]
        lost = events - sum(state in ("done", "findings") for state in states)
        return Row(where, workers, every_s, events, seconds, killed, lost, marks.twice)


def second_run_s(events: int) -> float:
    """Seconds of a run that finds nothing to do."""
    with TemporaryDirectory() as folder:
        archive = write_archive(Path(folder, "archive"), events)
        start(archive, ["--no-index"]).wait()
        began = time.monotonic()
        start(archive, ["--no-index"]).wait()
        return time.monotonic() - began


def rows(asked: argparse.Namespace) -> Iterator[Row]:
    """Every batch, undisturbed first."""
    counts = [int(count) for count in asked.workers.split(",")]
    for where in ("here", "cluster") if asked.only is None else (asked.only,):
        for every_s in (None, asked.kill_every):
            for workers in counts:
                yield measured(where, workers, every_s, asked.events, asked.index)


def line(row: Row, alone: dict[str, float]) -> str:
    """A row of the table; `alone` keeps the undisturbed rate of one worker in each place."""
    if row.workers == 1 and row.kill_every_s is None:
        alone[row.where] = row.rate
    ideal = alone.get(row.where, float("nan")) * min(row.workers, CORES)
    share = f"{100 * row.rate / ideal:.0f} %"
    return (
        f"{row.where:8} {row.workers:7} {row.killed:7} {row.seconds:8.1f} {row.rate:11.1f} {share:>9} "
        f"{row.lost:5} {row.twice:6}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=200)
    parser.add_argument("--workers", default="1,2,4")
    parser.add_argument("--kill-every", type=float, default=10.0, help="seconds")
    parser.add_argument("--only", choices=("here", "cluster"))
    parser.add_argument("--index", action="store_true", help="fill the library too, an event at a time")
    asked = parser.parse_args()
    print(f"{asked.events} events, {CORES} cores\n")
    print(HEAD)
    alone: dict[str, float] = {}
    for row in rows(asked):
        print(line(row, alone), flush=True)
    fresh_s, least_s = second_run_s(asked.events), second_run_s(1)
    plan_s = max(0.0, fresh_s - least_s) / max(1, asked.events - 1)
    print(f"\na second run, with nothing to do: {fresh_s:.1f} s, {1000 * plan_s:.1f} ms an event after the first")
    if "here" in alone:
        print(f"for scale.py: check_s={60 / alone['here']:.2f} plan_s={plan_s:.4f}")


if __name__ == "__main__":
    main()
