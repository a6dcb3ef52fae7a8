"""yt-dlp as it is used here: its settings, its cookies, and what it says kept instead of printed.

Settings through yt-dlp's library differ from its command line: without them it never tries again, and loses parts of
a stream without a word, which would move all later times.
"""

import contextlib
import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rnct_chapters.errors import UsageError, needs
from rnct_chapters.messages import message
from rnct_chapters.recording.captions import shown_name
from rnct_chapters.recording.media.replay import Access, Patience
from rnct_chapters.whole_files import why_unread

SOUND = "bestaudio[ext=m4a]/bestaudio[ext=webm]/bestaudio/best[height<=?480]/best"
"""Sound alone where the host has it; else a small picture with it, for a larger one holds no better sound."""
BLOCK_BYTES = 65_536
"""As much as is lost of what came when a run is killed; yt-dlp would let it grow to 4 MB."""
LARGEST_COOKIES_BYTES = 5_000_000

_BROWSER = re.compile(r"(?P<name>[^+:]+)(?:\+(?P<keyring>[^:]+))?(?::(?!:)(?P<profile>.+?))?(?:::(?P<container>.+))?")
_EXPIRES = re.compile(r"(?:\d+(?:\.\d+)?)?")
_COOKIE_HEADER = "# Netscape HTTP Cookie File\n"


@dataclass(frozen=True, slots=True)
class Said:
    """What yt-dlp says, for its warnings often hold the reason of the error that follows. Nothing is printed."""

    warnings: list[str] = field(default_factory=list)

    def debug(self, text: str) -> None:
        """Progress in words, which is told otherwise."""

    def info(self, text: str) -> None:
        """As `debug`."""

    def warning(self, text: str) -> None:
        self.warnings.append(text)

    def error(self, text: str) -> None:
        """Raised as an exception as well."""


@dataclass(frozen=True, slots=True)
class Session:
    """One yt-dlp, and what it said."""

    ydl: Any
    said: Said


@contextmanager
def session(access: Access, **more: Any) -> Iterator[Session]:
    """yt-dlp with the settings of this program and `more` of them; closed after the block, cookies forgotten.

    Raises `MissingExtra` and, for cookies that cannot be used, `UsageError`.
    """
    with needs("speech"):
        from yt_dlp import YoutubeDL  # type: ignore[import-untyped]
    said = Said()
    with without_ffmpeg(), YoutubeDL(_settings(access, said) | more) as ydl, _letting_go(ydl):
        yield Session(ydl, said)


@contextmanager
def without_ffmpeg() -> Iterator[None]:
    """The ffmpeg program is not used even where it is there: it goes on past a part of a stream that is lost."""
    with needs("speech"):
        from yt_dlp.postprocessor.ffmpeg import FFmpegPostProcessor  # type: ignore[import-untyped]
    before = FFmpegPostProcessor._ffmpeg_location.set("")
    try:
        yield
    finally:
        FFmpegPostProcessor._ffmpeg_location.reset(before)


def _settings(access: Access, said: Said) -> dict[str, Any]:
    patience = access.patience
    return {
        "logger": said,
        "quiet": True,
        "noprogress": True,
        "color": "never",
        "format": SOUND,
        "ffmpeg_location": "",
        "hls_prefer_native": True,
        "fixup": "never",
        "noplaylist": True,  # an address that names a video and a list means the video
        "ignore_no_formats_error": True,  # what is known of a live or private video is wanted, with the reason
        "retries": patience.retries,
        "fragment_retries": patience.retries,
        "extractor_retries": min(3, patience.retries),
        "file_access_retries": 3,
        "retry_sleep_functions": {
            "http": _pauses(patience, patience.longest_pause_s),
            "fragment": _pauses(patience, patience.longest_part_pause_s),
            "extractor": _pauses(patience, patience.longest_part_pause_s),
        },
        "skip_unavailable_fragments": False,
        "keep_fragments": True,  # see transfer.py
        "socket_timeout": patience.answer_s,
        "continuedl": True,
        "buffersize": BLOCK_BYTES,
        "noresizebuffer": True,
        "updatetime": False,
        "enable_file_urls": False,
        "ratelimit": access.rate_limit,
        "js_runtimes": {"deno": {}, "node": {}, "bun": {}, "quickjs": {}},
        "cookiefile": None if access.cookies is None else _cookies(access.cookies),
        "cookiesfrombrowser": None if access.cookies_from_browser is None else _browser(access.cookies_from_browser),
    }


def _pauses(patience: Patience, longest_s: float) -> Callable[[int], float]:
    return lambda n: min(patience.pause_s * 2**n, longest_s)


def _browser(named: str) -> tuple[str, str | None, str | None, str | None]:
    """`firefox`, `chrome:Profile 1`, `chromium+gnomekeyring`, `firefox::container`, as yt-dlp spells them."""
    with needs("speech"):
        from yt_dlp.cookies import SUPPORTED_BROWSERS, SUPPORTED_KEYRINGS  # type: ignore[import-untyped]
    m = _BROWSER.fullmatch(named.strip())
    keyring = m["keyring"].strip().upper() if m and m["keyring"] else None
    if m is None or m["name"].lower() not in SUPPORTED_BROWSERS or keyring not in (None, *SUPPORTED_KEYRINGS):
        known = ", ".join(sorted(SUPPORTED_BROWSERS))
        raise UsageError(message("fetch_unknown_browser", name=shown_name(named), known=known))
    return m["name"].lower(), m["profile"], keyring, m["container"]


def _cookies(path: Path) -> io.StringIO:
    """The cookies of a browser's export, in memory: yt-dlp writes into what it is given, and never into the file.

    Lines that are no cookies are left out here, for yt-dlp would print them, secrets and all.
    """
    name = shown_name(str(path))
    try:
        with path.expanduser().open("rb") as file:
            text = file.read(LARGEST_COOKIES_BYTES + 1).decode("utf-8", "replace")
    except OSError as error:
        raise UsageError(message("fetch_cookies_unreadable", name=name, why=why_unread(error))) from error
    lines = [line for line in text.removeprefix("\ufeff").splitlines() if _is_cookie(line)]
    if not lines:
        raise UsageError(message("fetch_cookies_none", name=name))
    return io.StringIO(_COOKIE_HEADER + "".join(f"{line}\n" for line in lines))


def _is_cookie(line: str) -> bool:
    fields = line.removeprefix("#HttpOnly_").split("\t")
    return len(fields) == 7 and not fields[0].startswith("#") and _EXPIRES.fullmatch(fields[4]) is not None


@contextmanager
def _letting_go(ydl: Any) -> Iterator[None]:
    """Closes every answer of a host in the end: yt-dlp leaves those open of which the first bytes were enough."""
    ask = ydl.urlopen
    answers: list[Any] = []

    def urlopen(request: Any) -> Any:
        answers[:] = [answer for answer in answers if not answer.closed]
        try:
            answer = ask(request)
        except Exception as error:
            if (refusal := getattr(error, "response", None)) is not None:
                answers.append(refusal)
            raise
        answers.append(answer)
        return answer

    ydl.urlopen = urlopen
    try:
        yield
    finally:
        for answer in answers:
            with contextlib.suppress(Exception):  # what a broken connection makes of it is of no interest any more
                answer.close()
