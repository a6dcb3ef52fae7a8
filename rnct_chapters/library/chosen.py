"""Which recordings and voices the filters of a query leave, as conditions of the index."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from rnct_chapters.library.database import Library
from rnct_chapters.library.queries import Filters
from rnct_chapters.library.sound import MAYBE_TEXT, NUMBER, TEXT, sound
from rnct_chapters.tokens import words

EVERYTHING = (0, 2**62)
"""A range of passages that holds all of them."""

# every name once, from one to the next by the index of names: a hundred times quicker than to look at all passages
_VOICES = """
WITH RECURSIVE voice(name) AS (
  SELECT min(speaker) FROM passage
  UNION ALL SELECT (SELECT min(speaker) FROM passage WHERE speaker > name) FROM voice WHERE name IS NOT NULL)
SELECT name FROM voice WHERE name IS NOT NULL"""


@dataclass(frozen=True, slots=True)
class Voices:
    """Names that a speaker filter means, as passages have them, and as claims do, which speak where passages name
    nobody."""

    of_passages: tuple[str, ...]
    of_claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is searched: ranges of passages, both ends in, and of them the voices; None for all voices."""

    ranges: tuple[tuple[int, int], ...]
    voices: Voices | None

    def condition(self) -> tuple[str, tuple[str, ...]]:
        """A condition on the table `passage AS p`, which goes behind other ones, and its values."""
        if self.voices is None:
            return "", ()
        passages, claims = (_marks(names) for names in (self.voices.of_passages, self.voices.of_claims))
        sql = (
            f" AND (p.speaker IN ({passages}) OR p.speaker IS NULL AND EXISTS (SELECT 1 FROM claim AS c WHERE"
            f" c.recording = p.recording AND c.speaker IN ({claims}) AND c.heard_ms < p.end_ms"
            " AND c.heard_end_ms > p.start_ms))"
        )
        return sql, (*self.voices.of_passages, *self.voices.of_claims)


def chosen(library: Library, filters: Filters) -> Chosen:
    """What `filters` leave of the index."""
    recordings = _recordings(library, filters)
    if filters.speaker is None:
        return Chosen((EVERYTHING,) if recordings is None else tuple(_ranges(library, recordings)), None)
    voices = Voices(
        _named(library, _VOICES, filters.speaker),
        _named(library, "SELECT DISTINCT speaker FROM claim WHERE speaker IS NOT NULL", filters.speaker),
    )
    speaking = _speaking(library, voices)
    kept = speaking if recordings is None else speaking & set(recordings)
    return Chosen(tuple(_ranges(library, sorted(kept))), voices)


def is_named(name: str | None, wanted: str) -> bool:
    """Whether a speaker or a title is meant: what is `wanted` is a part of it, accents and case aside."""
    sought = " ".join(words(wanted))
    return name is not None and bool(sought) and sought in " ".join(words(name))


def _recordings(library: Library, filters: Filters) -> list[int] | None:
    """The recordings of the events that are asked for; None for all."""
    if filters.event is None and filters.since is None:
        return None
    rows = library.query("SELECT id, title, place, date FROM event ORDER BY id")
    events = sound(library, rows, NUMBER, TEXT, TEXT, MAYBE_TEXT)
    kept = [id_ for id_, title, place, date in events if _is_asked(filters, title, place, date)]
    found = (library.query("SELECT id FROM recording WHERE event = ? ORDER BY id", (event,)) for event in kept)
    return [id_ for rows in found for (id_,) in sound(library, rows, NUMBER)]


def _is_asked(filters: Filters, title: str, place: str, date: str | None) -> bool:
    if filters.since is not None and (date is None or date < filters.since):
        return False
    asked = filters.event
    return asked is None or is_named(title, asked) or (bool(asked) and asked.casefold() in place.casefold())


def _named(library: Library, sql: str, wanted: str) -> tuple[str, ...]:
    return tuple(sorted(name for (name,) in sound(library, library.query(sql), TEXT) if is_named(name, wanted)))


def _speaking(library: Library, voices: Voices) -> set[int]:
    """The recordings in which one of the voices is heard."""
    asked = (
        ("SELECT DISTINCT recording FROM passage WHERE speaker IN ({})", voices.of_passages),
        ("SELECT DISTINCT recording FROM claim WHERE recording IS NOT NULL AND speaker IN ({})", voices.of_claims),
    )
    found = (library.query(sql.format(_marks(names)), names) for sql, names in asked)
    return {id_ for rows in found for (id_,) in sound(library, rows, NUMBER)}


_ENDS = """
SELECT id, (SELECT id FROM passage WHERE recording = r.id ORDER BY first LIMIT 1),
  (SELECT id FROM passage WHERE recording = r.id ORDER BY first DESC LIMIT 1)
FROM recording AS r"""


def _ranges(library: Library, recordings: Collection[int]) -> Iterator[tuple[int, int]]:
    """The passages of recordings, neighbours joined. A recording's are numbered in a row, as they were put in."""
    wanted = set(recordings)
    ends = ((low, high) for recording, low, high in library.query(_ENDS) if recording in wanted)
    before: tuple[int, int] | None = None
    for low, high in sorted((low, high) for low, high in ends if low is not None and high is not None):
        if before is not None and low == before[1] + 1:
            before = (before[0], high)
            continue
        if before is not None:
            yield before
        before = (low, high)
    if before is not None:
        yield before


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))
