"""JSON of openai-whisper and faster-whisper, and of tools and services that follow their shape.

Segments of timed words, in seconds; segments without words, with or without a list of words beside them
(`verbose_json`); a bare list of segments or of words.
"""

from collections.abc import Iterator
from dataclasses import replace

from rnct_chapters.errors import UnreadableRecording
from rnct_chapters.messages import message
from rnct_chapters.recording.captions.given import Given, objects
from rnct_chapters.recording.captions.language import language_code
from rnct_chapters.recording.captions.payload import clean
from rnct_chapters.recording.captions.rows import Heard, Row, ms_of, row_of, speaker_of, transcript_of_rows, with_words
from rnct_chapters.recording.transcript import Transcript
from rnct_chapters.timecode import Span


def is_whisper(given: Given) -> bool:
    """Whether it is JSON at all; asked after the other formats that are."""
    return given.is_json


def read_whisper(given: Given) -> Transcript:
    """Raises `UnreadableRecording` where the JSON holds no segments, or none of them has a time."""
    found = given.json
    top = found if isinstance(found, dict) else {}
    listed = next((v for v in (found, top.get("segments"), top.get("words")) if isinstance(v, list)), None)
    if listed is None:
        raise UnreadableRecording(message("captions_no_segments", name=given.name))
    return read_segments(given, "whisper", listed, top.get("words"))


def read_segments(given: Given, kind: str, listed: list[object], words: object = None) -> Transcript:
    """The transcript of a list of segments; `words` are those of the whole recording, where its segments have none."""
    rows = [_row(segment) for segment in listed]
    if isinstance(words, list) and words is not listed:
        rows = with_words(rows, words_of(words))
    transcript = transcript_of_rows(given, kind, rows)
    top = given.json if isinstance(given.json, dict) else {}
    language = top.get("language")
    return replace(
        transcript,
        language=language_code(language) if isinstance(language, str) else None,
        duration_ms=max(transcript.duration_ms, ms_of(top.get("duration")) or 0),
        searched=_searched(top.get("searched")),
    )


def _searched(listed: object) -> tuple[Span, ...] | None:
    """What our own transcripts of parts say was listened to; None for the whole, as everywhere else."""
    if not isinstance(listed, list):
        return None
    pairs = (pair for pair in listed if isinstance(pair, list) and len(pair) == 2)
    times = sorted((a, b) for a, b in (map(ms_of, pair) for pair in pairs) if a is not None and b is not None)
    spans: list[Span] = []
    for start_ms, end_ms in times:
        from_ms = max(start_ms, spans[-1].end_ms if spans else 0)
        if from_ms < end_ms:
            spans.append(Span(from_ms, end_ms))
    return tuple(spans)


def words_of(listed: object) -> Iterator[Heard]:
    """The words of a list that say something."""
    for given in objects(listed) or ():
        text = given.get("word") or given.get("text")
        if not isinstance(text, str) or not (text := clean(text)).strip():
            continue
        if (sure := given.get("probability")) is None:
            sure = given.get("score", given.get("confidence"))
        probability = float(sure) if isinstance(sure, (int, float)) and 0 <= sure <= 1 else None
        speaker = speaker_of(given) if "speaker" in given else None
        yield Heard(text, ms_of(given.get("start")), ms_of(given.get("end")), probability, speaker)


def _row(given: object) -> Row | None:
    if not isinstance(given, dict):
        return None
    start_ms, end_ms = ms_of(given.get("start")), ms_of(given.get("end"))
    text = given.get("text", given.get("word"))
    return row_of(start_ms, end_ms, text, words_of(given.get("words")), speaker_of(given))
