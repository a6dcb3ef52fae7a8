"""Downloads that are killed, starved and shared: real processes of this program against one host."""

import subprocess
import sys
from pathlib import Path

import pytest

from rnct_chapters.recording.media.fetching import fetch_audio
from rnct_chapters.recording.progress import Progress
from tests.recording.fetched import HALF, PATIENCE, QUICK, SOUND, folder_of, found_at, joined, stream
from tests.servers import Host, wait_until

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals, locks and quotas are not the same there")

FETCHER = f"""
import sys
from rnct_chapters.errors import RnctError
from rnct_chapters.recording.media.fetching import fetch_audio, look_up
from rnct_chapters.recording.media.replay import Access, Patience
if len(sys.argv) > 2:
    import resource
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
access = Access(patience={PATIENCE!r})
try:
    (replay,) = look_up(sys.argv[1], access)
    print("looked up", flush=True)
    print(fetch_audio(replay, access, lambda p: print(p.doing.key, p.done, flush=True)))
except RnctError as error:
    print(type(error).__name__, error.said.key, error)
    sys.exit(error.exit_code)
"""


def start(url: str, *more: object) -> "subprocess.Popen[str]":
    arguments = [sys.executable, "-c", FETCHER, url, *map(str, more)]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def ended(child: "subprocess.Popen[str]") -> tuple[int, str]:
    said, _ = child.communicate(timeout=60)
    return child.returncode, said


def test_killed(served: Host, cache: Path) -> None:
    """A run that is killed in the middle costs the next one only what was missing."""
    url = served.put("/replay.mp4", SOUND, "video/mp4", rate=len(SOUND))
    child = start(url)
    wait_until(lambda: len(served.requests) == 3 and served.requests[-1].sent > HALF, 30)
    child.kill()
    ended(child)
    served.pages["/replay.mp4"].rate = None
    replay = found_at(served, url)
    assert fetch_audio(replay, QUICK).read_bytes() == SOUND
    assert served.sent() < len(SOUND) * 0.6


@pytest.mark.parametrize("at", ["a part", pytest.param("the joining", marks=pytest.mark.slow)])
def test_killed_in_a_stream(served: Host, cache: Path, tmp_path: Path, at: str) -> None:
    """A stream goes on at the part where a run was killed, and no part of it is joined twice or lost."""
    url = stream(served, tmp_path)
    parts = [p for p in sorted(served.pages) if p.endswith(".ts")]
    served.pages[parts[3]].rate = 10_000
    child = start(url)
    wait_until(lambda: any(r.sent for r in served.asked(parts[3])), 30)
    child.kill()
    ended(child)
    served.pages[parts[3]].rate = None
    replay = found_at(served, url)
    if at == "the joining":  # yt-dlp's own note says one thing, and its file another
        (whole,) = folder_of(cache, replay).glob("*.mp4.part")
        whole.write_bytes(whole.read_bytes() * 2)
        (folder_of(cache, replay) / f"{whole.name}-Frag4.part").write_bytes(served.pages[parts[3]].content)
        (note,) = folder_of(cache, replay).glob("*.ytdl")
        note.write_text('{"downlo')
    told: list[Progress] = []
    assert fetch_audio(replay, QUICK, told.append).read_bytes() == joined(served)
    assert told[-1].skipped > 0
    assert [served.asked(p) for p in parts[:3]] == [[], [], []]


def test_a_disk_that_fills(served: Host, cache: Path) -> None:
    """A file that cannot grow is a failure of the cache, in one sentence; what came stays for the next run."""
    url = served.put("/replay.mp4", SOUND, "video/mp4")
    code, said = ended(start(url, HALF))
    assert code == 3
    assert said.splitlines()[-1].startswith("CacheFailed cache_")
    assert "Traceback" not in said
    replay = found_at(served, url)
    assert fetch_audio(replay, QUICK).read_bytes() == SOUND
    assert served.sent() < len(SOUND)


@pytest.mark.slow
def test_a_stream_on_a_disk_that_fills(served: Host, cache: Path, tmp_path: Path) -> None:
    """So it is with the parts of a stream and where they are joined."""
    url = stream(served, tmp_path)
    code, said = ended(start(url, len(joined(served)) // 2))
    assert code == 3
    assert said.splitlines()[-1].startswith("CacheFailed cache_")
    assert fetch_audio(found_at(served, url), QUICK).read_bytes() == joined(served)


def test_two_at_once(served: Host, cache: Path) -> None:
    """Two runs that want the same replay download it once; the one that waits says so."""
    url = served.put("/replay.mp4", SOUND, "video/mp4", rate=len(SOUND) // 2)
    served.pages["/replay.mp4"].stall_after = None
    children = [start(url), start(url)]
    results = [ended(child) for child in children]
    assert [code for code, _ in results] == [0, 0], results
    paths = {said.splitlines()[-1] for _, said in results}
    assert Path(paths.pop()).read_bytes() == SOUND
    assert not paths
    assert any("fetch_waiting" in said for _, said in results)
    assert len([r for r in served.requests if r.range is None]) == 3  # two look-ups, and one download
