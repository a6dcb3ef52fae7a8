"""Events in a store behind an address: an object store spoken to over HTTP, and a folder behind file://."""

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rnct_chapters.batch.children import Limits
from rnct_chapters.batch.copies import EventCopy
from rnct_chapters.batch.finding import find_events as find_here
from rnct_chapters.batch.outcome import How
from rnct_chapters.batch.plan import Task, Wishes, tasks_of
from rnct_chapters.batch.shared_places import carry_out_there, copied, find_events, moved
from rnct_chapters.batch.stores import Store, is_address, shown
from rnct_chapters.batch.sums import Sums
from rnct_chapters.errors import (
    FetchFailed,
    HostFailed,
    MissingExtra,
    OutputRefused,
    RnctError,
    UnreadableEvent,
    UsageError,
)
from rnct_chapters.event import MARK, ResultFolder
from rnct_chapters.event_file import read_event
from tests.batch.events import Archive, make_event
from tests.batch.object_store import BUCKET, KEYS, ObjectStore, object_store
from tests.cli.commands import english, spawn

HOW = How(Limits(120.0, 1 << 30), retries=0)
SOUND = os.urandom(1000) * 300


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ObjectStore]:
    with object_store(tmp_path_factory.mktemp("store") / "log") as store:
        yield store


@pytest.fixture
def store(server: ObjectStore, monkeypatch: pytest.MonkeyPatch) -> ObjectStore:
    """The store, as the environment of this process leads to it."""
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    return server


Placed = Callable[[Path, str], str]


@pytest.fixture(params=["s3", "file"])
def placed(request: pytest.FixtureRequest, tmp_path: Path) -> Placed:
    """Puts a folder into a store of either kind, below a name; gives its address."""
    if request.param == "s3":
        filled: Placed = request.getfixturevalue("store").fill
        return filled

    def copy(folder: Path, below: str) -> str:
        shutil.copytree(folder, tmp_path / "stored" / below, dirs_exist_ok=True)
        return f"file://{tmp_path}/stored/{below}"

    return copy


def contents(address: str) -> dict[str, bytes]:
    """Every file in a store, by its name."""
    there = Store(address)
    return {name: there.read(name) for name in there.files()}


def planned(address: str) -> tuple[Task, ...]:
    """The tasks of an event in a store."""
    with copied(address) as copy:
        tasks = tasks_of(read_event(copy.file), Wishes("en", None), Sums())
    return tuple(moved(task, address) for task in tasks)


# The store


@pytest.mark.parametrize(
    ("place", "seen"),
    [
        ("s3://bucket/folder", "s3://bucket/folder"),
        ("sftp://ada:secret@host/folder", "sftp://host/folder"),
        ("sftp://ada:p@ss@host/a@b", "sftp://host/a@b"),
        ("file:///srv/é #1?", "file:///srv/é #1?"),
    ],
)
def test_an_address_is_shown_without_its_password(place: str, seen: str) -> None:
    """What lands in the index, a report or on the screen opens no door."""
    assert is_address(place)
    assert shown(place) == seen


@pytest.mark.parametrize("place", ["archive", "/srv/archive", "C:\\archive", "C:/archive", "a:b", "://x", "s3:/x", ""])
def test_a_path_is_no_address(place: str) -> None:
    """Folders are called as they like."""
    assert not is_address(place)
    assert shown(place) == place


@pytest.mark.parametrize(
    ("address", "kind", "words"),
    [
        ("gs://bucket/folder", MissingExtra, "pip install gcsfs"),
        ("sftp://ada:secret@host/folder", UsageError, "sftp://host/folder: a password .* FSSPEC_SFTP_PASSWORD"),
        ("sftp://ada@host/folder", MissingExtra, "sftp://host/folder: .* pip install paramiko"),
        ("nothing://bucket", UsageError, "nothing is known of addresses that begin with nothing://"),
        ("https://ada:secret@host/folder", UsageError, "https://host/folder: .* nothing can be written over https://"),
        ("s3://elsewhere/folder", UsageError, "s3://elsewhere/folder.*: nothing is there"),
        ("s3://archive", UsageError, "s3://archive/event.toml: nothing is there"),
    ],
)
def test_a_place_that_cannot_be_reached_is_one_sentence(
    store: ObjectStore, address: str, kind: type[RnctError], words: str
) -> None:
    """A person reads what to install or to mend, and never a password."""
    library = {"gs": "gcsfs", "sftp": "paramiko"}.get(address.partition(":")[0])
    if library and kind is MissingExtra and not _is_missing(library):
        pytest.skip(f"{library} is installed")
    with pytest.raises(kind, match=words) as raised, copied(f"{address}/event.toml"):
        pass
    for lang in ("en", "fr"):
        assert "secret" not in raised.value.text(lang)
        assert "\n" not in raised.value.text(lang)


def _is_missing(library: str) -> bool:
    try:
        __import__(library)
    except ImportError:
        return True
    return False


def test_a_store_that_refuses_says_why_and_tells_no_key(store: ObjectStore, tmp_path: Path) -> None:
    """Wrong credentials are met at each request, and are not shown."""
    there = Store(store.fill(make_event(tmp_path / "event").parent, "refused"))
    names = list(there.files())
    there.take(names, tmp_path)
    asked: list[Callable[[], object]] = [there.files, lambda: there.take(names, tmp_path)]
    asked += [lambda: there.put(names, tmp_path), lambda: there.read(names[0]), lambda: there.remove(names)]
    with store.refusing():
        for ask in asked:
            with pytest.raises(FetchFailed, match="does not let this user in") as raised:
                ask()
            assert raised.value.exit_code == 3
            assert not any(key in str(raised.value) for key in KEYS.values())
    assert list(there.files()) == names


def test_names_that_lead_out_of_the_folder_are_left_out(store: ObjectStore) -> None:
    """An object may be called anything; a file of a copy lies in the copy."""
    there = store.files()
    good = ["a.txt", "b/é #1 ?*[x]/c d.txt", "...", "x..y"]
    for name in (*good, "../out.txt", "a/../../out.txt", "a//b.txt", "./a", "back\\slash"):
        there.pipe_file(f"{BUCKET}/names/{name}", name.encode())
    assert contents(f"{store.address}/names") == {name: name.encode() for name in good}


def test_what_is_taken_and_put_is_the_same(placed: Placed, tmp_path: Path) -> None:
    """Files go there and back byte for byte, whatever their names are, and one that is there is replaced."""
    (tmp_path / "made" / "a é").mkdir(parents=True)
    files = {"empty": b"", "a é/b #1 [x].bin": SOUND, "a é/c?": b"c"}
    for name, content in files.items():
        (tmp_path / "made" / name).write_bytes(content)
    there = Store(placed(tmp_path / "made", "round trip"))
    there.take(list(files), tmp_path / "taken")
    assert {name: (tmp_path / "taken" / name).read_bytes() for name in files} == files
    (tmp_path / "taken" / "empty").write_bytes(b"no more")
    (tmp_path / "taken" / "new").mkdir()
    (tmp_path / "taken" / "new" / "one").write_bytes(b"1")
    there.put(["empty", "new/one"], tmp_path / "taken")
    there.remove(["a é/c?", "never there"])
    assert contents(there.address) == {"empty": b"no more", "a é/b #1 [x].bin": SOUND, "new/one": b"1"}


# Finding


def test_the_same_events_are_found_as_in_a_folder(placed: Placed, tmp_path: Path) -> None:
    """A folder and its copy in a store hold the same events."""
    archive = tmp_path / "archive"
    for name in ("event.toml", "a/event.toml", "a/b/x.event.toml", "c d/event.toml", "c d/other.event.toml"):
        make_event(archive / Path(name).parent, name=Path(name).name)
    for name in (".hidden/event.toml", "a/recap.rnct/event.toml", "a/heard/event.toml", ".event.toml", "myevent.toml"):
        make_event(archive / Path(name).parent, name=Path(name).name)
    here = [path.relative_to(archive).as_posix() for path in find_here([archive], [])]
    address = placed(archive, "found")
    assert sorted(find_events(address)) == sorted(f"{address}/{name}" for name in here)
    assert find_events(f"{address}/a/event.toml") == (f"{address}/a/event.toml",)


# Copies


def event_with_sound(folder: Path) -> Path:
    """An event of two recordings with sound, one of which has captions; and another event below it."""
    event = make_event(folder)
    for name in ("one.mp4", "two.opus", "replay.mp4"):
        (folder / name).write_bytes(SOUND)
    shutil.copyfile(folder / "replay.vtt", folder / "two.words.vtt")
    more = '[[recordings]]\nsource = "one.mp4"\n[[recordings]]\nsource = "two.opus"\ncaptions = "two.words.vtt"\n'
    event.write_text(event.read_text("utf-8") + more, "utf-8")
    make_event(folder / "below")
    (folder / ".DS_Store").touch()
    return event


def copied_sound(address: str, task: Task | None) -> dict[str, str]:
    """What a copy holds of each media file: its content, nothing but its size, or nothing at all."""
    with copied(address, task) as copy:
        names = ("one.mp4", "two.opus", "replay.mp4")
        assert not list(copy.folder.glob("below/*"))
        assert not (copy.folder / ".DS_Store").exists()
        assert (copy.folder / "replay.vtt").stat().st_mtime_ns == copy.there["replay.vtt"].modified_ns
        return {name: _held(copy.folder / name) for name in names}


def _held(path: Path) -> str:
    if not path.exists():
        return "absent"
    assert path.stat().st_size == len(SOUND)
    content = path.read_bytes()
    assert content in (SOUND, bytes(len(SOUND)))
    assert content == SOUND or path.stat().st_blocks == 0
    return "content" if content == SOUND else "size"


def test_sound_is_copied_only_where_it_is_needed(placed: Placed, tmp_path: Path) -> None:
    """A check of an event with hours of video copies none of it, but where the length is told by the video alone."""
    address = f"{placed(event_with_sound(tmp_path / 'event').parent, 'sound')}/event.toml"
    tasks = planned(address)
    assert [(task.kind, task.number) for task in tasks] == [("hear", 2), ("check", 1)]
    assert copied_sound(address, None) == {"one.mp4": "size", "two.opus": "size", "replay.mp4": "size"}
    assert copied_sound(address, tasks[0]) == {"one.mp4": "content", "two.opus": "size", "replay.mp4": "size"}
    assert copied_sound(address, tasks[1]) == {"one.mp4": "absent", "two.opus": "content", "replay.mp4": "size"}


def test_a_copy_plans_the_same_each_time(placed: Placed, tmp_path: Path) -> None:
    """What was fresh in one scratch folder is fresh in the next; other sound of the same size is not."""
    folder = event_with_sound(tmp_path / "event").parent
    address = f"{placed(folder, 'fresh')}/event.toml"
    before = planned(address)
    assert planned(address) == before
    os.utime(folder / "one.mp4", (1, 1))
    later = Store(address.rpartition("/")[0])
    if address.startswith("file:"):
        os.utime(address.removeprefix("file://").replace("event.toml", "one.mp4"), (5, 5))
    else:
        _wait_for_another_second()
        later.put(["one.mp4"], folder)
    assert [t.fingerprint == b.fingerprint for t, b in zip(planned(address), before, strict=True)] == [False, False]


def _wait_for_another_second() -> None:
    """Stores tell the time of a change in whole seconds."""
    import time

    time.sleep(1.1 - time.time() % 1)


@pytest.mark.parametrize(
    "line",
    ['programme = "../programme.txt"', 'recap = "../recap.md"', 'recap = "recap.md"\nprogramme = "/nowhere/p.txt"'],
)
def test_files_outside_the_folder_are_refused(placed: Placed, tmp_path: Path, line: str) -> None:
    """A machine that has a copy of the folder does not have what lies beside it."""
    event = make_event(tmp_path / "event")
    text = event.read_text("utf-8")
    event.write_text(re.sub("recap = .*", line if "recap" in line else f'recap = "recap.md"\n{line}', text), "utf-8")
    address = f"{placed(event.parent, 'outside')}/event.toml"
    with pytest.raises(UnreadableEvent, match="lies outside its folder"), copied(address):
        pass


def test_results_outside_the_folder_are_refused(placed: Placed, tmp_path: Path) -> None:
    """Results that nobody would put back are not made."""
    event = make_event(tmp_path / "event")
    text = event.read_text("utf-8").replace('recap = "recap.md"\n', "")
    event.write_text(f'{text}[[recaps]]\nsource = "recap.md"\nresults = "../results"\n', "utf-8")
    with pytest.raises(UnreadableEvent, match="lies outside"), copied(f"{placed(event.parent, 'out')}/event.toml"):
        pass


def test_a_full_scratch_disk_is_told(placed: Placed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is copied where it would not fit."""
    address = f"{placed(make_event(tmp_path / 'event').parent, 'full')}/event.toml"
    free = shutil.disk_usage(tmp_path)._replace(free=0)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: free)
    with pytest.raises(OutputRefused, match="has room for 0 MB"), copied(address):
        pass


def test_scratch_folders_are_removed_also_those_of_killed_runs(
    placed: Placed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker that is killed once a minute does not fill the disk; a copy in use is left alone."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    address = f"{placed(make_event(tmp_path / 'event').parent, 'scratch')}/event.toml"
    with copied(address) as first:
        base = first.folder.parent.parent
        assert base.stat().st_mode & 0o777 == 0o700
        left = base / "left"
        (left / "event").mkdir(parents=True)
        for folder in (left, first.folder.parent):
            os.utime(folder, (1, 1))
        with copied(address) as second:
            assert first.file.exists()
            assert second.folder != first.folder
        assert not left.exists()
    assert list(base.iterdir()) == []


# Putting back


def change(copy: EventCopy) -> None:
    """What a check does to an event, in few words."""
    results = ResultFolder(copy.folder / "recap.rnct")
    with results.opened():
        results.write({"chapters.json": "[]\n", "verdicts.json": "{}\n", "chapters/a.txt": "a\n"})
    (copy.folder / ".rnct-batch").mkdir(exist_ok=True)
    (copy.folder / ".rnct-batch" / "event.check-1.json").write_text("{}")
    (copy.folder / ".rnct-batch" / "event.check-1.lock").touch()


def test_what_is_made_goes_back_and_nothing_else(placed: Placed, tmp_path: Path) -> None:
    """New and changed files are put, removed ones removed; locks and drafts stay behind, and sound is never sent."""
    folder = event_with_sound(tmp_path / "event").parent
    (folder / "heard").mkdir()
    (folder / "heard" / "old.json").write_text("{}")
    address = placed(folder, "back")
    before = contents(address)
    with copied(f"{address}/event.toml") as copy:
        change(copy)
        (copy.folder / "heard" / "old.json").unlink()
        (copy.folder / "heard" / ".x.rnct-tmp").touch()
        copy.put_back()
    made = {"chapters.json", "verdicts.json", "chapters/a.txt", MARK}
    after = contents(address)
    assert set(after) - set(before) == {f"recap.rnct/{name}" for name in made} | {".rnct-batch/event.check-1.json"}
    assert set(before) - set(after) == {"heard/old.json"}
    assert {name: after[name] for name in before if name in after} == {n: c for n, c in before.items() if n in after}


class Dying(Store):
    """A store to which only so many files are put, one by one, before the machine dies."""

    __slots__ = ("left",)

    def put(self, names, out_of) -> None:  # type: ignore[no-untyped-def]
        for name in names:
            if self.left == 0:
                raise KeyboardInterrupt
            self.left -= 1
            super().put([name], out_of)


def test_whenever_a_machine_dies_no_mark_is_without_its_results(tmp_path: Path) -> None:
    """A mark comes last, and at no moment does chapters.json look as if a person had written it."""
    folder = make_event(tmp_path / "event").parent
    with ResultFolder(folder / "recap.rnct").opened():
        ResultFolder(folder / "recap.rnct").write({"chapters.json": "[1]\n", "chapters/old.txt": "old\n"})
    for puts in range(9):
        place = tmp_path / f"stored-{puts}"
        shutil.copytree(folder, place)
        with copied(f"file://{place}/event.toml") as copy:
            change(copy)
            mark = (copy.folder / "recap.rnct" / MARK).read_bytes()
            dying = Dying(copy.store.address)
            dying.left = puts
            try:
                replace(copy, store=dying).put_back()
                died = False
            except KeyboardInterrupt:
                died = True
        results = ResultFolder(place / "recap.rnct")
        assert results.edited_chapters() is None
        marked = (place / ".rnct-batch" / "event.check-1.json").exists()
        assert marked == (not died)
        if marked:
            assert (place / "recap.rnct" / "chapters.json").read_text() == "[]\n"
            assert not (place / "recap.rnct" / "chapters" / "old.txt").exists()
            assert (place / "recap.rnct" / MARK).read_bytes() == mark
    assert not died


@pytest.mark.parametrize("theirs", ["chapters.json", "new.json"])
def test_what_a_person_changes_meanwhile_is_kept(placed: Placed, tmp_path: Path, theirs: str) -> None:
    """Somebody edits in the store while a worker checks: theirs stays, and nothing is put beside it."""
    folder = make_event(tmp_path / "event").parent
    with ResultFolder(folder / "recap.rnct").opened():
        ResultFolder(folder / "recap.rnct").write({"chapters.json": "[1]\n"})
    address = placed(folder, f"theirs {theirs}")
    with copied(f"{address}/event.toml") as copy:
        change(copy)
        (copy.folder / "recap.rnct" / "new.json").write_text("ours")
        (folder / "recap.rnct" / theirs).write_text("by a person\n")
        copy.store.put([f"recap.rnct/{theirs}"], folder)
        before = contents(address)
        with pytest.raises(HostFailed, match=f"recap.rnct/{theirs}: somebody changed it"):
            copy.put_back(lambda _: None)
    assert contents(address) == before


def test_work_is_put_back_when_the_store_is_there_again(store: ObjectStore, tmp_path: Path) -> None:
    """Hours of listening are not lost for a moment in which the store refuses."""
    address = store.fill(make_event(tmp_path / "event").parent, "again")
    waits: list[float] = []
    with copied(f"{address}/event.toml") as copy:
        change(copy)
        refusing = store.refusing()
        refusing.__enter__()

        def wait(seconds: float) -> None:
            waits.append(seconds)
            if len(waits) == 2:
                refusing.__exit__(None, None, None)

        copy.put_back(wait)
    assert waits == [1.0, 4.0]
    assert ".rnct-batch/event.check-1.json" in contents(address)


# Tasks


def test_a_task_there_makes_the_same_as_here(placed: Placed, tmp_path: Path) -> None:
    """Results and marks are byte for byte those of a run in a folder, whose paths are nowhere in them."""
    event = make_event(tmp_path / "event")
    address = placed(event.parent, "same")
    (task,) = planned(f"{address}/event.toml")
    done = carry_out_there(task, HOW, lambda *_: None)
    assert (done.state, done.findings, done.task) == ("findings", 1, task), done
    assert carry_out_there(task, HOW, lambda *_: None).state == "fresh"
    archive = Archive(tmp_path, tmp_path / "library.db")
    assert spawn("batch", event, "--no-index", "--report", archive.report_path, env=archive.env()).code == 1
    assert contents(address) == Archive(event.parent, archive.index).results()


def test_what_the_store_says_is_the_reason_of_the_task(store: ObjectStore, tmp_path: Path) -> None:
    """An event that cannot be reached fails alone."""
    (task,) = planned(f"{store.fill(make_event(tmp_path / 'event').parent, 'reason')}/event.toml")
    with store.refusing():
        failed = carry_out_there(task, HOW, lambda *_: None)
    assert failed.state == "failed"
    assert failed.reason is not None
    assert failed.reason.key == "store_refused"


@pytest.mark.slow
def test_an_archive_in_a_store_is_searched_as_any_other(store: ObjectStore, tmp_path: Path) -> None:
    """The whole command on an address: checked there, in the index under its address, and fresh the second time."""
    make_event(tmp_path / "archive" / "one")
    address = store.fill(tmp_path / "archive", "whole")
    asked = ["batch", address, "--report", tmp_path / "batch.json"]
    env = english(RNCT_CHAPTERS_LIBRARY=str(tmp_path / "library.db"), **store.environment)
    first, second = spawn(*asked, env=env), spawn(*asked, env=env)
    assert (first.code, second.code) == (1, 1), first.err + second.err
    assert "fresh" in second.out
    (listed,) = json.loads(spawn("index", "list", "--json", env=env).out)["events"]
    assert f"{address}/one/event.toml" in listed.values()
    assert not [value for value in listed.values() if str(value).startswith("/")]
