"""Opencast with its Paella player, which stands at any domain: known by the player's path and the event's UUID."""

import re

from rnct_chapters.addresses import Address
from rnct_chapters.hosts.host import Host, in_query, in_units

_PATH = re.compile(r"/paella\d*/ui/watch\.html")
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
_SPELLING = re.compile(r"(?:(?:\d+h)?\d+m)?\d+s|\d+m")


def _identify(address: Address) -> str | None:
    found = address.get("id") if _PATH.fullmatch(address.path) else ""
    return found.lower() if _UUID.fullmatch(found) else None


def _link(host: Host, address: Address, whole_s: int) -> str:
    return in_query(host, address, "time", in_units(whole_s))


HOST = Host(name="opencast", identify=_identify, link=_link, times=("time",), spelling=_SPELLING)
