"""Times in files of others: where chapters end that have only a start, how clocks are spelled, how late they go."""

import re
from collections.abc import Sequence

from rnct_chapters.chapters import DEEPEST, Chapter
from rnct_chapters.chapters.ends import ends_ms
from rnct_chapters.chapters.stored import LONGEST_S
from rnct_chapters.errors import UnreadableChapters
from rnct_chapters.messages import Message, message
from rnct_chapters.timecode import Span

LONGEST_MS = LONGEST_S * 1000
"""No recording lasts longer: a later time is in another unit, or a slip."""

Entry = tuple[int, int | None, str, int]
"""A chapter as a file has it: start and end in milliseconds (None where the file does not say), title, level."""

_CLOCK = re.compile(r"(?:(?:(\d{1,9}):)?(\d{1,9}):)?(\d{1,9})(?:[.,](\d{1,3})\d*)?")


def spanned(entries: Sequence[Entry], duration_ms: int | None) -> tuple[Chapter, ...]:
    """The chapters in the order of `entries`, levels at most `DEEPEST`. An end that does not come after its start is as
    good as none, and is then told by what follows."""
    known = [(start, end if end is not None and end > start else None, min(level, DEEPEST))
             for start, end, _, level in entries]  # fmt: skip
    ends = ends_ms(known, duration_ms)
    return tuple(
        Chapter(Span(start, end), title, level=level)
        for (start, _, level), end, (_, _, title, _) in zip(known, ends, entries, strict=True)
    )


def too_deep(entries: Sequence[Entry]) -> tuple[Message, ...]:
    """One message where entries lie deeper than a list can hold, which `spanned` lifts; else none."""
    count = sum(level > DEEPEST for *_, level in entries)
    return (message("beyond_depth", count=count, deepest=DEEPEST),) if count else ()


def within_reason(ms: int, place: str | Message) -> int:
    """`ms`, a time that stands at `place`. Raises `UnreadableChapters` where no recording lasts so long."""
    if not 0 <= ms <= LONGEST_MS:
        raise UnreadableChapters(message("unread_late", place=place))
    return ms


def clock_ms(text: str) -> int | None:
    """Milliseconds of `SS`, `MM:SS` or `HH:MM:SS`, with any number of digits in each and of decimals, which are cut
    down; None for what is none. Files count minutes past 59 and write nanoseconds, as no article does."""
    if (m := _CLOCK.fullmatch(text.strip())) is None:
        return None
    hours, minutes, seconds, decimals = m.groups(default="0")
    return ((int(hours) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(decimals.ljust(3, "0"))
