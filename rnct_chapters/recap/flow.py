"""Paragraphs whole again: pieces that a page or a column broke are joined, and each character knows its place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from rnct_chapters.recap.document import Block, BlockKind, Run
from rnct_chapters.timecode import TextRange, find_clocks

HEADING_MAX = 120
"""Characters: a line of its own up to this long, without a full stop, is taken for a heading."""

_ENDED = re.compile(r"[.!?…:;»”\"][\s)\]*»”\"]*(?:[(\[]\s*\S{1,12}\s*[)\]][\s.]*)?$")
_SENTENCE_END = re.compile(r"[.!?…]+[»”\"’)\]\s]*(?<=[\s»”\"])(?=[\s«“\"(\[]*[A-ZÀ-ÝŒ0-9])")
_ABBREVIATION = re.compile(r"(?:\b(?:M|MM|Mme|Mr|Mrs|Ms|Dr|St|cf|art|p|vol|no|vs|etc|e\.g|i\.e)|\b[A-Z])\.$")
_BARE_START = re.compile(r"[@(\[]?\d{1,3}:[0-5]\d(?::[0-5]\d)?(?:\.\d+)?[)\]]?(?=\s*(?:[-–—:|]|\s))")


@dataclass(frozen=True)
class Flow:
    """One paragraph as its author meant it. Ranges given to its methods count in `text`."""

    kind: BlockKind
    level: int
    runs: tuple[Run, ...]
    line: int

    @cached_property
    def text(self) -> str:
        return "".join(r.text for r in self.runs)

    @cached_property
    def _starts(self) -> list[int]:
        """By run: where it begins in the text; one more for the end."""
        starts, at = [], 0
        for run in self.runs:
            starts.append(at)
            at += len(run.text)
        return [*starts, at]

    def spans(self) -> Iterator[tuple[TextRange, Run]]:
        """Every run with its range in the text."""
        for start, run in zip(self._starts, self.runs, strict=False):
            yield TextRange(start, start + len(run.text)), run

    def source_range(self, at: TextRange) -> TextRange:
        """The characters of the source that `at` stands for."""
        first, last = self._run_at(at.start), self._run_at(max(at.start, at.end - 1))
        return TextRange(self._to_source(first, at.start), self._to_source(last, at.end, ending=True))

    def run_at(self, position: int) -> Run:
        return self.runs[self._run_at(position)]

    def _run_at(self, position: int) -> int:
        from bisect import bisect_right

        return min(max(bisect_right(self._starts, position) - 1, 0), len(self.runs) - 1)

    def _to_source(self, index: int, position: int, *, ending: bool = False) -> int:
        run, offset = self.runs[index], position - self._starts[index]
        if len(run.text) == run.at.end - run.at.start:
            return run.at.start + offset
        return run.at.end if ending else run.at.start

    @cached_property
    def sentences(self) -> tuple[TextRange, ...]:
        """The sentences in order; a full stop inside a quote ends none."""
        ranges, start = [], 0
        depth = _quote_depth(self.text)
        for m in _SENTENCE_END.finditer(self.text):
            inside = depth[m.end() - 1] > 0 and depth[min(m.end(), len(depth) - 1)] > 0
            if not inside and not _ABBREVIATION.search(self.text, start, m.start() + 1):
                ranges.append(TextRange(start, m.end()))
                start = m.end()
        return (*ranges, TextRange(start, len(self.text)))

    def sentence_at(self, position: int) -> TextRange:
        return next((s for s in self.sentences if position < s.end), self.sentences[-1])


def _quote_depth(text: str) -> list[int]:
    """For each character how many « or “ stand open around it; closing marks still count as inside."""
    depths, depth = [], 0
    for c in text:
        if c in "«“":
            depth += 1
        depths.append(depth)
        if c in "»”":
            depth = max(0, depth - 1)
    return depths or [0]


def flows(blocks: Sequence[Block]) -> tuple[Flow, ...]:
    """The blocks as whole paragraphs: lines that begin with a time stand alone, broken paragraphs are joined."""
    joined: list[Flow] = []
    for block in blocks:
        for flow in _split_at_times(_as_flow(block)):
            if joined and _continues(joined[-1], flow):
                joined[-1] = _join(joined[-1], flow)
            else:
                joined.append(flow)
    return tuple(joined)


def is_heading(flow: Flow) -> bool:
    """Whether this is a heading, by mark or by look: short, without a full stop, nothing quoted or timed in it."""
    if flow.kind == "heading":
        return True
    text = flow.text.strip()
    return (
        flow.kind == "paragraph"
        and 3 < len(text) <= HEADING_MAX
        and text[:1].isupper()
        and text[-1].isalnum()
        and not re.search(r"[«»“”\"\n:;]|[.!?…]\s", text)
        and next(find_clocks(text), None) is None
        and len(text.split()) > 1
        and not text.startswith("http")
    )


def _as_flow(block: Block) -> Flow:
    return Flow(block.kind, block.level, block.runs, block.line)


def _split_at_times(flow: Flow) -> Iterator[Flow]:
    """Show notes without blank lines or bullets: each line that begins with a time is a paragraph of its own."""
    text, line, first = flow.text, flow.line, 0
    for i, run in enumerate(flow.runs):
        if run.text in {" ", "\n"} and run.at.end > run.at.start:
            line += 1
            rest = text[flow._starts[i + 1] :]
            if flow.kind in {"paragraph", "item"} and _BARE_START.match(rest):
                yield replace(flow, runs=flow.runs[first:i], line=flow.line)
                flow, first = replace(flow, runs=flow.runs, line=line), i + 1
    yield flow if first == 0 else replace(flow, runs=flow.runs[first:])


def _continues(before: Flow, after: Flow) -> bool:
    """Whether a page or column break, and not the author, stands between the two."""
    if after.kind != "paragraph" or before.kind not in {"paragraph", "item"} or before.level != after.level:
        return False
    first, last = after.text.strip(), before.text.strip()
    if not first or not last or is_heading(before):
        return False
    opened = _quote_depth(last)[-1] > 0 and not last.endswith(("»", "”"))
    if opened or first[0].islower():
        return before.kind == "paragraph" and (opened or not re.search(r"[.!?…]$", last))
    names_somebody = before.runs[-1].bold or (len(before.runs) > 1 and before.runs[-2].bold)
    return not _ENDED.search(last) and not is_heading(after) and (len(last) > HEADING_MAX or names_somebody)


def _join(before: Flow, after: Flow) -> Flow:
    at = before.runs[-1].at.end
    return replace(before, runs=(*before.runs, Run(" ", TextRange(at, at)), *after.runs))
