"""Two versions of a recap: which stamps, quotes and links are not what they were, whatever formats they are in.

Quotes are matched by their words, stamps by the words that they stand between, links by their text: so a stamp that
was corrected, a quote that was reworded and a link that got its target are changes, and not something old gone and
something new come.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from rnct_chapters.recap.claims import Claim, Recap, Stamp
from rnct_chapters.recap.places import Link, Page, line_of
from rnct_chapters.recap.stamps import is_stamp_text
from rnct_chapters.tokens import tokens, words

Kind = Literal["stamp", "quote", "link"]
What = Literal["added", "removed", "moved", "text", "speaker", "target"]
Words = tuple[str, ...]
Pairs = list[tuple[int, int]]

LIKELY = 0.6
"""Share of words in common from which one quote is another one reworded."""

FEW_WORDS = 4
"""Words below which a quote is matched whole or not at all: two of four in common are chance."""


@dataclass(frozen=True, slots=True)
class Side:
    """A stamp, quote or link in one of the versions; `line` is a line or a paragraph, from 1."""

    text: str
    line: int
    page: int | None
    start: int  # in the source
    ms: int | None = None  # of a stamp
    speaker: str | None = None  # of a quote
    href: str | None = None  # of a stamp or link; None without one
    quote: str | None = None  # what a stamp stands for


@dataclass(frozen=True, slots=True)
class Wording:
    """Words of a quote that gave way to others; either may be none."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. What has two, such as another speaker and other words, makes two changes."""

    kind: Kind
    what: What
    old: Side | None
    new: Side | None
    wordings: tuple[Wording, ...] = ()


def compare(old: Recap, new: Recap) -> tuple[Change, ...]:
    """Every difference of stamps, quotes and links, by where it stands in the new version; what is gone, in the old."""
    before, after = _Version(old), _Version(new)
    found = [*_quotes(before, after), *_stamps(before, after), *_links(before, after)]
    return tuple(sorted(found, key=_place))


def _place(change: Change) -> tuple[int, int]:
    side = change.new or change.old
    return (side.line, side.start) if side else (0, 0)


class _Version:
    """One version, each of its stamps, quotes and links as a side; hidden stamps count as the links they are."""

    def __init__(self, recap: Recap) -> None:
        self._recap, self._page = recap, Page(recap.document)
        self.claims = [c for c in recap.claims if c.kind != "passage"]
        self.stamps = [s for s in recap.stamps if not s.hidden]
        self.links = [k for k in self._page.links if not is_stamp_text(k.text) and k.text.strip()]
        self._named: dict[int, str] = {}
        for c in recap.claims:
            if c.stamp is not None:
                self._named.setdefault(recap.stamps[c.stamp].at.start, c.text)

    def quote(self, c: Claim) -> Side:
        line, page = line_of(self._recap.document, c.at.start)
        return Side(c.text, line, page, c.at.start, speaker=c.speaker)

    def stamp(self, s: Stamp) -> Side:
        line, page = line_of(self._recap.document, s.at.start)
        at = self._page.range_of(s.at)
        text = self._page.text[at.start : at.end]
        return Side(text, line, page, s.at.start, s.ms, href=s.href, quote=self._named.get(s.at.start))

    def link(self, k: Link) -> Side:
        line, page = line_of(self._recap.document, k.source_at.start)
        return Side(k.text, line, page, k.source_at.start, href=k.href)

    def bare(self) -> tuple[list[str], list[int]]:
        """The words without the stamps, and for each stamp how many of them stand before it."""
        text = self._page.text
        places = [self._page.range_of(s.at) for s in self.stamps]
        for at in places:
            text = text[: at.start] + " " * (at.end - at.start) + text[at.end :]
        found = list(tokens(text))
        starts = [t.at.start for t in found]
        return [t.plain for t in found], [bisect_left(starts, at.start) for at in places]


def _quotes(old: _Version, new: _Version) -> Iterator[Change]:
    said = [[words(c.text) for c in v.claims] for v in (old, new)]
    same, moved = _matched(*said)
    pairs = [*same, *moved]
    pairs += _alike(said[0], said[1], *_unmatched(said[0], said[1], pairs))
    for i, j in pairs:
        before, after = old.quote(old.claims[i]), new.quote(new.claims[j])
        if (i, j) in moved:
            yield Change("quote", "moved", before, after)
        if said[0][i] != said[1][j]:
            yield Change("quote", "text", before, after, tuple(_reworded(before.text, after.text)))
        if words(before.speaker or "") != words(after.speaker or ""):
            yield Change("quote", "speaker", before, after)
    gone, come = _unmatched(said[0], said[1], pairs)
    yield from (Change("quote", "removed", old.quote(old.claims[i]), None) for i in gone)
    yield from (Change("quote", "added", None, new.quote(new.claims[j])) for j in come)


def _stamps(old: _Version, new: _Version) -> Iterator[Change]:
    pairs = _same_places(*old.bare(), *new.bare())
    times = [[(str(s.ms),) for s in v.stamps] for v in (old, new)]
    gone, come = _unmatched(times[0], times[1], pairs)
    moved = _twins(times[0], times[1], gone, come)
    for i, j in [*pairs, *moved]:
        before, after = old.stamp(old.stamps[i]), new.stamp(new.stamps[j])
        if (i, j) in moved:
            yield Change("stamp", "moved", before, after)
        if before.text != after.text:
            yield Change("stamp", "text", before, after)
        if _leads(before) != _leads(after):
            yield Change("stamp", "target", before, after)
    gone, come = _unmatched(times[0], times[1], [*pairs, *moved])
    yield from (Change("stamp", "removed", old.stamp(old.stamps[i]), None) for i in gone)
    yield from (Change("stamp", "added", None, new.stamp(new.stamps[j])) for j in come)


def _links(old: _Version, new: _Version) -> Iterator[Change]:
    named = [[words(k.text) or (k.text,) for k in v.links] for v in (old, new)]
    same, moved = _matched(*named)
    for i, j in [*same, *moved]:
        before, after = old.link(old.links[i]), new.link(new.links[j])
        if (i, j) in moved:
            yield Change("link", "moved", before, after)
        if _leads(before) != _leads(after):
            yield Change("link", "target", before, after)
    gone, come = _unmatched(named[0], named[1], [*same, *moved])
    yield from (Change("link", "removed", old.link(old.links[i]), None) for i in gone)
    yield from (Change("link", "added", None, new.link(new.links[j])) for j in come)


def _leads(side: Side) -> str:
    """Where a link leads; formats write in several ways that it leads nowhere."""
    return (side.href or "").strip().removesuffix("#")


def _matched(old: Sequence[Words], new: Sequence[Words]) -> tuple[Pairs, Pairs]:
    """Pairs of indexes of what is the same: in the same order, and in another one."""
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    same = [(b.a + k, b.b + k) for b in blocks for k in range(b.size)]
    return same, _twins(old, new, *_unmatched(old, new, same))


def _twins(old: Sequence[Words], new: Sequence[Words], gone: Sequence[int], come: Sequence[int]) -> Pairs:
    """Of what has no partner, the pairs that are the same."""
    waiting: defaultdict[Words, list[int]] = defaultdict(list)
    for j in come:
        waiting[new[j]].append(j)
    return [(i, waiting[old[i]].pop(0)) for i in gone if waiting[old[i]]]


def _unmatched(old: Sequence[Words], new: Sequence[Words], pairs: Pairs) -> tuple[list[int], list[int]]:
    taken = {i for i, _ in pairs}, {j for _, j in pairs}
    return [i for i in range(len(old)) if i not in taken[0]], [j for j in range(len(new)) if j not in taken[1]]


def _alike(old: Sequence[Words], new: Sequence[Words], gone: Sequence[int], come: Sequence[int]) -> Pairs:
    """Of what has no partner, the pairs that are like enough, the likest first."""
    scored = []
    for i in gone:
        matcher: SequenceMatcher[str] = SequenceMatcher(None, autojunk=False)
        matcher.set_seq2(old[i])
        for j in come:
            matcher.set_seq1(new[j])
            few = min(len(old[i]), len(new[j])) < FEW_WORDS
            if not few and matcher.real_quick_ratio() >= LIKELY and matcher.quick_ratio() >= LIKELY:
                scored.append((-matcher.ratio(), abs(i - j), i, j))
    taken: tuple[set[int], set[int]] = (set(), set())
    found: Pairs = []
    for score, _, i, j in sorted(scored):
        if -score >= LIKELY and i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            found.append((i, j))
    return found


def _reworded(old: str, new: str) -> Iterator[Wording]:
    """The words that changed, as each version writes them."""
    before, after = old.split(), new.split()
    plain = [["".join(words(w)) or w for w in side] for side in (before, after)]
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, plain[0], plain[1], autojunk=False).get_opcodes():
        if tag != "equal":
            yield Wording(" ".join(before[i1:i2]), " ".join(after[j1:j2]))


def _same_places(old: Sequence[str], old_places: Sequence[int], new: Sequence[str], new_places: Sequence[int]) -> Pairs:
    """Stamps that stand behind the same word, or before the same one."""
    there: dict[int, int] = {}
    for block in SequenceMatcher(None, old, new).get_matching_blocks():
        there.update((block.a + k, block.b + k) for k in range(block.size))
    waiting: defaultdict[int, list[int]] = defaultdict(list)
    for j, place in enumerate(new_places):
        waiting[place].append(j)
    pairs: Pairs = []
    for i, place in enumerate(old_places):
        candidates = (there.get(place - 1, -2) + 1, there.get(place, -1))
        found = next((c for c in candidates if c >= 0 and waiting[c]), 0 if place == 0 and waiting[0] else None)
        if found is not None:
            pairs.append((i, waiting[found].pop(0)))
    return pairs
