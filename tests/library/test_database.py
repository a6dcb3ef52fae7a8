"""The file of the index: made, opened, refused, brought up to a newer version, read while it is written."""

import contextlib
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rnct_chapters.errors import CacheFailed, CorruptLibrary, OutputRefused, RnctError, UsageError
from rnct_chapters.library import database
from rnct_chapters.library.adding import add
from rnct_chapters.library.database import Library, default_path
from rnct_chapters.library.gathering import Found, gather
from rnct_chapters.library.schema import APPLICATION_ID, SCHEMA, Schema
from tests.cli.commands import english
from tests.library.archive import content, phrases, write_transcript

NEWER = Schema(SCHEMA.version + 1, SCHEMA.tables, {SCHEMA.version: ("ALTER TABLE event ADD COLUMN town TEXT",)})
"""The shape that a program of tomorrow may write."""


def filled(folder: Path, seed: int = 0) -> Path:
    """An index with one transcript in it."""
    index = folder / "library.db"
    source = write_transcript(folder / f"{seed}.json", seed=seed)
    with Library.open(index, write=True) as library:
        add(library, gather(Found(source, "transcript", str(source))))
    return index


def refusal(index: Path, *, write: bool = False) -> RnctError:
    with pytest.raises(RnctError) as caught, Library.open(index, write=write):
        pass
    for lang in ("en", "fr"):
        assert "\n" not in caught.value.text(lang)
    return caught.value


def test_a_new_index_is_ours(tmp_path: Path) -> None:
    """It is made with its folders, says whose it is, keeps a log, and is one file when it is closed."""
    index = tmp_path / "deep" / "library.db"
    with Library.open(index, write=True) as library:
        pragmas = ("application_id", "user_version", "journal_mode", "page_size", "foreign_keys", "synchronous")
        told = [library.query(f"PRAGMA {name}")[0][0] for name in pragmas]
    assert told == [APPLICATION_ID, SCHEMA.version, "wal", 8192, 1, 1]
    assert [p.name for p in index.parent.iterdir()] == ["library.db"]


@pytest.mark.parametrize("name", ["a?b=c#d%20e.db", 'l\'été "x".db', "; DROP TABLE event.db", "数据.db", "a b.db"])
def test_any_name_is_a_file(tmp_path: Path, name: str) -> None:
    """Characters that mean something in an address or in SQL are letters of a name."""
    with Library.open(tmp_path / name, write=True):
        pass
    with Library.open(tmp_path / name) as library:
        assert library.query("SELECT count(*) FROM event") == [(0,)]
    assert name in [p.name for p in tmp_path.iterdir()]


def test_where_the_users_index_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The variable names it; without it, it is in the user's data folder."""
    monkeypatch.setenv("RNCT_CHAPTERS_LIBRARY", str(tmp_path / "mine.db"))
    assert default_path() == tmp_path / "mine.db"
    monkeypatch.delenv("RNCT_CHAPTERS_LIBRARY")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_path().name == "library.db"
    assert default_path().parent.name == "rnct-chapters"


def test_reading_makes_nothing(tmp_path: Path) -> None:
    """Where there is no index, reading says so and leaves the folder as it was."""
    assert "index add" in str(refusal(tmp_path / "none" / "library.db"))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("write", [False, True])
def test_a_folder_is_no_index(tmp_path: Path, write: bool) -> None:
    """A folder in the place of the index is named as such."""
    assert "is a folder" in str(refusal(tmp_path, write=write))


@pytest.mark.parametrize("write", [False, True])
def test_a_text_file_is_no_index(tmp_path: Path, write: bool) -> None:
    """A file that is no database is refused, and stays as it is."""
    index = tmp_path / "library.db"
    index.write_text("Bonjour\n" * 5_000, encoding="utf-8")
    assert isinstance(refusal(index, write=write), CorruptLibrary)
    assert index.read_text(encoding="utf-8") == "Bonjour\n" * 5_000


def test_an_empty_file_becomes_an_index(tmp_path: Path) -> None:
    """A file without a byte holds no index yet; adding makes one of it, as of one that was killed at once."""
    index = tmp_path / "library.db"
    index.touch()
    assert "index add" in str(refusal(index))
    with Library.open(index, write=True) as library:
        assert library.query("SELECT count(*) FROM event") == [(0,)]


@pytest.mark.parametrize("write", [False, True])
@pytest.mark.parametrize("owner", [0, 0x5A4B4C31])
def test_the_database_of_another_application_is_left_alone(tmp_path: Path, owner: int, write: bool) -> None:
    """A file of another application, whether it says so or not, is refused and not changed by a byte."""
    index = tmp_path / "library.db"
    with contextlib.closing(sqlite3.connect(index)) as other:
        other.execute("CREATE TABLE bookmarks(url)")
        other.execute(f"PRAGMA application_id={owner}")
        other.commit()
    before = index.read_bytes()
    assert "another application" in str(refusal(index, write=write))
    assert index.read_bytes() == before


@pytest.mark.parametrize("write", [False, True])
def test_a_newer_file_is_refused(tmp_path: Path, write: bool) -> None:
    """An older program says in one sentence that it is older, and changes nothing."""
    index = filled(tmp_path)
    with Library.open(index, write=True, schema=NEWER):
        pass
    before = index.read_bytes()
    assert "newer version" in str(refusal(index, write=write))
    assert index.read_bytes() == before


@pytest.mark.parametrize("write", [False, True])
def test_an_older_file_is_brought_up(tmp_path: Path, write: bool) -> None:
    """A newer program keeps a copy, changes the file, and finds everything that was in it."""
    index = filled(tmp_path)
    before = content(index)
    with Library.open(index, write=write, schema=NEWER) as library:
        assert library.query("PRAGMA user_version") == [(NEWER.version,)]
        assert library.query("SELECT town FROM event") == [(None,)]
        assert library.query("SELECT place FROM event") == [(place,) for place in before]
    copy = tmp_path / f"library.db.v{SCHEMA.version}.bak"
    assert content(copy) == before
    assert not [p for p in tmp_path.iterdir() if p.name.endswith(".rnct-tmp")]


def test_a_copy_from_before_is_not_replaced(tmp_path: Path) -> None:
    """The first copy stays: it is the one that was whole."""
    index = filled(tmp_path)
    copy = tmp_path / f"library.db.v{SCHEMA.version}.bak"
    copy.write_text("mine")
    with Library.open(index, schema=NEWER):
        pass
    assert copy.read_text() == "mine"


def test_a_failed_step_changes_nothing(tmp_path: Path) -> None:
    """A file that cannot be brought up stays as it was, at its old version."""
    index = filled(tmp_path)
    before = content(index)
    wrong = Schema(
        2, SCHEMA.tables, {1: ("ALTER TABLE event ADD COLUMN town TEXT", "ALTER TABLE nowhere ADD COLUMN x")}
    )
    with pytest.raises(CorruptLibrary), Library.open(index, schema=wrong):
        pass
    with pytest.raises(CorruptLibrary), Library.open(index, schema=Schema(2, SCHEMA.tables, {})):
        pass
    assert content(index) == before


def failures_of_six(act: Callable[[], object]) -> list[BaseException]:
    """What goes wrong where six threads do the same at once."""
    failed: list[BaseException] = []

    def acting() -> None:
        try:
            act()
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=acting) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failed


def test_two_bring_it_up_at_once(tmp_path: Path) -> None:
    """Threads that open an older file together all find a newer one, changed once."""
    index = filled(tmp_path)

    def opened() -> None:
        with Library.open(index, schema=NEWER) as library:
            library.query("SELECT town FROM event")

    assert not failures_of_six(opened)


def test_two_make_it_at_once(tmp_path: Path) -> None:
    """Threads that make the index together make one."""

    def made() -> None:
        with Library.open(tmp_path / "library.db", write=True) as library:
            library.query("SELECT * FROM event")

    assert not failures_of_six(made)


def test_a_transaction_is_whole(tmp_path: Path) -> None:
    """What an error interrupts leaves nothing behind, and the next transaction goes on."""
    index = filled(tmp_path)
    before = content(index)
    with Library.open(index, write=True) as library:
        with contextlib.suppress(KeyboardInterrupt), library.transaction():
            library.change("DELETE FROM event")
            raise KeyboardInterrupt
        with library.transaction():
            library.change("UPDATE event SET title = title")
    assert content(index) == before


def test_a_reader_sees_one_state(tmp_path: Path) -> None:
    """Who reads in a snapshot sees what was there when it began, while another one writes."""
    index = filled(tmp_path)
    with Library.open(index) as reader, Library.open(index, write=True) as writer:
        with reader.snapshot():
            assert reader.query("SELECT count(*) FROM event") == [(1,)]
            with writer.transaction():
                writer.change("DELETE FROM event")
            assert reader.query("SELECT count(*) FROM passage")[0][0] > 0
        assert reader.query("SELECT count(*) FROM passage") == [(0,)]


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    """An index that was opened to be read stays as it is."""
    index = filled(tmp_path)
    with Library.open(index) as library, pytest.raises(OutputRefused):
        library.change("DELETE FROM event")


def test_waiting_for_another_writer_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that writes for ever is waited for, and then named."""
    index = filled(tmp_path)
    monkeypatch.setattr(database, "BUSY_MS", 50)
    with Library.open(index, write=True) as first, first.transaction():
        first.change("UPDATE event SET title = 'x'")
        with Library.open(index, write=True) as second, pytest.raises(CacheFailed, match="Another run"):
            second.change("DELETE FROM event")


def test_a_mistake_of_ours_is_no_damage(tmp_path: Path) -> None:
    """A statement that is called wrongly stays an error of the program."""
    with Library.open(filled(tmp_path)) as library, pytest.raises(sqlite3.ProgrammingError):
        library.query("SELECT ?", ())


def test_a_full_disk_is_that_of_the_index(tmp_path: Path) -> None:
    """The sentence names the index and what helps it, not the cache; nothing of what was begun stays."""
    with Library.open(filled(tmp_path), write=True) as library:
        ((pages,),) = library.query("PRAGMA page_count")
        library.query(f"PRAGMA max_page_count={pages}")
        put = "INSERT INTO event(place, kind, title, sha256, seal) VALUES(?, '', ?, '', '')"
        with pytest.raises(CacheFailed, match="name an index elsewhere with --db"), library.transaction():
            library.change_all(put, ((str(place), "x" * 9_000) for place in range(10)))
        assert library.query("SELECT count(*) FROM event WHERE kind = ''") == [(0,)]


def test_a_sqlite_without_full_text_is_told(tmp_path: Path) -> None:
    """What SQLite was built without is no damage of the file."""
    with Library.open(filled(tmp_path), write=True) as library, pytest.raises(UsageError, match="FTS5"):
        library.change("CREATE VIRTUAL TABLE temp.x USING not_built_in(y)")


@pytest.mark.parametrize("name", ["a\0b.db", "x" * 300 + ".db"], ids=["zero", "long"])
@pytest.mark.parametrize("write", [False, True])
def test_a_name_that_no_file_can_have(tmp_path: Path, name: str, write: bool) -> None:
    """A name with a zero, or one that is too long, is one sentence."""
    assert isinstance(refusal(tmp_path / name, write=write), OutputRefused | UsageError)


SEARCH = """
import os, sys
from pathlib import Path
from rnct_chapters.errors import RnctError
from rnct_chapters.library.database import Library
if os.geteuid() == 0:  # whom no rights hold back
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
try:
    with Library.open(Path(sys.argv[1]), write=len(sys.argv) > 2) as library:
        print(library.query("SELECT count(*) FROM spoken WHERE spoken MATCH 'cooperation'")[0][0])
        library.change("UPDATE event SET title = 'x'") if len(sys.argv) > 2 else None
except RnctError as error:
    print(type(error).__name__, error)
"""


@pytest.fixture
def closed() -> Iterator[Path]:
    """An index that nobody else may write, in a folder that nobody else may write."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        index = filled(folder)
        for path in folder.iterdir():
            path.chmod(0o444)
        folder.chmod(0o555)
        yield index
        folder.chmod(0o755)


def as_nobody(index: Path, *more: str) -> str:
    """What the script prints for somebody without rights."""
    command = [sys.executable, "-c", SEARCH, str(index), *more]
    ran = subprocess.run(command, capture_output=True, text=True, env=english(), check=False)
    assert not ran.stderr
    return ran.stdout.strip()


def test_a_library_that_cannot_be_written_is_searched(closed: Path) -> None:
    """An index on a disk or in a folder that is read-only is read like any other."""
    assert as_nobody(closed) == str(phrases(closed, "cooperation"))


def test_a_library_that_cannot_be_written_says_so(closed: Path) -> None:
    """Writing there is one sentence about rights."""
    assert as_nobody(closed, "write").splitlines()[-1].startswith("OutputRefused The index ")
