"""Downloads that are broken off, refused and changed: yt-dlp itself, against a host on loopback."""

from dataclasses import replace
from pathlib import Path

import pytest

from rnct_chapters.errors import FetchFailed
from rnct_chapters.recording.media.fetching import fetch_audio
from rnct_chapters.recording.media.replay import Access
from rnct_chapters.recording.progress import Progress
from tests.recording.fetched import HALF, PATIENCE, QUICK, SOUND, folder_of, found_at, joined, stream
from tests.servers import Host, tone_as_dash

# A download


def test_a_file(served: Host, cache: Path) -> None:
    """The file comes whole, its progress is told in bytes of a known total, and a second time nobody is asked."""
    replay = found_at(served, served.put("/replay.mp4", SOUND, "video/mp4"))
    told: list[Progress] = []
    path = fetch_audio(replay, QUICK, told.append)
    assert path.read_bytes() == SOUND
    assert {p.total for p in told} == {len(SOUND)}
    assert [p.done for p in told] == sorted(p.done for p in told)
    assert (told[0].done, told[-1].done, told[-1].skipped, told[-1].unit) == (0, len(SOUND), 0, "bytes")
    served.forget()
    assert fetch_audio(replay, QUICK) == path
    assert served.requests == []
    assert path.is_relative_to(folder_of(cache, replay))


def test_a_stream(served: Host, cache: Path, tmp_path: Path) -> None:
    """The parts of a stream come joined, each once; its total is estimated, and right in the end."""
    replay = found_at(served, stream(served, tmp_path))
    told: list[Progress] = []
    path = fetch_audio(replay, QUICK, told.append)
    assert path.read_bytes() == joined(served)
    assert told[-1].done == told[-1].total == path.stat().st_size
    assert sorted(p.name for p in path.parent.iterdir()) == ["about.json", "replay.json", path.name]


def test_a_stream_as_dash(served: Host, cache: Path, tmp_path: Path) -> None:
    """The other way to send a stream in parts works alike, and is found whole in the cache."""
    tone_as_dash(tmp_path / "dash", 6)
    served.put_folder("/dash", tmp_path / "dash")
    replay = found_at(served, f"{served.base}/dash/sound.mpd")
    assert replay.duration_ms is not None
    assert abs(replay.duration_ms - 6000) < 100
    path = fetch_audio(replay, QUICK)
    chunks = sorted(p for p in served.pages if "chunk" in p)
    (first,) = (p for p in served.pages if "init" in p)
    assert path.read_bytes() == b"".join(served.pages[p].content for p in [first, *chunks])


def test_sound_alone_is_preferred(served: Host, cache: Path, tmp_path: Path) -> None:
    """Of a stream that offers sound by itself, the pictures are left where they are."""
    stream(served, tmp_path, 4.0)
    master = (
        '#EXTM3U\n#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="Français",LANGUAGE="fr",DEFAULT=YES,URI="hls/sound.m3u8"\n'
        '#EXT-X-STREAM-INF:BANDWIDTH=2000000,RESOLUTION=1280x720,CODECS="avc1.64001f,mp4a.40.2",AUDIO="a"\n'
        "pictures.m3u8\n"
    )
    served.put("/pictures.m3u8", b"#EXTM3U\n#EXTINF:4,\nno.ts\n#EXT-X-ENDLIST\n", "application/vnd.apple.mpegurl")
    url = served.put("/master.m3u8", master.encode(), "application/vnd.apple.mpegurl")
    assert fetch_audio(found_at(served, url), QUICK).read_bytes() == joined(served)
    assert not served.asked("/no.ts")


def test_the_smaller_picture(served: Host, cache: Path, tmp_path: Path) -> None:
    """Where sound comes with pictures only, the small ones are taken: their sound is the same."""
    stream(served, tmp_path, 4.0)
    sizes = ((1920, 1080, "large.m3u8"), (854, 480, "hls/sound.m3u8"), (426, 240, "small.m3u8"))
    rows = "".join(
        f'#EXT-X-STREAM-INF:BANDWIDTH={w * 1000},RESOLUTION={w}x{h},CODECS="avc1.64001f,mp4a.40.2"\n{name}\n'
        for w, h, name in sizes
    )
    url = served.put("/master.m3u8", f"#EXTM3U\n{rows}".encode(), "application/vnd.apple.mpegurl")
    for name in ("/large.m3u8", "/small.m3u8"):
        served.put(name, served.pages["/hls/sound.m3u8"].content, "application/vnd.apple.mpegurl")
    assert fetch_audio(found_at(served, url), QUICK).read_bytes() == joined(served)


def test_the_rate_is_kept(served: Host, cache: Path) -> None:
    """A limit of bytes a second is a limit."""
    import time

    replay = found_at(served, served.put("/replay.mp4", SOUND[:60_000], "video/mp4"))
    began = time.monotonic()
    fetch_audio(replay, Access(rate_limit=60_000, patience=PATIENCE))
    assert time.monotonic() - began > 0.8


def test_no_secret_is_kept(served: Host, cache: Path) -> None:
    """The cache holds no signature, token or password of the addresses that led there."""
    secret = "e3b0c44298fc1c149afbf4c8996fb924"
    served.put("/files/debat.mp4", SOUND, "video/mp4")
    url = served.put("/go", redirect=f"/files/debat.mp4?token={secret}&X-Amz-Signature={secret}")
    asked = f"{url}?sig={secret}".replace("http://", f"http://me:{secret}@")
    fetch_audio(found_at(served, asked), QUICK)
    for path in cache.rglob("*"):
        assert secret not in path.name
        assert path.is_dir() or secret.encode() not in path.read_bytes()


# Broken off, and gone on with


def test_interrupted(served: Host, cache: Path) -> None:
    """Ctrl-C passes through and leaves what came; the next run asks for the rest alone."""
    replay = found_at(served, served.put("/replay.mp4", SOUND, "video/mp4", rate=2_000_000))

    def stop(progress: Progress) -> None:
        if progress.done > HALF:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch_audio(replay, QUICK, stop)
    (part,) = folder_of(cache, replay).glob("*.part")
    assert part.stat().st_size >= HALF
    served.forget()
    told: list[Progress] = []
    assert fetch_audio(replay, QUICK, told.append).read_bytes() == SOUND
    assert [r.range for r in served.requests] == [f"bytes={told[0].done}-"]
    assert served.sent() == len(SOUND) - told[0].done < len(SOUND) - HALF + 1
    assert told[-1].skipped == told[0].done


def test_interrupted_in_a_stream(served: Host, cache: Path, tmp_path: Path) -> None:
    """Ctrl-C within a stream keeps the parts that came."""
    replay = found_at(served, stream(served, tmp_path))

    def stop(progress: Progress) -> None:
        if len([r for r in served.requests if r.sent]) > 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch_audio(replay, QUICK, stop)
    served.forget()
    assert fetch_audio(replay, QUICK).read_bytes() == joined(served)
    assert not served.asked("/hls/part000.ts")


def test_a_connection_that_breaks(served: Host, cache: Path) -> None:
    """A host that breaks off again and again is asked for the rest each time."""
    replay = found_at(served, served.put("/replay.mp4", SOUND, "video/mp4", cut_after=len(SOUND) // 3))
    assert fetch_audio(replay, QUICK).read_bytes() == SOUND
    assert served.sent() < len(SOUND) * 2


def test_a_connection_that_stalls(served: Host, cache: Path) -> None:
    """A host that falls silent is asked again after the time that is allowed, for the rest alone."""
    replay = found_at(served, served.put("/replay.mp4", SOUND, "video/mp4", stall_after=HALF))
    assert fetch_audio(replay, QUICK).read_bytes() == SOUND
    assert served.sent() == len(SOUND)


def test_a_network_that_stays_away(served: Host, cache: Path) -> None:
    """When trying again does not help, the part stays for the next run, which may be another day."""
    page_url = served.put("/replay.mp4", SOUND, "video/mp4", stall_after=HALF, stalls=99)
    replay = found_at(served, page_url)
    with pytest.raises(FetchFailed) as failed:
        fetch_audio(replay, Access(patience=replace(PATIENCE, retries=1, answer_s=0.3)))
    assert failed.value.said.key == "fetch_timeout"
    served.pages["/replay.mp4"].stalls = 0
    served.forget()
    assert fetch_audio(replay, QUICK).read_bytes() == SOUND
    assert served.sent() <= len(SOUND) - HALF


def test_a_host_without_ranges(served: Host, cache: Path) -> None:
    """A host that can only send all of it sends all of it again, and the file is whole and not longer."""
    replay = found_at(served, served.put("/replay.mp4", SOUND, "video/mp4", ranges=False, stall_after=HALF))
    told: list[Progress] = []
    assert fetch_audio(replay, QUICK, told.append).read_bytes() == SOUND
    assert told[-1].skipped == 0


def test_a_whole_part_file(served: Host, cache: Path) -> None:
    """A run killed after the last byte and before the file had its name costs nothing again."""
    replay = found_at(served, served.put("/replay.mp4", SOUND, "video/mp4"))
    path = fetch_audio(replay, QUICK)
    path.rename(f"{path}.part")
    served.forget()
    assert fetch_audio(replay, QUICK).read_bytes() == SOUND
    assert served.requests == []


def test_a_whole_part_file_of_unknown_length(served: Host, cache: Path) -> None:
    """So it is put right where the host does not say how long the file is, at the price of a download."""
    found = found_at(served, served.put("/replay.mp4", SOUND, "video/mp4"))
    replay = replace(found, version=replace(found.version, size_bytes=None))
    path = fetch_audio(replay, QUICK)
    path.rename(f"{path}.part")
    assert fetch_audio(replay, QUICK).read_bytes() == SOUND
