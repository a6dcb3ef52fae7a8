"""The one door to the file of the index: opened, made, brought up to this version, asked and changed.

It is kept in SQLite's write-ahead log: many read while one writes, each sees the file as it was when it began to ask,
and a run that is killed leaves it as it was before its last transaction.
"""

import contextlib
import os
import sqlite3
import stat
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from rnct_chapters.errors import CacheFailed, CorruptLibrary, NoLibrary, OutputRefused, RnctError, UsageError
from rnct_chapters.library.schema import APPLICATION_ID, PAGE_BYTES, SCHEMA, Schema
from rnct_chapters.locks import held
from rnct_chapters.messages import message
from rnct_chapters.whole_files import DRAFT, why_unread, why_unwritten

VARIABLE = "RNCT_CHAPTERS_LIBRARY"
"""Environment variable that names another file."""
BUSY_MS = 30_000
"""How long one run waits for another that writes: an event takes a second at most."""
CACHE_KIB = 32_768
"""Pages kept in memory by each who has the file open."""

SMALLEST_BYTES = 512
"""A database of one page has as many; one without a page has none."""

Row = tuple[Any, ...]
Values = Sequence[str | int | float | bytes | None]

_OTHERS_TURN = ("SQLITE_BUSY", "SQLITE_LOCKED")
_NO_RIGHTS = ("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")


def default_path() -> Path:
    """The user's index; nothing is created."""
    if named := os.environ.get(VARIABLE):
        return Path(named).expanduser().absolute()
    from platformdirs import user_data_path

    return user_data_path("rnct-chapters", appauthor=False) / "library.db"


class Library:
    """An open index. One thread at a time may use it; closes itself at the end of a `with`.

    Every call raises `CorruptLibrary` where the file turns out to be damaged, `CacheFailed` where another run does not
    stop writing or the disk is full, and `OutputRefused` where it cannot be written.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path, self._connection = path, connection

    @classmethod
    def open(cls, path: Path, *, write: bool = False, schema: Schema = SCHEMA) -> "Library":
        """The index at `path`, made with its folders where there is none and it is to be written.

        A file of an older version is brought up to this one first, and kept as it was in `<path>.v<version>.bak`.
        Raises `NoLibrary` where there is none, `UsageError` where it is another application's or a newer program's, and
        as all calls.
        """
        path = path.absolute()
        _refuse_no_file(path, write)
        with contextlib.ExitStack() as until_open:
            library = until_open.enter_context(cls(path, _connect(path, write)))
            version = library._version()
            if version is None:
                if not write:
                    raise NoLibrary(message("library_none", path=str(path)))
                library._create(schema)
            elif version > schema.version:
                raise UsageError(message("library_newer", path=str(path)))
            elif version < schema.version:
                _bring_up(path, schema)
            until_open.pop_all()
        return library

    def query(self, sql: str, values: Values = ()) -> list[Row]:
        """All rows that `sql` gives; what is asked for goes into `values`, never into its text."""
        with _telling(self.path):
            return self._connection.execute(sql, values).fetchall()

    def stream(self, sql: str, values: Values = ()) -> Iterator[Row]:
        """The rows that `sql` gives, one after the other, for those who may stop early."""
        with _telling(self.path):
            yield from self._connection.execute(sql, values)

    def change(self, sql: str, values: Values = ()) -> int:
        """Runs a statement that changes something; returns the id of the row that it put in, if it did."""
        with _telling(self.path):
            return self._connection.execute(sql, values).lastrowid or 0

    def change_all(self, sql: str, rows: Iterable[Values]) -> None:
        """Runs a statement for each of `rows`."""
        with _telling(self.path):
            self._connection.executemany(sql, rows)

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is changed inside, or nothing of it; other runs that write wait."""
        yield from self._whole("BEGIN IMMEDIATE")

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that is asked inside is answered from one state of the file, whoever writes meanwhile."""
        yield from self._whole("BEGIN")

    def _whole(self, begin: str) -> Iterator[None]:
        self.change(begin)
        try:
            yield
            self.change("COMMIT")
        except BaseException:
            with contextlib.suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
            raise

    def close(self) -> None:
        """Gives the file back. The last one to write leaves one file alone, which can be copied."""
        with contextlib.suppress(sqlite3.Error):
            self._connection.close()

    def __enter__(self) -> "Library":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _version(self) -> int | None:
        """The version of the file's tables; None where it is empty. Raises `UsageError` for another application's."""
        tables = self.query("SELECT 1 FROM sqlite_master LIMIT 1")  # first: another run may be making all three at once
        (owner,), (version,) = (self.query(f"PRAGMA {name}")[0] for name in ("application_id", "user_version"))
        if owner == APPLICATION_ID and version:
            return int(version)
        if tables or owner:
            raise UsageError(message("library_foreign", path=str(self.path)))
        return None

    def _create(self, schema: Schema) -> None:
        """Makes the tables, unless another run has just done so. A file that is made halfway is an empty one."""
        with held(self.path.parent):
            self.change(f"PRAGMA page_size={PAGE_BYTES}")
            self.query("PRAGMA journal_mode=WAL")
            with self.transaction():
                if self._version() is None:
                    self._run((*schema.tables, f"PRAGMA application_id={APPLICATION_ID}"), schema.version)

    def _run(self, statements: Iterable[str], version: int) -> None:
        for statement in (*statements, f"PRAGMA user_version={version}"):
            self.change(statement)

    def _keep_copy(self, version: int) -> None:
        """Copies the file to `<path>.v<version>.bak`, whole, unless that is there."""
        kept = self.path.with_name(f"{self.path.name}.v{version}.bak")
        draft = kept.with_name(f".{kept.name}.{os.getpid()}{DRAFT}")
        try:
            if not kept.exists():
                with _telling(draft), contextlib.closing(sqlite3.connect(draft)) as copy:
                    self._connection.backup(copy)
                draft.replace(kept)
        except OSError as error:
            raise OutputRefused(message("file_unwritable", path=str(kept), why=why_unwritten(error))) from error
        finally:
            with contextlib.suppress(OSError):
                draft.unlink(missing_ok=True)


def _bring_up(path: Path, schema: Schema) -> None:
    """Brings an older file up to `schema`, in one transaction, after it was copied."""
    older, newer = Library(path, _connect(path, False)), Library(path, _connect(path, True))
    with older, newer, newer.transaction():
        version = newer._version() or schema.version
        if version < schema.version:
            older._keep_copy(version)
        for old in range(version, schema.version):
            if old not in schema.steps:
                raise CorruptLibrary(message("library_broken", path=str(path)))
            newer._run(schema.steps[old], old + 1)


def _refuse_no_file(path: Path, write: bool) -> None:
    """Makes the folder of an index that is to be written. Raises `UsageError` or `OutputRefused` for no place."""
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            raise UsageError(message("library_is_folder", path=str(path)))
        if not stat.S_ISREG(about.st_mode):
            raise UsageError(message("library_not_a_file", path=str(path)))
        if 0 < about.st_size < SMALLEST_BYTES:  # SQLite would take it for an empty one, and write over it
            raise CorruptLibrary(message("library_not_one", path=str(path)))
    except (FileNotFoundError, NotADirectoryError) as error:
        if not write:
            raise NoLibrary(message("library_none", path=str(path))) from error
        _make_folder(path)
    except (OSError, ValueError) as error:  # ValueError: a zero character in the name
        raise UsageError(message("library_unreadable", path=str(path), why=why_unread(error))) from error


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputRefused(message("file_unwritable", path=str(path), why=why_unwritten(error))) from error


def _connect(path: Path, write: bool) -> sqlite3.Connection:
    """A connection without any surprise. Raises as `Library` does."""
    with _telling(path):
        if write:
            return _opened(path, "mode=rwc")
        try:
            return _opened(path, "mode=ro")
        except sqlite3.OperationalError as error:
            if not _name_of(error).startswith(_NO_RIGHTS) or _has_log(path):
                raise
            # on a disk that nobody can write the log's index cannot be made; nor can anybody change the file
            return _opened(path, "immutable=1")


def _opened(path: Path, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.as_uri()}?{mode}", uri=True, isolation_level=None, timeout=BUSY_MS / 1000, check_same_thread=False
    )
    try:
        connection.execute("PRAGMA trusted_schema=OFF")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute(f"PRAGMA cache_size=-{CACHE_KIB}")
        connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchall()
    except (sqlite3.Error, UnicodeDecodeError):
        connection.close()
        raise
    return connection


def _has_log(path: Path) -> bool:
    log = path.with_name(f"{path.name}-wal")
    return log.exists() and log.stat().st_size > 0


@contextlib.contextmanager
def _telling(path: Path) -> Iterator[None]:
    """What SQLite finds wrong becomes one sentence. A mistake in how it is called stays one."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:  # a fault told in bytes that are no text
        raise _told(path, error) from error


def _told(path: Path, error: Exception) -> RnctError:
    name = _name_of(error)
    if name.startswith(_OTHERS_TURN):
        return CacheFailed(message("library_busy", path=str(path)))
    if name == "SQLITE_FULL":
        return CacheFailed(message("library_full", path=str(path)))
    if name.startswith(_NO_RIGHTS):
        return OutputRefused(message("library_closed", path=str(path)))
    if name.startswith("SQLITE_IOERR") and name not in ("SQLITE_IOERR_SHORT_READ", "SQLITE_IOERR_CORRUPTFS"):
        return CacheFailed(message("library_disk", path=str(path)))
    if "no such module" in str(error):
        return UsageError(message("library_no_full_text"))
    if name == "SQLITE_NOTADB":
        return CorruptLibrary(message("library_not_one", path=str(path)))
    return CorruptLibrary(message("library_broken", path=str(path)))


def _name_of(error: Exception) -> str:
    """`SQLITE_CORRUPT`; empty where the trouble is not SQLite's own, as with text that is no UTF-8."""
    return getattr(error, "sqlite_errorname", "")
