"""The article as blocks of pieces: its runs, cut where claims and stamps begin and end."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from itertools import groupby, pairwise

from rnct_chapters.recap.claims import Recap
from rnct_chapters.recap.document import Block, Run
from rnct_chapters.report.evidence import Card
from rnct_chapters.report.safety import safe_href
from rnct_chapters.timecode import TextRange
from rnct_chapters.verdicts import Outcome

FIRST_HEADING = 3  # the page's own headings are h1 and h2
LAST_HEADING = 6
_LONGEST_KEPT = 24  # characters
_AROUND_STAMPS = " \u00a0\u202f\n()[]*_–—-:"
_FAMILY = {"item": "list", "quote": "quote"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A claim or a stamp on the article's text, and the card that tells of it."""

    at: TextRange
    anchor: str
    outcome: Outcome
    card: Card
    is_stamp: bool = False
    is_silent: bool = False  # the stamp beside it bears the sign for both


@dataclass(frozen=True, slots=True)
class Inked:
    """Characters of one look under the same marks; `opens` are the anchors that begin here, `closes` the marks that
    end here, `href` where a reader may go from here."""

    run: Run
    text: str
    href: str | None = None
    claim: Mark | None = None
    stamp: Mark | None = None
    opens: tuple[str, ...] = ()
    closes: tuple[Mark, ...] = ()

    @property
    def keeps(self) -> bool:
        """Its signs stay on its line; a word as long as a line cannot ask for that."""
        return bool(self.closes) and len(self.text) <= _LONGEST_KEPT


@dataclass(frozen=True, slots=True)
class Printed:
    """One block; `rank` is a heading's rank on the page, from 3 to 6."""

    block: Block
    pieces: tuple[Inked, ...]
    rank: int

    @property
    def finds(self) -> tuple[Mark, ...]:
        """What a person should look at here, one mark a card, for the margin."""
        return tuple({m.card.anchor: m for p in self.pieces for m in p.closes if m.card.wants_a_look}.values())


@dataclass(frozen=True, slots=True)
class Passage:
    """Neighbouring blocks that stand in one `list` or one `quote`, or `plain` by themselves."""

    family: str
    blocks: tuple[Printed, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """The whole article; `anchors` are those that a link can reach."""

    passages: tuple[Passage, ...]
    anchors: frozenset[str]


def print_article(recap: Recap, cards: Sequence[Card]) -> Article:
    """The article with its claims and stamps marked; n log n in its runs and marks."""
    ink = _Ink(_marks(recap, cards))
    blocks = recap.document.blocks
    inked = _open_and_close([[p for run in block.runs for p in ink.cut(run)] for block in blocks])
    printed = [Printed(b, tuple(p), r) for b, p, r in zip(blocks, inked, _ranks(blocks), strict=True)]
    families = groupby(printed, key=lambda p: _FAMILY.get(p.block.kind, "plain"))
    return Article(
        tuple(Passage(family, tuple(group)) for family, group in families),
        frozenset(anchor for pieces in inked for p in pieces for anchor in p.opens),
    )


def _marks(recap: Recap, cards: Sequence[Card]) -> list[Mark]:
    of_claim = {p.claim.id: (card, p) for card in cards for p in card.pairs}
    of_stamp = {card.anchor: card for card in cards if card.stamp}
    marks = []
    for n, claim in enumerate(recap.claims):
        if claim.id in of_claim:
            card, pair = of_claim[claim.id]
            outcome = pair.verdict.outcome
            beside = card.stamp is not None and outcome is card.outcome and (claim.own or claim.kind == "passage")
            stamp = None if claim.stamp is None else recap.stamps[claim.stamp].at
            at = _trimmed(claim.at, recap.document.source, stamp)
            marks.append(Mark(at, f"c{n}", outcome, card, is_silent=beside))
    for n, printed in enumerate(recap.stamps):
        if (of_it := of_stamp.get(f"e-s{n}")) is not None:
            marks.append(Mark(printed.at, f"s{n}", of_it.outcome, of_it, is_stamp=True))
    return marks


def _trimmed(at: TextRange, source: str, stamp: TextRange | None) -> TextRange:
    """`at` without what is not underlined at its ends: space, and its stamp in brackets."""
    start, end = at.start, at.end
    if stamp is not None and stamp.start <= end and stamp.end >= start - 1:
        if not source[start : stamp.start].strip(_AROUND_STAMPS):
            start = max(start, stamp.end)
            start += _leading(source[start:end], _AROUND_STAMPS)
        elif not source[stamp.end : end].strip(_AROUND_STAMPS):
            end = start + len(source[start : stamp.start].rstrip(_AROUND_STAMPS))
    text = source[start:end]
    return TextRange(start + _leading(text), start + len(text.rstrip())) if text.strip() else at


def _leading(text: str, characters: str | None = None) -> int:
    """How many of `characters`, or of white space, `text` begins with."""
    return len(text) - len(text.lstrip(characters))


class _Ink:
    """The source from end to end as stretches under the same claim and the same stamp."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        marks = [m for m in marks if m.at.start < m.at.end]
        self._starts = sorted({p for m in marks for p in (m.at.start, m.at.end)} | {0})
        self._claims = _innermost(self._starts, [m for m in marks if not m.is_stamp])
        self._stamps = _innermost(self._starts, [m for m in marks if m.is_stamp])

    def cut(self, run: Run) -> Iterator[Inked]:
        """The pieces of a run; a run that was escaped in the source cannot be cut, and takes the first marks in it."""
        first = max(bisect_right(self._starts, run.at.start) - 1, 0)
        last = max(bisect_left(self._starts, run.at.end), first + 1)
        if len(run.text) != run.at.end - run.at.start:
            claim = next((c for c in self._claims[first:last] if c), None)
            stamp = next((s for s in self._stamps[first:last] if s), None)
            yield self._piece(run, run.text, claim, stamp)
            return
        edges = [run.at.start, *self._starts[first + 1 : last], run.at.end]
        for n, (start, end) in enumerate(pairwise(edges), first):
            text = run.text[start - run.at.start : end - run.at.start]
            yield self._piece(run, text, self._claims[n], self._stamps[n])

    @staticmethod
    def _piece(run: Run, text: str, claim: Mark | None, stamp: Mark | None) -> Inked:
        place = stamp.card.stamped_at if stamp else None
        return Inked(run, text, (place and place.href) or safe_href(run.href), claim, stamp)


def _innermost(starts: Sequence[int], marks: Sequence[Mark]) -> list[Mark | None]:
    """For each stretch the mark that began last and still lasts: a quote inside a passage is seen as a quote."""
    waiting = sorted(enumerate(marks), key=lambda m: m[1].at.start, reverse=True)
    open_: list[tuple[int, int, int, Mark]] = []
    found: list[Mark | None] = []
    for position in starts:
        while waiting and waiting[-1][1].at.start <= position:
            n, mark = waiting.pop()
            heappush(open_, (-mark.at.start, mark.at.end, n, mark))
        while open_ and open_[0][1] <= position:
            heappop(open_)
        found.append(open_[0][3] if open_ else None)
    return found


def _open_and_close(blocks: Sequence[Sequence[Inked]]) -> list[list[Inked]]:
    """The pieces, the first of each mark carrying its anchor and the last one its sign."""
    first: dict[str, tuple[int, int]] = {}
    last: dict[str, tuple[tuple[int, int], Mark]] = {}
    for b, pieces in enumerate(blocks):
        for n, piece in enumerate(pieces):
            for mark in (piece.claim, piece.stamp):
                if mark is not None:
                    first.setdefault(mark.anchor, (b, n))
                    last[mark.anchor] = ((b, n), mark)
    opens: dict[tuple[int, int], list[str]] = {}
    closes: dict[tuple[int, int], list[Mark]] = {}
    for anchor, place in first.items():
        opens.setdefault(place, []).append(anchor)
    for place, mark in last.values():
        if mark.is_silent and mark.card.home in last:  # a stamp in a link's target is not on the page
            continue
        closes.setdefault(place, []).append(mark)
    return [
        [
            part
            for n, piece in enumerate(pieces)
            for part in _finish(piece, tuple(opens.get((b, n), ())), tuple(closes.get((b, n), ())))
        ]
        for b, pieces in enumerate(blocks)
    ]


def _finish(piece: Inked, opens: tuple[str, ...], closes: tuple[Mark, ...]) -> Iterator[Inked]:
    """The piece; where marks close, its last word stands apart, so that a line cannot end between it and the sign."""
    cut = piece.text.rstrip().rfind(" ") + 1 if closes and piece.stamp is None else 0
    if cut:
        yield replace(piece, text=piece.text[:cut], opens=opens)
    yield replace(piece, text=piece.text[cut:], opens=() if cut else opens, closes=closes)


def _ranks(blocks: Sequence[Block]) -> Iterator[int]:
    """Ranks of headings that never skip one on the way down, whatever the article's own do."""
    depth: list[int] = []
    for block in blocks:
        if block.kind == "heading":
            while depth and depth[-1] >= block.level:
                depth.pop()
            depth.append(block.level)
        yield min(FIRST_HEADING + max(len(depth) - 1, 0), LAST_HEADING)
