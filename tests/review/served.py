"""The desk as a process of its own, over real HTTP, as a browser and an editor's shell have it."""

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx

from tests.cli.commands import DEMO, PROGRAM, call, english

URL_1 = "https://videos.example.org/w/hF3vQp8sJdWn2LrXkTz6Mb"
URL_2 = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"


@dataclass
class Served:
    """A running desk. `client` has its cookie; `address` is what the terminal shows, secret included."""

    process: subprocess.Popen[str]
    address: str
    client: httpx.Client

    @property
    def base(self) -> str:
        parts = urlsplit(self.address)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def port(self) -> int:
        return urlsplit(self.address).port or 0

    @property
    def token(self) -> str:
        return parse_qs(urlsplit(self.address).query)["t"][0]

    def stranger(self, **headers: str) -> httpx.Client:
        """A client without the cookie."""
        return httpx.Client(base_url=self.base, headers=headers)

    def raw(self, path: str, **headers: str) -> tuple[int, str]:
        """The answer to a path that is sent as it stands, which the clients would tidy first."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=30)) as connection:
            connection.putrequest("GET", path, skip_host=True)
            sent = {"host": f"127.0.0.1:{self.port}", "cookie": f"rnct_desk_{self.port}={self.token}"}
            for name, value in {**sent, **headers}.items():
                connection.putheader(name, value)
            connection.endheaders()
            with connection.getresponse() as answer:
                return answer.status, answer.read().decode("utf-8", "replace")

    def state(self) -> dict[str, Any]:
        return dict(self.client.get("/api/desk").json()["state"])

    def cards(self) -> list[dict[str, Any]]:
        return list(self.client.get("/api/desk").json()["desk"]["cards"])

    def send(self, event: dict[str, Any], seen: int | None = None, by: str = "test") -> httpx.Response:
        """Decides as a tab does that has seen everything, or only the events up to `seen`."""
        seen = self.state()["n"] if seen is None else seen
        return self.client.post("/api/events", json={"seen": seen, "by": by, "event": event})


def demo_folder(parent: Path, lang: str = "en") -> Path:
    """The demo copied into `parent` with its sound and checked there."""
    for name in ("recap.md", "matinee.vtt", "apres-pause.json", "matinee.opus", "apres-pause.opus"):
        shutil.copy(DEMO / name, parent)
    out = parent / "recap.rnct"
    files = [parent / name for name in ("recap.md", "matinee.vtt", "apres-pause.json")]
    ran = call("check", *files, "--out", out, "--url", f"1={URL_1}", "--url", f"2={URL_2}", "--lang", lang)
    assert ran.code == 1, ran.err
    return out


def start(folder: Path, *arguments: str, env: dict[str, str] | None = None) -> Served:
    """A desk that is open; its first line is its address."""
    process = subprocess.Popen(
        [*PROGRAM, "review", str(folder), "--no-browser", *(arguments or ("--port", "0"))],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env or english(), encoding="utf-8",
    )  # fmt: skip
    assert process.stdout is not None
    address = process.stdout.readline().strip()
    if not address:
        raise AssertionError(process.communicate()[1])
    client = httpx.Client(base_url=address.partition("/?")[0], timeout=30)
    assert client.get(address).status_code == 303
    return Served(process, address, client)


def stop(desk: Served, how: signal.Signals = signal.SIGINT) -> tuple[int, str]:
    """Ends the desk; its exit code and what it said on stderr."""
    desk.client.close()
    desk.process.send_signal(how)
    _, said = desk.process.communicate(timeout=20)
    return desk.process.returncode, said


@contextmanager
def served(folder: Path, *arguments: str, env: dict[str, str] | None = None) -> Iterator[Served]:
    """A desk that is open until the block ends, and then closes without a word of complaint."""
    desk = start(folder, *arguments, env=env)
    try:
        yield desk
    finally:
        if desk.process.poll() is None:
            code, said = stop(desk)
            assert (code, "Traceback" in said) == (0, False), said


def read_journal(folder: Path) -> list[dict[str, Any]]:
    """The lines of decisions.jsonl."""
    return [json.loads(line) for line in (folder / "decisions.jsonl").read_text(encoding="utf-8").splitlines()]


def without_windows() -> dict[str, str]:
    """An environment in which no browser can be opened."""
    return {k: v for k, v in english().items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")} | {"BROWSER": os.devnull}
