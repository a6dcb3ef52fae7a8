"""A transcript as a file: JSON in the shape of openai-whisper, WebVTT, SRT and plain text; one row in a table each."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from rnct_chapters.errors import UsageError
from rnct_chapters.exports.cue_lines import cue_lines
from rnct_chapters.exports.results import identity_object
from rnct_chapters.messages import message
from rnct_chapters.recording.media import Identity
from rnct_chapters.recording.transcript import Segment, Transcript
from rnct_chapters.timecode import format_clock, to_seconds

SCHEMA = "rnct-chapters/transcript/1"
"""Of the JSON; docs/transcript.schema.json."""
PARAGRAPH_PAUSE_MS = 2000
"""Silence after which plain text begins a new paragraph."""
PARAGRAPH_LENGTH = 700
"""Characters from which a paragraph ends with the next sentence, so that every half minute or so has its clock."""


@dataclass(frozen=True, slots=True)
class TranscriptFormat:
    """A row of the table. `suffix` ends the file's name; `render` takes the transcript, and of its recording the title
    and the identity, where that is known."""

    name: str
    suffix: str
    render: Callable[[Transcript, str, Identity | None], str]


def render_transcript(transcript: Transcript, name: str, title: str, identity: Identity | None = None) -> str:
    """The text of the format `name`. Raises `UsageError` where there is no such format."""
    if (found := TRANSCRIPTS.get(name)) is None:
        raise UsageError(message("export_unknown", name=name, known=", ".join(TRANSCRIPTS)))
    return found.render(transcript, title, identity)


def transcript_object(transcript: Transcript, title: str, identity: Identity | None = None) -> dict[str, Any]:
    """The JSON object: times in seconds, words with the space before them, as openai-whisper writes them.

    Words are listed only where most of them came with a time of their own; `searched` only where a part of the
    recording was listened to.
    """
    segments = [_segment(transcript, n, segment) for n, segment in enumerate(transcript.segments)]
    found: dict[str, Any] = {"schema": SCHEMA, "title": title, "language": transcript.language}
    found["duration"] = to_seconds(transcript.duration_ms)
    if identity is not None:
        found["identity"] = identity_object(identity)
    if transcript.searched is not None:
        found["searched"] = [[to_seconds(s.start_ms), to_seconds(s.end_ms)] for s in transcript.searched]
    return found | {"text": "".join(s["text"] for s in segments), "segments": segments}


def _segment(transcript: Transcript, number: int, segment: Segment) -> dict[str, Any]:
    words = segment.words
    found: dict[str, Any] = {
        "id": number,
        "start": to_seconds(words[0].span.start_ms),
        "end": to_seconds(max(w.span.end_ms for w in words)),
        "text": "".join(f" {w.text}" for w in words),
    }
    if segment.speaker is not None:
        found["speaker"] = segment.speaker
    if transcript.timing == "words":
        found["words"] = [
            {
                "word": f" {w.text}",
                "start": to_seconds(w.span.start_ms),
                "end": to_seconds(w.span.end_ms),
                "probability": w.probability if w.probability is None else round(w.probability, 4),
            }
            for w in words
        ]
    return found


def _json(transcript: Transcript, title: str, identity: Identity | None) -> str:
    return json.dumps(transcript_object(transcript, title, identity), ensure_ascii=False, indent=1) + "\n"


def _webvtt(transcript: Transcript, title: str, identity: Identity | None) -> str:
    """Cues with their voices. Text is escaped, so that no tag and no arrow can stand in it."""
    header = f"WEBVTT\nLanguage: {transcript.language}\n" if transcript.language else "WEBVTT\n"
    cues = []
    for cue in cue_lines(transcript):
        start, end = (format_clock(ms, decimals=3, pad=True) for ms in (cue.span.start_ms, cue.span.end_ms))
        voice = f"<v {_escaped(cue.speaker)}>" if cue.speaker else ""
        cues.append(f"{start} --> {end}\n{voice}{_escaped(chr(10).join(cue.lines))}\n")
    return "\n".join([header, *cues])


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _srt(transcript: Transcript, title: str, identity: Identity | None) -> str:
    """Cues with the speaker's name in brackets before the text, as speech programs write it: SRT knows no voices."""
    cues = []
    for number, cue in enumerate(cue_lines(transcript), 1):
        start, end = (_comma_clock(ms) for ms in (cue.span.start_ms, cue.span.end_ms))
        voice = f"[{cue.speaker}]: " if cue.speaker else ""
        cues.append(f"{number}\n{start} --> {end}\n{voice}{chr(10).join(cue.lines)}\n")
    return "\n".join(cues)


def _comma_clock(ms: int) -> str:
    return format_clock(ms, decimals=3, pad=True).replace(".", ",")


def _text(transcript: Transcript, title: str, identity: Identity | None) -> str:
    """The title, and paragraphs of one speaker, each with the clock at which it begins."""
    paragraphs = [title] if title else []
    for segments in _paragraphs(transcript):
        speaker = f" {segments[0].speaker}:" if segments[0].speaker else ""
        said = " ".join(w.text for s in segments for w in s.words)
        paragraphs.append(f"[{format_clock(segments[0].words[0].span.start_ms)}]{speaker} {said}")
    return "\n\n".join(paragraphs) + "\n"


def _paragraphs(transcript: Transcript) -> Iterator[list[Segment]]:
    """Segments that read as one: of one speaker, without a long pause, until a sentence ends after enough of them."""
    group: list[Segment] = list(transcript.segments[:1])
    length = sum(len(w.text) + 1 for s in group for w in s.words)
    for last, segment in pairwise(transcript.segments):
        pause_ms = segment.words[0].span.start_ms - last.words[-1].span.end_ms
        is_full = length >= PARAGRAPH_LENGTH and last.words[-1].text[-1] in '.?!…»"'
        if segment.speaker != last.speaker or pause_ms >= PARAGRAPH_PAUSE_MS or is_full:
            yield group
            group, length = [], 0
        group.append(segment)
        length += sum(len(w.text) + 1 for w in segment.words)
    if group:
        yield group


TRANSCRIPTS = {
    f.name: f
    for f in (
        TranscriptFormat("json", ".json", _json),
        TranscriptFormat("vtt", ".vtt", _webvtt),
        TranscriptFormat("srt", ".srt", _srt),
        TranscriptFormat("txt", ".txt", _text),
    )
}
