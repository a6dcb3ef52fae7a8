"""Chapters as lines of text for a person's own editor, and read back.

A line is a time, a space and a title; two spaces before it for each level down. What a person left alone comes back
as it was, to the millisecond and with its claims, although the text does not show them.
"""

import re
from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import pairwise

from rnct_chapters.chapters.chapter import DEEPEST, RULES, Chapter, ChapterList
from rnct_chapters.chapters.wording import cut, plain
from rnct_chapters.errors import UsageError
from rnct_chapters.messages import Lang, Message, message
from rnct_chapters.timecode import Span, format_clock, parse_clock

MOST_SAID = 5
"""Lines that an error names: a text with more that is wrong is best looked at as a whole."""

_INDENT = "  "
_LINE = re.compile(r"(?P<indent>\s*)(?P<clock>\S+)(?:\s+(?P<title>.*))?", re.DOTALL)
_CLOCK = re.compile(r"(?:\d{1,4}:[0-5]\d|\d{1,3}):[0-5]\d(?:[.,]\d{1,3})?", re.ASCII)
_SHOWN = 24
"""Characters of a wrong time that an error repeats."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a line of the text; lines are counted from 1, comments too."""

    line: int
    said: Message


class UnreadableLines(UsageError):
    """Lines that are no list of chapters; `problems` names every one that is wrong, in their order."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        told = [message("lines_at", line=p.line, problem=p.said) for p in problems[:MOST_SAID]]
        if more := len(problems) - len(told):
            told.append(message("lines_more", count=more))
        joined = reduce(lambda first, then: message("lines_and", first=first, then=then), told)
        super().__init__(message("lines_unreadable", problems=joined))


class EmptyEdit(UsageError):
    """A text without any chapter: whoever leaves it so wants nothing changed."""

    def __init__(self) -> None:
        super().__init__(message("lines_empty"))


def to_lines(chapters: ChapterList, lang: Lang) -> str:
    """The chapters a line each, in their order, under comments that say how to change them."""
    head = (plain(chapters.title), *message("lines_head").text(lang).split("\n"))
    return "".join(f"{line}\n" for line in (*(f"# {told}" for told in head), *map(_written, chapters.chapters)))


def _written(chapter: Chapter) -> str:
    clock = _clock(chapter.span.start_ms)
    return f"{_INDENT * (chapter.level - 1)}{clock} {plain(chapter.title)}".rstrip()


def _clock(ms: int) -> str:
    return format_clock(ms, decimals=3 if ms % 1000 else 0)


def from_lines(text: str, chapters: ChapterList) -> ChapterList:
    """`chapters` as a person left their lines.

    A chapter whose start and title were left alone keeps its claims, origin and end. One that got another start or
    title is the person's from then on, and keeps its claims; a new one has none. An end that was where another chapter
    began goes with that beginning. Raises `UnreadableLines`, and `EmptyEdit` where no chapter is left.
    """
    untitled = {c.span.start_ms for c in chapters.chapters if not plain(c.title)}
    written = enumerate(re.split("\r\n|\r|\n", text.removeprefix("\ufeff")), 1)
    read = [_read(n, line, untitled) for n, line in written if line.strip() and not line.lstrip().startswith("#")]
    if not read and chapters.chapters:
        raise EmptyEdit
    lines = [found for found in read if isinstance(found, _Line)]
    wrong = [found for found in read if isinstance(found, Problem)]
    if wrong := [*wrong, *_misplaced(lines, chapters)]:
        raise UnreadableLines(sorted(wrong, key=lambda problem: problem.line))
    return replace(chapters, chapters=tuple(_edited(lines, chapters)))


# Reading


Face = tuple[int, int, str]
"""What the text shows of a chapter: its start in milliseconds, its level, its title on one line."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A chapter as a person wrote it."""

    number: int
    face: Face

    @property
    def start_ms(self) -> int:
        return self.face[0]

    @property
    def level(self) -> int:
        return self.face[1]


def _face(chapter: Chapter) -> Face:
    return chapter.span.start_ms, chapter.level, plain(chapter.title)


def _read(number: int, line: str, untitled: set[int]) -> _Line | Problem:
    """The chapter that a line tells. A time alone is one only where a chapter without a title was."""
    m = _LINE.fullmatch(line)
    written = m["clock"] if m else line
    if m is None or not _CLOCK.fullmatch(written):
        return Problem(number, message("lines_clock", text=cut(plain(written), _SHOWN)))
    start_ms, title = parse_clock(written), plain(m["title"] or "")
    if not title and start_ms not in untitled:
        return Problem(number, message("lines_untitled", clock=written))
    depth, rest = divmod(len(m["indent"]), len(_INDENT))
    if rest or depth >= DEEPEST or m["indent"].strip(" "):
        return Problem(number, message("lines_indent", clock=written))
    return _Line(number, (start_ms, depth + 1, title))


def _misplaced(lines: Sequence[_Line], chapters: ChapterList) -> Iterator[Problem]:
    """What is wrong with lines that are readable each by itself: at most one thing a line, and nothing that stood so
    before the person came."""
    stood = set(pairwise([(-1, 0), *((c.span.start_ms, c.level) for c in chapters.chapters)]))
    end_ms = chapters.duration_ms
    for last, line in pairwise([_Line(0, (-1, 0, "")), *lines]):
        clock = _clock(line.start_ms)
        if (last.face[:2], line.face[:2]) in stood:
            continue
        if line.start_ms < last.start_ms:
            yield Problem(line.number, message("lines_order", clock=clock, before=_clock(last.start_ms)))
        elif line.start_ms == last.start_ms and line.level <= last.level:
            yield Problem(line.number, message("lines_twice", clock=clock))
        elif line.level > last.level + 1:
            yield Problem(line.number, message("lines_indent", clock=clock))
        elif end_ms and line.start_ms >= end_ms:
            yield Problem(line.number, message("lines_beyond", clock=clock, end=_clock(end_ms)))


# What became of each chapter

_LIKENESS = ((0, 1, 2), (0, 2), (0, 1), (0,), (2,))
"""By what of their faces a line is taken for a chapter, the surest first: all, then start and title, and so on."""


def _edited(lines: Sequence[_Line], chapters: ChapterList) -> Iterator[Chapter]:
    old = chapters.chapters
    last_ms = chapters.duration_ms or max((c.span.end_ms for c in old), default=0)
    old_ends = _ends([(c.span.start_ms, c.level) for c in old], last_ms)
    new_ends = _ends([(line.start_ms, line.level) for line in lines], last_ms)
    for line, index, end_ms in zip(lines, _paired(lines, old), new_ends, strict=True):
        start_ms, level, title = line.face
        if index is None:
            yield Chapter(Span(start_ms, end_ms), title, level=level)
            continue
        was = old[index]
        same = (start_ms, title) == (was.span.start_ms, plain(was.title))
        yield replace(
            was,
            span=Span(start_ms, _end(was, start_ms, old_ends[index], end_ms)),
            title=was.title if title == plain(was.title) else title,
            origin=was.origin if same else "person",
            level=level,
        )


def _paired(lines: Sequence[_Line], old: Sequence[Chapter]) -> list[int | None]:
    """For each line the index of the chapter that it was, None where it is new. Each chapter is taken once."""
    faces = [_face(c) for c in old]
    found: list[int | None] = [None] * len(lines)
    left = dict.fromkeys(range(len(old)))  # in their order
    for parts in _LIKENESS:
        alike: dict[tuple[int | str, ...], deque[int]] = defaultdict(deque)
        for i in left:
            alike[tuple(faces[i][p] for p in parts)].append(i)
        for n, line in enumerate(lines):
            candidates = alike.get(tuple(line.face[p] for p in parts))
            if found[n] is None and candidates:
                found[n] = taken = candidates.popleft()
                del left[taken]
    return found


def _ends(begun: Sequence[tuple[int, int]], last_ms: int) -> list[int]:
    """Where chapters of these starts and levels end by themselves: at the next start of their level or above, else at
    the recording's end."""
    starts = {level: sorted({s for s, its in begun if its <= level}) for level in {level for _, level in begun}}
    ends = []
    for start_ms, level in begun:
        after = bisect_right(starts[level], start_ms)
        open_ms = last_ms if start_ms < last_ms else start_ms + RULES.min_length_ms
        ends.append(starts[level][after] if after < len(starts[level]) else open_ms)
    return ends


def _end(was: Chapter, start_ms: int, old_end_ms: int, new_end_ms: int) -> int:
    """Where a chapter ends that now starts at `start_ms` and by itself would end at `new_end_ms`, formerly at
    `old_end_ms`. An end of its own stays, unless something stands in its way."""
    end_ms = was.span.end_ms
    if old_end_ms != new_end_ms:
        end_ms = new_end_ms if end_ms == old_end_ms else min(end_ms, new_end_ms)
    return new_end_ms if end_ms <= start_ms != was.span.start_ms else end_ms
