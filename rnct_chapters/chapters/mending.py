"""The rules of hosts and formats, each with its mend: a list that breaks a rule is made to keep it, and it is said how.

A check takes a list and returns one that keeps its rule; on a list that keeps it already, it changes nothing and says
nothing. They are applied in the order of a format's row.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import zip_longest

from rnct_chapters.chapters.chapter import RULES, Chapter, ChapterList
from rnct_chapters.chapters.keeping import kept
from rnct_chapters.chapters.wording import cut, fits_in, plain, shortened
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


def _with(chapters: ChapterList, changed: Sequence[Chapter], said: Sequence[Message] = ()) -> Mended:
    return replace(chapters, chapters=tuple(changed)), tuple(said)


def _clock(chapter: Chapter) -> str:
    return format_clock(chapter.span.start_ms)


def _named(title: str) -> str | Message:
    """A title in quotation marks, with its own as inner ones; one that is a quotation has them already."""
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
    return _with(chapters, changed)


def ordered(chapters: ChapterList, lang: Lang) -> Mended:
    """By start, none beyond the recording's end, none reaching into the next, none without length."""
    end = chapters.duration_ms or None
    inside = [c for c in chapters.chapters if not end or c.span.start_ms < end]
    beyond = [c for c in chapters.chapters if end and c.span.start_ms >= end]
    said = [message("chapter_beyond", title=_named(c.title), clock=_clock(c)) for c in beyond]
    by_start = sorted(inside, key=lambda c: c.span.start_ms)
    if by_start != inside:
        said.append(message("chapter_sorted"))
    changed = []
    for chapter, after in zip_longest(by_start, by_start[1:]):
        start, stop = chapter.span.start_ms, chapter.span.end_ms
        limit = after.span.start_ms if after else end
        if limit is not None and (stop > limit or stop == start):
            stop = limit
        stop = max(stop, start + 1) if after is None else stop
        changed.append(replace(chapter, span=Span(start, stop)))
    return _with(chapters, changed, said)


def one_a_start(unit_ms: int) -> Check:
    """No two chapters start in the same stretch of `unit_ms`, which is all that the format can tell apart."""

    def check(chapters: ChapterList, lang: Lang) -> Mended:
        changed: list[Chapter] = []
        said = []
        for chapter in chapters.chapters:
            if changed and chapter.span.start_ms // unit_ms == changed[-1].span.start_ms // unit_ms:
                changed[-1], gone = _surer(changed[-1], chapter)
                said.append(message("chapter_merged", title=_named(gone.title), clock=_clock(gone),
                                    into=_named(changed[-1].title)))  # fmt: skip
            else:
                changed.append(chapter)
        return _with(chapters, changed, said)

    return check


def _surer(first: Chapter, second: Chapter) -> tuple[Chapter, Chapter]:
    """Two chapters of one start as one, called as the surer of them, and the other."""
    if first.origin == "unverified" != second.origin or (second.origin == "person" != first.origin):
        return replace(_joined(first, second), title=second.title, origin=second.origin), first
    return _joined(first, second), second


def whole_seconds(chapters: ChapterList, lang: Lang) -> Mended:
    """Starts rounded down to the second, as a format of whole seconds prints them."""
    changed = []
    for chapter in chapters.chapters:
        start = chapter.span.start_ms // 1000 * 1000
        changed.append(replace(chapter, span=Span(start, max(start, chapter.span.end_ms))))
    return _with(chapters, changed)


def starts_at_zero(chapters: ChapterList, lang: Lang) -> Mended:
    """The first chapter begins the recording: one that starts in its first seconds is pulled there, before any other
    an opening is put."""
    if not chapters.chapters or chapters.chapters[0].span.start_ms == 0:
        return _with(chapters, chapters.chapters)
    first, *rest = chapters.chapters
    start = first.span.start_ms
    if start < RULES.min_length_ms:
        pulled = replace(first, span=Span(0, first.span.end_ms))
        said = message("chapter_pulled", title=_named(first.title), clock=_clock(first))
        return _with(chapters, [pulled, *rest], [said])
    title = message("chapter_opening").text(lang)
    opening = Chapter(Span(0, start), title, (), "opening")
    return _with(chapters, [opening, first, *rest], [message("chapter_opened", title=_named(title))])


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
                changed[-1] = _joined(changed[-1], gone)
                said.append(_close(gone, min(near, key=lambda c: abs(c.span.start_ms - gone.span.start_ms))))
        return _with(chapters, changed, said)

    return check


def _close(gone: Chapter, stays: Chapter) -> Message:
    return message("chapter_close", title=_named(gone.title), clock=_clock(gone), into=_named(stays.title),
                   at=_clock(stays))  # fmt: skip


def _lengths(chapters: ChapterList) -> list[int]:
    """Milliseconds from each start to the next, gaps included: players know starts only."""
    starts = [c.span.start_ms for c in chapters.chapters]
    last = chapters.duration_ms or max((c.span.end_ms for c in chapters.chapters), default=0)
    return [after - start for start, after in zip(starts, [*starts[1:], last], strict=False)]


def _joined(kept: Chapter, gone: Chapter) -> Chapter:
    """`kept`, which also tells what `gone` told after it."""
    span = Span(kept.span.start_ms, max(kept.span.end_ms, gone.span.end_ms))
    return replace(kept, span=span, claims=tuple(dict.fromkeys((*kept.claims, *gone.claims))))


def at_least(count: int) -> Check:
    """Says so where there are fewer than `count` chapters: none can be invented."""

    def check(chapters: ChapterList, lang: Lang) -> Mended:
        found = len(chapters.chapters)
        said = [message("chapter_too_few", found=found, needed=count)] if found < count else []
        return _with(chapters, chapters.chapters, said)

    return check


def titles_fit(characters: int, octets: int | None = None) -> Check:
    """Titles within the limits, cut at a word, and never inside a letter; `octets` are UTF-8 bytes."""

    def check(chapters: ChapterList, lang: Lang) -> Mended:
        changed, said = [], []
        for number, chapter in enumerate(chapters.chapters, 1):
            title = chapter.title
            if not fits_in(title, characters, octets):
                untitled = message("chapter_untitled", number=number).text(lang)
                title = shortened(title, characters, octets) or cut(untitled, characters, octets)
                said.append(message("chapter_shortened", title=_named(title), clock=_clock(chapter)))
            changed.append(replace(chapter, title=title))
        return _with(chapters, changed, said)

    return check


def without_angles(chapters: ChapterList, lang: Lang) -> Mended:
    """No `<` and `>`, which YouTube refuses in a description: quotation marks of the same shape stand in."""
    angles = str.maketrans("<>", "‹›")
    changed = [replace(c, title=c.title.translate(angles)) for c in chapters.chapters]
    said = [
        message("chapter_angles", title=_named(new.title), clock=_clock(new))
        for old, new in zip(chapters.chapters, changed, strict=True)
        if old != new
    ]
    return _with(chapters, changed, said)


def lines_fit(octets: int) -> Check:
    """The list as lines of clock and title stays within `octets` bytes of UTF-8: titles are shortened first, then the
    shortest chapters join the one before them."""

    def check(chapters: ChapterList, lang: Lang) -> Mended:
        said: list[Message] = []
        for characters in (RULES.title_aim, 49, 30):
            if sum(map(_line_bytes, chapters.chapters)) <= octets:
                return _with(chapters, chapters.chapters, said)
            chapters, more = titles_fit(characters)(chapters, lang)
            said = [message("chapter_titles_short", characters=characters, octets=octets)] if more else said
        return _longest(chapters, octets, said)

    return check


def _line_bytes(chapter: Chapter) -> int:
    return len(f"{_clock(chapter)} {chapter.title}\n".encode("utf-8", "replace"))


def _longest(chapters: ChapterList, octets: int, said: list[Message]) -> Mended:
    """The longest chapters whose lines fit, the first always among them; the others join the one before."""
    lengths = _lengths(chapters)
    total = sum(map(_line_bytes, chapters.chapters))
    gone: set[int] = set()
    for i in sorted(range(1, len(lengths)), key=lambda i: lengths[i]):
        if total <= octets:
            break
        total -= _line_bytes(chapters.chapters[i])
        gone.add(i)
    changed: list[Chapter] = []
    for i, chapter in enumerate(chapters.chapters):
        if i in gone:
            told = message("chapter_no_room", title=_named(chapter.title), clock=_clock(chapter), octets=octets)
            said.append(told)
            changed[-1] = _joined(changed[-1], chapter)
        else:
            changed.append(chapter)
    return _with(chapters, changed, said)
