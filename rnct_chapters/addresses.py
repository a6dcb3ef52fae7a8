"""Web addresses taken apart and written again, each field keeping its place and its own spelling.

Only http and https count. Redirections by Google and YouTube, which documents exported from an editor are full of,
are seen through.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote, unquote_to_bytes

from rnct_chapters.timecode import TextRange

_ADDRESS = re.compile(
    r"(?P<base>https?://(?P<domain>[^/?#@:\\]+)(?::\d{1,5})?(?P<path>/[^?#]*)?)(?:\?(?P<query>[^#]*))?(?:#(?P<fragment>.*))?",
    re.IGNORECASE,
)
_ESCAPES = re.compile(r"(?:%[0-9a-fA-F]{2})+")

YOUTUBE = {"youtube.com", "m.youtube.com", "music.youtube.com", "gaming.youtube.com", "youtube-nocookie.com"}


@dataclass(frozen=True, slots=True)
class Field:
    """One `key=value` of a query or a fragment as written; `at` is the place of the value in the whole address."""

    written: str
    key: str
    value: str
    at: TextRange


@dataclass(frozen=True, slots=True)
class Address:
    """A web address taken apart, redirections seen through."""

    base: str  # all before the query
    domain: str  # lower case, without www.
    path: str
    query: tuple[Field, ...]
    fragment: tuple[Field, ...]

    def get(self, key: str) -> str:
        """The decoded value of the first query field `key`; empty where there is none."""
        return next((unquote(f.value) for f in self.query if f.key == key), "")


def read_address(url: str) -> Address | None:
    """`url` in pieces, or None where it is no web address. Where it only redirects, the pieces of the real address,
    whose places still count in `url`."""
    text: str = url
    places: Sequence[int] = range(len(url) + 1)
    for _ in range(3):  # a wrapper in a wrapper occurs; deeper nesting is play
        if (found := _taken_apart(text)) is None:
            return None
        if (inner := _wrapped(found)) is None:
            return _moved(found, places)
        text, offsets = _decoded(inner)
        places = [places[o] for o in offsets]
    return None


def _taken_apart(url: str) -> Address | None:
    text = url.strip()
    m = _ADDRESS.fullmatch(text)
    if m is None or " " in text or not text.isprintable():
        return None
    lead = len(url) - len(url.lstrip())
    query, fragment = (tuple(_fields(m[k] or "", lead + max(0, m.start(k)))) for k in ("query", "fragment"))
    domain = m["domain"].lower().rstrip(".").removeprefix("www.")
    return Address(m["base"], domain, m["path"] or "", query, fragment)


def _fields(text: str, start: int) -> Iterator[Field]:
    for written in text.split("&") if text else ():
        key, equals, value = written.partition("=")
        at = start + len(key) + len(equals)
        yield Field(written, key.removeprefix("amp;"), value, TextRange(at, at + len(value)))
        start += len(written) + 1


def _wrapped(address: Address) -> Field | None:
    """The field that holds the real address, where this one only redirects to it."""
    keys: tuple[str, ...] = ()
    if re.fullmatch(r"google(\.[a-z]{2,3}){1,2}", address.domain) and address.path == "/url":
        keys = ("q", "url")
    elif address.domain in YOUTUBE and address.path == "/redirect":
        keys = ("q",)
    return next((f for f in address.query if f.key in keys and f.value[:4].lower() == "http"), None)


def _decoded(field: Field) -> tuple[str, list[int]]:
    """The field's value without percent escapes, and where each of its characters was written."""
    text, done = "", 0
    places: list[int] = []
    for m in [*_ESCAPES.finditer(field.value), None]:
        stop = m.start() if m else len(field.value)
        text += field.value[done:stop]
        places += range(field.at.start + done, field.at.start + stop)
        if m:
            at = field.at.start + m.start()
            for c in unquote_to_bytes(m[0]).decode("utf-8", "surrogateescape"):
                text += c
                places.append(at)
                at += 3 * len(c.encode("utf-8", "surrogateescape"))
            done = m.end()
    return text, [*places, field.at.end]


def _moved(address: Address, places: Sequence[int]) -> Address:
    """The same address, its places counted in the text it was unwrapped from."""

    def moved(field: Field) -> Field:
        return replace(field, at=TextRange(places[field.at.start], places[field.at.end]))

    return replace(address, query=tuple(map(moved, address.query)), fragment=tuple(map(moved, address.fragment)))


def without(fields: tuple[Field, ...], keys: tuple[str, ...]) -> tuple[Field, ...]:
    return tuple(f for f in fields if f.key not in keys)


def with_one(fields: tuple[Field, ...], keys: tuple[str, ...], written: str) -> tuple[Field, ...]:
    """`fields` with `written` in the place of the first of `keys`, or at the end; the others of `keys` go."""
    place = next((i for i, f in enumerate(fields) if f.key in keys), len(fields))
    new = Field(written, keys[0], "", TextRange(0, 0))
    return (*without(fields[:place], keys), new, *without(fields[place:], keys))


def write_address(address: Address, query: tuple[Field, ...], fragment: tuple[Field, ...]) -> str:
    asked, after = ("&".join(f.written for f in fields if f.written) for fields in (query, fragment))
    return address.base + (f"?{asked}" if asked else "") + (f"#{after}" if after else "")
