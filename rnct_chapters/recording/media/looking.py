"""From an address to replays: what its host has there, why where it has nothing, what was known where it is offline."""

import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from rnct_chapters.errors import FetchFailed, RnctError, UnreadableRecording
from rnct_chapters.messages import Message, message
from rnct_chapters.recording.media.failures import UNREACHABLE, nothing_found, translated
from rnct_chapters.recording.media.found import is_plain, replay_of
from rnct_chapters.recording.media.keeping import remembered
from rnct_chapters.recording.media.replay import Access, Replay
from rnct_chapters.recording.media.session import Session, session
from rnct_chapters.recording.media.shown import shown_address
from rnct_chapters.recording.media.versions import version_of
from rnct_chapters.recording.media.waiting import patiently

LONGEST_PLAYLIST = 200
"""Recordings: more than any event has; a longer list is a whole channel, named by mistake."""
MANY = 5
"""From so many recordings of a list on, their host is asked at an easy pace, as yt-dlp's own advice has it."""
EASY_PACE_S = 0.75

_ADDRESS = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)
_NUMBERED = re.compile(r" \(1\)$")  # how yt-dlp calls the first video of a page, were it the only one
_LIVE = {"is_live": "fetch_live", "post_live": "fetch_post_live"}

Noted = Callable[[Message], None]


def unnoted(note: Message) -> None:
    """For a look-up whose remarks nobody reads."""


def look_up(url: str, access: Access, noted: Noted = unnoted) -> tuple[Replay, ...]:
    """The replays at `url`: one, or those of a list in its order. Downloads nothing but what tells of them.

    `noted` is told what a user should know: entries of a list that are left out, and that the host could not be
    reached, so that an earlier look-up answers. Raises `UnreadableRecording` where nothing there can be listened to
    (live, no sound, no media), `FetchFailed`, `MissingExtra`, and `UsageError` for cookies that cannot be used.
    """
    if not _ADDRESS.fullmatch(url.strip()) or not url.isprintable():
        raise UnreadableRecording(message("fetch_bad_address", url=shown_address(url)))
    try:
        return tuple(_asked(url.strip(), access, noted))
    except FetchFailed as failed:
        known = remembered(url.strip()) if failed.said.key in UNREACHABLE else ()
        if not known:
            raise
        when = time.strftime("%Y-%m-%d", time.localtime(known[0].as_of))
        noted(message("fetch_offline", url=shown_address(url), date=when))
        return known


def looked_up_again(replay: Replay, access: Access) -> Replay:
    """`replay` with addresses that are good now. Raises as `look_up` does; never answers from memory."""
    found = tuple(_asked(replay.asked, access, unnoted))
    fresh = next((r for r in found if r.key == replay.key), found[0] if len(found) == 1 else None)
    if fresh is None:
        raise FetchFailed(message("fetch_gone", url=shown_address(replay.url)))
    return replace(fresh, key=replay.key, listed=replay.listed, place=replay.place)


def _asked(url: str, access: Access, noted: Noted) -> Iterator[Replay]:
    with session(access, extract_flat="in_playlist", playlist_items=f"1:{LONGEST_PLAYLIST + 1}") as asked:

        def waiting(pause_s: float) -> None:
            noted(message("fetch_busy", url=shown_address(url), seconds=round(pause_s)))

        with translated(url, asked.said):
            found = patiently(lambda: asked.ydl.extract_info(url, download=False), access.patience, waiting)
            if found is None or found.get("_type", "video") == "video":
                only = _one(asked, found or {}, url)
                yield replace(
                    only, listed=url, title=_NUMBERED.sub("", only.title) if is_plain(only.found) else only.title
                )
                return
            entries = [e for e in found.get("entries") or () if e]
        yield from _all(asked, url, entries, noted)


def _all(asked: Session, url: str, entries: list[dict[str, Any]], noted: Noted) -> Iterator[Replay]:
    """The entries of a list, each looked up; those that cannot be had are told and left out, unless none can."""
    shown = shown_address(url)
    if len(entries) > LONGEST_PLAYLIST:
        raise UnreadableRecording(message("fetch_long_list", url=shown, most=LONGEST_PLAYLIST))
    if not entries:
        raise UnreadableRecording(message("fetch_empty_list", url=shown))
    if len(entries) >= MANY:
        asked.ydl.params["sleep_interval_requests"] = EASY_PACE_S
    noted(message("fetch_list", url=shown, count=len(entries)))
    refused: list[RnctError] = []
    for place, entry in enumerate(entries, 1):
        address = str(entry.get("url") or entry.get("webpage_url") or url)
        try:
            with translated(address, asked.said):
                found = asked.ydl.process_ie_result(entry, download=False)
                if found.get("_type", "video") != "video":
                    raise UnreadableRecording(message("fetch_nested_list", url=shown_address(address)))
                yield replace(_one(asked, found, address), listed=url, place=place)
        except (UnreadableRecording, FetchFailed) as error:
            if error.said.key in UNREACHABLE:
                raise
            refused.append(error)
            noted(message("fetch_left_out", number=place, count=len(entries), why=error.said))
    if len(refused) == len(entries):
        raise refused[0]


def _one(asked: Session, found: Mapping[str, Any], url: str) -> Replay:
    """The replay that yt-dlp found, where it can be listened to from its start."""
    status = found.get("live_status")
    shown = shown_address(str(found.get("webpage_url") or url))
    if status == "is_upcoming":
        raise _upcoming(shown, found.get("release_timestamp"))
    if status in _LIVE:
        raise UnreadableRecording(message(_LIVE[status], url=shown))
    if not found.get("url") or found.get("acodec") == "none":
        raise nothing_found(asked.said.warnings, shown)
    if not _ADDRESS.fullmatch(str(found["url"])):  # a page may name a file of this machine
        raise UnreadableRecording(message("fetch_protocol", url=shown))
    replay = replay_of(found, version_of(asked, found), url)
    asked.said.warnings.clear()
    return replay


def _upcoming(shown: str, starts_at: Any) -> UnreadableRecording:
    if not isinstance(starts_at, int | float):
        return UnreadableRecording(message("fetch_upcoming", url=shown))
    when = time.strftime("%Y-%m-%d %H:%M", time.localtime(starts_at))
    return UnreadableRecording(message("fetch_upcoming_at", url=shown, when=when))
