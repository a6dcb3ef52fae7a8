"""Limits of formats and hosts, each with its mend: how many chapters, how long a title, which characters, how late."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from rnct_chapters.chapters.chapter import RULES, Chapter, ChapterList
from rnct_chapters.chapters.mending import Check, Mended, clock_of, joined, lengths_ms, quoted, with_chapters
from rnct_chapters.chapters.wording import cut, fits_in, shortened
from rnct_chapters.messages import Lang, Message, message
from rnct_chapters.timecode import format_clock


def at_most(most: int) -> Check:
    """No more than `most` chapters: the shortest join the one before them."""

    def check(chapters: ChapterList, lang: Lang) -> Mended:
        lengths = lengths_ms(chapters)
        surplus = max(0, len(lengths) - most)
        gone = set(_shortest_first(lengths)[:surplus])
        said = [
            message("chapter_too_many", title=quoted(c.title), clock=clock_of(c), most=most)
            for i, c in enumerate(chapters.chapters)
            if i in gone
        ]
        return with_chapters(chapters, _without(chapters, gone), said)

    return check


def within_reach(limit_ms: int) -> Check:
    """Chapters that start at `limit_ms` or later, which the format cannot spell, are left out."""

    def check(chapters: ChapterList, lang: Lang) -> Mended:
        told = [
            message("chapter_out_of_reach", title=quoted(c.title), clock=clock_of(c), limit=format_clock(limit_ms))
            for c in chapters.chapters
            if c.span.start_ms >= limit_ms
        ]
        return with_chapters(chapters, [c for c in chapters.chapters if c.span.start_ms < limit_ms], told)

    return check


def spelled_without(stand_ins: Mapping[str, str]) -> Check:
    """Characters that the format has no spelling for give way to their stand-ins."""

    table = {ord(c): stand_in for c, stand_in in stand_ins.items()}

    def check(chapters: ChapterList, lang: Lang) -> Mended:
        changed, said = [], []
        for chapter in chapters.chapters:
            if found := sorted(set(stand_ins) & set(chapter.title)):
                facts = {"characters": " ".join(found), "stand_ins": " ".join(stand_ins[c] for c in found)}
                said.append(
                    message("chapter_characters", title=quoted(chapter.title), clock=clock_of(chapter), **facts)
                )
            changed.append(replace(chapter, title=chapter.title.translate(table)))
        return with_chapters(chapters, changed, said)

    return check


def _shortest_first(lengths: Sequence[int]) -> list[int]:
    """The places of all chapters but the first, by length; of those of one length, neighbours are far from each other,
    so that no stretch of the recording loses all of its chapters."""
    return sorted(range(1, len(lengths)), key=lambda i: (lengths[i], int(f"{i:032b}"[::-1], 2)))


def _without(chapters: ChapterList, gone: Collection[int]) -> list[Chapter]:
    """The list without the chapters at the places `gone`, which the ones before them tell."""
    changed: list[Chapter] = []
    for i, chapter in enumerate(chapters.chapters):
        if i in gone:
            changed[-1] = joined(changed[-1], chapter)
        else:
            changed.append(chapter)
    return changed


def titles_fit(characters: int, octets: int | None = None) -> Check:
    """Titles within the limits, cut at a word, and never inside a letter; `octets` are UTF-8 bytes."""

    def check(chapters: ChapterList, lang: Lang) -> Mended:
        changed, said = [], []
        for number, chapter in enumerate(chapters.chapters, 1):
            title = chapter.title
            if not fits_in(title, characters, octets):
                untitled = message("chapter_untitled", number=number).text(lang)
                title = shortened(title, characters, octets) or cut(untitled, characters, octets)
                said.append(message("chapter_shortened", title=quoted(title), clock=clock_of(chapter)))
            changed.append(replace(chapter, title=title))
        return with_chapters(chapters, changed, said)

    return check


def lines_fit(octets: int) -> Check:
    """The list as lines of clock and title stays within `octets` bytes of UTF-8: titles are shortened first, then the
    shortest chapters join the one before them."""

    def check(chapters: ChapterList, lang: Lang) -> Mended:
        said: list[Message] = []
        for characters in (RULES.title_aim, 49, 30):
            if sum(map(_line_bytes, chapters.chapters)) <= octets:
                return with_chapters(chapters, chapters.chapters, said)
            chapters, more = titles_fit(characters)(chapters, lang)
            said = [message("chapter_titles_short", characters=characters, octets=octets)] if more else said
        return _longest(chapters, octets, said)

    return check


def _line_bytes(chapter: Chapter) -> int:
    return len(f"{clock_of(chapter)} {chapter.title}\n".encode("utf-8", "replace"))


def _longest(chapters: ChapterList, octets: int, said: list[Message]) -> Mended:
    """The longest chapters whose lines fit, the first always among them; the others join the one before."""
    lengths = lengths_ms(chapters)
    total = sum(map(_line_bytes, chapters.chapters))
    gone: set[int] = set()
    for i in _shortest_first(lengths):
        if total <= octets:
            break
        total -= _line_bytes(chapters.chapters[i])
        gone.add(i)
    for i in sorted(gone):
        chapter = chapters.chapters[i]
        said.append(message("chapter_no_room", title=quoted(chapter.title), clock=clock_of(chapter), octets=octets))
    return with_chapters(chapters, _without(chapters, gone), said)
