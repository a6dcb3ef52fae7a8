"""Odysee: a title with its claim, in its channel or alone."""

import re
from urllib.parse import unquote

from rnct_chapters.addresses import Address
from rnct_chapters.hosts.host import SECONDS, Host, in_query

_CLAIM = "[0-9a-f]{1,40}"
_PATH = re.compile(rf"/(?:\$/embed/)?(?P<id>@[^$@:/]+(?::{_CLAIM})?/[^$@:/]+(?::{_CLAIM})?|[^$@:/]+:{_CLAIM})/?")
_EMBED = re.compile(rf"/\$/embed/(?P<name>[^$@:/]+)/(?P<claim>{_CLAIM})/?")


def _identify(address: Address) -> str | None:
    """The claim as its address spells it: how much of the claim's number is written is for the site to say."""
    if address.domain != "odysee.com":
        return None
    path = unquote(address.path)
    if m := _EMBED.fullmatch(path):
        return f"{m['name']}:{m['claim']}"
    m = _PATH.fullmatch(path)
    return m["id"] if m else None


def _link(host: Host, address: Address, whole_s: int) -> str:
    return in_query(host, address, "t", str(whole_s))


HOST = Host(name="odysee", identify=_identify, link=_link, times=("t",), spelling=SECONDS)
