"""What yt-dlp and the hosts behind it say, in our words; the texts are theirs, the exceptions are real ones."""

import errno
import re
import sys
from string import Formatter

import pytest
from yt_dlp.cookies import CookieLoadError
from yt_dlp.networking.exceptions import CertificateVerifyError, IncompleteRead, TransportError
from yt_dlp.utils import (
    ContentTooShortError,
    DownloadError,
    ExtractorError,
    GeoRestrictedError,
    UnsupportedError,
    UserNotLive,
)

from rnct_chapters.errors import FetchFailed, RnctError, UnreadableRecording, UsageError
from rnct_chapters.messages_media import MEDIA
from rnct_chapters.recording.media.failures import FAILURES, disk_error, failure_of, nothing_found, plain, translated
from rnct_chapters.recording.media.session import Said

URL = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"

HINT = (
    "Use --cookies-from-browser or --cookies for the authentication. See  "
    "https://github.com/yt-dlp/yt-dlp/wiki/FAQ#how-do-i-pass-cookies-to-yt-dlp  for how to manually pass cookies"
)
TOLD = {
    "This live event will begin in 3 hours.": "upcoming",
    "Premieres in 12 minutes": "upcoming",
    "Livestream has not yet started": "upcoming",
    "Twitter Space not started yet": "upcoming",
    "This live event is scheduled for 2026-12-01": "upcoming",
    "The channel is not currently live": "not_live",
    "Streamer is not live": "not_live",
    "This video is still live": "live",
    f"Sign in to confirm you\u2019re not a bot. {HINT}": "bot",
    f"Sign in to confirm you're not a bot. {HINT}": "bot",
    "Video unavailable. YouTube is requiring a captcha challenge before playback": "bot",
    "Got HTTP Error 403 caused by Cloudflare anti-bot challenge; try again with ...": "bot",
    f"Sign in to confirm your age. This video may be inappropriate for some users. {HINT}": "age",
    "This video is only available for age verified users or after 22:00": "age",
    "Join this channel to get access to members-only content like this video, and other exclusive perks.": "members",
    "This video is available to this channel's members on level: Soutien (or any higher level).": "members",
    "This video is only available to Music Premium members": "members",
    "This video requires payment to watch.": "members",
    "This VOD is for subscribers only": "members",
    "This video is protected by a password, use the --video-password option": "password",
    "Wrong video password": "password",
    f"Private video. Sign in if you've been granted access to this video. {HINT}": "private",
    "This VOD is private": "private",
    "This is a private playlist. You need to login as its owner": "private",
    "The uploader has not made this video available in your country": "geo",
    "This video is not available from your location due to geo restriction": "geo",
    "The uploader has not made this video available in your country. \nThis video is available in France.\n"
    "You might want to use a VPN or a proxy server (with --proxy) to workaround.": "geo",
    "Track unavailable in your country due to licensing restrictions": "geo",
    "Video unavailable. This content isn't available, try again later. The current session has been rate-limited by "
    "YouTube for up to an hour.": "rate",
    "Unable to download API page: HTTP Error 429: Too Many Requests": "rate",
    "You have exceeded the rate limit. Try again later": "rate",
    "This video is DRM protected": "drm",
    "m3u8 download detected but ffmpeg could not be found. Please install": "drm",
    "Video unavailable. This video has been removed by the uploader": "removed",
    "Video unavailable. This video is no longer available because the YouTube account associated with this video has "
    "been terminated.": "removed",
    "Video unavailable": "removed",
    "This video does not exist": "removed",
    "YouTube said: The playlist does not exist.": "removed",
    "This playlist type is unviewable.": "removed",
    "Content not found; it has most likely expired": "removed",
    "Broadcast no longer exists": "removed",
    "Login required to access this video": "login",
    "You need to log in to access this content": "login",
    f"This video is only available for registered users. {HINT}": "login",
    "No video formats found!": "no_sound",
    "Requested format is not available. Use --list-formats for a list of available formats": "no_sound",
    "Unsupported URL: https://example.org/live-now/private-video": "unsupported",
    "Unable to download webpage: HTTP Error 308: Permanent Redirect (redirect loop detected)": "loop",
    "Unable to download webpage: HTTP Error 404: Not Found": "gone",
    "Unable to download webpage: HTTP Error 410: Gone": "gone",
    "Unable to download webpage: HTTP Error 403: Forbidden": "forbidden",
    "Unable to download webpage: HTTP Error 503: Service Unavailable": "server",
    "Unable to download webpage: HTTP Error 418: I'm a teapot": "answer",
    "Unable to download webpage: [Errno -2] Name or service not known": "no_host",
    "Unable to download webpage: HTTPSConnection: Failed to resolve 'nowhere.invalid' ([Errno -3] Temporary failure in "
    "name resolution)": "no_host",
    "Unable to download webpage: [Errno 111] Connection refused": "refused",
    "Unable to download webpage: [Errno 101] Network is unreachable": "no_network",
    "Unable to download webpage: The read operation timed out": "timeout",
    "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate": "tls",
    "('Connection aborted.', ConnectionResetError(104, 'Connection reset by peer'))": "broken",
    "Remote end closed connection without response": "broken",
    "fragment 3 not found, unable to continue": "broken",
}


def raised(inner: Exception) -> DownloadError:
    """The error that yt-dlp's library raises for a failure inside it."""
    try:
        raise inner
    except Exception:
        return DownloadError(f"\x1b[0;31mERROR:\x1b[0m {inner}", sys.exc_info())


@pytest.mark.parametrize(("text", "key"), TOLD.items(), ids=lambda x: x[:40])
def test_what_hosts_say(text: str, key: str) -> None:
    """Each reason is known by its text, names the address, and says the same in both languages."""
    error = failure_of(raised(ExtractorError(text, expected=True, video_id="dQw4w9WgXcQ", ie="youtube")), (), URL)
    assert error.said.key == f"fetch_{key}"
    for lang in ("en", "fr"):
        assert URL in error.text(lang)
        assert "yt-dlp/wiki" not in error.text(lang)


CLASSES = {
    "geo": GeoRestrictedError("Nope", countries=["FR"]),
    "not_live": UserNotLive(video_id="x"),
    "unsupported": UnsupportedError("https://x.org/drm"),
    "tls": CertificateVerifyError("unknown authority"),
    "broken": IncompleteRead(10, 20),
    "timeout": TransportError(cause=TimeoutError("timed out")),
}


@pytest.mark.parametrize(("key", "inner"), CLASSES.items(), ids=CLASSES)
def test_what_classes_say(key: str, inner: Exception) -> None:
    """Where the class says more than the text, it counts, and whether it came wrapped or not makes no difference."""
    assert failure_of(inner, (), URL).said.key == f"fetch_{key}"
    assert failure_of(raised(inner), (), URL).said.key == f"fetch_{key}"


def test_a_short_file() -> None:
    """A file that ends early broke off."""
    assert failure_of(raised(ContentTooShortError(10, 20)), (), URL).said.key == "fetch_broken"


def test_whose_fault_it_is() -> None:
    """What the user named wrongly ends with 2, what hosts and networks do with 3."""
    user = {"upcoming", "live", "not_live", "drm", "no_sound", "unsupported"}
    for row in FAILURES:
        wanted = UnreadableRecording if row.key.removeprefix("fetch_") in user else FetchFailed
        assert row.error is wanted, row.key


def test_the_advice() -> None:
    """Where cookies or a JavaScript program help, the sentence says which."""
    bot = failure_of(raised(ExtractorError("Sign in to confirm you're not a bot", expected=True)), (), URL)
    assert "--cookies-from-browser firefox" in bot.text("en")
    warnings = [
        "[youtube] No supported JavaScript runtime could be found. Only deno is enabled by default; to use another "
        "runtime add  --js-runtimes RUNTIME[:PATH]  to your command/config.",
        "[youtube] dQw4w9WgXcQ: Only images are available for download. use --list-formats to see them",
    ]
    missing = failure_of(raised(ExtractorError("Requested format is odd", expected=True)), warnings, URL)
    assert missing.said.key == "fetch_javascript"
    assert "deno" in missing.text("fr")
    assert "yt-dlp-ejs" in missing.text("fr")
    assert nothing_found([*warnings, "Requested format is not available"], URL).said.key == "fetch_javascript"


@pytest.mark.parametrize(
    ("warnings", "key"),
    [
        ([], "no_sound"),
        (["Requested format is not available"], "no_sound"),
        (["[youtube] x: Private video. Sign in if you've been granted access", "No video formats found!"], "private"),
        (["This video is DRM protected and only images are available for download"], "drm"),
    ],
)
def test_nothing_to_hear(warnings: list[str], key: str) -> None:
    """Where a page was found and nothing to hear on it, what was warned of before is the reason."""
    assert nothing_found(warnings, URL).said.key == f"fetch_{key}"


def test_an_unknown_failure() -> None:
    """What nobody foresaw is told in yt-dlp's own first line, without colours, appeals to report it, and traces."""
    inner = ExtractorError("Unable to extract frobnication", video_id="dQw4w9WgXcQ", ie="youtube")
    said = failure_of(raised(inner), (), URL).text("en")
    assert said.startswith(f"{URL} cannot be fetched: Unable to extract frobnication. ")
    assert "report" not in said
    assert "\x1b" not in said


def test_no_secret_is_told() -> None:
    """Addresses inside yt-dlp's texts lose what signs them."""
    secret = "e3b0c44298fc1c149afbf4c8996fb924"
    url = f"https://me:{secret}@x.org/a?token={secret}&v=12#{secret}"
    said = failure_of(ExtractorError(f"Odd answer from {url}", expected=True), (), url).text("fr")
    assert secret not in said
    assert "https://x.org/a?v=12" in said


def test_cookies_that_fail() -> None:
    """Cookies that cannot be read are the user's to mend, and the reason is given."""
    try:
        try:
            raise FileNotFoundError('could not find firefox cookies database in "/home/x"')
        except FileNotFoundError as inner:
            raise CookieLoadError("failed to load cookies") from inner
    except CookieLoadError as error:
        failed = failure_of(error, (), URL)
    assert (type(failed), failed.said.key) == (UsageError, "fetch_cookies_browser")
    assert "could not find firefox cookies" in failed.text("en")


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_a_full_disk_is_the_disk(number: int) -> None:
    """A failure of this machine's disk stays one, however deep yt-dlp buries it."""
    full = OSError(number, "No space left on device")
    with pytest.raises(OSError, match="No space") as met, translated(URL, Said()):
        raise raised(full)
    assert met.value is full


def test_a_refused_connection_is_not_the_disk() -> None:
    """What a network does not permit is no lack of rights on the disk."""
    assert disk_error(raised(TransportError(cause=PermissionError(errno.EACCES, "Permission denied")))) is None


def test_our_own_errors_pass() -> None:
    """What is said in our words already is not said again."""
    ours = UnreadableRecording(nothing_found((), URL).said)
    with pytest.raises(RnctError) as met, translated(URL, Said()):
        raise ours
    assert met.value is ours


def test_every_sentence_has_its_twin() -> None:
    """Both languages say the same facts, and French signs keep their narrow spaces."""
    for key, (english, french) in MEDIA.items():
        facts = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in (english, french)]
        assert facts[0] == facts[1], key
        assert not re.search(r"(?<![\u202f\u00a0])[;!?»]|(?<![\u00a0\w])[:](?!//)| :", french), key


PLAIN = {
    "\x1b[0;31mERROR:\x1b[0m [youtube] dQw4w9WgXcQ: Video unavailable": "Video unavailable",
    "ERROR: [generic] Unable to download webpage: odd (caused by X('y'))": "Unable to download webpage: odd",
    "Odd; please report this issue on  https://github.com/yt-dlp/yt-dlp/issues?q= , filling out": "Odd",
    "Two\nlines": "Two lines",
}


@pytest.mark.parametrize(("text", "wanted"), PLAIN.items(), ids=lambda x: x[-20:])
def test_plain_words(text: str, wanted: str) -> None:
    """What yt-dlp says loses all that is not about the matter."""
    assert plain(text) == wanted
