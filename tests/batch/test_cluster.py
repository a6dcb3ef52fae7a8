"""A batch on a real Dask cluster: processes on loopback, killed at any moment."""

import contextlib
import fcntl
import os
import re
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rnct_chapters.batch import cluster as cluster_module
from rnct_chapters.batch.children import Limits
from rnct_chapters.batch.cluster import DaskRunner
from rnct_chapters.batch.outcome import Finished, How
from rnct_chapters.batch.plan import Task
from rnct_chapters.errors import HostFailed, UsageError
from rnct_chapters.messages import Message
from tests.batch.dask_cluster import Cluster, dask_cluster
from tests.batch.events import SENTENCES, Archive, make_event
from tests.servers import wait_until

HOW = How(Limits(60.0, 1 << 30), retries=1)
PACKAGE = Path(cluster_module.__file__).parent.parent


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Two plain workers, which all tests share that kill nothing."""
    with dask_cluster(tmp_path_factory.mktemp("cluster"), 2) as started:
        yield started


def absent_task(number: int, kind: str = "hear") -> Task:
    """A task of an event that no worker sees: it fails, and names the worker that had it."""
    key = f"event.{kind}-{number}"
    return Task(f"/nowhere/{number}/event.toml", kind, 1, ("--version",), (), "sum", key, "made")  # type: ignore[arg-type]


def waiting_task(folder: Path) -> Task:
    """A task of an event which another batch is at, as the worker is told by the lock."""
    (folder / ".rnct-batch").mkdir(parents=True)
    (folder / "event.toml").touch()
    return Task(str(folder / "event.toml"), "hear", 1, ("--version",), (), "sum", "event.hear-1", "made")


def lock_of(task: Task) -> Path:
    return Path(task.event).parent / ".rnct-batch" / f"{task.key}.lock"


@contextlib.contextmanager
def held(task: Task) -> Iterator[None]:
    """The task as another batch holds it."""
    with lock_of(task).open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def worker_of(finished: Finished) -> str:
    assert isinstance(finished.reason, Message), finished
    return str(dict(finished.reason.facts)["worker"])


def all_of(
    runner: DaskRunner, tasks: list[Task], told: Callable[[Task, str], None] = lambda *_: None
) -> list[Finished]:
    return list(runner.run(tasks, told))


def runner_on(cluster: Cluster, notes: list[Message] | None = None, how: How = HOW) -> DaskRunner:
    return DaskRunner(cluster.address, how, ([] if notes is None else notes).append)


def test_each_task_ends_once_and_those_behind_a_failed_one_are_skipped(cluster: Cluster) -> None:
    """Whatever becomes of a task, it is told once; a check is not begun where its recording failed."""
    tasks = [absent_task(number) for number in range(20)]
    behind = Task(tasks[3].event, "check", 1, (), (tasks[3].key,), "sum", "event.check-1", "made/**")
    ended = all_of(runner_on(cluster), [*tasks, behind])
    assert sorted(f.task.name for f in ended) == sorted(t.name for t in [*tasks, behind])
    assert {f.state for f in ended if f.task.kind == "hear"} == {"failed"}
    assert [f.state for f in ended if f.task == behind] == ["skipped"]
    assert len({worker_of(f) for f in ended if f.task.kind == "hear"}) == 2


def test_a_folder_that_a_worker_does_not_see_is_named(cluster: Cluster) -> None:
    """An operator reads which machine lacks the shared folder."""
    (ended,) = all_of(runner_on(cluster), [absent_task(1)])
    assert ended.reason is not None
    assert re.search(r"tcp://127.0.0.1:\d+ does not see /nowhere/1/event.toml", ended.reason.text("en"))


def test_what_runs_is_told(cluster: Cluster, tmp_path: Path) -> None:
    """A person who watches sees a task as running while a worker is at it, and can end the batch."""
    task = waiting_task(tmp_path / "event")
    told: list[Task] = []

    def tell(told_task: Task, _: str) -> None:
        told.append(told_task)
        if len(told) == 3:
            raise KeyboardInterrupt

    with held(task), pytest.raises(KeyboardInterrupt):
        all_of(runner_on(cluster), [task], tell)
    assert told == [task] * 3


@pytest.mark.slow
def test_sound_is_heard_where_the_graphics_cards_are(tmp_path: Path) -> None:
    """Recordings go to the workers that declare a GPU, one at a time each; all else goes anywhere."""
    with dask_cluster(tmp_path, 1) as cluster:
        plain = [worker_of(f) for f in all_of(runner_on(cluster), [absent_task(n) for n in range(4)])]
        cluster.add_worker("--resources", "GPU=1")
        wait_until(lambda: b"Registered to:" in (tmp_path / "worker-1.log").read_bytes(), 60)
        hears, checks = [absent_task(n) for n in range(12)], [absent_task(n, "check") for n in range(12)]
        ended = all_of(runner_on(cluster), [*hears, *checks])
    with_card = {worker_of(f) for f in ended if f.task.kind == "hear"}
    assert len(set(plain)) == len(with_card) == 1
    assert with_card.isdisjoint(plain)
    assert set(plain) <= {worker_of(f) for f in ended if f.task.kind == "check"}


@pytest.mark.slow
def test_a_task_whose_worker_is_killed_runs_elsewhere(tmp_path: Path) -> None:
    """A lost worker costs what it was at, not the batch; a task that loses worker after worker fails alone."""
    task = waiting_task(tmp_path / "event")
    at_once = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}  # else Dask alone tries three more
    with dask_cluster(tmp_path / "cluster", 3, at_once) as cluster, held(task):
        killed: list[int] = []

        def kill_who_has_it(_task: Task, _said: str) -> None:
            """Kills whoever says that it is at it."""
            busy = [w for w in cluster.workers if w.poll() is None and begun(w.pid, [lock_of(task)])]
            for worker in busy[: 2 - len(killed)]:
                killed.append(worker.pid)
                worker.send_signal(signal.SIGKILL)

        (ended,) = all_of(runner_on(cluster), [task], kill_who_has_it)
        assert len(killed) == 2
        assert (ended.state, ended.attempts) == ("failed", 2)
        assert ended.reason is not None
        assert ended.reason.key == "cluster_killed"
        assert "(attempts: 2)" in ended.reason.text("en")
        assert sum(worker.poll() is None for worker in cluster.workers) == 1


def begun(pid: int, locks: list[Path]) -> list[Path]:
    """Which of these locks a process has open, as whoever is at a task or waits for it does."""
    with contextlib.suppress(OSError):
        open_files = {os.path.realpath(fd) for fd in Path(f"/proc/{pid}/fd").iterdir()}
        return [lock for lock in locks if str(lock) in open_files]
    return []


@pytest.mark.slow
def test_a_lost_scheduler_is_one_sentence(tmp_path: Path) -> None:
    """A batch whose scheduler is killed ends at once, and says that what is finished stays finished."""
    task = waiting_task(tmp_path / "event")
    with dask_cluster(tmp_path / "cluster", 1) as cluster, held(task):

        def kill(_task: Task, _said: str) -> None:
            cluster.scheduler.send_signal(signal.SIGKILL)

        began = time.monotonic()
        with pytest.raises(HostFailed, match="The scheduler is lost"):
            all_of(runner_on(cluster), [task], kill)
        assert time.monotonic() - began < 30
        wait_until(lambda: cluster.workers[0].poll() is not None, 30)  # nor does the worker go on for nobody


@pytest.mark.parametrize(
    ("address", "kind", "words"),
    [
        ("tcp://127.0.0.1:9", HostFailed, "no Dask scheduler answers there"),
        ("127.0.0.1:9", HostFailed, "no Dask scheduler answers there"),
        ("nothing://here", UsageError, "no scheduler can be reached by this address"),
        ("tls://127.0.0.1:9", UsageError, "for tls:// name the certificates"),
        ("", UsageError, "no scheduler can be reached by this address"),
        ("tcp://127.0.0.1:port", UsageError, "no scheduler can be reached by this address"),
    ],
)
def test_an_address_without_a_scheduler_is_one_sentence(
    address: str, kind: type[Exception], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is given as --scheduler, a person reads what to do."""
    monkeypatch.setattr(cluster_module, "_CONNECT_S", 0.5)
    with pytest.raises(kind, match=words):
        all_of(DaskRunner(address, HOW, lambda _: None), [absent_task(1)])


@pytest.mark.slow
def test_a_cluster_without_workers_is_told_and_waited_for(tmp_path: Path) -> None:
    """Clusters that grow with their work have no workers at first."""
    notes: list[Message] = []
    with dask_cluster(tmp_path, 0) as cluster:
        ended: list[Finished] = []
        batch = threading.Thread(target=lambda: ended.extend(all_of(runner_on(cluster, notes), [absent_task(1)])))
        batch.start()
        wait_until(lambda: notes, 30)
        cluster.add_worker()
        batch.join(60)
    assert [note.key for note in notes] == ["cluster_no_workers"]
    assert [f.state for f in ended] == ["failed"]


@pytest.mark.slow
def test_workers_with_another_version_are_refused(tmp_path: Path) -> None:
    """Two versions may judge differently: nothing is begun, and the worker is named."""
    shutil.copytree(PACKAGE, tmp_path / "rnct_chapters", ignore=shutil.ignore_patterns("static", "__pycache__"))
    front = tmp_path / "rnct_chapters" / "__init__.py"
    front.write_text(re.sub(r'__version__ = ".*"', '__version__ = "0.0.9"', front.read_text()))
    with dask_cluster(tmp_path / "cluster", 0) as cluster:
        worker = cluster.add_worker(environment={"PYTHONPATH": str(tmp_path)})
        wait_until(lambda: b"Registered to:" in (tmp_path / "cluster" / "worker-0.log").read_bytes(), 60)
        with pytest.raises(UsageError, match=r"does not have version .* \(0\.0\.9\)\. Install the same version"):
            all_of(runner_on(cluster), [absent_task(1)])
        assert worker.poll() is None


def archive_of(folder: Path, events: int) -> Archive:
    """So many events, each with words of its own, beside an index."""
    archive = Archive(folder / "archive", folder / "index.db")
    for number in range(events):
        make_event(archive.folder / f"event-{number}", said=[f"{text}, pour la fois {number}" for text in SENTENCES])
    return archive


def test_a_cluster_makes_the_same_as_this_machine(cluster: Cluster, tmp_path: Path) -> None:
    """Byte for byte, marks included: a second run without the cluster finds nothing to do."""
    here, there = archive_of(tmp_path / "here", 2), archive_of(tmp_path / "there", 2)
    assert here.batch("--no-index").code == 1
    ran = there.batch("--no-index", "--scheduler", cluster.address)
    assert ran.code == 1, ran.err
    assert set(there.states().values()) == {"findings"}
    assert there.results() == here.results()
    assert there.batch("--no-index").code == 1
    assert set(there.states().values()) == {"fresh"}


@pytest.mark.slow
def test_a_worker_that_is_lost_while_it_is_asked_for_its_version_is_none(tmp_path: Path) -> None:
    """A batch begins whatever happens to workers meanwhile."""
    with dask_cluster(tmp_path, 2) as cluster:
        frozen = cluster.workers[0]
        frozen.send_signal(signal.SIGSTOP)
        death = threading.Timer(2.0, lambda: frozen.send_signal(signal.SIGKILL))
        death.start()
        ended = all_of(runner_on(cluster), [absent_task(1), absent_task(2)])
        death.join()
    assert len({worker_of(f) for f in ended}) == 1


@pytest.mark.slow
def test_an_interrupted_batch_takes_back_what_is_not_begun(tmp_path: Path) -> None:
    """Ctrl-C ends the batch at once; what a worker is at it finishes, and nothing else is done."""
    archive = archive_of(tmp_path, 3)
    locks = [event / ".rnct-batch" / "event.check-1.lock" for event in sorted(archive.folder.iterdir())]
    with dask_cluster(tmp_path / "cluster", 1) as cluster, contextlib.ExitStack() as held_locks:
        for lock in locks:
            lock.parent.mkdir()
            fcntl.flock(held_locks.enter_context(lock.open("wb")), fcntl.LOCK_EX)
        with archive.started("--no-index", "--scheduler", cluster.address) as batch:
            wait_until(lambda: begun(cluster.workers[0].pid, locks), 60)
            batch.send_signal(signal.SIGINT)
            printed, said = batch.communicate(timeout=30)
            assert batch.returncode == 130, said
            assert "Traceback" not in said + printed
        held_locks.close()
        wait_until(lambda: archive.marks(), 60)
        with contextlib.suppress(AssertionError):
            wait_until(lambda: len(archive.marks()) > 1, 5)
    assert len(archive.marks()) == 1


@pytest.mark.slow
def test_a_killed_scheduler_costs_what_was_not_finished(tmp_path: Path) -> None:
    """What is finished stays, a second run does the rest without the cluster, and all is as if nothing had been."""
    archive, undisturbed = archive_of(tmp_path / "archive", 6), archive_of(tmp_path / "undisturbed", 6)
    with dask_cluster(tmp_path / "cluster", 2) as cluster:
        with archive.started("--no-index", "--scheduler", cluster.address) as batch:
            wait_until(lambda: archive.marks(), 120)
            cluster.scheduler.send_signal(signal.SIGKILL)
            printed, said = batch.communicate(timeout=60)
            assert batch.returncode == 3, said
        assert said.splitlines()[-1].startswith("The scheduler is lost")
        assert "Traceback" not in said + printed
        for worker in cluster.workers:
            worker.wait(60)
    finished = archive.marks()
    assert 0 < len(finished) < 6
    assert archive.batch("--no-index").code == 1
    assert len(archive.marks()) == 6
    assert {name: archive.marks()[name] for name in finished} == finished
    undisturbed.batch("--no-index")
    assert archive.results() == undisturbed.results()


@pytest.mark.slow
def test_killed_workers_cost_time_alone(tmp_path: Path) -> None:
    """Workers are killed and others come: all is done, and nothing that was finished is done again."""
    archive, undisturbed = archive_of(tmp_path / "archive", 6), archive_of(tmp_path / "undisturbed", 6)
    finished: dict[str, int] = {}
    with (
        dask_cluster(tmp_path / "cluster", 2) as cluster,
        archive.started("--no-index", "--scheduler", cluster.address) as batch,
    ):

        def has_gone_on() -> bool:
            return batch.poll() is not None or bool(archive.marks().keys() - finished.keys())

        for victim in range(3):
            wait_until(has_gone_on, 120)
            finished |= archive.marks()
            cluster.workers[victim].send_signal(signal.SIGKILL)
            cluster.add_workers(1)
        _, said = batch.communicate(timeout=200)
        assert batch.returncode == 1, said
    assert len(archive.marks()) == 6
    assert {name: archive.marks()[name] for name in finished} == finished
    undisturbed.batch("--no-index")
    assert archive.results() == undisturbed.results()
