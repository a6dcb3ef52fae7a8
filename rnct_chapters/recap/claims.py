"""What a recap claims: stamps, and the quotes and passages that they say were heard."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Literal

from rnct_chapters.errors import UnreadableRecap
from rnct_chapters.hosts import time_text_in
from rnct_chapters.messages import message
from rnct_chapters.recap.binding import Bound, Placed, begins_entry, bind, pointing_back
from rnct_chapters.recap.blocks import LINED
from rnct_chapters.recap.document import Document
from rnct_chapters.recap.flow import Flow, flows, is_heading
from rnct_chapters.recap.language import language_of
from rnct_chapters.recap.parts import Outline, Part, find_parts
from rnct_chapters.recap.passages import passage_of
from rnct_chapters.recap.quotes import find_quotes
from rnct_chapters.recap.short_stamps import read_short
from rnct_chapters.recap.speakers import speakers
from rnct_chapters.recap.stamps import Found, find_stamps
from rnct_chapters.timecode import Form, TextRange
from rnct_chapters.tokens import words

ClaimKind = Literal["quote", "passage", "title"]

_TARGET_REACH = 4000
"""Characters behind a link's text in which its target is looked for; one farther away is a list of references."""

_REFERENCE = re.compile(r"^ {0,3}\[[^\]\n]+\]:[ \t]*<?(?P<target>[^\s>]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time printed in the recap: `text` as printed, `ms` as read; `href_ms` is what its link's target says."""

    ms: int
    text: str  # the source's characters in `at`; of HTML, whose entities nobody wants to read, as it is shown
    at: TextRange  # in the source
    line: int
    form: Form
    part: int = 1  # 1-based
    own: bool = False  # belongs to one quote, rather than opening a passage
    href: str | None = None
    href_ms: int | None = None
    hidden: bool = False  # the time stands only in a link's target


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


def read_claims(document: Document, durations_ms: Sequence[int] = (), forced: Sequence[str] = ()) -> Recap:
    """Everything that `document` claims.

    `durations_ms` are the recordings' lengths, which decide how 1:23 is read (without them: as minutes); `forced` are
    headings at which parts 2, 3, … begin. Raises `UnreadableRecap` where there is neither a stamp nor a quote, and
    `UsageError` where a forced heading is not in the article.
    """
    paragraphs = flows(document.blocks)
    headings = tuple(is_heading(f) for f in paragraphs)
    found, as_hours = read_short(find_stamps(paragraphs), durations_ms)
    placed = Placed(paragraphs, found, find_quotes(paragraphs))
    if not found and all(q.title for q in placed.quotes):
        raise UnreadableRecap(message("recap_no_claims", name=document.name))
    bound = tuple(bind(placed, headings))
    outline = Outline(paragraphs, headings, found, pointing_back(placed, bound))
    parts, part_of = find_parts(outline, forced)
    source = _Source(document)
    own = {b.stamp for b in bound if b.own}
    stamps = [source.stamp(s, paragraphs[s.flow], part_of[i], own=i in own) for i, s in enumerate(found)]
    entries = {s.flow for s in found if begins_entry(paragraphs[s.flow], s)}
    spoken = speakers(paragraphs, placed.quotes, [h or i in entries for i, h in enumerate(headings)])
    reader = _Reader(placed, bound, source, part_of, parts)
    claims = _numbered([*reader.quotes(spoken), *reader.passages()])
    language = language_of(document.text)
    return Recap(document, tuple(stamps), claims, parts, language, as_hours)


class _Source:
    """The file: which line or paragraph a character stands in, and where a stamp stands."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.text, self._html, self._lined = document.source, document.kind == "html", document.kind in LINED
        self._ends = [m.start() for m in re.finditer(r"\n|\r(?!\n)", self.text)]
        self._targets: dict[str, int] | None = None

    def line(self, position: int) -> int:
        """1-based: of a line, or of a paragraph where the document has no lines."""
        block = None if self._lined else self._document.block_at(position)
        return bisect_left(self._ends, position) + 1 if block is None else block.line

    def stamp(self, found: Found, flow: Flow, part: int, *, own: bool) -> Stamp:
        at = self._place(found, flow)
        as_read = self._html or (found.hidden and not self._lined)
        text = found.text if as_read else self.text[at.start : at.end]
        return Stamp(
            found.clock.ms, text, at, self.line(at.start), found.clock.form, part, own,
            found.href, found.href_ms, found.hidden,
        )  # fmt: skip

    def _place(self, found: Found, flow: Flow) -> TextRange:
        """Where the stamp's clock stands: as printed, or in its link's target where only that has it; extracted text
        has no targets, so there it is the link."""
        at = flow.source_range(found.at)
        if not found.hidden or not found.href or not self._lined:
            return at
        written = time_text_in(found.href)
        before = written.start if written else 0
        start = self._in_tag(found.href, before, at.start) if self._html else self._behind(found.href, before, at)
        end = start + len(found.text)
        return TextRange(start, end) if start >= 0 and self.text[start:end] == found.text else at

    def _behind(self, href: str, before: int, at: TextRange) -> int:
        """Where in Markdown the target of the link `at` has its character `before`; -1 where it is not found."""
        target = self.text.find(href, at.start, at.end + _TARGET_REACH + len(href))
        if target < 0:
            target = self._references().get(href, -1)
        return target + before if target >= 0 else -1

    def _in_tag(self, href: str, before: int, end: int) -> int:
        """The same in HTML, where the target stands before the text, its ampersands as entities or not."""
        for written, offset in ((escape(href, quote=False), len(escape(href[:before], quote=False))), (href, before)):
            if (target := self.text.rfind(written, max(0, end - _TARGET_REACH - len(written)), end)) >= 0:
                return target + offset
        return -1

    def _references(self) -> dict[str, int]:
        if self._targets is None:
            self._targets = {m["target"]: m.start("target") for m in _REFERENCE.finditer(self.text)}
        return self._targets


class _Reader:
    """Turns bound quotes and stamps into claims with places in the source."""

    def __init__(
        self, placed: Placed, bound: Sequence[Bound], source: _Source, part_of: Sequence[int], parts: Sequence[Part]
    ) -> None:
        self._placed, self._bound, self._source, self._part_of = placed, bound, source, part_of
        self._parts = sorted((p.start, p.number) for p in parts)

    def quotes(self, spoken: Sequence[str | None]) -> Iterator[Claim]:
        """The quotes and titles that hold words; `spoken` names who says each."""
        for b, speaker in zip(self._bound, spoken, strict=True):
            quote = b.quote
            inside = self._placed.stamps_in(quote.flow, quote.at)
            said = quote.speech(self._placed.flows[quote.flow].text, [self._placed.found[i].outer for i in inside])
            if words(said):
                claim = self._claim("title" if quote.title else "quote", quote.flow, quote.at, said, b.stamp)
                yield replace(claim, own=b.own, speaker=None if quote.title else speaker)

    def passages(self) -> Iterator[Claim]:
        """For each stamp that is no quote's own: its passage, if it has one."""
        own = {b.stamp for b in self._bound if b.own}
        for i, stamp in enumerate(self._placed.found):
            if i not in own and (passage := passage_of(self._placed, i, self._bound)) is not None:
                yield self._claim("passage", stamp.flow, *passage, i)

    def _claim(self, kind: ClaimKind, flow: int, at: TextRange, text: str, stamp: int | None) -> Claim:
        place = self._placed.flows[flow].source_range(at)
        part = self._part_of[stamp] if stamp is not None else self._part_at(place.start)
        return Claim("", kind, text, None, stamp, False, part, place, self._source.line(place.start))

    def _part_at(self, position: int) -> int:
        i = bisect_right(self._parts, position, key=lambda p: p[0]) - 1
        return self._parts[max(i, 0)][1]


def _numbered(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims in the article's order, with ids that say their kind: q01, p01, t01."""
    counts = {"quote": 0, "passage": 0, "title": 0}
    numbered = []
    for claim in sorted(claims, key=lambda c: (c.at.start, c.kind != "passage")):
        counts[claim.kind] += 1
        numbered.append(replace(claim, id=f"{claim.kind[0]}{counts[claim.kind]:02}"))
    return tuple(numbered)
