"""A Dask cluster on loopback: its scheduler and each of its workers are processes of their own, as an operator starts
them, and can be killed at any moment."""

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.servers import wait_until

STARTS_S = 60.0


@dataclass
class Cluster:
    """A running scheduler, and what its workers are given of files and environment."""

    folder: Path
    environment: Mapping[str, str]
    scheduler: "subprocess.Popen[bytes]"
    address: str = ""
    workers: list["subprocess.Popen[bytes]"] = field(default_factory=list)

    def add_worker(self, *options: str, environment: Mapping[str, str] | None = None) -> "subprocess.Popen[bytes]":
        """Starts a worker with one thread, which may take a moment to come."""
        log = self.folder / f"worker-{len(self.workers)}.log"
        made = [self.address, "--nthreads", "1", "--no-nanny", "--host", "127.0.0.1", *options]
        places = ["--local-directory", str(self.folder / "workers")]
        worker = _dask(["worker", *made, *places], log, {**self.environment, **(environment or {})})
        self.workers.append(worker)
        return worker

    def add_workers(self, count: int) -> None:
        """Starts workers, and waits until the scheduler knows them."""
        logs = [self.folder / f"worker-{len(self.workers) + i}.log" for i in range(count)]
        for _ in range(count):
            self.add_worker()
        wait_until(lambda: all(b"Registered to:" in log.read_bytes() for log in logs), STARTS_S)


@contextlib.contextmanager
def dask_cluster(folder: Path, workers: int, environment: Mapping[str, str] | None = None) -> Iterator[Cluster]:
    """A cluster with so many workers, which see the caller's environment and `environment`."""
    folder.mkdir(parents=True, exist_ok=True)
    told = folder / "scheduler.json"
    asked = ["scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(told)]
    cluster = Cluster(folder, environment or {}, _dask(asked, folder / "scheduler.log", environment or {}))
    try:
        wait_until(lambda: told.exists() and told.read_text(), STARTS_S)
        cluster.address = json.loads(told.read_text())["address"]
        cluster.add_workers(workers)
        yield cluster
    finally:
        for process in (*cluster.workers, cluster.scheduler):
            process.kill()
            process.wait()


def _dask(arguments: list[str], log: Path, environment: Mapping[str, str]) -> "subprocess.Popen[bytes]":
    plain = {"PYTHONWARNINGS": "ignore", "PYTHONPATH": str(Path(__file__).parent.parent.parent)}
    with log.open("wb") as said:
        return subprocess.Popen(
            [sys.executable, "-m", "dask", *arguments], stdout=said, stderr=said, stdin=subprocess.DEVNULL,
            env={**os.environ, **plain, **environment}, cwd=log.parent,
        )  # fmt: skip
