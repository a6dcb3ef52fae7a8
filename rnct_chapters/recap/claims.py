"""What a recap claims: stamps, and the quotes and passages that they say were heard.

A stamp is a quote's own when it stands inside it, directly before it or directly after its closing mark; any other
stamp opens a passage, and the quotes that follow it in its paragraph (in show notes: up to the next stamp) stand
under it. What a stamp speaks of without quoting is a passage: its sentence, or the topic line.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from rnct_chapters.errors import UnreadableRecap
from rnct_chapters.messages import message
from rnct_chapters.recap.document import Document
from rnct_chapters.recap.flow import Flow, flows, is_heading
from rnct_chapters.recap.parts import Part, find_parts
from rnct_chapters.recap.quotes import Quote, cites_a_text, find_quotes
from rnct_chapters.recap.speakers import speakers
from rnct_chapters.recap.stamps import Found, find_stamps
from rnct_chapters.timecode import Form, TextRange
from rnct_chapters.tokens import words

ClaimKind = Literal["quote", "passage", "title"]

_AFTER_QUOTE = re.compile(r"[\s.,;]*")
_BEFORE_QUOTE = re.compile(r"[\s:,\-–—]*")
_NEW_SENTENCE = re.compile(r"[\s.]*[A-ZÀ-ÝŒ«“]")
_TOPIC_LEAD = re.compile(r"^[\s\-–—:|•.,;@]*(?:\d+[;:]\d\S*\s+)?(?:Q\s?:\s+)?")  # a mistyped time is no topic
_FRENCH = frozenset("le la les des une est et que qui dans pour sur avec pas ce par plus nous vous ont été aux".split())
_ENGLISH = frozenset("the of and to in is that it for was with on are this be have you not from they at".split())


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time printed in the recap: `text` as printed, `ms` as read; `href_ms` is what its link's target says."""

    ms: int
    text: str
    at: TextRange  # in the source
    line: int
    form: Form
    part: int = 1  # 1-based
    own: bool = False  # belongs to one quote, rather than opening a passage
    href: str | None = None
    href_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """Something the recap says was said. A `title` names a work or a written text, and is never matched."""

    id: str
    kind: ClaimKind
    text: str  # as speech: without stamps and without attributions inside the quote
    speaker: str | None
    stamp: int | None  # index into the recap's stamps
    own: bool  # the stamp is this quote's own
    part: int  # 1-based
    at: TextRange  # in the source, marks excluded
    line: int


@dataclass(frozen=True, slots=True)
class Recap:
    """All that was read from a recap. Stamps and claims are in the order of the article."""

    document: Document
    stamps: tuple[Stamp, ...]
    claims: tuple[Claim, ...]
    parts: tuple[Part, ...]
    language: str | None
    short_as_hours: bool | None  # how 1:23 was read; None where the article has no such stamp

    @property
    def name(self) -> str:
        return self.document.name


@dataclass(frozen=True, slots=True)
class _Bound:
    """A quote with the stamp it was given, by index."""

    quote: Quote
    stamp: int | None
    own: bool


def read_claims(document: Document, durations_ms: Sequence[int] = (), forced: Sequence[str] = ()) -> Recap:
    """Everything that `document` claims.

    `durations_ms` are the recordings' lengths, which decide how 1:23 is read (without them: as minutes); `forced` are
    headings at which parts 2, 3, … begin. Raises `UnreadableRecap` where there is neither a stamp nor a quote.
    """
    paragraphs = flows(document.blocks)
    found, as_hours = _read_short(find_stamps(paragraphs), durations_ms)
    quotes = _quotes(paragraphs)
    if not found and not any(not q.title for q in quotes):
        raise UnreadableRecap(message("recap_no_claims", name=document.name))
    bound = list(_bind(paragraphs, found, quotes))
    headings = [is_heading(f) for f in paragraphs]
    parts, part_of = find_parts(paragraphs, headings, found, _repeats(paragraphs, bound), forced)
    own = {b.stamp for b in bound if b.own}
    lines = _Lines(document.source)
    stamps = tuple(
        Stamp(
            s.clock.ms, s.text, at := _place(document.source, paragraphs[s.flow], s), lines.of(at.start), s.clock.form,
            part_of[i], i in own, s.href, s.href_ms,
        )
        for i, s in enumerate(found)
    )  # fmt: skip
    reader = _Reader(paragraphs, found, stamps, parts, lines)
    spoken = speakers(paragraphs, quotes, headings)
    claims = [*reader.quotes(bound, spoken), *reader.passages(bound)]
    return Recap(document, stamps, _numbered(claims), parts, _language(document.source), as_hours)


def _place(source: str, flow: Flow, stamp: Found) -> TextRange:
    """Where the stamp's clock stands in the source: as printed, or in its link's target where only that has it."""
    at = flow.source_range(stamp.at)
    if stamp.clock.form is Form.OFFSET and stamp.href and source[at.start : at.end] != stamp.text:
        target = source.find(stamp.href, at.start)
        start = source.find(stamp.text, max(target, at.start))
        if start >= 0:
            return TextRange(start, start + len(stamp.text))
    return at


def _read_short(found: Sequence[Found], durations_ms: Sequence[int]) -> tuple[tuple[Found, ...], bool | None]:
    """The stamps with 12:34 read one way throughout: as hours only where that alone fits the recordings."""
    short = [s.clock.ms for s in found if s.clock.form is Form.SHORT]
    if not short:
        return tuple(found), None
    longest = max(durations_ms, default=0)
    last = max(short)
    spelled_out = any(s.clock.form in {Form.COLON, Form.LETTERS} and s.clock.ms >= 3_600_000 for s in found)
    linked = [s for s in found if s.clock.form is Form.SHORT and s.href_ms is not None]
    if linked:
        as_hours = all(abs((s.href_ms or 0) - s.clock.as_hours()) <= 60_000 for s in linked)
    else:
        as_hours = not spelled_out and len(short) >= 2 and last * 60 <= longest and last < longest / 20
    if not as_hours:
        return tuple(found), False
    return tuple(
        replace(s, clock=replace(s.clock, ms=s.clock.as_hours())) if s.clock.form is Form.SHORT else s for s in found
    ), True


def _quotes(paragraphs: Sequence[Flow]) -> list[Quote]:
    """Every quote; one that follows words of a charter or law in its paragraph, with nobody named, is of it too."""
    quotes: list[Quote] = []
    for i, flow in enumerate(paragraphs):
        cited = False
        for quote in find_quotes(i, flow):
            since = flow.text[quotes[-1].outer.end : quote.outer.start] if cited else ""
            alone = cited and not quote.gaps and not re.search(r"[A-ZÀ-Ý][\w-]+\s+[A-ZÀ-Ý]|:\s*$", since)
            quotes.append(replace(quote, title=True) if alone else quote)
            cited = cites_a_text(flow.text, quote) or alone
    return quotes




def _bind(paragraphs: Sequence[Flow], found: Sequence[Found], quotes: Sequence[Quote]) -> Iterator[_Bound]:
    """Each quote with its stamp: its own where one stands in or beside it, else the one that opened its paragraph."""
    notes = sum(s.line_start and paragraphs[s.flow].text[s.outer.start] not in "([" or paragraphs[s.flow].kind == "item"
                for s in found) * 2 > len(found)  # fmt: skip
    own = _own_stamps(paragraphs, found, quotes)
    for quote in quotes:
        if quote.title:
            yield _Bound(quote, None, False)
        elif id(quote) in own:
            yield _Bound(quote, own[id(quote)], True)
        else:
            yield _Bound(quote, _opened_by(paragraphs, found, quote, set(own.values()), notes), False)


def _own_stamps(paragraphs: Sequence[Flow], found: Sequence[Found], quotes: Sequence[Quote]) -> dict[int, int]:
    """By quote (its identity): the index of its own stamp."""
    own: dict[int, int] = {}
    for i, stamp in enumerate(found):
        text = paragraphs[stamp.flow].text
        near = [q for q in quotes if q.flow == stamp.flow and not q.title]
        inside = next((q for q in near if q.at.start <= stamp.at.start < q.at.end), None)
        after = next((q for q in near if _touch(_AFTER_QUOTE, text, q.outer.end, stamp.outer.start)), None)
        before = next((q for q in near if _touch(_BEFORE_QUOTE, text, stamp.outer.end, q.outer.start)), None)
        if after is not None and _opens_the_next(paragraphs[stamp.flow], found, i, after):
            after = None
        quote = inside or after or before
        if quote is not None and id(quote) not in own:
            own[id(quote)] = i
    return own


def _touch(between: re.Pattern[str], text: str, start: int, end: int) -> bool:
    return start <= end and between.fullmatch(text, start, end) is not None


def _opens_the_next(flow: Flow, found: Sequence[Found], index: int, quote: Quote) -> bool:
    """A stamp behind a quote whose sentence has had its stamp already belongs to the sentence that follows."""
    stamp = found[index]
    sentence = flow.sentence_at(quote.outer.start)
    had = any(s.flow == stamp.flow and sentence.start <= s.at.start < quote.outer.start for s in found[:index])
    return had and _NEW_SENTENCE.match(flow.text, stamp.outer.end) is not None


def _opened_by(
    paragraphs: Sequence[Flow], found: Sequence[Found], quote: Quote, own: set[int], notes: bool
) -> int | None:
    for i in range(len(found) - 1, -1, -1):
        stamp = found[i]
        here = stamp.flow == quote.flow and stamp.at.start < quote.outer.start
        before = stamp.flow < quote.flow
        if not (here or before):
            continue
        if here and i not in own:
            return i
        if before and (not notes or any(is_heading(f) for f in paragraphs[stamp.flow + 1 : quote.flow])):
            return None
        if before:
            return i
    return None


def _repeats(paragraphs: Sequence[Flow], bound: Sequence[_Bound]) -> frozenset[int]:
    """Stamps whose quote the article gave before: they point back, as a closing summary does."""
    seen: set[tuple[str, ...]] = set()
    back: set[int] = set()
    for b in bound:
        key = words(b.quote.speech(paragraphs[b.quote.flow].text))
        if key in seen and b.stamp is not None:
            back.add(b.stamp)
        seen.add(key)
    return frozenset(back)


class _Lines:
    """Line numbers by position, found by bisection: a recap may have thousands of stamps."""

    def __init__(self, source: str) -> None:
        self._ends = [m.start() for m in re.finditer(r"\n|\r(?!\n)", source)]

    def of(self, position: int) -> int:
        from bisect import bisect_left

        return bisect_left(self._ends, position) + 1


class _Reader:
    """Turns bound quotes and stamps into claims with places in the source."""

    def __init__(
        self, paragraphs: Sequence[Flow], found: Sequence[Found], stamps: Sequence[Stamp], parts: Sequence[Part], lines: _Lines
    ) -> None:
        self.paragraphs, self.found, self.stamps, self.parts, self.lines = paragraphs, found, stamps, parts, lines

    def _claim(self, kind: ClaimKind, flow: int, at: TextRange, text: str, stamp: int | None) -> Claim:
        place = self.paragraphs[flow].source_range(at)
        part = self.stamps[stamp].part if stamp is not None else self._part_at(place.start)
        return Claim("", kind, text, None, stamp, False, part, place, self.lines.of(place.start))

    def _part_at(self, position: int) -> int:
        return max((p.number for p in self.parts if p.start <= position), default=1)

    def quotes(self, bound: Sequence[_Bound], spoken: Sequence[str | None]) -> Iterator[Claim]:
        for b, speaker in zip(bound, spoken, strict=True):
            text = self.paragraphs[b.quote.flow].text
            cut = tuple(s.outer for s in self.found if s.flow == b.quote.flow and b.quote.at.start <= s.at.start < b.quote.at.end)
            said = b.quote.speech(text, cut)
            if not words(said):
                continue
            claim = self._claim("title" if b.quote.title else "quote", b.quote.flow, b.quote.at, said, b.stamp)
            yield replace(claim, own=b.own, speaker=None if b.quote.title else speaker)

    def passages(self, bound: Sequence[_Bound]) -> Iterator[Claim]:
        """For each stamp that is no quote's own: the sentence or the topic line it stands in, if that holds words
        of its own."""
        taken = {b.stamp for b in bound if b.own}
        for i, stamp in enumerate(self.found):
            if i in taken:
                continue
            flow = self.paragraphs[stamp.flow]
            at = self._topic(flow, stamp)
            quoted = [b for b in bound if b.quote.flow == stamp.flow and not b.quote.title
                      and at.start <= b.quote.outer.start < at.end and b.quote.outer.start > stamp.at.start]  # fmt: skip
            if quoted and flow.kind != "item":
                continue  # the sentence is there for its quote
            text = self._without_stamps(stamp.flow, at, [] if stamp.line_start else [b.quote for b in bound])
            if words(text):
                yield self._claim("passage", stamp.flow, at, text, i)

    def _topic(self, flow: Flow, stamp: Found) -> TextRange:
        if stamp.line_start and (flow.kind == "item" or flow.text[stamp.outer.start] not in "(["):
            end = flow.text.find("\n", stamp.outer.end)
            start = stamp.outer.start if stamp.clock.form is Form.OFFSET else stamp.outer.end
            return TextRange(start, end if end > 0 else len(flow.text))
        sentence = flow.sentence_at(stamp.at.start)
        before = flow.text[sentence.start : stamp.outer.start].strip()
        after = flow.text[stamp.outer.end : sentence.end].strip(" .")
        if not before and not after and stamp.outer.start > 0:  # a stamp after its sentence's full stop
            return flow.sentence_at(stamp.outer.start - 1)
        return sentence

    def _without_stamps(self, flow: int, at: TextRange, quotes: Sequence[Quote]) -> str:
        """The words in `at` without its stamps, and without the quotes that are claims of their own."""
        text = self.paragraphs[flow].text
        cut = [s.outer for s in self.found if s.flow == flow and s.clock.form is not Form.OFFSET]
        cut += [q.outer for q in quotes if q.flow == flow and not q.title]
        pieces, done = [], at.start
        for outer in sorted(cut, key=lambda c: c.start):
            if done <= outer.start and at.start <= outer.start < at.end:
                pieces.append(text[done : outer.start])
                done = outer.end
        pieces.append(text[done : at.end])
        return re.sub(r"\s+([.,])", r"\1", _TOPIC_LEAD.sub("", " ".join(" ".join(pieces).split())))


def _numbered(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims in the article's order, with ids that say their kind: q01, p01, t01."""
    counts = {"quote": 0, "passage": 0, "title": 0}
    numbered = []
    for claim in sorted(claims, key=lambda c: (c.at.start, c.kind != "passage")):
        counts[claim.kind] += 1
        numbered.append(replace(claim, id=f"{claim.kind[0]}{counts[claim.kind]:02}"))
    return tuple(numbered)


def _language(source: str) -> str | None:
    """French or English, by their commonest words; None where neither clearly leads."""
    found = re.findall(r"[^\W\d_]+", source[:100_000].lower())
    french, english = sum(w in _FRENCH for w in found), sum(w in _ENGLISH for w in found)
    if max(french, english) < 3 or french == english:
        return None
    return "fr" if french > english else "en"
