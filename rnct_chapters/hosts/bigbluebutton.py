"""BigBlueButton, which stands at any domain: recorded meetings, known by their player's path and their number."""

import re

from rnct_chapters.addresses import Address
from rnct_chapters.hosts.host import Host, in_query, in_units

_PATH = re.compile(r"/playback/presentation/[0-9.]+/(?P<id>[0-9a-z]{40}-[0-9]{13})/?")
_SPELLING = re.compile(r"(?:(?:\d+h)?0*[0-5]?\dm)?0*[0-5]?\ds")
"""`83` and `83s` open at the start: minutes and seconds must each be below 60, and no unit may be missing."""


def _identify(address: Address) -> str | None:
    m = _PATH.fullmatch(address.path)
    return m["id"] if m else None


def _link(host: Host, address: Address, whole_s: int) -> str:
    return in_query(host, address, "t", in_units(whole_s))


HOST = Host(name="bigbluebutton", identify=_identify, link=_link, times=("t",), spelling=_SPELLING)
