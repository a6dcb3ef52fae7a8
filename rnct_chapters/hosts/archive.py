"""The Internet Archive's pages of an item or of one of its files. No way to open them at a time is documented."""

import re
from urllib.parse import unquote

from rnct_chapters.addresses import Address
from rnct_chapters.hosts.host import Host

_PATH = re.compile(r"/(?:details|embed)/(?P<id>[^/]+(?:/[^/]+)*)/?")


def _identify(address: Address) -> str | None:
    m = _PATH.fullmatch(address.path) if address.domain == "archive.org" else None
    return unquote(m["id"]) if m else None


HOST = Host(name="archive", identify=_identify)
