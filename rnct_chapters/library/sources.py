"""The list of places beside the index, from which it can be made again: `library.db.sources`, a place a line.

A line is a JSON object with `place` and `event_file`; lines that are something else are passed over.
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from rnct_chapters.errors import OutputRefused
from rnct_chapters.locks import held
from rnct_chapters.messages import message
from rnct_chapters.whole_files import why_unwritten, write_whole

Places = Mapping[str, str | None]
"""Places, each with the event file that it is of, where there is one; both as the index has them."""


def list_of(index: Path) -> Path:
    """Where the list of an index lies."""
    return index.with_name(f"{index.name}.sources")


def listed_places(index: Path) -> Places:
    """The places of the list; none where there is no list, or it cannot be read."""
    try:
        lines = list_of(index).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return {}
    return dict(found for line in lines if (found := _read(line)) is not None)


def remember(index: Path, places: Places) -> None:
    """Puts `places` on the list. Raises `OutputRefused` where it cannot be written."""
    with _writing(index):
        _replace(index, {**listed_places(index), **places})


def forget(index: Path, places: Iterable[str]) -> None:
    """Takes `places` off the list. Raises `OutputRefused` where it cannot be written."""
    with _writing(index):
        gone = set(places)
        _replace(index, {place: of for place, of in listed_places(index).items() if place not in gone})


def _read(line: str) -> tuple[str, str | None] | None:
    try:
        found = json.loads(line)
        place, event_file = found["place"], found["event_file"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return (place, event_file) if isinstance(place, str) and isinstance(event_file, str | None) else None


def _replace(index: Path, places: Places) -> None:
    if places != listed_places(index):
        lines = (
            json.dumps({"place": p, "event_file": e}, ensure_ascii=False) + "\n" for p, e in sorted(places.items())
        )
        write_whole(list_of(index), "".join(lines).encode())


@contextmanager
def _writing(index: Path) -> Iterator[None]:
    """The folder of the index held against other runs that change the list, and its troubles as one sentence."""
    try:
        os.makedirs(index.parent, exist_ok=True)
        with held(index.parent):
            yield
    except OSError as error:
        raise OutputRefused(message("file_unwritable", path=str(list_of(index)), why=why_unwritten(error))) from error
