"""What the page asks for, read from an address that anyone may have written."""

from collections.abc import Mapping
from dataclasses import dataclass

from rnct_chapters.library.queries import Filters, Query, parse_query, parse_since
from rnct_chapters.messages import message
from rnct_chapters.webserver.answers import Refused

PAGE = 20
"""Hits of one answer: what fills two screens."""
FURTHEST = 1_000
"""Hits that can be turned to: who has not found it by then asks more closely."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A search. `near` counts words; `fuzzy` looks for a quote as it is remembered; `offset` hits were had before."""

    text: str
    filters: Filters
    near: int | None
    fuzzy: bool
    offset: int

    def query(self) -> Query:
        """Raises `UsageError` where the text asks for nothing, or for too much."""
        return parse_query(self.text, self.near, self.filters)


def read_asked(given: Mapping[str, str]) -> Asked:
    """The search that the parameters of an address ask for.

    Raises `UsageError` for a date that is none, and `Refused` for numbers that no page of ours sends.
    """
    since = given.get("since", "").strip()
    filters = Filters(_text(given, "speaker"), _text(given, "event"), parse_since(since) if since else None)
    near, offset = _number(given, "near"), _number(given, "offset") or 0
    if offset > FURTHEST:
        raise Refused(message("find_far", limit=FURTHEST), 400)
    return Asked(given.get("q", ""), filters, near, given.get("fuzzy") == "1", offset)


def _text(given: Mapping[str, str], name: str) -> str | None:
    return given.get(name, "").strip() or None


def _number(given: Mapping[str, str], name: str) -> int | None:
    """Raises `Refused` for what is no whole number of a sensible size."""
    found = given.get(name, "")
    if found and not (found.isascii() and found.isdecimal() and len(found) < 7):
        raise Refused(message("server_nonsense", what=name), 400)
    return int(found) if found else None
