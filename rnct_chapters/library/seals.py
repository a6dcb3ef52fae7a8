"""The content of an event in the index as one value, and its hash: what was put in is known again, byte for byte.

SQLite keeps no checksums: a byte that the disk lost in the middle of a title would be read as it is.
"""

import hashlib
import json
from typing import Any

from rnct_chapters.library.database import Library

Json = dict[str, Any]

EVENT = "place, kind, event_file, title, date, recap, language, sha256"
RECORDING = (
    "number, name, title, url, link, media, track, language, duration_ms, audio_sha256, size_bytes, sha256, word_count,"
    " token_count"
)
CLAIM = "key, claim.kind, text, speaker, outcome, stamp_ms, heard_ms, heard_end_ms, reason, decided"


def content_of(library: Library, event: int) -> Json:
    """All that the index holds of an event but the numbers by which its rows know each other."""
    (about,) = library.query(f"SELECT {EVENT} FROM event WHERE id = ?", (event,))
    recordings = library.query(
        f"SELECT id, words, {RECORDING} FROM recording WHERE event = ? ORDER BY number", (event,)
    )
    claims = library.query(
        f"SELECT number, {CLAIM} FROM claim LEFT JOIN recording ON recording = recording.id"
        " WHERE claim.event = ? ORDER BY claim.id",
        (event,),
    )
    return {
        "event": about,
        "recordings": [_recording(library, id_, words, about) for id_, words, *about in recordings],
        "claims": claims,
    }


def seal_of(library: Library, event: int) -> str:
    """The hash of an event's content, its seal aside."""
    content = json.dumps(content_of(library, event), default=_digest)
    return hashlib.sha256(content.encode("ascii")).hexdigest()


def _digest(blob: bytes) -> str:
    return hashlib.sha256(blob).hexdigest()


def _recording(library: Library, recording: int, words: bytes, about: list[Any]) -> Json:
    passages = library.query(
        "SELECT first, count, first_token, tokens, speaker, start_ms, end_ms, plain FROM passage"
        " LEFT JOIN spoken ON spoken.rowid = passage.id WHERE recording = ? ORDER BY passage.id",
        (recording,),
    )
    chapters = library.query(
        "SELECT start_ms, end_ms, title, level FROM chapter WHERE recording = ? ORDER BY rowid", (recording,)
    )
    return {"about": about, "words": words, "passages": passages, "chapters": chapters}
