"""From what yt-dlp finds at a host to a `Replay`: seconds become milliseconds, and what is invented goes.

Sources: the fields as described in yt-dlp's extractor/common.py and made in its YoutubeDL.py and extractor/youtube.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal
from urllib.parse import parse_qs, unquote, urlsplit

from rnct_chapters.recording.captions.language import language_code
from rnct_chapters.recording.media.naming import one_line
from rnct_chapters.recording.media.replay import CaptionTrack, Replay, Version
from rnct_chapters.recording.media.shown import cache_key, steady, without_secrets

Found = Mapping[str, Any]

PLAIN = frozenset({
    "Generic", "HTML5MediaEmbed", "QuotedHTML", "ElementorEmbed", "PlyrEmbed", "CamtasiaEmbed", "DetikEmbed",
    "SibnetEmbed", "Viously", "WordpressPlaylistEmbed", "WordpressMiniAudioPlayerEmbed",
})  # fmt: skip
"""yt-dlp's readers of files and pages that are of no host it knows: there an address is all that names a recording."""
CAPTION_FORMATS = ("json3", "srv3", "ttml", "dfxp", "vtt", "srt", "json")
"""The formats that are read here, the richest first: word times and speakers are lost from left to right."""

_HEAVY = frozenset({
    "automatic_captions", "comments", "description", "entries", "formats", "heatmap", "requested_formats",
    "requested_subtitles", "storyboards", "subtitles", "tags", "thumbnails",
})  # fmt: skip
"""What a download needs no more: of a long list of replays it would fill the memory."""
_INSERTED = re.compile(r"<Untitled Chapter \d+>")
_NO_CAPTIONS = frozenset({"live_chat", "rechat", "danmaku", "comments"})
_MADE_BY_MACHINE = re.compile(r"x-autogen|auto-?generated|automatic|générés? automatiquement", re.IGNORECASE)


def replay_of(found: Found, version: Version, asked: str) -> Replay:
    """The replay in `found`, which `asked` led to; `version` holds what is known of its file."""
    plain = is_plain(found)
    address = str(_first(found, ("original_url", "webpage_url") if plain else ("webpage_url",)) or asked)
    name = _plain_name(found, address) if plain else str(found.get("id") or "")
    domain = urlsplit(address).hostname or ""
    host = domain if plain else str(found.get("extractor_key") or "").lower()
    identity = f"{steady(address) if plain else domain}\n{host}\n{name}"
    duration_ms = version.duration_ms or _ms(found.get("duration"))
    return Replay(
        url=without_secrets(address),
        id=name,
        title=one_line(str(found.get("title") or name)),
        host=host,
        duration_ms=duration_ms,
        chapters=tuple(_chapters(found.get("chapters") or ())),
        captions=tuple(_captions(found)),
        released_at=_released(found, plain),
        key=cache_key(host, name, identity),
        language=_language(found.get("language")),
        version=Version(duration_ms, version.size_bytes, version.etag, version.modified),
        asked=address,
        found={k: v for k, v in found.items() if k not in _HEAVY},
    )


def is_plain(found: Found) -> bool:
    """Whether this is a file or page of no host that yt-dlp knows."""
    return found.get("extractor_key") in PLAIN


def _plain_name(found: Found, address: str) -> str:
    """The name of a plain file or page as in its address, with what tells several recordings of one page apart.

    yt-dlp's own name holds the whole query, secrets and all.
    """
    page = str(found.get("webpage_url") or address).rstrip("/").rpartition("/")[2]
    apart = str(found.get("id") or "").removeprefix(unquote(page.rpartition(".")[0] or page))
    path = urlsplit(address).path.rstrip("/").rpartition("/")[2]
    return unquote(path.rpartition(".")[0] or path) + apart


def _first(found: Found, keys: Sequence[str]) -> Any:
    return next((found[k] for k in keys if found.get(k) is not None), None)


def _ms(seconds: Any) -> int | None:
    return round(seconds * 1000) if isinstance(seconds, int | float) and 0 < seconds < 1e8 else None


def _released(found: Found, plain: bool) -> int | None:
    """Of a plain file yt-dlp gives the time of its last change, which tells nothing."""
    at = _first(found, ("release_timestamp",) if plain else ("release_timestamp", "timestamp"))
    return int(at) if isinstance(at, int | float) else None


def _chapters(listed: Sequence[Found]) -> Iterator[tuple[int, str]]:
    """The chapters that have a title; yt-dlp inserts one at 0 and names those without a title itself."""
    for chapter in listed:
        title, start_s = one_line(str(chapter.get("title") or "")), chapter.get("start_time")
        if title and not _INSERTED.fullmatch(title) and isinstance(start_s, int | float) and start_s >= 0:
            yield round(start_s * 1000), title


def _language(named: Any) -> str | None:
    return language_code(str(named)) if named else None


# Caption tracks


def _captions(found: Found) -> Iterator[CaptionTrack]:
    """Tracks that people or machines made of what is said; translations by machine are left out."""
    yield from _tracks(found.get("subtitles") or {}, "manual")
    automatic = found.get("automatic_captions") or {}
    spoken = _language(found.get("language"))
    original = {name.removesuffix("-orig") for name in automatic if name and name.endswith("-orig")}
    for track in _tracks(automatic, "automatic"):
        if original and track.language.removesuffix("-orig") not in original:
            continue
        if track.language in original and f"{track.language}-orig" in automatic:
            continue  # the same track, listed twice
        if spoken and not original and language_code(track.language) not in (spoken, None):
            continue
        yield track


def _tracks(
    listed: Mapping[str | None, Sequence[Found]], kind: Literal["manual", "automatic"]
) -> Iterator[CaptionTrack]:
    for language, formats in listed.items():
        if language in _NO_CAPTIONS:
            continue
        by_name: dict[str, list[Found]] = {}
        for one in formats:
            if one.get("ext") in CAPTION_FORMATS and (one.get("url") or one.get("data")) and not _translated(one):
                by_name.setdefault(str(one.get("name") or ""), []).append(one)
        for name, ones in by_name.items():
            ones.sort(key=lambda one: CAPTION_FORMATS.index(one["ext"]))
            machine = kind == "automatic" or _MADE_BY_MACHINE.search(f"{language} {name}") is not None
            read = tuple((str(one["ext"]), _address(one)) for one in ones)
            yield CaptionTrack(language or "und", "automatic" if machine else "manual", read, one_line(name))


def _address(one: Found) -> str:
    """Where the captions lie; those that the page itself holds are put into an address of their own."""
    if one.get("url"):
        return str(one["url"])
    from base64 import b64encode

    return f"data:text/plain;base64,{b64encode(str(one['data']).encode('utf-8', 'replace')).decode()}"


def _translated(one: Found) -> bool:
    return "tlang" in parse_qs(urlsplit(str(one.get("url") or "")).query)
