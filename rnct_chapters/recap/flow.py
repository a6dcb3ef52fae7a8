"""Paragraphs whole again: pieces that a page or a column broke are joined, and each character knows its place."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from rnct_chapters.recap.blocks import Block, BlockKind, Run
from rnct_chapters.recap.marks import closes_first, left_open, marked
from rnct_chapters.timecode import TextRange, find_clocks

HEADING_MAX = 120
"""Characters: a line of its own up to this long, without a full stop, is taken for a heading."""

WRAPPED_MIN = 60
"""Characters: a line as long as this may have ended because it was full, and not because its author ended it."""

COLUMNS = 3
"""Pieces that pages and columns break one quote into; an open mark farther from its closing one was forgotten."""

_ENDED = re.compile(r"[.!?…:;»”\"][\s)\]*»”\"]*(?:[(\[]\s*\S{1,12}\s*[)\]][\s.]*)?$")
_SENTENCE_END = re.compile(r"[.!?…]+[»”\"’)\]\s]*(?<=[\s»”\"])(?=[\s«“\"(\[]*[A-ZÀ-ÝŒ0-9]|\s*[«“])")
_ABBREVIATION = re.compile(r"(?:\b(?:M|MM|Mme|Mr|Mrs|Ms|Dr|St|cf|art|p|vol|no|vs|etc|e\.g|i\.e)|\b[A-Z])\.$")
_ABBREVIATION_MAX = 5
_ENTRY_LEAD = re.compile(r"[\s@•▶️⏱*_|–—-]*(?P<bracket>[(\[])?\s*")
_CLOSING_BRACKET = re.compile(r"\s*[)\]]")
_SEPARATOR = re.compile(r"\s*[-–—:|]")
_LEADS_ON = re.compile(r"(?:\b(?:à|vers|de|dès|entre|et|ou|at|to|until|from|and|or|between)|[,(\[])$")
_BEFORE_TITLE = ' -–—:|*_«“"\u00a0\u202f'
_COMPOSED = re.compile(r"[^\W\d_][\u0300-\u036f]+")


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

    @cached_property
    def lines(self) -> tuple[TextRange, ...]:
        """The lines of the source that the paragraph stands on, as ranges of its text, without their ends."""
        breaks = [at for at, run in self.spans() if run.newline]
        starts = [0, *(at.end for at in breaks)]
        ends = [*(at.start for at in breaks), len(self.text)]
        return tuple(TextRange(start, max(start, end)) for start, end in zip(starts, ends, strict=True))

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

    def bold_around(self, position: int) -> TextRange:
        """The bold stretch that the character at `position` is in, as far as a name may reach; empty outside of any."""
        first = last = self._run_at(position)
        if not self.runs[first].bold:
            return TextRange(position, position)
        while first > 0 and self.runs[first - 1].bold and position - self._starts[first - 1] <= HEADING_MAX:
            first -= 1
        while last + 1 < len(self.runs) and self.runs[last + 1].bold and self._starts[last] - position <= HEADING_MAX:
            last += 1
        return TextRange(self._starts[first], self._starts[last + 1])

    def same_look(self, at: TextRange) -> str:
        """What stands around `at` in one look with its first character, which an escaped character may have cut into
        several runs; no farther than a heading is long."""
        first = last = self._run_at(at.start)
        while (
            first > 0
            and _alike(self.runs[first], self.runs[first - 1])
            and at.start - self._starts[first] < HEADING_MAX
        ):
            first -= 1
        while (
            last + 1 < len(self.runs)
            and _alike(self.runs[last], self.runs[last + 1])
            and self._starts[last + 1] - at.start < HEADING_MAX
        ):
            last += 1
        return self.text[self._starts[first] : self._starts[last + 1]]

    def _run_at(self, position: int) -> int:
        return min(max(bisect_right(self._starts, position) - 1, 0), len(self.runs) - 1)

    def _to_source(self, index: int, position: int, *, ending: bool = False) -> int:
        run, offset = self.runs[index], position - self._starts[index]
        if len(run.text) == run.at.end - run.at.start:
            return run.at.start + offset
        return run.at.end if ending else run.at.start

    @cached_property
    def _sentence_ends(self) -> list[int]:
        """Where the sentences end; a full stop inside a quote ends none."""
        ends: list[int] = []
        quotes = marked(self.text)
        starts = [m.outer.start for m in quotes]
        for m in _SENTENCE_END.finditer(self.text):
            within = bisect_left(starts, m.end()) - 1
            inside = within >= 0 and m.end() < quotes[within].outer.end
            begin = max(ends[-1] if ends else 0, m.start() - _ABBREVIATION_MAX)
            if not inside and not _ABBREVIATION.search(self.text, begin, m.start() + 1):
                ends.append(m.end())
        return [*ends, len(self.text)]

    @property
    def sentences(self) -> tuple[TextRange, ...]:
        """The sentences in order."""
        ends = self._sentence_ends
        return tuple(TextRange(start, end) for start, end in zip([0, *ends], ends, strict=False))

    def sentence_at(self, position: int) -> TextRange:
        """The sentence that `position` stands in."""
        ends = self._sentence_ends
        i = min(bisect_right(ends, position), len(ends) - 1)
        return TextRange(ends[i - 1] if i else 0, ends[i])


def _alike(run: Run, other: Run) -> bool:
    return (run.bold, run.italic, run.href) == (other.bold, other.italic, other.href)


def flows(blocks: Sequence[Block]) -> tuple[Flow, ...]:
    """The blocks as whole paragraphs: lines that begin with a time stand alone, broken paragraphs are joined."""
    pieces = [piece for block in blocks for piece in _entries(_as_flow(block))]
    groups: list[list[Flow]] = []
    waiting = ""  # the quotation mark that the group so far leaves open
    for i, piece in enumerate(pieces):
        if not groups or not _continues(groups[-1], pieces[i : i + COLUMNS], waiting):
            groups.append([])
            waiting = ""
        groups[-1].append(piece)
        waiting = left_open(piece.text, waiting)
    return tuple(_joined(group) for group in groups)


def is_heading(flow: Flow) -> bool:
    """Whether this is a heading, by mark or by look: short, without a full stop, nothing quoted or timed in it."""
    if flow.kind == "heading":
        return True
    text = flow.text.strip() if flow.kind == "paragraph" and len(flow.text) <= 2 * HEADING_MAX else ""
    return (
        3 < len(text) <= HEADING_MAX
        and text[:1].isupper()
        and text[-1].isalnum()
        and not re.search(r"[«»“”\"\n:;]|[.!?…]\s", text)
        and next(find_clocks(text), None) is None
        and len(text.split()) > 1
        and not text.startswith("http")
    )


def _as_flow(block: Block) -> Flow:
    return Flow(block.kind, block.level, tuple(r for run in block.runs for r in _composed(run)), block.line)


def _composed(run: Run) -> Iterator[Run]:
    """The run with its accents on their letters, as a file from a Mac may not have them; the places stay true."""
    if len(run.text) != run.at.end - run.at.start or unicodedata.is_normalized("NFC", run.text):
        yield run
        return
    done = 0
    for m in _COMPOSED.finditer(run.text):
        for start, end in ((done, m.start()), m.span()):
            if start < end:
                place = TextRange(run.at.start + start, run.at.start + end)
                yield replace(run, text=unicodedata.normalize("NFC", run.text[start:end]), at=place)
        done = m.end()
    if done < len(run.text):
        yield replace(run, text=run.text[done:], at=TextRange(run.at.start + done, run.at.end))


def _entries(flow: Flow) -> Iterator[Flow]:
    """Show notes and tables without blank lines: each line that begins an entry is a paragraph of its own."""
    breaks = [i for i, run in enumerate(flow.runs) if run.newline]
    if not breaks or flow.kind not in {"paragraph", "item"}:
        yield flow
        return
    listed = _time_ends(flow.text, flow.lines[0]) is not None
    first, line = 0, flow.line
    for n, i in enumerate(breaks, 1):
        if first < i and _begins_entry(flow.text, flow.lines[n - 1], flow.lines[n], listed=listed):
            yield replace(flow, runs=flow.runs[first:i], line=line)
            first, line = i + 1, flow.line + n
    if first < len(flow.runs):
        yield replace(flow, runs=flow.runs[first:], line=line)


def _begins_entry(text: str, before: TextRange, at: TextRange, *, listed: bool) -> bool:
    """Whether the line `at` is a new entry, rather than prose wrapped at a column where a time came to stand first.

    `listed`: the paragraph's first line begins with a time as well.
    """
    if text[at.start : at.start + 1] == "|":
        return True
    if (end := _time_ends(text, at)) is None:
        return False
    above, rest = text[before.start : before.end].rstrip(), text[end : at.end]
    bare = text[end - 1] not in ")]"
    if _LEADS_ON.search(above) or (not bare and not listed):
        return False
    if len(above) < WRAPPED_MIN or (bare and _SEPARATOR.match(rest)):
        return True
    ended = above[-1] in '.!?…»”"'
    return listed and rest.lstrip(_BEFORE_TITLE)[:1].isupper() and (bare or not ended)


def _time_ends(text: str, line: TextRange) -> int | None:
    """Where the time that begins the line ends, its bracket included; None where none does."""
    lead = _ENTRY_LEAD.match(text, line.start, line.end)
    if lead is None:
        return None
    clock = next(find_clocks(text[lead.end() : min(line.end, lead.end() + 40)]), None)
    if clock is None or clock.at.start > 0:
        return None
    end = lead.end() + clock.at.end
    if not lead["bracket"]:
        return end
    close = _CLOSING_BRACKET.match(text, end, line.end)
    return close.end() if close else None


def _continues(group: Sequence[Flow], coming: Sequence[Flow], waiting: str) -> bool:
    """Whether a page or column break, and not the author, stands between the group and the piece that comes first."""
    before, after = group[-1], coming[0]
    if after.kind != "paragraph" or group[0].kind not in {"paragraph", "item"} or group[0].level != after.level:
        return False
    first, last = after.text.strip(), before.text.strip()
    if not first or not last:
        return False
    if _breaks_off(before, after):
        return True
    if len(group) == 1 and is_heading(before):
        return False
    if waiting and group[0].kind == "paragraph" and _is_closed(coming, waiting):
        return True
    if first[0].islower():
        return group[0].kind == "paragraph" and last[-1] not in ".!?…"
    names_somebody = before.runs[-1].bold or (len(before.runs) > 1 and before.runs[-2].bold)
    return not _ENDED.search(last[-80:]) and not is_heading(after) and (len(last) > HEADING_MAX or names_somebody)


def _breaks_off(before: Flow, after: Flow) -> bool:
    """Whether the piece ends as no paragraph does: with a small word that leads on, or in the middle of a bold name."""
    if before.kind != "paragraph":
        return False
    if after.text.lstrip()[:1].islower():
        return _LEADS_ON.search(before.text.rstrip()[-20:]) is not None
    inside_bold = before.runs[-1].bold and after.runs[0].bold and not all(r.bold for r in before.runs)
    return inside_bold and before.text.rstrip()[-1].isalnum() and not is_heading(after)


def _is_closed(coming: Sequence[Flow], mark: str) -> bool:
    """Whether one of the coming pieces closes the open `mark` before it is opened anew or a heading comes."""
    for piece in coming:
        if piece.kind == "heading" or piece.kind == "quote":
            return False
        if (closed := closes_first(piece.text, mark)) is not None:
            return closed
    return False


def _joined(group: Sequence[Flow]) -> Flow:
    runs = list(group[0].runs)
    for flow in group[1:]:
        at = runs[-1].at.end
        runs += [Run(" ", TextRange(at, at), bold=runs[-1].bold and flow.runs[0].bold), *flow.runs]
    return replace(group[0], runs=tuple(runs))
