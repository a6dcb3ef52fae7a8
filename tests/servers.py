"""A real host on loopback, with every bad habit that hosts have, and small media made for it."""

import io
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

RATE = 48_000
CHUNK = 4096
MODIFIED = "Sat, 21 Nov 2026 10:00:00 GMT"


@dataclass
class Page:
    """What lies at one path, and how it is served."""

    content: bytes = b""
    type: str = "application/octet-stream"
    ranges: bool = True
    etag: str | None = None
    modified: str | None = MODIFIED
    redirect: str | None = None
    statuses: list[int] = field(default_factory=list)
    """Answered first, one a request, before the content; a status that stays is given many times."""
    headers: dict[str, str] = field(default_factory=dict)
    rate: int | None = None
    """Bytes a second."""
    cut_after: int | None = None
    """Bytes after which the connection breaks, in each answer."""
    stall_after: int | None = None
    """Bytes after which nothing comes any more, in the first `stalls` answers that are longer."""
    stalls: int = 1
    length: bool = True
    """Whether the length is told at all."""
    claims: int | None = None
    """A wrong Content-Length."""
    cookie: str | None = None
    """Served only to those who send it."""


@dataclass
class Request:
    """One request that came, and the bytes of content sent for it."""

    method: str
    path: str
    query: str
    range: str | None
    cookie: str | None
    sent: int = 0


class Host:
    """Pages by path, and what was asked and sent."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.requests: list[Request] = []
        self.lock = threading.Lock()
        self.ended = threading.Event()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.server.daemon_threads = True
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05})

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    def put(self, path: str, content: bytes = b"", type: str = "application/octet-stream", **how: Any) -> str:
        """Serves `content` at `path`; its address."""
        self.pages[path] = Page(content, type, **how)
        return self.base + path

    def put_folder(self, path: str, folder: Path) -> None:
        """Serves the files of a folder below `path`."""
        types = {".m3u8": "application/vnd.apple.mpegurl", ".ts": "video/mp2t", ".vtt": "text/vtt"}
        types[".mpd"] = "application/dash+xml"
        for file in folder.iterdir():
            self.put(f"{path}/{file.name}", file.read_bytes(), types.get(file.suffix, "application/octet-stream"))

    def asked(self, path: str) -> list[Request]:
        return [r for r in self.requests if r.path == path]

    def sent(self, path: str | None = None) -> int:
        """Bytes of content sent since the last `forget`."""
        return sum(r.sent for r in self.requests if path in (None, r.path))

    def forget(self) -> None:
        """Counts anew."""
        self.requests.clear()


@contextmanager
def host() -> Iterator[Host]:
    """A host that answers until the block ends."""
    one = Host()
    one.thread.start()
    try:
        yield one
    finally:
        one.ended.set()
        one.server.shutdown()
        one.server.server_close()
        one.thread.join()


def _handler(host: Host) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.answer()

        def do_HEAD(self) -> None:
            self.answer()

        def answer(self) -> None:
            parts = urlsplit(self.path)
            seen = Request(self.command, parts.path, parts.query, self.headers.get("Range"), self.headers.get("Cookie"))
            with host.lock:
                host.requests.append(seen)
                page = host.pages.get(parts.path)
                status = page.statuses.pop(0) if page and page.statuses else None
            if page is None or status is not None:
                self.plain(status or 404, page.headers if page else {})
            elif page.cookie is not None and page.cookie not in (seen.cookie or ""):
                self.plain(403, {})
            elif page.redirect is not None:
                self.plain(302, {"Location": page.redirect})
            else:
                self.content(page, seen)

        def plain(self, status: int, headers: dict[str, str]) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def content(self, page: Page, seen: Request) -> None:
            first, last = _wanted(self.headers.get("Range") if page.ranges else None, len(page.content))
            if first >= len(page.content) > 0:
                self.plain(416, {"Content-Range": f"bytes */{len(page.content)}"})
                return
            body = page.content[first : last + 1]
            whole = (len(body) == len(page.content) and self.headers.get("Range") is None) or not page.ranges
            self.send_response(200 if whole else 206)
            if not whole:
                self.send_header("Content-Range", f"bytes {first}-{last}/{len(page.content)}")
            named = {"ETag": page.etag, "Last-Modified": page.modified, "Content-Type": page.type, **page.headers}
            for name, value in named.items():
                if value is not None:
                    self.send_header(name, value)
            if page.length:
                self.send_header("Content-Length", str(len(body) if page.claims is None else page.claims - first))
            self.end_headers()
            if self.command == "GET":
                self.body(page, seen, body)

        def body(self, page: Page, seen: Request, body: bytes) -> None:
            stop = len(body) if page.cut_after is None else min(page.cut_after, len(body))
            if page.stall_after is not None and page.stalls and len(body) > page.stall_after:
                page.stalls -= 1
                self.send(page, seen, body[: page.stall_after])
                host.ended.wait(30)
            else:
                self.send(page, seen, body[:stop])

        def send(self, page: Page, seen: Request, body: bytes) -> None:
            for at in range(0, len(body), CHUNK):
                piece = body[at : at + CHUNK]
                try:
                    self.wfile.write(piece)
                    self.wfile.flush()
                except OSError:
                    return
                seen.sent += len(piece)
                if page.rate and host.ended.wait(len(piece) / page.rate):
                    return

        def log_message(self, format: str, *args: Any) -> None:
            pass

    return Handler


def _wanted(asked: str | None, length: int) -> tuple[int, int]:
    """The first and the last byte that are wanted."""
    if asked is None:
        return 0, length - 1
    first, _, last = asked.removeprefix("bytes=").partition("-")
    return int(first), min(int(last) if last else length - 1, length - 1)


def wait_until(holds: Any, seconds: float = 10.0) -> None:
    """Returns as soon as `holds()` is true."""
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.01)


# Media


def tone(seconds: float, container: str = "mp4", codec: str = "aac", hertz: float = 220.0) -> bytes:
    """A media file that holds a tone and nothing else."""
    held = io.BytesIO()
    _write_tone(held, seconds, container, codec, hertz)
    return held.getvalue()


def tone_in_parts(folder: Path, seconds: float, part_s: float = 2.0) -> Path:
    """A tone as an HLS stream in `folder`: `sound.m3u8` and its parts."""
    folder.mkdir(parents=True, exist_ok=True)
    name = folder / "sound.m3u8"
    options = {"hls_time": str(part_s), "hls_list_size": "0", "hls_segment_filename": str(folder / "part%03d.ts")}
    _write_tone(str(name), seconds, "hls", "aac", 220.0, options)
    return name


def tone_as_dash(folder: Path, seconds: float, part_s: float = 2.0) -> Path:
    """A tone as a DASH stream in `folder`: `sound.mpd` and its parts."""
    folder.mkdir(parents=True, exist_ok=True)
    _write_tone(str(folder / "sound.mpd"), seconds, "dash", "aac", 220.0, {"seg_duration": str(part_s)})
    return folder / "sound.mpd"


def _write_tone(
    where: Any, seconds: float, container: str, codec: str, hertz: float, options: dict[str, str] | None = None
) -> None:
    import av
    import numpy as np

    with av.open(where, "w", format=container, options=options or {}) as out:
        stream = out.add_stream(codec, rate=RATE, layout="mono")
        wave = (0.2 * np.sin(2 * np.pi * hertz * np.arange(round(seconds * RATE)) / RATE)).astype(np.float32)
        for at in range(0, len(wave), 1024):
            frame = av.AudioFrame.from_ndarray(wave[None, at : at + 1024], format="fltp", layout="mono")
            frame.sample_rate, frame.pts = RATE, at
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
