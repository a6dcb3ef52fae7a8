"""Items of lists that people write: a time and a title, in whatever way the two are parted."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rnct_chapters.exports.formats.spans import within_reason
from rnct_chapters.hosts import page_link, time_in
from rnct_chapters.timecode import Form, find_clocks, parse_clock

_COLONS = re.compile(r"((?:\d{1,3}:)?\d{1,3}:[0-5]\d(?:[.,]\d{1,3})?)(?!:?\d)")
"""Before any title, also one that would make a time of day of it: `0:05 am Rhein`."""
LONGEST = 200
"""Characters within which a clock is looked for."""
_OPENING = re.compile(r"[\s\[(*_`~]*")
_CLOSING = re.compile(r"[\s\])*_`~]*(?:[-:.–—―•·→|]\s*)*[*_`~]*")


@dataclass(frozen=True, slots=True)
class Listed:
    start_ms: int
    title: str


def after_clock(text: str, href: str | None, words: Callable[[str], str]) -> Listed | None:
    """The time that `text` begins with and the rest as its title, or the title of a link that has a time in it; None
    for anything else. `words` makes a title of source text. Raises `UnreadableChapters` for a time of years."""
    opening = _OPENING.match(text)
    clock = _clock(text, opening.end() if opening else 0)
    if clock is not None:
        rest = _CLOSING.match(text, clock[1])
        return Listed(within_reason(clock[0], text[:40]), words(text[rest.end() if rest else clock[1] :]))
    linked_ms = time_in(href) if href else None
    return None if linked_ms is None else Listed(linked_ms, words(text))


def _clock(text: str, at: int) -> tuple[int, int] | None:
    """Milliseconds of the clock that begins at `at`, however it is spelled, and where it ends."""
    if m := _COLONS.match(text, at):
        return parse_clock(m[1]), m.end()
    clock = next(find_clocks(text[:LONGEST]), None)
    return (clock.ms, clock.at.end) if clock and clock.at.start == at and clock.form is not Form.OFFSET else None


def shared_page(links: Iterable[str | None]) -> str | None:
    """The page that links into a recording lead to, where all those with a time lead to the same."""
    pages = {page_link(link) for link in links if link and time_in(link) is not None}
    return pages.pop() or None if len(pages) == 1 else None
