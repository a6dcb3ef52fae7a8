"""What a host answered, and each way in which a request can fail, as one sentence: what, which host, what to do."""

import json
import socket
import ssl
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from rnct_chapters.chapters import plain
from rnct_chapters.chapters.wording import shortened
from rnct_chapters.errors import HostFailed
from rnct_chapters.messages import Message, message
from rnct_chapters.publish.secret import Secret

LONGEST_WORDS = 200
"""Characters of a host's own words in a sentence of ours."""

_STATUS = {
    401: "web_unauthorised",
    403: "web_forbidden",
    404: "web_not_found",
    407: "web_proxy",
    409: "web_conflict",
    410: "web_not_found",
    429: "web_too_many",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a host answered. `json` is None where there was nothing, or nothing in JSON after a refusal, and may hold
    secrets; `headers` are by name in lower case."""

    host: str
    status: int
    json: Any = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)

    def garbled(self) -> HostFailed:
        """The error for an answer that does not have the shape its API promises."""
        return HostFailed(message("web_shape", host=self.host))


class Refused(HostFailed):
    """The host answered with a status that was not expected; `answer` is what it said."""

    def __init__(self, said: Message, answer: Answer) -> None:
        super().__init__(said)
        self.answer = answer


class Unreached(HostFailed):
    """Nothing was sent. `passing` where it may go better a moment later."""

    def __init__(self, said: Message, passing: bool) -> None:
        super().__init__(said)
        self.passing = passing


class Unanswered(HostFailed):
    """The request was sent, and nobody knows whether the host did what was asked."""


def refused(answer: Answer, secrets: Iterable[Secret]) -> Refused:
    """The sentence for a status: its own where what to do is known, else one with the host's words, without `secrets`
    that they may repeat."""
    facts: dict[str, str | int] = {"host": answer.host, "status": answer.status}
    if 300 <= answer.status < 400:
        return Refused(message("web_sent_on", **facts), answer)
    words = _words_of(answer.json)
    for secret in sorted(secrets, key=lambda s: -len(s.reveal())):  # one may be a piece of another
        words = secret.hidden_in(words)
    words = shortened(plain(words), LONGEST_WORDS)
    key = _STATUS.get(answer.status) or ("web_server" if answer.status >= 500 else "web_status")
    return Refused(message(key, **facts, words=message("web_words", words=words) if words else ""), answer)


def _words_of(body: object) -> str:
    """The host's own explanation of a refusal; empty where there is none."""
    if not isinstance(body, Mapping):
        return ""
    for key in ("detail", "error_description", "developer_message", "message", "error"):
        found = body.get(key)
        if words := found if isinstance(found, str) else _words_of(found):
            return words
    return ""


def read_json(content: bytes, host: str) -> Any:
    """The JSON of an answer. Raises `HostFailed` where it is something else, such as a page of a proxy."""
    if content.lstrip()[:1] == b"<":
        raise HostFailed(message("web_page", host=host))
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        raise HostFailed(message("web_garbled", host=host)) from error


def network_failure(error: Exception, host: str, seconds: float) -> Unreached | Unanswered:
    """The sentence for a failure of httpx below HTTP; `seconds` is how long was waited."""
    kind = type(error).__name__
    facts: dict[str, str | int] = {"host": host, "seconds": max(1, round(seconds))}
    if kind not in _BEFORE_SENDING:
        return Unanswered(message("web_timeout" if "Timeout" in kind else "web_broken", **facts))
    causes = _causes(error)
    if any(isinstance(c, ssl.SSLError) for c in causes):
        return Unreached(message("web_tls", **facts), passing=False)
    if any(isinstance(c, socket.gaierror) for c in causes):
        return Unreached(message("web_no_host", **facts), passing=False)
    refusing = any(isinstance(c, ConnectionRefusedError) for c in causes)
    late = "Timeout" in kind
    key = "web_refused" if refusing else "web_timeout" if late else "web_unreachable"
    return Unreached(message(key, **facts), passing=True)


_BEFORE_SENDING = {"ConnectError", "ConnectTimeout", "PoolTimeout", "ProxyError", "UnsupportedProtocol", "InvalidURL"}
"""Errors of httpx that come while there is no connection."""


def _causes(error: BaseException | None) -> list[BaseException]:
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        error = error.__cause__ or error.__context__
    return found
