"""What goes into the index, as values: one entry a folder of results, or a transcript alone.

Made from the bytes of the files, which may be anybody's: what is not in the shape that `check` writes is refused.
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeVar

from rnct_chapters.chapters import ChapterList, from_json
from rnct_chapters.errors import UnreadableRecording, UsageError
from rnct_chapters.exports.transcripts import SCHEMA as TRANSCRIPT_SCHEMA
from rnct_chapters.library.rows import LONGEST_MS, Row, storable
from rnct_chapters.matching.spoken import spoken_language
from rnct_chapters.messages import message
from rnct_chapters.recording.captions import parse_captions
from rnct_chapters.recording.captions.decoding import decode
from rnct_chapters.recording.captions.given import Given
from rnct_chapters.recording.captions.language import split_language
from rnct_chapters.recording.captions.whisper import read_whisper
from rnct_chapters.recording.media.naming import safe_name, title_of
from rnct_chapters.recording.transcript import Segment, Transcript, Word
from rnct_chapters.timecode import Span

Kind = Literal["results", "transcript"]

CHAPTERS, DESK, VERDICTS = "chapters.json", "desk.json", "verdicts.json"
"""The files of a folder of results that are read, beside desk/<id>.words.json."""
MOVED = frozenset({"time", "rival"})
"""What a person may have decided that names another time than the one that was judged."""

_FORM = "1"
"""Part of every hash; it changes when the same files are put into the index in another way."""

_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True)
class Told:
    """What the event file says of the event; None where it says nothing, or there is none."""

    title: str | None = None
    date: str | None = None  # YYYY-MM-DD
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Sources:
    """What was read of one place: contents by file name, of a transcript the only one. `place` names it in the index,
    `shown` in sentences; `event_file` is the event file that it is of."""

    place: str
    kind: Kind
    shown: str
    files: Mapping[str, bytes]
    event_file: str | None = None
    told: Told = Told()

    def sha256(self) -> str:
        """The hash of all that was read, by which a place is known to be as it was."""
        told = [_FORM, self.kind, self.event_file, self.told.title, self.told.date, self.told.language]
        digests = {name: _sha256(content) for name, content in self.files.items()}
        return _sha256(json.dumps([told, sorted(digests.items())]).encode())


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRecording:
    """One recording. `link` is its address at a second, which goes where `{s}` stands; `media` is as seen from the
    entry's folder; `sha256` is that of the file which holds its words, or of nothing."""

    number: int
    name: str
    title: str
    sha256: str
    transcript: Transcript
    duration_ms: int | None = None
    url: str | None = None
    link: str | None = None
    media: str | None = None
    track: int | None = None
    audio_sha256: str | None = None
    size_bytes: int | None = None
    chapters: ChapterList | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryClaim:
    """One quote or passage of the recap, and what became of it; `recording` is a number. What a person decided at the
    desk counts before what was judged."""

    recording: int | None
    key: str | None
    kind: str
    text: str
    speaker: str | None
    outcome: str
    stamp_ms: int | None
    heard_ms: int | None
    heard_end_ms: int | None
    reason: str
    is_decided: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """All that the index keeps of one place."""

    title: str
    date: str | None
    recap: str | None
    language: str | None
    recordings: tuple[EntryRecording, ...]
    claims: tuple[EntryClaim, ...] = field(default=())


def entry_of(sources: Sources) -> Entry:
    """The entry of what was read. Raises `UsageError` or `UnreadableRecording` for what is not in its shape."""
    return _transcript(sources) if sources.kind == "transcript" else _results(sources)


def _transcript(sources: Sources) -> Entry:
    ((name, content),) = sources.files.items()
    if (text := decode(content)) is None:
        raise UnreadableRecording(message("captions_binary", name=sources.shown))
    given = Given(text, sources.shown)
    ours = given.is_json and TRANSCRIPT_SCHEMA in text[:100]  # JSON of ours, which is parsed once for all that it says
    transcript = _with_language(read_whisper(given) if ours else parse_captions(text, sources.shown))
    title, audio_sha256, size_bytes = _shaped(sources, lambda: _about(Row(given.json if ours else {})))
    stem = split_language(name.rpartition(".")[0] or name)[0]
    recording = EntryRecording(
        number=1,
        name=safe_name(stem) or "recording",
        title=title or title_of(stem) or name,
        sha256=_sha256(content),
        transcript=transcript,
        duration_ms=transcript.duration_ms,
        audio_sha256=audio_sha256,
        size_bytes=size_bytes,
    )
    told = sources.told
    language = told.language or transcript.language
    return Entry(
        title=told.title or recording.title, date=told.date, recap=None, language=language, recordings=(recording,)
    )


def _about(row: Row) -> tuple[str | None, str | None, int | None]:
    """The title, the hash of the sound and the bytes that a transcript of ours tells of its recording. Raises TypeError
    or ValueError for another shape."""
    identity = row.maybe_row("identity") or Row({})
    return row.maybe("title", str), identity.maybe("audio_sha256", str), identity.maybe("size_bytes", int)


def _results(sources: Sources) -> Entry:
    return _shaped(
        sources, lambda: _entry(sources, *(Row(json.loads(sources.files[name])) for name in (DESK, VERDICTS)))
    )


def _entry(sources: Sources, desk: Row, verdicts: Row) -> Entry:
    """Raises KeyError, TypeError or ValueError for another shape than `check` writes."""
    told, recap = sources.told, desk.row("recap")
    chapters = _chapters(sources) if CHAPTERS in sources.files else ()
    judged = {row.get("number", int): row for row in verdicts.rows("recordings")}
    recordings = tuple(
        _recording(sources, row, judged.get(row.get("number", int)), chapters) for row in desk.rows("recordings")
    )
    known = {r.number for r in recordings}
    if len(known) != len(recordings):
        raise ValueError(known)
    return Entry(
        title=told.title or desk.get("title", str) or recap.get("name", str),
        date=told.date,
        recap=recap.get("name", str),
        language=told.language or recap.maybe("language", str),
        recordings=recordings,
        claims=tuple(_claim(row, known) for row in verdicts.rows("verdicts")),
    )


def _recording(sources: Sources, row: Row, judged: Row | None, chapters: Sequence[ChapterList]) -> EntryRecording:
    number, name = row.get("number", int), row.get("id", str)
    identity = judged.maybe_row("identity") if judged is not None else None
    content = sources.files.get(f"desk/{name}.words.json")
    length_ms = row.maybe_ms("duration_ms")
    transcript = Transcript((), row.maybe("language", str), "index", "words", length_ms or 0)
    if content is not None:
        transcript = _with_language(replace(transcript, segments=_segments(Row(json.loads(content)))))
    return EntryRecording(
        number=number,
        name=name,
        title=row.get("title", str),
        url=row.maybe("url", str),
        link=row.maybe("link", str),
        media=row.maybe("media", str),
        track=row.maybe("track", int),
        audio_sha256=identity.maybe("audio_sha256", str) if identity is not None else None,
        size_bytes=identity.maybe("size_bytes", int) if identity is not None else None,
        duration_ms=length_ms,
        sha256=_sha256(content or b""),
        transcript=transcript,
        chapters=next((c for c in chapters if c.recording == name), None),
    )


def _segments(columns: Row) -> tuple[Segment, ...]:
    """The segments of a words.json. Raises KeyError, TypeError or ValueError for another shape."""
    texts, starts, ends = columns.column("words", str), columns.column("starts_ms", int), columns.column("ends_ms", int)
    if max(ends, default=0) > LONGEST_MS:
        raise ValueError(max(ends))
    words = [Word(t, Span(a, b)) for t, a, b in zip(texts, starts, ends, strict=True)]
    turns = columns.found["turns"]
    firsts = [first for first, _ in turns]
    if firsts != sorted(firsts) or (words and firsts[:1] != [0]) or firsts[-1:] > [len(words)]:
        raise ValueError(firsts)
    cut = (
        Segment(tuple(words[first:end]), None if speaker is None else storable(speaker))
        for (first, speaker), end in zip(turns, [*firsts, len(words)][1:], strict=True)
    )
    return tuple(segment for segment in cut if segment.words)


def _claim(row: Row, known: set[int]) -> EntryClaim:
    recording, heard_ms, heard_end_ms = row.maybe("recording", int), row.ms("heard_s"), row.ms("heard_end_s")
    decision = row.maybe_row("decision")
    what = decision.get("what", str) if decision is not None else None
    if decision is not None and what in MOVED:
        length_ms = 0 if heard_ms is None or heard_end_ms is None else heard_end_ms - heard_ms
        recording, heard_ms = decision.maybe("recording", int) or recording, decision.ms("time_s")
        heard_end_ms = None if heard_ms is None else heard_ms + length_ms
    elif what == "absent":
        heard_ms = heard_end_ms = None
    return EntryClaim(
        recording=recording if recording in known else None,
        key=row.maybe("key", str),
        kind=row.get("kind", str),
        text=row.get("text", str),
        speaker=row.maybe("speaker", str),
        outcome=row.get("outcome", str),
        stamp_ms=row.ms("stamp_s"),
        heard_ms=heard_ms,
        heard_end_ms=heard_end_ms,
        reason=row.get("reason", str),
        is_decided=decision is not None,
    )


def _with_language(transcript: Transcript) -> Transcript:
    """The transcript with the language that its words tell, where nobody has named one."""
    texts = (w.text for w in transcript.words())
    return replace(transcript, language=transcript.language or spoken_language(None, list(texts)))


def _chapters(sources: Sources) -> tuple[ChapterList, ...]:
    """The chapters as a person may have left them. Raises `UsageError`, or ValueError for what is no JSON."""
    found = json.loads(sources.files[CHAPTERS].decode("utf-8-sig"))
    try:
        return from_json(found)
    except UsageError as error:
        raise UsageError(message("library_chapters_broken", path=sources.shown, why=error.said)) from error


def _shaped(sources: Sources, read: Callable[[], _Found]) -> _Found:
    """What `read` gives; what it stumbles over becomes a sentence. Raises `UsageError`."""
    try:
        return read()
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as error:
        raise UsageError(message("library_results_broken", path=sources.shown)) from error


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
