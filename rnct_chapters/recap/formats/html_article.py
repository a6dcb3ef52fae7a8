"""The article inside a page: the part that its author marks as such, or the smallest that holds all its sentences."""

import re
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from html import unescape

from rnct_chapters.hosts import time_in, video_of
from rnct_chapters.recap.blocks import Block
from rnct_chapters.recap.formats.html_chrome import Measure, clearly_outside, landmark, says_read_also
from rnct_chapters.recap.formats.html_tree import BLOCKS, Element, Piece
from rnct_chapters.timecode import find_clocks

SENTENCE = 80
"""Characters outside of links from which a block is prose, and no label, date or menu."""

LABEL = 20
"""Characters: what is shorter and far from the article's sentences is a label."""

MOST = 0.8
"""Share of the quotes, stamps and prose that a page's main part must hold; the rest is teasers."""

NEARLY_ALL = 0.9
"""Share of the stamps, of which a sidebar may have some that are times of events; a list of chapters has more."""

_PARTS = frozenset("blockquote dl li ol p span table tbody td tr ul".split())
"""Elements that are parts of an article even where they are all of its sentences."""

_QUOTED = re.compile("[«“]")
_MARKS = " \u00a0\u202f|•·–—-:"
_STAMPED = re.compile(
    r"[(\[]\s*[^\d()\[\]]{0,12}\d{1,3}\s?(?:h|min|mn|m|:|['′’])\s?[^()\[\]]{0,12}[)\]]"
    r"|\A\W*\d{1,3}(?::[0-5]\d|\s?h\s?[0-5]\d|\s?min)"
)


@dataclass(frozen=True, slots=True)
class Found:
    """The element that holds the article, and what in it is none of it."""

    article: Element
    dropped: tuple[Element, ...]


def find_article(root: Element, source: str) -> Found:
    """The article of a page; in doubt all of the page."""
    elements = _in_order(root)
    own = _measured(elements, source)
    held = _summed(elements, own)
    page = held[id(root)]
    dropped: dict[int, Element] = {}
    landmarks: list[Element] = []
    state: dict[int, bool] = {}  # within a landmark
    gone: set[int] = set()
    for element in elements:
        above = id(element.parent) if element.parent is not None else 0
        if above in gone:
            gone.add(id(element))
            continue
        marked = landmark(element) is not None
        state[id(element)] = marked or state.get(above, False)
        if clearly_outside(element, state.get(above, False), held[id(element)], page):
            dropped[id(element)] = element
            gone.add(id(element))
        elif marked:
            landmarks.append(element)
    rest = [e for e in elements if id(e) not in gone]
    return Found(_chosen(rest, landmarks, _summed(rest, own)), tuple(dropped.values()))


def _chosen(rest: Sequence[Element], landmarks: Sequence[Element], held: dict[int, Measure]) -> Element:
    page = held[id(rest[0])]
    fitting = [e for e in landmarks if _holds(held[id(e)], page, main=landmark(e) == "main")]
    if fitting:
        whole = max(held[id(e)].prose for e in fitting)
        return [e for e in fitting if held[id(e)].prose == whole][-1]
    return _smallest(rest[0], held)


def _holds(own: Measure, page: Measure, *, main: bool) -> bool:
    """Whether a landmark holds the page's quotes and stamps; a page has one main part, but may have many articles."""
    if main:
        enough = own.stamps >= NEARLY_ALL * page.stamps and own.signs >= MOST * page.signs
        return enough and own.prose >= MOST * page.prose / 2
    return own.signs == page.signs and own.prose >= MOST * page.prose


def _smallest(root: Element, held: dict[int, Measure]) -> Element:
    """The smallest element with all sentences, quotes, stamps and titles of the page."""
    element, page = root, held[id(root)]
    while True:
        inner = [c for c in element.children if isinstance(c, Element) and id(c) in held]
        whole = [c for c in inner if _has_all(held[id(c)], page)]
        if not whole or whole[0].tag in _PARTS:
            return element
        element = whole[0]


def _has_all(own: Measure, page: Measure) -> bool:
    return bool(own.prose) and (own.words, own.signs, own.headings) == (page.words, page.signs, page.headings)


def _in_order(root: Element) -> list[Element]:
    """The shown elements, each before those in it."""
    ordered, waiting = [], [root]
    while waiting:
        element = waiting.pop()
        if not element.hidden:
            ordered.append(element)
            waiting += [c for c in reversed(element.children) if isinstance(c, Element)]
    return ordered


def _measured(elements: Sequence[Element], source: str) -> dict[int, Measure]:
    """By element what its own text holds; that of an element in the middle of a sentence is its block's."""
    held = {id(e): Measure() for e in elements}
    texts: dict[int, list[str]] = {}
    block_of: dict[int, int] = {}
    for element in elements:
        own_block = element.tag in BLOCKS or element.parent is None
        block = id(element) if own_block else block_of[id(element.parent)]
        block_of[id(element)] = block
        held[id(element)].headings += element.tag == "h1"
        for child in element.children:
            if isinstance(child, Piece):
                _weigh(child, source, held[block], texts.setdefault(block, []))
    for block, pieces in texts.items():
        _judge("".join(pieces), held[block])
    return held


def _summed(elements: Sequence[Element], own: dict[int, Measure]) -> dict[int, Measure]:
    """By element what it holds, with all in it."""
    held = {id(e): copy(own[id(e)]) for e in elements}
    for element in reversed(elements):
        if element.parent is not None:
            held[id(element.parent)].add(held[id(element)])
    return held


def _weigh(piece: Piece, source: str, held: Measure, texts: list[str]) -> None:
    text = source[piece.at.start : piece.at.end]
    written = unescape(text) if "&" in text and "&#" not in text else text
    texts.append(written)
    length = len(written.strip())
    if piece.link is None:
        held.plain += length
        return
    held.linked += length
    href = piece.link.attributes.get("href")
    held.stamps += href is not None and time_in(href.value) is not None


def _judge(text: str, held: Measure) -> None:
    """One block's own text: its quotes and stamps, and whether it is prose."""
    held.quotes += len(_QUOTED.findall(text))
    held.stamps += len(_STAMPED.findall(text))
    if held.plain >= SENTENCE or held.signs:
        held.prose += held.plain
    if held.signs or held.plain > max(held.linked, LABEL):
        held.words += held.plain


def without_read_also(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks without `À lire aussi : …` and the links below it."""
    kept: list[Block] = []
    label: Block | None = None  # that is kept if no such list follows
    listing = False
    for block in blocks:
        plain = "".join(r.text for r in block.runs if r.href is None)
        away = _leads_away(block)
        if listing and away and not plain.strip(_MARKS):
            label = None
            continue
        kept += [label] if label is not None else []
        listing = away and says_read_also(plain)
        label = block if listing and len(plain) == len(block.text) else None
        if not listing:
            kept.append(block)
    return (*kept, label) if label is not None else tuple(kept)


def _leads_away(block: Block) -> bool:
    """Whether the block's links, if any, lead to other pages, and to no recording of this article."""
    targets = {r.href for r in block.runs if r.href is not None}
    elsewhere = all(t.strip("# ") and time_in(t) is None and video_of(t) is None for t in targets)
    return elsewhere and next(find_clocks(block.text), None) is None
