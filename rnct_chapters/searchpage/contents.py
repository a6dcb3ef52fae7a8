"""What the page is told, as JSON: docs/searchpage.schema.json. Contracts, only ever extended."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rnct_chapters.addresses import read_address
from rnct_chapters.hosts import Video, video_of
from rnct_chapters.library.hits import Facets, Hit
from rnct_chapters.messages import Lang
from rnct_chapters.report.safety import language_tag

Json = dict[str, Any]

SCHEMA = "rnct-chapters/searchpage/1"


@dataclass(frozen=True, slots=True)
class Kept:
    """A recording of the index. `media` says that its file is on this disk and can be played."""

    id: int
    title: str
    event: str
    date: str | None
    url: str | None
    link: str | None
    language: str | None
    duration_ms: int | None
    media: bool

    @property
    def web(self) -> str | None:
        """Its address where that is one of the web; an index may hold anything."""
        return self.url if self.url and read_address(self.url) is not None else None

    @property
    def video(self) -> Video | None:
        return video_of(self.web) if self.web else None


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter of a recording; a level below 0 is within the one before it."""

    start_ms: int
    end_ms: int
    title: str
    level: int


@dataclass(frozen=True, slots=True)
class Found:
    """One page of hits, the recordings that they are in, and where all of them are, which the first page tells."""

    hits: Sequence[Hit]
    recordings: Sequence[Kept]
    offset: int
    total: int | None
    more: bool
    facets: Facets | None


@dataclass(frozen=True, slots=True)
class Size:
    """How much is in the index."""

    events: int
    recordings: int
    words: int
    duration_ms: int


def found_object(found: Found, lang: Lang) -> Json:
    """The answer to a search."""
    facets = found.facets
    return {
        "schema": SCHEMA,
        "hits": [_hit(h, lang) for h in found.hits],
        "recordings": [_recording(r) for r in found.recordings],
        "offset": found.offset, "total": found.total, "more": found.more,
        "facets": None if facets is None else {
            "speakers": _counted(facets.speakers), "events": _counted(facets.events), "complete": facets.complete,
        },
    }  # fmt: skip


def recording_object(recording: Kept, chapters: Sequence[Chapter]) -> Json:
    """A recording with its chapters, the ways in which it can be played, and how to link to a moment of it."""
    told = [{"start_ms": c.start_ms, "end_ms": c.end_ms, "title": c.title, "level": c.level} for c in chapters]
    return {"schema": SCHEMA, **_recording(recording), "chapters": told}


def size_object(size: Size) -> Json:
    return {
        "events": size.events, "recordings": size.recordings, "words": size.words, "duration_ms": size.duration_ms,
    }  # fmt: skip


def parts(hit: Hit) -> Iterator[tuple[str, bool]]:
    """The sentence of a hit in order, cut where its marks begin and end: the page counts characters otherwise than we
    do, and need not count at all."""
    at = 0
    for marked in hit.marked:
        yield hit.text[at : marked.start], False
        yield hit.text[marked.start : marked.end], True
        at = marked.end
    yield hit.text[at:], False


def _hit(hit: Hit, lang: Lang) -> Json:
    return {
        "recording": hit.recording_id, "name": hit.recording, "heard_ms": hit.heard_ms,
        "heard_end_ms": hit.heard_end_ms, "parts": [[text, marked] for text, marked in parts(hit) if text],
        "speaker": hit.speaker, "score": hit.score, "url": hit.url,
        "differences": [d.text(lang) for d in hit.differences],
    }  # fmt: skip


def _recording(r: Kept) -> Json:
    """`number` is what the player asks for its file by; `link` has `{s}` where the second goes."""
    video = r.video
    return {
        "number": r.id, "title": r.title, "event": r.event, "date": r.date, "url": r.web,
        "link": r.link if r.link and read_address(r.link) is not None else None,
        "host": video.host if video else None, "video": video.id if video else None,
        "language": language_tag(r.language), "duration_ms": r.duration_ms, "media": r.media,
    }  # fmt: skip


def _counted(rows: Sequence[tuple[str, int]]) -> list[Json]:
    return [{"name": name, "count": count} for name, count in rows]
