"""Key moments for search engines: schema.org's VideoObject with a Clip for each chapter.

What engines ask of it (Google's documentation for video structured data): each clip has a name, a start in seconds and
a link that opens there, which is not the start of the video; no two clips of a video start together; the video lasts
30 s or more.
"""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from rnct_chapters.chapters import Chapter, ChapterList, plain
from rnct_chapters.chapters.mending import Mended, clock_of, quoted, with_chapters
from rnct_chapters.errors import UnreadableChapters
from rnct_chapters.exports.formats.beyond import counted, keys_beyond
from rnct_chapters.exports.formats.format import Found, Setting
from rnct_chapters.exports.formats.fragments import known_end
from rnct_chapters.exports.formats.places import Place, opens_as_json, read_json
from rnct_chapters.exports.formats.spans import Entry, spanned, within_reason
from rnct_chapters.hosts import deep_link, page_link, time_in
from rnct_chapters.messages import Lang, Message, message

SHORTEST_MS = 30_000
"""A shorter video has no key moments."""


def block(chapters: ChapterList) -> str | None:
    """The script block of one recording; None where its address has no links that open at a time, or nothing in it
    can be a clip."""
    clips = list(_clips(chapters))
    if chapters.url is None or not clips or _too_short(chapters):
        return None
    video: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "VideoObject",
        "name": plain(chapters.title),
        "url": page_link(chapters.url),
    }
    if chapters.duration_ms is not None:
        video["duration"] = _duration(chapters.duration_ms)
    video["hasPart"] = clips
    # A title that holds </script> must not end the block.
    block = json.dumps(video, ensure_ascii=False, indent=2).replace("<", "\\u003c").replace(">", "\\u003e")
    return f'<script type="application/ld+json">\n{block}\n</script>\n'


def _clips(chapters: ChapterList) -> Iterator[dict[str, Any]]:
    """In order, the first of those that start in one second; starts and ends are whole seconds, as the links are."""
    starts: set[int] = set()
    for chapter in sorted(chapters.chapters, key=lambda c: c.span.start_ms):
        start, end = chapter.span.start_ms // 1000, (known_end(chapters, chapter) or 0) // 1000
        link = deep_link(chapters.url, start * 1000) if chapters.url else None
        name = plain(chapter.title)
        if not _opens_inside(chapter, chapters.duration_ms) or start in starts or link is None or not name:
            continue
        starts.add(start)
        clip: dict[str, Any] = {"@type": "Clip", "name": name, "startOffset": start}
        yield clip | ({"endOffset": end} if end > start else {}) | {"url": link}


def _opens_inside(chapter: Chapter, duration_ms: int | None) -> bool:
    """Whether the chapter's second is neither the video's first nor past its last."""
    second = chapter.span.start_ms // 1000
    return second > 0 and (duration_ms is None or second < duration_ms // 1000)


def _too_short(chapters: ChapterList) -> bool:
    return chapters.duration_ms is not None and chapters.duration_ms < SHORTEST_MS


def _duration(ms: int) -> str:
    """ISO 8601: `PT1H2M3S`."""
    minutes, seconds = divmod(ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"PT{f'{hours}H' if hours else ''}{f'{minutes}M' if minutes else ''}{seconds}S"


def clips_only(chapters: ChapterList, lang: Lang) -> Mended:
    """The chapters that can be clips: none that begins where the video does, or with its last second."""
    stay = [c for c in chapters.chapters if _opens_inside(c, chapters.duration_ms)]
    gone = [c for c in chapters.chapters if c not in stay]
    said = [message("jsonld_no_clip", title=quoted(c.title), clock=clock_of(c)) for c in gone]
    return with_chapters(chapters, stay, said)


def missing(chapters: ChapterList) -> Message | None:
    """Why a list has no key moments."""
    if chapters.url is None:
        return message("jsonld_no_address")
    if deep_link(chapters.url, 1000) is None:
        return message("jsonld_no_links", url=chapters.url)
    if _too_short(chapters):
        return message("jsonld_short")
    if not list(_clips(chapters)):
        return message("jsonld_no_clips")
    return None


def render(chapters: ChapterList, setting: Setting) -> str:
    """The script block, for the page where the video can be watched. `missing` has said nothing against it."""
    return block(chapters) or ""


# Reading

_SCRIPT = re.compile(
    r"<script\b[^<>]*\btype\s*=\s*[\"']?application/ld\+json\b[^<>]*>(.*?)(?:</script\s*>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_TYPE = r'"@type"\s*:\s*(?:\[[^\]]{{0,200}})?"(?:https?://schema\.org/|schema:)?{}"'
_LENGTH = re.compile(r"P(?:(\d{1,4})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:[.,](\d{1,9}))?S)?)?")
_NAMED = {"@context", "@type", "@id", "@graph", "name", "url", "duration", "hasPart", "inLanguage"}
_OF_CLIPS = {"@type", "@id", "name", "startOffset", "endOffset", "url"}


def read(text: str, setting: Setting) -> Found:
    """A page with JSON-LD in it, a script block, or JSON-LD alone: the first video with clips, or else the first."""
    blocks = [text] if opens_as_json(text) else _SCRIPT.findall(text)
    videos = [video for found in blocks for video in _of_type(read_json(_uncommented(found)), "VideoObject")]
    if not videos:
        raise UnreadableChapters(message("jsonld_none"))
    video = next((v for v in videos if any(True for _ in _parts(v))), videos[0])
    clips = list(_parts(video))
    url = _first_text(video["url"]) or next((page_link(link) for c in clips if (link := _first_text(c["url"]))), None)
    duration_ms = _length(_first_text(video["duration"]))
    return Found(
        chapters=spanned([_entry(clip) for clip in clips], duration_ms),
        title=_first_text(video["name"]),
        url=url or None,
        duration_ms=duration_ms,
        language=_first_text(video["inLanguage"]),
        beyond=_beyond(video, clips, len(videos) - 1),
    )


def _uncommented(block: str) -> str:
    """Without the signs that some pages put around a block to hide it from old browsers."""
    return re.sub(r"\A\s*(?:<!--|//\s*<!\[CDATA\[)|(?:-->|//\s*\]\]>)\s*\Z", "", block)


def _of_type(place: Place, wanted: str) -> Iterator[Place]:
    """The objects of a type, wherever they are, in the order of the text."""
    waiting = [place]
    while waiting:
        here = waiting.pop()
        if _is_a(here, wanted):
            yield here
        members = [here[key] for key in here.keys] if here.is_object else []
        members += list(here) if isinstance(here.found, list) else []
        waiting += reversed(members)


def _is_a(place: Place, wanted: str) -> bool:
    types = place["@type"].found if place.is_object else None
    named = types if isinstance(types, list) else [types]
    return any(isinstance(t, str) and t.rpartition("/")[2].removeprefix("schema:") == wanted for t in named)


def _parts(video: Place) -> Iterator[Place]:
    """The clips of a video; one alone needs no list."""
    parts = video["hasPart"]
    return (part for part in ([parts] if parts.is_object else parts) if _is_a(part, "Clip"))


def _entry(clip: Place) -> Entry:
    link = _first_text(clip["url"])
    start = clip["startOffset"].ms_or_none()
    if start is None and link:
        start = time_in(link)
    if start is None:
        raise clip["startOffset"].wrong("seconds")
    return start, clip["endOffset"].ms_or_none(), _first_text(clip["name"]) or "", 1


def _first_text(place: Place) -> str | None:
    """A text, the first of several, or the `@value` of one with a language; None where there is none."""
    found = place.found[0] if isinstance(place.found, list) and place.found else place.found
    found = found.get("@value") if isinstance(found, dict) else found
    return found if isinstance(found, str) and found else None


def _length(text: str | None) -> int | None:
    """Milliseconds of an ISO 8601 duration in days or less; None where it is none."""
    m = _LENGTH.fullmatch((text or "").strip())
    if m is None or not any(m.groups()):
        return None
    days, hours, minutes, seconds = (int(part or 0) for part in m.groups()[:4])
    whole_s = ((days * 24 + hours) * 60 + minutes) * 60 + seconds
    return within_reason(whole_s * 1000 + int((m[5] or "").ljust(3, "0")[:3]), "duration")


def _beyond(video: Place, clips: Sequence[Place], videos: int) -> tuple[Message, ...]:
    """Keys that are not read, parts that are no clips, and further videos."""
    parts = video["hasPart"]
    others = (1 if parts.is_object else len(list(parts))) - len(clips)
    keys = [*(k for k in video.keys if k not in _NAMED), *_spare(clips)]
    return (*keys_beyond(keys), *counted(jsonld_parts=others, jsonld_videos=videos))


def _spare(clips: Sequence[Place]) -> Iterator[str]:
    return (f"Clip.{key}" for clip in clips for key in clip.keys if key not in _OF_CLIPS)


def is_it(text: str) -> bool:
    if not opens_as_json(text) and not _SCRIPT.search(text):
        return False
    return all(re.search(_TYPE.format(name), text) for name in ("VideoObject", "Clip"))
