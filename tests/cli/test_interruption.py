"""Killed, interrupted or run twice at once: what was there stays whole, and the next run puts all right."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rnct_chapters.event import EXPORTS
from tests.cli.commands import PROGRAM, call, english, event_in
from tests.cli.test_check import RIGHT, schema, verdicts_in, write_event
from tests.rounds import one_in

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are not the same there")

WRITER = """
import sys
from pathlib import Path
from rnct_chapters.event import ResultFolder
folder = ResultFolder(Path(sys.argv[1]))
size = int(sys.argv[2])
n = 0
while True:
    n += 1
    body = f'{{"n": {n}, "filler": "' + "x" * size + '"}'
    with folder.opened():
        folder.write({"links.md": body, "chapters/a.vtt": body, "report.html": body, "verdicts.json": body})
    if n == 1:
        print("ready", flush=True)
"""
"""Writes results over and over, so that a kill at any moment falls into the writing."""


def start(*arguments: str | Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*PROGRAM, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=english()
    )


def wait_for_work(child: subprocess.Popen[bytes], cpu_s: float = 1.2) -> None:
    """Until the child has computed for so long that it is past its imports, however busy the machine is."""
    stat = Path(f"/proc/{child.pid}/stat")
    until = time.monotonic() + 30
    while stat.exists() and time.monotonic() < until:
        ticks = int(stat.read_text().rsplit(")", 1)[1].split()[11])
        if ticks / os.sysconf("SC_CLK_TCK") >= cpu_s:
            return
        time.sleep(0.02)
    time.sleep(0 if stat.exists() else 3)


def left_over(folder: Path) -> list[Path]:
    return [p for p in folder.rglob("*") if p.name.endswith("-tmp")]


@pytest.mark.parametrize("seed", one_in(3, range(15)))
def test_a_kill_while_writing(tmp_path: Path, seed: int) -> None:
    """Whenever the process dies while it writes, each file is an old or a new one, whole, and never newer than
    verdicts.json tells; the next run clears up."""
    out = tmp_path / "out"
    child = subprocess.Popen([sys.executable, "-c", WRITER, str(out), "200000"], stdout=subprocess.PIPE, env=english())
    assert child.stdout is not None
    child.stdout.readline()
    time.sleep(random.Random(seed).uniform(0.0, 0.05))
    child.kill()
    child.wait()
    child.stdout.close()
    written = {
        p.name: json.loads(p.read_text(encoding="utf-8"))["n"]
        for p in out.rglob("*")
        if p.suffix in {".md", ".vtt", ".html"}
    }
    last = json.loads((out / "verdicts.json").read_text(encoding="utf-8"))["n"]
    assert all(last <= n <= last + 1 for n in written.values())
    assert call("check", *write_event(tmp_path), "--out", out).code == 0
    assert left_over(out) == []
    assert verdicts_in(out)["summary"]["exit_code"] == 0


@pytest.mark.parametrize("seed", range(4))
def test_a_kill_at_any_moment_of_a_check(tmp_path: Path, seed: int) -> None:
    """A check killed at any moment leaves the earlier result valid, and the next check succeeds and is not taken for
    a person's edit."""
    event = write_event(tmp_path)
    out = tmp_path / "recap.rnct"
    assert call("check", *event).code == 0
    event[0].write_text(RIGHT.replace("(1:02)", "(0:20)"), encoding="utf-8")
    child = start("check", *event)
    time.sleep(random.Random(seed).uniform(0.1, 0.6))
    child.kill()
    child.communicate()
    assert verdicts_in(out)["summary"]["exit_code"] in (0, 1)
    schema("chapters").validate(json.loads((out / "chapters.json").read_text(encoding="utf-8")))
    ran = call("check", *event)
    assert (ran.code, "edited" in ran.err) == (1, False)
    assert not (out / "chapters.new.json").exists()
    assert left_over(out) == []


def test_ctrl_c(tmp_path: Path) -> None:
    """Ctrl-C ends with 130 and one sentence; what was there before is untouched, and nothing half is left."""
    out = tmp_path / "out"
    recap, first, second = event_in(tmp_path)
    assert call("check", recap, first, second, "--out", out).code == 1
    before = {p: p.read_bytes() for p in out.rglob("*") if p.is_file()}
    quotes = "\n\n".join(
        f"« Un jardin partagé, c’est une conversation numéro {n} » (0:{n % 60:02})" for n in range(3000)
    )
    recap.write_text(quotes, encoding="utf-8")
    child = start("check", recap, first, second, "--out", out)
    wait_for_work(child)
    child.send_signal(signal.SIGINT)
    said, err = child.communicate(timeout=120)
    assert (child.returncode, said) == (130, b"")
    assert err.decode() == "Interrupted. What was written before is whole; run the command again to finish.\n"
    assert {p: p.read_bytes() for p in out.rglob("*") if p.is_file()} == before


@pytest.mark.slow
def test_two_at_once(tmp_path: Path) -> None:
    """Several checks into one folder at the same time all succeed, and the result is one of theirs, whole."""
    event = write_event(tmp_path)
    running = [start("check", *event, "--title", f"1=Run {n}") for n in range(4)]
    for child in running:
        _, err = child.communicate(timeout=120)
        assert child.returncode == 0, err.decode()
    out = tmp_path / "recap.rnct"
    title = verdicts_in(out)["recordings"][0]["title"]
    assert json.loads((out / "chapters.json").read_text(encoding="utf-8"))["recordings"][0]["title"] == title
    assert title in (out / "report.html").read_text(encoding="utf-8")
    assert left_over(out) == []
    assert not (out / "chapters.new.json").exists()
    assert len(list((out / EXPORTS).iterdir())) == 4
