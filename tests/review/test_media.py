"""Media over real HTTP: any part at once, as browsers ask for it, and nothing but the event's own."""

import json
import os
import threading
import time
from pathlib import Path

import pytest

from tests.review.served import Served, served


def opus(desk_folder: Path) -> bytes:
    return (desk_folder.parent / "matinee.opus").read_bytes()


@pytest.fixture(scope="module")
def sound(checked_demo: Path) -> bytes:
    return opus(checked_demo)


def test_a_whole_file(reader: Served, sound: bytes) -> None:
    """Without a range the whole file comes, with its length, its type and the offer of ranges."""
    got = reader.client.get("/media/1")
    assert (got.status_code, got.content == sound) == (200, True)
    assert got.headers["content-length"] == str(len(sound))
    assert got.headers["accept-ranges"] == "bytes"
    assert got.headers["content-type"] == "audio/ogg"


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("bytes=0-", 0, -1), ("bytes=0-99", 0, 99), ("bytes=300000-300009", 300000, 300009), ("bytes=-10", -10, -1)],
)
def test_a_part(reader: Served, sound: bytes, asked: str, first: int, last: int) -> None:
    """A part comes as 206 with its place in the file, byte for byte."""
    first, last = first % len(sound), last % len(sound)
    got = reader.client.get("/media/1", headers={"range": asked})
    assert (got.status_code, got.content == sound[first : last + 1]) == (206, True)
    assert got.headers["content-range"] == f"bytes {first}-{last}/{len(sound)}"
    assert got.headers["content-length"] == str(last - first + 1)


def test_behind_the_end(reader: Served, sound: bytes) -> None:
    """A part behind the end is 416, with the file's size."""
    got = reader.client.get("/media/1", headers={"range": f"bytes={len(sound)}-"})
    assert (got.status_code, got.headers["content-range"]) == (416, f"bytes */{len(sound)}")


@pytest.mark.parametrize(("asked", "status"), [(None, 200), ("bytes=5-9", 206), ("bytes=99999999-", 416)])
def test_head_says_the_same_without_a_body(reader: Served, asked: str | None, status: int) -> None:
    """HEAD answers as GET does, with the length that GET would send."""
    headers = {} if asked is None else {"range": asked}
    got, told = reader.client.get("/media/1", headers=headers), reader.client.head("/media/1", headers=headers)
    assert (told.status_code, told.content) == (status, b"")
    for name in ("content-length", "content-range", "etag", "last-modified", "content-type"):
        assert told.headers.get(name) == got.headers.get(name)


def test_if_range(reader: Served) -> None:
    """A part of a file that has changed since is not sent as if it were of the old one: all of it comes."""
    told = reader.client.head("/media/1").headers
    for same in (told["etag"], told["last-modified"]):
        assert reader.client.get("/media/1", headers={"range": "bytes=0-9", "if-range": same}).status_code == 206
    for other in ('"another"', "Sat, 01 Jan 2000 00:00:00 GMT"):
        assert reader.client.get("/media/1", headers={"range": "bytes=0-9", "if-range": other}).status_code == 200


@pytest.mark.slow
def test_a_seek_into_hours_is_instant(folder: Path) -> None:
    """Somewhere in a file of 4 GB the first bytes come within a moment, again and again, and a player that leaves
    stops the reading."""
    large = folder.parent / "matinee.opus"
    size = 4_000_000_000
    os.truncate(large, size)
    with served(folder) as desk:
        for n in range(40):
            began = time.perf_counter()
            with desk.client.stream("GET", "/media/1", headers={"range": f"bytes={n * 90_000_000}-"}) as got:
                next(got.iter_raw())
                assert got.headers["content-length"] == str(size - n * 90_000_000)
            assert time.perf_counter() - began < 0.5
        began = time.perf_counter()
        assert desk.client.get("/api/words/1").status_code == 200
        assert time.perf_counter() - began < 0.5
        assert cpu_s(desk) < 20
        before = cpu_s(desk)
        time.sleep(0.5)
        assert cpu_s(desk) - before < 0.3


def cpu_s(desk: Served) -> float:
    """How long the desk's process has computed."""
    fields = Path(f"/proc/{desk.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@pytest.mark.slow
def test_many_at_once(reader: Served, sound: bytes) -> None:
    """Twenty players at once each have their part."""
    found: list[bool] = []

    def play(n: int) -> None:
        got = reader.client.get("/media/1", headers={"range": f"bytes={n * 1000}-{n * 1000 + 999}"})
        found.append(got.content == sound[n * 1000 : n * 1000 + 1000])

    players = [threading.Thread(target=play, args=(n,)) for n in range(20)]
    for player in players:
        player.start()
    for player in players:
        player.join()
    assert found == [True] * 20


@pytest.mark.parametrize(
    "path",
    [
        "/media/-1", "/media/", "/media", "/media/1/", "/media/1/../../recap.md", "/media/%2e%2e%2frecap.md",
        "/media/..%5crecap.md", "/media//etc/passwd", "/media/%2fetc%2fpasswd", "/media/1%00", "/media/1.opus",
        "/media/recap.md", "/media/1;/etc/passwd", "/media/1%2f..%2frecap.md", "/static/../serving.py",
        "/static/%2e%2e/serving.py",
        "/static/..%2fserving.py", "/static//etc/passwd", "/static/%2fetc%2fpasswd", "/static/app.js%00", "/static/.",
        "/static/..", "/static/....//serving.py", "/static/\\..\\serving.py", "/desk.json", "/recap.md",
    ],
)  # fmt: skip
def test_no_other_file_is_served(reader: Served, path: str) -> None:
    """Whatever the path says, nothing comes but the event's own media and the page's own files."""
    status, said = reader.raw(path)
    assert (status, json.loads(said)) == (404, {"why": {"text": "There is nothing at this address."}})


@pytest.mark.parametrize("number", ["0", "3", "99999999999999999999"])
def test_no_such_recording(reader: Served, number: str) -> None:
    """A number that no recording has is said to be none."""
    status, said = reader.raw(f"/media/{number}")
    assert (status, f"recording {number} is not on this disk" in said) == (404, True)


@pytest.mark.parametrize(
    "named",
    [
        "/etc/passwd",
        *(
            pytest.param(name, marks=pytest.mark.slow)
            for name in ("recap.md", "../../../../../../etc/passwd", "", "\0", "x" * 5000)
        ),
    ],
)
def test_a_desk_that_names_another_file(folder: Path, named: str) -> None:
    """A folder of results that somebody else made cannot have files of this machine served as media."""
    stored = json.loads((folder / "desk.json").read_text(encoding="utf-8"))
    stored["recordings"][0]["media"] = named
    (folder / "desk.json").write_text(json.dumps(stored), encoding="utf-8")
    with served(folder) as desk:
        assert desk.client.get("/media/1").status_code == 404
        assert desk.client.get("/api/peaks/1").status_code == 404
        assert desk.client.get("/media/2").status_code == 200
