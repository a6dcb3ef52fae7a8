"""The table of containers, and a real player."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from rnct_chapters.exports.embed import CONTAINERS, Wish, embed
from tests.exports.embed.conftest import Media
from tests.exports.embed.media import MADE, THREE

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("container", CONTAINERS.values(), ids=lambda c: c.name)
def test_every_row_says_what_it_is(container: Any) -> None:
    """In both languages, in a line; each kind of file made for these tests is in one row."""
    for said in (container.about, container.limits, container.readers):
        assert all(5 < len(said.text(lang)) <= 70 for lang in ("en", "fr"))
    assert all(suffix == suffix.lower() and suffix[0] == "." for suffix in container.suffixes)


def test_an_ending_belongs_to_one_row() -> None:
    """So that a file's name promises one container."""
    suffixes = [suffix for container in CONTAINERS.values() for suffix in container.suffixes]
    assert len(set(suffixes)) == len(suffixes)
    assert {Path(name).suffix for name in MADE} <= set(suffixes)


PLAYED = """async (name) => {
  const video = document.querySelector('video')
  video.src = name
  await new Promise((done, failed) => { video.onloadedmetadata = done; video.onerror = () => failed(video.error) })
  video.currentTime = 4.2
  await new Promise((done, failed) => { video.onseeked = done; video.onerror = () => failed(video.error) })
  return [video.duration, video.videoWidth, video.currentTime, video.readyState >= 2]
}"""


@pytest.mark.parametrize("name", ["index-first.mp4", "index-last.mp4", "fragments.mp4", "small.webm", "v23.mp3"])
def test_a_browser_plays_it_as_before(name: str, made: Media, tmp_path: Path, browser: Any) -> None:
    """Chromium shows the same length and picture, and jumps to the same place."""
    out = tmp_path / name
    embed(THREE, made(name), out, Wish())
    (tmp_path / "page.html").write_text("<!doctype html><video muted></video>", encoding="utf-8")
    page = browser.new_page()
    page.goto((tmp_path / "page.html").as_uri())
    before, after = (page.evaluate(PLAYED, path.as_uri()) for path in (made(name), out))
    page.close()
    assert after == before


@pytest.mark.slow
def test_the_benchmark_has_its_tables() -> None:
    """Each writer that is installed has its figures for each file, and the formats have theirs."""
    command = [sys.executable, str(ROOT / "benchmarks" / "exports.py"), "--quick"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=300)
    assert done.returncode == 0, done.stderr
    for form in ("MP4, index last", "MP4, index first", "Matroska"):
        row = next(line for line in done.stdout.splitlines() if line.startswith(form) and "rnct-chapters" in line)
        assert float(row.split()[-3]) > 0
    assert "chapters in all" in done.stdout
