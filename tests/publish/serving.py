"""What the hosts of the tests share: a real server in a process of its own, whose state lies on disk.

It can be killed at any moment and started anew on the same port, as if nothing had happened. Faults are taken from its
state, one a request: what a request is answered with, and whether it was carried out all the same.
"""

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

ROOT = Path(__file__).parent.parent.parent
State = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """One request as the host sees it."""

    method: str
    path: str
    query: dict[str, str]
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        try:
            return json.loads(self.body or b"null")
        except ValueError:
            return None

    @property
    def form(self) -> dict[str, str]:
        return {k: v[-1] for k, v in parse_qs(self.body.decode()).items()}

    @property
    def token(self) -> str | None:
        kind, _, token = self.headers.get("authorization", "").partition(" ")
        return token if kind == "Bearer" else None


@dataclass(frozen=True)
class Reply:
    """What the host answers; `body` is sent as JSON, None as nothing."""

    status: int
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)


Answering = Callable[[State, Asked], Reply]


# The server's side


def serve(answering: Answering) -> None:
    """Serves until killed: `STATE.json PORT_FILE [PORT]` on the command line."""
    state_file, port_file = Path(sys.argv[1]), Path(sys.argv[2])
    port = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    server = ThreadingHTTPServer(("127.0.0.1", port), _handler(answering, state_file))
    server.daemon_threads = True
    _write(port_file, str(server.server_port))
    server.serve_forever()


def _write(path: Path, text: str) -> None:
    draft = path.with_suffix(".draft")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)


def _handler(answering: Answering, state_file: Path) -> type[BaseHTTPRequestHandler]:
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            asked = self.read()
            with lock:
                state = json.loads(state_file.read_text(encoding="utf-8"))
                state["requests"].append(
                    {
                        "what": f"{asked.method} {asked.path}",
                        "headers": dict(asked.headers),
                        "body": asked.body.decode("utf-8", "replace"),
                    }
                )
                fault = _taken(state, asked)
                done = fault is None or fault.get("done", False)
                reply = answering(state, asked) if done else Reply(200)
                state["replies"].append(reply.status if fault is None else None)
                _write(state_file, json.dumps(state))
            if fault is not None:
                self.fail(fault, asked)
            else:
                self.send(reply.status, reply.headers, b"" if reply.body is None else json.dumps(reply.body).encode())

        def read(self) -> Asked:
            parts = urlsplit(self.path)
            query = {k: v[-1] for k, v in parse_qs(parts.query).items()}
            headers = {k.lower(): v for k, v in self.headers.items()}
            body = self.rfile.read(int(headers.get("content-length", 0)))
            return Asked(self.command, parts.path, query, headers, body)

        def send(self, status: int, headers: Mapping[str, str], content: bytes) -> None:
            self.send_response(status)
            for name, value in {"Content-Type": "application/json", **headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def fail(self, fault: Mapping[str, Any], asked: Asked) -> None:
            match fault:
                case {"kind": "close"}:
                    self.close_connection = True
                    self.connection.close()
                case {"kind": "stall"}:
                    time.sleep(fault.get("seconds", 30))
                    self.close_connection = True
                case {"kind": "cut"}:
                    self.send_response(200)
                    self.send_header("Content-Length", "1000")
                    self.end_headers()
                    self.wfile.write(b'{"data": [')
                    self.close_connection = True
                case {"kind": "drip"}:
                    self.send_response(200)
                    self.send_header("Content-Length", "1000")
                    self.end_headers()
                    for _ in range(1000):
                        self.wfile.write(b" ")
                        time.sleep(0.02)
                case {"kind": "kill", "pid_file": str(name)}:
                    os.kill(int(Path(name).read_text()), signal.SIGKILL)
                    self.close_connection = True
                case {"kind": "die"}:
                    os.kill(os.getpid(), signal.SIGKILL)
                case {"status": int(status), "echo": True}:
                    told = f"{asked.headers.get('authorization')} {asked.body.decode()}"
                    self.send(status, {}, json.dumps({"detail": told}).encode())
                case {"status": int(status)}:
                    content = fault.get("body", {"error": "a fault of the test"})
                    raw = content if isinstance(content, str) else json.dumps(content)
                    self.send(status, fault.get("headers", {}), raw.encode() * fault.get("times", 1))

        def log_message(self, format: str, *args: Any) -> None:
            pass

    for method in ("GET", "POST", "PUT", "PATCH", "DELETE"):
        setattr(Handler, f"do_{method}", Handler.answer)
    return Handler


def _taken(state: State, asked: Asked) -> State | None:
    """The first fault that is meant for this request, taken out of the state. `skip` is how many it leaves alone."""
    for fault in state["faults"]:
        if re.search(fault.get("on", ""), f"{asked.method} {asked.path}"):
            if fault.get("skip", 0) > 0:
                fault["skip"] -= 1
                continue
            if not fault.get("always"):
                state["faults"].remove(fault)
            return dict(fault)
    return None


# The test's side


class Served:
    """A server in its own process, as a test sees it."""

    def __init__(self, module: str, folder: Path, state: State) -> None:
        self._module, self._state, self._port_file = module, folder / "state.json", folder / "port"
        self.reset(state)
        self._process = self._start()
        self.base = f"http://127.0.0.1:{self._port_file.read_text()}"

    def _start(self, *port: str) -> "subprocess.Popen[bytes]":
        self._port_file.unlink(missing_ok=True)
        command = [sys.executable, "-m", self._module, str(self._state), str(self._port_file), *port]
        process = subprocess.Popen(command, cwd=ROOT)
        for _ in range(2000):
            if self._port_file.exists():
                return process
            if process.poll() is not None:
                break
            time.sleep(0.01)
        raise RuntimeError(f"{self._module} does not start")

    @property
    def state(self) -> State:
        found: State = json.loads(self._state.read_text(encoding="utf-8"))
        return found

    def change(self, act: Callable[[State], object]) -> None:
        """Lets `act` change the state, between requests."""
        state = self.state
        act(state)
        _write(self._state, json.dumps(state))

    def reset(self, state: State) -> None:
        """Puts `state` in the place of all there was."""
        _write(self._state, json.dumps({"requests": [], "replies": [], "faults": [], **state}))

    def fail(self, **fault: Any) -> None:
        """Adds a fault: `on` is what the request must look like, such as `POST .*/token`."""
        self.change(lambda state: state["faults"].append(fault))

    def asked(self, pattern: str = "") -> list[State]:
        """The requests that came, in their order."""
        return [request for request in self.state["requests"] if re.search(pattern, request["what"])]

    def forget(self) -> None:
        """Counts anew."""
        self.change(lambda state: state.update(requests=[], replies=[], faults=[]))

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()

    def restart(self) -> None:
        """The same host again, on the same port, with what it had on disk."""
        self.kill()
        self._process = self._start(self.base.rpartition(":")[2])

    @contextmanager
    def restarted_when_dead(self) -> Iterator[None]:
        """Somebody who starts the server anew whenever it dies."""
        ended = threading.Event()

        def watch() -> None:
            while not ended.wait(0.02):
                if self._process.poll() is not None:
                    self.restart()

        watching = threading.Thread(target=watch)
        watching.start()
        try:
            yield
        finally:
            ended.set()
            watching.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()


def run_apart(act: Callable[[], object], pid_file: Path) -> int:
    """Runs `act` in a process of its own, which a fault may kill; its exit status, negative for a signal."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # other tests' threads: the child uses nothing of theirs
        child = os.fork()
    if child == 0:
        status = 1
        try:
            pid_file.write_text(str(os.getpid()))
            act()
            status = 0
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
