"""Links: which video, which time, and the same page opened elsewhere."""

import re
from urllib.parse import quote, unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.hosts import HOSTS, Video, deep_link, page_link, time_in, time_text_in, video_of
from rnct_chapters.timecode import parse_offset
from tests.hosts.links import BBB, DEEP, NO_VIDEO, TIMES, VIDEOS


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


@pytest.mark.parametrize(("url", "expected"), [(u, e) for u, e in DEEP if e])
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


_OPENED = [u for u, _, _ in VIDEOS if deep_link(u, 0)]


@given(st.sampled_from(_OPENED), st.integers(0, 48 * 3_600_000))
def test_a_deep_link_is_read_back(url: str, ms: int) -> None:
    """The second that was written is the second that is read, on the same video; writing twice changes nothing, and
    the page's own link is free of it again."""
    linked = deep_link(url, ms)
    assert linked is not None
    assert time_in(linked) == ms // 1000 * 1000
    assert video_of(linked) == video_of(url)
    assert deep_link(linked, ms) == linked
    assert time_in(page_link(linked)) is None
    assert video_of(page_link(linked)) == video_of(url)


@pytest.mark.parametrize("url", [u for u in _OPENED if "google" not in u and "redirect" not in u])
def test_keys_and_lists_stay_in_the_link(url: str) -> None:
    """Passwords, tokens and places in a list open what would be closed: they go with the link as they are written."""
    address, mark, fragment = url.partition("#")
    kept = "pwd=s%C3%A9same&h=8272103f6e&list=PL1&x&token=a%2Bb"
    keyed = f"{address}{'&' if '?' in address else '?'}{kept}{mark}{fragment}"
    for link in (deep_link(keyed, 83_000), page_link(keyed)):
        assert link is not None
        assert kept in link


@given(st.text(alphabet="0159hms", max_size=10))
def test_bigbluebutton_is_read_as_its_player_reads_it(written: str) -> None:
    """Hours, minutes and seconds, or the last two, or the last alone, each with its unit; none but hours reaches 60."""
    forms = (r"(\d+)h(\d+)m(\d+)s", r"(\d+)m(\d+)s", r"(\d+)s")
    found = next((m for form in forms if (m := re.fullmatch(form, written))), None)
    hours, minutes, seconds = ([0, 0, 0, *map(int, found.groups())] if found else [0, 60, 0])[-3:]
    whole_s = (hours * 60 + minutes) * 60 + seconds
    read = minutes < 60 and seconds < 60 and whole_s <= 360_000
    assert time_in(f"{BBB}?t={written}") == (whole_s * 1000 if read else None)


def test_every_host_that_opens_at_a_time_is_tried() -> None:
    """A row of the table has its links here; the archive's pages alone have no way to be opened at a time."""
    tried = {video.host for url in _OPENED if (video := video_of(url))}
    assert tried == {h.name for h in HOSTS} - {"archive"}


def test_the_table_names_each_host_once() -> None:
    """A host's name is its key everywhere."""
    assert len({h.name for h in HOSTS}) == len(HOSTS)
