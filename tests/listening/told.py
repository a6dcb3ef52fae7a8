"""Speeches that can be listened to in parts, and recaps of them: what the tests of listening share."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from rnct_chapters.listening import Ear, check_by_ear
from rnct_chapters.pipeline import Checked, Options, check
from rnct_chapters.recap.document import Document, parse_markdown
from rnct_chapters.recording.media import Identity, Recording, Sound
from rnct_chapters.recording.transcript import Segment, Transcript
from rnct_chapters.timecode import Span
from rnct_chapters.verdicts import Outcome
from tests.matching.spoken import WORD_MS, chatter, transcript

STRETCH_MS = 25_000
HOUR = 9_000
"""Words of an hour."""
QUOTE = 14
TEN = range(400, HOUR, 880)
"""Where ten quotes of an hour begin, in words."""


class Told:
    """Listens to a transcript in stretches, as recognition does to sound; remembers what it was asked."""

    def __init__(self, whole: Transcript) -> None:
        self.whole, self.asked = whole, list[Sequence[Span] | None]()
        self.count = -(-whole.duration_ms // STRETCH_MS)
        self.known: set[int] = set()

    def hear(self, spans: Sequence[Span] | None) -> Transcript:
        self.asked.append(spans)
        everything = [Span(0, self.whole.duration_ms)] if spans is None else spans
        for span in everything:
            last = min(self.count, -(-span.end_ms // STRETCH_MS))
            self.known |= set(range(span.start_ms // STRETCH_MS, last))
        if len(self.known) == self.count:
            return self.whole
        kept = [w for w in self.whole.words() if w.span.start_ms // STRETCH_MS in self.known]
        searched = tuple(Span(k * STRETCH_MS, (k + 1) * STRETCH_MS) for k in sorted(self.known))
        return replace(self.whole, segments=(Segment(tuple(kept)),) if kept else (), searched=searched)

    @property
    def share(self) -> float:
        return len(self.known) / self.count


class Event:
    """Speeches and a recap of them, checked by ear and by the whole transcripts."""

    def __init__(self, recap: str, *speeches: str, whole: bool = False) -> None:
        self.document: Document = parse_markdown(recap, "recap.md")
        self.told = {n: Told(transcript(said)) for n, said in enumerate(speeches, 1)}
        self.whole = whole

    def recordings(self, *, heard: bool) -> list[Recording]:
        return [
            Recording(
                f"r{n}", n, f"R{n}", None, None, t.whole.duration_ms, t.whole if heard else None,
                sound=Sound(Path(f"r{n}.opus"), 0, Identity(t.whole.duration_ms)),
            )
            for n, t in self.told.items()
        ]  # fmt: skip

    def by_ear(self) -> Checked:
        ear = Ear(lambda n, spans: self.told[n].hear(spans), self.whole)
        return check_by_ear(self.document, self.recordings(heard=False), Options("en"), ear)

    def by_whole(self) -> Checked:
        return check(self.document, self.recordings(heard=True), Options("en"))


def speech(seed: int = 1, words: int = HOUR) -> str:
    return chatter(words, seed=seed, vocabulary=3_000)


def quote(said: str, at: int) -> str:
    return " ".join(said.split()[at : at + QUOTE])


def stamped(text: str, second: int) -> str:
    return f"« {text} » ({second // 3600}h{second // 60 % 60:02}min{second % 60:02})\n\n"


def recap(said: str, places: Sequence[int] = TEN, plus_s: int = 0) -> str:
    """Quotes from these words on, stamped so many seconds late."""
    return "".join(stamped(quote(said, at), at * WORD_MS // 1000 + plus_s) for at in places)


def outcomes(checked: Checked) -> list[Outcome]:
    return [v.outcome for v in checked.judgement.verdicts]
