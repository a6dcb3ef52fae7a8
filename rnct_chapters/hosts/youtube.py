"""YouTube: watch pages, short links, embedded players."""

import re
from dataclasses import replace

from rnct_chapters.addresses import YOUTUBE, Address, Field, without
from rnct_chapters.hosts.host import Host, at_path, in_query
from rnct_chapters.timecode import TextRange

_ID = re.compile(r"[0-9A-Za-z_-]{11}")
_PATH = re.compile(r"/(embed|shorts|live|v|vi|e|watch)/([^/]+)/?.*")
_NO_VIDEO = {"videoseries", "live_stream"}  # eleven characters each, and no id: players of a list and of a channel


def _identify(address: Address) -> str | None:
    if address.domain == "youtu.be":
        found = address.path.split("/")[1] if address.path else ""
    elif address.domain not in YOUTUBE:
        return None
    elif m := _PATH.fullmatch(address.path):
        found = m[2]
    else:
        found = address.get("v") if address.path in ("/watch", "/watch/", "/", "") else ""
    return found if _ID.fullmatch(found) and found not in _NO_VIDEO else None


def _link(host: Host, address: Address, whole_s: int) -> str:
    """The page's own form is kept where it takes a time; the others become the page that does."""
    if address.domain == "youtu.be":
        return in_query(host, address, "t", str(whole_s))
    m = _PATH.fullmatch(address.path)
    if m and m[1] == "embed":  # `t` is not read there
        return in_query(host, address, "start", str(whole_s))
    if m:
        found = Field(f"v={m[2]}", "v", m[2], TextRange(0, 0))
        query = (found, *without(address.query, ("v",)))
        address = replace(address, base=at_path(address, "/watch"), query=query)
    return in_query(host, address, "t", f"{whole_s}s")


HOST = Host(
    name="youtube",
    identify=_identify,
    link=_link,
    times=("t", "start", "time_continue"),
    ends=("end",),
    fragment=True,
)
