"""Which stamp belongs to what.

A stamp is a quote's own when it stands inside it, directly before it or directly after its closing mark; any other
stamp opens a passage, and the quotes that follow it in its paragraph (in show notes: up to the next stamp) stand
under it.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from rnct_chapters.recap.flow import Flow
from rnct_chapters.recap.quotes import Quote
from rnct_chapters.recap.saying import ADVERB, SAYING
from rnct_chapters.recap.stamps import Found
from rnct_chapters.timecode import TextRange
from rnct_chapters.tokens import words

_AFTER_QUOTE = re.compile(r"[\s.,;]*")
_BEFORE_QUOTE = re.compile(r"[\s:,\-–—]*")
_STOP = re.compile(r"[.!?…]")
_NEW_SENTENCE = re.compile(r"[\s.]*[A-ZÀ-ÝŒ«“\"]")
_SAYS_MORE = re.compile(r"[\s.,;:]*[^\s.,;:]")
# `« A », explique **X**, maire de Y (12:34)`: between the quote and the stamp stands nothing but who says it. In
# `ajoute X, en citant l'exemple (12:34)` the stamp is the example's.
_ATTRIBUTION = re.compile(
    rf"[\s,]*(?:(?:comme\s+)?(?:l['’]|le\s)?{SAYING.pattern}{ADVERB}|selon|d['’]après|according\sto)"
    r"(?:\s+(?:(?:la|le|les|the)\s|l['’])?[\w’'.-]+(?:\s[\w’'.-]+){0,7})?"
    r"(?:,\s(?!(?:en|qui|que|dont|où|pour|avec|lors|dans|à|au|et|mais|puis|who|which|when|where|as|in|on|at|and|but|to)\b)"
    r"(?!\w+(?:ant|ing)\b)[\w’'-]+(?:\s[\w’'-]+){0,7})?[\s,]*",
    re.IGNORECASE,
)
_ATTRIBUTION_MAX = 100
_INTRODUCES = re.compile(r":\W*$")


@dataclass(frozen=True, slots=True)
class Bound:
    """A quote with the stamp it was given, by index; `own` where the stamp belongs to it alone."""

    quote: Quote
    stamp: int | None
    own: bool


class Placed:
    """The stamps and quotes of an article by their paragraph, so that neighbours are found without a search."""

    def __init__(self, flows: Sequence[Flow], found: Sequence[Found], quotes: Sequence[Quote]) -> None:
        self.flows, self.found, self.quotes = flows, found, quotes
        self._stamp_places = [(s.flow, s.at.start) for s in found]
        self._quote_places = [(q.flow, q.outer.start) for q in quotes]
        self._spoken = [i for i, q in enumerate(quotes) if not q.title]
        self._spoken_places = [self._quote_places[i] for i in self._spoken]

    def stamps_in(self, flow: int, at: TextRange) -> range:
        """The indexes of the stamps that begin in `at`."""
        first, last = ((flow, at.start), (flow, at.end))
        return range(bisect_left(self._stamp_places, first), bisect_left(self._stamp_places, last))

    def quotes_in(self, flow: int, at: TextRange) -> range:
        """The indexes of the quotes whose marks begin in `at`."""
        first, last = ((flow, at.start), (flow, at.end))
        return range(bisect_left(self._quote_places, first), bisect_left(self._quote_places, last))

    def stamps_before(self, quote: Quote) -> int:
        """How many stamps stand before the quote."""
        return bisect_left(self._stamp_places, (quote.flow, quote.outer.start))

    def beside(self, index: int) -> tuple[int | None, int | None]:
        """The quotes on both sides of a stamp, by index, titles passed over: the last that begins before it and the
        first after it, in its paragraph."""
        stamp = self.found[index]
        after = bisect_right(self._spoken_places, (stamp.flow, stamp.at.start))
        return self._spoken_in(stamp.flow, after - 1), self._spoken_in(stamp.flow, after)

    def _spoken_in(self, flow: int, i: int) -> int | None:
        here = 0 <= i < len(self._spoken) and self._spoken_places[i][0] == flow
        return self._spoken[i] if here else None


def bind(placed: Placed, headings: Sequence[bool]) -> Iterator[Bound]:
    """Each quote with its stamp: its own where one stands in or beside it, else the one that it stands under."""
    own = _own_stamps(placed)
    said = _behind_attributions(placed, own)
    taken = set(own.values())
    notes = _is_show_notes(placed)
    for i, quote in enumerate(placed.quotes):
        if quote.title:
            yield Bound(quote, None, False)
        elif i in own:
            yield Bound(quote, own[i], True)
        else:
            yield Bound(quote, said[i] if i in said else _opened_by(placed, quote, headings, taken, notes=notes), False)


def _is_show_notes(placed: Placed) -> bool:
    """Whether most stamps begin an entry, rather than stand in prose."""
    return sum(begins_entry(placed.flows[s.flow], s) for s in placed.found) * 2 > len(placed.found)


def begins_entry(flow: Flow, stamp: Found) -> bool:
    """Whether the stamp heads a list item, a heading or a line of show notes; in brackets, it may head a paragraph."""
    if flow.kind in {"item", "heading"}:
        return True
    return stamp.line_start and flow.text[stamp.outer.start] not in "(["


def _own_stamps(placed: Placed) -> dict[int, int]:
    """By index of the quote: the index of its own stamp. Each stamp takes the nearest quote that has none yet."""
    own: dict[int, int] = {}
    taken: set[int] = set()
    for i in range(len(placed.found)):
        quote = next((q for q in _candidates(placed, i, taken) if q not in own), None)
        if quote is not None:
            own[quote] = i
            taken.add(i)
    return own


def _candidates(placed: Placed, index: int, taken: Set[int]) -> Iterator[int]:
    """The quotes that a stamp may be the own one of: around it, closed directly before it, opened directly after it.
    `taken` are the stamps of the quotes before."""
    stamp = placed.found[index]
    flow = placed.flows[stamp.flow]
    last, coming = placed.beside(index)
    if last is not None:
        quote = placed.quotes[last]
        if quote.outer.start <= stamp.at.start < quote.outer.end:
            yield last
            return
        between = TextRange(quote.outer.end, stamp.outer.start)
        if _touch(_AFTER_QUOTE, flow, between) and not _opens_the_next(placed, index, quote, taken):
            yield last
    elif _alone_below(placed, index):
        yield placed.quotes_in(stamp.flow - 1, TextRange(0, len(placed.flows[stamp.flow - 1].text)))[-1]
    if coming is not None:
        between = TextRange(stamp.outer.end, placed.quotes[coming].outer.start)
        if _touch(_BEFORE_QUOTE, flow, between):
            yield coming


def _touch(pattern: re.Pattern[str], flow: Flow, between: TextRange) -> bool:
    return between.start <= between.end and pattern.fullmatch(flow.text, between.start, between.end) is not None


def _opens_the_next(placed: Placed, index: int, quote: Quote, taken: Set[int]) -> bool:
    """Whether a stamp behind a quote belongs to what follows: where a full stop stands between the two, or the
    quote's sentence has had its stamp already, and a new sentence begins."""
    stamp = placed.found[index]
    flow = placed.flows[stamp.flow]
    if _STOP.search(flow.text, quote.outer.end, stamp.outer.start):
        return _SAYS_MORE.match(flow.text, stamp.outer.end) is not None
    sentence = flow.sentence_at(quote.outer.start)
    before = placed.stamps_in(stamp.flow, TextRange(sentence.start, quote.outer.start))
    had = any(i not in taken for i in before)
    return had and _NEW_SENTENCE.match(flow.text, stamp.outer.end) is not None


def _alone_below(placed: Placed, index: int) -> bool:
    """Whether the stamp in its brackets is all that its paragraph holds, right below a block quote."""
    stamp = placed.found[index]
    flow, text = placed.flows[stamp.flow], placed.flows[stamp.flow].text
    if begins_entry(flow, stamp) or stamp.flow == 0 or placed.flows[stamp.flow - 1].kind != "quote":
        return False
    above = placed.quotes_in(stamp.flow - 1, TextRange(0, len(placed.flows[stamp.flow - 1].text)))
    return len(above) > 0 and text.strip() == text[stamp.outer.start : stamp.outer.end].strip()


def _behind_attributions(placed: Placed, own: dict[int, int]) -> dict[int, int]:
    """By index of the quote: the stamp that stands behind it and its attribution alone, `« A », explique X (12:34)`."""
    said: dict[int, int] = {}
    taken = set(own.values())
    for i, stamp in enumerate(placed.found):
        last, _ = placed.beside(i)
        if i in taken or last is None or last in own or last in said:
            continue
        between = TextRange(placed.quotes[last].outer.end, stamp.outer.start)
        short = between.end - between.start <= _ATTRIBUTION_MAX
        if short and _touch(_ATTRIBUTION, placed.flows[stamp.flow], between):
            said[last] = i
    return said


def _opened_by(placed: Placed, quote: Quote, headings: Sequence[bool], own: set[int], *, notes: bool) -> int | None:
    """The stamp that the quote stands under: the last opening one before it in its paragraph; in show notes and under
    a heading with a stamp, the last one before it since the last heading."""
    i = placed.stamps_before(quote) - 1
    while i >= 0 and placed.found[i].flow == quote.flow:
        if i not in own or (notes and placed.found[i].line_start):
            return i
        i -= 1
    if i < 0:
        return None
    above = placed.found[i]
    flow = placed.flows[above.flow]
    if quote.block and above.flow == quote.flow - 1 and i not in own and _INTRODUCES.search(flow.text[-40:]):
        return i  # "X says (12:34):", and then the block quote
    reaches = notes or flow.kind == "heading"
    return i if reaches and not any(headings[above.flow + 1 : quote.flow]) else None


def pointing_back(placed: Placed, bound: Sequence[Bound]) -> frozenset[int]:
    """Stamps whose quote the article gave before: they point back, as a closing summary does."""
    seen: set[tuple[str, ...]] = set()
    back: set[int] = set()
    for b in bound:
        key = words(b.quote.speech(placed.flows[b.quote.flow].text))
        if key in seen and b.stamp is not None:
            back.add(b.stamp)
        seen.add(key)
    return frozenset(back)
