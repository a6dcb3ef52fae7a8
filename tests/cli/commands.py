"""The command line as a test drives it: in this process, as a process of its own, and on a terminal."""

import fcntl
import os
import pty
import re
import shutil
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from typer.testing import CliRunner

from rnct_chapters.cli import app

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "data" / "demo"
PROGRAM = [sys.executable, "-m", "rnct_chapters"]
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended, and what it said where."""

    code: int
    out: str
    err: str


def english(**more: str) -> dict[str, str]:
    """This process's environment, speaking English unless `more` says otherwise."""
    spoken = {k: v for k, v in os.environ.items() if k not in ("LC_ALL", "LC_MESSAGES", "NO_COLOR", "COLUMNS")}
    return spoken | {"LANG": "C", "PYTHONPATH": str(ROOT)} | more


def call(*arguments: str | Path, locale: Mapping[str, str] | None = None) -> Ran:
    """The command in this process, in English unless `locale` says otherwise; a crash fails the test."""
    env = {"LC_ALL": None, "LC_MESSAGES": None, "LANG": "C"} | dict(locale or {})
    ran = CliRunner().invoke(app, [str(a) for a in arguments], env=env, catch_exceptions=False)
    return Ran(ran.exit_code, ran.stdout, ran.stderr)


def spawn(
    *arguments: str | Path, env: dict[str, str] | None = None, stdout: IO[Any] | None = None, limit_s: float = 120
) -> Ran:
    """The command as a process, as a user's shell would run it."""
    ran = subprocess.run(
        [*PROGRAM, *map(str, arguments)],
        stdin=subprocess.DEVNULL, stdout=stdout or subprocess.PIPE, stderr=subprocess.PIPE,
        env=env or english(), encoding="utf-8", timeout=limit_s, check=False,
    )  # fmt: skip
    return Ran(ran.returncode, ran.stdout or "", ran.stderr)


def on_terminal(columns: int, *arguments: str | Path, env: dict[str, str] | None = None) -> Ran:
    """The command on a terminal of so many columns; its two streams are one there."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    child = subprocess.Popen(
        [*PROGRAM, *map(str, arguments)],
        stdin=theirs, stdout=theirs, stderr=theirs, env=(env or english()) | {"TERM": "xterm-256color"},
    )  # fmt: skip
    os.close(theirs)
    said = b""
    while True:
        try:
            read = os.read(ours, 65536)
        except OSError:  # the other side has closed
            break
        if not read:
            break
        said += read
    os.close(ours)
    return Ran(child.wait(60), said.decode().replace("\r\n", "\n"), "")


def event_in(folder: Path) -> list[Path]:
    """The demo's recap and its two recordings' captions, copied into `folder`."""
    return [Path(shutil.copy(DEMO / name, folder)) for name in ("recap.md", "matinee.vtt", "apres-pause.json")]
