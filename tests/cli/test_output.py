"""Where the results go: a folder that is not ours, a disk without room, streams that are closed."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.commands import ROOT, call, spawn
from tests.cli.test_bad_input import one_sentence
from tests.cli.test_check import RIGHT, verdicts_in, write_event


def test_somebody_elses_folder_is_left_alone(tmp_path: Path) -> None:
    """A folder with files that are not ours is refused, and so is a file; an empty folder is taken."""
    recap, replay = write_event(tmp_path)
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "thesis.txt").write_text("mine", encoding="utf-8")
    assert "holds files that this program did not write" in one_sentence(call("check", recap, replay, "--out", theirs))
    assert [p.name for p in theirs.iterdir()] == ["thesis.txt"]
    assert "is a file, not a folder" in one_sentence(call("check", recap, replay, "--out", theirs / "thesis.txt"))
    assert "a file stands where" in one_sentence(call("check", recap, replay, "--out", theirs / "thesis.txt" / "x"))
    assert (theirs / "thesis.txt").read_text(encoding="utf-8") == "mine"
    empty = tmp_path / "empty"
    empty.mkdir()
    (empty / ".DS_Store").touch()
    assert call("check", recap, replay, "--out", empty).code == 0
    assert "the name is too long" in one_sentence(call("check", recap, replay, "--out", tmp_path / ("x" * 300)))


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can mount a small disk")
def test_a_full_or_read_only_disk_loses_nothing(tmp_path: Path) -> None:
    """On a disk without room, or one that cannot be written, the earlier result stays as it was, whole."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk], capture_output=True).returncode:
        pytest.skip("mounting is not permitted here")
    try:
        recap, replay = write_event(tmp_path)
        assert call("check", recap, replay, "--out", disk / "out").code == 0
        before = {p: p.read_bytes() for p in (disk / "out").rglob("*") if p.is_file()}
        recap.write_text(RIGHT.replace("1:02", "0:20"), encoding="utf-8")
        with contextlib.suppress(OSError):
            (disk / "filler").write_bytes(b"x" * 300_000)
        full = one_sentence(call("check", recap, replay, "--out", disk / "out"))
        assert "the disk is full" in full
        assert {p: p.read_bytes() for p in (disk / "out").rglob("*") if p.is_file()} == before
        assert "the disk is full" in one_sentence(call("check", recap, replay, "--out", disk / "other"))
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        assert "writing is not permitted there" in one_sentence(call("check", recap, replay, "--out", disk / "out"))
        assert {p: p.read_bytes() for p in (disk / "out").rglob("*") if p.is_file()} == before
    finally:
        subprocess.run(["umount", disk], check=True)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission(tmp_path: Path) -> None:
    """A folder that may not be written is told before the work, not after."""
    event = write_event(tmp_path)
    (tmp_path / "locked").mkdir(mode=0o500)
    assert "writing is not permitted there" in one_sentence(call("check", *event, "--out", tmp_path / "locked"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_an_output_that_cannot_be_written(tmp_path: Path) -> None:
    """A full disk behind stdout is told; the folder has been written by then."""
    event = write_event(tmp_path)
    with open("/dev/full", "wb") as full:
        ran = spawn("check", *event, "--json", stdout=full)
    assert ran.code == 2
    assert ran.err.count("\n") == 1
    assert "The output cannot be written" in ran.err
    assert verdicts_in(tmp_path / "recap.rnct")["summary"]["exit_code"] == 0


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell")
@pytest.mark.parametrize(("streams", "code"), [(">&-", 1), ("2>&-", 1), (">&- 2>&-", 1), ("<&-", 1)])
def test_streams_may_be_closed(tmp_path: Path, streams: str, code: int) -> None:
    """A job without streams does its work, and never prints on one what belongs on the other."""
    recap, replay = write_event(tmp_path, RIGHT.replace("1:02", "0:20"))
    line = f'"{sys.executable}" -m rnct_chapters check "{recap}" "{replay}" --json {streams}'
    ran = subprocess.run(["sh", "-c", line], capture_output=True, cwd=ROOT, timeout=60)
    assert ran.returncode == code
    assert verdicts_in(tmp_path / "recap.rnct")["summary"]["exit_code"] == 1
    assert b"Traceback" not in ran.stderr
    assert not ran.stdout or json.loads(ran.stdout)["schema"] == "rnct-chapters/verdicts/1"


def test_a_name_that_is_not_unicode(tmp_path: Path) -> None:
    """Names from old disks are written and shown with a mark for what cannot be."""
    recap, replay = write_event(tmp_path)
    odd = os.fsdecode(b"r\xe9cap")
    try:
        shutil.copy(recap, tmp_path / f"{odd}.md")
        shutil.copy(replay, tmp_path / f"{odd}.vtt")
    except OSError:
        pytest.skip("this file system takes Unicode names only")
    ran = spawn("check", tmp_path / f"{odd}.md", tmp_path / f"{odd}.vtt", "--json")
    assert ran.code == 0
    assert json.loads(ran.out)["recap"]["name"].endswith("cap.md")
    assert (tmp_path / f"{odd}.rnct" / "report.html").is_file()
