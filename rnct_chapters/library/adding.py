"""Puts entries into the index and takes them out, each in one transaction: nobody ever sees half of one."""

import gc
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from rnct_chapters.errors import CacheFailed, CorruptLibrary, OutputRefused, RnctError
from rnct_chapters.library.database import Library, Row
from rnct_chapters.library.entries import Entry, EntryClaim, EntryRecording, Sources, entry_of
from rnct_chapters.library.gathering import Found, Refused, gather
from rnct_chapters.library.passages import Passage, comparable_words, passages_of
from rnct_chapters.library.rows import storable
from rnct_chapters.library.seals import seal_of
from rnct_chapters.library.stored_words import pack

What = Literal["new", "updated", "same"]


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a place: whether it is new, had changed, or is as it was; how many recordings and words it has."""

    what: What
    place: str
    title: str
    recordings: int
    words: int


@dataclass(frozen=True, slots=True)
class _Rows:
    """A recording ready to be put in: what is slow is done before the transaction begins."""

    recording: EntryRecording
    words: bytes
    passages: tuple[Passage, ...]


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without looking for garbage that holds itself: ten thousands of words hold none, and a third of all time went
    into looking, again and again, while they were made."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@_uncollected()
def add(library: Library, sources: Sources) -> Added:
    """Puts a place into the index, in the stead of what was there of it; what has not changed is left alone.

    Events and recordings keep their ids. Raises `UsageError` or `UnreadableRecording` for files that are not in their
    shape, and as `Library` does.
    """
    sha256 = sources.sha256()
    if (same := _same(library, sources.place, sha256)) is not None:
        return same
    entry = entry_of(sources)
    rows = [_rows(recording) for recording in entry.recordings]
    with library.transaction():
        if (same := _same(library, sources.place, sha256)) is not None:  # another run was faster
            return same
        ids = _ids(library, sources.place)
        if ids is not None:
            _remove(library, ids.event)
        event = _put_event(library, ids.event if ids is not None else None, sources, entry)
        numbers = ids.recordings if ids is not None else {}
        placed = {r.recording.number: _put(library, event, r, numbers, _folder(sources)) for r in rows}
        _put_claims(library, event, entry.claims, placed)
        library.change("UPDATE event SET seal = ? WHERE id = ?", (seal_of(library, event), event))
    words = sum(r.recording.transcript.word_count for r in rows)
    return Added("new" if ids is None else "updated", sources.place, entry.title, len(rows), words)


def add_found(library: Library, found: Found | Refused) -> Added | Refused:
    """Reads a place and puts it into the index; one that cannot be read is refused, and the next may be tried. Raises
    as `Library` does, where the trouble is the index's own."""
    if isinstance(found, Refused):
        return found
    try:
        return add(library, gather(found))
    except (CacheFailed, CorruptLibrary, OutputRefused):
        raise
    except RnctError as error:
        return Refused(found.place, error)


def remove(library: Library, event: int) -> None:
    """Takes an event out of the index, with all that is of it."""
    with library.transaction():
        _remove(library, event)


@dataclass(frozen=True, slots=True)
class _Ids:
    """The ids that a place has had, its recordings' by number."""

    event: int
    recordings: dict[int, int]


def _same(library: Library, place: str, sha256: str) -> Added | None:
    """What is in the index of a place, if that was read from these very files."""
    found = library.query(
        "SELECT event.title, count(recording.id), ifnull(sum(word_count), 0) FROM event"
        " LEFT JOIN recording ON event = event.id WHERE place = ? AND event.sha256 = ? GROUP BY event.id",
        (place, sha256),
    )
    return Added("same", place, *found[0]) if found else None


def _ids(library: Library, place: str) -> _Ids | None:
    found = library.query("SELECT id FROM event WHERE place = ?", (place,))
    if not found:
        return None
    event: int = found[0][0]
    return _Ids(event, dict(library.query("SELECT number, id FROM recording WHERE event = ?", (event,))))


def _remove(library: Library, event: int) -> None:
    passages = "SELECT passage.id FROM passage JOIN recording ON recording = recording.id WHERE event = ?"
    library.change(f"DELETE FROM spoken WHERE rowid IN ({passages})", (event,))
    library.change("DELETE FROM event WHERE id = ?", (event,))


def _rows(recording: EntryRecording) -> _Rows:
    words = comparable_words(recording.transcript)
    passages = passages_of(recording.transcript, words)
    return _Rows(recording, pack(recording.transcript, words), passages)


def _folder(sources: Sources) -> str | None:
    """The folder from which media are seen; None where the files are a copy of something that is not on this disk."""
    return None if "://" in sources.place or sources.kind == "transcript" else sources.place


def _put_event(library: Library, known: int | None, sources: Sources, entry: Entry) -> int:
    """Puts in an event, whose seal comes last; its id."""
    about = (sources.place, sources.kind, sources.event_file, entry.title, entry.date, entry.recap, entry.language)
    return library.change(
        "INSERT INTO event(id, place, kind, event_file, title, date, recap, language, sha256, seal)"
        " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, '')",
        (known, *about, sources.sha256()),
    )


def _put(library: Library, event: int, rows: _Rows, known: dict[int, int], folder: str | None) -> int:
    """Puts in a recording, its passages and its chapters; its id."""
    r = rows.recording
    media = os.path.normpath(os.path.join(folder, r.media)) if folder is not None and r.media is not None else None
    tokens = sum(p.tokens for p in rows.passages)
    recording = library.change(
        "INSERT INTO recording(id, event, number, name, title, url, link, media, track, language, duration_ms,"
        " audio_sha256, size_bytes, sha256, word_count, token_count, words)"
        " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            known.get(r.number), event, r.number, r.name, r.title, r.url, r.link, media, r.track,
            r.transcript.language, r.duration_ms, r.audio_sha256, r.size_bytes, r.sha256, r.transcript.word_count,
            tokens, rows.words,
        ),
    )  # fmt: skip
    _put_passages(library, recording, rows.passages)
    chapters = r.chapters.chapters if r.chapters is not None else ()
    library.change_all(
        "INSERT INTO chapter(recording, start_ms, end_ms, title, level) VALUES(?, ?, ?, ?, ?)",
        ((recording, c.span.start_ms, c.span.end_ms, storable(c.title), c.level) for c in chapters),
    )
    return recording


def _put_passages(library: Library, recording: int, passages: Sequence[Passage]) -> None:
    """Passages of a recording have ids that follow each other, those of the full text the same ones."""
    ((last,),) = library.query("SELECT ifnull(max(id), 0) FROM passage")
    library.change_all(
        "INSERT INTO passage(id, recording, first, count, first_token, tokens, speaker, start_ms, end_ms)"
        " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (_passage_row(recording, n, p) for n, p in enumerate(passages, last + 1)),
    )
    library.change_all(
        "INSERT INTO spoken(rowid, plain) VALUES(?, ?)", ((n, p.plain) for n, p in enumerate(passages, last + 1))
    )


def _passage_row(recording: int, number: int, p: Passage) -> Row:
    speaker = None if p.speaker is None else storable(p.speaker)
    return number, recording, p.first, p.count, p.first_token, p.tokens, speaker, p.start_ms, p.end_ms


def _put_claims(library: Library, event: int, claims: Sequence[EntryClaim], placed: dict[int, int]) -> None:
    library.change_all(
        "INSERT INTO claim(event, recording, key, kind, text, speaker, outcome, stamp_ms, heard_ms, heard_end_ms,"
        " reason, decided) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        _claim_rows(event, claims, placed),
    )


def _claim_rows(event: int, claims: Sequence[EntryClaim], placed: dict[int, int]) -> Iterator[Row]:
    for c in claims:
        recording = None if c.recording is None else placed[c.recording]
        times = (c.stamp_ms, c.heard_ms, c.heard_end_ms)
        yield event, recording, c.key, c.kind, c.text, c.speaker, c.outcome, *times, c.reason, int(c.is_decided)
