"""Where in the article's paragraphs its stamps, works and names stand: ranges of the source turned into places in
whole paragraphs, found by bisection, for an article may have thousands of stamps."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from rnct_chapters.chapters.wording import SMALL_WORDS, plain
from rnct_chapters.recap.claims import Claim, Recap
from rnct_chapters.recap.flow import flows, is_heading
from rnct_chapters.timecode import TextRange

_NEAR = 20
"""Characters: more than a stamp or the space before one takes."""
_LONGEST_ACRONYM = 5
"""Letters: a longer word in capitals is a word."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: its paragraph, by index, and its characters there."""

    flow: int
    at: TextRange


class PlacedText:
    """The paragraphs of a recap and what stands where in them. Ranges count in a paragraph's text."""

    def __init__(self, recap: Recap) -> None:
        self.flows = flows(recap.document.blocks)
        runs = ((r.at, i, at) for i, flow in enumerate(self.flows) for at, r in flow.spans() if r.at.end > r.at.start)
        self._runs = sorted(runs, key=lambda found: found[0].start)
        self._starts = [source.start for source, _, _ in self._runs]
        self.places = tuple(self._with_brackets(self.find(s.at)) for s in recap.stamps)
        """By stamp; None where it is not in a paragraph."""
        self._stamps = self._by_flow(self.places)
        self._works = self._by_flow([self.find(c.at) for c in recap.claims if c.kind == "title"])
        placed = ((self.find(c.at), c) for c in recap.claims if c.kind == "quote")
        self._quotes = sorted(((p.flow, p.at.start, c) for p, c in placed if p), key=lambda found: found[:2])
        self._source = recap.document.source
        self._words: set[str] = set()
        self._sentence_ends: dict[int, list[int]] = {}
        self._bold: dict[int, list[tuple[int, str]]] = {}
        for i, flow in enumerate(self.flows):
            for at, run in flow.spans():
                if run.bold:
                    self._bold.setdefault(i, []).append((at.start, plain(run.text)))

    def find(self, at: TextRange) -> Place | None:
        """Where the characters `at` of the source stand."""
        i = bisect_right(self._starts, at.start) - 1
        if i < 0 or at.start >= self._runs[i][0].end:
            return None
        source, flow, text = self._runs[i]
        start = min(text.start + at.start - source.start, text.end)
        source, other, text = self._runs[bisect_right(self._starts, max(at.start, at.end - 1)) - 1]
        end = min(text.start + at.end - source.start, text.end) if other == flow else start
        return Place(flow, TextRange(start, max(start, end)))

    def _with_brackets(self, place: Place | None) -> Place | None:
        if place is None:
            return None
        text, start, end = self.flows[place.flow].text, place.at.start, place.at.end
        if text[start - 1 : start] == "@":
            start -= 1
        before, after = (
            re.search(r"[(\[]\s*$", text[max(0, start - 3) : start]),
            re.match(r"\s*[)\]]", text[end : end + 3]),
        )
        if before and after:
            start, end = start - len(before[0]), end + after.end()
        return Place(place.flow, TextRange(start, end))

    def _by_flow(self, places: "tuple[Place | None, ...] | list[Place | None]") -> dict[int, list[TextRange]]:
        found: dict[int, list[TextRange]] = {}
        for place in places:
            if place is not None:
                found.setdefault(place.flow, []).append(place.at)
        for ranges in found.values():
            ranges.sort(key=lambda at: at.start)
        return found

    def sentence(self, place: Place) -> TextRange:
        """The sentence that `place` begins in."""
        sentences = self.flows[place.flow].sentences
        if (ends := self._sentence_ends.get(place.flow)) is None:
            ends = self._sentence_ends[place.flow] = [s.end for s in sentences]
        return sentences[min(bisect_right(ends, place.at.start), len(sentences) - 1)]

    def cut(self, flow: int, at: TextRange) -> str:
        """The text in `at` without its stamps."""
        text, done = "", at.start
        for stamp in self._stamps_from(flow, at.start):
            if stamp.start >= at.end:
                break
            text += self.flows[flow].text[done : max(done, stamp.start)]
            done = max(done, stamp.end)
        return text + self.flows[flow].text[done : max(done, at.end)]

    def _stamps_from(self, flow: int, position: int) -> Iterator[TextRange]:
        """The paragraph's stamps that begin at `position` or later, in order."""
        stamps = self._stamps.get(flow, [])
        for i in range(bisect_left(stamps, position, key=lambda s: s.start), len(stamps)):
            yield stamps[i]

    def leads(self, place: Place) -> bool:
        """Whether nothing but stamps stands before `place` in its paragraph."""
        first = re.search(r"\w", self.cut(place.flow, TextRange(0, place.at.start))) if place.at.start < 200 else True
        return not first

    def until_stamp(self, place: Place) -> str:
        """What follows `place` in its paragraph, up to the next stamp that has words before it."""
        text, done = self.flows[place.flow].text, place.at.end
        for stamp in self._stamps_from(place.flow, place.at.end):
            if re.search(r"\w", text[done : stamp.start]):
                return text[done : stamp.start]
            done = stamp.end
        return text[done:]

    def under(self, place: Place) -> str:
        """What is listed or quoted right under the paragraph of `place`; empty where that has a stamp of its own."""
        flow = self.flows[place.flow]
        below = self.flows[place.flow + 1] if place.flow + 1 < len(self.flows) else None
        if below is None or below.kind not in ("item", "quote") or place.flow + 1 in self._stamps:
            return ""
        deeper = flow.kind != "item" or below.kind == "quote" or below.level > flow.level
        return plain(below.text) if deeper else ""

    def heading_above(self, place: Place) -> str:
        """The heading right above the paragraph of `place`, or nothing."""
        above = self.flows[place.flow - 1] if place.flow else None
        return above.text if above is not None and is_heading(above) else ""

    def lowered(self, heading: str) -> str:
        """A heading in capitals as the article spells its words elsewhere; acronyms stay, and other headings."""
        if not heading.isupper() or len(heading.split()) < 3:
            return heading
        words = self._words or set(re.findall(r"\w+", self._source))
        self._words = words

        def spelled(m: re.Match[str]) -> str:
            small = m[0].lower()
            if small in words or small in SMALL_WORDS or len(small) > _LONGEST_ACRONYM:
                return m[0].capitalize() if m[0].capitalize() in words and small not in words else small
            return m[0].capitalize() if m[0].capitalize() in words else m[0]

        text = re.sub(r"\w+", spelled, heading)
        return text[:1].upper() + text[1:]

    def is_in_sentence(self, claim: Claim, place: Place) -> bool:
        """Whether the claim is a quote in the same sentence as `place`."""
        found = self.find(claim.at) if claim.kind == "quote" else None
        sentence = self.sentence(place)
        return found is not None and found.flow == place.flow and sentence.start <= found.at.start < sentence.end

    def work_before(self, place: Place) -> TextRange | None:
        """The last named work that ends before `place` in its paragraph."""
        works = [w for w in self._works.get(place.flow, ()) if w.end <= place.at.start]
        return works[-1] if works else None

    def link_before(self, place: Place) -> str | None:
        """The text of a link that ends right before `place`."""
        flow = self.flows[place.flow]
        before = flow.text[max(0, place.at.start - _NEAR) : place.at.start]
        end = place.at.start - (len(before) - len(before.rstrip(" \u00a0\u202f")))
        href = flow.run_at(end - 1).href if end else None
        text, start = "", end
        while (
            href and start and (run := flow.run_at(start - 1)).href == href and flow.text.endswith(run.text, 0, start)
        ):
            text, start = run.text + text, start - len(run.text)
        nearest = takewhile(lambda s: s.start < end, self._stamps_from(place.flow, max(0, end - _NEAR)))
        is_stamp = any(end <= s.end for s in nearest)
        return None if is_stamp or not re.search(r"\w", text) else text

    def bold_in(self, flow: int, at: TextRange) -> list[str]:
        """The texts in bold that begin in `at`."""
        found = self._bold.get(flow, [])
        return [text for start, text in found[bisect_left(found, (at.start, "")) :] if start < at.end]

    def quote_in_sentence(self, place: Place) -> Claim | None:
        """The first quote in the sentence of `place`, whichever stamp it was given."""
        sentence = self.sentence(place)
        i = bisect_left(self._quotes, (place.flow, sentence.start), key=lambda found: found[:2])
        flow, start, claim = self._quotes[i] if i < len(self._quotes) else (-1, 0, None)
        return claim if flow == place.flow and start < sentence.end else None

    def speaker_before(self, place: Place) -> str | None:
        """Who spoke last before `place`, where no heading stands between."""
        i = bisect_left(self._quotes, (place.flow, place.at.start), key=lambda found: found[:2]) - 1
        while i >= 0 and self._quotes[i][2].speaker is None:
            i -= 1
        if i < 0 or any(is_heading(flow) for flow in self.flows[self._quotes[i][0] + 1 : place.flow]):
            return None
        return self._quotes[i][2].speaker
