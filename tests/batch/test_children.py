"""A child is held within its limits and ended whole, whatever it does; it ends when whoever watches it does."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rnct_chapters.batch.children import Ended, Limits, run_child, run_program
from tests.batch.events import children_of, kill, runs
from tests.cli.commands import english
from tests.servers import wait_until

MB = 1 << 20
ROOMY = Limits(60, 500 * MB)
TOUCH = "x = bytearray({size})\nfor i in range(0, len(x), 4096): x[i] = 1\n"


def ran(program: str, limits: Limits = ROOMY) -> Ended:
    """A Python program, to its end."""
    return run_program([sys.executable, "-c", program], limits, None, lambda said: None)


@pytest.mark.parametrize(
    ("program", "why", "code"),
    [
        ("pass", "done", 0),
        ("raise SystemExit(1)", "done", 1),
        ("raise SystemExit(2)", "failed", 2),
        ("raise SystemExit(3)", "failed", 3),
        ("import os; os.kill(os.getpid(), 9)", "killed", None),
        ("import os; os.abort()", "killed", None),
    ],
)
def test_how_a_child_ends(program: str, why: str, code: int | None) -> None:
    """Its exit code, and what that means; a signal that is not ours was somebody's."""
    ended = ran(program)
    assert (ended.why, ended.code) == (why, code)


def test_a_memory_hog_is_ended() -> None:
    """A child that grows beyond its limit is ended soon after; how much it took is known."""
    ended = ran("a = []\nwhile True:\n    a.append(bytes(bytearray(5_000_000)))\n    import time; time.sleep(0.01)\n")
    assert (ended.why, ended.code) == ("memory", None)
    assert 500 * MB < ended.peak_bytes < 1500 * MB


def test_what_its_children_take_counts_too() -> None:
    """A hog that lets others do it is no better."""
    hog = TOUCH.format(size=300 * MB) + "import time; time.sleep(60)"
    ended = ran(f"import subprocess, sys\nc = [subprocess.Popen([sys.executable, '-c', {hog!r}]) for _ in 'ab']\n"
                "for one in c: one.wait()\n")  # fmt: skip
    assert ended.why == "memory"


@pytest.mark.skipif(not hasattr(__import__("resource"), "prlimit"), reason="only Linux bounds a process from outside")
def test_a_sudden_hog_meets_a_wall() -> None:
    """What is taken at once, between two looks, is refused by the system."""
    ended = ran(f"try:\n    x = bytearray({4096 * MB})\nexcept MemoryError:\n    raise SystemExit(71)\n")
    assert ended.why == "memory"
    assert ended.peak_bytes < 1000 * MB


@pytest.mark.slow
def test_an_endless_child_is_ended() -> None:
    """At its time limit, even where it does not want to hear of it."""
    began = time.monotonic()
    deaf = "import signal, time, sys\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nprint('here', file=sys.stderr)\n"
    ended = ran(deaf + "sys.stderr.flush()\ntime.sleep(600)", Limits(1, 500 * MB))
    assert (ended.why, ended.code, ended.said) == ("time", None, "here")
    assert time.monotonic() - began < 30


def test_it_is_ended_with_all_that_it_has_started(tmp_path: Path) -> None:
    """Children of the child too, also one that has left its parent and its session."""
    lone = "import os, sys, time\nos.setsid()\nopen(sys.argv[1], 'w').write(str(os.getpid()))\ntime.sleep(600)"
    parent = (
        "import subprocess, sys, time\n"
        f"subprocess.Popen([sys.executable, '-c', {lone!r}, {str(tmp_path / 'lone')!r}])\n"
        f"subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\ntime.sleep(600)"
    )
    before = set(children_of(os.getpid()))
    ended = ran(parent, Limits(4, 500 * MB))
    assert ended.why == "time"
    assert set(children_of(os.getpid())) == before
    assert not runs(int((tmp_path / "lone").read_text()))


def test_what_it_says_is_followed_and_bounded() -> None:
    """The last line is told while it runs; a flood of words neither stops it nor fills the memory."""
    told: list[str] = []
    talk = "import sys, time\nfor i in range(200_000): print('word', i, file=sys.stderr)\n"
    talk += "print('résumé \\udcff'.encode('utf-8', 'surrogateescape'), file=sys.stderr)\nsys.stderr.flush()\n"
    talk += "time.sleep(1)\nprint('   last   ', file=sys.stderr)\nprint(file=sys.stderr)"
    ended = run_program([sys.executable, "-c", talk], ROOMY, None, told.append)
    assert (ended.why, ended.said) == ("done", "last")
    assert any("sum" in said for said in told)


def test_who_is_told_may_end_it() -> None:
    """Ctrl-C in whoever watches ends the child before it passes on."""
    before = set(children_of(os.getpid()))

    def told(said: str) -> None:
        if said:
            raise KeyboardInterrupt

    program = "import sys, time\nprint('ready', file=sys.stderr, flush=True)\ntime.sleep(600)"
    with pytest.raises(KeyboardInterrupt):
        run_program([sys.executable, "-c", program], ROOMY, None, told)
    assert set(children_of(os.getpid())) == before


def test_ours_is_found_from_any_folder(tmp_path: Path) -> None:
    """The child is this same program; a module that lies in the folder of an event is not taken for one of ours."""
    for name in ("psutil.py", "typer.py", "rnct_chapters.py", "runpy.py"):
        (tmp_path / name).write_text("raise SystemExit('taken over')", encoding="utf-8")
    ended = run_child(["check", "none.md", "none.vtt", "--lang", "en"], ROOMY, tmp_path, lambda said: None)
    assert (ended.code, ended.why) == (2, "failed")
    assert ended.said.startswith("none.md: no such file")


WATCHER = """
import sys
from rnct_chapters.batch.children import Limits, run_child
run_child(["check", "-", sys.argv[1], "--lang", "en"], Limits(600, 1 << 30), None, lambda said: None)
"""


def test_it_ends_when_its_batch_is_killed(tmp_path: Path) -> None:
    """SIGKILL leaves nobody time to clear up: the child notices by itself, in the middle of whatever it does."""
    pipe = tmp_path / "endless.vtt"
    os.mkfifo(pipe)  # it waits for words that never come
    with subprocess.Popen([sys.executable, "-c", WATCHER, str(pipe)], env=english()) as watcher:
        wait_until(lambda: children_of(watcher.pid), 20)
        time.sleep(0.5)
        children = children_of(watcher.pid)
        kill(watcher.pid)
        assert watcher.wait(10) == -signal.SIGKILL
        wait_until(lambda: not any(runs(child) for child in children), 20)
