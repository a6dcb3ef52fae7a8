"""A page's address: what it is called, how it is shown without secrets, and whether an IP address is a private one."""

import ipaddress
import re
from urllib.parse import SplitResult, unquote, urlsplit

_SHOWN = 120
"""Characters of an address in a sentence."""

_TEXT_SUFFIXES = (".md", ".markdown", ".txt", ".text", ".html", ".htm", ".xhtml")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def taken_apart(url: str) -> SplitResult | None:
    """The pieces of a web address; None where it is none."""
    try:
        parts = urlsplit(url.strip())
        known = parts.scheme in ("http", "https") and parts.hostname and (parts.port is None or parts.port > 0)
        return parts if known and (parts.hostname or "").encode("idna") else None
    except ValueError:  # a bad port, a half IPv6 address, a host's name that is none
        return None


def shown(url: str) -> str:
    """`url` as a sentence can hold it: without user, password and query, which may be secret, and not too long."""
    bare = re.sub(r"(?<=//)[^/?#]*@", "", re.split(r"[?#]", url.strip(), maxsplit=1)[0])
    line = "".join(c if c.isprintable() else " " for c in bare)
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 30]}…{line[-29:]}"


def page_name(url: str, type: str) -> str:
    """What a page is called: the last word of its path, or its host; with its suffix where only `type` tells it."""
    parts = urlsplit(url.strip())
    word = unquote(parts.path).rpartition("/")[2]
    name = "".join(c for c in word if c.isprintable())[-100:].strip() if word.strip(".") else ""
    if not name or name == "/":
        return parts.hostname or "page"
    page = type.lower().startswith(("text/html", "application/xhtml"))
    return f"{name}.html" if page and not name.lower().endswith(_TEXT_SUFFIXES) else name


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the internet, and to no network that only this machine may reach."""
    ip = ipaddress.ip_address(address)
    inner: list[ipaddress.IPv4Address | None] = []
    if isinstance(ip, ipaddress.IPv6Address):
        inner = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
        if ip in _NAT64:
            inner.append(ipaddress.IPv4Address(ip.packed[-4:]))
        if ip.is_site_local:
            return False
    return ip.is_global and not ip.is_multicast and all(i.is_global for i in inner if i is not None)
