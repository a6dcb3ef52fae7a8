"""Small desks made by hand, and decisions on them: what the tests of decisions share."""

from collections.abc import Iterable
from dataclasses import replace

from rnct_chapters.chapters import Chapter, ChapterList
from rnct_chapters.decisions.cards import Card, Desk, completed
from rnct_chapters.decisions.carrying import first_base
from rnct_chapters.decisions.events import Act, Decide, Event, Shift, What
from rnct_chapters.decisions.folding import State, fold
from rnct_chapters.decisions.lines import made
from rnct_chapters.timecode import Span

AT = "2026-03-02T14:02:31Z"
LONG_MS = 600_000

Row = tuple[int, str, tuple[str, ...]]
"""A chapter: where it starts in ms, its title, the ids of its claims."""


def card(number: int, stamp_ms: int, **other: object) -> Card:
    """Stamp `number` of the first recording, with the claim `q0<number>` under it, heard ten seconds later."""
    claim = f"q{number:02}"
    found = Card(
        key=f"{number:04x}00000000", name=f"{stamp_ms // 60_000}:{stamp_ms // 1000 % 60:02}", stamp=number - 1,
        stamp_ms=stamp_ms, suggested_ms=stamp_ms + 10_000, recording=1, heard_in=1, shown=(claim,), claims=(claim,),
        places=((1, stamp_ms + 10_000), (2, 50_000)), title=f"Title {number}", doubtful=True,
    )  # fmt: skip
    return replace(found, **other)  # type: ignore[arg-type]


def listed(number: int, rows: Iterable[Row], duration_ms: int | None = LONG_MS) -> ChapterList:
    """Chapters that follow on one another to the end."""
    rows = list(rows)
    ends = [*(start for start, _, _ in rows[1:]), duration_ms or (rows[-1][0] + 10_000 if rows else 0)]
    chapters = [
        Chapter(Span(start, end), title, claims, "opening" if title == "Opening" else "stamp")
        for (start, title, claims), end in zip(rows, ends, strict=False)
    ]
    return ChapterList(f"r{number}", number, f"Replay {number}", None, duration_ms, tuple(chapters))


ONE, TWO, THREE = card(1, 60_000), card(2, 120_000), card(3, 180_000, claims=(), shown=())
"""Three stamps; nothing stands under the third."""

QUOTE = replace(ONE, key="beef00000000", name="A quote", stamp=None, stamp_ms=None, claims=("q09",), shown=("q09",))

FIRST = listed(1, [(0, "Opening", ()), (60_000, "A", ("q01",)), (120_000, "B", ("q02", "p01")), (180_000, "C", ())])
SECOND = listed(2, [(30_000, "Z", ("q05",))])


def desk(*cards: Card, lists: Iterable[ChapterList] = (FIRST, SECOND), sha256: str = "0" * 64) -> Desk:
    cards = cards or (ONE, TWO, THREE, QUOTE)
    claims = {c: f"key-{c}" for found in cards for c in found.claims}
    return Desk(sha256, {c.key: c for c in cards}, tuple(lists), claims)


DESK = desk()


def events_of(*acts: Act, on: Desk = DESK) -> list[Event]:
    """A check, and then each act as it is put into the journal."""
    told = [first_base(on), *(completed(act, on) for act in acts)]
    return [made(n, AT, "tab", act) for n, act in enumerate(told, 1)]


def state_of(*acts: Act, on: Desk = DESK) -> State:
    return fold(events_of(*acts, on=on))


def says(found: Card, what: What | None, ms: int | None = None, recording: int | None = None) -> Decide:
    return Decide(found.key, what, ms, recording)


def shift(by_ms: int, *cards: Card) -> Shift:
    return Shift(1, 0, by_ms, tuple(c.key for c in cards))
