"""What stands on the page, in its order: everything that the template is given."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rnct_chapters.chapters import ChapterList
from rnct_chapters.messages import message
from rnct_chapters.recap.claims import Recap
from rnct_chapters.recording.media import Recording
from rnct_chapters.report.article import Article, print_article
from rnct_chapters.report.evidence import Card, CardMaker, Place
from rnct_chapters.report.groups import Group, find_groups, fold_groups, untold_shifts
from rnct_chapters.report.picture import Picture, draw_picture
from rnct_chapters.report.safety import language_tag, safe_href
from rnct_chapters.report.timeline import Timeline, draw_timeline
from rnct_chapters.report.words import Words
from rnct_chapters.timecode import format_clock, format_length
from rnct_chapters.verdicts import Judgement, Shift
from rnct_chapters.verdicts.reasons import about

_TITLE_LENGTH = 160  # characters: a first heading longer than this is a paragraph


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
    told = summary_of(judgement, words)
    return Page(
        title=title_of(recap),
        name=recap.name,
        language=language_tag(recap.language),
        summary=told,
        notes=tuple(notes_of(cards, recordings, judgement, words)),
        groups=tuple(find_groups(cards, recordings, judgement.shifts, words)),
        nothing=words.say("nothing", told=told[0].rstrip(".")) if told else words.say("nothing_at_all"),
        article=print_article(recap, cards),
        recordings=tuple(_recordings(cards, recordings, judgement.shifts, chapters, words)),
    )


def summary_of(judgement: Judgement, words: Words) -> tuple[str, ...]:
    """Stamps and quotes counted by outcome, a sentence each; empty where the article has neither."""
    stamps = words.tally("stamps", [s.outcome for s in judgement.stamps])
    quotes = [v.outcome for v in judgement.verdicts if v.claim.kind == "quote"]
    return tuple(t + "." for t in (stamps, words.tally("quotes", quotes, feminine=True)) if t)


def title_of(recap: Recap) -> str:
    """The first heading, else a first line that ends like one, else the file's name."""
    blocks = recap.document.blocks
    texts = [" ".join(b.text.split()) for b in blocks if b.kind == "heading"]
    texts += [t for b in blocks[:1] if not (t := " ".join(b.text.split())).endswith((".", ":", ";", ","))]
    return next((t for t in texts if 0 < len(t) <= _TITLE_LENGTH), recap.name)


def notes_of(
    cards: Sequence[Card], recordings: Sequence[Recording], judgement: Judgement, words: Words
) -> Iterator[str]:
    """What no card tells."""
    on_cards = {c.contradiction for c in cards}
    yield from (words.told(n) for n in judgement.notes if n not in on_cards)
    yield from untold_shifts(cards, recordings, judgement.shifts, words)


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
            folds=tuple(fold_groups([c for c in cards if c.recording == number], number, words)),
        )
    known = {r.number for r in recordings}
    if folds := tuple(fold_groups([c for c in cards if c.recording not in known], 0, words)):
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
    if transcript.searched is not None:
        yield words.told(message("listened_fact", heard=about(transcript.searched_ms)))
    yield words.say("transcript", kind=transcript.kind, n=words.number(transcript.word_count))
    if transcript.timing == "interpolated":
        yield words.say("transcript_spread")
