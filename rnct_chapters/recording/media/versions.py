"""What a host of plain files and streams tells of one before it is downloaded: its size, its version, its length.

For hosts that yt-dlp does not know. A few bytes are asked for rather than the headers alone, for addresses are often
signed for the one and not the other.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from itertools import zip_longest
from typing import Any
from urllib.parse import urlsplit

from rnct_chapters.errors import UnreadableRecording, needs
from rnct_chapters.messages import message
from rnct_chapters.recording.media.found import is_plain
from rnct_chapters.recording.media.replay import Version
from rnct_chapters.recording.media.session import Session
from rnct_chapters.recording.media.shown import shown_address

HEAD_BYTES = 512
LONGEST_LIST_BYTES = 20_000_000
"""A stream's list of parts; one of 100 hours in parts of 2 s has about this many."""

_NOT_MEDIA = (
    ("fetch_page", re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|body|script)\b", re.IGNORECASE)),
    ("fetch_not_media", re.compile(rb"%PDF-|PK\x03\x04|\x89PNG|\xff\xd8\xff|GIF8|\s*[\[{]\s*[\"{\[]|WEBVTT|<\?xml")),
)
_LENGTH = re.compile(r"#EXTINF:\s*([\d.]+)")
_RANGE = re.compile(r"bytes \d+-\d+/(\d+)")


def version_of(asked: Session, found: Mapping[str, Any]) -> Version:
    """The version of what `found` speaks of, as far as its host tells.

    Raises `UnreadableRecording` for a file that is no media, and yt-dlp's errors.
    """
    if not is_plain(found):
        return Version()
    if found.get("protocol") in ("http", "https"):
        return _of_file(asked, found)
    if str(found.get("protocol")).startswith("m3u8"):
        return _of_stream(asked, found)
    parts = found.get("fragments")
    return _of_parts((_part(p), float(p.get("duration") or 0)) for p in parts) if isinstance(parts, list) else Version()


def _of_file(asked: Session, found: Mapping[str, Any]) -> Version:
    with needs("speech"):
        from yt_dlp.networking import Request  # type: ignore[import-untyped]
    headers = {**found.get("http_headers", {}), "Accept-Encoding": "identity", "Range": f"bytes=0-{HEAD_BYTES - 1}"}
    with asked.ydl.urlopen(Request(found["url"], headers=headers)) as answer:
        head, told = answer.read(HEAD_BYTES), answer.headers
    refuse_other_than_media(head, shown_address(str(found.get("original_url") or found["url"])))
    m = _RANGE.fullmatch(told.get("Content-Range") or "")
    size = m[1] if m else told.get("Content-Length") if answer.status == 200 else None
    etag, modified = (told.get("ETag") or "").removeprefix("W/") or None, told.get("Last-Modified")
    if etag is None and modified is None:  # the first bytes of many formats hold the length
        etag = hashlib.sha256(head).hexdigest()[:16]
    return Version(None, int(size) if size and size.isdecimal() else None, etag, modified)


def refuse_other_than_media(head: bytes, shown: str) -> None:
    """Raises `UnreadableRecording` where the first bytes of a file show that it is a page, a text or a picture."""
    if not head:
        raise UnreadableRecording(message("fetch_empty", url=shown))
    for key, pattern in _NOT_MEDIA:
        if pattern.match(head):
            raise UnreadableRecording(message(key, url=shown))


def _of_stream(asked: Session, found: Mapping[str, Any]) -> Version:
    """Of a stream in parts: its length to the millisecond, and a mark of the names and lengths of all parts."""
    with needs("speech"):
        from yt_dlp.networking import Request
    with asked.ydl.urlopen(Request(found["url"], headers=found.get("http_headers", {}))) as answer:
        lines = answer.read(LONGEST_LIST_BYTES).decode("utf-8", "replace").splitlines()
    lengths_s = [float(m[1]) for line in lines if (m := _LENGTH.match(line)) and m[1].count(".") <= 1]
    names = [_name(line) for line in lines if line and not line.startswith("#")]
    return _of_parts(zip_longest(names, lengths_s, fillvalue=0))


def _of_parts(parts: Iterable[tuple[object, float]]) -> Version:
    """The version of a stream whose parts have these names and lengths in seconds."""
    listed = [(name, float(length_s)) for name, length_s in parts]
    mark = hashlib.sha256("\n".join(f"{name} {length_s}" for name, length_s in listed).encode()).hexdigest()[:16]
    return Version(round(sum(length_s for _, length_s in listed) * 1000) or None, None, mark if listed else None)


def _part(part: Mapping[str, Any]) -> str:
    return _name(str(part.get("path") or part.get("url") or ""))


def _name(address: str) -> str:
    """The last piece of a part's address; what is before and after it may be signed, and new at each look-up."""
    return urlsplit(address).path.rpartition("/")[2]
