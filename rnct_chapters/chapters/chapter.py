"""A recording's chapters, and the numbers that make them."""

from dataclasses import dataclass
from typing import Literal, get_args

from rnct_chapters.timecode import Span

Origin = Literal["stamp", "heard", "unverified", "heading", "opening", "person"]
"""Where a chapter comes from: the article's stamp, the words as heard, a stamp that nothing could check, a heading
over a stamp, the start of the recording, or somebody's hand."""
ORIGINS: tuple[Origin, ...] = get_args(Origin)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A titled stretch of a recording; `claims` are ids of what the recap says of it.

    A chapter of level 2 lies in the last one of level 1 that began before it, and so on down.
    """

    span: Span
    title: str
    claims: tuple[str, ...] = ()
    origin: Origin = "person"
    level: int = 1  # at most DEEPEST


@dataclass(frozen=True, slots=True)
class ChapterList:
    """One recording's chapters, as drawn from a recap or as a person left them: then in any order and of any length,
    which each export's checks mend."""

    recording: str  # its id
    number: int  # its place on the command line, from 1
    title: str
    url: str | None
    duration_ms: int | None
    chapters: tuple[Chapter, ...]
    language: str | None = None  # of the titles, as a BCP 47 tag


DEEPEST = 6
"""Levels of chapters: as many as a page has of headings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterRules:
    """What a chapter must be. Lengths of text count characters or UTF-8 bytes as their names say."""

    lead_ms: int = 1_000
    """Milliseconds before the words at which a corrected chapter starts: a breath, so that no syllable is lost."""
    same_words_ms: int = 3_000
    """A corrected stamp this near another marks the same words: the lead and a stamp's whole second apart."""
    min_length_ms: int = 10_000
    """YouTube shows no chapters at all where one is shorter than 10 s."""
    min_count: int = 3
    """YouTube reads two lines with times as text, and three as chapters."""
    title_aim: int = 68
    """Characters: lists of chapters show about 70."""
    title_whole: int = 81
    """Characters: a title this long is not cut for the sake of the aim; it takes a second line where one is shown."""
    title_most: int = 95
    """Characters: a clause may take as many where it has no earlier end; room is left for what a host adds."""
    max_title: int = 100
    """Characters: PeerTube refuses a longer title, and no host shows as much."""
    max_title_bytes: int = 255
    """MP4 keeps a title's length in one byte, and cuts without looking at characters."""
    max_total_bytes: int = 5_000
    """YouTube's limit for a description, in bytes."""


RULES = ChapterRules()
