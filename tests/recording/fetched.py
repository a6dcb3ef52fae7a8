"""What the tests of downloads share: a recording, a stream, and patience for loopback."""

from pathlib import Path

import pytest

from rnct_chapters.errors import RnctError
from rnct_chapters.recording.media.fetching import look_up
from rnct_chapters.recording.media.replay import Access, Patience, Replay
from tests.servers import Host, tone, tone_in_parts

PATIENCE = Patience(retries=3, answer_s=0.8, pause_s=0.02, longest_pause_s=0.05, longest_part_pause_s=0.05)
QUICK = Access(patience=PATIENCE)
SOUND = tone(30)
HALF = len(SOUND) // 2


def found_at(host: Host, url: str, access: Access = QUICK) -> Replay:
    """The replay there; what was asked to find it is forgotten."""
    (replay,) = look_up(url, access)
    host.forget()
    return replay


def stream(host: Host, tmp_path: Path, seconds: float = 12.0) -> str:
    """A stream in parts of 2 s at the host."""
    tone_in_parts(tmp_path / "hls", seconds)
    host.put_folder("/hls", tmp_path / "hls")
    return f"{host.base}/hls/sound.m3u8"


def joined(host: Host) -> bytes:
    return b"".join(host.pages[p].content for p in sorted(host.pages) if p.endswith(".ts"))


def folder_of(cache: Path, replay: Replay) -> Path:
    return cache / "downloads" / replay.key


def refused(url: str, access: Access = QUICK) -> RnctError:
    """The error of a look-up; its sentence is whole in both languages."""
    with pytest.raises(RnctError) as error:
        look_up(url, access)
    for lang in ("en", "fr"):
        assert "{" not in error.value.text(lang)
    return error.value
