"""From verdicts to chapters: the stamps that hold, or the times at which their words were heard."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rnct_chapters.chapters.chapter import RULES, Chapter, ChapterList, ChapterRules, Origin
from rnct_chapters.chapters.mending import each_lasts, mend, one_a_start, starts_at_zero, whole_seconds
from rnct_chapters.chapters.said import SaidThere
from rnct_chapters.chapters.titles import Title, Titles
from rnct_chapters.chapters.wording import plain
from rnct_chapters.messages import Lang, Message, message
from rnct_chapters.recap.claims import Recap
from rnct_chapters.recording.media import Recording
from rnct_chapters.timecode import Span
from rnct_chapters.verdicts import Judgement, Outcome, StampVerdict

_NO_HEADING = {
    *("show notes", "notes", "timestamps", "time stamps", "chapters", "topics", "summary", "recap", "transcript"),
    *("notes de l'émission", "chapitres", "chapitrage", "sommaire", "résumé", "minutage", "transcription", "récap"),
}
"""Headings that say what the article's lines are, not what the recording begins with."""


@dataclass(frozen=True, slots=True)
class _Start:
    """Where a chapter begins and what it may be called, the best title first; `moved` from a stamp that was wrong."""

    ms: int
    origin: Origin
    moved: bool
    titles: tuple[Title, ...]
    claims: tuple[str, ...]


def build_chapters(
    recap: Recap, judgement: Judgement, recordings: Sequence[Recording], rules: ChapterRules = RULES, lang: Lang = "en"
) -> tuple[ChapterList, ...]:
    """One list a recording, in the order of `recordings`, ordered and without overlaps; empty where no stamp holds.

    A stamp that holds keeps the author's time unless its words begin before it; a shifted one takes the time they are
    heard, less the rules' lead. One that could not be verified keeps its time and says so. Titles are in the recap's
    language, else in `lang`.
    """
    titles = Titles(recap, lang, rules)
    return tuple(_list_of(r, recap, judgement, titles) for r in recordings)


def _list_of(recording: Recording, recap: Recap, judgement: Judgement, titles: Titles) -> ChapterList:
    limit = recording.duration_ms or None
    said = SaidThere(judgement)
    starts = [
        _Start(*time, v.outcome is Outcome.SHIFTED, titles.of(v.index, v.claims, said.at(v)), v.claims)
        for v in judgement.stamps
        if v.recording == recording.number and (time := _time_of(v, titles.rules)) and (not limit or time[0] < limit)
    ]
    merged = list(_one_a_moment(sorted(starts, key=lambda s: s.ms), titles.rules.same_words_ms))
    if merged and merged[0].ms >= titles.rules.min_length_ms:
        merged.insert(0, _Start(0, "opening", False, (_opening(recap, judgement, recording.number, titles),), ()))
    ends = [s.ms for s in merged[1:]] + [limit or (merged[-1].ms + titles.rules.min_length_ms if merged else 0)]
    spans = [Span(s.ms, end) for s, end in zip(merged, ends, strict=False)]
    r = recording
    found = ChapterList(r.id, r.number, r.title, r.url, r.duration_ms, (), recap.language)
    bare = [Chapter(span, str(i), s.claims, s.origin) for i, (span, s) in enumerate(zip(spans, merged, strict=True))]
    return replace(found, chapters=_titled(replace(found, chapters=tuple(bare)), merged, titles))


def _time_of(verdict: StampVerdict, rules: ChapterRules) -> tuple[int, Origin] | None:
    """Where the stamp's chapter begins, in milliseconds, and why there; None where nobody can tell."""
    printed, heard = verdict.stamp.ms, verdict.heard_ms
    if verdict.outcome in (Outcome.CONFIRMED, Outcome.LOCATED):
        return (heard // 1000 * 1000, "heard") if heard is not None and heard < printed else (printed, "stamp")
    if verdict.outcome is Outcome.SHIFTED and heard is not None:
        return max(0, heard - rules.lead_ms), "heard"
    unheard = verdict.outcome is Outcome.UNCHECKED and verdict.searched_ms is not None  # in the part listened to
    if unheard or verdict.outcome is Outcome.UNVERIFIED:  # where the recap's time shift would have it, if there is one
        return (printed if verdict.suggested_ms is None else verdict.suggested_ms), "unverified"
    return None


def _one_a_moment(starts: Sequence[_Start], near_ms: int) -> Iterator[_Start]:
    """Those that share a second as one, and a moved one with what stands within `near_ms`: it marks the same words.
    The surest gives time and title, all give their claims."""
    surest = {"stamp": 0, "heard": 1, "unverified": 2}
    group: list[_Start] = []
    for start in [*starts, None]:
        if group and (start is None or not _is_same_moment(group[-1], start, near_ms)):
            best = min(group, key=lambda s: (s.moved, surest[s.origin], not s.titles))
            claims = tuple(dict.fromkeys(c for s in group for c in s.claims))
            titles = tuple(dict.fromkeys([*best.titles, *(t for s in group for t in s.titles)]))
            yield replace(best, claims=claims, titles=titles)
            group = []
        if start is not None:
            group.append(start)


def _is_same_moment(before: _Start, after: _Start, near_ms: int) -> bool:
    if before.ms // 1000 == after.ms // 1000:
        return True
    return (before.moved or after.moved) and after.ms - before.ms < near_ms


def _titled(bare: ChapterList, starts: Sequence[_Start], titles: Titles) -> tuple[Chapter, ...]:
    """The chapters of `bare` with titles, none like the one before it. A speaker is named where a run of theirs begins.

    Both hold for the list that the strictest host leaves of them too: whoever was named in a chapter that had to go is
    named in the next one that stays.
    """
    stays = _staying(bare, titles.rules)
    chapters: list[Chapter] = []
    before = left = Title("")  # of the chapter before, and of the last one that stays
    for i, (chapter, start) in enumerate(zip(bare.chapters, starts, strict=True)):
        around = (before, left) if i in stays else (before,)
        title = _unlike(start.titles, around, i + 1, titles.lang)
        known = title.speaker is not None and all(t.speaker == title.speaker for t in around)
        shown = title.alone if known else title.text
        origin: Origin = "heading" if title.from_heading and start.origin == "stamp" else start.origin
        chapters.append(replace(chapter, title=shown, origin=origin))
        before = title
        left = title if i in stays else left
    return tuple(chapters)


def _staying(bare: ChapterList, rules: ChapterRules) -> set[int]:
    """Which chapters a host leaves that wants each to last a while; the titles of `bare` are their numbers."""
    checks = (whole_seconds, one_a_start(1000), starts_at_zero, each_lasts(rules.min_length_ms))
    return {int(c.title) for c in mend(bare, checks)[0].chapters}


def _unlike(known: Sequence[Title], around: Sequence[Title], number: int, lang: Lang) -> Title:
    """The best of `known` that is like none of those around, else one that says that it goes on."""
    taken = {shown.casefold() for t in around for shown in (t.text, t.alone)}
    numbered = _generic(message("chapter_untitled", number=number), lang)
    again = [_generic(message("chapter_continued", title=known[0].text), lang)] if known else []
    free = (t for t in [*known, *again] if not taken & {t.text.casefold(), t.alone.casefold()})
    return next(free, numbered)


def _generic(said: Message, lang: Lang) -> Title:
    text = said.text(lang)
    return Title(text, alone=text)


def _opening(recap: Recap, judgement: Judgement, number: int, titles: Titles) -> Title:
    """The heading of the recording's part, where it is one for readers of a list of chapters."""
    parts = [p for p, r in zip(recap.parts, judgement.recording_of_part, strict=False) if r == number]
    heading = plain(parts[0].heading or "") if parts else ""
    if not heading or heading.casefold().strip(" :") in _NO_HEADING:
        return _generic(message("chapter_opening"), titles.lang)
    return titles.heading(heading)
