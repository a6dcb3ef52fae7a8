"""A hit: where in which recording something was said, as a value and as the JSON object of a line."""

from dataclasses import dataclass
from typing import Any

from rnct_chapters.addresses import read_address
from rnct_chapters.hosts import deep_link
from rnct_chapters.messages import Lang, Message
from rnct_chapters.timecode import TextRange, to_seconds


@dataclass(frozen=True, slots=True)
class Hit:
    """A place in a recording of the index. `text` are words as heard, the found ones and what stands around them, and
    `marked` the ranges of the found ones in it, in order and apart."""

    recording_id: int
    recording: str  # its name within its event
    number: int  # and its number there, from 1
    recording_title: str
    event: str  # its title
    place: str  # of the results folder or transcript: a path or an address
    date: str | None  # of the event, YYYY-MM-DD
    heard_ms: int  # when the first of the found words begins
    heard_end_ms: int  # when the last one ends
    text: str
    marked: tuple[TextRange, ...]
    speaker: str | None
    score: float  # 0..100
    url: str | None  # the recording opened there; its page where the host has no way to say the time
    differences: tuple[Message, ...] = ()  # numbers and negations that are otherwise in the quote looked for


@dataclass(frozen=True, slots=True)
class Hits:
    """One page of what was found, best first. `total` counts all of it, or is None where that is more than was looked
    at."""

    hits: tuple[Hit, ...]
    total: int | None


@dataclass(frozen=True, slots=True)
class Facets:
    """How many hits each speaker and each event has, the most first; names as the index has them. `complete` is false
    where there are more hits than were looked at."""

    speakers: tuple[tuple[str, int], ...]
    events: tuple[tuple[str, int], ...]
    complete: bool


def link_at(link: str | None, url: str | None, ms: int) -> str | None:
    """The address of a recording opened at `ms`: `link` with the second in the place of `{s}`, else what the host of
    `url` understands, else `url` itself; None where neither is a web address."""
    if link is not None and read_address(opened := link.replace("{s}", str(max(0, ms) // 1000))) is not None:
        return opened
    if url is None or read_address(url) is None:
        return None
    return deep_link(url, ms) or url


def hit_object(hit: Hit, lang: Lang) -> dict[str, Any]:
    """The JSON object of a hit: one line of `search --json` and `whosaid --json`; docs/hits.schema.json."""
    return {
        "recording": hit.recording,
        "heard_s": to_seconds(hit.heard_ms),
        "heard_end_s": to_seconds(hit.heard_end_ms),
        "text": hit.text,
        "marked": [[m.start, m.end] for m in hit.marked],
        "speaker": hit.speaker,
        "score": hit.score,
        "url": hit.url,
        "title": hit.recording_title,
        "number": hit.number,
        "event": hit.event,
        "date": hit.date,
        "path": hit.place,
        "differences": [d.text(lang) for d in hit.differences],
    }
