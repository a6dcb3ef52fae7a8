"""What is in the index: events, their recordings, and how much of it there is."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from rnct_chapters.library.database import Library, Row

EVENT = "event.id, place, kind, event_file, event.title, date, event.language"
RECORDING = "recording.id, number, name, recording.title, url, recording.language, duration_ms, word_count"


@dataclass(frozen=True, slots=True)
class ListedRecording:
    """One recording of an event."""

    id: int
    number: int
    name: str
    title: str
    url: str | None
    language: str | None
    duration_ms: int | None
    words: int


@dataclass(frozen=True, slots=True)
class ListedEvent:
    """One event: `kind` is what its place is, a folder of results or the file of a transcript."""

    id: int
    place: str
    kind: str
    event_file: str | None
    title: str
    date: str | None
    language: str | None
    recordings: tuple[ListedRecording, ...]

    @property
    def words(self) -> int:
        return sum(r.words for r in self.recordings)

    @property
    def duration_ms(self) -> int:
        """The length of its recordings together, as far as it is known."""
        return sum(r.duration_ms or 0 for r in self.recordings)


def events_in(library: Library) -> tuple[ListedEvent, ...]:
    """Every event with its recordings, the latest first and those without a date last."""
    rows = library.query(
        f"SELECT {EVENT}, {RECORDING} FROM event LEFT JOIN recording ON event = event.id"
        " ORDER BY date IS NULL, date DESC, event.id, number"
    )
    return tuple(_listed(about, group) for about, group in groupby(rows, key=lambda row: row[:7]))


def _listed(about: Row, rows: Iterable[Row]) -> ListedEvent:
    recordings = tuple(ListedRecording(*row[7:]) for row in rows if row[7] is not None)
    return ListedEvent(*(*about, recordings))


def places_in(library: Library) -> dict[str, str | None]:
    """The place of every event, with its event file."""
    return dict(library.query("SELECT place, event_file FROM event"))


def events_named(library: Library, named: str) -> tuple[ListedEvent, ...]:
    """The events that a text means: by number, by place, or by event file."""
    return tuple(e for e in events_in(library) if named in (str(e.id), e.place, e.event_file))


def totals(library: Library) -> dict[str, int]:
    """How many events, recordings and words there are."""
    ((events,),) = library.query("SELECT count(*) FROM event")
    ((recordings, words),) = library.query("SELECT count(*), ifnull(sum(word_count), 0) FROM recording")
    return {"events": events, "recordings": recordings, "words": words}
