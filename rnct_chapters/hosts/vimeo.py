"""Vimeo: pages and players, public or with the key of a private link, which stays in its place."""

import re

from rnct_chapters.addresses import Address
from rnct_chapters.hosts.host import Host, in_fragment

_PATH = re.compile(
    r"/(?:(?:manage/)?videos?/|channels/[^/]+/|groups/[^/]+/videos/|(?:album|showcase)/[0-9]+/video/|ondemand/[^/]+/)?"
    r"(?P<id>[0-9]{1,12})(?:/[0-9a-f]+)?/?"
)


def _identify(address: Address) -> str | None:
    if address.domain not in ("vimeo.com", "player.vimeo.com"):
        return None
    m = _PATH.fullmatch(address.path)
    return m["id"] if m else None


def _link(host: Host, address: Address, whole_s: int) -> str:
    return in_fragment(host, address, f"{whole_s}s")


HOST = Host(name="vimeo", identify=_identify, link=_link, times=("t",), fragment=True)
