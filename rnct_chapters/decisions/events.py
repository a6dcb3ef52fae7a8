"""What people decide at the desk, act by act, and what a check leaves as the base of it.

Times are milliseconds from the start of a recording; cards are named by their keys, which outlive an edited article.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from rnct_chapters.chapters import ChapterList

Json = dict[str, Any]

What = Literal["heard", "kept", "time", "rival", "paraphrase", "absent"]
"""What a person says of a card: the words are where they were heard; the author's time stays; the time was set by
hand; they are at the rival place; they only sum up what was said; they are not in the recording."""
WHATS: tuple[What, ...] = get_args(What)

MOVING: frozenset[What] = frozenset({"heard", "time", "rival"})
"""Decisions that name a time."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided of a card. `ms` and `recording` say where its words are; `ms` is None where no time was named.
    `n` and `at` are those of the event."""

    what: What
    ms: int | None
    recording: int | None
    n: int
    at: str


@dataclass(frozen=True, slots=True)
class Decide:
    """`what` is None where the card is open again."""

    card: str
    what: What | None
    ms: int | None = None
    recording: int | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on a card; an empty one takes it away."""

    card: str
    note: str


@dataclass(frozen=True, slots=True)
class Shift:
    """Several stamps moved at once: each of `cards` gets the time at its place in `to_ms`."""

    recording: int
    from_ms: int
    by_ms: int
    cards: tuple[str, ...]
    to_ms: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """All chapters of one recording as a person left them, as chapters.json has them; its title and address where the
    person changed those."""

    recording: str  # its id
    chapters: tuple[Json, ...]
    title: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Edited:
    """One recording's chapters as they were after the event `n`, when the cards `told` had been decided: what was
    decided up to then is in them."""

    n: int
    listed: ChapterList | Edit
    told: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Undo:
    of: int


@dataclass(frozen=True, slots=True)
class Redo:
    of: int


@dataclass(frozen=True, slots=True)
class Lost:
    """What was said of a card that is no longer there as it was; `name` is its stamp, or its words, `where` the id of
    the recording that was decided on. `why` is one sentence by language."""

    key: str
    name: str
    decision: Decision | None
    note: str
    where: str | None
    why: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Done:
    """A decision that the article itself has carried out; `now` is the key of the stamp there, None where it went."""

    key: str
    name: str
    now: str | None


@dataclass(frozen=True, slots=True)
class Check:
    """What a check left as the base of all that follows it.

    `sha256` is that of desk.json. `drawn` are the chapters as the check made them, `edited` those that a person had
    changed, by id of the recording. `names` are the cards by key, `claims` the keys of
    the claims by id: by them what was decided is found again at the next check. `lost` no longer applies, `shelved`
    was lost at an earlier check: both come back when the article does.
    """

    sha256: str
    drawn: tuple[ChapterList, ...]
    edited: Mapping[str, Edited] = field(default_factory=dict)
    decided: Mapping[str, Decision] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    lost: tuple[Lost, ...] = ()
    shelved: tuple[Lost, ...] = ()
    settled: tuple[Done, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    claims: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Later:
    """An act of a kind that only a newer version knows: kept, and passed over."""

    kind: str


Act = Decide | Note | Shift | Edit | Undo | Redo | Check | Later


@dataclass(frozen=True, slots=True)
class Event:
    """An act with its number (1, 2, 3, …), when it was (UTC) and by whom: a tab, or what else wrote it. `row` is its
    line of the journal."""

    n: int
    at: str
    by: str
    act: Act
    row: Json
