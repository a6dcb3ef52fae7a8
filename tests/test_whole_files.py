"""Files replaced whole or not at all: what is there stays until all of the new is on the disk."""

import errno
import os
import stat
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from rnct_chapters.errors import OutputRefused
from rnct_chapters.messages import Message
from rnct_chapters.whole_files import (
    DRAFT,
    alone_in,
    is_stream,
    why_unread,
    why_unwritten,
    write_all,
    write_whole,
)


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def test_nothing_is_replaced_where_one_cannot_be_written(tmp_path: Path) -> None:
    """Of two files of which the second has no folder, the first stays as it was, and no draft is left."""
    first = tmp_path / "a"
    first.write_bytes(b"old")
    with pytest.raises(FileNotFoundError):
        write_all({first: b"new", tmp_path / "nowhere" / "b": b"new"})
    assert first.read_bytes() == b"old"
    assert names(tmp_path) == ["a"]


def test_rights_stay_and_secrets_are_closed_from_the_start(tmp_path: Path) -> None:
    """A file that is there keeps its rights; a new one has no more than it was given."""
    there, new = tmp_path / "there", tmp_path / "new"
    there.touch()
    there.chmod(0o640)
    write_whole(there, b"x", 0o600)
    write_whole(new, b"x", 0o600)
    assert stat.S_IMODE(there.stat().st_mode) == 0o640
    assert stat.S_IMODE(new.stat().st_mode) == 0o600


@pytest.mark.skipif(getattr(os, "geteuid", lambda: 1)() != 0, reason="only root can give files away")
def test_the_owner_stays(tmp_path: Path) -> None:
    """What root writes over a user's file is still the user's."""
    path = tmp_path / "a"
    path.touch()
    os.chown(path, 65534, 65534)
    write_whole(path, b"x")
    assert (path.stat().st_uid, path.stat().st_gid) == (65534, 65534)


def test_threads_replace_the_same_file_at_once(tmp_path: Path) -> None:
    """Each has a draft of its own: one of them comes last, whole, and none fails."""
    path = tmp_path / "a"
    contents = [bytes([n]) * 4096 for n in range(8)]
    with ThreadPoolExecutor(len(contents)) as threads:
        for _ in range(20):
            list(threads.map(lambda content: write_whole(path, content), contents))
            assert path.read_bytes() in contents
    assert names(tmp_path) == ["a"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """The file that it leads to is replaced, in its own folder."""
    (tmp_path / "far").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "far" / "a")
    write_whole(tmp_path / "link", b"x")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "far" / "a").read_bytes() == b"x"


def test_a_name_as_long_as_can_be(tmp_path: Path) -> None:
    """The draft's own name stays within what the system allows, also where it is cut inside a character."""
    path = tmp_path / ("é" * 127)
    write_whole(path, b"x")
    assert names(tmp_path) == [path.name]


def test_a_draft_of_a_killed_run_is_no_hindrance(tmp_path: Path) -> None:
    """One of the same number is overwritten; others go when the folder is held alone."""
    (tmp_path / f".a.{os.getpid()}{DRAFT}").write_bytes(b"half")
    write_whole(tmp_path / "a", b"x")
    (tmp_path / f".a.1{DRAFT}").write_bytes(b"half")
    with alone_in(tmp_path):
        assert names(tmp_path) == ["a"]


def test_a_pipe_is_written_into(tmp_path: Path) -> None:
    """Nothing takes the place of a pipe or a device, which nothing is lost in."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write_whole(pipe, b"x")
    reader.join()
    assert read == [b"x"]
    assert is_stream(pipe)
    assert is_stream(Path(os.devnull))
    assert not any(map(is_stream, (tmp_path, tmp_path / "none", Path(__file__))))


@pytest.mark.parametrize(
    ("code", "unwritten", "unread"),
    [
        (errno.ENOSPC, "le disque est plein", None),
        (errno.EACCES, "l’écriture n’y est pas permise", "sa lecture n’est pas permise"),
        (errno.ENOENT, "son dossier n’existe pas", "ce fichier n’existe pas"),
        (errno.EISDIR, "c’est un dossier", "c’est un dossier"),
    ],
)
def test_why_is_said_in_the_readers_language(code: int, unwritten: str, unread: str | None) -> None:
    """Not in the words of the system, which speaks one language only."""
    error = OSError(code, os.strerror(code))
    for said, expected in ((why_unwritten(error), unwritten), (why_unread(error), unread)):
        assert (said.text("fr") if isinstance(said, Message) else None) == expected


def test_what_is_not_known_is_said_as_the_system_does() -> None:
    """A rare failure is better told in English than not at all; a zero in a name has no number of its own."""
    assert why_unwritten(OSError(errno.EIO, "Input/output error")) == "Input/output error"
    assert isinstance(why_unwritten(ValueError("embedded null byte")), Message)


def test_a_folder_that_cannot_be_is_refused(tmp_path: Path) -> None:
    """A file stands in its place: one sentence."""
    (tmp_path / "a").touch()
    with pytest.raises(OutputRefused, match="a file stands where a folder is needed"), alone_in(tmp_path / "a" / "b"):
        pass
