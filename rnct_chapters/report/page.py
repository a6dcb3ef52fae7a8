"""What stands on the page, in its order: everything that the template is given."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rnct_chapters.chapters import ChapterList
from rnct_chapters.recap.claims import Recap
from rnct_chapters.recording.media import Recording
from rnct_chapters.report.article import Article, print_article
from rnct_chapters.report.evidence import WORST_FIRST, Card, CardMaker, Place
from rnct_chapters.report.picture import Picture, draw_picture
from rnct_chapters.report.safety import language_tag, safe_href
from rnct_chapters.report.timeline import Timeline, draw_timeline
from rnct_chapters.report.words import Words
from rnct_chapters.timecode import format_clock, format_length, format_offset
from rnct_chapters.verdicts import Judgement, Outcome, Shift

_TITLE_LENGTH = 160  # characters: a first heading longer than this is a paragraph
_HOUR_MS = 3_600_000
_TOLD_DRIFT_MS = 1000  # an hour: less cannot be seen in a clock


@dataclass(frozen=True, slots=True)
class Group:
    """Cards of one outcome; None for times that contradict each other though the stamp holds."""

    anchor: str
    outcome: Outcome | None
    label: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class ChapterLine:
    """One chapter of the list."""

    place: Place
    title: str


@dataclass(frozen=True, slots=True)
class RecordingPage:
    """What is drawn and folded under one recording; `number` is 0 where the recap's part has no recording."""

    number: int
    title: str
    href: str | None
    facts: tuple[str, ...]
    timeline: Timeline | None
    picture: Picture | None
    chapters: tuple[ChapterLine, ...]
    folds: tuple[Group, ...]

    @property
    def anchor(self) -> str:
        return f"r{self.number}"


@dataclass(frozen=True, slots=True)
class Page:
    """The whole report."""

    title: str
    name: str
    language: str  # of the article
    summary: tuple[str, ...]
    notes: tuple[str, ...]
    groups: tuple[Group, ...]
    nothing: str  # said where there is nothing to look at
    article: Article
    recordings: tuple[RecordingPage, ...]

    @property
    def to_look_at(self) -> int:
        return sum(len(g.cards) for g in self.groups)


def lay_out(
    recap: Recap,
    recordings: Sequence[Recording],
    judgement: Judgement,
    chapters: Sequence[ChapterList],
    words: Words,
) -> Page:
    """The page of one judgement; linear in what was judged."""
    cards = CardMaker(recap, recordings, judgement).cards()
    stamps = words.tally("stamps", [s.outcome for s in judgement.stamps])
    quotes = [v.outcome for v in judgement.verdicts if v.claim.kind == "quote"]
    told = [t for t in (stamps, words.tally("quotes", quotes, feminine=True)) if t]
    return Page(
        title=_title(recap),
        name=recap.name,
        language=language_tag(recap.language),
        summary=tuple(t + "." for t in told),
        notes=(*(words.told(n) for n in judgement.notes), *_told_shifts(judgement.shifts, recordings, words)),
        groups=tuple(_groups(cards, words)),
        nothing=words.say("nothing", told=told[0]) if told else words.say("nothing_at_all"),
        article=print_article(recap, cards),
        recordings=tuple(_recordings(cards, recordings, judgement.shifts, chapters, words)),
    )


def _title(recap: Recap) -> str:
    """The first heading, else a first line that ends like one, else the file's name."""
    blocks = recap.document.blocks
    texts = [" ".join(b.text.split()) for b in blocks if b.kind == "heading"]
    texts += [t for b in blocks[:1] if not (t := " ".join(b.text.split())).endswith((".", ":", ";", ","))]
    return next((t for t in texts if 0 < len(t) <= _TITLE_LENGTH), recap.name)


def _groups(cards: Sequence[Card], words: Words) -> Iterator[Group]:
    for outcome in WORST_FIRST:
        if found := tuple(c for c in cards if c.outcome is outcome):
            yield Group(f"g-{outcome.value}", outcome, words.outcome(outcome, len(found)), found)
    if conflicting := tuple(c for c in cards if c.wants_a_look and c.outcome not in WORST_FIRST):
        yield Group("g-conflicting", None, words.say("conflicting"), conflicting)


def _told_shifts(shifts: Sequence[Shift], recordings: Sequence[Recording], words: Words) -> Iterator[str]:
    titles = {r.number: r.title for r in recordings}
    for shift in shifts:
        title = titles.get(shift.recording) or words.say("recording", n=shift.recording)
        told = words.say(
            "shift_from" if shift.from_ms else "shift_all",
            title=title,
            clock=format_clock(shift.from_ms),
            length=format_length(abs(shift.by_ms)),
            way=words.say("later" if shift.by_ms > 0 else "earlier"),
        )
        each_hour_ms = round(shift.drift * _HOUR_MS)
        drift = words.say("shift_drift", by=format_offset(each_hour_ms)) if abs(each_hour_ms) >= _TOLD_DRIFT_MS else ""
        yield told + drift + words.say("shift_support", n=shift.support)


def _recordings(
    cards: Sequence[Card],
    recordings: Sequence[Recording],
    shifts: Sequence[Shift],
    chapters: Sequence[ChapterList],
    words: Words,
) -> Iterator[RecordingPage]:
    lists = {c.number: c for c in chapters}
    for recording in recordings:
        number = recording.number
        found = lists[number].chapters if number in lists else ()
        yield RecordingPage(
            number=number,
            title=recording.title or words.say("recording", n=number),
            href=safe_href(recording.url),
            facts=tuple(_facts(recording, words)),
            timeline=draw_timeline([c for c in cards if c.heard_in == number], found, recording.duration_ms, words),
            picture=draw_picture(cards, [s for s in shifts if s.recording == number], number, words),
            chapters=tuple(_chapter_line(recording, c.span.start_ms, c.title) for c in found),
            folds=tuple(_folds([c for c in cards if c.recording == number], number, words)),
        )
    known = {r.number for r in recordings}
    if folds := tuple(_folds([c for c in cards if c.recording not in known], 0, words)):
        yield RecordingPage(0, words.say("no_recording"), None, (), None, None, (), folds)


def _chapter_line(recording: Recording, start_ms: int, title: str) -> ChapterLine:
    return ChapterLine(Place(format_clock(start_ms), safe_href(recording.link(start_ms))), title)


def _facts(recording: Recording, words: Words) -> Iterator[str]:
    if recording.duration_ms:
        yield format_length(recording.duration_ms)
    transcript = recording.transcript
    if transcript is None:
        yield words.say("no_transcript")
        return
    yield words.say("transcript", kind=transcript.kind, n=words.number(transcript.word_count))
    if transcript.timing == "interpolated":
        yield words.say("transcript_spread")


def _folds(cards: Sequence[Card], number: int, words: Words) -> Iterator[Group]:
    """What needs no look, by outcome, stamps counted apart from quotes."""
    for outcome in Outcome:
        found = tuple(c for c in cards if c.outcome is outcome and not c.wants_a_look)
        stamps = words.tally("stamps", [outcome for c in found if c.stamp])
        quotes = words.tally("quotes", [outcome for c in found if c.is_quote], feminine=True)
        passages = words.tally("passages", [outcome for c in found if not (c.stamp or c.is_quote)])
        if found:
            label = ", ".join(t for t in (stamps, quotes, passages) if t)
            yield Group(f"r{number}-{outcome.value}", outcome, label, found)
