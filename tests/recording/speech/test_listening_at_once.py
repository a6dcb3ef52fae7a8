"""Runs that are killed, that meet a full disk, and that work on one recording at once: real processes."""

import json
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from rnct_chapters.recording.media.audio import open_sound
from rnct_chapters.recording.speech import Listener, Settings

from .conftest import DEMO, MODEL

pytestmark = pytest.mark.slow

RUN = textwrap.dedent(
    """
    import json, resource, sys
    from pathlib import Path
    from rnct_chapters.errors import CacheFailed
    from rnct_chapters.recording.media.audio import open_sound
    from rnct_chapters.recording.speech import Listener, Settings

    path, model, limit = sys.argv[1:]
    listener = Listener(
        open_sound(Path(path)),
        Settings(model=model, language="fr", device="cpu"),
        lambda p: print(json.dumps([p.done, p.total]), flush=True),
    )
    if limit != "0":
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
    try:
        heard = listener.hear(None)
    except CacheFailed as error:
        sys.exit(f"CacheFailed: {error}")
    words = [[w.text, w.span.start_ms] for w in heard.words()]
    print(json.dumps({"heard": listener.heard_ms, "words": words}), flush=True)
    """
)


def started(recording: Path, limit: int = 0) -> subprocess.Popen[str]:
    arguments = [sys.executable, "-c", RUN, str(recording), str(MODEL), str(limit)]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def again(recording: Path) -> Listener:
    listener = Listener(open_sound(recording), Settings(model=str(MODEL), language="fr", device="cpu"))
    listener.hear(None)
    return listener


def test_killed_at_half() -> None:
    """A run that is killed in the middle costs the next one no more than what it had not finished."""
    recording = DEMO / "matinee.opus"
    with started(recording) as run:
        assert run.stdout is not None
        for line in run.stdout:
            done, total = json.loads(line)
            if done * 2 >= total:
                run.kill()
                break
    assert run.returncode == -9
    listener = again(recording)
    assert listener.cached_ms + listener.heard_ms == total
    assert 0 < listener.heard_ms <= 0.55 * total


def test_two_at_once(cache: Path) -> None:
    """Two runs on one recording divide the work, end with the same words, and keep each stretch once."""
    recording = DEMO / "apres-pause.opus"
    runs = [started(recording), started(recording)]
    said = [run.communicate(timeout=300) for run in runs]
    assert [run.returncode for run in runs] == [0, 0], [err for _, err in said]
    ended = [json.loads(out.splitlines()[-1]) for out, _ in said]
    assert ended[0]["words"] == ended[1]["words"]
    assert all(run["heard"] > 0 for run in ended)
    assert sum(run["heard"] for run in ended) == open_sound(recording).identity.duration_ms
    (kept,) = cache.glob("speech/*/*.jsonl")
    numbers = [line["stretch"] for line in map(json.loads, kept.read_text().splitlines()) if "stretch" in line]
    assert sorted(numbers) == [0, 1, 2, 3]
    assert not list(kept.parent.glob(".*"))


def test_a_disk_that_fills_up(cache: Path) -> None:
    """Where no more can be written the run says so and ends; what was finished is there for the next one."""
    recording = DEMO / "apres-pause.opus"
    with started(recording, limit=7_000) as run:
        _, err = run.communicate(timeout=300)
    assert run.returncode == 1
    assert err.startswith("CacheFailed: ")
    listener = again(recording)
    assert 0 < listener.cached_ms < listener.cached_ms + listener.heard_ms
