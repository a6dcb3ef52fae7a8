"""The rules of hosts and formats, each with its mend: a list that breaks a rule is made to keep it, and it is said how.

A check takes a list and returns one that keeps its rule; on a list that keeps it already, it changes nothing and says
nothing. They are applied in the order of a format's row.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from rnct_chapters.chapters.chapter import DEEPEST, RULES, Chapter, ChapterList
from rnct_chapters.chapters.keeping import kept
from rnct_chapters.chapters.wording import plain
from rnct_chapters.messages import Lang, Message, message
from rnct_chapters.timecode import Span, format_clock

Mended = tuple[ChapterList, tuple[Message, ...]]
Check = Callable[[ChapterList, Lang], Mended]
_INNER = str.maketrans("“”", "‘’")


def mend(chapters: ChapterList, checks: Sequence[Check], lang: Lang = "en") -> Mended:
    """`chapters` as all of `checks` will have it, and one message for each thing that was dropped, merged, moved or
    shortened. Titles that a check adds are in `lang`."""
    said: list[Message] = []
    for check in checks:
        chapters, more = check(chapters, lang)
        said += more
    return chapters, tuple(said)


def with_chapters(chapters: ChapterList, changed: Sequence[Chapter], said: Sequence[Message] = ()) -> Mended:
    return replace(chapters, chapters=tuple(changed)), tuple(said)


def clock_of(chapter: Chapter) -> str:
    return format_clock(chapter.span.start_ms)


def quoted(title: str) -> str | Message:
    """A title in quotation marks, with its own as inner ones; one that is a quotation has them already, and where there
    is none, that is said."""
    if not plain(title):
        return message("chapter_nameless")
    if re.fullmatch("«[^«»]*»|“[^“”]*”", title):
        return title
    french = re.sub("«[ \u00a0\u202f]?", "“", re.sub("[ \u00a0\u202f]?»", "”", title))
    return message("chapter_named", en=title.translate(_INNER), fr=french)


def named(chapters: ChapterList, lang: Lang) -> Mended:
    """Every title is one line of visible characters; a chapter without one is numbered."""
    changed = []
    for number, chapter in enumerate(chapters.chapters, 1):
        title = plain(chapter.title) or message("chapter_untitled", number=number).text(lang)
        changed.append(replace(chapter, title=title))
    return with_chapters(chapters, changed)


def flat(chapters: ChapterList, lang: Lang) -> Mended:
    """All chapters of one level, for a format that knows no other."""
    if all(c.level == 1 for c in chapters.chapters):
        return with_chapters(chapters, chapters.chapters)
    told = message("chapter_flattened", count=len(chapters.chapters))
    return with_chapters(chapters, [replace(c, level=1) for c in chapters.chapters], [told])


def ordered(chapters: ChapterList, lang: Lang) -> Mended:
    """By start, none beyond the recording's end, none reaching into the next of its level, none without length; no
    level without the one above it, and none reaching out of the chapter it lies in."""
    end = chapters.duration_ms or None
    inside = [c for c in chapters.chapters if not end or c.span.start_ms < end]
    beyond = [c for c in chapters.chapters if end and c.span.start_ms >= end]
    said = [message("chapter_beyond", title=quoted(c.title), clock=clock_of(c)) for c in beyond]
    by_start = sorted(inside, key=lambda c: (c.span.start_ms, c.level))
    if by_start != inside:
        said.append(message("chapter_sorted"))
    return with_chapters(chapters, _ended(_deepened(by_start), end), said)


def _deepened(by_start: Sequence[Chapter]) -> Iterator[Chapter]:
    """Levels as how many chapters each lies in."""
    around: list[int] = []
    for chapter in by_start:
        while around and around[-1] >= chapter.level:
            around.pop()
        around.append(chapter.level)
        yield replace(chapter, level=len(around))


def _ended(by_start: Iterable[Chapter], end: int | None) -> list[Chapter]:
    """Ends cut at the next start of the same level or above; who holds others ends no sooner than they do."""
    changed: list[Chapter] = []
    limits: list[int | None] = [end] * (DEEPEST + 1)  # by level: where what comes after begins
    latest = [0] * (DEEPEST + 2)  # by level: the last end of what the next chapter above would hold
    for chapter in reversed(list(by_start)):
        start, stop, level = chapter.span.start_ms, chapter.span.end_ms, chapter.level
        limit = limits[level]
        if limit is not None and (stop > limit or stop == start):
            stop = limit
        stop = max(stop, latest[level + 1], start + (limit is None))
        changed.append(replace(chapter, span=Span(start, stop)))
        limits[level:] = [start] * len(limits[level:])
        latest[level] = max(latest[level], stop)
        latest[level + 1 :] = [0] * len(latest[level + 1 :])
    return changed[::-1]


def one_a_start(unit_ms: int) -> Check:
    """No two chapters start in the same stretch of `unit_ms`, which is all that the format can tell apart."""

    def check(chapters: ChapterList, lang: Lang) -> Mended:
        changed: list[Chapter] = []
        said = []
        for chapter in chapters.chapters:
            if changed and _moment(chapter, unit_ms) == _moment(changed[-1], unit_ms):
                changed[-1], gone = _surer(changed[-1], chapter)
                said.append(message("chapter_merged", title=quoted(gone.title), clock=clock_of(gone),
                                    into=quoted(changed[-1].title)))  # fmt: skip
            else:
                changed.append(chapter)
        return with_chapters(chapters, changed, said)

    return check


def _moment(chapter: Chapter, unit_ms: int) -> tuple[int, int]:
    return chapter.span.start_ms // unit_ms, chapter.level


def _surer(first: Chapter, second: Chapter) -> tuple[Chapter, Chapter]:
    """Two chapters of one start as one, called as the surer of them, and the other."""
    if first.origin == "unverified" != second.origin or (second.origin == "person" != first.origin):
        return replace(joined(first, second), title=second.title, origin=second.origin), first
    return joined(first, second), second


def whole_seconds(chapters: ChapterList, lang: Lang) -> Mended:
    """Starts rounded down to the second, as a format of whole seconds prints them."""
    changed = []
    for chapter in chapters.chapters:
        start = chapter.span.start_ms // 1000 * 1000
        changed.append(replace(chapter, span=Span(start, max(start, chapter.span.end_ms))))
    return with_chapters(chapters, changed)


def starts_at_zero(chapters: ChapterList, lang: Lang) -> Mended:
    """The first chapter begins the recording: one that starts in its first seconds is pulled there, before any other
    an opening is put."""
    if not chapters.chapters or chapters.chapters[0].span.start_ms == 0:
        return with_chapters(chapters, chapters.chapters)
    first, *rest = chapters.chapters
    start = first.span.start_ms
    if start < RULES.min_length_ms:
        pulled = replace(first, span=Span(0, first.span.end_ms))
        said = message("chapter_pulled", title=quoted(first.title), clock=clock_of(first))
        return with_chapters(chapters, [pulled, *rest], [said])
    title = message("chapter_opening").text(lang)
    opening = Chapter(Span(0, start), title, (), "opening")
    return with_chapters(chapters, [opening, first, *rest], [message("chapter_opened", title=quoted(title))])


def each_lasts(length_ms: int) -> Check:
    """Every chapter lasts at least `length_ms` up to the next start. Of those that stand closer the surest stay, as
    many as can be, each with its own time and title; what the others tell falls to the one before."""

    def check(chapters: ChapterList, lang: Lang) -> Mended:
        listed = chapters.chapters
        end_ms = chapters.duration_ms or max((c.span.end_ms for c in listed), default=0)
        stay = kept(listed, length_ms, end_ms)
        changed: list[Chapter] = []
        said: list[Message] = []
        for i, after in zip(stay, [*stay[1:], len(listed)], strict=False):
            near = [listed[i], *([listed[after]] if after < len(listed) else [])]
            changed.append(listed[i])
            for gone in listed[i + 1 : after]:
                changed[-1] = joined(changed[-1], gone)
                said.append(_close(gone, min(near, key=lambda c: abs(c.span.start_ms - gone.span.start_ms))))
        return with_chapters(chapters, changed, said)

    return check


def _close(gone: Chapter, stays: Chapter) -> Message:
    return message("chapter_close", title=quoted(gone.title), clock=clock_of(gone), into=quoted(stays.title),
                   at=clock_of(stays))  # fmt: skip


def lengths_ms(chapters: ChapterList) -> list[int]:
    """Milliseconds from each start to the next, gaps included: players know starts only."""
    starts = [c.span.start_ms for c in chapters.chapters]
    last = chapters.duration_ms or max((c.span.end_ms for c in chapters.chapters), default=0)
    return [after - start for start, after in zip(starts, [*starts[1:], last], strict=False)]


def joined(kept: Chapter, gone: Chapter) -> Chapter:
    """`kept`, which also tells what `gone` told after it."""
    span = Span(kept.span.start_ms, max(kept.span.end_ms, gone.span.end_ms))
    return replace(kept, span=span, claims=tuple(dict.fromkeys((*kept.claims, *gone.claims))))


def at_least(count: int) -> Check:
    """Says so where there are fewer than `count` chapters: none can be invented."""

    def check(chapters: ChapterList, lang: Lang) -> Mended:
        found = len(chapters.chapters)
        said = [message("chapter_too_few", found=found, needed=count)] if found < count else []
        return with_chapters(chapters, chapters.chapters, said)

    return check
