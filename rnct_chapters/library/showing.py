"""Hits made of places: the words of a recording looked up, and what its event, its host and its claims say of it."""

from dataclasses import dataclass

from rnct_chapters.library.database import Library, Row
from rnct_chapters.library.glance import Glance
from rnct_chapters.library.hits import Hit, link_at
from rnct_chapters.library.snippets import snippet
from rnct_chapters.library.sound import BYTES, MAYBE_NUMBER, MAYBE_TEXT, NUMBER, TEXT, sound, the_row
from rnct_chapters.library.stored_words import StoredWords, unpack
from rnct_chapters.messages import Message

WordRange = tuple[int, int]
"""The first and the last of some words of a recording, inclusive."""


@dataclass(frozen=True, slots=True)
class Place:
    """Words of a recording to be shown: from `words[0]` to `words[1]`, those in `marked` emphasised."""

    recording: int
    words: WordRange
    marked: tuple[WordRange, ...]
    speaker: str | None  # as the transcript names them
    score: float
    differences: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What the index says of one recording besides its words."""

    name: str
    number: int
    title: str
    url: str | None
    link: str | None
    language: str | None
    duration_ms: int | None
    event: str
    place: str
    date: str | None


_TOLD = """
SELECT r.name, r.number, r.title, r.url, r.link, r.language, r.duration_ms, e.title, e.place, e.date
FROM recording AS r JOIN event AS e ON e.id = r.event WHERE r.id = ?"""
_TOLD_KINDS = (TEXT, NUMBER, TEXT, MAYBE_TEXT, MAYBE_TEXT, MAYBE_TEXT, MAYBE_NUMBER, TEXT, TEXT, MAYBE_TEXT)
_PASSAGE_AT = """
SELECT first, first + count FROM passage WHERE recording = ? AND first <= ? ORDER BY first DESC LIMIT 1"""
_CLAIMS = """
SELECT heard_ms, heard_end_ms, speaker FROM claim
WHERE recording = ? AND speaker IS NOT NULL AND heard_ms IS NOT NULL AND heard_end_ms IS NOT NULL
ORDER BY heard_ms, id"""


class Shelf:
    """Recordings of the index as they are needed, the words of one at a time."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._told: dict[int, Told] = {}
        self._claims: dict[int, list[Row]] = {}
        self._glanced: tuple[int, Glance] | None = None

    def told(self, recording: int) -> Told:
        """What is known of a recording."""
        if recording not in self._told:
            self._told[recording] = Told(
                *the_row(self._library, self._library.query(_TOLD, (recording,)), *_TOLD_KINDS)
            )
        return self._told[recording]

    def words(self, recording: int) -> StoredWords:
        """All its words. Raises `CorruptLibrary` where they are damaged."""
        return unpack(self._blob(recording))

    def glance(self, recording: int) -> Glance:
        """Its words, of which a few are wanted; raises as `words` does."""
        if self._glanced is None or self._glanced[0] != recording:
            self._glanced = (recording, Glance(self._blob(recording)))
        return self._glanced[1]

    def has_claimed(self, recording: int) -> bool:
        """Whether claims with a speaker were heard in a recording."""
        if recording not in self._claims:
            rows = self._library.query(_CLAIMS, (recording,))
            self._claims[recording] = list(sound(self._library, rows, NUMBER, NUMBER, TEXT))
        return bool(self._claims[recording])

    def claimed_speaker(self, recording: int, start_ms: int, end_ms: int) -> str | None:
        """Who says the claim that was heard there, the one that shares most with these times; None without one."""
        if not self.has_claimed(recording):
            return None
        shared = [(min(end_ms, end) - max(start_ms, start), who) for start, end, who in self._claims[recording]]
        most = max(shared, key=lambda one: one[0], default=None)
        return most[1] if most is not None and most[0] > 0 else None

    def hit(self, place: Place) -> Hit:
        """The hit of a place; cheap while its recording is the one looked at last."""
        told = self.told(place.recording)
        words = self.glance(place.recording)
        start_ms, end_ms = words.span_ms(*place.words)
        shown = snippet(words, self._around(place), place.words[1], place.marked)
        return Hit(
            place.recording,
            told.name,
            told.number,
            told.title,
            told.event,
            told.place,
            told.date,
            start_ms,
            end_ms,
            shown.text,
            shown.marked,
            place.speaker or self.claimed_speaker(place.recording, start_ms, end_ms),
            place.score,
            link_at(told.link, told.url, start_ms),
            place.differences,
        )

    def _around(self, place: Place) -> WordRange:
        """The words [low, high) of the passages that hold those of a place: one speaker's, as a rule."""
        found = (self._library.query(_PASSAGE_AT, (place.recording, word)) for word in place.words)
        first, last = (the_row(self._library, rows, NUMBER, NUMBER) for rows in found)
        return first[0], last[1]

    def _blob(self, recording: int) -> bytes:
        rows = self._library.query("SELECT words FROM recording WHERE id = ?", (recording,))
        blob: bytes = the_row(self._library, rows, BYTES)[0]
        return blob
