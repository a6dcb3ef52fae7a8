"""Whether the index is whole, and whether the places that it was made of are as they were."""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from rnct_chapters.errors import CorruptLibrary, OutputRefused, RnctError
from rnct_chapters.library.database import Library
from rnct_chapters.library.gathering import Refused, find_again, gather
from rnct_chapters.library.seals import seal_of
from rnct_chapters.library.stored_words import unpack
from rnct_chapters.messages import Message, message

Kind = Literal["damaged", "changed", "gone"]
"""The file itself is not as it was written; a place has changed since; a place cannot be read any more."""

Step = Callable[[int, int], None]
"""Told how many events are done, of how many."""

MOST_TOLD = 20
"""Faults that SQLite looks for before it gives up: one is enough to make the index again."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it should be; `place` is None where it is about the whole file."""

    kind: Kind
    place: str | None
    said: Message


def faults_in(library: Library, told: Step) -> Iterator[Fault]:
    """What is wrong with the file, then what is wrong with its events and their places, in the order of the index."""
    whole = list(_of_file(library))
    yield from whole
    try:
        events = library.query("SELECT id, place, event_file, sha256, seal FROM event ORDER BY id")
    except CorruptLibrary:
        if not whole:
            yield _damaged(library)
        return
    for done, (event, place, event_file, sha256, seal) in enumerate(events):
        told(done, len(events))
        if not _is_whole(library, event, seal):  # then its place may be anything
            yield Fault("damaged", str(place), message("library_event_damaged", place=str(place)))
        elif (fault := _of_place(place, event_file, sha256)) is not None:
            yield fault


def _of_file(library: Library) -> Iterator[Fault]:
    try:
        if library.query(f"PRAGMA integrity_check({MOST_TOLD})") != [("ok",)] or _strays(library):
            yield _damaged(library)
    except CorruptLibrary:
        yield _damaged(library)


def _strays(library: Library) -> bool:
    """Whether rows refer to none, or the full text is not that of the passages."""
    with contextlib.suppress(OutputRefused):  # on a disk that nobody can write; the seals vouch for the text there
        library.change("INSERT INTO spoken(spoken) VALUES('integrity-check')")
    ((unmatched,),) = library.query(
        "SELECT (SELECT count(*) FROM passage WHERE id NOT IN (SELECT id FROM spoken_docsize))"
        " + (SELECT count(*) FROM spoken_docsize WHERE id NOT IN (SELECT id FROM passage))"
    )
    return bool(unmatched or library.query("PRAGMA foreign_key_check"))


def _damaged(library: Library) -> Fault:
    return Fault("damaged", None, message("library_broken", path=str(library.path)))


def _is_whole(library: Library, event: int, seal: str) -> bool:
    """Whether an event is as it was put in, and its words can be read."""
    try:
        words = library.query("SELECT words, word_count, token_count FROM recording WHERE event = ?", (event,))
        return seal_of(library, event) == seal and all(_fits(*row) for row in words)
    except (CorruptLibrary, TypeError, ValueError):  # a value that is not of its column's kind any more
        return False


def _fits(words: bytes, word_count: int, token_count: int) -> bool:
    found = unpack(words)
    return len(found.texts) == word_count and sum(found.said) == token_count


def _of_place(place: str, event_file: str | None, sha256: str) -> Fault | None:
    """Whether a place is as it was when it was added; of an address nobody knows."""
    if "://" in place:
        return None
    found = find_again(place, event_file)
    try:
        if isinstance(found, Refused):
            return Fault("gone", place, message("library_gone", why=found.why.said))
        is_same = gather(found).sha256() == sha256
    except RnctError as error:
        return Fault("gone", place, message("library_gone", why=error.said))
    return None if is_same else Fault("changed", place, message("library_changed", place=place))
