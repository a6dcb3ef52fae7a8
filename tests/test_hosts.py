"""Links: which video, which time, and the same page opened elsewhere."""

from urllib.parse import quote, unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.hosts import HOSTS, Video, deep_link, page_link, time_in, time_text_in, video_of
from rnct_chapters.timecode import parse_offset

ID = "79NNXn5Kr90"
SHORT, UUID = "kkGMgK9ZtnKfYAgnEtQxbv", "9c9de5e8-0a1e-484a-b099-e80766180a6d"
YOUTUBE = f"https://www.youtube.com/watch?v={ID}"
PEERTUBE = f"https://video.example.org/w/{SHORT}"

VIDEOS = [
    (YOUTUBE, "youtube", ID),
    (f"http://youtube.com/watch?feature=share&v={ID}&list=PL1", "youtube", ID),
    (f"https://m.youtube.com/watch?app=desktop&v={ID}#t=83", "youtube", ID),
    (f"https://music.youtube.com/watch?v={ID}", "youtube", ID),
    (f"https://youtu.be/{ID}", "youtube", ID),
    (f"https://youtu.be/{ID}?si=abcdefgh&t=83", "youtube", ID),
    (f"https://www.youtube.com/embed/{ID}?start=83", "youtube", ID),
    (f"https://www.youtube-nocookie.com/embed/{ID}", "youtube", ID),
    (f"https://www.youtube.com/shorts/{ID}", "youtube", ID),
    (f"https://www.youtube.com/live/{ID}?feature=shared", "youtube", ID),
    (f"https://www.youtube.com/v/{ID}", "youtube", ID),
    (f"https://www.youtube.com/e/{ID}", "youtube", ID),
    (f"HTTPS://WWW.YouTube.com/watch?v={ID}&amp;t=83s", "youtube", ID),
    (f"https://www.google.com/url?q=https://youtu.be/{ID}&sa=D", "youtube", ID),
    (f"https://www.google.co.uk/url?sa=t&url={quote(YOUTUBE, safe='')}&usg=x", "youtube", ID),
    (f"https://www.youtube.com/redirect?q={quote('https://vimeo.com/76979871', safe='')}", "vimeo", "76979871"),
    ("https://vimeo.com/76979871", "vimeo", "76979871"),
    ("https://vimeo.com/76979871/8272103f6e?share=copy", "vimeo", "76979871"),
    ("https://player.vimeo.com/video/76979871?h=8272103f6e#t=83s", "vimeo", "76979871"),
    ("https://vimeo.com/channels/staffpicks/76979871", "vimeo", "76979871"),
    ("https://vimeo.com/showcase/1234/video/76979871", "vimeo", "76979871"),
    (PEERTUBE, "peertube", UUID),
    (f"https://video.example.org/videos/watch/{UUID}", "peertube", UUID),
    (f"https://other.example/videos/embed/{SHORT}?start=83", "peertube", UUID),
    (f"https://video.example.org/w/p/{SHORT}?playlistPosition=3", "peertube", f"{UUID}/3"),
    ("https://cdn.example.org/a/Replay%201.MP4?sig=x#t=83", "file", "https://cdn.example.org/a/Replay%201.MP4"),
    ("https://traffic.libsyn.com/syntax/Syntax100.mp3", "file", "https://traffic.libsyn.com/syntax/Syntax100.mp3"),
]
NO_VIDEO = [
    "",
    "#",
    "youtu.be",
    "https://www.youtube.com/",
    "https://www.youtube.com/playlist?list=PL1",
    "https://www.youtube.com/embed/videoseries?list=PL1",
    "https://www.youtube.com/embed/live_stream?channel=UC1",
    "https://www.youtube.com/watch?v=tooshort",
    f"https://youtube.com@evil.example/watch?v={ID}",
    f"https://evil.example/watch?v={ID}",
    f"https://notyoutube.com/watch?v={ID}",
    "https://vimeo.com/about",
    "https://video.example.org/w/nothinglikeanidentity",
    f"https://video.example.org/w/{'z' * 22}{'Z'}",
    f"https://video.example.org/w/{'Z' * 22}",
    "https://example.org/video.php",
    "https://en.wikipedia.org/wiki/MP4",
    f"javascript:location='https://youtu.be/{ID}'",
    "javascript:alert(1)//.mp4",
    "data:video/mp4;base64,AAAA",
    f"ftp://youtu.be/{ID}",
    "file:///srv/replay.mp4",
    "https://[::1/replay.mp4",
    f"https://youtu.be/{ID}\nhttps://x",
    f"https://youtu.be/{ID}?t=1 2",
]
TIMES = [
    (YOUTUBE, None, ""),
    (f"{YOUTUBE}&t=83", 83_000, "83"),
    (f"{YOUTUBE}&t=83s&list=PL1", 83_000, "83s"),
    (f"{YOUTUBE}&t=1m23s", 83_000, "1m23s"),
    (f"{YOUTUBE}&amp;t=83", 83_000, "83"),
    (f"{YOUTUBE}&start=5&t=83", 83_000, "83"),
    (f"{YOUTUBE}&time_continue=83", 83_000, "83"),
    (f"{YOUTUBE}#t=1h2m3s", 3_723_000, "1h2m3s"),
    (f"{YOUTUBE}&t=", None, ""),
    (f"{YOUTUBE}&t=soon", None, ""),
    (f"{YOUTUBE}&t={'9' * 5000}", None, ""),
    (f"  https://youtu.be/{ID}?t=126  ", 126_000, "126"),
    (f"https://www.youtube.com/embed/{ID}?start=83", 83_000, "83"),
    ("https://vimeo.com/76979871#t=1m5s", 65_000, "1m5s"),
    ("https://player.vimeo.com/video/76979871?h=8272103f6e#t=83s", 83_000, "83s"),
    (f"{PEERTUBE}?start=1h2m3s", 3_723_000, "1h2m3s"),
    (f"{PEERTUBE}?t=83", None, ""),
    ("https://example.org/a.mp4#t=83.5,90", 83_500, "83.5"),
    ("https://example.org/a.mp4#t=npt:00:01:23.5", 83_500, "00:01:23.5"),
    ("https://example.org/a.mp4#track=1&t=1%3A23", 83_000, "1%3A23"),
    ("https://example.org/a.mp4#t=,5", None, ""),
    ("https://example.org/a.mp4?t=1699999999", None, ""),
    ("https://odysee.com/@c:1/title:2?t=83", 83_000, "83"),
    ("https://bbb.example/playback/presentation/2.3/abc?t=1h2m3s", 3_723_000, "1h2m3s"),
    ("https://example.org/?t=1699999999", None, ""),
    ("https://x.com/a/status/1?t=Hk3rTqJ0&s=20", None, ""),
    (f"https://www.google.com/url?q=https%3A%2F%2Fyoutu.be%2F{ID}%3Ft%3D126%26x%3D%C3%A9&sa=D", 126_000, "126"),
    (f"https://www.google.com/url?q={quote('https://example.org/é.mp4#t=npt:83', safe='')}", 83_000, "83"),
    ("javascript:void(0)?t=83", None, ""),
    ("t=83", None, ""),
]
DEEP = [
    (YOUTUBE, f"{YOUTUBE}&t=83s"),
    (f"{YOUTUBE}&t=5&list=PL1&index=2", f"{YOUTUBE}&t=83s&list=PL1&index=2"),
    (f"https://www.youtube.com/watch?t=5&v={ID}&start=1#t=7", f"https://www.youtube.com/watch?t=83s&v={ID}"),
    (f"https://youtu.be/{ID}", f"https://youtu.be/{ID}?t=83"),
    (f"https://youtu.be/{ID}?si=abc&t=1m", f"https://youtu.be/{ID}?si=abc&t=83"),
    (f"https://www.youtube.com/embed/{ID}?start=1&end=9", f"https://www.youtube.com/embed/{ID}?start=83"),
    (f"https://www.youtube.com/shorts/{ID}", f"{YOUTUBE}&t=83s"),
    (f"https://www.youtube.com/live/{ID}?list=PL1", f"{YOUTUBE}&list=PL1&t=83s"),
    (f"https://www.google.com/url?q={quote(YOUTUBE, safe='')}&sa=D", f"{YOUTUBE}&t=83s"),
    ("https://vimeo.com/76979871/8272103f6e", "https://vimeo.com/76979871/8272103f6e#t=83s"),
    ("https://vimeo.com/76979871#t=1m5s", "https://vimeo.com/76979871#t=83s"),
    ("https://player.vimeo.com/video/1234?h=8272103f6e", "https://player.vimeo.com/video/1234?h=8272103f6e#t=83s"),
    (PEERTUBE, f"{PEERTUBE}?start=83"),
    (f"{PEERTUBE}?start=1m2s&stop=2m", f"{PEERTUBE}?start=83"),
    (
        f"https://v.example/w/p/{SHORT}?playlistPosition=3&start=1",
        f"https://v.example/w/p/{SHORT}?playlistPosition=3&start=83",
    ),
    ("https://example.org/a.mp4", "https://example.org/a.mp4#t=83"),
    ("https://example.org/a.mp4?sig=x#t=npt:5,9&track=fr", "https://example.org/a.mp4?sig=x#t=83&track=fr"),
    ("https://odysee.com/@c:1/title:2?t=5", None),
    ("https://www.dailymotion.com/video/x8abcd", None),
    (f"https://v.example/video-playlists/embed/{SHORT}", None),
    ("https://zoom.us/rec/share/abc", None),
    ("javascript:alert(1)", None),
    ("#", None),
]


@pytest.mark.parametrize(("url", "host", "video_id"), VIDEOS)
def test_every_spelling_names_its_video(url: str, host: str, video_id: str) -> None:
    """Two addresses of one video are the same video, whatever else they carry."""
    assert video_of(url) == Video(host, video_id)


@pytest.mark.parametrize("url", NO_VIDEO)
def test_what_is_no_video_names_none(url: str) -> None:
    """Pages, look-alike domains, lists and other schemes name no video and get no deep link."""
    assert video_of(url) is None
    assert deep_link(url, 83_000) is None


@pytest.mark.parametrize(("url", "ms", "written"), TIMES)
def test_the_time_of_a_link_and_its_place(url: str, ms: int | None, written: str) -> None:
    """The time is read where its host keeps it, and its place in the address is exact."""
    at = time_text_in(url)
    assert time_in(url) == ms
    assert (url[at.start : at.end] if at else "") == written


@pytest.mark.parametrize(("url", "expected"), DEEP)
def test_a_deep_link_changes_nothing_but_the_time(url: str, expected: str | None) -> None:
    """Whole seconds, rounded down; lists, hashes and positions stay; an unknown host gets no guess."""
    assert deep_link(url, 83_999) == expected


@pytest.mark.parametrize(("url", "expected"), [(u, e) for u, e in DEEP if e and "stop" not in u and "end=" not in u])
def test_a_page_link_has_no_time(url: str, expected: str) -> None:
    """The plain link is the same video, and opens at its start."""
    page = page_link(url)
    assert time_in(page) is None
    assert video_of(page) == video_of(expected)
    assert deep_link(page, 83_000) is not None


def test_a_page_link_of_other_addresses() -> None:
    """An unknown page keeps its query, and what is no web address becomes nothing."""
    assert page_link("https://forum.example/viewtopic.php?t=83#p9") == "https://forum.example/viewtopic.php?t=83#p9"
    assert page_link("https://www.google.com/url?q=https://example.org/a&sa=D") == "https://example.org/a"
    assert page_link("javascript:alert(1)") == page_link("data:text/html,x") == page_link("#") == ""


_KNOWN = st.sampled_from([u for u, _, _ in VIDEOS])
_NASTY = st.one_of(
    st.text(),
    st.text(alphabet=st.characters(), max_size=40).map(lambda s: f"https://youtu.be/{s}"),
    st.builds(lambda u, s: f"{u}{s}", _KNOWN, st.text(alphabet="&?#=t%:,;/01h9sm \x00é\ud800[]@", max_size=30)),
    st.builds(
        lambda u, s: f"https://www.google.com/url?q={quote(u, safe='')}{s}", _KNOWN, st.text(alphabet="%23CtEFD83&#=")
    ),
)


@given(_NASTY, st.integers(-1, 10**9))
def test_no_address_makes_it_raise(url: str, ms: int) -> None:
    """Whatever an article links to, the answer is a value, and a found place holds the found time."""
    video_of(url)
    page_link(url)
    deep_link(url, ms)
    if (at := time_text_in(url)) is None:
        assert time_in(url) is None
    else:
        assert parse_offset(unquote(url[at.start : at.end])) == time_in(url)


@given(_KNOWN, st.integers(0, 48 * 3_600_000))
def test_a_deep_link_is_read_back(url: str, ms: int) -> None:
    """The second that was written is the second that is read, on the same video; writing twice changes nothing."""
    linked = deep_link(url, ms)
    assert linked is not None
    assert time_in(linked) == ms // 1000 * 1000
    assert video_of(linked) == video_of(url)
    assert deep_link(linked, ms) == linked


def test_the_table_names_each_host_once() -> None:
    """A host's name is its key everywhere."""
    assert len({h.name for h in HOSTS}) == len(HOSTS)
