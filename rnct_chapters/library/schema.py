"""The tables of the index of recordings, and how a file of an older version becomes one of a newer.

To change a table: raise the version, change `_TABLES`, and put the statements that bring a file of the version before
to the same shape into `_STEPS`. A file that is brought up is kept as it was beside its place.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

APPLICATION_ID = 0x726E6374
"""What SQLite keeps in the head of a file to tell whose it is: `rnct`."""
PAGE_BYTES = 8192
"""A passage and its words in the full text lie in one page, and a recording's words in a dozen."""


@dataclass(frozen=True, slots=True)
class Schema:
    """One shape of the file. `tables` makes it in an empty one; `steps[n]` brings a file of version n to n + 1."""

    version: int
    tables: tuple[str, ...]
    steps: Mapping[int, tuple[str, ...]]


_EVENT = """
CREATE TABLE event(
  id INTEGER PRIMARY KEY,
  place TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  event_file TEXT,
  title TEXT NOT NULL,
  date TEXT,
  recap TEXT,
  language TEXT,
  sha256 TEXT NOT NULL,
  seal TEXT NOT NULL)"""
_RECORDING = """
CREATE TABLE recording(
  id INTEGER PRIMARY KEY,
  event INTEGER NOT NULL REFERENCES event(id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  title TEXT NOT NULL,
  url TEXT,
  link TEXT,
  media TEXT,
  track INTEGER,
  language TEXT,
  duration_ms INTEGER,
  audio_sha256 TEXT,
  size_bytes INTEGER,
  sha256 TEXT NOT NULL,
  word_count INTEGER NOT NULL,
  token_count INTEGER NOT NULL,
  words BLOB NOT NULL,
  UNIQUE(event, number))"""
_PASSAGE = """
CREATE TABLE passage(
  id INTEGER PRIMARY KEY,
  recording INTEGER NOT NULL REFERENCES recording(id) ON DELETE CASCADE,
  first INTEGER NOT NULL,
  count INTEGER NOT NULL,
  first_token INTEGER NOT NULL,
  tokens INTEGER NOT NULL,
  speaker TEXT,
  start_ms INTEGER NOT NULL,
  end_ms INTEGER NOT NULL)"""
# Words are folded before they come here. This tokenizer parts at what is ASCII and neither letter nor digit, of which
# no folded word has any, and leaves all the rest as it is. Words are also kept by how they begin: a prefix is found in
# a twentieth of the time.
_SPOKEN = "CREATE VIRTUAL TABLE spoken USING fts5(plain, tokenize='ascii', detail=full, prefix='2 3')"
_CLAIM = """
CREATE TABLE claim(
  id INTEGER PRIMARY KEY,
  event INTEGER NOT NULL REFERENCES event(id) ON DELETE CASCADE,
  recording INTEGER REFERENCES recording(id) ON DELETE CASCADE,
  key TEXT,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  speaker TEXT,
  outcome TEXT NOT NULL,
  stamp_ms INTEGER,
  heard_ms INTEGER,
  heard_end_ms INTEGER,
  reason TEXT NOT NULL,
  decided INTEGER NOT NULL)"""
_CHAPTER = """
CREATE TABLE chapter(
  recording INTEGER NOT NULL REFERENCES recording(id) ON DELETE CASCADE,
  start_ms INTEGER NOT NULL,
  end_ms INTEGER NOT NULL,
  title TEXT NOT NULL,
  level INTEGER NOT NULL)"""
_TABLES = (
    _EVENT,
    _RECORDING,
    _PASSAGE,
    _SPOKEN,
    _CLAIM,
    _CHAPTER,
    "CREATE INDEX passage_of ON passage(recording, first)",
    "CREATE INDEX passage_by ON passage(speaker, recording)",
    "CREATE INDEX claim_of_event ON claim(event)",
    "CREATE INDEX claim_of_recording ON claim(recording)",
    "CREATE INDEX chapter_of ON chapter(recording, start_ms)",
)
_STEPS: Mapping[int, tuple[str, ...]] = MappingProxyType({})

SCHEMA = Schema(1, _TABLES, _STEPS)
"""The shape that this program writes."""
