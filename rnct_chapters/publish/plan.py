"""What publishing would change on a host: its chapters beside ours, line by line. Reads and writes nothing."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from rnct_chapters.chapters import plain
from rnct_chapters.messages import Message, message
from rnct_chapters.timecode import format_clock

Kind = Literal["same", "added", "removed", "renamed", "moved"]


@dataclass(frozen=True, slots=True)
class Shown:
    """A chapter as a host shows it. `id` is the host's own name for it, where it has one, and makes no difference."""

    start_ms: int
    title: str
    id: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Difference:
    """One line of a comparison: a chapter before and after. One that was added has no before, one that was removed no
    after."""

    kind: Kind
    before: Shown | None
    after: Shown | None

    @property
    def start_ms(self) -> int:
        """Where the line stands: at its time after, else before."""
        shown = self.after or self.before
        return shown.start_ms if shown else 0

    @property
    def said(self) -> Message:
        """The line in words; titles are made safe to show."""
        before, after = self.before or self.after, self.after or self.before
        if before is None or after is None:
            raise ValueError("a difference of nothing")
        facts = {"at": format_clock(after.start_ms), "title": plain(after.title)}
        old = {"old_at": format_clock(before.start_ms), "old_title": plain(before.title)}
        return message(f"difference_{self.kind}", **facts, **old)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a host shows now and what it would show. `said` is what was changed to keep its rules, and what there is to
    know of the video; `cost` what writing takes of the host's allowance; `asks` what a person must say yes to first."""

    host: str
    video: str  # the address of its page
    recording: str  # its id
    there: tuple[Shown, ...]
    ours: tuple[Shown, ...]
    said: tuple[Message, ...] = ()
    cost: Message | None = None
    asks: Message | None = None

    @property
    def lines(self) -> tuple[Difference, ...]:
        """All chapters, those that stay too."""
        return compare_shown(self.there, self.ours)

    @property
    def differs(self) -> bool:
        """Whether there is anything to write."""
        return bool(changes(self.there, self.ours))


def changes(before: Sequence[Shown], after: Sequence[Shown]) -> tuple[Difference, ...]:
    """The lines of the comparison that are not the same."""
    return tuple(line for line in compare_shown(before, after) if line.kind != "same")


def compare_shown(there: Sequence[Shown], ours: Sequence[Shown]) -> tuple[Difference, ...]:
    """One line a chapter, by time. Each of `there` and each of `ours` is on one line.

    What has the same time and title is the same. Of the rest a title that each side has once has moved; then what has
    the same time was renamed; then the same titles in their order have moved.
    """
    before, after = list(there), list(ours)
    lines = [
        *_paired("same", before, after, lambda s: (s.start_ms, s.title)),
        *_paired("moved", before, after, lambda s: s.title, once=True),
        *_paired("renamed", before, after, lambda s: s.start_ms),
        *_paired("moved", before, after, lambda s: s.title),
        *(Difference("removed", shown, None) for shown in before),
        *(Difference("added", None, shown) for shown in after),
    ]
    return tuple(sorted(lines, key=lambda line: line.start_ms))


def _paired(
    kind: Kind, before: list[Shown], after: list[Shown], key: Callable[[Shown], object], once: bool = False
) -> Iterator[Difference]:
    """The pairs of one `key`, taken out of both lists in their order; `once` leaves the keys that occur again."""
    wanted = _by_key(after, key)
    for key_of, found in _by_key(before, key).items():
        partners = wanted.get(key_of, [])
        if once and (len(found) > 1 or len(partners) > 1):
            continue
        for one, other in zip(found, partners, strict=False):
            before[:] = [s for s in before if s is not one]
            after[:] = [s for s in after if s is not other]
            yield Difference(kind, one, other)


def _by_key(listed: Iterable[Shown], key: Callable[[Shown], object]) -> dict[object, list[Shown]]:
    found: dict[object, list[Shown]] = {}
    for shown in listed:
        found.setdefault(key(shown), []).append(shown)
    return found
