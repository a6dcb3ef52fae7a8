"""Items of lists that people write: a time and a title, in whatever way the two are parted."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rnct_chapters.exports.formats.spans import LONGEST_MS, within_reason
from rnct_chapters.hosts import page_link, time_in
from rnct_chapters.timecode import Form, find_clocks, parse_clock

_COLONS = re.compile(r"((?:\d{1,3}:)?\d{1,3}:[0-5]\d(?:[.,]\d{1,3})?)(?!:?\d)")
"""Before any title, also one that would make a time of day of it: `0:05 am Rhein`."""
LONGEST = 200
"""Characters within which a clock is looked for."""
_OPENING = re.compile(r"[\s\[(*_`~]*")
_CLOSING = re.compile(r"[\s\])*_`~]*(?:[-:.–—―•·→|]\s*)*[*_`~]*")


_UNTIL = re.compile(r"[\s\])*_`~]*[-–—→][\s\[(*_`~]*")
"""Between a time and that of the end."""


@dataclass(frozen=True, slots=True)
class Listed:
    """`end_ms` is None where the item does not tell when it ends."""

    start_ms: int
    title: str
    end_ms: int | None = None


def after_clock(text: str, href: str | None, words: Callable[[str], str]) -> Listed | None:
    """The time that `text` begins with and the rest as its title, or the title of a link that has a time in it; None
    for anything else. `words` makes a title of source text. Raises `UnreadableChapters` for a time of years."""
    opening = _OPENING.match(text)
    clock = _clock(text, opening.end() if opening else 0)
    if clock is not None:
        start_ms, at = clock
        end = _end(text, at, start_ms)
        end_ms, at = end or (None, at)
        rest = _CLOSING.match(text, at)
        return Listed(within_reason(start_ms, text[:40]), words(text[rest.end() if rest else at :]), end_ms)
    linked_ms = time_in(href) if href else None
    return None if linked_ms is None else Listed(linked_ms, words(text))


def _clock(text: str, at: int) -> tuple[int, int] | None:
    """Milliseconds of the clock that begins at `at`, however it is spelled, and where it ends."""
    if m := _COLONS.match(text, at):
        return parse_clock(m[1]), m.end()
    clock = next(find_clocks(text[:LONGEST]), None)
    return (clock.ms, clock.at.end) if clock and clock.at.start == at and clock.form is not Form.OFFSET else None


def _end(text: str, at: int, start_ms: int) -> tuple[int, int] | None:
    """Milliseconds of a later time that follows after a dash, and where it ends, as in `0:00 - 12:05 Title`."""
    dash = _UNTIL.match(text, at)
    m = _COLONS.match(text, dash.end()) if dash else None
    return (parse_clock(m[1]), m.end()) if m and start_ms < parse_clock(m[1]) <= LONGEST_MS else None


def shared_page(links: Iterable[str | None]) -> str | None:
    """The page that links into a recording lead to, where all those with a time lead to the same."""
    pages = {page_link(link) for link in links if link and time_in(link) is not None}
    return pages.pop() or None if len(pages) == 1 else None
