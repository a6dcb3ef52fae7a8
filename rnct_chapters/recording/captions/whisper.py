"""JSON of openai-whisper and faster-whisper, and of tools that follow their shape: segments of timed words.

Times are seconds. Everything but a segment's text and start may be missing, text in place of a number or not a number.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from rnct_chapters.errors import UnreadableRecording
from rnct_chapters.messages import message
from rnct_chapters.recording.captions.heard import timing_of, until_next
from rnct_chapters.recording.captions.language import language_code
from rnct_chapters.recording.captions.payload import clean, person
from rnct_chapters.recording.transcript import Segment, Transcript, Word, end_of, spread
from rnct_chapters.timecode import Span, parse_offset, to_ms

LATEST_S = 36_000_000
"""10,000 hours, as in cues: a later time is a broken number, not a recording."""


class _Heard(NamedTuple):  # ten thousand of them a file: a named tuple is made twice as fast as a frozen class
    """A word as given, its times in ms or None."""

    text: str
    start_ms: int | None
    end_ms: int | None
    probability: float | None


@dataclass(frozen=True, slots=True)
class _Row:
    """A segment as given, once it has a start."""

    start_ms: int
    end_ms: int | None
    text: str
    words: tuple[_Heard, ...]
    speaker: str | None


def is_whisper(text: str) -> bool:
    """Whether `text` opens as a JSON object or list, as no other caption format does."""
    return text.lstrip()[:1] in ("{", "[")


def read_whisper(text: str, name: str) -> Transcript:
    """Raises `UnreadableRecording` where the text is no JSON, holds no segments, or none of them has a time."""
    found = _load(text, name)
    given = _given_segments(found)
    if given is None:
        raise UnreadableRecording(message("captions_no_segments", name=name))
    rows = [_row(segment) for segment in given]
    timed = sorted((row for row in rows if row), key=lambda row: row.start_ms)
    if rows and not timed:
        raise UnreadableRecording(message("captions_bad_segment", name=name, number=1))
    segments, exact = _segments(timed)
    top = found if isinstance(found, dict) else {}
    language = top.get("language")
    return Transcript(
        segments,
        language_code(language) if isinstance(language, str) else None,
        "whisper",
        timing_of(exact, segments),
        max(end_of(segments), _ms(top.get("duration")) or 0),
    )


def _load(text: str, name: str) -> object:
    try:
        return json.loads(text, strict=False)  # whisper.cpp leaves control characters as they are
    except json.JSONDecodeError as error:
        raise UnreadableRecording(message("captions_bad_json", name=name, line=error.lineno)) from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, or brackets as deep
        raise UnreadableRecording(message("captions_no_segments", name=name)) from error


def _given_segments(found: object) -> list[object] | None:
    """The list of segments: a bare list, `segments`, or words without segments as one API gives them."""
    if isinstance(found, dict):
        lists = (found.get(key) for key in ("segments", "words"))
        return next((value for value in lists if isinstance(value, list)), None)
    return found if isinstance(found, list) else None


def _row(given: object) -> _Row | None:
    """None for what has neither text nor words, or no start at all."""
    if not isinstance(given, dict):
        return None
    listed = given.get("words")
    words = _joined([word for g in listed if (word := _word(g))]) if isinstance(listed, list) else []
    times = (t for w in words for t in (w.start_ms, w.end_ms) if t is not None)
    first_ms = next(times, None)
    start_ms, end_ms = _ms(given.get("start")), _ms(given.get("end"))
    if start_ms is None:
        start_ms = first_ms
    if end_ms is None and first_ms is not None:
        end_ms = max(times, default=first_ms)
    if start_ms is None:
        return None
    return _Row(start_ms, end_ms, _text(given), () if first_ms is None else tuple(words), _speaker(given, listed))


def _text(given: dict[str, object]) -> str:
    text = given.get("text", given.get("word"))
    return clean(text) if isinstance(text, str) else ""


def _speaker(given: dict[str, object], listed: object) -> str | None:
    """The segment's speaker, or the one that all its words name."""
    named = given.get("speaker")
    if named is None and isinstance(listed, list) and listed:
        voices = {word["speaker"] for word in listed if isinstance(word, dict) and isinstance(word.get("speaker"), str)}
        named = voices.pop() if len(voices) == 1 else None
    return person(named) if isinstance(named, str) else None


def _word(given: object) -> _Heard | None:
    if not isinstance(given, dict):
        return None
    get = given.get
    text = get("word") or get("text")
    if not isinstance(text, str) or not (text := clean(text)).strip():
        return None
    if (sure := get("probability")) is None:
        sure = get("score", get("confidence"))
    probability = float(sure) if isinstance(sure, (int, float)) and 0 <= sure <= 1 else None
    return _Heard(text, _ms(get("start")), _ms(get("end")), probability)


def _joined(words: list[_Heard]) -> list[_Heard]:
    """Whisper leads each word with a space; what has none goes on with the word before (" c" + "'est")."""
    spaced = [word.text[0].isspace() for word in words].count(True)
    if spaced * 2 < len(words) or spaced == len(words):
        return words
    joined = words[:1]
    for word in words[1:]:
        if word.text[0].isspace():
            joined.append(word)
        else:
            last = joined[-1]
            end_ms = last.end_ms if word.end_ms is None else word.end_ms
            joined[-1] = _Heard(last.text + word.text, last.start_ms, end_ms, last.probability)
    return joined


def _segments(rows: Sequence[_Row]) -> tuple[tuple[Segment, ...], int]:
    """The rows, by start, as segments, and how many of their words came with a time of their own."""
    spans = _spans(rows)
    shown = iter(until_next([span for row, span in zip(rows, spans, strict=True) if not row.words]))
    segments: list[Segment] = []
    exact = 0
    for row, span in zip(rows, spans, strict=True):
        words = _timed(row.words, span) if row.words else spread(row.text, next(shown))
        if words:
            segments.append(Segment(words, row.speaker))
        exact += sum([w.start_ms is not None for w in row.words]) if row.words else len(words) == 1
    return tuple(segments), exact


def _spans(rows: Sequence[_Row]) -> list[Span]:
    """Each row's span; one without an end lasts until the next begins, the last of all no time."""
    ends = [row.end_ms if row.end_ms is not None else after.start_ms for row, after in pairwise(rows)]
    ends += [row.end_ms or 0 for row in rows[-1:]]
    return [Span(row.start_ms, max(row.start_ms, end_ms)) for row, end_ms in zip(rows, ends, strict=True)]


def _timed(words: Sequence[_Heard], span: Span) -> tuple[Word, ...]:
    """The words with their times; those without share what is left between their neighbours, inside `span`.

    Starts never run back, whatever the file says; ends may pass the next start.
    """
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


def _ends(words: Sequence[_Heard], span: Span) -> list[int]:
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


def _spell(timed: list[Word], word: _Heard, span: Span) -> None:
    """Add a word, without surrounding space; one that holds spaces is several."""
    texts = word.text.split()
    if len(texts) == 1:
        timed.append(Word(texts[0], span, word.probability))
    else:
        timed += (Word(w.text, w.span, word.probability) for w in spread(word.text, span))


def _ms(given: object) -> int | None:
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
    return _ms(seconds)
