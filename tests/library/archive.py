"""Small archives that tests make: folders of results as `check` leaves them, and transcripts."""

import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rnct_chapters.exports.transcripts import render_transcript
from rnct_chapters.library.database import Library
from rnct_chapters.library.seals import content_of
from rnct_chapters.recording.transcript import Segment, Transcript, Word
from rnct_chapters.timecode import Span

WORDS = (
    "la coopération se vit ici et l'eau du jardin aujourd'hui nous partageons 3 000 euros avec les voisins — jusqu'à "
    "demain, peut-être. Cœurs vaillants ! Le maire répond que oui ; l'été vient."
).split()


def said(count: int, seed: int = 0, speakers: Sequence[str | None] = ("Ana", "Bo")) -> Transcript:
    """A transcript of `count` words, the same for the same seed: turns of a dozen words or so."""
    rng = random.Random(seed)
    words = [Word(t, Span(400 * n, 400 * n + 350)) for n, t in enumerate(rng.choices(WORDS, k=count))]
    segments, first = [], 0
    while first < count:
        length = rng.randint(3, 25)
        segments.append(Segment(tuple(words[first : first + length]), rng.choice(speakers)))
        first += length
    return Transcript(tuple(segments), "fr", "whisper", "words", 400 * count)


def write_transcript(path: Path, count: int = 120, seed: int = 0, title: str = "Une table ronde") -> Path:
    """A transcript in JSON, as `transcribe` writes it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(render_transcript(said(count, seed), "json", title), encoding="utf-8")
    return path


def recording_row(number: int, name: str, transcript: Transcript, **more: Any) -> dict[str, Any]:
    return {
        "number": number, "id": name, "title": name.title(), "url": None, "host": None, "video": None, "link": None,
        "duration_ms": transcript.duration_ms, "media": None, "track": None, "has_words": True, "language": "fr",
        **more,
    }  # fmt: skip


def columns(transcript: Transcript) -> dict[str, Any]:
    """What desk/<id>.words.json holds."""
    turns, count = [], 0
    for segment in transcript.segments:
        turns.append([count, segment.speaker])
        count += len(segment.words)
    words = list(transcript.words())
    return {
        "schema": "rnct-chapters/words/1", "starts_ms": [w.span.start_ms for w in words],
        "ends_ms": [w.span.end_ms for w in words], "words": [w.text for w in words], "turns": turns,
    }  # fmt: skip


def verdict(number: int, text: str, heard_s: float | None = 4.0, **more: Any) -> dict[str, Any]:
    return {
        "id": f"q{number}", "key": f"k{number}", "kind": "quote", "text": text, "speaker": "Ana", "recording": 1,
        "stamp_s": 3.5, "outcome": "confirmed" if heard_s is not None else "not_found", "heard_s": heard_s,
        "heard_end_s": None if heard_s is None else heard_s + 2, "reason": "Dit là.", **more,
    }  # fmt: skip


def write_results(
    folder: Path,
    transcripts: Sequence[Transcript],
    *,
    title: str = "Jardins",
    rows: Sequence[dict[str, Any]] = (),
    verdicts: Sequence[dict[str, Any]] = (),
) -> Path:
    """A folder of results with what the index reads of one; `rows` are recordings of desk.json, where they matter."""
    (folder / "desk").mkdir(parents=True, exist_ok=True)
    rows = rows or [recording_row(n, f"salle-{n}", t) for n, t in enumerate(transcripts, 1)]
    desk = {"title": title, "recap": {"name": "recap.md", "language": "fr"}, "recordings": rows}
    identities = [{"number": r["number"], "identity": {"duration_s": 48, "audio_sha256": "ab" * 32}} for r in rows]
    judged = {"recordings": identities, "verdicts": list(verdicts) or [verdict(1, "la coopération se vit")]}
    chapters = [
        {"id": r["id"], "title": r["title"], "chapters": [{"start_s": 0, "end_s": 9, "title": "Début"}]} for r in rows
    ]
    _write(folder / "desk.json", desk)
    _write(folder / "verdicts.json", judged)
    _write(folder / "chapters.json", {"schema": "rnct-chapters/chapters/1", "recordings": chapters})
    for row, transcript in zip(rows, transcripts, strict=True):
        _write(folder / "desk" / f"{row['id']}.words.json", columns(transcript))
    return folder


def _write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value), encoding="utf-8")


def content(index: Path) -> dict[str, Any]:
    """Everything in an index, by place, without the numbers by which its rows know each other."""
    with Library.open(index) as library, library.snapshot():
        events = library.query("SELECT place, id FROM event ORDER BY place")
        return {place: content_of(library, event) for place, event in events}


def phrases(index: Path, phrase: str) -> int:
    """How many passages full text finds for a phrase of folded words."""
    with Library.open(index) as library:
        ((found,),) = library.query("SELECT count(*) FROM spoken WHERE spoken MATCH ?", (f'"{phrase}"',))
        return int(found)
