"""What went wrong at a host, in our words: each failure of yt-dlp gets a sentence that says what to do.

yt-dlp tells failures apart by text more than by class, and much of the text is the host's own. The table was made
from yt-dlp 2026.08.19 (extractor/common.py, extractor/youtube, networking/exceptions.py) and what hosts say.
"""

import errno
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from rnct_chapters.errors import FetchFailed, RnctError, UnreadableRecording, UsageError
from rnct_chapters.messages import message
from rnct_chapters.recording.captions.payload import clean
from rnct_chapters.recording.media.session import Said
from rnct_chapters.recording.media.shown import shown_address

DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO})
RIGHTS = frozenset({errno.EACCES, errno.EPERM})
"""Of the disk where a file is named; of the network where none is."""
UNREACHABLE = frozenset({"fetch_no_host", "fetch_refused", "fetch_timeout", "fetch_broken", "fetch_no_network"})
"""Failures of the network rather than of the host: what was kept from an earlier run may do instead."""
LONGEST = 300


@dataclass(frozen=True, slots=True)
class Failure:
    """One row: the key of the sentence, the error that it becomes, and the texts it is known by."""

    key: str
    error: type[RnctError]
    text: re.Pattern[str]


def _row(key: str, error: type[RnctError], texts: str) -> Failure:
    """A row; `texts` holds one pattern a line."""
    patterns = [line.strip() for line in texts.splitlines() if line.strip()]
    return Failure(f"fetch_{key}", error, re.compile("|".join(patterns), re.IGNORECASE))


FAILURES = (
    _row("upcoming", UnreadableRecording, r"""
        \b(?:event|premiere|stream|broadcast|video) will (?:begin|start)
        \bpremieres in\b
        \bnot (?:yet )?started
        \bnot available yet
        \bis (?:an )?upcoming
        \bis scheduled for
    """),
    _row("not_live", UnreadableRecording, r"""
        \bnot (?:currently )?(?:live|streaming|broadcasting)\b
        \bis offline\b
        UserNotLive
    """),
    _row("live", UnreadableRecording, r"""
        \b(?:is|still) live\b
        \bevent is (?:still )?(?:running|in progress)
    """),
    _row("bot", FetchFailed, r"""
        confirm you.{0,3}re not a bot
        \bcaptcha\b
        unusual traffic
        anti-bot
        verify (?:that )?you are (?:a )?human
    """),
    _row("age", FetchFailed, r"""
        confirm your age
        \bage[- ](?:restrict|verif)
        verify your age
        inappropriate for some users
    """),
    _row("members", FetchFailed, r"""
        \bmembers[- ]only\b
        \bfor members\b
        \bjoin this channel
        channel'?s members
        \bpremium\b
        requires payment
        \bpurchase
        \bis paid\b
        \bsubscri(?:ber|ption|bed)
    """),
    _row("password", FetchFailed, r"""
        protected by a pass(?:word|phrase)
        password[- ]protected
        --video-password
        (?:wrong|incorrect|invalid) (?:video )?pass(?:word|phrase)
    """),
    _row("private", FetchFailed, r"""
        \bprivate (?:video|playlist|content|track)
        \b(?:is|set to) private\b
    """),
    _row("geo", FetchFailed, r"""
        \b(?:in|from) your (?:country|location|region)
        \bgeo[- ]?(?:restrict|block)
        blocked (?:it )?in this (?:country|region)
        GeoRestrictedError
    """),
    _row("rate", FetchFailed, r"""
        \brate[- ]?limit
        too many requests
        HTTP Error 429
    """),
    _row("drm", UnreadableRecording, r"""
        \bDRM\b
        ffmpeg could not be found
    """),
    _row("removed", FetchFailed, r"""
        \b(?:was|been) (?:removed|deleted|taken down|terminated)
        \bremoved by\b
        \bhas ended\b
        \bno longer (?:avail|exist)
        \b(?:video|content|playlist|page|clip|stream) (?:is )?(?:currently )?(?:unavailable|not available)
        \bdoes(?: not|n.t) exist
        \bisn.t available
        \bcould(?: not|n.t) be found
        \bis unviewable
        \b(?:is|has|likely) expired
    """),
    _row("javascript", FetchFailed, r"""
        javascript runtime
        challenge solv
        signature (?:solving|extraction)
        \byt-dlp-ejs\b
        only images are available
    """),
    _row("login", FetchFailed, r"""
        \blog ?in\b
        \bsign in\b
        registered users
        --cookies\b
        authenticat
    """),
    _row("no_sound", UnreadableRecording, r"""
        no (?:(?:video|audio) )?formats? found
        requested format is not available
    """),
    _row("unsupported", UnreadableRecording, r"""
        unsupported url
        is not a valid url
        no suitable extractor
    """),
    _row("loop", FetchFailed, r"""
        redirect loop
        infinite loop
        too many redirects
    """),
    _row("gone", FetchFailed, r"HTTP Error (?:404|410)"),
    _row("forbidden", FetchFailed, r"HTTP Error (?:401|403|407|451)"),
    _row("server", FetchFailed, r"HTTP Error 5\d\d"),
    _row("answer", FetchFailed, r"HTTP Error \d+"),
    _row("tls", FetchFailed, r"""
        certificate
        \bSSL
        \bTLS\b
    """),
    _row("no_host", FetchFailed, r"""
        name or service not known
        failed to resolve
        getaddrinfo
        nodename nor
        name resolution
        no address associated
        no such host
    """),
    _row("refused", FetchFailed, r"""
        connection refused
        actively refused
    """),
    _row("no_network", FetchFailed, r"""
        network is (?:unreachable|down)
        no route to host
        \bproxy\b
        ProxyError
    """),
    _row("timeout", FetchFailed, r"""
        timed out
        time-?out
    """),
    _row("broken", FetchFailed, r"""
        bytes read
        connection (?:broken|reset|aborted|closed)
        incomplete ?read
        remote end closed
        without response
        expected \d+ bytes
        did not get any data
        broken pipe
        downloaded \d+ bytes
        file is empty
        fragment \d+ not found
        ContentTooShortError
    """),
)  # fmt: skip
"""From the top: the first row whose text is found decides."""


@contextmanager
def translated(url: str, said: Said) -> Iterator[None]:
    """Errors of yt-dlp and of the network within the block become ours, about `url`; those of the disk pass."""
    try:
        yield
    except RnctError:
        raise
    except Exception as error:  # readers of hosts break in every way
        if (full := disk_error(error)) is not None:
            raise full from error
        raise failure_of(error, said.warnings, url) from error


def failure_of(error: BaseException, warnings: Sequence[str], url: str) -> RnctError:
    """The error of ours that says what `error` says; the warnings before it count where itself says little."""
    shown = shown_address(url)
    if "CookieLoadError" in {type(one).__name__ for one in chain_of(error)}:
        return UsageError(message("fetch_cookies_browser", why=_why(chain_of(error)[-1])))
    told = [f"{type(one).__name__}: {one}" for one in chain_of(error)]
    return _known(told, shown) or _known(warnings[::-1], shown) or _unknown(error, shown)


def nothing_found(warnings: Sequence[str], url: str) -> RnctError:
    """Why nothing can be heard of what was found at `url`: yt-dlp's warnings say."""
    shown = shown_address(url)
    missing = UnreadableRecording(message("fetch_no_sound", url=shown))
    telling = [w for w in warnings if not _EMPTY.search(w)]
    return _known(telling, shown) or missing


def _known(told: Sequence[str], shown: str) -> RnctError | None:
    texts = [_ADDRESS.sub("", text) for text in told]  # an address may hold any word
    for row in FAILURES:
        if any(row.text.search(text) for text in texts):
            return row.error(message(row.key, url=shown))
    return None


def _unknown(error: BaseException, shown: str) -> RnctError:
    return FetchFailed(message("fetch_failed", url=shown, why=_why(error)))


def _why(error: BaseException) -> str:
    first = next((line for line in str(error).splitlines() if plain(line)), type(error).__name__)
    return plain(first)[:LONGEST]


_EMPTY = re.compile(r"formats? found|requested format", re.IGNORECASE)
_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_PREFIX = re.compile(r"\A(?:ERROR: ?)?(?:\[[^\]\n]+\] ?(?:[^\s:]+: )?)?")
_BOILERPLATE = re.compile(
    r"[;.,]?\s*(?:please report this issue on|see\s+https://github\.com/yt-dlp|confirm you are on the latest|"
    r"use --|\(caused by|you might want to use a vpn|try again with)[^\n]*",
    re.IGNORECASE,
)
_STATUS = re.compile(r"\bHTTP Error (\d{3})\b")
_ADDRESS = re.compile(r"https?://[^\s'\"<>]+")


def plain(text: str) -> str:
    """What yt-dlp says on one line, without colours, prefixes, advice about its own options, secrets in addresses."""
    text = _BOILERPLATE.sub("", _PREFIX.sub("", _ESCAPES.sub("", text).strip()))
    return " ".join(clean(_ADDRESS.sub(lambda m: shown_address(m[0]), text)).split()).rstrip(".;,: ")


def chain_of(error: BaseException) -> list[BaseException]:
    """`error`, and in turn what caused it, as yt-dlp and Python keep it."""
    chain: list[BaseException] = []
    following: BaseException | None = error
    while following is not None and following not in chain:
        chain.append(following)
        inner = getattr(following, "exc_info", None)
        held = inner[1] if isinstance(inner, tuple) and len(inner) == 3 else None
        caused = getattr(following, "cause", None)
        candidates = (held, caused, following.__cause__, following.__context__)
        following = next((c for c in candidates if isinstance(c, BaseException) and c not in chain), None)
    return chain


def status_of(error: BaseException) -> tuple[int, str | None] | None:
    """The HTTP status that `error` is about and the wait that the host asked for, as it wrote it; None without one."""
    chain = chain_of(error)
    for one in chain:
        if isinstance(status := getattr(one, "status", None), int):
            headers = getattr(getattr(one, "response", None), "headers", None)
            return status, headers.get("Retry-After") if headers else None
    told = (m for one in chain if (m := _STATUS.search(str(one))))  # of parts, only the text comes through
    return next(((int(m[1]), None) for m in told), None)


def disk_error(error: BaseException) -> OSError | None:
    """The failure of this machine's disk that `error` comes from."""
    for one in chain_of(error):
        if isinstance(one, OSError) and (one.errno in DISK or (one.errno in RIGHTS and one.filename is not None)):
            return one
    return None
