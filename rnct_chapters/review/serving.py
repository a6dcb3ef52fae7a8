"""The desk as an application, and the server that runs it until it is told to stop."""

import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from ipaddress import ip_address
from types import FrameType
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rnct_chapters.errors import HostFailed, OutputRefused, RnctError, UsageError
from rnct_chapters.messages import Lang, message
from rnct_chapters.review import pages
from rnct_chapters.review.answers import Refused, lang_of, refusal
from rnct_chapters.review.api import Api
from rnct_chapters.review.board import Board
from rnct_chapters.review.guard import Guard
from rnct_chapters.review.peaks import Peaks
from rnct_chapters.review.publishing import Publishing
from rnct_chapters.review.security import LOOPBACK, Door, policy
from rnct_chapters.review.settler import Settler
from rnct_chapters.review.stream import Stream
from rnct_chapters.review.taking_home import TakingHome

USUAL_PORT = 8765
YOUTUBE = "https://www.youtube-nocookie.com"

_LAST_S = 2
"""Seconds that a request may still take when the server is told to stop."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the server listens: an address or a name of this machine, and a port; None is the usual port, or a free one
    where that is taken, as 0 always is. `remote` says that other machines may come in."""

    host: str = LOOPBACK[0]
    port: int | None = None
    remote: bool = False


def is_loopback(host: str) -> bool:
    """Whether only this machine can come in by `host`."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def serve(board: Board, place: Place, lang: Lang, opened: Callable[[str], None]) -> None:
    """Serves the desk until Ctrl-C or a SIGTERM; `opened` is told its address, secret included, once it can be opened.

    Raises `UsageError` where the place is none, or taken, or other machines could come in unasked.
    """
    if not place.remote and not is_loopback(place.host):
        raise UsageError(message("review_remote", host=place.host))
    listening = _listening(place)
    with listening:
        port = listening.getsockname()[1]
        names = {*LOOPBACK, place.host.lower(), *([socket.gethostname().lower()] if place.remote else [])}
        door = Door(port, frozenset(names), place.remote)
        stream = Stream(board)
        server = _Server(application(board, door, stream, lang), stream)
        opened(f"http://{_shown(place.host)}:{port}/?t={door.token}")
        server.run(sockets=[listening])


def application(board: Board, door: Door, stream: Stream, lang: Lang) -> Guard:
    """The desk of one board behind its door."""
    peaks, settler = Peaks(), Settler(board)

    @asynccontextmanager
    async def open_desk(app: Starlette) -> AsyncIterator[None]:
        desk = board.desk()
        peaks.prepare(filter(None, map(desk.playable, desk.recordings)))
        async with stream.watching(), settler.settling():
            yield
        await run_in_threadpool(peaks.close)

    def allowed() -> str:
        shown = board.desk().recordings.values()
        frames = [YOUTUBE for r in shown if r.host == "youtube"]
        frames += [r.url for r in shown if r.host == "peertube" and r.url]
        return policy(frames, [r.url for r in shown if r.host == "file" and r.url])

    async def front(request: Request) -> Response:
        return pages.page(str(board.desk().stored["title"]), lang_of(request, lang))

    async def own_file(request: Request) -> Response:
        return await run_in_threadpool(pages.static, request.path_params["name"], request)

    routes = [Route("/", front), Route("/static/{name:path}", own_file)]
    routes += Api(board, stream, settler, peaks, lang).routes()
    routes += TakingHome(board, lang).routes()
    routes += Publishing(board, lang).routes()
    app = Starlette(routes=routes, lifespan=open_desk, exception_handlers=_refusals(lang))
    app.router.redirect_slashes = False  # it would send people where the Host header says
    return Guard(app, door, allowed, lang)  # around all of it: what fails inside is guarded too


def _refusals(lang: Lang) -> dict[Any, Any]:
    """What goes wrong, as one sentence each; nothing of the program shows."""

    def refused(request: Request, error: Refused) -> Response:
        return refusal(error.said, error.status, lang_of(request, lang))

    def unusable(request: Request, error: RnctError) -> Response:
        status = 502 if isinstance(error, HostFailed) else 500 if isinstance(error, OutputRefused) else 400
        return refusal(error.said, status, lang_of(request, lang))

    def missing(request: Request, error: HTTPException) -> Response:
        said = message("review_method" if error.status_code == 405 else "review_missing")
        return refusal(said, error.status_code, lang_of(request, lang))

    def failed(request: Request, error: Exception) -> Response:
        return refusal(message("review_failed", kind=type(error).__name__), 500, lang_of(request, lang))

    return {Refused: refused, RnctError: unusable, HTTPException: missing, Exception: failed}


class _Server(uvicorn.Server):
    """Ends without a word at the first Ctrl-C or SIGTERM, since that is how a desk is closed."""

    def __init__(self, app: Guard, stream: Stream) -> None:
        super().__init__(
            uvicorn.Config(
                app, loop="asyncio", http="h11", ws="none", lifespan="on", log_config=None, log_level="critical",
                access_log=False, server_header=False, proxy_headers=False, timeout_graceful_shutdown=_LAST_S,
            )
        )  # fmt: skip
        self._stream = stream

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._stream.close()
        self.force_exit = self.should_exit
        self.should_exit = True


def _listening(place: Place) -> socket.socket:
    """Raises `UsageError` where the place is none, or taken."""
    try:
        return _bound(place.host, USUAL_PORT if place.port is None else place.port)
    except (OSError, UnicodeError) as error:  # UnicodeError: a name longer than names can be
        why = getattr(error, "strerror", None) or "?"
        if not isinstance(error, OSError) or isinstance(error, socket.gaierror) or place.port == 0:
            raise UsageError(message("review_host", host=place.host, why=why)) from error
        if place.port is not None:
            raise UsageError(message("review_port", port=place.port, why=why)) from error
    return _listening(replace(place, port=0))


def _bound(host: str, port: int) -> socket.socket:
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    found = socket.socket(family, kind, protocol)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind(address)
        found.listen(128)
    except BaseException:
        found.close()
        raise
    return found


def _shown(host: str) -> str:
    """The host as an address has it; where the server listens everywhere, the way to it from this machine."""
    if host in ("0.0.0.0", "::"):
        return LOOPBACK[0] if host == "0.0.0.0" else f"[{LOOPBACK[2]}]"
    return f"[{host}]" if ":" in host else host
