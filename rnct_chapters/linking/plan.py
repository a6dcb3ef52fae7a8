"""What linking is asked to do, and what comes of it."""

from dataclasses import dataclass
from typing import Literal

from rnct_chapters.messages import Message
from rnct_chapters.recap.edits import Edit

Style = Literal["keep", "paren", "bracket"]
ChangeKind = Literal["link", "correction", "addition", "part", "bracket"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """`correct`: wrong stamps get the time that was heard. `add`: quotes without a stamp get one. `parts`: links that
    name a part lead to its recording. `style`: the brackets around stamps that are links or were added."""

    correct: bool = False
    add: bool = False
    parts: bool = False
    style: Style = "keep"


@dataclass(frozen=True, slots=True)
class Change:
    """One edit, with what stood there as a reader sees it; `line` is a line or a paragraph, from 1."""

    kind: ChangeKind
    edit: Edit
    before: str
    line: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """A stamp or quote that somebody should look at, and why. `linked`: it was linked all the same; `decided`: somebody
    has looked at it, and it is only told."""

    text: str
    line: int
    page: int | None
    outcome: str | None  # a word of verdicts.json; None where nothing was said of it
    why: Message
    linked: bool = False
    decided: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """A link that leads nowhere and is no stamp's, so it keeps its target."""

    text: str
    line: int
    page: int | None
    href: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The changes in the order of the source, what is left to look at, links kept, and what is said once of all."""

    changes: tuple[Change, ...]
    left: tuple[Left, ...]
    kept: tuple[Kept, ...]
    notes: tuple[Message, ...] = ()

    @property
    def edits(self) -> tuple[Edit, ...]:
        return tuple(c.edit for c in self.changes)
