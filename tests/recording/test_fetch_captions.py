"""Which caption tracks are tried, fetched, believed and kept."""

from dataclasses import replace
from pathlib import Path

import pytest

from rnct_chapters.errors import FetchFailed
from rnct_chapters.messages import Message
from rnct_chapters.recording.media.fetching import look_up
from rnct_chapters.recording.media.replay import CaptionTrack, Replay
from rnct_chapters.recording.media.tracks import fetch_captions, ranked
from tests.recording.fetched import QUICK, SOUND, found_at
from tests.servers import Host

LINES = (
    "Bonjour à toutes et à tous et bienvenue", "nous parlons ce matin des jardins partagés",
    "qui ont commencé dans notre quartier", "il y a maintenant plus de dix ans",
)  # fmt: skip


def vtt(lines: int = 40, every_s: int = 3, texts: tuple[str, ...] = LINES) -> bytes:
    """Captions of so many lines, at a pace at which people speak."""
    cues = [
        f"{clock(n * every_s)}.000 --> {clock((n + 1) * every_s)}.000\n{texts[n % len(texts)]} {n}\n"
        for n in range(lines)
    ]
    return ("WEBVTT\n\n" + "\n".join(cues)).encode()


def clock(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def track(host: Host, language: str, content: bytes | None, kind: str = "manual", **how: object) -> CaptionTrack:
    """A track at the host; without content there is nothing at its address."""
    path = f"/{kind}.{language}.vtt"
    if content is not None:
        host.put(path, content, "text/vtt", **how)
    return CaptionTrack(language, kind, (("vtt", f"{host.base}{path}?signature=abc"),))


@pytest.fixture
def replay(served: Host) -> Replay:
    """A replay of a file, to which tracks can be given."""
    return replace(found_at(served, served.put("/replay.mp4", SOUND, "video/mp4")), language="fr")


def named(*rows: tuple[str, str]) -> tuple[CaptionTrack, ...]:
    return tuple(CaptionTrack(language, kind, (("vtt", "http://x/"),)) for kind, language in rows)


TRACKS = named(
    ("automatic", "fr"), ("automatic", "en-orig"), ("manual", "en-GB"), ("manual", "de"), ("manual", "fr-FR"),
    ("manual", "und"),
)  # fmt: skip
ORDERS = {
    "a French recap of a French talk": ("fr", "fr", ["manual fr-FR", "automatic fr", "manual und"]),
    "a French recap of an English talk": (
        *("fr", "en"),
        ["manual fr-FR", "manual en-GB", "automatic fr", "automatic en-orig", "manual und"],
    ),
    "a French recap of a talk in nobody knows what": ("fr", None, ["manual fr-FR", "automatic fr", "manual und"]),
    "a recap in nobody knows what": (None, "en", ["manual en-GB", "automatic en-orig", "manual und"]),
    "nothing known": (
        *(None, None),
        ["manual en-GB", "manual de", "manual fr-FR", "automatic fr", "automatic en-orig", "manual und"],
    ),
}


@pytest.mark.parametrize(("wanted", "spoken", "order"), ORDERS.values(), ids=ORDERS)
def test_the_order(replay: Replay, wanted: str | None, spoken: str | None, order: list[str]) -> None:
    """People before machines, the recap's language before the talk's; translations into others are no evidence."""
    worth, foreign = ranked(replace(replay, captions=TRACKS, language=spoken), wanted)
    assert [f"{t.kind} {t.language}" for t in worth] == order
    assert len(worth) + len(foreign) == len(TRACKS)


def test_the_best_track(served: Host, cache: Path, replay: Replay) -> None:
    """The best track is taken, in its language; the others are not asked for, and a second run asks nobody."""
    tracks = (track(served, "fr", vtt(), "automatic"), track(served, "fr", vtt(), "manual"))
    replay = replace(replay, captions=tracks)
    found = fetch_captions(replay, QUICK, "fr")
    assert (found.track, found.refused) == (tracks[1], ())
    assert found.transcript is not None
    assert (found.transcript.language, found.transcript.segments[0].words[0].text) == ("fr", "Bonjour")
    assert [r.path for r in served.requests] == ["/manual.fr.vtt"]
    assert found.path is not None
    assert found.path.read_bytes() == vtt()
    served.forget()
    assert fetch_captions(replay, QUICK, "fr") == found
    assert served.requests == []


def test_no_captions(cache: Path, replay: Replay) -> None:
    """Where there are none, none are found, and the cache stays as it is."""
    found = fetch_captions(replay, QUICK, "fr")
    assert (found.transcript, found.track, found.refused) == (None, None, ())
    assert not cache.exists()


def test_a_track_that_is_withheld(served: Host, replay: Replay) -> None:
    """Captions that the host will not give now are passed over with the reason, and asked for again another day."""
    tracks = (track(served, "fr", vtt(), statuses=[429]), track(served, "fr", vtt(), "automatic"))
    replay = replace(replay, captions=tracks)
    found = fetch_captions(replay, QUICK, "fr")
    assert found.track == tracks[1]
    assert [m.key for m in found.refused] == ["fetch_captions_refused"]
    assert "captions by people (fr) could not be fetched" in found.refused[0].text("en")
    assert fetch_captions(replay, QUICK, "fr").track == tracks[0]


def test_a_track_that_makes_no_sense(served: Host, replay: Replay) -> None:
    """Captions that cannot be of a recording of this length are passed over, with the reason."""
    tracks = (track(served, "fr", vtt(3, 1)), track(served, "fr", vtt(600), "automatic"))
    replay = replace(replay, captions=tracks, duration_ms=1_800_000)
    found = fetch_captions(replay, QUICK, "fr")
    assert found.track == tracks[1]
    assert [m.key for m in found.refused] == ["fetch_captions_strange"]


@pytest.mark.parametrize("content", [b"", b"WEBVTT\n", b"\0\1\2", b"<html>log in</html>"], ids=str)
def test_a_track_that_cannot_be_read(served: Host, replay: Replay, content: bytes) -> None:
    """What is no captions is passed over, with the reason, and is not kept."""
    found = fetch_captions(replace(replay, captions=(track(served, "fr", content),)), QUICK, "fr")
    assert found.transcript is None
    assert [m.key for m in found.refused] == ["fetch_captions_unread"]
    assert "\n" not in found.refused[0].text("fr")


def test_the_next_format(served: Host, replay: Replay) -> None:
    """A format that cannot be read leaves the others of the same track."""
    good = track(served, "fr", vtt())
    bad = served.put("/fr.json3", b"{}", "application/json")
    both = replace(good, formats=(("json3", bad), *good.formats))
    assert fetch_captions(replace(replay, captions=(both,)), QUICK, "fr").track == both


def test_only_translations(served: Host, replay: Replay) -> None:
    """A translation is refused for what it is, without being asked for."""
    found = fetch_captions(replace(replay, captions=(track(served, "de", vtt()),)), QUICK, "fr")
    assert found.transcript is None
    assert [m.text("en") for m in found.refused] == [
        "The captions by people (de) are neither in the language of the article nor in that of the recording."
    ]
    assert served.requests == []


def test_captions_without_a_network(served: Host, replay: Replay) -> None:
    """Captions that were fetched are there offline; those that were not are said to be out of reach."""
    tracks = (track(served, "fr", vtt(), "automatic"),)
    replay = replace(replay, captions=tracks)
    first = fetch_captions(replay, QUICK, "fr")
    served.server.shutdown()
    served.server.socket.close()
    said: list[Message] = []
    (again,) = look_up(replay.url, QUICK, said.append)
    found = fetch_captions(again, QUICK, "fr")
    assert found.transcript == first.transcript
    assert found.path is not None
    found.path.unlink()
    missed = fetch_captions(again, QUICK, "fr")
    assert missed.transcript is None
    assert "cannot be reached" in missed.refused[0].text("en")


def test_captions_of_a_replay_that_changed(served: Host, replay: Replay) -> None:
    """The captions of an earlier cut are not those of the new one."""
    replay = replace(replay, captions=(track(served, "fr", vtt()),))
    fetch_captions(replay, QUICK, "fr")
    served.forget()
    cut = replace(replay, version=replace(replay.version, size_bytes=1))
    fetch_captions(cut, QUICK, "fr")
    assert len(served.requests) == 1


def test_captions_that_the_page_holds(replay: Replay) -> None:
    """Captions that a page brings along are read without another request."""
    from base64 import b64encode

    address = f"data:text/plain;base64,{b64encode(vtt()).decode()}"
    found = fetch_captions(replace(replay, captions=(CaptionTrack("fr", "manual", (("vtt", address),)),)), QUICK, "fr")
    assert found.transcript is not None


def test_captions_in_parts(served: Host, replay: Replay) -> None:
    """Captions of a stream come in parts, each with a clock that starts anew: joined, all times are the player's."""
    parts = []
    for n in range(3):
        begin, end = n * 6, (n + 1) * 6
        cue = f"WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:900000\n\n{clock(begin)}.500 --> {clock(end)}.000\n"
        served.put(f"/part{n}.vtt", f"{cue}la phrase numéro {n} est dite ici\n".encode(), "text/vtt")
        parts.append(f"#EXTINF:6.0,\npart{n}.vtt\n")
    listed = f"#EXTM3U\n#EXT-X-TARGETDURATION:6\n{''.join(parts)}#EXT-X-ENDLIST\n"
    address = served.put("/fr.m3u8", listed.encode(), "application/vnd.apple.mpegurl")
    replay = replace(replay, captions=(CaptionTrack("fr", "manual", (("vtt", address),)),))
    found = fetch_captions(replay, QUICK, "fr")
    assert found.transcript is not None
    starts = [s.words[0].span.start_ms for s in found.transcript.segments]
    assert starts == [500, 6500, 12500]
    assert found.path is not None
    assert [p.name for p in found.path.parent.iterdir()] == [found.path.name]
    served.forget()
    assert fetch_captions(replay, QUICK, "fr") == found
    assert served.requests == []


def test_a_hole_in_captions_in_parts(served: Host, replay: Replay) -> None:
    """Captions with a part that is lost are not taken for whole."""
    served.put("/part0.vtt", vtt(), "text/vtt")
    listed = "#EXTM3U\n#EXTINF:6,\npart0.vtt\n#EXTINF:6,\npart1.vtt\n#EXT-X-ENDLIST\n"
    address = served.put("/fr.m3u8", listed.encode(), "application/vnd.apple.mpegurl")
    replay = replace(replay, captions=(CaptionTrack("fr", "manual", (("vtt", address),)),))
    found = fetch_captions(replay, QUICK, "fr")
    assert found.transcript is None
    assert [m.key for m in found.refused] == ["fetch_captions_refused"]


def test_no_signature_is_kept(served: Host, cache: Path, replay: Replay) -> None:
    """The signed addresses of captions are in nothing that is kept."""
    fetch_captions(replace(replay, captions=(track(served, "fr", vtt()),)), QUICK, "fr")
    assert not [p for p in cache.rglob("*") if p.is_file() and b"signature" in p.read_bytes()]


def test_a_look_up_that_fails_is_no_answer(served: Host, replay: Replay) -> None:
    """A host that answers with an error is not taken for being offline."""
    fetch_captions(replace(replay, captions=(track(served, "fr", vtt()),)), QUICK, "fr")
    served.pages["/replay.mp4"].statuses = [403] * 9
    with pytest.raises(FetchFailed):
        look_up(replay.url, QUICK)
