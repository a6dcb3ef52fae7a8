"""Which host and video a web address names, which time it points at, and how to point it at another.

One row a host: how to know it, where it keeps a time, how to write one. What is not in the table has no deep link,
and neither has a page whose host documents none: the reader is better served by a plain link and a clock than by a
guess. Addresses come from articles, so anything but http and https names nothing here, and no text makes these
functions raise.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from rnct_chapters.addresses import Address, read_address, without, write_address
from rnct_chapters.hosts import (
    archive,
    bigbluebutton,
    dailymotion,
    files,
    odysee,
    opencast,
    peertube,
    twitch,
    vimeo,
    youtube,
)
from rnct_chapters.hosts.host import Host
from rnct_chapters.timecode import TextRange, parse_offset

LONGEST_MS = 100 * 3_600_000
"""No recording lasts 100 hours: a larger number in a link is a date or an identifier."""

_OFFSET_MAX = 16
"""Characters: longer than any spelled time (`100h59m59.999s`)."""

_FRAGMENT = re.compile(r"(?:npt(?::|%3A))?(?P<start>.+?)(?:(?:,|%2C).*)?", re.IGNORECASE)

HOSTS = (
    youtube.HOST,
    vimeo.HOST,
    peertube.HOST,
    twitch.HOST,
    dailymotion.HOST,
    odysee.HOST,
    bigbluebutton.HOST,
    opencast.HOST,
    archive.HOST,
    files.HOST,  # the last: pages about a file often end in its name
)

_ELSEWHERE = Host(name="", identify=lambda address: None, times=("t",), fragment=True)
"""How a time is read in the address of a host that is not in the table."""


@dataclass(frozen=True, slots=True)
class Video:
    """One video or sound file, the same for every spelling of its address."""

    host: str  # a name of `HOSTS`
    id: str


def video_of(url: str) -> Video | None:
    """The video that `url` names, or None where the host is unknown or the page is no video."""
    found = _known(url)
    return Video(found[1].name, found[2]) if found else None


def video_name(url: str | None) -> str | None:
    """The video that `url` names as one text, `host:id`, to compare links by; None where it names none."""
    video = video_of(url) if url else None
    return f"{video.host}:{video.id}" if video else None


def time_in(url: str) -> int | None:
    """Milliseconds that `url` points at, or None. An unknown host's `t` counts where it can be read as a time."""
    found = _time_field(url)
    return _offset(found[1]) if found else None


def time_text_in(url: str) -> TextRange | None:
    """Where in `url` the time that it points at is written, without its key or unit of measure around it."""
    found = _time_field(url)
    return found[0] if found else None


def deep_link(url: str, ms: int) -> str | None:
    """`url` opened at `ms`, in whole seconds rounded down; None where the host has no known syntax for it."""
    found = _known(url)
    return found[1].link(found[1], found[0], max(0, ms) // 1000) if found else None


def page_link(url: str) -> str:
    """`url` without a time; an unknown host's address as it stands, and nothing for what is no web address."""
    if found := _known(url):
        address, host, _ = found
        return write_address(address, without(address.query, host.times + host.ends), without(address.fragment, ("t",)))
    address_only = read_address(url)
    return write_address(address_only, address_only.query, address_only.fragment) if address_only else ""


def _known(url: str) -> tuple[Address, Host, str] | None:
    if (address := read_address(url)) is None:
        return None
    return next(((address, host, found) for host in HOSTS if (found := host.identify(address))), None)


def _time_field(url: str) -> tuple[TextRange, str] | None:
    """The place and the text of the first field that holds a time as its host reads it."""
    if (address := read_address(url)) is None:
        return None
    host = known[1] if (known := _known(url)) else _ELSEWHERE
    for at in _places(url, address, host):
        written = url[at.start : at.end]
        if host.spelling.fullmatch(unquote(written)) and _offset(written) is not None:
            return at, written
    return None


def _places(url: str, address: Address, host: Host) -> Iterator[TextRange]:
    """Where times may stand: values of the query's keys, then the start in a media fragment `#t=start,end`."""
    yield from (f.at for key in host.times for f in address.query if f.key == key)
    for field in address.fragment if host.fragment else ():
        if field.key == "t" and (m := _FRAGMENT.fullmatch(url, field.at.start, field.at.end)):
            yield TextRange(*m.span("start"))


def _offset(written: str) -> int | None:
    text = unquote(written)
    if not text.isascii() or len(text) > _OFFSET_MAX:
        return None
    ms = parse_offset(text)
    return ms if ms is not None and ms <= LONGEST_MS else None
