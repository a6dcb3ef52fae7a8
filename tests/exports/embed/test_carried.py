"""Nothing but the chapters differs between the file that is given and the one that is written."""

from pathlib import Path

import pytest

from rnct_chapters.exports.embed import Wish, embed
from tests.exports.embed.conftest import Media
from tests.exports.embed.media import MADE, THREE, chapters_by_ffprobe, media_by_ffprobe

each = pytest.mark.parametrize("name", MADE)


@each
def test_every_stream_and_packet_stays(name: str, made: Media, tmp_path: Path) -> None:
    """ffprobe says the same of streams, tags, covers, side data, and of each packet's times, size, flags and bytes."""
    source, out = made(name), tmp_path / name
    embed(THREE, source, out, Wish())
    assert media_by_ffprobe(out) == media_by_ffprobe(source)
    assert chapters_by_ffprobe(out) == [(c.span.start_ms, c.title) for c in THREE.chapters]
