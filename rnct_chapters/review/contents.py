"""What the desk shows, as data: desk.json and the words of each recording. Contracts, only ever extended.

Both are snapshots that `check` writes. Nothing here is decided by a person: that is in decisions.jsonl.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from rnct_chapters.chapters import to_json
from rnct_chapters.exports.results import shift_lines
from rnct_chapters.hosts import deep_link, video_of
from rnct_chapters.pipeline import Checked
from rnct_chapters.recording.media import Recording
from rnct_chapters.recording.transcript import Transcript
from rnct_chapters.report.evidence import CardMaker
from rnct_chapters.report.page import notes_of, summary_of, title_of
from rnct_chapters.report.words import Words, typeset
from rnct_chapters.review.cards import CardRows
from rnct_chapters.review.printing import print_rows
from rnct_chapters.verdicts import Shift

Json = dict[str, Any]

SCHEMA = "rnct-chapters/desk/1"
WORDS_SCHEMA = "rnct-chapters/words/1"

_SOME_SECOND = 359_999


@dataclass(frozen=True, slots=True)
class Source:
    """Where the recap can be read again: the path of its file as seen from the folder of results, None where it came
    from an address or was piped in; the CSS selector that was asked for, of a web page."""

    path: str | None = None
    selector: str | None = None


def desk_object(checked: Checked, source: Source) -> Json:
    """All of desk.json. Times are integer milliseconds; an error is positive when heard later than stamped."""
    recap, recordings, judgement = checked.recap, checked.recordings, checked.judgement
    cards = CardMaker(recap, recordings, judgement).cards()
    rows = CardRows(checked).rows(cards)
    article, marks = print_rows(recap, cards)
    english, french = Words("en"), Words("fr")
    return {
        "schema": SCHEMA,
        "recap": _recap(checked, source),
        "title": title_of(recap),
        "summary": {w.lang: list(summary_of(judgement, w)) for w in (french, english)},
        "notes": [
            {"fr": fr, "en": en}
            for fr, en in zip(*(notes_of(cards, recordings, judgement, w) for w in (french, english)), strict=True)
        ],
        "article": article,
        "marks": marks,
        "cards": rows,
        "recordings": [_recording(r) for r in recordings],
        "shifts": _shifts(judgement.shifts),
        "chapters": to_json(checked.chapters)["recordings"],
    }


def words_object(transcript: Transcript) -> Json:
    """One recording's words in columns, and for each turn the index of its first word and who speaks."""
    turns: list[tuple[int, str | None]] = []
    count = 0
    for segment in transcript.segments:
        turns.append((count, segment.speaker))
        count += len(segment.words)
    words = list(transcript.words())
    return {
        "schema": WORDS_SCHEMA,
        "starts_ms": [w.span.start_ms for w in words],
        "ends_ms": [w.span.end_ms for w in words],
        "words": [w.text for w in words],
        "turns": turns,
    }


def _recap(checked: Checked, source: Source) -> Json:
    document = checked.recap.document
    digest = hashlib.sha256(document.source.encode("utf-8", "surrogatepass")).hexdigest()
    return {
        "name": document.name, "path": source.path, "sha256": digest, "language": checked.recap.language,
        "kind": document.kind, "selector": source.selector,
    }  # fmt: skip


def _recording(r: Recording) -> Json:
    """`media` is what can be played from this disk: the file itself, else the sound of a replay as it was fetched."""
    video = video_of(r.url) if r.url else None
    kept = str(r.sound.path) if r.sound else None
    return {
        "number": r.number, "id": r.id, "title": r.title, "url": r.url if _is_web(r.url) else None,
        "host": video.host if video else None, "video": video.id if video else None,
        "link": _link(r.url) if r.url else None, "duration_ms": r.duration_ms,
        "media": r.media or kept, "track": r.sound.track if r.sound else None, "has_words": r.transcript is not None,
        "language": r.transcript.language if r.transcript else None,
    }  # fmt: skip


def _link(url: str) -> str | None:
    """The address with `{s}` where the whole second belongs that a player begins at; None where its host takes none."""
    found = deep_link(url, _SOME_SECOND * 1000)
    return None if found is None else "{s}".join(found.rsplit(str(_SOME_SECOND), 1))


def _is_web(url: str | None) -> bool:
    try:
        return url is not None and urlsplit(url).scheme in ("http", "https")
    except ValueError:
        return False


def _shifts(shifts: Sequence[Shift]) -> list[Json]:
    told = zip(shifts, shift_lines(shifts, "fr"), shift_lines(shifts, "en"), strict=True)
    return [
        {
            "recording": s.recording, "from_ms": s.from_ms, "by_ms": s.by_ms, "drift": s.drift, "support": s.support,
            "told": {"fr": typeset(fr), "en": typeset(en)},
        }
        for s, fr, en in told
    ]  # fmt: skip
