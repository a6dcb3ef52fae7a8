"""A video's description as the place of its chapters: found in it, put into it, and nothing else of it touched.

YouTube has no chapters but lines of a description that begin with a time. Ours stand between two lines, so that they
are found again and nothing around them is taken for ours. A list that somebody else made is the lines from 0:00 on
that follow each other at rising times. Reads and writes nothing.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from rnct_chapters.chapters import RULES
from rnct_chapters.errors import UsageError
from rnct_chapters.messages import Lang, message
from rnct_chapters.publish.plan import Shown
from rnct_chapters.timecode import TextRange, format_clock, parse_clock

MARKERS: dict[Lang, tuple[str, str]] = {
    "en": ("— Chapters —", "— End of chapters —"),
    "fr": ("— Chapitres —", "— Fin des chapitres —"),
}
"""The lines before and after our chapters, made for viewers to read."""

_DASH = "[\\s\u200b\ufeff]*[-\u2010-\u2015\u2212]+[\\s\u200b\ufeff]*"  # editors turn one dash into another
_OPENING = re.compile(rf"{_DASH}(?:chapters|chapitres){_DASH}", re.IGNORECASE)
_CLOSING = re.compile(rf"{_DASH}(?:end\s+of\s+chapters|fin\s+des\s+chapitres){_DASH}", re.IGNORECASE)

_TIME = r"(?P<time>(?:\d{1,3}:[0-5]\d|\d{1,3}):[0-5]\d)"
_BULLET = r"\W{0,4}(?:\d{1,2}(?:[.)]\s+|\ufe0f?\u20e3\s*))?\W{0,2}"
_EXACT = re.compile(rf"\s*{_TIME}\s+(?P<title>\S.*)")
_FIRST = re.compile(
    rf"{_BULLET}{_TIME}(?!:?\d)(?!\s*[ap]\.?m\b)[\])]*\s*(?:[-–—:|]+\s+)?(?P<title>\S.*)", re.IGNORECASE
)
_LAST = re.compile(rf"(?<![\d:]){_TIME}[\])]*\s*\Z")


@dataclass(frozen=True, slots=True)
class Block:
    """Where chapters stand in a description: `ours` between our lines, somebody's `list`, or `none`.

    `at` is what gives way to new chapters, without the line end after it; for `none` it is the empty range at the end.
    `kept` are the lines in it that are no chapters: words of the author, who finds them below the new ones.
    """

    kind: Literal["ours", "list", "none"]
    at: TextRange
    chapters: tuple[Shown, ...] = ()
    kept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with something on it; `row` counts all lines."""

    text: str
    at: TextRange
    row: int


def find_block(description: str) -> Block:
    """Where the chapters of `description` stand: ours, else the first list of somebody's, else at its end."""
    lines = tuple(_lines(description))
    end = TextRange(len(description), len(description))
    return _ours(lines) or _list(lines, _time_first, 2) or _list(lines, _time_last, 3) or Block("none", end)


def with_block(description: str, chapters: Sequence[Shown], lang: Lang) -> str:
    """`description` with `chapters` in place of those it has, else after its text; without any where there are none.

    All other characters stay, but for white space at the end. Titles are one line each, without `<` and `>`. Raises
    `UsageError` where the result is longer than YouTube takes.
    """
    whole = _joined(description, block_of(chapters, lang) if chapters else "")
    if (over := _size(whole) - RULES.max_total_bytes) > 0:
        raise UsageError(message("youtube_description_full", over=over, most=RULES.max_total_bytes))
    return whole


def block_of(chapters: Sequence[Shown], lang: Lang) -> str:
    """The lines of chapters between ours, without a line end after the last."""
    before, after = MARKERS[lang]
    return "\n".join((before, *(f"{format_clock(c.start_ms)} {c.title}" for c in chapters), after))


def room_in(description: str, lang: Lang) -> int:
    """Bytes of UTF-8 that `description` leaves for the lines of chapters, a line end after each; negative where it is
    too long without any."""
    return RULES.max_total_bytes - _size(_joined(description, block_of((), lang)))


def chapters_shown(description: str) -> tuple[Shown, ...]:
    """The chapters that YouTube makes of `description`; none where its lines of times break a rule.

    The rules: the first at 0:00, each at least 10 s after the one before, three or more. All lines that begin with a
    time count, wherever they stand.
    """
    lines = tuple(_lines(description))
    shown = _read(lines, _as_ours) or _read(lines, _time_last)
    lasting = all(b.start_ms - a.start_ms >= RULES.min_length_ms for a, b in pairwise(shown))
    return shown if len(shown) >= RULES.min_count and shown[0].start_ms == 0 and lasting else ()


def strays(description: str) -> tuple[str, ...]:
    """Lines that begin with a time and are outside of what `find_block` finds: a programme's hours, another list."""
    at = find_block(description).at
    outside = (line for line in _lines(description) if not at.start <= line.at.start < at.end)
    return tuple(line.text.strip() for line in outside if _time_first(line.text))


def _lines(description: str) -> Iterator[_Line]:
    row, end = 0, 0
    for m in re.finditer(r"[^\r\n]+", description):
        row += len(re.findall(r"\r\n|\r|\n", description[end : m.start()]))
        end = m.end()
        if m[0].strip():
            yield _Line(m[0], TextRange(m.start(), m.end()), row)


# One line as a chapter: a time alone is none, and neither is a time of day.

_Reading = Callable[[str], Shown | None]


def _as_ours(line: str) -> Shown | None:
    """Exactly as we write it: a title may begin with a dash. What a person added to ours is read as `_time_first`."""
    m = _EXACT.fullmatch(line) or _FIRST.fullmatch(line)
    return Shown(parse_clock(m["time"]), m["title"].strip()) if m else None


def _time_first(line: str) -> Shown | None:
    """A bullet, a number or a bracket before the time, and a dash after it, are no part of the title."""
    m = _FIRST.fullmatch(line)
    return Shown(parse_clock(m["time"]), m["title"].strip()) if m else None


def _time_last(line: str) -> Shown | None:
    m = _LAST.search(line)
    title = line[: m.start()].strip(" \t\u00a0[(-–—:|") if m else ""
    return Shown(parse_clock(m["time"]), title) if m and title else None


def _read(lines: Iterable[_Line], reading: _Reading) -> tuple[Shown, ...]:
    return tuple(shown for line in lines if (shown := reading(line.text)))


def _ours(lines: Sequence[_Line]) -> Block | None:
    """All from our first line to our last. Where one of them is gone, nothing tells what is ours: then it is a list."""
    opened: int | None = None
    for i, line in enumerate(lines):
        if _OPENING.fullmatch(line.text):
            opened = i
        elif opened is not None and _CLOSING.fullmatch(line.text):
            inside = lines[opened + 1 : i]
            kept = tuple(n.text for n in inside if not _as_ours(n.text))
            return Block("ours", TextRange(lines[opened].at.start, line.at.end), _read(inside, _as_ours), kept)
    return None


def _list(lines: Sequence[_Line], reading: _Reading, least: int) -> Block | None:
    """The first list of at least so many lines: prose ends with a time more often than it begins with one."""
    for i in range(len(lines)):
        run = _run(lines[i:], reading)
        if len(run) >= least:
            taken = lines[i : i + len(run)]
            if i and _OPENING.fullmatch(lines[i - 1].text):
                taken = (lines[i - 1], *taken)
            if _CLOSING.fullmatch("".join(n.text for n in lines[i + len(run) :][:1])):
                taken = (*taken, lines[i + len(run)])
            return Block("list", TextRange(taken[0].at.start, taken[-1].at.end), run)
    return None


def _run(lines: Sequence[_Line], reading: _Reading) -> tuple[Shown, ...]:
    """The chapters from the first line on: from 0:00, at rising times, on lines as far apart as the first two. What
    stands further away may be a programme's hour, and is no chapter."""
    run: list[Shown] = []
    for i, line in enumerate(lines):
        shown = reading(line.text)
        if shown is None or (shown.start_ms <= run[-1].start_ms if run else shown.start_ms != 0):
            break
        if i > 1 and line.row - lines[i - 1].row != lines[1].row - lines[0].row:
            break
        run.append(shown)
    return tuple(run)


def _joined(description: str, block: str) -> str:
    """`description` with the text `block` in the place of its chapters."""
    found = find_block(description)
    before, after = description[: found.at.start], description[found.at.end :]
    if found.kind == "none":
        return "\n\n".join(filter(None, (description.rstrip(), block))) if block else description
    kept = "\n".join(found.kept)
    if block:
        return before + "\n".join(filter(None, (block, kept))) + after
    return "\n\n".join(filter(None, (before.rstrip(), kept, after.lstrip("\r\n"))))


def _size(text: str) -> int:
    return len(text.encode("utf-8", "replace"))
