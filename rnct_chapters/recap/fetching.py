"""A page fetched from the web: a recap as it was published.

The standard library is enough, and alone lets the address that was looked up be checked and then be the one that is
connected to: a page must not lead this machine to its own network. No proxy is used, no password or cookie is sent.
"""

import contextlib
import http.client
import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin

from rnct_chapters import __version__
from rnct_chapters.errors import FetchFailed, RnctError, UnreadableRecap
from rnct_chapters.messages import Message, message
from rnct_chapters.recap.formats.html_encoding import python_encoding
from rnct_chapters.recap.page_addresses import is_public, page_name, shown, taken_apart

DEADLINE_S = 60.0
"""Seconds for all of it, redirections too. The slowest pages take some 20 s."""

ANSWER_S = 20.0
"""Seconds without a byte after which a host is given up."""

REDIRECTS = 5

_PIECE = 65536

_HEADERS = {
    "User-Agent": f"Mozilla/5.0 (compatible; rnct-chapters/{__version__})",
    "Accept": "text/html,application/xhtml+xml,text/markdown,text/plain,application/pdf;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}
_ALLOWED = "/%:@!$&'()*+,;=~-._?[]"
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_UTF8_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class _Answer:
    content: bytes
    type: str


def fetch_page(url: str, max_bytes: int) -> tuple[bytes, str]:
    """What lies at `url`, and the name it goes by: the last word of its path, or its host.

    Text in an encoding that only the host tells comes as UTF-8 with a byte order mark. Raises `UnreadableRecap` for
    what is no web address or larger than `max_bytes`, `FetchFailed` where the network or the host fails.
    """
    trip = Trip(time.monotonic() + DEADLINE_S, max_bytes)
    for _ in range(REDIRECTS + 1):
        answer = trip.visit(url)
        if isinstance(answer, _Answer):
            return _as_utf8(answer), page_name(url, answer.type)
        url = answer
    raise FetchFailed(message("page_loop", url=shown(url)))


class Trip:
    """One page's way: from the address that the user gave to where its host sends us."""

    def __init__(self, deadline: float, max_bytes: int, near: bool | None = None) -> None:
        self._deadline, self._max_bytes = deadline, max_bytes
        self._near = near  # whether private addresses may be visited; None until the user's own is known

    def visit(self, url: str) -> "_Answer | str":
        """What lies at `url`, or the address that its host sends us to."""
        parts = taken_apart(url)
        if parts is None and self._near is None:
            raise UnreadableRecap(message("page_bad_address", url=shown(url)))
        with self._failures(url):
            if parts is None:
                raise ValueError(url)
            secure = parts.scheme == "https"
            host, port = (parts.hostname or "").encode("idna").decode(), parts.port or (443 if secure else 80)
            addresses = _looked_up(host, port, self._left())
            private = [a for a in addresses if not is_public(a)]
            if self._near is None:
                self._near = bool(private)
            if private and not self._near:
                raise FetchFailed(message("page_private", url=shown(url)))
            connection = _Connection(host, port, addresses, secure, self._deadline)
            with connection.given_up_late():
                return self._ask(connection, parts, url)

    def _ask(self, connection: "_Connection", parts: SplitResult, url: str) -> "_Answer | str":
        target = quote(parts.path or "/", safe=_ALLOWED)
        target += "?" + quote(parts.query, safe=_ALLOWED) if parts.query else ""
        connection.request("GET", target, headers=_HEADERS)
        with contextlib.closing(connection.getresponse()) as response:
            location = response.getheader("Location")
            if response.status in (301, 302, 303, 307, 308) and location:
                return urljoin(url, location.encode("latin-1").decode("utf-8", "replace"))
            if response.status != 200:
                raise FetchFailed(_refusal(response.status, url))
            content = b"".join(self._content(response, url))
            return _Answer(content, response.getheader("Content-Type") or "")

    def _content(self, response: http.client.HTTPResponse, url: str) -> Iterator[bytes]:
        """The body, unpacked as it comes, so that neither it nor what it unpacks to grows beyond the limit."""
        told = response.length
        self._check_size(told or 0, url)
        packed = (response.getheader("Content-Encoding") or "identity").strip().lower()
        if packed not in ("identity", "gzip", "x-gzip", "deflate"):
            raise FetchFailed(message("page_answer", url=shown(url)))
        unpacker = None if packed == "identity" else _Unpacker()
        received = length = 0
        while piece := response.read(_PIECE):
            received += len(piece)
            for part in unpacker.unpacked(piece) if unpacker else (piece,):
                length += len(part)
                self._check_size(max(length, received), url)
                yield part
        if self._left() <= 0:
            raise TimeoutError
        if (told is not None and received < told) or (unpacker and received and not unpacker.ended):
            raise FetchFailed(message("page_broken", url=shown(url)))

    def _check_size(self, length: int, url: str) -> None:
        if length > self._max_bytes:
            name = page_name(url, "")
            raise UnreadableRecap(message("recap_too_big", name=name, limit=max(1, self._max_bytes // 1_000_000)))

    def _left(self) -> float:
        return max(0.0, self._deadline - time.monotonic())

    @contextlib.contextmanager
    def _failures(self, url: str) -> Iterator[None]:
        """Whatever the network does, as one of our errors."""
        try:
            yield
        except RnctError:
            raise
        except (OSError, http.client.HTTPException, ValueError, zlib.error) as error:
            late = self._left() <= 0 or isinstance(error, TimeoutError)
            raise FetchFailed(_late(url) if late else message(_key(error), url=shown(url))) from error


def _late(url: str) -> Message:
    return message("page_timeout", url=shown(url), seconds=round(DEADLINE_S))


def _key(error: Exception) -> str:
    """Which sentence tells of this failure."""
    if isinstance(error, ssl.SSLError):
        return "page_tls"
    if isinstance(error, socket.gaierror | UnicodeError):
        return "page_no_host"
    if isinstance(error, ConnectionRefusedError):
        return "page_refused"
    if isinstance(error, http.client.IncompleteRead | ConnectionError) and not isinstance(
        error, ConnectionAbortedError
    ):
        return "page_broken"
    return "page_unreachable" if isinstance(error, OSError) else "page_answer"


def _refusal(status: int, url: str) -> Message:
    if status in (404, 410):
        key = "page_gone"
    elif status in (401, 403, 407, 451):
        key = "page_forbidden"
    elif status == 429 or status >= 500:
        key = "page_server"
    else:
        return message("page_answer", url=shown(url))
    return message(key, url=shown(url), status=status)


def _looked_up(host: str, port: int, seconds: float) -> list[str]:
    """The IP addresses of a host. Raises `OSError`, `TimeoutError` after `seconds`."""
    found: list[str] = []
    failed: list[OSError] = []

    def look_up() -> None:
        try:
            found.extend(str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except OSError as error:
            failed.append(error)

    asking = threading.Thread(target=look_up, daemon=True)  # it cannot be interrupted, only left behind
    asking.start()
    asking.join(seconds)
    if failed:
        raise failed[0]
    if not found:
        raise TimeoutError
    return list(dict.fromkeys(found))


class _Connection(http.client.HTTPConnection):
    """A connection to one of `addresses`, and to no other that the host's name may mean by now."""

    def __init__(self, host: str, port: int, addresses: list[str], secure: bool, deadline: float) -> None:
        super().__init__(host, port)
        self.default_port = 443 if secure else 80
        self._addresses, self._secure, self._deadline = addresses, secure, deadline
        self._wire: socket.socket | None = None  # `sock` is let go when the head has come, and the body is still read

    def connect(self) -> None:
        self.sock = self._wire = self._reached()
        if self._secure:
            context = ssl.create_default_context()
            safe = context.wrap_socket(self.sock, server_hostname=self.host, do_handshake_on_connect=False)
            self.sock = self._wire = safe
            safe.do_handshake()

    def _reached(self) -> socket.socket:
        failed = OSError()
        for address in self._addresses:
            patience = min(ANSWER_S, self._deadline - time.monotonic())
            if patience <= 0:
                raise TimeoutError
            try:
                return socket.create_connection((address, self.port), patience)
            except OSError as error:
                failed = error
        raise failed

    @contextlib.contextmanager
    def given_up_late(self) -> Iterator[None]:
        """Ends the connection at the deadline, however slowly bytes still come, and at the end of the block."""
        timer = threading.Timer(max(0.0, self._deadline - time.monotonic()), self._give_up)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            self.close()

    def _give_up(self) -> None:
        if self._wire is not None:
            with contextlib.suppress(OSError):
                self._wire.shutdown(socket.SHUT_RDWR)


# Content


class _Unpacker:
    """Unpacks gzip and deflate in small pieces."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(wbits=47)  # gzip or zlib, told by the head

    @property
    def ended(self) -> bool:
        return self._inner.eof

    def unpacked(self, piece: bytes) -> Iterator[bytes]:
        while True:
            part = self._inner.decompress(piece, _PIECE)
            yield part
            piece = self._inner.unconsumed_tail
            if self._inner.eof:
                piece = self._inner.unused_data
                if not piece.startswith(b"\x1f\x8b"):  # padding; else the file goes on in another part
                    return
                self._inner = zlib.decompressobj(wbits=47)
            elif not piece and len(part) < _PIECE:
                return


def _as_utf8(answer: _Answer) -> bytes:
    """The content; where only the host tells its encoding, in UTF-8."""
    label = _CHARSET.search(answer.type)
    encoding = python_encoding(label[1]) if label else None
    text = answer.type.lower().startswith(("text/", "application/xhtml"))
    if encoding in (None, "utf-8") or not text or answer.content.startswith((_UTF8_BOM, b"\xff\xfe", b"\xfe\xff")):
        return answer.content
    try:
        answer.content.decode("utf-8")
    except UnicodeDecodeError:
        return _UTF8_BOM + answer.content.decode(encoding or "", "replace").encode()
    return answer.content
