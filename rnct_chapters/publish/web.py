"""The only place that asks a host anything: patient where the host is busy, and sure of what was sent.

A request goes over https, or to this machine itself, and follows no redirection. What may be repeated without harm is
repeated when the network fails; a POST only where nothing was sent, the host was too busy to take it, or the caller
knows that twice is as good as once.
"""

import logging
import time
import weakref
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import ModuleType, TracebackType
from typing import TYPE_CHECKING, Any, Self, TypedDict, Unpack
from urllib.parse import urlsplit

from rnct_chapters import __version__
from rnct_chapters.errors import HostFailed, UsageError, needs
from rnct_chapters.messages import Message, message
from rnct_chapters.publish.failures import (
    Answer,
    Refused,
    Unanswered,
    Unreached,
    network_failure,
    read_json,
    refused,
)
from rnct_chapters.publish.secret import Secret
from rnct_chapters.publish.waiting import asked_s, pause_s

if TYPE_CHECKING:
    import httpx

__all__ = ["Answer", "Asking", "Refused", "Unanswered", "Unreached", "Web"]

CONNECT_S = 20.0
"""Seconds after which a host that takes no connection is given up, where more are allowed for its answer."""
_THIS_MACHINE = ("127.0.0.1", "localhost", "::1")


class Asking(TypedDict, total=False):
    """What a request carries, and what is expected of it."""

    token: Secret | None
    """Sent as a bearer."""
    json: object
    form: Mapping[str, str | Secret]
    params: Mapping[str, str | int]
    headers: Mapping[str, str | Secret]
    expect: tuple[int, ...]
    """Statuses that are no failure; 200 alone where none are named."""
    again: bool
    """Whether a POST may be repeated when nobody knows what became of it."""


def untold(said: Message) -> None:
    """For waiting that nobody watches."""


@dataclass(kw_only=True)
class Web:
    """A client. `told` hears what is being waited for. To be closed, or used as a context."""

    timeout_s: float = 60.0
    """Seconds without a byte after which a host is given up; hosts take some 10 s at worst."""
    tries: int = 5
    """Of one request: with pauses of 1, 2, 4 and 8 s, longer than a server needs to be started anew."""
    pause_s: float = 1.0
    """Seconds of the first pause, at most."""
    longest_wait_s: float = 300.0
    """Seconds that a busy host may ask for: for more than that, the user had better come back later."""
    largest_bytes: int = 8_000_000
    """Of an answer: 50 times what a list of a thousand chapters takes."""
    told: Callable[[Message], None] = untold
    _client: "httpx.Client | None" = field(default=None, init=False, repr=False)
    _secrets: set[Secret] = field(default_factory=set, init=False, repr=False)  # that were sent, and may come back

    def call(self, method: str, url: str, **asking: Unpack[Asking]) -> Answer:
        """What the host answers to one request, asked again where that may help.

        Raises `UsageError` for an address to which no secret may be sent, and `HostFailed`: `Refused` for a status
        that is not expected, `Unreached` where nothing was sent, `Unanswered` where nobody knows what became of it.
        """
        host = checked_host(url)
        repeatable = method != "POST" or asking.get("again", False)
        for n in range(self.tries):
            try:
                return self._answer(method, url, asking)
            except HostFailed as error:
                failed = error
            if n + 1 == self.tries or not _may_pass(failed, repeatable):
                break
            seconds = self._wait_s(failed, n)
            self.told(message("web_waits", host=host, seconds=max(1, round(seconds))))
            time.sleep(seconds)
        raise failed

    def _wait_s(self, failed: HostFailed, n: int) -> float:
        """Seconds to wait before the next attempt. Raises `HostFailed` where a host asks for too many."""
        asked = asked_s(failed.answer.headers) if isinstance(failed, Refused) else None
        if isinstance(failed, Refused) and asked is not None and asked > self.longest_wait_s:
            busy = message("web_busy", host=failed.answer.host, minutes=max(1, round(asked / 60)))
            raise Refused(busy, failed.answer) from failed
        return max(pause_s(self.pause_s, n), asked or 0.0)

    def _answer(self, method: str, url: str, asking: Asking) -> Answer:
        """One request and its answer. Raises `HostFailed`."""
        host, started = checked_host(url), time.monotonic()
        httpx, client = _httpx(), self._open()
        self._secrets |= _secrets_of(asking)
        try:
            with client.stream(method, url, **_sent(asking, host)) as response:
                content = self._content(response, host, started)
        except (httpx.HTTPError, httpx.StreamError, httpx.InvalidURL) as error:
            raise network_failure(error, host, time.monotonic() - started) from error
        headers = {name.lower(): value for name, value in response.headers.items()}
        expected = response.status_code in asking.get("expect", (200,))
        if expected and response.is_success:
            return Answer(host, response.status_code, read_json(content, host) if content.strip() else None, headers)
        answer = Answer(host, response.status_code, _told_json(content, host), headers)
        if not expected:
            raise refused(answer, self._secrets)
        return answer

    def _content(self, response: "httpx.Response", host: str, started: float) -> bytes:
        content = bytearray()
        for piece in response.iter_bytes():
            content += piece
            if len(content) > self.largest_bytes:
                raise HostFailed(message("web_too_large", host=host, limit=max(1, self.largest_bytes // 1_000_000)))
            if time.monotonic() - started > 2 * self.timeout_s:  # a byte now and then is no answer either
                raise Unanswered(message("web_timeout", host=host, seconds=max(1, round(2 * self.timeout_s))))
        return bytes(content)

    def _open(self) -> "httpx.Client":
        if self._client is None:
            for name in ("httpx", "httpcore"):  # they log the addresses and heads of requests
                logging.getLogger(name).setLevel(logging.WARNING)
            httpx = _httpx()
            direct = dict.fromkeys(f"all://{f'[{name}]' if ':' in name else name}" for name in _THIS_MACHINE)
            self._client = httpx.Client(
                timeout=httpx.Timeout(self.timeout_s, connect=min(self.timeout_s, CONNECT_S)),
                headers={"User-Agent": f"rnct-chapters/{__version__}", "Accept": "application/json"},
                mounts=direct,  # no proxy reaches this machine
            )
            weakref.finalize(self, self._client.close)
        return self._client

    def close(self) -> None:
        """Ends the connections."""
        if self._client is not None:
            self._client.close()
            self._client = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


def checked_host(url: str) -> str:
    """The host that `url` names, with its port. Raises `UsageError` where it is no web address, or one on whose way
    anybody could read along: http is for this machine alone, whatever the user's own link says."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
        host.encode("idna")
    except ValueError:  # a bad port, half an IPv6 address, a name that can be no host's
        host, port = "", None
    if not host or parts.scheme not in ("https", "http"):
        raise UsageError(message("web_bad_address"))
    if parts.scheme == "http" and host not in _THIS_MACHINE:
        raise UsageError(message("web_insecure", host=host))
    return f"{host}:{port}" if port else host


def _httpx() -> ModuleType:
    with needs("publish"):
        import httpx
    return httpx


def _may_pass(failed: HostFailed, repeatable: bool) -> bool:
    """Whether the same request may go better a moment later, and does no harm."""
    if isinstance(failed, Unreached):
        return failed.passing
    if isinstance(failed, Unanswered):
        return repeatable
    status = failed.answer.status if isinstance(failed, Refused) else 0
    return status == 429 or (repeatable and status in (500, 502, 503, 504))


def _sent(asking: Asking, host: str) -> dict[str, Any]:
    """What httpx is given. Raises `UsageError` for a secret that no request can carry."""
    headers = {name: _in_header(value, host) for name, value in asking.get("headers", {}).items()}
    if (token := asking.get("token")) is not None:
        headers["Authorization"] = f"Bearer {_in_header(token, host)}"
    sent: dict[str, Any] = {"headers": headers}
    if "json" in asking:
        sent["json"] = asking["json"]
    if "form" in asking:
        sent["data"] = {k: v.reveal() if isinstance(v, Secret) else v for k, v in asking["form"].items()}
    if "params" in asking:
        sent["params"] = dict(asking["params"])
    return sent


def _secrets_of(asking: Asking) -> set[Secret]:
    values = (asking.get("token"), *asking.get("form", {}).values(), *asking.get("headers", {}).values())
    return {value for value in values if isinstance(value, Secret)}


def _in_header(value: str | Secret, host: str) -> str:
    if isinstance(value, str):
        return value
    if not value.fits_header:  # httpx would repeat it in its error
        raise UsageError(message("secrets_unsendable", host=host))
    return value.reveal()


def _told_json(content: bytes, host: str) -> Any:
    """The JSON of a refusal, or None where it is something else."""
    try:
        return read_json(content, host)
    except HostFailed:
        return None
