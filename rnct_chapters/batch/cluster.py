"""A batch on an existing Dask cluster: the scheduler hands the tasks to its workers, and to others where one is lost.

A task is a call of a plain function with plain values (`carry_out` of outcome.py), and leaves its mark beside the event
before it ends; so whatever is killed, nothing that is finished is done again. What goes into the library is done here,
one after another. Nothing is kept on the cluster.
"""

import contextlib
import gc
import logging
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any
from uuid import uuid4

from rnct_chapters import __version__
from rnct_chapters.batch.on_worker import carry_out_on_worker, version_here
from rnct_chapters.batch.outcome import Finished, How, Told
from rnct_chapters.batch.plan import Task
from rnct_chapters.batch.waiting import Waiting
from rnct_chapters.errors import HostFailed, RnctError, UsageError, needs
from rnct_chapters.messages import Message, message

_CONNECT_S = 10.0
"""A scheduler that lives answers within a second, also on a slow network."""
_RESULT_S = 10.0
"""A result is a few hundred bytes, which come at once where the worker that has them lives."""
_TELL_EVERY_S, _TICK_S = 0.2, 0.02
_LOOK_EVERY_S = 10.0
_AHEAD = 2000
"""Tasks that the scheduler is given before the first of them ends: more than workers do at once, and few enough for
its memory and for ending at once."""
_SHOWN_WORDS = 200
_LOGGERS = ("distributed", "tornado", "asyncio")


class DaskRunner:
    """Carries out tasks on the cluster whose scheduler is at `address` (tcp://…, tls://… with the user's own Dask
    configuration). `note` is given what a person who waits wants to know."""

    def __init__(self, address: str, how: How, note: Callable[[Message], None]) -> None:
        self._address, self._how, self._note = address, how, note

    def run(self, tasks: Sequence[Task], told: Told) -> Iterator[Finished]:
        """As `Runner` says. Raises `HostFailed` where the scheduler cannot be reached or is lost, and `UsageError`
        where the workers have another version of this program; what is finished then stays finished."""
        with _connected(self._address) as client:
            _refuse_strangers(client)
            work = _Work(client, self._how, self._note)
            try:
                yield from work.results(Waiting(tasks), told)
            finally:
                work.take_back()


def _dask() -> Any:
    """Dask's own library, of which only parts are typed. Raises `MissingExtra` where it is not installed."""
    with needs("cluster"):
        import distributed
    return distributed


@contextlib.contextmanager
def _connected(address: str) -> Iterator[Any]:
    """A connection that says nothing on its own."""
    dask = _dask()
    _hush()
    with warnings.catch_warnings():
        # other versions of Dask's own libraries: it goes on with them, and so do we
        warnings.filterwarnings("ignore", module=r"distributed\..*")
        client = _client(dask, address)
        try:
            yield client
        finally:
            with contextlib.suppress(OSError, RuntimeError):
                client.close(timeout=_CONNECT_S)


def _client(dask: Any, address: str) -> Any:
    """Raises `HostFailed` where nobody answers, `UsageError` where `address` is none."""
    try:
        return dask.Client(address, timeout=_CONNECT_S, set_as_default=False, name="rnct-chapters")
    except OSError:  # TimeoutError is one
        failed: RnctError = HostFailed(message("cluster_unreachable", address=address))
    except (ValueError, TypeError, RuntimeError, ImportError) as error:  # no address; certificates that are not set
        failed = UsageError(message("cluster_address", address=address, words=_line(error)))
    # What is left of the client is let go here and now: in the thread of another one it would wait for that thread.
    gc.collect()
    raise failed


def _hush() -> None:
    """Dask's logs of lost connections are for operators, who have them on the scheduler and the workers."""
    for name in (*_LOGGERS, *(n for n in logging.root.manager.loggerDict if n.startswith(_LOGGERS))):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _refuse_strangers(client: Any) -> None:
    """Raises `UsageError` where a worker has another version of this program, or none. One that is lost while it is
    asked is no worker any more."""
    with _reached(client):
        versions = client.run(version_here, on_error="return")
    for worker, version in sorted(versions.items()):
        if version != __version__ and not isinstance(version, OSError):
            found = version if isinstance(version, str) else _line(version)
            raise UsageError(message("cluster_version", worker=worker, found=found, wanted=__version__))


class _Work:
    """What is on the cluster, and who is there to do it."""

    def __init__(self, client: Any, how: How, note: Callable[[Message], None]) -> None:
        self._client, self._how, self._note = client, how, note
        self._topic = f"rnct-chapters-{uuid4().hex}"
        self._tasks: dict[str, Task] = {}
        self._begun: Counter[tuple[str, str]] = Counter()
        self._ended = _dask().as_completed(loop=client.loop)
        self._said: dict[tuple[str, str], str] = {}
        self._has_gpu, self._look_at = False, 0.0
        client.subscribe_topic(self._topic, self._hear)

    def results(self, waiting: Waiting, told: Told) -> Iterator[Finished]:
        """Every task as it ends, those behind a failed one as skipped. Raises `HostFailed` where the scheduler is
        lost."""
        while True:
            # what is begun is finished first: a check before the recordings of another event
            while len(self._tasks) < _AHEAD and (task := waiting.next("check") or waiting.next("hear")) is not None:
                self._begin(task)
            if not self._tasks:
                return
            for finished in self._newly_ended():
                yield finished
                yield from waiting.ended(finished)
            for task in [task for task in self._tasks.values() if task.name in self._said]:
                told(task, self._said[task.name])

    def take_back(self) -> None:
        """Takes back what no worker has begun; what one has begun it finishes, and marks."""
        if self._client.status == "running":
            with contextlib.suppress(OSError):
                self._client.unsubscribe_topic(self._topic)
                self._client.cancel([future for future in self._ended.futures if future.key in self._tasks])

    def _hear(self, event: tuple[float, Any]) -> None:
        place, key, said = event[1]
        self._said[place, key] = said

    def _begin(self, task: Task) -> None:
        self._begun[task.name] += 1
        with _reached(self._client):
            self._look()
            future = self._client.submit(
                carry_out_on_worker, task, self._how, __version__, self._topic, pure=False,
                key=f"{task.kind}-{uuid4().hex}", priority=int(task.kind == "check"),
                resources={"GPU": 1} if task.kind == "hear" and self._has_gpu else None,
            )  # fmt: skip
        self._tasks[str(future.key)] = task
        self._ended.add(future)

    def _look(self) -> None:
        """Who the workers are: they come and go."""
        if time.monotonic() >= self._look_at:
            # not scheduler_info(): the client keeps what that gives, and meanwhile replaces it by one without workers
            workers = self._client.sync(self._client.scheduler.identity, n_workers=-1)["workers"].values()
            self._has_gpu = any(worker["resources"].get("GPU") for worker in workers)
            if not workers:
                self._note(message("cluster_no_workers"))
            self._look_at = time.monotonic() + _LOOK_EVERY_S

    def _newly_ended(self) -> Iterator[Finished]:
        """What has ended; waits a moment where nothing has."""
        until = time.monotonic() + _TELL_EVERY_S
        while not self._ended.has_ready() and time.monotonic() < until:
            time.sleep(_TICK_S)
        while self._ended.has_ready():
            future = next(self._ended)
            with _reached(self._client):
                result, why = _result(future)
            task = self._tasks.pop(str(future.key))
            self._said.pop(task.name, None)
            if result is not None:
                yield result
            elif self._begun[task.name] <= self._how.retries:
                self._begin(task)
            else:
                reason = message("cluster_killed", times=self._begun[task.name], words=why)
                yield Finished(task, "failed", reason, attempts=self._begun[task.name])
        _refuse_lost(self._client)


def _result(future: Any) -> tuple[Finished | None, str]:
    """What a worker has made of its task, or why nothing came: workers were lost while they were at it, or one of them
    after it. Raises `OSError` where the scheduler is lost."""
    dask = _dask()
    try:
        return future.result(timeout=_RESULT_S), ""
    except dask.CancelledError as error:
        raise OSError("cancelled by the scheduler") from error
    except dask.TimeoutError:  # with its worker; the task is there again as soon as it has been looked at
        return None, ""
    except Exception as error:  # KilledWorker, or what a worker without this program says
        return None, _line(error)


@contextlib.contextmanager
def _reached(client: Any) -> Iterator[None]:
    """Around requests to the scheduler. Raises `HostFailed` where it is lost."""
    try:
        yield
    except OSError as error:  # dask's own errors of connections are of this kind
        raise HostFailed(message("cluster_lost")) from error
    except Exception:
        _refuse_lost(client)
        raise


def _refuse_lost(client: Any) -> None:
    if client.status != "running":
        raise HostFailed(message("cluster_lost"))


def _line(error: object) -> str:
    """An error on one line."""
    return " ".join(f"{type(error).__name__}: {error}".split())[:_SHOWN_WORDS]
