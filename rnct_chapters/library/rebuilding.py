"""Makes the index again from the places that it was made of; a broken one is kept beside it."""

import contextlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rnct_chapters.errors import CorruptLibrary, OutputRefused, UsageError
from rnct_chapters.library.adding import Added, add_found
from rnct_chapters.library.database import Library
from rnct_chapters.library.gathering import Refused, find_again
from rnct_chapters.library.listing import places_in
from rnct_chapters.library.sources import Places, list_of, listed_places, remember
from rnct_chapters.locks import held
from rnct_chapters.messages import message
from rnct_chapters.whole_files import DRAFT, why_unwritten

BROKEN = ".broken"
MOST_KEPT = 100
"""Broken files that are kept beside each other; then the first one gives way."""
_BESIDE = ("", "-wal", "-shm")
"""What SQLite keeps beside a file while it is open, and where a run was killed."""

Step = Callable[[int, int], None]
"""Told how many places are done, of how many."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What became of each place, and where the old file is kept, if there was one."""

    places: tuple[Added | Refused, ...]
    kept: Path | None


def rebuild(index: Path, told: Step) -> Rebuilt:
    """Makes the index at `index` again from the places on its list, and from those that it still names.

    It is made beside its place, and put there whole; the old file is kept as `<index>.broken`. Places that cannot be
    read stay on the list. Raises `UsageError` where there is no list, or nothing on it can be read: then the index
    stays as it is.
    """
    places = _places(index)
    if not places:
        raise UsageError(message("library_no_list", path=str(index)))
    remember(index, places)
    draft = index.with_name(f".{index.name}.{os.getpid()}{DRAFT}")
    try:
        with held(list_of(index)):  # two that rebuild at once go one after the other
            _clear(index)
            found = _made(draft, places, told)
            if all(isinstance(one, Refused) for one in found):
                raise UsageError(message("library_all_gone", path=str(index), count=len(found)))
            return Rebuilt(found, _put_in_place(draft, index))
    except OSError as error:
        raise OutputRefused(message("file_unwritable", path=str(index), why=why_unwritten(error))) from error
    finally:
        _remove(draft)


def _places(index: Path) -> Places:
    """Raises `UsageError` where the file is another application's, or a newer program's."""
    listed = listed_places(index)
    if not index.exists():
        return listed
    try:
        with Library.open(index, write=True) as library:  # a file that was begun and is empty is none yet
            return {**listed, **places_in(library)}
    except CorruptLibrary:
        return listed


def _made(draft: Path, places: Places, told: Step) -> tuple[Added | Refused, ...]:
    found = []
    with Library.open(draft, write=True) as library:
        for done, (place, event_file) in enumerate(sorted(places.items())):
            told(done, len(places))
            found.append(add_found(library, find_again(place, event_file)))
    return tuple(found)


def _put_in_place(draft: Path, index: Path) -> Path | None:
    """The new file in the place of the old one, which is kept: where that is, None where there was none."""
    names = (index.with_name(f"{index.name}{BROKEN}{n}") for n in ("", *(f"-{n}" for n in range(2, MOST_KEPT))))
    kept = next((path for path in names if not path.exists()), index.with_name(index.name + BROKEN))
    was_there = index.exists()
    for ending in ("", "-wal"):
        with contextlib.suppress(FileNotFoundError):
            index.with_name(index.name + ending).replace(kept.with_name(kept.name + ending))
    index.with_name(f"{index.name}-shm").unlink(missing_ok=True)
    draft.replace(index)
    return kept if was_there else None


def _clear(index: Path) -> None:
    """Removes what a killed rebuild left."""
    for left in index.parent.iterdir():
        if left.name.startswith(f".{index.name}.") and DRAFT in left.name:
            left.unlink(missing_ok=True)


def _remove(draft: Path) -> None:
    for ending in _BESIDE:
        draft.with_name(draft.name + ending).unlink(missing_ok=True)
