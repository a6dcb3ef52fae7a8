"""Small events, made by the tests, and batches over them as processes of their own."""

import json
import os
import signal
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import psutil

from tests.cli.commands import PROGRAM, Ran, english, spawn
from tests.servers import tone

Json = dict[str, Any]

SENTENCES = (
    "la forêt communale sera replantée dès cet automne avec des essences locales",
    "le budget participatif finance douze projets choisis par les habitants du quartier",
    "nous avons ouvert trois jardins partagés derrière la bibliothèque municipale",
    "la cantine scolaire achète désormais ses légumes aux fermes de la vallée",
    "les bénévoles réparent chaque samedi des vélos pour les étudiants",
)


def make_event(folder: Path, *, said: Iterable[str] = SENTENCES, name: str = "event.toml") -> Path:
    """An event whose recap quotes its one recording, the second quote a minute off; its event file."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = list(said)
    cues = [
        f"{_clock(60 * n + 5)}.000 --> {_clock(60 * n + 25)}.000\n{text} et voilà\n" for n, text in enumerate(lines)
    ]
    (folder / "replay.vtt").write_text("WEBVTT\n\n" + "\n".join(cues), encoding="utf-8")
    quotes = [f"[{_clock(60 * n + 5 + 60 * (n == 1))}] « {text} »\n" for n, text in enumerate(lines)]
    (folder / "recap.md").write_text("# Une journée\n\n" + "\n".join(quotes), encoding="utf-8")
    event = folder / name
    event.write_text('title = "Une journée"\nrecap = "recap.md"\n[[recordings]]\nsource = "replay.vtt"\n', "utf-8")
    return event


def make_heard_event(folder: Path) -> Path:
    """An event whose recording is a media file with captions beside it: its words are made ready first."""
    event = make_event(folder)
    (folder / "replay.mp4").write_bytes(tone(2.0))
    event.write_text(event.read_text("utf-8").replace("replay.vtt", "replay.mp4"), "utf-8")
    return event


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


@dataclass(frozen=True, slots=True)
class Archive:
    """A folder of events, and the index that its batches fill."""

    folder: Path
    index: Path

    def batch(self, *options: str | Path, limit_s: float = 200) -> Ran:
        """A batch over all of it, to its end."""
        return spawn("batch", self.folder, "--report", self.report_path, *options, env=self.env(), limit_s=limit_s)

    def env(self, **more: str) -> dict[str, str]:
        return english(RNCT_CHAPTERS_LIBRARY=str(self.index), **more)

    @property
    def report_path(self) -> Path:
        return self.index.with_name("batch.json")

    @contextmanager
    def started(self, *options: str | Path) -> "Iterator[subprocess.Popen[str]]":
        """A batch that runs until the block ends, at the latest."""
        command = [*PROGRAM, "batch", str(self.folder), "--report", str(self.report_path), *map(str, options)]
        with subprocess.Popen(
            command, env=self.env(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            encoding="utf-8",
        ) as process:  # fmt: skip
            try:
                yield process
            finally:
                process.kill()
                process.communicate()

    def report(self) -> Json:
        found: Json = json.loads(self.report_path.read_text(encoding="utf-8"))
        return found

    def ends(self) -> dict[str, Json]:
        """What the report says of each event, by the name of its folder."""
        return {Path(event["event"]).parent.name: event for event in self.report()["events"]}

    def states(self) -> dict[str, str]:
        return {name: event["state"] for name, event in self.ends().items()}

    def results(self) -> dict[str, bytes]:
        """Every file that the batches have made, marks too, by its name from the archive."""
        made = (p for p in sorted(self.folder.rglob("*")) if p.is_file() and p.suffix != ".lock")
        return {p.relative_to(self.folder).as_posix(): p.read_bytes() for p in made}

    def touched(self) -> dict[str, int]:
        """When each file was last written; a batch may be at work, and what is gone again meanwhile is left out."""
        found: dict[str, int] = {}
        for path in sorted(self.folder.rglob("*")):
            with suppress(FileNotFoundError):
                if path.is_file() and path.suffix != ".lock":
                    found[path.relative_to(self.folder).as_posix()] = path.stat().st_mtime_ns
        return found

    def marks(self) -> dict[str, int]:
        """When each finished task left its mark; the draft of a mark, which a killed batch leaves, is none."""
        return {name: at for name, at in self.touched().items() if fnmatch(name, "*/.rnct-batch/[!.]*.json")}


def children_of(pid: int) -> list[int]:
    """The processes that `pid` has started and that run, with all theirs."""
    try:
        return [child.pid for child in psutil.Process(pid).children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)


def runs(pid: int) -> bool:
    """Whether the process has not ended; who has and was not waited for, has."""
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False
