"""YouTube's chapters through its Data API v3: read the video's snippet, change its description, send all of it back.

An update overwrites every property of a part that it names, and empties those that it leaves out: what was read is
sent back as it was. https://developers.google.com/youtube/v3/docs/videos/update
"""

import os
from bisect import bisect_left
from typing import Any, Unpack

from rnct_chapters.chapters import RULES, ChapterList, Check, mend, plain
from rnct_chapters.chapters.limits import lines_fit
from rnct_chapters.chapters.mending import Mended, quoted
from rnct_chapters.chapters.wording import shortened
from rnct_chapters.errors import HostFailed, UsageError
from rnct_chapters.exports.formats import FORMATS
from rnct_chapters.hosts import video_of
from rnct_chapters.messages import Lang, Message, message
from rnct_chapters.publish.description import block_of, chapters_shown, find_block, room_in, strays, with_block
from rnct_chapters.publish.looking import by_time
from rnct_chapters.publish.oauth import access_token, is_signed_in
from rnct_chapters.publish.plan import Shown
from rnct_chapters.publish.secrets import Secret, Secrets
from rnct_chapters.publish.web import Answer, Asking, Refused, Web
from rnct_chapters.timecode import format_clock

API = "https://www.googleapis.com/youtube/v3"
VARIABLE = "RNCT_CHAPTERS_YOUTUBE_API"
"""Environment variable that names another address of the API, of a proxy or for a test."""
WRITE_UNITS = 52
"""What writing costs: 1 to read once more, 50 to update, 1 to read back."""

_GIVEN_BY_YOUTUBE = {"publishedAt", "channelId", "channelTitle", "thumbnails", "liveBroadcastContent", "localized"}
"""Properties of a snippet that nobody can set. All others are sent back, also those that the API has yet to get."""

_REASONS = {
    "quotaExceeded": "youtube_quota",
    "dailyLimitExceeded": "youtube_quota",
    "rateLimitExceeded": "youtube_too_fast",
    "userRateLimitExceeded": "youtube_too_fast",
    "servingLimitExceeded": "youtube_too_fast",
    "accessNotConfigured": "youtube_api_off",
    "insufficientPermissions": "youtube_scope",
    "authError": "youtube_signed_out",
    "expired": "youtube_signed_out",
    "authorizationRequired": "youtube_signed_out",
    "youtubeSignupRequired": "youtube_no_channel",
    "authenticatedUserNotChannel": "youtube_no_channel",
    "authenticatedUserAccountClosed": "youtube_account_closed",
    "authenticatedUserAccountSuspended": "youtube_account_closed",
    "forbidden": "youtube_not_yours",
    "videoNotFound": "youtube_no_video",
    "invalidDescription": "youtube_bad_description",
    "invalidTitle": "youtube_bad_rest",
    "invalidTags": "youtube_bad_rest",
    "invalidCategoryId": "youtube_bad_rest",
    "invalidVideoMetadata": "youtube_bad_rest",
}
"""The API's reasons, of https://developers.google.com/youtube/v3/docs/errors, and what to do about each."""


def open_youtube(url: str, web: Web, secrets: Secrets, lang: Lang) -> "YouTube":
    """The video of `url`; nothing is asked yet. Raises `UsageError` where it is none, or nobody is signed in."""
    video = video_of(url)
    if video is None or video.host != "youtube":
        raise UsageError(message("youtube_wrong_address", url=plain(url)))
    if not is_signed_in(secrets):
        raise UsageError(message("youtube_no_secret"))
    return YouTube(video.id, web, secrets, lang)


class YouTube:
    """One video; a `Host`."""

    name = "youtube"

    def __init__(self, id: str, web: Web, secrets: Secrets, lang: Lang) -> None:
        self._id, self._web, self._secrets, self._lang = id, web, secrets, lang
        self._seen: str | None = None  # the description, as the last look found it
        self._token: Secret | None = None

    @property
    def video(self) -> str:
        return f"https://www.youtube.com/watch?v={self._id}"

    def look(self) -> tuple[Shown, ...]:
        """The list in the description that new chapters would replace, whether YouTube shows it or not."""
        self._seen = self._snippet().get("description", "")
        return by_time(find_block(self._seen or "").chapters)

    @property
    def checks(self) -> tuple[Check, ...]:
        return checks_beside(self._seen or "")

    @property
    def remarks(self) -> tuple[Message, ...]:
        seen = self._seen or ""
        block = find_block(seen)
        said = []
        if block.chapters and not chapters_shown(seen):
            said.append(message("youtube_shows_none"))
        for key, lines in (("youtube_strays", strays(seen)), ("youtube_kept", block.kept)):
            if lines:
                said.append(message(key, count=len(lines), line=quoted(shortened(plain(lines[0]), RULES.title_aim))))
        return tuple(said)

    @property
    def cost(self) -> Message:
        return message("youtube_cost", units=WRITE_UNITS)

    @property
    def asks(self) -> Message | None:
        block = find_block(self._seen or "")
        if block.kind != "list":
            return None
        first, last = (format_clock(shown.start_ms) for shown in (block.chapters[0], block.chapters[-1]))
        return message("youtube_replaces_list", count=len(block.chapters), first=first, last=last)

    def write(self, ours: tuple[Shown, ...]) -> None:
        """Puts `ours` into the description as it is now, which must be as `look` found it.

        Interrupted, it has written all or nothing: the description is one text. Raises `UsageError` where it would be
        too long, and `HostFailed`.
        """
        snippet = self._snippet()
        there = snippet.get("description", "")
        if self._seen is not None and there != self._seen:
            raise HostFailed(message("youtube_changed_meanwhile", video=self._id))
        if (wanted := with_block(there, ours, self._lang)) == there:
            return
        kept = {key: value for key, value in snippet.items() if key not in _GIVEN_BY_YOUTUBE}
        body = {"id": self._id, "snippet": {**kept, "description": wanted}}
        self._ask("PUT", params={"part": "snippet"}, json=body)

    def _snippet(self) -> dict[str, Any]:
        """The video's title, description, tags and the like. Raises `HostFailed`."""
        answer = self._ask("GET", params={"part": "snippet", "id": self._id})
        listed = answer.json.get("items") if isinstance(answer.json, dict) else None
        if listed == []:
            raise HostFailed(message("youtube_no_video", video=self._id))
        video = listed[0] if isinstance(listed, list) else None
        snippet = video.get("snippet") if isinstance(video, dict) and video.get("id") == self._id else None
        if not isinstance(snippet, dict) or not isinstance(snippet.get("description", ""), str):
            raise answer.garbled()
        return snippet

    def _ask(self, method: str, **asking: Unpack[Asking]) -> Answer:
        """One request about videos. Raises `HostFailed`, with what to do about YouTube's reason."""
        if self._token is None:
            self._token = access_token(self._secrets, self._web)
        asking["token"] = self._token
        try:
            return self._web.call(method, f"{os.environ.get(VARIABLE) or API}/videos", **asking)
        except Refused as refused:
            raise self._explained(refused) from refused

    def _explained(self, refused: Refused) -> HostFailed:
        reason = _reason(refused.answer.json)
        key = _REASONS.get(reason) or ("youtube_signed_out" if refused.answer.status == 401 else None)
        if key is None:
            return refused
        return HostFailed(message(key, video=self._id, reason=reason, most=RULES.max_total_bytes))


def checks_beside(description: str) -> tuple[Check, ...]:
    """YouTube's rules for chapters, which share their bytes with the rest of `description`."""

    def fits(chapters: ChapterList, lang: Lang) -> Mended:
        room = room_in(description, lang)
        mended, said = lines_fit(max(0, room))(chapters, lang)
        if len(mended.chapters) < RULES.min_count <= len(chapters.chapters):
            over = _least_bytes(chapters, lang) - room
            raise UsageError(message("youtube_no_room", over=over, count=RULES.min_count, most=RULES.max_total_bytes))
        return mended, said

    return (*FORMATS["youtube"].checks, fits)


def _least_bytes(chapters: ChapterList, lang: Lang) -> int:
    """Bytes that the lines of as many chapters take as YouTube needs, with titles as short as they get."""

    def count_in(octets: int) -> int:
        return len(lines_fit(octets)(chapters, lang)[0].chapters)

    return bisect_left(range(RULES.max_total_bytes), RULES.min_count, key=count_in)


def text_to_paste(chapters: ChapterList, lang: Lang, description: str = "") -> tuple[str, tuple[Message, ...]]:
    """The lines to put into a description by hand, and what had to be dropped, merged, moved or shortened for it.

    `description` is the text that they will stand beside. Raises `UsageError` where it leaves no room, or there is
    nothing to paste.
    """
    mended, said = mend(chapters, checks_beside(description), lang)
    if not mended.chapters:
        raise UsageError(message("publish_nothing", recording=chapters.recording))
    return block_of(_shown(mended), lang) + "\n", said


def _shown(chapters: ChapterList) -> tuple[Shown, ...]:
    return tuple(Shown(c.span.start_ms, c.title) for c in chapters.chapters)


def _reason(body: object) -> str:
    """The first reason in the API's account of a failure; empty where it gives none."""
    error = body.get("error") if isinstance(body, dict) else None
    listed = error.get("errors") if isinstance(error, dict) else None
    first = listed[0] if isinstance(listed, list) and listed else None
    reason = first.get("reason") if isinstance(first, dict) else None
    return reason if isinstance(reason, str) else ""
