"""What a chapter format is: a row of the table, what it is told beyond the chapters, and what is found in a file."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from rnct_chapters.chapters import Chapter, ChapterList, Check
from rnct_chapters.messages import Lang, Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What an export is told beyond its chapters: the language of words that it adds, and, for editing programs, the
    timeline's frames a second and the frame count at its first frame (90000 is 01:00:00:00 of 25 a second)."""

    lang: Lang = "en"
    rate: Fraction = Fraction(25)
    first_frame: int = 90_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a file in a chapter format holds: its chapters as they stand there, in any order and with any titles, what
    it says of the recording, and one message for each kind of thing in it that a chapter list has no place for."""

    chapters: tuple[Chapter, ...]
    title: str | None = None
    url: str | None = None
    duration_ms: int | None = None
    language: str | None = None
    beyond: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What chapters can be put into, by its `name`; the sentences on it go by that name too."""

    name: str

    @property
    def about(self) -> Message:
        """What it is for."""
        return Message(f"format_{self.name}")

    @property
    def limits(self) -> Message:
        """What it cannot tell, or allows only so much of."""
        return Message(f"format_{self.name}_limits")

    @property
    def readers(self) -> Message:
        """Who reads it."""
        return Message(f"format_{self.name}_readers")


@dataclass(frozen=True, slots=True, kw_only=True)
class Format(Described):
    """A row of the table.

    `suffix` ends the file's name. `checks` make a list one that `render` may be given. `read` is its inverse, and
    raises `UnreadableChapters` for what is not of the format; `is_it` tells from the text alone. `missing` says why a
    list cannot be written at all, or None. `usual` ones are written by every check.
    """

    suffix: str
    render: Callable[[ChapterList, Setting], str]
    read: Callable[[str, Setting], Found]
    is_it: Callable[[str], bool]
    checks: tuple[Check, ...]
    missing: Callable[[ChapterList], Message | None] = lambda chapters: None
    usual: bool = False
