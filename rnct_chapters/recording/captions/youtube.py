"""YouTube's captions as it keeps them, in JSON (json3) or XML (srv3): events on the screen, each with its words.

Automatic captions come as one event a line, with the time of each word from the event's start, and a line feed
appended 10 ms before the next line; an event stays on the screen until the line after that one comes.
"""

import html
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rnct_chapters.recording.captions.heard import transcript_of_cues
from rnct_chapters.recording.captions.payload import Line, Piece, clean, plain
from rnct_chapters.recording.captions.rolling import Shown
from rnct_chapters.recording.transcript import Transcript
from rnct_chapters.timecode import Span

LATEST_MS = 36_000_000_000
"""10,000 hours, as in other captions."""


@dataclass(frozen=True, slots=True)
class Event:
    """Text on the screen from `start_ms`, in parts, each with its time from there where one is given."""

    start_ms: int
    lasts_ms: int | None
    parts: tuple[tuple[str, int | None], ...]
    is_appended: bool

    @property
    def is_blank(self) -> bool:
        return not any(text.strip() for text, _ in self.parts)


def transcript_of_events(events: Iterable[Event], kind: str) -> Transcript:
    """The transcript of events in any order. Automatic ones scroll by appending, and never say a line twice."""
    events = sorted(events, key=lambda event: event.start_ms)
    is_automatic = any(e.is_appended or any(offset is not None for _, offset in e.parts) for e in events)
    return transcript_of_cues(_shown(events), kind, may_scroll=not is_automatic)


def _shown(events: Sequence[Event]) -> Iterator[Shown]:
    """The events that say something, each as a cue up to the line feed that ends it, or its own end."""
    ends = _ends(events)
    for event, end_ms in zip(events, ends, strict=True):
        if not event.is_blank and (lines := _lines(event)):
            latest_ms = max((offset for _, offset in event.parts if offset is not None), default=0) + event.start_ms
            yield Span(event.start_ms, max(event.start_ms, latest_ms, end_ms)), lines


def _ends(events: Sequence[Event]) -> list[int]:
    ends: list[int] = []
    after_ms = line_end_ms = None  # where the next event, and the next appended line feed, begin
    for event in reversed(events):
        if event.lasts_ms is not None:
            end_ms = event.start_ms + event.lasts_ms
        else:
            end_ms = event.start_ms if after_ms is None else after_ms
        ends.append(end_ms if line_end_ms is None else min(end_ms, line_end_ms))
        if event.is_blank:
            line_end_ms = event.start_ms if event.is_appended else line_end_ms
        else:
            after_ms, line_end_ms = event.start_ms, None
    return ends[::-1]


def _lines(event: Event) -> list[Line]:
    lines: list[list[Piece]] = [[]]
    at_ms: int | None = None
    for text, offset_ms in event.parts:
        at_ms = at_ms if offset_ms is None else event.start_ms + offset_ms
        for n, part in enumerate(clean(html.unescape(text)).split("\n")):
            if n:
                lines.append([])
            if part:
                lines[-1].append(Piece(part, None, at_ms))
    return [tuple(line) for line in lines if plain(tuple(line))]


def whole_ms(given: object) -> int | None:
    """Milliseconds as a number or a text that names a whole one; None for anything else."""
    if type(given) is float and abs(given) < LATEST_MS:  # NaN fails the comparison
        given = int(given)
    if isinstance(given, str) and len(given) < 20 and given.strip().lstrip("-").isdecimal():
        given = int(given)
    return max(0, given) if type(given) is int and abs(given) < LATEST_MS else None
