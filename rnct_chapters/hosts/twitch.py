"""Twitch: recorded broadcasts on their pages and in the player. Clips and live channels have no time to open at."""

import re
from dataclasses import replace

from rnct_chapters.addresses import Address, without
from rnct_chapters.hosts.host import Host, at_path, in_query, in_units

_PLAYER = "player.twitch.tv"
_PATH = re.compile(r"/(?:videos|[^/]+/v(?:ideo)?)/(?P<id>\d+)/?")
_SCHEDULE = re.compile(r"/[^/]+/schedule/?")


def _identify(address: Address) -> str | None:
    if address.domain == _PLAYER:
        found = address.get("video").removeprefix("v") if address.path in ("", "/") else ""
    elif address.domain not in ("twitch.tv", "m.twitch.tv", "go.twitch.tv"):
        return None
    elif m := _PATH.fullmatch(address.path):
        found = m["id"]
    else:
        found = address.get("vodID") if _SCHEDULE.fullmatch(address.path) else ""
    return found if re.fullmatch("[0-9]+", found) else None


def _link(host: Host, address: Address, whole_s: int) -> str:
    """The player keeps its own key for times; a page that only leads to the broadcast becomes the broadcast's."""
    if address.domain == _PLAYER:
        return in_query(host, address, "time", in_units(whole_s))
    if not address.path.startswith("/videos/"):
        query = without(address.query, ("vodID",))
        address = replace(address, base=at_path(address, f"/videos/{_identify(address)}"), query=query)
    return in_query(host, address, "t", in_units(whole_s))


HOST = Host(name="twitch", identify=_identify, link=_link, times=("t", "time"))
