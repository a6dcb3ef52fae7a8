"""A recording from its first to its last moment: chapters as blocks, and above them what was heard when.

Positions are hundredths of the drawing's width, so that it can be as wide as the page while its words keep their size.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rnct_chapters.chapters import Chapter
from rnct_chapters.report.evidence import Card
from rnct_chapters.report.words import Words
from rnct_chapters.timecode import format_clock

_STEPS_MS = tuple(s * 1000 for s in (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 36000))
_MOST_TICKS = 6
_ROOM_FOR_A_NUMBER = 4.5  # hundredths: two digits on a telephone


@dataclass(frozen=True, slots=True)
class Tick:
    """A label on an axis; `anchor` is the side of the text that stands at the tick."""

    at: float
    label: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Block:
    """A chapter; `number` is None where it is too narrow to be written in."""

    x: float
    width: float
    number: int | None
    told: str

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 2)


@dataclass(frozen=True, slots=True)
class Spot:
    """The moment when the words of a card were heard."""

    x: float
    card: Card
    told: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole recording."""

    ticks: tuple[Tick, ...]
    blocks: tuple[Block, ...]
    spots: tuple[Spot, ...]


def clock_ticks(end_ms: int) -> range:
    """Round times from 0 to `end_ms`, at most seven."""
    step = next((s for s in _STEPS_MS if end_ms / s <= _MOST_TICKS), -(-end_ms // _MOST_TICKS))
    return range(0, end_ms + 1, step)


def told(card: Card, words: Words) -> str:
    """What the mark of a card says when it is pointed at."""
    outcome = words.outcome(card.outcome, feminine=card.is_quote)
    if card.heard_ms is None:
        return words.say("point_unheard", name=card.name, outcome=outcome)
    return words.say("point", name=card.name, outcome=outcome, heard=format_clock(card.heard_ms))


def draw_timeline(
    cards: Sequence[Card], chapters: Sequence[Chapter], duration_ms: int | None, words: Words
) -> Timeline | None:
    """The timeline of a recording; `cards` are those heard in it. None where there is nothing to show."""
    heard = [(c, c.heard_ms) for c in cards if c.heard_ms is not None]
    end_ms = max([duration_ms or 0, *(ms for _, ms in heard), *(c.span.end_ms for c in chapters)])
    if not (heard or chapters) or not end_ms:
        return None

    def share(ms: int) -> float:
        return round(100 * ms / end_ms, 2)

    blocks = []
    for n, chapter in enumerate(chapters, 1):
        x, width = share(chapter.span.start_ms), share(chapter.span.duration_ms)
        label = f"{format_clock(chapter.span.start_ms)} {chapter.title}"
        blocks.append(Block(x, width, n if width >= _ROOM_FOR_A_NUMBER else None, label))
    ticks = [Tick(share(ms), format_clock(ms), _anchor(share(ms))) for ms in clock_ticks(end_ms)]
    spots = [Spot(share(ms), card, told(card, words)) for card, ms in heard]
    return Timeline(tuple(ticks), tuple(blocks), tuple(spots))


def _anchor(share: float) -> str:
    """Labels at the ends stay inside the drawing."""
    return "start" if share < 3 else "end" if share > 96 else "middle"
