"""Replays that change, hosts that err, disks that fill, networks that are away: what is in the cache stays right."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rnct_chapters.errors import CacheFailed, FetchFailed, RnctError, UnreadableRecording
from rnct_chapters.messages import Message
from rnct_chapters.recording.cache import KINDS
from rnct_chapters.recording.media.fetching import fetch_audio, look_up
from rnct_chapters.recording.media.replay import Access
from tests.recording.fetched import HALF, PATIENCE, QUICK, SOUND, folder_of, found_at, stream
from tests.servers import Host, tone

# Changed at its host


def test_changed_since(served: Host, cache: Path) -> None:
    """A replay that was replaced at its host is fetched anew, whole, and takes the place of the old one."""
    url = served.put("/replay.mp4", SOUND, "video/mp4", etag='"1"')
    old = fetch_audio(found_at(served, url), QUICK)
    cut = tone(20)
    served.put("/replay.mp4", cut, "video/mp4", etag='"2"', modified="Sun, 22 Nov 2026 10:00:00 GMT")
    new = fetch_audio(found_at(served, url), QUICK)
    assert new.read_bytes() == cut
    assert old.parent == new.parent


def test_changed_at_a_host_that_tells_nothing(served: Host, cache: Path) -> None:
    """Where neither length, mark nor time of change is told, the first bytes tell of another file."""
    silent = {"length": False, "ranges": False, "modified": None}
    url = served.put("/replay.mp4", SOUND, "video/mp4", **silent)
    fetch_audio(found_at(served, url), QUICK)
    fetch_audio(found_at(served, url), QUICK)
    assert served.requests == []
    cut = tone(20)
    served.put("/replay.mp4", cut, "video/mp4", **silent)
    assert fetch_audio(found_at(served, url), QUICK).read_bytes() == cut


def test_changed_in_the_middle(served: Host, cache: Path) -> None:
    """A part of the old version is never gone on with from the new one."""
    url = served.put("/replay.mp4", SOUND, "video/mp4", stall_after=HALF, stalls=99)
    with pytest.raises(FetchFailed):
        fetch_audio(found_at(served, url), Access(patience=replace(PATIENCE, retries=0, answer_s=0.3)))
    other = tone(30, hertz=330.0)
    served.put("/replay.mp4", other, "video/mp4", modified="Sun, 22 Nov 2026 10:00:00 GMT")
    assert fetch_audio(found_at(served, url), QUICK).read_bytes() == other


def test_an_address_that_expired(served: Host, cache: Path) -> None:
    """What was looked up an hour ago and is refused now is looked up again, once."""
    served.put("/a.mp4", SOUND, "video/mp4")
    url = served.put("/go", redirect="/a.mp4?expires=1")
    replay = found_at(served, url)
    served.pages.pop("/a.mp4")
    served.put("/b.mp4", SOUND, "video/mp4")
    served.pages["/go"].redirect = "/b.mp4?expires=2"
    assert fetch_audio(replay, QUICK).read_bytes() == SOUND


def test_gone_for_good(served: Host, cache: Path) -> None:
    """What is not there at the second look either is gone."""
    replay = found_at(served, served.put("/replay.mp4", SOUND, "video/mp4"))
    served.pages.clear()
    with pytest.raises(FetchFailed) as failed:
        fetch_audio(replay, QUICK)
    assert failed.value.said.key == "fetch_gone"


def test_a_login_page_in_its_place(served: Host, cache: Path) -> None:
    """A page that is sent where the file was is no recording, and is not kept."""
    replay = found_at(served, served.put("/replay.mp4", SOUND, "video/mp4", modified=None))
    served.put("/replay.mp4", b"<!doctype html><html>Log in</html>", "text/html")
    with pytest.raises((UnreadableRecording, FetchFailed)):
        fetch_audio(replace(replay, version=replace(replay.version, size_bytes=None)), QUICK)
    assert not list(cache.rglob("sound-*"))


# Hosts that say the wrong thing


def test_a_length_that_is_wrong(served: Host, cache: Path) -> None:
    """A file that ends before the length that its host states is never taken for whole."""
    url = served.put("/replay.mp4", SOUND, "video/mp4", claims=len(SOUND) + 5000)
    with pytest.raises(FetchFailed) as failed:
        fetch_audio(found_at(served, url), QUICK)
    assert failed.value.said.key in ("fetch_broken", "fetch_answer")
    assert "sound" not in [p.stem for p in cache.rglob("*.mp4")]


def test_a_part_that_is_lost(served: Host, cache: Path, tmp_path: Path) -> None:
    """A stream with a hole is refused: without the part, every later time would be off."""
    url = stream(served, tmp_path)
    replay = found_at(served, url)
    served.pages.pop("/hls/part002.ts")
    with pytest.raises(FetchFailed) as failed:
        fetch_audio(replay, QUICK)
    assert failed.value.said.key == "fetch_part_gone"


def test_a_busy_host(served: Host, cache: Path) -> None:
    """A host that says when to come back is asked again then, and the wait is told."""
    replay = found_at(served, served.put("/replay.mp4", SOUND, "video/mp4"))
    served.pages["/replay.mp4"].statuses = [429, 503]
    served.pages["/replay.mp4"].headers = {"Retry-After": "0"}
    told: list[Message] = []
    assert fetch_audio(replay, QUICK, lambda p: told.append(p.doing)).read_bytes() == SOUND
    assert "fetch_busy" in {m.key for m in told}


def test_an_encrypted_stream(served: Host, cache: Path, tmp_path: Path) -> None:
    """A stream under DRM, or under a cipher that only other programs undo, is refused."""
    url = stream(served, tmp_path)
    page = served.pages["/hls/sound.m3u8"]
    key = b'#EXT-X-KEY:METHOD=SAMPLE-AES,URI="skd://key",KEYFORMAT="com.apple.streamingkeydelivery"\n'
    page.content = page.content.replace(b"#EXTINF", key + b"#EXTINF", 1)
    with pytest.raises(UnreadableRecording) as refused:
        fetch_audio(found_at(served, url), QUICK)
    assert refused.value.said.key == "fetch_drm"


# The disk


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 256 KB."""
    mounted = tmp_path / "disk"
    mounted.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "none", str(mounted)], capture_output=True)
    if done.returncode != 0:
        pytest.skip("no small disk can be made here")
    yield mounted
    subprocess.run(["umount", str(mounted)], check=True)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such disks there")
def test_a_full_disk(served: Host, small_disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the size is known it is known before; where it is not, the end of the disk is said when it comes."""
    monkeypatch.setenv("RNCT_CHAPTERS_CACHE", str(small_disk))
    replay = found_at(served, served.put("/replay.mp4", SOUND * 2, "video/mp4"))
    with pytest.raises(CacheFailed) as known:
        fetch_audio(replay, QUICK)
    assert (known.value.said.key, served.sent()) == ("fetch_no_room", 0)
    with pytest.raises(CacheFailed) as met:
        fetch_audio(replace(replay, version=replace(replay.version, size_bytes=None)), QUICK)
    assert met.value.said.key == "cache_full"


def test_a_cache_that_cannot_be_written(served: Host, cache: Path) -> None:
    """A file in the place of the cache is a failure of the cache."""
    replay = found_at(served, served.put("/replay.mp4", SOUND, "video/mp4"))
    cache.mkdir(parents=True)
    (cache / KINDS[0]).write_text("in the way")
    with pytest.raises(CacheFailed):
        fetch_audio(replay, QUICK)


# Other runs


def test_what_is_known_stands_in_the_cache(served: Host, cache: Path) -> None:
    """A person who looks into the cache finds which recording lies there."""
    replay = found_at(served, served.put("/replay.mp4", SOUND, "video/mp4"))
    fetch_audio(replay, QUICK)
    about = json.loads((folder_of(cache, replay) / "about.json").read_text(encoding="utf-8"))
    assert about == {"title": "replay", "url": replay.url}


# Offline


def test_offline(served: Host, cache: Path) -> None:
    """What was fetched once can be used without a network: the look-up says so, and the sound is there."""
    url = served.put("/replay.mp4", SOUND, "video/mp4")
    replay = found_at(served, url)
    path = fetch_audio(replay, QUICK)
    served.server.shutdown()
    served.server.socket.close()
    said: list[Message] = []
    (again,) = look_up(url, QUICK, said.append)
    assert [m.key for m in said] == ["fetch_offline"]
    assert again.as_of is not None
    assert replace(again, as_of=None) == replay
    assert fetch_audio(again, QUICK) == path


def test_offline_with_half_of_it(served: Host, cache: Path) -> None:
    """A download that is not finished cannot be finished offline, and what is there of it stays."""
    url = served.put("/replay.mp4", SOUND, "video/mp4", stall_after=HALF, stalls=99)
    with pytest.raises(FetchFailed):
        fetch_audio(found_at(served, url), Access(patience=replace(PATIENCE, retries=0, answer_s=0.3)))
    served.server.shutdown()
    served.server.socket.close()
    (again,) = look_up(url, QUICK)
    with pytest.raises(FetchFailed) as failed:
        fetch_audio(again, QUICK)
    assert failed.value.said.key == "fetch_refused"
    assert list(cache.rglob("*.part"))


def test_every_sentence_is_whole(served: Host, cache: Path) -> None:
    """No failure of a download reaches the user with a hole in its sentence, in either language."""
    replay = found_at(served, served.put("/replay.mp4", SOUND, "video/mp4"))
    served.pages["/replay.mp4"].statuses = [500] * 99
    with pytest.raises(RnctError) as failed:
        fetch_audio(replay, QUICK)
    assert (failed.value.said.key, os.environ["RNCT_CHAPTERS_CACHE"]) == ("fetch_server", str(cache))
    assert "{" not in failed.value.text("en") + failed.value.text("fr")
