"""What yt-dlp finds, in the shape in which it gives it, becomes a replay: hosts that cannot be reached from here."""

from typing import Any

import pytest
from yt_dlp.extractor import gen_extractor_classes

from rnct_chapters.errors import UnreadableRecording
from rnct_chapters.recording.media.found import PLAIN, replay_of
from rnct_chapters.recording.media.keeping import same
from rnct_chapters.recording.media.looking import _one
from rnct_chapters.recording.media.replay import Access, Replay, Version
from rnct_chapters.recording.media.session import Said, Session, session
from rnct_chapters.recording.media.shown import shown_address, steady, without_secrets

TIMEDTEXT = "https://www.youtube.com/api/timedtext?v=dQw4w9WgXcQ&expire=1&signature=ABC&lang=fr"


def offered(*more: str, name: str = "French") -> list[dict[str, str]]:
    """One track as YouTube offers it: the same in seven formats."""
    forms = ("json3", "srv1", "srv2", "srv3", "ttml", "srt", "vtt")
    return [{"ext": f, "url": "&".join([TIMEDTEXT, f"fmt={f}", *more]), "name": name} for f in forms]


def youtube(**more: Any) -> dict[str, Any]:
    """A finished live of YouTube as `extract_info` gives it, cut down to what counts."""
    return {
        "id": "dQw4w9WgXcQ",
        "title": "Rencontres  nationales\n2025",
        "extractor": "youtube",
        "extractor_key": "Youtube",
        "webpage_url": "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "original_url": "https://youtu.be/dQw4w9WgXcQ?si=Zm9vYmFyYmF6cXV4MTIzNDU",
        "duration": 5025,
        "live_status": "was_live",
        "release_timestamp": 1758784800,
        "timestamp": 1758700000,
        "language": "fr",
        "url": "https://rr1.googlevideo.com/videoplayback?expire=1&sig=ABC",
        "acodec": "mp4a.40.2",
        "vcodec": "none",
        "ext": "m4a",
        "format_id": "140",
        "protocol": "https",
        "chapters": None,
        "subtitles": {},
        "automatic_captions": {},
        **more,
    }


def replay(**more: Any) -> Replay:
    return replay_of(youtube(**more), Version(), "https://youtu.be/dQw4w9WgXcQ")


def test_a_video() -> None:
    """Seconds become milliseconds, the page's own address stands for all of its spellings."""
    found = replay()
    assert (found.id, found.host, found.title) == ("dQw4w9WgXcQ", "youtube", "Rencontres nationales 2025")
    assert found.url == "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
    assert (found.duration_ms, found.released_at, found.language) == (5_025_000, 1758784800, "fr")
    assert found.version == Version(5_025_000)
    assert "ABC" not in repr(found)


def test_names_in_the_cache() -> None:
    """The same video has one name however it was asked for; two that differ in letter case have two."""
    assert replay().key == replay(original_url="https://m.youtube.com/watch?v=dQw4w9WgXcQ&list=PL1").key
    assert replay().key.casefold() != replay(id="DQw4w9WgXcQ").key.casefold()


CHAPTERS = {
    "none": (None, ()),
    "as given": (
        [{"start_time": 0, "end_time": 60.5, "title": "Ouverture"}, {"start_time": 60.5, "title": "Jardins"}],
        ((0, "Ouverture"), (60_500, "Jardins")),
    ),
    "one inserted before the first": (
        [{"start_time": 0, "title": "<Untitled Chapter 1>"}, {"start_time": 90, "title": "Ouverture"}],
        ((90_000, "Ouverture"),),
    ),
    "without titles": ([{"start_time": n, "title": f"<Untitled Chapter {n}>"} for n in range(3)], ()),
    "broken": ([{"start_time": None, "title": "x"}, {"title": "y"}, {"start_time": -1, "title": "z"}, {}], ()),
}


@pytest.mark.parametrize(("given", "kept"), CHAPTERS.values(), ids=CHAPTERS)
def test_chapters(given: Any, kept: tuple[tuple[int, str], ...]) -> None:
    """The host's own chapters are kept; those that yt-dlp makes up are not."""
    assert replay(chapters=given).chapters == kept


def tracks(**more: Any) -> list[str]:
    return [f"{t.kind} {t.language} {t.formats[0][0]}" for t in replay(**more).captions]


def test_manual_captions() -> None:
    """The richest format comes first, and a chat is no captions."""
    found = replay(subtitles={"fr": offered(), "live_chat": [{"ext": "json", "url": "https://x.org/chat"}]})
    ((track),) = found.captions
    assert [ext for ext, _ in track.formats] == ["json3", "srv3", "ttml", "vtt", "srt"]
    assert track.name == "French"


def test_automatic_captions() -> None:
    """Of a hundred automatic tracks the one that was heard is kept, once; the translations are not."""
    automatic = {"fr-orig": offered(name="French (Original)"), "fr": offered()}
    automatic |= {code: offered(f"tlang={code}") for code in ("en", "de", "es", "fr-CA")}
    assert tracks(automatic_captions=automatic) == ["automatic fr-orig json3"]


def test_automatic_captions_without_a_mark() -> None:
    """Where no track says that it is the original, that of the video's language is."""
    automatic = {"fr": offered(), "en": offered("tlang=en")}
    assert tracks(automatic_captions=automatic) == ["automatic fr json3"]
    assert tracks(automatic_captions={"fr": offered(), "de": offered()}) == ["automatic fr json3"]
    assert tracks(automatic_captions={"de": offered()}, language=None) == ["automatic de json3"]


def test_translations_of_captions_by_people() -> None:
    """A manual track translated by machine is offered among the automatic ones, and is none of them."""
    both = {"fr-orig": offered(), "en-fr": offered("tlang=en")}
    assert tracks(subtitles={"fr": offered()}, automatic_captions=both) == [
        "manual fr json3",
        "automatic fr-orig json3",
    ]


def test_captions_that_call_themselves_automatic() -> None:
    """Vimeo lists what machines heard among the captions by people, under a language of its own."""
    listed = {"fr-x-autogen": [{"ext": "vtt", "url": "https://player.vimeo.com/texttrack/1.vtt?token=a"}]}
    assert tracks(subtitles=listed) == ["automatic fr-x-autogen vtt"]


def test_captions_of_unknown_formats() -> None:
    """Formats that are not read here are not offered; captions that the page holds are."""
    listed: dict[Any, Any] = {
        "fr": [{"ext": "ass", "url": "https://x.org/a.ass"}],
        "en": [{"ext": "vtt", "data": "WEBVTT\n"}],
        None: [{"ext": "vtt", "url": "https://x.org/a.vtt"}],
    }
    assert tracks(subtitles=listed) == ["manual en vtt", "manual und vtt"]
    assert replay(subtitles=listed).captions[0].formats[0][1].startswith("data:")


LIVE = {
    "is_live": ("fetch_live", {}),
    "post_live": ("fetch_post_live", {}),
    "is_upcoming": ("fetch_upcoming", {"url": None, "release_timestamp": None}),
}


@pytest.mark.parametrize(("status", "wanted"), LIVE.items(), ids=LIVE)
def test_what_is_not_over(status: str, wanted: tuple[str, dict[str, Any]]) -> None:
    """A live that runs, is still being made into a replay, or is yet to come is refused, each with its reason."""
    with session(Access()) as asked, pytest.raises(UnreadableRecording) as refused:
        _one(asked, youtube(live_status=status, **wanted[1]), "https://youtu.be/x")
    assert refused.value.said.key == wanted[0]


def test_when_it_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a live that is announced, the sentence says for when."""
    asked = Session(None, Said(["This live event will begin in 3 hours."]))
    with pytest.raises(UnreadableRecording) as refused:
        _one(asked, youtube(live_status="is_upcoming", url=None, release_timestamp=1796119200), "https://youtu.be/x")
    assert "it is announced for 2026-12-0" in refused.value.text("en")


def test_why_there_is_nothing() -> None:
    """A private video comes as a page without formats, and a warning that says why."""
    asked = Session(None, Said(["[youtube] x: Private video. Sign in if you've been granted access to this video"]))
    with pytest.raises(Exception, match="is private") as refused:
        _one(asked, youtube(url=None, live_status="not_live"), "https://youtu.be/x")
    assert refused.value.__class__.__name__ == "FetchFailed"


def test_pictures_without_sound() -> None:
    """A video that is known to have no sound is refused."""
    with session(Access()) as asked, pytest.raises(UnreadableRecording) as refused:
        _one(asked, youtube(acodec="none"), "https://youtu.be/x")
    assert refused.value.said.key == "fetch_no_sound"


def test_readers_without_a_host() -> None:
    """Whatever yt-dlp reads without knowing the host is named by its address, so that no two pages share a place."""
    classes = [c for c in gen_extractor_classes() if getattr(c, "_VALID_URL", None) is False]
    assert {c.ie_key() for c in classes} | {"Generic"} == PLAIN


# Versions

SAME = {
    "nothing known": (Version(), Version(), True),
    "rounded": (Version(5_025_000), Version(5_024_600), True),
    "cut": (Version(5_025_000), Version(4_925_000), False),
    "length known once": (Version(None), Version(5_025_000), True),
    "another size": (Version(None, 10), Version(None, 11), False),
    "another machine of the host": (Version(None, 10, '"a"', "Mon"), Version(None, 10, '"b"', "Mon"), True),
    "written again": (Version(None, 10, '"a"', "Mon"), Version(None, 10, '"b"', "Tue"), False),
    "touched": (Version(None, 10, '"a"', "Mon"), Version(None, 10, '"a"', "Tue"), True),
    "another mark alone": (Version(None, None, '"a"'), Version(None, None, '"b"'), False),
}


@pytest.mark.parametrize(("before", "now", "wanted"), SAME.values(), ids=SAME)
def test_versions(before: Version, now: Version, wanted: bool) -> None:
    """A replay is another one when something that both look-ups know says so."""
    assert same(before, now) is wanted
    assert same(now, before) is wanted


# Addresses

SHOWN = {
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=12s": "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=12s",
    "https://www.youtube.com/playlist?list=PLrAXtmErZgOeiKm4sgNOknGvNjby9efdf": (
        "https://www.youtube.com/playlist?list=PLrAXtmErZgOeiKm4sgNOknGvNjby9efdf"
    ),
    "https://me:pass@x.org/a.mp4": "https://x.org/a.mp4",
    "https://x.org/a.mp4?X-Amz-Signature=ab&X-Amz-Date=1&part=2": "https://x.org/a.mp4?part=2",
    "https://x.org/a.mp4?sig=ab&access_token=cd&expires=5": "https://x.org/a.mp4",
    "https://x.org/a.mp4#access_token=cd": "https://x.org/a.mp4",
    "https://x.org/a?k=e3b0c44298fc1c149afbf4c8996fb924": "https://x.org/a",
    "https://x.org/exp=1~hmac=abcdef/a.mp4": "https://x.org/…/a.mp4",
    "https://x.org/recherche?q=jardins%20partag%C3%A9s%20de%20Bretagne": (
        "https://x.org/recherche?q=jardins%20partag%C3%A9s%20de%20Bretagne"
    ),
}


@pytest.mark.parametrize(("url", "wanted"), SHOWN.items(), ids=range(len(SHOWN)))
def test_addresses_without_secrets(url: str, wanted: str) -> None:
    """What names a recording stays, what opens it to one person goes."""
    assert without_secrets(url) == shown_address(url) == wanted


@pytest.mark.parametrize("url", ["http://[::1", "x" * 5000, "https://x.org/\x1b[31m\u202e", "", "https://é.fr/é?é=é"])
def test_any_address_can_be_shown(url: str) -> None:
    """No address breaks a sentence."""
    assert len(shown_address(url)) <= 200
    assert "\x1b" not in shown_address(url)


def test_what_stays_the_same() -> None:
    """A long value often is what tells two recordings apart, so that only signatures are left out of names."""
    one, other = (f"https://x.org/get?f={c * 32}&Signature={c}" for c in "ab")
    assert steady(one) == f"https://x.org/get?f={'a' * 32}" != steady(other)
