"""The words of an event's recording as they are kept beside its file: our transcript JSON, with all that a check needs
of the recording besides, so that neither the network nor the sound has to be asked again.

Nothing in it depends on the day, the machine or the folder: the same words are the same bytes.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rnct_chapters.exports.transcripts import SCHEMA, transcript_object
from rnct_chapters.recording.media import Identity, Recording, is_url
from rnct_chapters.recording.media.naming import one_line, safe_name
from rnct_chapters.recording.transcript import Segment, Transcript, Word
from rnct_chapters.timecode import Span, to_ms

VERSION = 1
"""Of what stands under `about`; raised when an older file must be made anew."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A recording with its words. `asked` sums up what was asked of it, `files` the contents of the files that were
    read for it, by name; `media` names the media file beside its captions; `track` is the audio track, from 0, that was
    listened to."""

    recording: Recording
    asked: str
    files: Mapping[str, str]
    media: str | None = None
    track: int | None = None


def heard_text(kept: Kept) -> str:
    """The file that keeps it. The recording has a transcript."""
    r, transcript = kept.recording, kept.recording.transcript
    assert transcript is not None
    about: dict[str, Any] = {
        "version": VERSION, "asked": kept.asked, "files": dict(sorted(kept.files.items())), "id": r.id, "url": r.url,
        "duration_ms": r.duration_ms, "media": kept.media, "track": kept.track, "kind": transcript.kind,
        "sha256": transcript.sha256,
    }  # fmt: skip
    if transcript.timing == "interpolated":  # the transcript lists words only where they have times of their own
        about["words"] = [[[w.text, w.span.start_ms, w.span.end_ms] for w in s.words] for s in transcript.segments]
    found = transcript_object(transcript, r.title, r.identity)
    head = {key: found.pop(key) for key in ("schema", "title", "language", "duration")}
    return json.dumps({**head, "about": about, **found}, ensure_ascii=False, indent=1) + "\n"


def read_heard(text: str) -> Kept | None:
    """What `heard_text` wrote; None for anything else."""
    try:
        found = json.loads(text)
        return _kept(found, found["about"]) if found["schema"] == SCHEMA else None
    except (AttributeError, KeyError, TypeError, ValueError, OverflowError, RecursionError):
        return None


def _kept(found: dict[str, Any], about: dict[str, Any]) -> Kept | None:
    transcript, duration_ms = _transcript(found, about), about["duration_ms"]
    url, media, track = about["url"], about["media"], about["track"]
    if about["version"] != VERSION or not isinstance(duration_ms, int | None) or not isinstance(track, int | None):
        return None
    if not (url is None or is_url(url)) or not (media is None or _is_name(media)):
        return None
    identity = None
    if (stored := found.get("identity")) is not None:
        identity = Identity(to_ms(stored["duration_s"]), stored["size_bytes"], stored["audio_sha256"])
    recording = Recording(
        safe_name(about["id"]), 0, one_line(found["title"]), url, None, duration_ms, transcript, identity
    )
    return Kept(recording, about["asked"], dict(about["files"]), media, track)


def _is_name(media: str) -> bool:
    """Whether it names a file, and no place elsewhere."""
    return media not in ("", ".", "..") and not set(media) & set("/\\\0")


def _transcript(found: dict[str, Any], about: dict[str, Any]) -> Transcript:
    spread = about.get("words")
    rows = [_timed(s) for s in found["segments"]] if spread is None else [[_word(*w) for w in row] for row in spread]
    speakers = [s.get("speaker") for s in found["segments"]]
    if not all(rows):
        raise ValueError("a segment without words")
    return Transcript(
        tuple(Segment(tuple(words), speaker) for words, speaker in zip(rows, speakers, strict=True)),
        found["language"],
        about["kind"],
        "words" if spread is None else "interpolated",
        to_ms(found["duration"]),
        about["sha256"],
        None if "searched" not in found else tuple(Span(to_ms(a), to_ms(b)) for a, b in found["searched"]),
    )


def _timed(segment: dict[str, Any]) -> list[Word]:
    return [
        _word(w["word"].removeprefix(" "), to_ms(w["start"]), to_ms(w["end"]), w["probability"])
        for w in segment["words"]
    ]


def _word(text: str, start_ms: int, end_ms: int, probability: float | None = None) -> Word:
    return Word(text, Span(start_ms, end_ms), probability)
