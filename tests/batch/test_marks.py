"""Marks say what is finished, and are believed only as far as what they say is there."""

import json
import os
import shutil
import threading
from pathlib import Path

import pytest

from rnct_chapters.batch.marks import alone, forget, fresh_mark, mark_path, set_mark
from rnct_chapters.batch.plan import Task


def task(folder: Path, key: str = "event.check-1", after: tuple[str, ...] = (), makes: str = "recap.rnct/**") -> Task:
    return Task(str(folder / "event.toml"), "check", 1, ("check",), after, "f" * 64, key, makes)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An event with results."""
    for name in ("recap.rnct/verdicts.json", "recap.rnct/chapters/a.vtt", "recap.rnct/.rnct-chapters.json", "one.json"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    (tmp_path / ".rnct-batch").mkdir()
    return tmp_path


def test_a_mark_holds_what_was_made(folder: Path) -> None:
    """Every file but the hidden ones; it is the same for the same, and a moved folder is as fresh as before."""
    mark = set_mark(task(folder), 3)
    assert list(mark.made) == ["recap.rnct/chapters/a.vtt", "recap.rnct/verdicts.json"]
    content = mark_path(task(folder)).read_bytes()
    assert set_mark(task(folder), 3) == mark == fresh_mark(task(folder))
    assert mark_path(task(folder)).read_bytes() == content
    moved = folder.with_name("elsewhere")
    shutil.copytree(folder, moved)
    assert fresh_mark(task(moved)) == mark


def test_what_is_deleted_or_changed_is_not_fresh(folder: Path) -> None:
    """A file that the task has made is another, or gone; what others have put there does not matter."""
    set_mark(task(folder), 0)
    (folder / "recap.rnct" / "mine.txt").write_text("a", encoding="utf-8")
    assert fresh_mark(task(folder)) is not None
    (folder / "recap.rnct" / "chapters" / "a.vtt").write_text("b", encoding="utf-8")
    assert fresh_mark(task(folder)) is None


def test_what_came_before_counts(folder: Path) -> None:
    """Where a task before this one makes something else than it did, this one is stale, as long as that is so."""
    first, second = task(folder, "one", makes="one.json"), task(folder, "two", after=("one",))
    set_mark(first, None)
    set_mark(second, 0)
    assert fresh_mark(second) is not None
    (folder / "one.json").write_text("other words", encoding="utf-8")
    set_mark(first, None)
    assert fresh_mark(second) is None
    (folder / "one.json").write_text("one.json", encoding="utf-8")
    set_mark(first, None)
    assert fresh_mark(second) is not None


def test_nothing_made_is_nothing_done(folder: Path) -> None:
    """A task that should make files and has none is not finished."""
    set_mark(task(folder, makes="none/**"), 0)
    assert fresh_mark(task(folder, makes="none/**")) is None


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{}", b"null", b"\xff", b"[" * 100_000, b'{"schema": "rnct-chapters/mark/1"}',
     b'{"schema": "rnct-chapters/mark/2", "fingerprint": "", "made": {}, "findings": 0}',
     b'{"schema": "rnct-chapters/mark/1", "fingerprint": 1, "made": [], "findings": 0}',
     b'{"schema": "rnct-chapters/mark/1", "fingerprint": {}, "made": {"a": 1}, "findings": "x"}'],
)  # fmt: skip
def test_a_broken_mark_is_none(folder: Path, content: bytes) -> None:
    """Whatever is in it."""
    mark_path(task(folder)).write_bytes(content)
    assert fresh_mark(task(folder)) is None


def test_a_mark_cannot_lead_astray(folder: Path) -> None:
    """Only files that the task makes are read: not an endless device that somebody's mark names."""
    set_mark(task(folder), 0)
    mark = json.loads(mark_path(task(folder)).read_bytes())
    mark["made"] = dict.fromkeys(("/dev/zero", "../../../dev/zero", "recap.rnct/pipe"), "0" * 64)
    mark_path(task(folder)).write_text(json.dumps(mark), encoding="utf-8")
    os.mkfifo(folder / "recap.rnct" / "pipe")
    assert fresh_mark(task(folder)) is None


def test_forgetting(folder: Path) -> None:
    """What is forgotten is done again; what it made is there until it is replaced, words that took hours too."""
    heard = Task(str(folder / "event.toml"), "hear", 1, (), (), "f", "event.hear-1", "one.json")
    for one in (heard, task(folder)):
        set_mark(one, None)
        forget(one)
        forget(one)
        assert fresh_mark(one) is None
    assert (folder / "one.json").exists()
    assert (folder / "recap.rnct" / "verdicts.json").exists()


def test_one_at_a_time(folder: Path) -> None:
    """While somebody holds a task another waits, and may give up; another task of the event is free."""
    waits = threading.Event()

    class GivenUp(Exception):
        pass

    def give_up() -> None:
        waits.set()
        raise GivenUp

    with alone(task(folder), give_up):
        with pytest.raises(GivenUp), alone(task(folder), give_up):
            pass
        with alone(task(folder, "event.check-2"), give_up):
            pass
    assert waits.is_set()
    with alone(task(folder), give_up):
        pass


def test_what_a_killed_batch_left_is_cleared(folder: Path) -> None:
    """The draft of a mark goes, when nobody can be writing it; those of other tasks stay."""
    marks = folder / ".rnct-batch"
    mine, other = (marks / f".event.check-{n}.json.1-2.rnct-tmp" for n in (1, 12))
    for draft in (mine, other):
        draft.touch()
    with alone(task(folder), lambda: None):
        assert sorted(p.name for p in marks.iterdir()) == [other.name, "event.check-1.lock"]
