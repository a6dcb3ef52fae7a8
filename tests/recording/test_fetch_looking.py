"""From an address to replays: yt-dlp itself, against a host on loopback."""

import os
from pathlib import Path

import pytest

from rnct_chapters.errors import FetchFailed, RnctError, UnreadableRecording
from rnct_chapters.messages import Message
from rnct_chapters.recording.media.fetching import look_up
from rnct_chapters.recording.media.looking import LONGEST_PLAYLIST
from rnct_chapters.recording.media.replay import Access, Patience
from tests.recording.fetched import QUICK, refused
from tests.servers import Host, tone, tone_in_parts

SOUND = tone(3)
PAGE = """<!doctype html><html><head><title>Le jardin partagé</title></head><body><video controls>
<source src="/replay.mp4" type="video/mp4"><track kind="captions" srclang="fr" label="Français" src="/fr.vtt">
</video></body></html>"""


# What is found


def test_a_media_file(served: Host) -> None:
    """A link to a file is one replay, named after the file, and its size and change are known."""
    (replay,) = look_up(served.put("/replay.mp4", SOUND, "video/mp4", etag='"a1"'), QUICK)
    assert (replay.title, replay.host, replay.url) == ("replay", "127.0.0.1", f"{served.base}/replay.mp4")
    assert (replay.version.size_bytes, replay.version.etag) == (len(SOUND), '"a1"')
    assert (replay.chapters, replay.captions, replay.as_of) == ((), (), None)


def test_a_file_of_no_known_type(served: Host) -> None:
    """Hosts that call everything octet-stream, behind an address that names no file, are understood."""
    (replay,) = look_up(served.put("/download.php", SOUND) + "?id=12", QUICK)
    assert replay.url == f"{served.base}/download.php?id=12"
    assert replay.version.size_bytes == len(SOUND)


def test_two_recordings_behind_one_path(served: Host) -> None:
    """A query tells two recordings apart; a signature that changes every day, a fragment or a user does not."""
    url = served.put("/get", SOUND, "audio/mp4")
    asked = [f"{url}?id=1", f"{url}?id=2", f"{url}?id=1&Signature=abc&Expires=5#t=3"]
    asked.append(f"{url}?id=1".replace("http://", "http://me:pass@"))
    keys = [look_up(a, QUICK)[0].key for a in asked]
    assert keys[0] == keys[2] == keys[3] != keys[1]


def test_a_stream_in_parts(served: Host, tmp_path: Path) -> None:
    """The length of a stream is that of its parts together, to the millisecond."""
    tone_in_parts(tmp_path / "hls", 7)
    served.put_folder("/hls", tmp_path / "hls")
    (replay,) = look_up(f"{served.base}/hls/sound.m3u8", QUICK)
    assert replay.duration_ms is not None
    assert abs(replay.duration_ms - 7000) < 100


def test_a_page_with_a_video(served: Host) -> None:
    """A page that shows a video is that video, with the page's title and the captions that it names."""
    served.put("/replay.mp4", SOUND, "video/mp4")
    served.put("/fr.vtt", b"WEBVTT\n", "text/vtt")
    (replay,) = look_up(served.put("/debat", PAGE.encode(), "text/html; charset=utf-8"), QUICK)
    assert (replay.title, replay.url) == ("Le jardin partagé", f"{served.base}/debat")
    ((track),) = replay.captions
    assert (track.language, track.kind, [ext for ext, _ in track.formats]) == ("fr", "manual", ["vtt"])
    assert replay.released_at is None


def test_a_page_with_two_videos(served: Host) -> None:
    """Each video of a page is a replay of its own, though both have the page's address."""
    served.put("/replay.mp4", SOUND, "video/mp4")
    video = PAGE[PAGE.index("<video") : PAGE.index("</body>")]
    page = PAGE.replace("</body>", f"{video}</body>")
    found = look_up(served.put("/debat", page.encode(), "text/html"), QUICK)
    assert [r.title for r in found] == ["Le jardin partagé (1)", "Le jardin partagé (2)"]
    assert len({r.key for r in found}) == 2
    assert all(r.captions and r.found["url"] for r in found)


def test_two_pages_are_two_replays(served: Host) -> None:
    """Pages of the same name in different folders have a place of their own in the cache."""
    served.put("/replay.mp4", SOUND, "video/mp4")
    keys = {look_up(served.put(p, PAGE.encode(), "text/html"), QUICK)[0].key for p in ("/a/page", "/b/page")}
    assert len(keys) == 2


def test_a_redirection_to_a_signed_address(served: Host) -> None:
    """What a link leads to is found; what signs it there is in nothing that is kept or shown."""
    served.put("/files/debat.mp4", SOUND, "video/mp4")
    secret = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4"
    (replay,) = look_up(served.put("/latest", redirect=f"/files/debat.mp4?token={secret}"), QUICK)
    assert (replay.title, replay.url) == ("debat", f"{served.base}/latest")
    assert secret not in repr(replay)


def test_a_feed_is_a_list(served: Host) -> None:
    """The episodes of a podcast come in the order of the feed, each with its own title and address."""
    items = "".join(
        f'<item><title>Épisode {n}</title><enclosure url="{served.put(f"/{n}.mp4", SOUND, "audio/mp4")}"/></item>'
        for n in (1, 2, 3)
    )
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Radio</title>{items}</channel></rss>'
    said: list[Message] = []
    found = look_up(served.put("/feed.xml", feed.encode(), "text/xml"), QUICK, said.append)
    assert [r.title for r in found] == ["Épisode 1", "Épisode 2", "Épisode 3"]
    assert [r.url for r in found] == [f"{served.base}/{n}.mp4" for n in (1, 2, 3)]
    assert len({r.key for r in found}) == 3
    assert [m.key for m in said] == ["fetch_list"]


def test_an_entry_that_cannot_be_had(served: Host) -> None:
    """One lost entry does not cost the others; it is told, with the reason."""
    good = served.put("/1.mp4", SOUND, "audio/mp4")
    items = f'<item><enclosure url="{served.base}/lost.mp4"/></item><item><enclosure url="{good}"/></item>'
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Radio</title>{items}</channel></rss>'
    said: list[Message] = []
    (replay,) = look_up(served.put("/feed.xml", feed.encode(), "text/xml"), QUICK, said.append)
    assert (replay.place, replay.url) == (2, good)
    told = said[-1].text("en")
    assert told.startswith("Recording 1 of 2 is left out. There is nothing at http://127.0.0.1:")


def test_a_list_where_nothing_can_be_had(served: Host) -> None:
    """When no entry can be had, the reason of the first is that of the list."""
    items = f'<item><enclosure url="{served.base}/lost.mp4"/></item>' * 2
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>'
    assert refused(served.put("/feed.xml", feed.encode(), "text/xml")).said.key == "fetch_gone"


def test_a_list_without_end(served: Host) -> None:
    """A whole channel, named by mistake, is refused before any of it is asked for."""
    item = f'<item><enclosure url="{served.base}/1.mp4"/></item>'
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel>{item * (LONGEST_PLAYLIST + 1)}</channel></rss>'
    assert refused(served.put("/feed.xml", feed.encode(), "text/xml")).said.key == "fetch_long_list"
    assert not served.asked("/1.mp4")


def test_a_busy_host(served: Host) -> None:
    """A host that says how long to wait is asked again then, and the wait is told."""
    url = served.put("/replay.mp4", SOUND, "video/mp4", statuses=[429, 503], headers={"Retry-After": "0"})
    said: list[Message] = []
    assert look_up(url, QUICK, said.append)[0].title == "replay"
    assert [m.key for m in said] == ["fetch_busy", "fetch_busy"]


# What is refused

DOCUMENTS = {
    "a page without a video": ("text/html", b"<!doctype html><html><body>Bonjour</body></html>", "fetch_unsupported"),
    "a PDF": ("application/pdf", b"%PDF-1.7 ...", "fetch_not_media"),
    "JSON": ("application/json", b'{"error": "login"}', "fetch_not_media"),
    "a picture": ("image/png", b"\x89PNG\r\n\x1a\n....", "fetch_not_media"),
    "captions": ("text/vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\nBonjour\n", "fetch_not_media"),
    "nothing": ("video/mp4", b"", "fetch_empty"),
    "a page that calls itself a video": ("video/mp4", b"<html><body>Please log in</body></html>", "fetch_page"),
}


@pytest.mark.parametrize(("type", "content", "key"), DOCUMENTS.values(), ids=DOCUMENTS)
def test_what_is_no_recording(served: Host, type: str, content: bytes, key: str) -> None:
    """What cannot be listened to is refused for what it is, with exit code 2, and leaves nothing in the cache."""
    error = refused(served.put("/thing", content, type))
    assert (error.said.key, error.exit_code) == (key, 2)
    assert not Path(os.environ["RNCT_CHAPTERS_CACHE"]).exists()


STATUSES = {401: "forbidden", 403: "forbidden", 404: "gone", 410: "gone", 418: "answer", 429: "rate", 500: "server"}


@pytest.mark.parametrize(("status", "key"), STATUSES.items(), ids=map(str, STATUSES))
def test_a_host_that_refuses(served: Host, status: int, key: str) -> None:
    """Each refusal has its own sentence, with exit code 3."""
    error = refused(served.put("/replay.mp4", SOUND, "video/mp4", statuses=[status] * 20))
    assert (error.said.key, error.exit_code) == (f"fetch_{key}", 3)


def test_a_wait_that_is_too_long(served: Host) -> None:
    """A host that asks for an hour is not waited for."""
    url = served.put("/replay.mp4", SOUND, "video/mp4", statuses=[429] * 9, headers={"Retry-After": "3600"})
    assert refused(url).said.key == "fetch_rate"
    assert len(served.requests) == 1


def test_a_circle(served: Host) -> None:
    """Redirections that go in a circle end with a sentence."""
    served.put("/b", redirect="/a")
    assert refused(served.put("/a", redirect="/b")).said.key == "fetch_loop"


def test_nobody_there(served: Host) -> None:
    """A host that takes no connection, or has no address, is told apart from a page that is not there."""
    closed = served.base.rpartition(":")[0] + ":9"
    assert refused(f"{closed}/replay.mp4").said.key == "fetch_refused"
    assert refused("http://nowhere.invalid/replay.mp4").said.key == "fetch_no_host"


def test_a_silent_host(served: Host) -> None:
    """A host that sends nothing is given up after the time that is allowed."""
    url = served.put("/page", PAGE.encode() * 9, "text/html", stall_after=0, stalls=99)
    assert refused(url, Access(patience=Patience(retries=0, answer_s=0.3, pause_s=0.0))).said.key == "fetch_timeout"


def test_no_tls(served: Host) -> None:
    """An https address at a host that speaks plain http is a failure of the safe connection."""
    assert refused(served.base.replace("http:", "https:") + "/replay.mp4").said.key == "fetch_tls"


def test_a_live_stream(served: Host, tmp_path: Path) -> None:
    """A stream whose list of parts has no end is live, and refused."""
    tone_in_parts(tmp_path / "hls", 3)
    served.put_folder("/hls", tmp_path / "hls")
    page = served.pages["/hls/sound.m3u8"]
    page.content = page.content.replace(b"#EXT-X-ENDLIST\n", b"")
    error = refused(f"{served.base}/hls/sound.m3u8")
    assert (error.said.key, error.exit_code) == ("fetch_live", 2)


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://x.org/a.mp4", "http://", "https://a b", "ytsearch:rnct", "x"]
)
def test_what_is_no_web_address(url: str) -> None:
    """Only http and https are asked; yt-dlp's own searches and files of this machine are not."""
    assert isinstance(refused(url), UnreadableRecording)


def test_a_page_cannot_lead_to_files(served: Host, tmp_path: Path) -> None:
    """A page whose video is a file of this machine gets none of it."""
    (tmp_path / "own.mp4").write_bytes(SOUND)
    page = PAGE.replace("/replay.mp4", (tmp_path / "own.mp4").as_uri())
    assert isinstance(refused(served.put("/page", page.encode(), "text/html")), RnctError)


def test_nothing_is_printed(served: Host, capfd: pytest.CaptureFixture[str]) -> None:
    """Neither finding nor refusing prints a word of yt-dlp's."""
    look_up(served.put("/replay.mp4", SOUND), QUICK)
    refused(served.put("/page", b"<html></html>", "text/html"))
    assert capfd.readouterr() == ("", "")


def test_offline_before_anything_was_fetched(served: Host) -> None:
    """Where nothing was ever fetched, a host that cannot be reached is an error and not an empty answer."""
    url = served.put("/replay.mp4", SOUND, "video/mp4")
    look_up(url, QUICK)
    served.server.server_close()
    with pytest.raises(FetchFailed):
        look_up(url.rpartition(":")[0] + ":9/replay.mp4", QUICK)
