"""Lines become paragraphs: where an author ended one, and where only a line, a column or a page came to its end."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from rnct_chapters.recap.formats.pdf_columns import Region
from rnct_chapters.recap.formats.pdf_hyphens import HYPHENS
from rnct_chapters.recap.formats.pdf_lines import Line
from rnct_chapters.recap.marks import left_open

APART = 1.3
"""Of the usual distance between lines: paragraphs that are set apart are set farther apart than this."""

OTHER_SIZE = 0.08
"""Of the size: a line this much larger or smaller is another paragraph."""

INDENTED = 0.8
"""Of the size: a first line set in as far as this begins a paragraph."""

FIRST_LINE = 3.0
"""Of the size: first lines are set in no farther."""

SET_IN = 1.2
"""Of the size: lines all set in as far as this are a list or a quote."""

# In the private range symbol fonts have their bullets, and nothing that is read.
_BULLET = re.compile(r"(?:[•◦▪▫‣\u2043●○■□➢➤✓✔❖\ue000-\uf8ff]\s*|[-*]\s+)")
_DASH_OR_NUMBER = re.compile(r"(?:[–—]\s+|(?:\d{1,2}|[a-z])[.)]\s+)")
_FIRST_WORD = re.compile(r"(?:[«“\"(\[–—-]+[ \u00a0\u202f]?)?\S+(?:[ \u00a0\u202f][;:!?»]+\S*)*")
_SENTENCE_END = re.compile(r"[.!?…:][\s\u00a0\u202f»”\"’)\]¹²³⁴-⁹⁰]*$|[»”)\]]$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together; `left` and `right` are the edges of the column of the last one, `full` is where its
    lines are full. `marker`: how many characters of its
    first line are a bullet or a number; `apart`: it is set apart from what stands above it in its column."""

    lines: tuple[Line, ...]
    left: float
    right: float
    full: float
    marker: int = 0
    apart: bool = False

    @property
    def size(self) -> float:
        return median(line.size for line in self.lines)

    @property
    def indent(self) -> float:
        """How far its lines, but for the first where others follow, are set in; in points."""
        return min(line.x0 for line in self.lines[1:] or self.lines) - self.left


def paragraphs_of(regions: Sequence[Region]) -> list[Paragraph]:
    """The paragraphs in reading order, whole across columns and pages."""
    pitch = usual_pitch(regions)
    whole: list[Paragraph] = []
    for region in regions:
        for i, piece in enumerate(_pieces(region, pitch)):
            if i == 0 and whole and goes_on(whole[-1], piece):
                whole[-1] = replace(
                    whole[-1], lines=whole[-1].lines + piece.lines, left=piece.left, right=piece.right, full=piece.full
                )
            else:
                whole.append(piece)
    return whole


def usual_pitch(regions: Sequence[Region]) -> dict[float, float]:
    """By size, rounded to half a point: the distance between the base lines of one paragraph, in points."""
    found: defaultdict[float, Counter[float]] = defaultdict(Counter)
    for region in regions:
        for a, b in pairwise(region.lines):
            if _same_size(a, b) and 0.8 * a.size <= b.y - a.y <= 2.5 * a.size:
                found[_rounded(a.size)][_rounded(b.y - a.y)] += 1
    return {size: _usual(pitches) for size, pitches in found.items()}


def _usual(pitches: Counter[float]) -> float:
    """The smallest distance that is no exception."""
    enough = sum(pitches.values()) / 6
    return min(pitch for pitch, count in pitches.items() if count >= enough or count == max(pitches.values()))


def _rounded(points: float) -> float:
    return round(points * 2) / 2


def _same_size(a: Line, b: Line) -> bool:
    return abs(a.size - b.size) <= OTHER_SIZE * max(a.size, b.size)


def _pieces(region: Region, pitch: dict[float, float]) -> Iterator[Paragraph]:
    """The paragraphs of one region, the first and the last of them perhaps not whole."""
    for n, stack in enumerate(_stacks(region.lines, pitch)):
        left, full = region.left, _right_of(stack, region)
        start = 0
        for i in range(1, len(stack) + 1):
            if i == len(stack) or _begins(stack[start:i], stack[i], left, full):
                lines = tuple(stack[start:i])
                yield Paragraph(lines, left, region.right, full, _marker(lines, left), apart=n > 0 and start == 0)
                start = i


def _stacks(lines: Sequence[Line], pitch: dict[float, float]) -> Iterator[Sequence[Line]]:
    """Lines without more than the usual distance between them, all of one size."""
    start = 0
    for i, (a, b) in enumerate(pairwise(lines), 1):
        usual = pitch.get(_rounded(a.size), 1.2 * a.size)
        if not _same_size(a, b) or not 0 <= b.y - a.y <= APART * usual or a.page != b.page:
            yield lines[start:i]
            start = i
    yield lines[start:]


def _right_of(stack: Sequence[Line], region: Region) -> float:
    """Where the stack's lines are full: the column's edge, or the stack's own where all of it is set in."""
    longest = max(line.x1 for line in stack)
    set_in = min(line.x0 for line in stack) >= region.left + SET_IN * stack[0].size
    return min(region.right, longest) if set_in and len(stack) > 2 else region.right


def _marker(lines: Sequence[Line], left: float) -> int:
    """How many characters a bullet or a number takes. A dash or a number is one only where the text hangs beside it:
    dialogues begin with dashes, and headings with numbers."""
    first = lines[0]
    if (m := _BULLET.match(first.text)) is not None:
        return m.end() if m.end() < len(first.text) else 0
    if (m := _DASH_OR_NUMBER.match(first.text)) is None:
        return 0
    hanging = first.x0 >= left + INDENTED * first.size or (len(lines) > 1 and _hangs(first, lines[1]))
    return m.end() if hanging else 0


def _hangs(first: Line, second: Line) -> bool:
    return second.x0 >= first.x0 + INDENTED * first.size


def _begins(before: Sequence[Line], line: Line, left: float, right: float) -> bool:
    """Whether `line` begins a paragraph of its own, rather than going on with the lines before it."""
    first, last = before[0], before[-1]
    em = INDENTED * line.size
    if _BULLET.match(line.text):
        return True
    item = _marker(before, left) or (_DASH_OR_NUMBER.match(first.text) and _hangs(first, line))
    if _DASH_OR_NUMBER.match(line.text) and (item or line.x0 >= left + em) and abs(line.x0 - first.x0) < em:
        return True
    if item and line.x0 >= first.x0 + em / 4:
        return False
    follows_first = len(before) == 1 and first.x0 >= left + em  # set in, as first lines are
    if line.x0 >= last.x0 + em or (line.x0 <= last.x0 - em and not follows_first):
        return not _is_centred(last, line)
    return was_ended(last, line, right) and _may_end(last, line)


def _is_centred(a: Line, b: Line) -> bool:
    return abs((a.x0 + a.x1) - (b.x0 + b.x1)) < a.size / 2


def was_ended(last: Line, following: Line, right: float) -> bool:
    """Whether the first word of the line that follows had found room at the end of `last`."""
    word = _FIRST_WORD.match(following.text)
    length = word.end() if word else 0
    needed = (following.x1 - following.x0) * length / max(1, len(following.text))
    return right - last.x1 > needed + 0.6 * last.size


def _may_end(last: Line, following: Line) -> bool:
    """Whether the words themselves allow that a paragraph ends between the two lines."""
    text = last.text.rstrip()
    if text[-1:] in HYPHENS and text[-2:-1].isalpha():
        return False
    return _SENTENCE_END.search(text) is not None or not following.text[:1].islower()


def goes_on(before: Paragraph, after: Paragraph) -> bool:
    """Whether a column's or a page's end, and not the author, parts the two."""
    last, first = before.lines[-1], after.lines[0]
    em = INDENTED * first.size
    if after.marker or not _same_size(last, first) or _stands_out(before) != _stands_out(after):
        return False
    hanging = after.indent - before.indent
    if before.marker:
        return abs(hanging) < em if len(before.lines) > 1 else hanging > em / 4
    # Of one line alone the indent may be that of a first line.
    first_alone = len(before.lines) == 1 and -FIRST_LINE * first.size <= hanging < 0
    if abs(hanging) >= em and not first_alone:
        return False
    if len(after.lines) > 1 and first.x0 - after.lines[1].x0 >= em:  # its first line is set in
        return False
    if was_ended(last, first, before.full):
        opened = bool(left_open("".join(line.text for line in before.lines)))
        ended = _SENTENCE_END.search(last.text) is not None
        return not ended and (first.text[:1].islower() or opened)
    return not _stands_out(before) and not _is_title(last, first, alone=before.apart and len(before.lines) == 1)


def _is_title(last: Line, first: Line, *, alone: bool) -> bool:
    """Whether a line that stands alone at the foot of a page is a heading; a paragraph would have left it two lines."""
    begins = last.text[:1].isupper() and not first.text[:1].islower()
    return alone and begins and last.text.rstrip()[-1:].isalnum()


def _stands_out(paragraph: Paragraph) -> bool:
    """Whether all of it is bold, as headings are."""
    return all(s.look.bold for line in paragraph.lines for s in line.spans if not s.text.isspace())
