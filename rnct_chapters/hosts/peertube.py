"""PeerTube, which stands at any domain: its videos and places in playlists are known by their identities."""

import re
from dataclasses import replace
from uuid import UUID

from rnct_chapters.addresses import Address
from rnct_chapters.hosts.host import Host, at_path, in_query

_UUID = r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}"
_PATH = re.compile(
    r"/(?:w|videos/watch|videos/embed|(?P<list>w/p|videos/watch/playlist|(?P<player>video-playlists/embed)))/"
    rf"(?P<id>{_UUID}|[0-9A-Za-z]{{22}})/?"
)
_BASE58 = "123456789abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ"


def _identify(address: Address) -> str | None:
    """The video's UUID, which the short form spells in base 58; in a playlist, the list's with the position."""
    m = _PATH.fullmatch(address.path)
    uuid = _uuid(m["id"]) if m else None
    if m is None or uuid is None or not m["list"]:
        return uuid
    return f"{uuid}/{address.get('playlistPosition') or '1'}"


def _uuid(text: str) -> str | None:
    if "-" in text:
        return text.lower()
    number = 0
    for c in text:
        if c not in _BASE58:
            return None
        number = number * 58 + _BASE58.index(c)
    return str(UUID(int=number)) if number < 1 << 128 else None


def _link(host: Host, address: Address, whole_s: int) -> str:
    """Plain seconds: a playlist page that is already open reads `1m23s` as one second. An embedded playlist goes by
    the times stored in the list, so that its link becomes the list's page."""
    m = _PATH.fullmatch(address.path)
    if m and m["player"]:
        address = replace(address, base=at_path(address, f"/w/p/{m['id']}"))
    return in_query(host, address, "start", str(whole_s))


HOST = Host(name="peertube", identify=_identify, link=_link, times=("start",), ends=("stop",))
