"""Video and sound files anywhere on the web, which browsers open at a media fragment."""

import re

from rnct_chapters.addresses import Address
from rnct_chapters.hosts.host import Host, in_fragment

_PATH = re.compile(r".*/[^/]+\.(?:mp4|m4v|mov|webm|mkv|ogv|ogg|oga|opus|mp3|m4a|aac|wav|flac)", re.IGNORECASE)


def _identify(address: Address) -> str | None:
    return address.base if _PATH.fullmatch(address.path) else None


def _link(host: Host, address: Address, whole_s: int) -> str:
    return in_fragment(host, address, str(whole_s))


HOST = Host(name="file", identify=_identify, link=_link, fragment=True)
