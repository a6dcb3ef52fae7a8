"""Paragraphs become blocks of runs, and the text that their places count in."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from rnct_chapters.recap.blocks import Block, BlockKind, Run, linked
from rnct_chapters.recap.formats.pdf_hyphens import goes_on_as_address, joint, words_of
from rnct_chapters.recap.formats.pdf_lines import Line, Span, common
from rnct_chapters.recap.formats.pdf_paragraphs import SET_IN, Paragraph
from rnct_chapters.timecode import TextRange

LARGE = 1.12
"""Of the text's size: what is set larger is a heading."""

HEADING_MAX = 120
"""Characters: longer bold text is a paragraph that its author stresses."""

DEEPEST = 6
"""Ranks of headings, as HTML and Markdown have them."""

ITALIC_SHARE = 0.8
"""Of the letters: a paragraph set in and nearly all italic is a quote, however short."""

_NO_HEADING = re.compile(r"[.!?,;:…»”\"]$|\d\s?(?:min|h|:)\s?\d")
_OPENING = re.compile(r"[«“\"]")


@dataclass(frozen=True, slots=True)
class Ranks:
    """The sizes of headings, largest first, how far the items of lists are set in, least first; in points."""

    text: float
    headings: tuple[float, ...]
    items: tuple[float, ...]


def ranks_of(paragraphs: Sequence[Paragraph], text_size: float) -> Ranks:
    """What the paragraphs' sizes and places mean in this document."""
    large = {_rounded(p.size) for p in paragraphs if p.size >= LARGE * text_size and not p.marker}
    places: list[float] = []
    for place in sorted(p.lines[0].x0 - p.left for p in paragraphs if p.marker):
        if not places or place - places[-1] > text_size * SET_IN / 2:
            places.append(place)
    return Ranks(text_size, tuple(sorted(large, reverse=True)), tuple(places))


def blocks_of(paragraphs: Sequence[Paragraph], text_size: float) -> tuple[str, tuple[Block, ...]]:
    """The text, paragraphs apart by an empty line, and its blocks. A bullet or number stands in the text alone."""
    ranks = ranks_of(paragraphs, text_size)
    words = words_of(line.text for p in paragraphs for line in p.lines)
    source = ""
    blocks: list[Block] = []
    before: Paragraph | None = None
    for paragraph in paragraphs:
        spans = list(_trimmed(_joined(paragraph.lines, words)))
        text = "".join(s.text for s in spans)
        if not text[paragraph.marker :].strip():
            continue
        start = len(source) + 2 if source else 0
        source += ("\n\n" if source else "") + text
        kind, level = _kind(paragraph, text, ranks, before)
        runs = tuple(_runs(source, spans, start, paragraph.marker))
        blocks.append(Block(kind, level, runs, len(blocks) + 1, paragraph.lines[0].page))
        before = paragraph
    return source, tuple(blocks)


def _joined(lines: Sequence[Line], words: frozenset[str]) -> list[Span]:
    """The lines' spans with what stands between the lines: a space, or nothing within a word."""
    spans: list[Span] = []
    for line in lines:
        following = list(line.spans)
        if spans:
            before, after = "".join(s.text for s in spans[-8:]), line.text
            dropped, between = joint(before, after, words)
            look = common(spans[-1].look, following[0].look)
            if look.href is not None and goes_on_as_address(before):
                dropped, between = 0, ""
            if dropped:
                spans[-1] = spans[-1]._replace(text=spans[-1].text[:-dropped])
            spans.append(Span(between, look))
        spans += following
    return spans


def _trimmed(spans: Sequence[Span]) -> Iterator[Span]:
    """The spans with composed accents and without soft hyphens, spans of one look as one, no space at either end."""
    filled = [s for s in spans if s.text]
    for i, (look, same) in enumerate(groupby(filled, key=lambda s: s.look)):
        text = unicodedata.normalize("NFC", "".join(s.text for s in same)).replace("\u00ad", "")
        yield Span(text.lstrip() if i == 0 else text, look)


def _runs(source: str, spans: Sequence[Span], start: int, marker: int) -> Iterator[Run]:
    at, end = start, len(source.rstrip())
    for span in spans:
        place = TextRange(max(at, start + marker), min(at + len(span.text), end))
        at += len(span.text)
        if place.start >= place.end:
            continue
        look = span.look
        if look.href is None:
            for run in linked(source, place):
                yield replace(run, bold=look.bold, italic=look.italic)
        else:
            yield Run(source[place.start : place.end], place, look.bold, look.italic, href=look.href)


def _kind(paragraph: Paragraph, text: str, ranks: Ranks, before: Paragraph | None) -> tuple[BlockKind, int]:
    if paragraph.marker:
        place = paragraph.lines[0].x0 - paragraph.left
        return "item", 1 + sum(place - i > ranks.text * SET_IN / 2 for i in ranks.items)
    if (size := _rounded(paragraph.size)) in ranks.headings:
        return "heading", min(DEEPEST, 1 + ranks.headings.index(size))
    if _is_bold_heading(paragraph, text):
        return "heading", min(DEEPEST, 1 + len(ranks.headings))
    return ("quote", 0) if _is_quote(paragraph, text, before) else ("paragraph", 1)


def _is_bold_heading(paragraph: Paragraph, text: str) -> bool:
    bold = all(s.look.bold for line in paragraph.lines for s in line.spans if s.text.strip())
    return bold and 3 < len(text) <= HEADING_MAX and len(text.split()) > 1 and not _NO_HEADING.search(text)


def _is_quote(paragraph: Paragraph, text: str, before: Paragraph | None) -> bool:
    """Whether it is set in on both sides, or set in and italic or in quotation marks; what follows an item under the
    item's text is none."""
    em = SET_IN * paragraph.size
    if min(line.x0 for line in paragraph.lines) < paragraph.left + em:
        return False
    if before is not None and before.marker and paragraph.indent >= before.lines[0].x0 - before.left:
        return False
    letters: Counter[bool] = Counter()
    for line in paragraph.lines:
        for span in line.spans:
            letters[span.look.italic] += sum(c.isalpha() for c in span.text)
    both_sides = len(paragraph.lines) > 1 and max(line.x1 for line in paragraph.lines) <= paragraph.right - em
    return both_sides or letters[True] >= ITALIC_SHARE * letters.total() or _OPENING.match(text) is not None


def _rounded(points: float) -> float:
    return round(points * 2) / 2
