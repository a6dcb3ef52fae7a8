"""The index under what happens to files: runs that are killed, many at once, bytes that a disk loses."""

import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rnct_chapters.errors import CorruptLibrary, RnctError
from rnct_chapters.library.adding import add
from rnct_chapters.library.checking import faults_in
from rnct_chapters.library.database import Library
from rnct_chapters.library.gathering import Found, find, gather
from tests.cli.commands import PROGRAM, call, english
from tests.library.archive import content, said, write_results, write_transcript

PLACES = 6
TALKS = 12

WRITER = """
import sys
from itertools import count
from pathlib import Path
from rnct_chapters.library.adding import add
from rnct_chapters.library.database import Library
from rnct_chapters.library.gathering import find, gather
index, rounds, *roots = sys.argv[1:]
kept = [[gather(f) for f in find(root, "s3://b/archive")] for root in roots]
print("ready", flush=True)
with Library.open(Path(index), write=True) as library:
    for n in count() if rounds == "-" else range(int(rounds)):
        for sources in kept[n % len(kept)]:
            add(library, sources)
"""

READER = """
import sys, time
from pathlib import Path
from rnct_chapters.library.database import Library
from rnct_chapters.library.seals import seal_of
until, seen = time.monotonic() + float(sys.argv[2]), 0
print("ready", flush=True)
while time.monotonic() < until:
    with Library.open(Path(sys.argv[1])) as library, library.snapshot():
        for event, seal in library.query("SELECT id, seal FROM event"):
            assert seal_of(library, event) == seal, "half an event"
            seen += 1
print(seen)
"""


def start(script: str, *arguments: Path | str) -> subprocess.Popen[str]:
    """A process of its own, once it has begun its work."""
    command = [sys.executable, "-c", script, *map(str, arguments)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=english())
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n", process.stderr and process.stderr.read()
    return process


def ended(process: subprocess.Popen[str]) -> str:
    """What a process printed, once it has ended well."""
    out, err = process.communicate(timeout=120)
    assert (process.returncode, err) == (0, "")
    return out


def faults(index: Path) -> list[str]:
    """What is wrong with the file itself, places aside."""
    try:
        with Library.open(index, write=True) as library:
            return [f.said.text("en") for f in faults_in(library, lambda done, total: None) if f.kind == "damaged"]
    except CorruptLibrary as error:
        return [str(error)]


@pytest.fixture(scope="module")
def roots(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two archives of the same places, of which every recording differs."""
    found = [tmp_path_factory.mktemp(name) for name in ("old", "new")]
    for n, root in enumerate(found):
        for place in range(PLACES):
            title = ("Avant", "Après")[n]
            write_results(root / f"{place}.rnct", [said(150 + 40 * n, place + 10 * n), said(60, place)], title=title)
    return found


@pytest.fixture(scope="module")
def undisturbed(roots: list[Path], tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What the index holds of each archive where nothing happens."""
    held = []
    for root in roots:
        index = tmp_path_factory.mktemp("whole") / "library.db"
        ended(start(WRITER, index, "1", root))
        held.append(content(index))
    return held


def assert_survives(folder: Path, roots: list[Path], undisturbed: list[dict[str, Any]], times: int) -> None:
    index, rng = folder / "library.db", random.Random(times)
    for _ in range(times):
        process = start(WRITER, index, "-", *roots)
        time.sleep(rng.random() ** 2 * 0.4)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        if index.exists() and index.stat().st_size:
            assert not faults(index)
            for place, held in content(index).items():
                assert held in [whole[place] for whole in undisturbed]
    for n, root in enumerate(roots):
        ended(start(WRITER, index, "1", root))
        assert content(index) == undisturbed[n]


def test_a_killed_run_leaves_whole_events(tmp_path: Path, roots: list[Path], undisturbed: list[dict[str, Any]]) -> None:
    """Killed at any moment of adding and updating: the file opens, every event in it is whole and of one moment, and
    the next run ends as if nothing had been."""
    assert_survives(tmp_path, roots, undisturbed, 4)


@pytest.mark.slow
def test_many_killed_runs_leave_whole_events(
    tmp_path: Path, roots: list[Path], undisturbed: list[dict[str, Any]]
) -> None:
    """The same over and over, on one file."""
    assert_survives(tmp_path, roots, undisturbed, 25)


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Transcripts enough to be killed among."""
    folder = tmp_path_factory.mktemp("talks")
    for n in range(TALKS):
        write_transcript(folder / f"{n}.json", 1_000, seed=n)
    return folder


def adding(talks: Path, index: Path) -> subprocess.Popen[bytes]:
    """`index add` in a process of its own, once it has begun to write."""
    command = [*PROGRAM, "index", "add", str(talks), "--db", str(index)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, env=english())
    wait_for(lambda: index.exists() and index.stat().st_size > 0, process)
    return process


def wait_for(done: Callable[[], bool], process: "subprocess.Popen[bytes]") -> None:
    for _ in range(6_000):
        if done() or process.poll() is not None:
            return
        time.sleep(0.01)
    pytest.fail("it never began")


def test_a_killed_command_is_finished_by_the_next(tmp_path: Path, talks: Path) -> None:
    """`index add` killed while it writes: `index check` finds nothing, and a second `index add` ends as the first would
    have."""
    whole = tmp_path / "whole.db"
    assert call("index", "add", talks, "--db", whole).code == 0
    rng, held = random.Random(8), content(whole)
    for n in range(3):
        index = tmp_path / f"{n}.db"
        process = adding(talks, index)
        time.sleep(rng.random() * 0.2)
        process.send_signal(signal.SIGKILL)
        process.wait()
        ran = call("index", "check", "--db", index)
        assert ran.code == 0 or "There is no index" in ran.err  # killed before its first event
        assert call("index", "add", talks, "--db", index).code == 0
        assert content(index) == held
        assert (tmp_path / f"{n}.db.sources").read_text() == (tmp_path / "whole.db.sources").read_text()


def test_a_full_disk_is_one_sentence(tmp_path: Path, talks: Path) -> None:
    """Where the file cannot grow, `index add` ends with a sentence and exit code 3, and what was in the index is."""
    index = tmp_path / "library.db"
    assert call("index", "add", talks / "0.json", "--db", index).code == 0
    held = content(index)
    shell = 'ulimit -f 200; exec "$@"'  # half-kilobytes or kilobytes, by system
    command = ["bash", "-c", shell, "bash", *PROGRAM, "index", "add", str(talks), "--db", str(index)]
    ran = subprocess.run(command, capture_output=True, text=True, env=english(), check=False)
    assert (ran.returncode, ran.stderr.count("\n")) == (3, 1)
    assert content(index).items() >= held.items()
    assert call("index", "check", "--db", index).code == 0


@pytest.mark.slow
def test_two_commands_add_at_once(tmp_path: Path, talks: Path) -> None:
    """Two that add the same places to the same index both end well, and every place is there once."""
    index = tmp_path / "library.db"
    assert [process.wait(120) for process in (adding(talks, index), adding(talks, index))] == [0, 0]
    assert len(content(index)) == TALKS
    assert call("index", "check", "--db", index).code == 0


def test_it_is_read_while_it_is_written(tmp_path: Path, roots: list[Path], undisturbed: list[dict[str, Any]]) -> None:
    """Readers in processes of their own see whole events only, while one writes without a pause."""
    index = tmp_path / "library.db"
    ended(start(WRITER, index, "1", roots[0]))
    writer = start(WRITER, index, "-", *roots)
    readers = [start(READER, index, "1") for _ in range(3)]
    assert all(int(ended(reader)) > 0 for reader in readers)
    writer.send_signal(signal.SIGKILL)
    writer.communicate()
    assert not faults(index)


@pytest.mark.slow
def test_two_that_write_wait_for_each_other(
    tmp_path: Path, roots: list[Path], undisturbed: list[dict[str, Any]]
) -> None:
    """Runs that write at once all end well, and leave what one of them would have left."""
    index = tmp_path / "library.db"
    writers = [start(WRITER, index, "4", *roots) for _ in range(3)]
    for writer in writers:
        ended(writer)
    assert not faults(index)
    ended(start(WRITER, index, "1", roots[0]))
    assert content(index) == undisturbed[0]


class Whole:
    """The bytes of an index, and what they hold: too much to be shown where a test fails."""

    def __init__(self, index: Path) -> None:
        self.raw, self.held = index.read_bytes(), content(index)


@pytest.fixture(scope="module")
def whole(roots: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Whole:
    index = tmp_path_factory.mktemp("whole") / "library.db"
    ended(start(WRITER, index, "1", roots[0]))
    return Whole(index)


HARM = st.tuples(st.integers(0, 2**30), st.sampled_from((1, 2, 64, 4096)), st.integers(0, 255))


@settings(max_examples=settings().max_examples // 2)
@given(harms=st.lists(HARM, min_size=1, max_size=3), cut=st.none() | st.integers(0, 2**30))
def test_lost_bytes_are_noticed(
    whole: Whole,
    tmp_path_factory: pytest.TempPathFactory,
    harms: list[tuple[int, int, int]],
    cut: int | None,
) -> None:
    """Whatever bytes of the file become others, either nothing that is kept has changed or the check finds it; nothing
    fails in another way than with a sentence."""
    index, raw = tmp_path_factory.mktemp("lost") / "library.db", whole.raw
    lost = bytearray(raw)
    for at, length, byte in harms:
        at %= len(raw)
        lost[at : at + length] = bytes([byte]) * len(lost[at : at + length])
    index.write_bytes(lost if cut is None else lost[: 1 + cut % len(raw)])
    try:
        found = faults(index)
    except RnctError:
        return
    assert found or content(index) == whole.held


@pytest.mark.parametrize("share", [0.01, 0.3, 0.9, 0.999])
def test_a_cut_file_is_noticed(whole: Whole, tmp_path: Path, share: float) -> None:
    """A file without its end is damaged, in one sentence."""
    index = tmp_path / "library.db"
    index.write_bytes(whole.raw[: int(len(whole.raw) * share)])
    found = faults(index)
    assert found
    assert all("index rebuild" in said and "\n" not in said for said in found)


def archive(folder: Path) -> Path:
    """An index with its list, made by the command: two transcripts and a folder of results."""
    for n in range(2):
        write_transcript(folder / "loose" / f"{n}.json", seed=n)
    write_results(folder / "event" / "recap.rnct", [said(80)])
    index = folder / "library.db"
    assert call("index", "add", folder / "loose", folder / "event", "--db", index).code == 0
    return index


@pytest.mark.parametrize("harm", ["text", "cut", "empty", "gone", "bytes", "none"])
def test_rebuilt_it_is_as_before(tmp_path: Path, harm: str) -> None:
    """Whatever has become of the file, one command makes it again from its places, and keeps what there was."""
    index = archive(tmp_path)
    before, raw = content(index), index.read_bytes()
    broken = {"text": b"Bonjour", "cut": raw[:5000], "empty": b"", "bytes": raw[:9000] + b"\xaa" * 4000 + raw[13_000:]}
    index.write_bytes(broken.get(harm, raw))
    if harm == "gone":
        index.unlink()
    ran = call("index", "rebuild", "--db", index)
    assert ran.code == 0, ran.err
    assert content(index) == before
    kept = tmp_path / "library.db.broken"
    assert kept.exists() == (harm != "gone")
    assert harm in ("gone", "empty") or kept.read_bytes() == broken.get(harm, raw)
    assert call("index", "check", "--db", index).code == 0
    assert sorted(p.name for p in tmp_path.glob(".*")) == []


def test_what_was_broken_is_never_overwritten(tmp_path: Path) -> None:
    """A second broken file lies beside the first."""
    index = archive(tmp_path)
    for text in ("first", "second"):
        index.write_text(text)
        assert call("index", "rebuild", "--db", index).code == 0
    assert (tmp_path / "library.db.broken").read_text() == "first"
    assert (tmp_path / "library.db.broken-2").read_text() == "second"


def test_places_that_are_gone_stay_on_the_list(tmp_path: Path) -> None:
    """A place on a disk that is away is named, and comes back with its disk."""
    index = archive(tmp_path)
    before = content(index)
    away = tmp_path / "away"
    (tmp_path / "loose").rename(away)
    index.write_text("broken")
    ran = call("index", "rebuild", "--db", index)
    assert ran.code == 2
    assert ran.err.count("kept on the list") == 2
    assert [place for place in before if "loose" not in place] == list(content(index))
    away.rename(tmp_path / "loose")
    assert call("index", "rebuild", "--db", index).code == 0
    assert content(index) == before


def test_nothing_is_replaced_by_nothing(tmp_path: Path) -> None:
    """Where no place can be read, or none is known, the index stays as it is."""
    index = archive(tmp_path)
    raw = index.read_bytes()
    for name in ("loose", "event"):
        shutil.move(tmp_path / name, tmp_path / f"away-{name}")
    ran = call("index", "rebuild", "--db", index)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert index.read_bytes() == raw
    index.write_text("broken")
    (tmp_path / "library.db.sources").write_bytes(b'\xff\n[]\n{"place": 3}\n')
    ran = call("index", "rebuild", "--db", index)
    assert "no list of places" in ran.err
    assert index.read_text() == "broken"


@pytest.mark.slow
def test_two_that_rebuild_go_one_after_the_other(tmp_path: Path) -> None:
    """Both end well, and the index is whole."""
    index = archive(tmp_path)
    before = content(index)
    index.write_text("broken")
    command = [*PROGRAM, "index", "rebuild", "--db", str(index)]
    both = [subprocess.Popen(command, stderr=subprocess.DEVNULL, env=english()) for _ in range(2)]
    assert [process.wait(120) for process in both] == [0, 0]
    assert content(index) == before


@pytest.mark.slow
def test_a_killed_rebuild_begins_again(tmp_path: Path) -> None:
    """A rebuild that is killed leaves the old file or the new one, and the next one leaves no trace of it."""
    index = archive(tmp_path)
    before = content(index)
    script = f"""
import sys
print("ready", flush=True)
from rnct_chapters.library.rebuilding import rebuild
from pathlib import Path
while True:
    rebuild(Path({str(index)!r}), lambda done, total: None)
"""
    for wait_s in (0.25, 0.4, 0.5, 0.6):
        process = start(script)
        time.sleep(wait_s)
        process.send_signal(signal.SIGKILL)
        process.communicate()
    assert call("index", "rebuild", "--db", index).code == 0
    assert content(index) == before
    assert not list(tmp_path.glob(".*"))


def test_a_place_read_twice_is_one_moment(tmp_path: Path) -> None:
    """While a check writes its folder, adding waits, and so never mixes two checks."""
    from rnct_chapters.event import ResultFolder

    folder = write_results(tmp_path / "recap.rnct", [said(30)])
    process = None
    with ResultFolder(tmp_path / "own").opened():
        pass
    (found,) = find(str(folder))
    assert isinstance(found, Found)
    (folder / ".rnct-chapters.json").touch()
    with ResultFolder(folder).opened():
        process = start(f"print('ready', flush=True)\n{WRITER}", tmp_path / "i.db", "1", folder)
        time.sleep(1.0)
        assert process.poll() is None
        write_results(folder, [said(31)], title="Plus tard")
    ended(process)
    with Library.open(tmp_path / "again.db", write=True) as library:
        assert add(library, gather(found)).title == "Plus tard"
    (held,) = content(tmp_path / "i.db").values()
    assert held["event"][3] == "Plus tard"
