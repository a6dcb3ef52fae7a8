"""Who may speak with the server, and what its pages may do.

The server listens on this machine, but a browser here also runs the pages of strangers. So a visitor shows a secret
that only the terminal tells, the Host header must be one of ours (a stranger's name that was made to lead to this
machine is none), and what changes anything must come from our own page.
"""

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Literal
from urllib.parse import urlsplit

from starlette.requests import Request

LOOPBACK = ("127.0.0.1", "localhost", "::1")
YOUTUBE = "https://www.youtube-nocookie.com"
"""Where its player is framed from."""

_HOSTNAME = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?")
_SAFE = frozenset({"GET", "HEAD"})

HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "x-frame-options": "DENY",
}
"""What every answer carries beside its policy."""


@dataclass(frozen=True, slots=True)
class Door:
    """What a visitor must know and where they must knock.

    `names` are the names of this machine that a Host header may carry; `remote` says that other machines may come in,
    by any of its addresses too: an address, unlike a name, cannot be made to lead elsewhere. `site` says whether who
    follows a link from another site to the page is still known there ("lax"), which only a page that changes nothing
    may allow. `kept` are the parameters of the page's address that outlive the one that carries the secret.
    """

    port: int
    names: frozenset[str]
    remote: bool = False
    site: Literal["strict", "lax"] = "strict"
    kept: tuple[str, ...] = ("lang",)
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))

    @property
    def cookie(self) -> str:
        """The cookie's name; browsers keep one jar for all ports of a host, and two pages may be open at once."""
        return f"rnct_desk_{self.port}"

    def knows(self, token: str) -> bool:
        """Whether `token` is the one, told in the same time for any wrong one."""
        return secrets.compare_digest(token.encode("utf-8", "replace"), self.token.encode())

    def is_ours(self, host: str) -> bool:
        """Whether a Host header, or the place of an Origin, names this server."""
        name, port = _split(host)
        if port != self.port:
            return False
        return name in self.names or (self.remote and _is_address(name))

    def lets_in(self, request: Request) -> bool:
        """Whether the request knocks at the right place and carries the secret, from a page of ours where it changes
        anything or asks for more than the page itself."""
        if not self.is_ours(request.headers.get("host", "")) or not self.knows(request.cookies.get(self.cookie, "")):
            return False
        origin = request.headers.get("origin")
        if origin is not None and not self._is_own(origin):
            return False
        opens_page = request.method in _SAFE and request.scope["path"] == "/"
        return opens_page or request.headers.get("sec-fetch-site", "none") in ("none", "same-origin")

    def _is_own(self, origin: str) -> bool:
        scheme, _, place = origin.partition("://")
        return scheme == "http" and self.is_ours(place)


def _split(host: str) -> tuple[str, int]:
    """Name and port of a Host header; port 80 where none is given, and 0 for nonsense."""
    m = re.fullmatch(r"(\[[0-9a-f:.]+\]|[^\s:/@\[\]]+)(?::(\d{1,5}))?", host.lower(), re.ASCII)
    return ("", 0) if m is None else (m[1].strip("[]").rstrip("."), int(m[2] or 80))


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def policy(frames: Iterable[str], media: Iterable[str]) -> str:
    """The page's Content-Security-Policy: only what we serve ourselves, players in `frames`, files at `media`. Both
    are addresses whose origin counts; what is none is left out."""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "connect-src 'self'",
            " ".join(["media-src 'self'", *_origins(media)]),
            " ".join(["frame-src", *(_origins(frames) or ["'none'"])]),
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        )
    )


def _origins(addresses: Iterable[str]) -> list[str]:
    found = (origin_of(a) for a in addresses)
    return list(dict.fromkeys(o for o in found if o))


def origin_of(address: str) -> str | None:
    """`https://host:port` of a web address, spelled so that it cannot end the directive it stands in; else None."""
    try:
        parts = urlsplit(address)
        name = (parts.hostname or "").encode("idna").decode().lower()
        port = parts.port
    except ValueError:  # a port that is no number, a name that cannot be one
        return None
    if parts.scheme not in ("http", "https") or _HOSTNAME.fullmatch(name) is None:
        return None
    return f"{parts.scheme}://{name}" + (f":{port}" if port else "")
