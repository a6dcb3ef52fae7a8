"""Dailymotion. Its player opens at a time; for its pages nothing of the kind is documented."""

import re

from rnct_chapters.addresses import Address
from rnct_chapters.hosts.host import SECONDS, Host, in_query

_PAGES = ("dailymotion.com", "touch.dailymotion.com")
_PLAYERS = (*_PAGES, "geo.dailymotion.com")
_SHORT = re.compile(r"/(?P<id>[0-9A-Za-z]+)/?")
_PAGE = re.compile(r"/(?:(?:embed|crawler|swf)/)?video/(?P<id>[0-9A-Za-z]+)(?:_[^/]*)?/?")
_PLAYER = re.compile(r"/player(?:/[0-9a-z]+)?\.html")


def _identify(address: Address) -> str | None:
    """The id without the title that may follow it; a private video's own key is its id."""
    if _is_player(address):
        m = re.fullmatch("([0-9A-Za-z]+)(?:_.*)?", address.get("video"))
        return m[1] if m else None
    page = _SHORT if address.domain == "dai.ly" else _PAGE if address.domain in _PAGES else None
    m = page.fullmatch(address.path) if page else None
    return m["id"] if m else None


def _is_player(address: Address) -> bool:
    return address.domain in _PLAYERS and _PLAYER.fullmatch(address.path) is not None


def _link(host: Host, address: Address, whole_s: int) -> str | None:
    return in_query(host, address, "startTime", str(whole_s)) if _is_player(address) else None


HOST = Host(name="dailymotion", identify=_identify, link=_link, times=("startTime",), spelling=SECONDS)
