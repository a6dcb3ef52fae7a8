"""What in a file says where other bytes of it lie is right after these have moved."""

import io
import json
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from rnct_chapters.chapters import ChapterList
from rnct_chapters.exports.embed import Wish, embed
from rnct_chapters.exports.embed.cues import cluster_told
from rnct_chapters.exports.embed.ebml import Element, elements, number
from rnct_chapters.exports.embed.matroska import ROOM
from rnct_chapters.exports.embed.mp4 import splice
from tests.exports.embed.conftest import Media
from tests.exports.embed.media import (
    MADE,
    SECONDS,
    THREE,
    boxes,
    chapters_by_ffprobe,
    listed,
    media_by_ffprobe,
    probed,
)  # fmt: skip
from tests.exports.formats.tools import output_of

MANY = listed(*((n * 20, f"{n} {'long ' * 40}".strip()) for n in range(250)), duration_ms=SECONDS * 1_000)
"""More than any file has room for."""
MATROSKA = [name for name in MADE if name.endswith(("mkv", "webm", "mka"))]
MP4 = [name for name in MADE if name.endswith(("mp4", "m4v", "mov", "m4b"))]
CLUSTER, CUES, SEEK_HEAD, POSITION = 0x1F43B675, 0x1C53BB6B, 0x114D9B74, 0xA7


def segment(content: bytes) -> tuple[bytes, list[Element]]:
    """What stands in the segment of a Matroska file, and its elements; a live one is cut where its clusters begin."""
    *_, whole = elements(content)
    inside = content[whole.body : whole.end]
    live = inside.find(b"\x1f\x43\xb6\x75\x01\xff\xff\xff\xff\xff\xff\xff")
    return inside, [*elements(inside if live < 0 else inside[:live])]


def numbers(content: bytes, path: tuple[int, ...]) -> Iterator[int]:
    """The values of all elements down that path."""
    for element in elements(content):
        inner = content[element.body : element.end]
        if element.id == path[0]:
            yield from [number(inner)] if len(path) == 1 else numbers(inner, path[1:])


@pytest.mark.parametrize("chapters", [THREE, MANY], ids=["few", "many"])
@pytest.mark.parametrize("name", MATROSKA)
def test_every_place_in_a_matroska_file(name: str, chapters: ChapterList, made: Media, tmp_path: Path) -> None:
    """The seek list leads to elements of the ids that it says, cues lead to clusters, and clusters know where they are;
    nothing was dropped, and mkvmerge has nothing to complain of."""
    out = tmp_path / name
    embed(chapters, made(name), out, Wish())
    inside, found = segment(out.read_bytes())
    starts = {element.start: element.id for element in found}
    assert found[0].id == SEEK_HEAD
    head = inside[found[0].body : found[0].end]
    sought = [*zip(numbers(head, (0x4DBB, 0x53AB)), numbers(head, (0x4DBB, 0x53AC)), strict=True)]
    assert {starts[at] for _, at in sought} == {identity for identity, _ in sought}
    assert all(starts[at] == identity for identity, at in sought)
    for element in found:
        content = inside[element.body : element.end]
        if element.id == CUES:
            assert {starts[at] for at in numbers(content, (0xBB, 0xB7, 0xF1))} == {CLUSTER}
        if element.id == CLUSTER:
            assert [*numbers(content, (POSITION,))] in ([], [element.start])
    ids = [[e.id for e in segment(path.read_bytes())[1] if e.id not in (0xEC, SEEK_HEAD)] for path in (made(name), out)]
    assert sorted(ids[1]) == sorted([*ids[0], 0x1043A770])
    told = json.loads(output_of("mkvmerge", "-J", str(out)))
    assert (told["errors"], told["warnings"], told["chapters"]) == ([], [], [{"num_entries": len(chapters.chapters)}])
    assert media_by_ffprobe(out) == media_by_ffprobe(made(name))


def test_clusters_that_say_where_they_are(made: Media) -> None:
    """Positions are met in the files above, and they are right."""
    inside, found = segment(made("positions.mkv").read_bytes())
    clusters = [e for e in found if e.id == CLUSTER]
    assert [[*numbers(inside[e.body : e.end], (POSITION,))] for e in clusters] == [[e.start] for e in clusters]
    assert len(clusters) > 2


@pytest.mark.parametrize(
    ("position", "told"),
    [
        (0x1234, b"\xec\x84\0\0\0\0" + b"\xe7\x81\x07" + b"\xa7\x82\x12\x34" + b"\xa3\x81x"),
        (0x123456, b"\xec\x84\0\0\0\0" + b"\xe7\x81\x07" + b"\xec\x82\0\0" + b"\xa3\x81x"),
    ],
)
def test_a_cluster_with_a_checksum_and_a_position(position: int, told: bytes) -> None:
    """The checksum would be wrong, and goes; a position that finds no room in the bytes of the old one goes too."""
    content = b"\xbf\x84CRC!" + b"\xe7\x81\x07" + b"\xa7\x82\0\1" + b"\xa3\x81x"
    parts = cluster_told(io.BytesIO(content), Element(CLUSTER, 0, 0, len(content)), position)
    assert b"".join(content[p.start : p.end] if p.written is None else p.written for p in parts) == told


@pytest.mark.parametrize("name", ["ffmpeg.mkv", "cues-first.mkv", "mkvmerge.mkv", "index-first.mp4", "small.webm"])
def test_seeking_lands_where_it_did(name: str, made: Media, tmp_path: Path) -> None:
    """A player that jumps into the file gets the same packets."""
    out = tmp_path / name
    embed(MANY, made(name), out, Wish())
    jump = ("-show_packets", "-show_data_hash", "MD5", "-select_streams", "v", "-read_intervals", "4%+#3")
    before, after = ([(p["pts"], p["data_hash"]) for p in probed(path, *jump)["packets"]] for path in (made(name), out))
    assert after == before
    assert before[0][0] > 0


@pytest.mark.parametrize("name", MATROSKA)
def test_room_is_used_again(name: str, made: Media, tmp_path: Path) -> None:
    """Chapters that are a little longer than those before fit in the room left behind them: nothing moves."""
    first, second = tmp_path / f"1-{name}", tmp_path / f"2-{name}"
    embed(THREE, made(name), first, Wish())
    longer = listed(*((c.span.start_ms, c.title + "x" * 200) for c in THREE.chapters))
    embed(longer, first, second, Wish(replace=True))
    assert ROOM > 600
    assert second.stat().st_size == first.stat().st_size


@pytest.mark.parametrize("name", MP4)
def test_an_index_that_came_first_stays_first(name: str, made: Media, tmp_path: Path) -> None:
    """So that a browser plays the file before it has all of it; the brand of the file stays, and what moves does so by
    whole blocks."""
    out = tmp_path / name
    embed(THREE, made(name), out, Wish())
    before, after = ([b for b in boxes(path.read_bytes()) if b[0] != "free"] for path in (made(name), out))
    at = [kind for kind, *_ in after].index("moov")
    assert after[at + 1][0] == "mdat"
    assert after[at + 1][2] - after[at + 1][1] < 300
    del after[at + 1]
    assert [kind for kind, *_ in after] == [kind for kind, *_ in before]
    assert {(new[1] - old[1]) % 4096 for old, new in zip(before, after, strict=True)} == {0}
    assert out.read_bytes()[:24] == made(name).read_bytes()[:24]


def test_empty_room_behind_the_index_is_used(made: Media, tmp_path: Path) -> None:
    """Other chapters of about the same length move nothing, even where something may not be moved."""
    once, twice = tmp_path / "once.mp4", tmp_path / "twice.mp4"
    embed(THREE, made("index-first.mp4"), once, Wish())
    once.write_bytes(once.read_bytes().replace(b"sgpd", b"saio"))
    embed(listed((0, "un seul"), duration_ms=6_000), once, twice, Wish(replace=True))
    assert twice.stat().st_size == once.stat().st_size
    assert media_by_ffprobe(twice) == media_by_ffprobe(once)


def test_fragments_are_found(made: Media, tmp_path: Path) -> None:
    """The index of fragments at the end of the file, and the fragments' own, lead to where these are now."""
    out = tmp_path / "out.mp4"
    embed(THREE, made("fragments-with-places.mp4"), out, Wish())
    content = out.read_bytes()
    starts = [start for kind, start, _ in boxes(content) if kind == "moof"]
    assert len(starts) > 3
    found = []
    at = content.index(b"tfra") + 4
    count, entry = struct.unpack(">I", content[at + 12 : at + 16])[0], 8 + 8 + 3
    for n in range(count):
        found.append(struct.unpack(">Q", content[at + 16 + n * entry + 8 : at + 16 + n * entry + 16])[0])
    assert found == starts
    bases = {struct.unpack(">Q", content[s + 48 : s + 56])[0] for s in starts}
    assert bases == set(starts)


def test_a_file_that_grows_beyond_4_gib(made: Media, tmp_path: Path) -> None:
    """Places of four bytes become places of eight where a byte too many needs them."""
    film, source, out = made("index-first.mp4").read_bytes(), tmp_path / "source.mp4", tmp_path / "out.mp4"
    ((_, _, end),) = (box for box in boxes(film) if box[0] == "moov")
    gap = (1 << 32) - len(film) - 50
    index = bytearray(film[:end])
    at = 0
    while (at := index.find(b"stco", at + 1)) > 0:
        (count,) = struct.unpack(">I", index[at + 8 : at + 12])
        places = struct.unpack(f">{count}I", index[at + 12 : at + 12 + 4 * count])
        index[at + 12 : at + 12 + 4 * count] = struct.pack(f">{count}I", *(place + gap for place in places))
    with source.open("wb") as file:  # nearly all of it is nothing, and takes no room on the disk
        file.write(index + gap.to_bytes(4, "big") + b"free")
        file.seek(end + gap)
        file.write(film[end:])
    with source.open("rb") as file, out.open("wb") as copy:
        for part in splice(file, source.stat().st_size, THREE).parts:
            file.seek(part.start)
            if part.written is None and part.length == gap:
                copy.write(file.read(8))
                copy.seek(gap - 8, 1)
            else:
                copy.write(file.read(part.length) if part.written is None else part.written)
    assert source.stat().st_size < 1 << 32 < out.stat().st_size
    with out.open("rb") as file:
        assert b"stco" not in file.read(2 * end)
    assert media_by_ffprobe(out) == media_by_ffprobe(source)
    assert chapters_by_ffprobe(out) == [(c.span.start_ms, c.title) for c in THREE.chapters]
