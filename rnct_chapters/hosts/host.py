"""What a host is to its links, and the two places of an address where a time is written."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from rnct_chapters.addresses import Address, with_one, without, write_address

_ANY_SPELLING = re.compile(r".+", re.DOTALL)
SECONDS = re.compile(r"\d+(?:\.\d+)?")
"""Times of hosts that take a number and nothing else."""


def no_link(host: "Host", address: Address, whole_s: int) -> None:
    """Of a host that documents no way to open its pages at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """A row of the table. `identify` gives the video's id or None; `link` writes the address of a whole second, or None
    where the page has no known syntax for it. Queries hold a start under one of `times`, and under `ends` an end, which
    a new start makes pointless."""

    name: str
    identify: Callable[[Address], str | None]
    link: Callable[["Host", Address, int], str | None] = no_link
    times: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    fragment: bool = False  # whether `#t=` is read too
    spelling: re.Pattern[str] = _ANY_SPELLING  # of the times that the host reads: it passes over others


def in_query(host: Host, address: Address, key: str, value: str) -> str:
    """`address` with the one time `value` under `key`."""
    query = with_one(without(address.query, host.ends), (key, *host.times), f"{key}={value}")
    return write_address(address, query, without(address.fragment, ("t",)))


def in_fragment(host: Host, address: Address, value: str) -> str:
    """The time as a fragment; what is no `key=value` there would keep a player from reading it."""
    dimensions = tuple(f for f in address.fragment if "=" in f.written)
    return write_address(
        address, without(address.query, host.times + host.ends), with_one(dimensions, ("t",), f"t={value}")
    )


def at_path(address: Address, path: str) -> str:
    """The base of `address` with another path."""
    return address.base[: len(address.base) - len(address.path)] + path


def in_units(whole_s: int) -> str:
    """`0h1m23s`: all three units, which every host that wants units reads."""
    minutes, seconds = divmod(whole_s, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}h{minutes}m{seconds}s"
