"""A small recap of two recordings with one of each outcome, whose texts can be replaced by hostile ones."""

from collections.abc import Callable
from dataclasses import dataclass

from rnct_chapters.chapters import Chapter, ChapterList
from rnct_chapters.matching import HeardWord, Match
from rnct_chapters.messages import Message, message
from rnct_chapters.recap.claims import Claim, Part, Recap, Stamp
from rnct_chapters.recap.document import Block, Document, Run
from rnct_chapters.recording.media import Recording
from rnct_chapters.recording.transcript import Segment, Transcript, Word
from rnct_chapters.timecode import Form, Span, TextRange
from rnct_chapters.tokens import words
from rnct_chapters.verdicts import Judgement, Outcome, Shift, StampVerdict, Verdict

MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True)
class Told:
    """One stamped quote of the article: what is printed, and what became of it."""

    stamp: str
    ms: int
    quote: str
    outcome: Outcome
    heard_ms: int | None = None
    heard: str = ""
    recording: int = 1
    part: int = 1


TOLD = (
    Told("10min30", 630_000, "vivre la coopération", Outcome.CONFIRMED, 631_000, "vivre la coopération"),
    Told("27min17", 1_637_000, "les intégrer à la charte", Outcome.SHIFTED, 1_569_000, "euh les intégrer la charte"),
    Told("36min34", 2_194_000, "redonner confiance aux jeunes", Outcome.NOT_FOUND),
    Told("41min45", 2_505_000, "tisser le maillage local", Outcome.ELSEWHERE, 90_000, "tisser le maillage local", 2),
    Told("52min", 3_120_000, "mettons nous au travail", Outcome.AMBIGUOUS, 3_121_000, "mettons nous au travail"),
    Told("3min", 180_000, "un très court mot", Outcome.UNVERIFIED, None, "", 2, 2),
    Told("5min", 300_000, "sans transcription ici", Outcome.UNCHECKED, None, "", 2, 2),
    Told("9min", 540_000, "plus loin sous le sujet", Outcome.LOCATED, 600_000, "plus loin sous le sujet", 2, 2),
)

Texts = Callable[[str], str]


def as_written(text: str) -> str:
    return text


def reason(text: str) -> Message:
    return message("bad_clock", text=text)


class SmallEvent:
    """Builds the values that the report is given; `texts` replaces every text that comes from outside."""

    def __init__(self, told: tuple[Told, ...] = TOLD, texts: Texts = as_written) -> None:
        self.told, self.texts = told, texts
        self.source = ""
        self.blocks = [self.heading()]
        quoted = [self.paragraph(t) for t in told]
        self.stamps = tuple(
            Stamp(
                t.ms, texts(t.stamp), stamp, n + 2, Form.LETTERS, t.part, own=True, href=texts("https://a.example/?t=1")
            )
            for n, (t, (_, stamp)) in enumerate(zip(told, quoted, strict=True))
        )
        self.claims = tuple(
            Claim(texts(f"q{n}"), "quote", texts(t.quote), texts("Marie Lorne"), n, True, t.part, quote, n + 2)
            for n, (t, (quote, _)) in enumerate(zip(told, quoted, strict=True))
        )

    def run(self, text: str, **look: bool | str) -> Run:
        start = len(self.source)
        self.source += text
        return Run(text, TextRange(start, len(self.source)), **look)  # type: ignore[arg-type]

    def heading(self) -> Block:
        return Block("heading", 1, (self.run(self.texts("Une journée à Valbrise")),), 1)

    def paragraph(self, told: Told) -> tuple[TextRange, TextRange]:
        """Adds `Marie Lorne : « *quote* » (stamp).` and returns where the quote and the stamp stand."""
        before = self.run(self.texts("Marie Lorne") + " : « ", bold=True)
        quote = self.run(self.texts(told.quote), italic=True)
        between = self.run(" » (")
        stamp = self.run(self.texts(told.stamp), href=self.texts("#"))
        runs = (before, quote, between, stamp, self.run(").\n"))
        self.blocks.append(Block("paragraph", 1, runs, len(self.blocks) + 1))
        return quote.at, stamp.at

    def recap(self) -> Recap:
        document = Document(self.texts("journee.md"), self.source, tuple(self.blocks))
        parts = (Part(1, self.texts("Matin"), 0), Part(2, self.texts("Après-midi"), 0))
        return Recap(document, self.stamps, self.claims, parts, self.texts("fr"), None)

    def recordings(self) -> tuple[Recording, ...]:
        words = tuple(Word(self.texts(w), Span(n, n + 1)) for n, w in enumerate(["un", "deux"]))
        heard = Transcript((Segment(words),), self.texts("fr"), self.texts("webvtt"), "interpolated", 90 * MINUTE_MS)
        return (
            Recording("matin", 1, self.texts("Le matin"), "https://youtu.be/abcdefghijk", None, 90 * MINUTE_MS, heard),
            Recording("soir", 2, self.texts("Le soir"), self.texts("https://b.example/v"), None, 20 * MINUTE_MS, None),
        )

    def judgement(self) -> Judgement:
        shift = Shift(1, 20 * MINUTE_MS, -68_000, 0.001, 3)
        notes = (reason(self.texts("note")),)
        verdicts = tuple(self.verdict(n) for n in range(len(self.told)))
        return Judgement(verdicts, tuple(self.of_stamp(v) for v in verdicts), (shift,), (1, 2), notes)

    def verdict(self, n: int) -> Verdict:
        told, claim = self.told[n], self.claims[n]
        match = None
        if told.heard_ms is not None:
            match = self.match(told.heard_ms, told.heard, told.quote)
        rival = self.match(60_000, told.heard, told.quote) if told.outcome is Outcome.AMBIGUOUS else None
        error_ms = None if told.heard_ms is None else told.heard_ms - told.ms
        return Verdict(
            claim, told.outcome, told.recording, match, rival, 12.0, error_ms, reason(self.texts(f"reason {n}"))
        )

    def match(self, ms: int, heard: str, quote: str) -> Match:
        said = heard.split()
        return Match(
            Span(ms, ms + 4000),
            0,
            len(said),
            91.0,
            heard=tuple(HeardWord(self.texts(w), w in quote.split()) for w in said),
            missed=tuple(n for n, plain in enumerate(words(quote)) if heard and plain not in words(heard)),
        )

    def of_stamp(self, verdict: Verdict) -> StampVerdict:
        n = verdict.claim.stamp or 0
        heard_ms = verdict.match.span.start_ms if verdict.match else None
        contradiction = reason(self.texts("link")) if verdict.outcome is Outcome.LOCATED else None
        return StampVerdict(
            self.stamps[n],
            n,
            verdict.outcome,
            verdict.recording,
            heard_ms,
            verdict.error_ms,
            heard_ms if verdict.outcome is Outcome.SHIFTED else None,
            (verdict.claim.id,),
            verdict.reason,
            contradiction=contradiction,
        )

    def chapters(self) -> tuple[ChapterList, ...]:
        drawn = (
            Chapter(Span(0, 10 * MINUTE_MS), self.texts("Ouverture")),
            Chapter(Span(10 * MINUTE_MS, 90 * MINUTE_MS), self.texts("Marie Lorne : la coopération")),
        )
        return (ChapterList("matin", 1, self.texts("Le matin"), None, 90 * MINUTE_MS, drawn),)
