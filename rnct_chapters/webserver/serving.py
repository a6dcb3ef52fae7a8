"""The server itself: where it listens, who is let in there, and how it ends without a word."""

import socket
from collections.abc import Callable
from dataclasses import dataclass, replace
from ipaddress import ip_address
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from rnct_chapters.errors import UsageError
from rnct_chapters.messages import Message, message
from rnct_chapters.webserver.security import LOOPBACK, Door

_LAST_S = 2
"""Seconds that a request may still take when the server is told to stop."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the server listens: an address or a name of this machine, and a port; None is the `usual` port, or a free
    one where that is taken, as 0 always is. `remote` says that other machines may come in."""

    host: str = LOOPBACK[0]
    port: int | None = None
    remote: bool = False
    usual: int = 0

    def refuse_strangers(self, said: Message) -> None:
        """Raises `UsageError`, which says `said`, where other machines could come in unasked."""
        if not self.remote and not is_loopback(self.host):
            raise UsageError(said)


def is_loopback(host: str) -> bool:
    """Whether only this machine can come in by `host`."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def serve_behind(
    place: Place,
    behind: Callable[[Door], ASGIApp],
    opened: Callable[[str], None],
    closing: Callable[[], None] = lambda: None,
) -> None:
    """Serves what `behind` makes for a door until Ctrl-C or a SIGTERM.

    `opened` is told the page's address, secret included, once it can be opened; `closing` is told, in a signal handler,
    that the server ends. Raises `UsageError` where the place is none, or taken.
    """
    with _listening(place) as listening:
        port = listening.getsockname()[1]
        names = {*LOOPBACK, place.host.lower(), *([socket.gethostname().lower()] if place.remote else [])}
        door = Door(port, frozenset(names), place.remote)
        server = _Server(behind(door), closing)
        opened(f"http://{_shown(place.host)}:{port}/?t={door.token}")
        server.run(sockets=[listening])


class _Server(uvicorn.Server):
    """Ends without a word at the first Ctrl-C or SIGTERM, since that is how a page is closed."""

    def __init__(self, app: ASGIApp, closing: Callable[[], None]) -> None:
        super().__init__(
            uvicorn.Config(
                app, loop="asyncio", http="h11", ws="none", lifespan="on", log_config=None, log_level="critical",
                access_log=False, server_header=False, proxy_headers=False, timeout_graceful_shutdown=_LAST_S,
            )
        )  # fmt: skip
        self._closing = closing

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._closing()
        self.force_exit = self.should_exit
        self.should_exit = True


def _listening(place: Place) -> socket.socket:
    """Raises `UsageError` where the place is none, or taken."""
    try:
        return _bound(place.host, place.usual if place.port is None else place.port)
    except (OSError, UnicodeError) as error:  # UnicodeError: a name longer than names can be
        why = getattr(error, "strerror", None) or "?"
        if not isinstance(error, OSError) or isinstance(error, socket.gaierror) or place.port == 0:
            raise UsageError(message("server_host", host=place.host, why=why)) from error
        if place.port is not None:
            raise UsageError(message("server_port", port=place.port, why=why)) from error
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
