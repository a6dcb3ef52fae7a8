"""Which host and video a web address names, which time it points at, and how to point it at another.

One row a host: how to know it, where it keeps a time, how to write one. What is not in the table has no deep link:
the reader is better served by a plain link and a clock than by a guess. Addresses come from articles, so anything
but http and https names nothing here, and no text makes these functions raise.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import unquote
from uuid import UUID

from rnct_chapters.addresses import YOUTUBE, Address, Field, read_address, with_one, without, write_address
from rnct_chapters.timecode import TextRange, parse_offset

LONGEST_MS = 100 * 3_600_000
"""No recording lasts 100 hours: a larger number in a link is a date or an identifier."""

_OFFSET_MAX = 16
"""Characters: longer than any spelled time (`100h59m59.999s`)."""

_START = re.compile(r"(?:npt(?::|%3A))?(?P<start>.+?)(?:(?:,|%2C).*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Video:
    """One video or sound file, the same for every spelling of its address."""

    host: str  # a name of `HOSTS`
    id: str


@dataclass(frozen=True, slots=True)
class Host:
    """A row of the table. `identify` gives the video's id or None; `times` are the query keys that hold a start and
    `ends` those that hold an end, which a new start makes pointless; `link` writes the address of a whole second."""

    name: str
    identify: Callable[[Address], str | None]
    times: tuple[str, ...]
    ends: tuple[str, ...]
    link: Callable[["Host", Address, int], str | None]


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


# Reading a time


def _time_field(url: str) -> tuple[TextRange, str] | None:
    """The place and the text of the first field that holds a time."""
    if (address := read_address(url)) is None:
        return None
    known = _known(url)
    keys = known[1].times if known else ("t",)
    fields = [f for key in keys for f in address.query if f.key == key]
    fields += [f for f in address.fragment if f.key == "t"]
    for field in fields:
        m = _START.fullmatch(url, field.at.start, field.at.end)
        if m and _offset(m["start"]) is not None:
            return TextRange(*m.span("start")), m["start"]
    return None


def _offset(written: str) -> int | None:
    text = unquote(written)
    if not text.isascii() or len(text) > _OFFSET_MAX:
        return None
    ms = parse_offset(text)
    return ms if ms is not None and ms <= LONGEST_MS else None


# Writing a time


def _in_query(host: Host, address: Address, key: str, value: str) -> str:
    query = with_one(without(address.query, host.ends), (key, *host.times), f"{key}={value}")
    return write_address(address, query, without(address.fragment, ("t",)))


def _in_fragment(host: Host, address: Address, value: str) -> str:
    """The time as a fragment; what is no `key=value` there would keep a player from reading it."""
    dimensions = tuple(f for f in address.fragment if "=" in f.written)
    return write_address(
        address, without(address.query, host.times + host.ends), with_one(dimensions, ("t",), f"t={value}")
    )


# The hosts

_YOUTUBE_ID = re.compile(r"[0-9A-Za-z_-]{11}")
_YOUTUBE_PATH = re.compile(r"/(embed|shorts|live|v|vi|e|watch)/([^/]+)/?.*")
_NO_VIDEO = {"videoseries", "live_stream"}  # eleven characters each, and no id: players of a list and of a channel


def _youtube_id(address: Address) -> str | None:
    if address.domain == "youtu.be":
        found = address.path.split("/")[1] if address.path else ""
    elif address.domain not in YOUTUBE:
        return None
    elif m := _YOUTUBE_PATH.fullmatch(address.path):
        found = m[2]
    else:
        found = address.get("v") if address.path in ("/watch", "/watch/", "/", "") else ""
    return found if _YOUTUBE_ID.fullmatch(found) and found not in _NO_VIDEO else None


def _youtube_link(host: Host, address: Address, whole_s: int) -> str:
    """The page's own form is kept where it takes a time; the others become the page that does."""
    if address.domain == "youtu.be":
        return _in_query(host, address, "t", str(whole_s))
    m = _YOUTUBE_PATH.fullmatch(address.path)
    if m and m[1] == "embed":  # `t` is not read there
        return _in_query(host, address, "start", str(whole_s))
    if m:
        found = Field(f"v={m[2]}", "v", m[2], TextRange(0, 0))
        base = address.base[: len(address.base) - len(address.path)] + "/watch"
        address = replace(address, base=base, query=(found, *without(address.query, ("v",))))
    return _in_query(host, address, "t", f"{whole_s}s")


_VIMEO_PATH = re.compile(
    r"/(?:(?:manage/)?videos?/|channels/[^/]+/|groups/[^/]+/videos/|(?:album|showcase)/\d+/video/|ondemand/[^/]+/)?"
    r"(?P<id>\d{1,12})(?:/[0-9a-f]+)?/?"
)


def _vimeo_id(address: Address) -> str | None:
    if address.domain not in ("vimeo.com", "player.vimeo.com"):
        return None
    m = _VIMEO_PATH.fullmatch(address.path)
    return m["id"] if m else None


def _vimeo_link(host: Host, address: Address, whole_s: int) -> str:
    return _in_fragment(host, address, f"{whole_s}s")


_UUID = r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}"
_PEERTUBE_PATH = re.compile(
    rf"/(?:w|videos/watch|videos/embed|(?P<list>w/p|videos/watch/playlist))/(?P<id>{_UUID}|[0-9A-Za-z]{{22}})/?"
)
_BASE58 = "123456789abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ"


def _peertube_id(address: Address) -> str | None:
    """The video's UUID, which the short form spells in base 58; in a playlist, the list's with the position."""
    m = _PEERTUBE_PATH.fullmatch(address.path)
    uuid = _uuid(m["id"]) if m else None
    if m is None or uuid is None or not m["list"]:
        return uuid
    return f"{uuid}/{address.get('playlistPosition') or '1'}"


def _uuid(text: str) -> str | None:
    if "-" in text:
        return text.lower()
    number = 0
    for c in text:
        if c not in _BASE58:
            return None
        number = number * 58 + _BASE58.index(c)
    return str(UUID(int=number)) if number < 1 << 128 else None


def _peertube_link(host: Host, address: Address, whole_s: int) -> str:
    """Plain seconds: a playlist page that is already open reads `1m23s` as one second."""
    return _in_query(host, address, "start", str(whole_s))


_FILE_PATH = re.compile(r".*/[^/]+\.(?:mp4|m4v|mov|webm|mkv|ogv|ogg|oga|opus|mp3|m4a|aac|wav|flac)", re.IGNORECASE)


def _file_id(address: Address) -> str | None:
    return address.base if _FILE_PATH.fullmatch(address.path) else None


def _file_link(host: Host, address: Address, whole_s: int) -> str:
    return _in_fragment(host, address, str(whole_s))


HOSTS = (
    Host("youtube", _youtube_id, ("t", "start", "time_continue"), ("end",), _youtube_link),
    Host("vimeo", _vimeo_id, ("t",), (), _vimeo_link),
    Host("peertube", _peertube_id, ("start",), ("stop",), _peertube_link),
    Host("file", _file_id, (), (), _file_link),
)
