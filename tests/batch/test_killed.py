"""A batch that is killed, interrupted or doubled loses nothing, and does nothing twice that was finished."""

import os
import random
import signal
import subprocess
import sys
import time

import pytest

from tests.batch.events import SENTENCES, Archive, children_of, kill, make_event, make_heard_event, runs
from tests.servers import wait_until


def fill(archive: Archive, count: int) -> Archive:
    for n in range(count):
        make_event(archive.folder / f"event-{n}", said=SENTENCES[: 2 + n % 4])
    make_heard_event(archive.folder / "ready")
    return archive


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Four events through a batch that nobody disturbed; not to be changed."""
    tmp_path = tmp_path_factory.mktemp("undisturbed")
    made = fill(Archive(tmp_path / "archive", tmp_path / "index.db"), 3)
    assert made.batch().code == 1
    assert set(made.states().values()) == {"findings"}
    return made


@pytest.fixture
def untouched(archive: Archive, undisturbed: Archive) -> Archive:
    """The same events, before any batch: files of the same age too."""
    fill(archive, 3)
    for path in archive.folder.rglob("*"):
        told = (undisturbed.folder / path.relative_to(archive.folder)).stat()
        os.utime(path, ns=(told.st_atime_ns, told.st_mtime_ns))
    return archive


def made(archive: Archive) -> dict[str, bytes]:
    """All that its batches have made; the marks of an index are called by its place, and here all the same."""
    return {name.split("index-")[0]: content for name, content in archive.results().items()}


def test_marks_are_there(undisturbed: Archive) -> None:
    """What the other tests compare: a mark a task."""
    assert len(undisturbed.marks()) == 9


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_killed_at_any_moment(untouched: Archive, undisturbed: Archive, seed: int) -> None:
    """SIGKILL, again and again: each run goes on where the one before was, and touches nothing that was finished; in
    the end all is as if nothing had happened."""
    chance = random.Random(seed)
    finished: dict[str, int] = {}
    for _ in range(4):
        with untouched.started() as batch:
            with_children = time.monotonic() + chance.uniform(0.5, 6)
            while time.monotonic() < with_children and batch.poll() is None:
                time.sleep(0.02)
            batch.kill()
        now = untouched.marks()
        assert {name: now[name] for name in finished} == finished
        finished = now
    assert untouched.batch().code == 1
    now = untouched.marks()
    assert {name: now[name] for name in finished} == finished
    assert made(untouched) == made(undisturbed)
    before = untouched.touched()
    untouched.batch()
    assert set(untouched.states().values()) == {"fresh"}
    assert untouched.touched() == before


def test_killed_once(untouched: Archive, undisturbed: Archive) -> None:
    """SIGKILL as soon as something is finished: that is not done again, the rest is."""
    with untouched.started("--jobs", "1", "--no-index") as batch:
        wait_until(lambda: untouched.marks() or batch.poll() is not None, 60)
        batch.kill()
    finished, written = untouched.marks(), untouched.touched()
    assert 1 <= len(finished) < 5
    assert untouched.batch().code == 1
    now = untouched.touched()
    assert {name: now[name] for name in finished} == finished
    checked = {name.split("/")[0] for name in finished if "check" in name}
    for name in written:
        if name.split("/")[0] in checked:
            assert now[name] == written[name], name
    assert made(untouched) == made(undisturbed)


@pytest.mark.slow
def test_a_killed_child_is_tried_again(untouched: Archive, undisturbed: Archive) -> None:
    """Somebody, or a system short of memory, kills a task: it is done in a second attempt, which the report tells."""
    with untouched.started("--jobs", "1", "--no-index") as batch:
        wait_until(lambda: children_of(batch.pid), 30)
        for child in children_of(batch.pid)[:1]:
            kill(child)
        batch.communicate(timeout=120)
        assert batch.returncode == 1
    assert sorted(end["attempts"] for end in untouched.ends().values()) == [1, 1, 1, 2]
    untouched.batch()
    assert made(untouched) == made(undisturbed)


@pytest.mark.parametrize("number", [signal.SIGINT, pytest.param(signal.SIGTERM, marks=pytest.mark.slow)])
def test_interrupted(untouched: Archive, number: int) -> None:
    """Ctrl-C, and being asked to end: the children end too, what is finished stays, the report says what was not
    reached, and the code is 130."""
    with untouched.started("--jobs", "1") as batch:
        wait_until(lambda: untouched.marks() or batch.poll() is not None, 60)
        wait_until(lambda: children_of(batch.pid), 30)
        children = children_of(batch.pid)
        batch.send_signal(number)
        _, said = batch.communicate(timeout=30)
    assert batch.returncode == 130
    assert said.splitlines()[-1].startswith("Interrupted.")
    assert not any(map(runs, children))
    assert untouched.report()["summary"]["exit_code"] == 130
    assert "skipped" in untouched.states().values()
    finished = untouched.marks()
    assert finished
    assert untouched.batch().code == 1
    assert {name: at for name, at in untouched.marks().items() if name in finished} == finished


@pytest.mark.slow
def test_two_at_once(untouched: Archive, undisturbed: Archive) -> None:
    """Two batches over the same events share them: each task is done by one of them, and the results are whole."""
    other = Archive(untouched.folder, untouched.index.parent / "second" / "index.db")
    other.index.parent.mkdir()
    with untouched.started("--no-index", "--jobs", "2") as one, other.started("--no-index", "--jobs", "2") as two:
        for batch in (one, two):
            batch.communicate(timeout=200)
            assert batch.returncode == 1
    ended = [
        (name, task["kind"]) for archive in (untouched, other) for name, end in archive.ends().items()
        for task in end["tasks"] if task["attempts"]
    ]  # fmt: skip
    assert len(ended) == len(set(ended)) == 5
    untouched.batch()
    assert made(untouched) == made(undisturbed)


HOLDER = """
import sys
from rnct_chapters.batch.children import Limits, run_program
from rnct_chapters.batch.marks import alone
from rnct_chapters.batch.plan import Task
task = Task(sys.argv[1], "check", 1, (), (), "", "event.check-1", "recap.rnct/**")
with alone(task, lambda: None) as holding:
    sleep = [sys.executable, "-c", "import time; time.sleep(8)"]
    run_program(sleep, Limits(60, 1 << 30), None, lambda said: None, holding)
"""


@pytest.mark.slow
def test_what_outlives_its_batch_is_waited_for(archive: Archive) -> None:
    """A child that does not end with its batch still holds its task: the next batch waits for it."""
    event = make_event(archive.folder / "a")
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(event)], env=archive.env()) as holder:
        wait_until(lambda: children_of(holder.pid), 30)
        orphan = children_of(holder.pid)[0]
        holder.kill()
    with archive.started("--no-index") as batch:
        wait_until(lambda: not runs(orphan) or archive.marks(), 30)
        assert not runs(orphan)
        assert archive.marks() == {}
        batch.communicate(timeout=60)
        assert batch.returncode == 1
