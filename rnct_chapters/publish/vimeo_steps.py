"""Which requests make one list of chapters of another on Vimeo, and in which order. Asks nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rnct_chapters.publish.plan import Shown

_EXPECT = {"DELETE": (204, 404), "PATCH": (200, 204), "POST": (200, 201)}


@dataclass(frozen=True, slots=True)
class Step:
    """One request, about the chapter `id`, or for a new one where that is None."""

    method: str
    id: str | None = None
    body: Mapping[str, object] | None = None

    @property
    def expect(self) -> tuple[int, ...]:
        """The statuses of success; of a removal also that there is nothing to remove, as when it is asked for again
        since the first answer was lost."""
        return _EXPECT[self.method]


def steps(there: Sequence[Shown], ours: Sequence[Shown]) -> Iterator[Step]:
    """The requests that make `ours` of `there`. No two chapters stand on one second at any moment between them.

    A chapter keeps its second and takes another title, rather than the other way round: two that swap places are two
    new titles. What is left has a second that nobody wants, or one that another has too. It moves to where its title is
    wanted, and so keeps its id, or it goes. Every second that is moved to or added at is free from the start. Of
    `ours`, no two may be of one second.
    """
    wanted = {second_of(shown): shown for shown in ours}
    staying: dict[int, Shown] = {}
    spare: list[Shown] = []
    for shown in there:
        if second_of(shown) in wanted and second_of(shown) not in staying:
            staying[second_of(shown)] = shown
        else:
            spare.append(shown)
    moved, added = _moved(spare, [shown for second, shown in wanted.items() if second not in staying])
    kept = [*((old, wanted[second]) for second, old in staying.items()), *moved]
    leaving = {id(old) for old in spare} - {id(old) for old, _ in moved}
    yield from (Step("DELETE", old.id) for old in spare if id(old) in leaving)
    yield from (Step("PATCH", old.id, changed) for old, new in kept if (changed := _changed(old, new)))
    yield from (Step("POST", None, {"title": new.title, "timecode": second_of(new)}) for new in added)


def second_of(shown: Shown) -> int:
    return shown.start_ms // 1000


def _moved(spare: Sequence[Shown], new: Sequence[Shown]) -> tuple[list[tuple[Shown, Shown]], list[Shown]]:
    """The pairs of one title, in their order, and those of `new` that have no partner."""
    left = list(spare)
    pairs: list[tuple[Shown, Shown]] = []
    added: list[Shown] = []
    for shown in new:
        if (old := next((s for s in left if s.title == shown.title), None)) is None:
            added.append(shown)
        else:
            left = [s for s in left if s is not old]
            pairs.append((old, shown))
    return pairs, added


def _changed(old: Shown, new: Shown) -> dict[str, object]:
    """What is to be sent: nothing that stays, lest a chapter be in its own way."""
    title = {"title": new.title} if old.title != new.title else {}
    return {**title, "timecode": second_of(new)} if old.start_ms != new.start_ms else {**title}
