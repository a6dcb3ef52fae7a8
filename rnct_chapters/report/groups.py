"""Cards in groups of one outcome, and the cards that one time shift explains told as one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rnct_chapters.recording.media import Recording
from rnct_chapters.report.evidence import WORST_FIRST, Card
from rnct_chapters.report.words import Words
from rnct_chapters.timecode import format_clock, format_length, format_offset
from rnct_chapters.verdicts import Outcome, Shift

_HOUR_MS = 3_600_000
_TOLD_DRIFT_MS = 1000  # an hour: less cannot be seen in a clock
_SECOND_MS = 1000  # a suggested time is cut down to the second


@dataclass(frozen=True, slots=True)
class Explained:
    """One time shift with the cards that nothing else is wrong with; `corrected` are the stamps that it moves, those
    among them too whose words nothing could check."""

    told: str
    label: str
    cards: tuple[Card, ...]
    corrected: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Cards of one outcome; None for times that contradict each other though the stamp holds."""

    anchor: str
    outcome: Outcome | None
    label: str
    cards: tuple[Card, ...]
    aside: str = ""  # said after the label
    explained: tuple[Explained, ...] = ()

    @property
    def singles(self) -> tuple[Card, ...]:
        """The cards that no time shift explains."""
        together = {c.anchor for e in self.explained for c in e.cards}
        return tuple(c for c in self.cards if c.anchor not in together)


def find_groups(
    cards: Sequence[Card], recordings: Sequence[Recording], shifts: Sequence[Shift], words: Words
) -> Iterator[Group]:
    """What needs a look, worst first."""
    for outcome in WORST_FIRST:
        if found := tuple(c for c in cards if c.outcome is outcome):
            explained = tuple(_explained(found, cards, recordings, shifts, words))
            label = words.outcome(outcome, len(found))
            yield Group(f"g-{outcome.value}", outcome, label, found, _aside(explained, found, shifts, words), explained)
    if conflicting := tuple(c for c in cards if c.wants_a_look and c.outcome not in WORST_FIRST):
        yield Group("g-conflicting", None, words.say("conflicting"), conflicting)


def fold_groups(cards: Sequence[Card], number: int, words: Words) -> Iterator[Group]:
    """What needs no look, by outcome, stamps counted apart from quotes."""
    for outcome in Outcome:
        found = tuple(c for c in cards if c.outcome is outcome and not c.wants_a_look)
        if found:
            yield Group(f"r{number}-{outcome.value}", outcome, _counted(found, words), found)


def untold_shifts(
    cards: Sequence[Card], recordings: Sequence[Recording], shifts: Sequence[Shift], words: Words
) -> Iterator[str]:
    """The shifts that explain no card, a sentence each."""
    told = {c.shift for c in cards}
    yield from (_told(shift, recordings, words) for n, shift in enumerate(shifts) if n not in told)


def _explained(
    found: Sequence[Card],
    cards: Sequence[Card],
    recordings: Sequence[Recording],
    shifts: Sequence[Shift],
    words: Words,
) -> Iterator[Explained]:
    for n, shift in enumerate(shifts):
        if together := tuple(c for c in found if c.shift == n):
            moved = tuple(c for c in cards if c.suggested_at and (c.shift == n or _only_moved(c, shift)))
            yield Explained(_told(shift, recordings, words), _counted(together, words), together, moved)


def _only_moved(card: Card, shift: Shift) -> bool:
    """Whether all that is known of the card's stamp is that the shift moves it."""
    if card.outcome is not Outcome.UNVERIFIED or card.recording != shift.recording or card.stamp is None:
        return False
    by_ms = (card.suggested_ms or 0) - card.stamp.ms
    return card.stamp.ms >= shift.from_ms and abs(by_ms - shift.by_ms) < _SECOND_MS


def _aside(explained: Sequence[Explained], found: Sequence[Card], shifts: Sequence[Shift], words: Words) -> str:
    """How many of the cards shifts explain."""
    count = sum(len(e.cards) for e in explained)
    if not count:
        return ""
    by = {format_offset(shifts[c.shift].by_ms) for c in found if c.shift is not None}
    if len(by) > 1:
        return words.say("explained_by_shifts", n=count)
    return words.say("explained_by", n=count, by=by.pop())


def _counted(cards: Sequence[Card], words: Words) -> str:
    """`11 timestamps confirmed, 1 quote confirmed`, of cards of one outcome."""
    stamps = words.tally("stamps", [c.outcome for c in cards if c.stamp])
    quotes = words.tally("quotes", [c.outcome for c in cards if c.is_quote], feminine=True)
    passages = words.tally("passages", [c.outcome for c in cards if not (c.stamp or c.is_quote)])
    return ", ".join(t for t in (stamps, quotes, passages) if t)


def _told(shift: Shift, recordings: Sequence[Recording], words: Words) -> str:
    titles = {r.number: r.title for r in recordings}
    told = words.say(
        "shift_from" if shift.from_ms else "shift_all",
        title=titles.get(shift.recording) or words.say("recording", n=shift.recording),
        clock=format_clock(shift.from_ms),
        length=format_length(abs(shift.by_ms)),
        way=words.say("later" if shift.by_ms > 0 else "earlier"),
    )
    each_hour_ms = round(shift.drift * _HOUR_MS / 1000) * 1000
    drift = words.say("shift_drift", by=format_offset(each_hour_ms)) if abs(each_hour_ms) >= _TOLD_DRIFT_MS else ""
    return told + drift + words.say("shift_support", n=shift.support)
