"""A copy of an event out of a store, and how what was made in it goes back.

It goes back in an order in which nobody, whenever a machine dies, finds a mark of work whose results are not there.
"""

import contextlib
import json
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from rnct_chapters.batch.marks import MARKS
from rnct_chapters.batch.stores import Store, Stored
from rnct_chapters.errors import FetchFailed, HostFailed
from rnct_chapters.event import MARK
from rnct_chapters.messages import message
from rnct_chapters.whole_files import DRAFT

_WAITS_S = (1.0, 4.0, 16.0)
"""Between tries to put back work that may have taken hours, where the store fails for a moment."""

OF_THIS_MACHINE = (DRAFT, ".lock")
"""What the names of files end in that mean nothing elsewhere."""

State = tuple[int, int, int]
"""Size, ns of the last change and number on the disk of a file: none is replaced without another state."""


@dataclass(frozen=True, slots=True)
class EventCopy:
    """An event in a scratch folder: `file` is its event file, `there` is what was copied, by its name from the event's
    folder, `before` its state as it was copied."""

    file: Path
    store: Store
    there: Mapping[str, Stored] = field(repr=False)
    before: Mapping[str, State] = field(repr=False)

    @property
    def folder(self) -> Path:
        return self.file.parent

    def put_back(self, wait: Callable[[float], None] = time.sleep) -> None:
        """Puts what is new or changed into the store and removes what was removed: results, then marks; again after a
        while where the store fails.

        Raises `HostFailed` where somebody changed one of these files in the store meanwhile: then theirs stays, and
        nothing is put. Else as `Store` does.
        """
        for seconds in _WAITS_S:
            try:
                return self._put_back()
            except FetchFailed:
                wait(seconds)
        self._put_back()

    def _put_back(self) -> None:
        now = states(self.folder)
        changed = [name for name, state in now.items() if self.before.get(name) != state]
        gone = [name for name in self.before if name not in now]
        if not changed and not gone:
            return
        self._refuse_changed([*changed, *gone])
        for name in changed:
            if _is_own(name) and name in self.there:
                self._put_between(name)
        self.store.put([name for name in changed if not _is_own(name) and not _is_mark(name)], self.folder)
        self.store.remove(gone)
        self.store.put([name for name in changed if _is_own(name)], self.folder)
        self.store.put([name for name in changed if _is_mark(name)], self.folder)

    def _refuse_changed(self, names: Collection[str]) -> None:
        """An attempt of ours that the store broke off leaves files of our own content: those may be replaced."""
        now = self.store.files()
        for name in names:
            if now.get(name) != self.there.get(name) and not self._is_ours(name, now.get(name)):
                raise HostFailed(message("store_changed", place=f"{self.store.shown}/{name}"))

    def _is_ours(self, name: str, stored: Stored | None) -> bool:
        mine = self.folder / name
        if stored is None or not mine.exists():
            return stored is None and not mine.exists()
        if _is_own(name):  # between two states, as `_put_between` left it
            return True
        return stored.size == mine.stat().st_size and self.store.read(name) == mine.read_bytes()

    def _put_between(self, name: str) -> None:
        """A folder of results tells which files in it are ours. While they are replaced the old and the new ones are:
        what tells so is put before them."""
        with TemporaryDirectory(dir=self.folder.parent) as folder:
            between = Path(folder, name)
            between.parent.mkdir(parents=True)
            between.write_bytes(_both((self.folder / name).read_bytes(), self.store.read(name)))
            self.store.put([name], Path(folder))


def states(folder: Path) -> dict[str, State]:
    """Every file below the folder by its name with `/`; no drafts, locks and links."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink() and not path.name.endswith(OF_THIS_MACHINE):
            told = path.stat()
            found[path.relative_to(folder).as_posix()] = (told.st_size, told.st_mtime_ns, told.st_ino)
    return found


def _is_mark(name: str) -> bool:
    return name.startswith(f"{MARKS}/")


def _is_own(name: str) -> bool:
    """Whether a file is the one by which a folder of results knows its own."""
    return name.rpartition("/")[2] == MARK


def _both(new: bytes, old: bytes) -> bytes:
    """What knows as ours whatever either of them does."""
    known: dict[str, list[object]] = {}
    for content in (new, old):
        with contextlib.suppress(ValueError):  # it may be empty
            read = json.loads(content)
            for key, listed in read.items() if isinstance(read, dict) else ():
                if isinstance(listed, list):
                    kept = known.setdefault(key, [])
                    kept += [one for one in listed if one not in kept]
    return json.dumps(known).encode()
