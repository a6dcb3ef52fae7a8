"""From verdicts to chapters: the stamps that hold, or the times at which their words were heard."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rnct_chapters.chapters.chapter import RULES, Chapter, ChapterList, ChapterRules, Origin
from rnct_chapters.chapters.titles import Title, Titles
from rnct_chapters.chapters.wording import plain
from rnct_chapters.messages import Lang, message
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
    spoken: Lang = "fr" if recap.language == "fr" else "en" if recap.language == "en" else lang
    titles = Titles(recap, spoken, rules)
    return tuple(_list_of(r, recap, judgement, titles) for r in recordings)


def _list_of(recording: Recording, recap: Recap, judgement: Judgement, titles: Titles) -> ChapterList:
    limit = recording.duration_ms or None
    starts = [
        _Start(*time, v.outcome is Outcome.SHIFTED, titles.of(v.index, v.claims), v.claims)
        for v in judgement.stamps
        if v.recording == recording.number and (time := _time_of(v, titles.rules)) and (not limit or time[0] < limit)
    ]
    merged = list(_one_a_moment(sorted(starts, key=lambda s: s.ms), titles.rules.same_words_ms))
    if merged and merged[0].ms >= titles.rules.min_length_ms:
        merged.insert(0, _Start(0, "opening", False, (_opening(recap, judgement, recording.number, titles),), ()))
    chapters = _titled(merged, titles.lang)
    ends = [s.ms for s in merged[1:]] + [limit or (merged[-1].ms + titles.rules.min_length_ms if merged else 0)]
    spanned = tuple(replace(c, span=Span(c.span.start_ms, end)) for c, end in zip(chapters, ends, strict=False))
    return ChapterList(recording.id, recording.number, recording.title, recording.url, recording.duration_ms, spanned)


def _time_of(verdict: StampVerdict, rules: ChapterRules) -> tuple[int, Origin] | None:
    """Where the stamp's chapter begins, in milliseconds, and why there; None where nobody can tell."""
    printed, heard = verdict.stamp.ms, verdict.heard_ms
    if verdict.outcome in (Outcome.CONFIRMED, Outcome.LOCATED):
        return (heard // 1000 * 1000, "heard") if heard is not None and heard < printed else (printed, "stamp")
    if verdict.outcome is Outcome.SHIFTED and heard is not None:
        return max(0, heard - rules.lead_ms), "heard"
    if verdict.outcome is Outcome.UNVERIFIED:  # where the recap's time shift would have it, if there is one
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


def _titled(starts: Sequence[_Start], lang: Lang) -> tuple[Chapter, ...]:
    """Chapters with titles, none like the one before it."""
    chapters: list[Chapter] = []
    before = ""
    for number, start in enumerate(starts, 1):
        generic = Title(message("chapter_untitled", number=number).text(lang))
        again = Title(message("chapter_continued", title=before).text(lang)) if before else generic
        known = start.titles or (generic,)
        title = next((t for t in known if t.text.casefold() != before.casefold()), again)
        origin: Origin = "heading" if title.from_heading and start.origin == "stamp" else start.origin
        chapters.append(Chapter(Span(start.ms, start.ms), title.text, start.claims, origin))
        before = title.text
    return tuple(chapters)


def _opening(recap: Recap, judgement: Judgement, number: int, titles: Titles) -> Title:
    """The heading of the recording's part, where it is one for readers of a list of chapters."""
    parts = [p for p, r in zip(recap.parts, judgement.recording_of_part, strict=False) if r == number]
    heading = plain(parts[0].heading or "") if parts else ""
    if not heading or heading.casefold().strip(" :") in _NO_HEADING:
        return Title(message("chapter_opening").text(titles.lang))
    return titles.heading(heading)
