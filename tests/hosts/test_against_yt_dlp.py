"""What yt-dlp makes of the same addresses: another reader of links, asked without any network."""

from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from yt_dlp.extractor import gen_extractor_classes
from yt_dlp.utils import parse_duration

from rnct_chapters.hosts import deep_link, time_in, video_of
from tests.hosts.links import DEEP, NO_VIDEO, PEERTUBE, TIMES, VIDEOS

NAMES = {
    "youtube": "youtube",
    "vimeo": "vimeo",
    "vimeo:ondemand": "vimeo",
    "PeerTube": "peertube",
    "PeerTube:Playlist": "peertube",
    "twitch:vod": "twitch",
    "dailymotion": "dailymotion",
    "lbry": "odysee",
    "Opencast": "opencast",
    "archive.org": "archive",
    "generic": "file",
}
"""Extractor to host."""

KEYS = {"youtube": ("fragment", "query", "start", "t"), "twitch": ("query", "t")}
"""Where the extractors that read a start look for it: parts of the address, and names in them."""

OURS_ALONE = ("google.", "/redirect?", "/video-playlists/", "HTTPS://", "list=PL1", "playlistPosition=3&start=1")
"""Redirections and players that yt-dlp opens before it knows them, and videos that it takes for their lists."""

THEIRS_ALONE = ("?playlist=x7wdsj", "/$/download/", "robots.txt", "[::1")
"""What yt-dlp tries as a video: a list in the player, a download, any word after the domain; and no address at all."""


def known_instance(url: str) -> str:
    """An invented server as one that yt-dlp knows to run the same program."""
    return (
        url.replace("video.example.org", "framatube.org")
        .replace("other.example", "framatube.org")
        .replace("v.example", "framatube.org")
        .replace("oc.example", "electures.uni-muenster.de")
        .replace("&amp;", "&")
    )


@cache
def extractor_of(url: str) -> Any:
    """The class that yt-dlp would open `url` with."""
    return next(ie for ie in gen_extractor_classes() if ie.suitable(url))


def plain_links() -> Iterator[tuple[str, str, str]]:
    for url, host, video_id in VIDEOS:
        if not any(form in url for form in OURS_ALONE) and host != "bigbluebutton":
            yield known_instance(url), host, video_id


@pytest.mark.parametrize(("url", "host", "video_id"), [*plain_links()])
def test_the_same_video_is_known(url: str, host: str, video_id: str) -> None:
    """The host is the extractor's, and so is the id but for its spelling."""
    found = extractor_of(url)
    assert NAMES[found.IE_NAME] == host
    if host in ("youtube", "vimeo", "twitch", "dailymotion") and found.IE_NAME != "vimeo:ondemand":
        assert found.get_temp_id(url) == video_id
    if host == "opencast":
        assert (found.get_temp_id(url) or "").lower() == video_id


@pytest.mark.parametrize("url", [u for u, linked in DEEP if linked and not any(form in u for form in OURS_ALONE)])
def test_a_deep_link_leads_yt_dlp_to_the_same_video(url: str) -> None:
    """Whoever takes the link into another program gets the video that it was made of."""
    linked = deep_link(known_instance(url), 83_000)
    assert linked is not None
    assert extractor_of(linked) is extractor_of(known_instance(url))
    assert extractor_of(linked).get_temp_id(linked) == extractor_of(linked).get_temp_id(known_instance(url))


def pages() -> Iterator[str]:
    for url in NO_VIDEO:
        if url.startswith("http") and url.isprintable() and not any(form in url for form in (" ", *THEIRS_ALONE)):
            yield url


@pytest.mark.parametrize("url", [*pages()])
def test_what_names_no_video_is_no_single_video_there_either(url: str) -> None:
    """Where we know no video, yt-dlp's extractors of the same hosts know none: at most a list, a channel or a clip."""
    assert extractor_of(url).IE_NAME not in NAMES.keys() - {"generic"}


def start_s(url: str, keys: tuple[str, ...]) -> float | None:
    """Seconds at which yt-dlp's extractors of YouTube and Twitch begin, read as they read them."""
    parts = urlsplit(url)._asdict()
    for text in (parts[k] for k in keys if k in parts):
        for key, values in parse_qs(text).items():
            if key in keys:
                return parse_duration(values[0])
    return None


def timed_links() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Links into hosts whose start yt-dlp reads, and its keys; without those whose key it does not know, and the one
    where it takes the first of two."""
    for url in [*(url.strip().replace("&amp;", "&") for url, _, _ in TIMES), *(linked for _, linked in DEEP if linked)]:
        video = video_of(url)
        others = ("google.", "time_continue=", "start=5&t=83", "&time=", "99999")
        if video and video.host in KEYS and not any(form in url for form in others):
            yield url, KEYS[video.host]


@pytest.mark.parametrize(("url", "keys"), [*timed_links()])
def test_the_same_time_is_read(url: str, keys: tuple[str, ...]) -> None:
    """A start that yt-dlp takes from a link is the one that we take, to the millisecond, and the other way round."""
    seconds, ms = start_s(url, keys), time_in(url)
    assert seconds == (None if ms is None else ms / 1000)


def test_a_short_peertube_id_is_the_long_one() -> None:
    """The invented server's own spelling is what a known instance would spell."""
    assert video_of(known_instance(PEERTUBE)) == video_of(PEERTUBE)
