"""From the segments of speech programs to a transcript: words keep their times, the others share what is left.

Everything but a segment's text and start may be missing, a text in place of a number, or not a number at all.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import NamedTuple

from rnct_chapters.errors import UnreadableRecording
from rnct_chapters.messages import message
from rnct_chapters.recording.captions.given import Given
from rnct_chapters.recording.captions.heard import timing_of, until_next
from rnct_chapters.recording.captions.marks import without_marks
from rnct_chapters.recording.captions.payload import clean, person, runs_on
from rnct_chapters.recording.transcript import Segment, Transcript, Word, end_of, spread
from rnct_chapters.timecode import Span, parse_offset, to_ms

LATEST_S = 36_000_000
"""10,000 hours, as in cues: a later time is a broken number, not a recording."""
PAUSE_MS = 1000
"""Silence after which single words no longer belong to one segment."""
MOST_WORDS = 40
"""Words of a segment that is put together from single words."""
SINGLE_SHARE = 0.8
"""Share of segments of one word from which a file counts as one of words, not of segments."""


class Heard(NamedTuple):  # ten thousand of them a file: a named tuple is made twice as fast as a frozen class
    """A word as given, its times in ms or None."""

    text: str
    start_ms: int | None
    end_ms: int | None
    probability: float | None
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A segment as given, once it has a start."""

    start_ms: int
    end_ms: int | None
    text: str
    words: tuple[Heard, ...] = ()
    speaker: str | None = None


def transcript_of_rows(given: Given, kind: str, rows: Sequence[Row | None]) -> Transcript:
    """The rows, in any order; None stands for a segment that cannot be placed. Raises `UnreadableRecording` where
    none can."""
    timed = sorted((row for row in rows if row), key=lambda row: row.start_ms)
    if rows and not timed:
        raise UnreadableRecording(message("captions_bad_segment", name=given.name, number=1))
    said = [row for row in timed if row.words or without_marks(row.text).strip()]
    segments, exact = _segments([part for row in in_sentences(said) for part in _by_voice(row)])
    return Transcript(segments, None, kind, timing_of(exact, segments), end_of(segments))


def row_of(
    start_ms: int | None, end_ms: int | None, text: object, words: Iterable[Heard], speaker: str | None
) -> Row | None:
    """A row of what a segment holds; None where nothing tells when it starts."""
    said = joined([word for word in words if without_marks(word.text).strip()])
    times = [t for w in said for t in (w.start_ms, w.end_ms) if t is not None]
    if start_ms is None and not times:
        return None
    if end_ms is None and times:
        end_ms = max(times)
    spelled = clean(text) if isinstance(text, str) else ""
    return Row(times[0] if start_ms is None else start_ms, end_ms, spelled, tuple(said) if times else (), speaker)


def joined(words: list[Heard], *, leads: bool = False) -> list[Heard]:
    """Whisper leads each word with a space; what has none goes on with the word before (" c" + "'est").

    That is so for certain where `leads`, else where most words have one and not all.
    """
    spaced = [word.text[0].isspace() for word in words].count(True)
    if spaced == len(words) or not (leads or spaced * 2 >= len(words)):
        return words
    whole = words[:1]
    for word in words[1:]:
        last = whole[-1]
        if runs_on(last.text, word.text):
            end_ms = last.end_ms if word.end_ms is None else word.end_ms
            whole[-1] = last._replace(text=last.text + word.text, end_ms=end_ms)
        else:
            whole.append(word)
    return whole


def spelled_as(text: str, words: Sequence[Heard]) -> tuple[Heard, ...]:
    """The words spelled as in `text` where it has as many: a list of words may lack points, or halves of letters."""
    spellings = text.split()
    if len(spellings) != len(words):
        return tuple(words)
    return tuple(word._replace(text=spelling) for word, spelling in zip(words, spellings, strict=True))


def with_words(rows: Sequence[Row | None], words: Iterable[Heard]) -> list[Row | None]:
    """Rows that have no words of their own with those of `words`, by start, that begin in each."""
    if any(row and row.words for row in rows):
        return list(rows)
    placed = sorted((row for row in rows if row), key=lambda row: row.start_ms)
    timed = sorted((w for w in words if w.start_ms is not None), key=lambda w: w.start_ms or 0)
    if not timed or not placed:
        return list(rows)
    ends = [row.start_ms for row in placed[1:]] + [LATEST_S * 1000 + 1]
    filled: list[Row | None] = []
    at = 0
    for row, end_ms in zip(placed, ends, strict=True):
        first = at
        while at < len(timed) and (timed[at].start_ms or 0) < end_ms:
            at += 1
        filled.append(replace(row, words=spelled_as(row.text, timed[first:at])))
    return filled


def in_sentences(rows: Sequence[Row]) -> Sequence[Row]:
    """Rows of a word each put together into segments, up to a pause, the end of a sentence or another speaker."""
    if len(rows) < 3 or sum(len(row.text.split()) <= 1 for row in rows) < SINGLE_SHARE * len(rows):
        return rows
    if any(len(row.words) > 1 for row in rows):
        return rows
    leads = sum(row.text[:1].isspace() for row in rows) * 2 >= len(rows)  # a text without a space goes on with a word
    groups: list[list[Row]] = []
    for row in rows:
        last = groups[-1][-1] if groups else None
        ended = last is None or last.speaker != row.speaker or _ended(groups[-1], row)
        if ended and not (last and leads and not row.text[:1].isspace()):
            groups.append([row])
        else:
            groups[-1].append(row)
    return [_sentence(group) for group in groups]


def _ended(group: Sequence[Row], row: Row) -> bool:
    last = group[-1]
    pause_ms = row.start_ms - (last.start_ms if last.end_ms is None else last.end_ms)
    return pause_ms > PAUSE_MS or len(group) >= MOST_WORDS or last.text.rstrip()[-1:] in set(".!?…")


def _sentence(group: Sequence[Row]) -> Row:
    words = [row.words[0] if row.words else Heard(row.text, row.start_ms, row.end_ms, None) for row in group]
    words = joined([w for w in words if w.text.strip()])
    text = " ".join(w.text.strip() for w in words)
    return Row(group[0].start_ms, group[-1].end_ms, text, tuple(words), group[0].speaker)


def _by_voice(row: Row) -> Iterator[Row]:
    """A row for each speaker that its words name; a word that names nobody is said by who spoke last."""
    if not any(word.speaker for word in row.words):
        yield row
        return
    voice = next(word.speaker for word in row.words if word.speaker)
    voices = [voice := word.speaker or voice for word in row.words]
    said = groupby(zip(row.words, voices, strict=True), key=lambda pair: pair[1])
    runs = [(who, tuple(word for word, _ in pairs)) for who, pairs in said]
    starts = [row.start_ms]
    for _, words in runs[1:]:
        known = next((t for w in words for t in (w.start_ms, w.end_ms) if t is not None), starts[-1])
        starts.append(max(known, starts[-1]))
    ends = [*starts[1:], row.end_ms]
    for (who, words), start_ms, end_ms in zip(runs, starts, ends, strict=True):
        yield Row(start_ms, end_ms, " ".join(w.text.strip() for w in words), words, who)


def _segments(rows: Sequence[Row]) -> tuple[tuple[Segment, ...], int]:
    """The rows, by start, as segments, and how many of their words came with a time of their own."""
    spans = _spans(rows)
    shown = iter(until_next([span for row, span in zip(rows, spans, strict=True) if not row.words]))
    segments: list[Segment] = []
    exact = 0
    for row, span in zip(rows, spans, strict=True):
        words = _timed(row.words, span) if row.words else spread(without_marks(row.text), next(shown))
        if words:
            segments.append(Segment(words, row.speaker))
        exact += sum([w.start_ms is not None for w in row.words]) if row.words else len(words) == 1
    return tuple(segments), exact


def _spans(rows: Sequence[Row]) -> list[Span]:
    """Each row's span; one without an end lasts until the next begins, the last of all no time."""
    ends = [row.end_ms if row.end_ms is not None else after.start_ms for row, after in pairwise(rows)]
    ends += [row.end_ms or 0 for row in rows[-1:]]
    return [Span(row.start_ms, max(row.start_ms, end_ms)) for row, end_ms in zip(rows, ends, strict=True)]


def _timed(words: Sequence[Heard], span: Span) -> tuple[Word, ...]:
    """The words with their times; those without share what is left between their neighbours, inside `span`.

    Starts never run back, whatever the file says; ends may pass the next start.
    """
    if (plain := _as_given(words, span)) is not None:
        return plain
    timed: list[Word] = []
    waiting: list[str] = []
    start_ms = at_ms = span.start_ms  # where the last word began; from where time is left
    for word, end_ms in zip(words, _ends(words, span), strict=True):
        if word.start_ms is None:
            waiting.append(word.text)
            if word.end_ms is None:
                continue
        until_ms = max(start_ms, end_ms if word.start_ms is None else word.start_ms)
        if waiting:
            timed += spread(" ".join(waiting), Span(max(start_ms, min(at_ms, until_ms)), until_ms))
            start_ms, at_ms = timed[-1].span.start_ms, until_ms
            waiting.clear()
        if word.start_ms is not None:
            start_ms, at_ms = until_ms, max(until_ms, end_ms)
            _spell(timed, word, Span(start_ms, at_ms))
    from_ms = max(start_ms, min(at_ms, span.end_ms))
    return (*timed, *spread(" ".join(waiting), Span(from_ms, max(from_ms, span.end_ms))))


def _as_given(words: Sequence[Heard], span: Span) -> tuple[Word, ...] | None:
    """The words where all is in order, as nearly always: each is one word with both times, and no start runs back."""
    timed: list[Word] = []
    last_ms = span.start_ms
    for text, start_ms, end_ms, probability, _ in words:
        if start_ms is None or end_ms is None or not last_ms <= start_ms <= end_ms or len(texts := text.split()) != 1:
            return None
        timed.append(Word(texts[0], Span(start_ms, end_ms), probability))
        last_ms = start_ms
    return tuple(timed)


def _ends(words: Sequence[Heard], span: Span) -> list[int]:
    """The end of each word: its own, else the next start that is known, else the segment's end."""
    given = [word.end_ms for word in words if word.end_ms is not None]
    if len(given) == len(words):
        return given
    ends: list[int] = []
    later_ms = span.end_ms
    for word in reversed(words):
        ends.append(later_ms if word.end_ms is None else word.end_ms)
        later_ms = later_ms if word.start_ms is None else word.start_ms
    return ends[::-1]


def _spell(timed: list[Word], word: Heard, span: Span) -> None:
    """Add a word, without surrounding space; one that holds spaces is several."""
    texts = word.text.split()
    if len(texts) == 1:
        timed.append(Word(texts[0], span, word.probability))
    else:
        timed += (Word(w.text, w.span, word.probability) for w in spread(word.text, span))


def ms_of(given: object) -> int | None:
    """Seconds, or a text that names them, as milliseconds; a time just before the start is the start."""
    if type(given) is float or type(given) is int:  # not a bool; NaN fails the comparison
        if 0 <= given < LATEST_S:
            return to_ms(given)
        return 0 if -LATEST_S < given < 0 else None
    return _ms_of_text(given.strip()) if isinstance(given, str) else None


def _ms_of_text(text: str) -> int | None:
    if len(text) > 20:
        return None
    try:
        seconds = float(text.replace(",", "."))
    except ValueError:
        ms = parse_offset(text)
        return None if ms is None or ms > LATEST_S * 1000 else ms
    return ms_of(seconds)


def speaker_of(given: Mapping[str, object]) -> str | None:
    """The name under `speaker`; None where it is none."""
    named = given.get("speaker")
    return person(named) if isinstance(named, str) else None
