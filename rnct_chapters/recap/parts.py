"""The parts of a recap: stamps run forward and start over where the next recording begins."""

from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass

from rnct_chapters.errors import UsageError
from rnct_chapters.hosts import video_name
from rnct_chapters.messages import message
from rnct_chapters.recap.flow import Flow
from rnct_chapters.recap.stamps import Found
from rnct_chapters.tokens import words

LOOK_AHEAD = 5
"""Stamps read beyond one that goes back, to tell a new start from a glance back."""

AGAIN_MS = 30_000
"""A stamp this close to an earlier one of its part points back at it…"""

SPARSE = 20
"""… unless the part's stamps are so dense that a twentieth of any other recording's would be as close by chance."""

BEFORE_A_SLIP = 3
"""Stamps that must be in order before one that is far too late is taken for a slip of the pen."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the recap that tells one recording, from `start` on."""

    number: int
    heading: str | None
    start: int  # position in the source
    video: str | None = None  # "host:id" where the part's links name one


@dataclass(frozen=True, slots=True)
class Outline:
    """What parts are found from: paragraphs, which of them are headings, the stamps in order, and those known to point
    back."""

    paragraphs: Sequence[Flow]
    headings: Sequence[bool]
    found: Sequence[Found]
    back: frozenset[int] = frozenset()

    def behind_heading(self, i: int) -> bool:
        """Whether a heading stands between the stamp `i` and the one before it."""
        return any(self.headings[self.found[i - 1].flow + 1 : self.found[i].flow + 1])

    def start_of(self, i: int) -> int:
        """The paragraph where a part begins whose first stamp is `i`: the last heading before it, else its own."""
        before, at = self.found[i - 1].flow, self.found[i].flow
        return max((k for k in range(before + 1, at + 1) if self.headings[k]), default=at)

    def ms(self, i: int) -> int:
        return self.found[i].clock.ms


def find_parts(outline: Outline, forced: Sequence[str] = ()) -> tuple[tuple[Part, ...], list[int]]:
    """The parts in order, and by stamp the number of its part.

    `forced` are headings at which the parts after the first begin. Raises `UsageError` where one is not in the article.
    """
    videos = [video_name(s.href) for s in outline.found]
    if forced:
        starts = [0, *(_heading_at(outline.paragraphs, text) for text in forced)]
        part_of = [sum(s.flow >= start for start in starts) for s in outline.found]
    elif len({v for v in videos if v}) > 1:
        starts, part_of = _by_video(outline, videos)
    else:
        starts, part_of = _by_order(outline)
    return _parts(outline, starts, part_of), part_of


def _by_order(outline: Outline) -> tuple[list[int], list[int]]:
    """Paragraphs where parts begin and the part of each stamp, from where the times start over."""
    starts, part_of = [0], []
    given = _Given()
    for i in range(len(outline.found)):
        ms = outline.ms(i)
        if i not in outline.back:
            if ms < given.latest:
                if given.slipped(ms) and not outline.behind_heading(i):
                    given.forget_latest()
                elif _starts_over(outline, i, given):
                    starts.append(outline.start_of(i))
                    given = _Given()
            given.add(ms)
        part_of.append(len(starts))
    return starts, part_of


class _Given:
    """The times that a part has given so far."""

    def __init__(self) -> None:
        self._sorted: list[int] = []
        self._last = -1
        self.latest = -1

    def add(self, ms: int) -> None:
        insort(self._sorted, ms)
        self._last, self.latest = ms, max(self.latest, ms)

    def slipped(self, ms: int) -> bool:
        """Whether the stamp just given was a slip: without it `ms` goes on where the others were."""
        return len(self._sorted) > BEFORE_A_SLIP and self._last == self.latest and ms >= self._sorted[-2]

    def forget_latest(self) -> None:
        self._sorted.pop()
        self._last = self.latest = self._sorted[-1]

    def has(self, ms: int) -> bool:
        """Whether the part has given this time, or one so close that it is meant."""
        span = self._sorted[-1] - self._sorted[0]
        close = min(AGAIN_MS, span // (SPARSE * len(self._sorted)))
        i = bisect_left(self._sorted, ms - close)
        return i < len(self._sorted) and self._sorted[i] <= ms + close


def _starts_over(outline: Outline, i: int, given: _Given) -> bool:
    """Whether the stamp `i`, earlier than the latest, begins a new run rather than pointing back.

    A new run goes on: several stamps below the latest follow in order. Behind a heading two are enough; one alone is
    where it is the article's last and far below. Times that the part has already given are a summary's.
    """
    run: list[int] = []
    for k in range(i, min(i + LOOK_AHEAD, len(outline.found))):
        if k in outline.back:
            continue
        ms = outline.ms(k)
        if ms >= given.latest or (run and ms < run[-1]):
            break
        run.append(ms)
    if sum(not given.has(ms) for ms in run) * 2 <= len(run):
        return False
    if not outline.behind_heading(i):
        return len(run) > 2
    alone = i + 1 == len(outline.found) and outline.ms(i) * 2 < given.latest
    return len(run) > 1 or alone


def _by_video(outline: Outline, videos: Sequence[str | None]) -> tuple[list[int], list[int]]:
    """Parts as the links' targets say; a stamp without one goes with the stamp before it, or the first after it."""
    known = list(dict.fromkeys(v for v in videos if v))
    part_of = [known.index(v) + 1 for v in _filled(outline, videos)]
    starts = [outline.start_of(part_of.index(number)) for number in range(2, len(known) + 1)]
    return [0, *starts], part_of


def _filled(outline: Outline, videos: Sequence[str | None]) -> list[str]:
    """By stamp its video: between links to two videos, the change is where the times start over, else at a heading,
    else at the second link."""
    linked = [i for i, v in enumerate(videos) if v]
    filled = [videos[linked[0]] or ""] * len(outline.found)
    for left, right in zip(linked, [*linked[1:], len(outline.found)], strict=True):
        change = right
        if right < len(outline.found) and videos[left] != videos[right]:
            between = range(left + 1, right + 1)
            falls = [i for i in between if outline.ms(i) < outline.ms(i - 1)]
            headed = [i for i in between if outline.behind_heading(i)]
            change = next((i for i in falls if i in headed), next(iter(falls or headed), right))
        filled[left:change] = [videos[left] or ""] * (change - left)
        if right < len(outline.found):
            filled[change:right] = [videos[right] or ""] * (right - change)
    return filled


def _parts(outline: Outline, starts: Sequence[int], part_of: Sequence[int]) -> tuple[Part, ...]:
    first_of: dict[int, int] = {}
    video_in: dict[int, str] = {}
    for stamp, number in zip(outline.found, part_of, strict=True):
        first_of.setdefault(number, stamp.flow)
        if video := video_name(stamp.href):
            video_in.setdefault(number, video)
    parts = []
    for number, start in enumerate(starts, 1):
        headings = (i for i in range(first_of.get(number, start), start - 1, -1) if outline.headings[i])
        at = next(headings, None) if outline.paragraphs else None
        heading = None if at is None else outline.paragraphs[at].text.strip()
        place = outline.paragraphs[start].runs[0].at.start if number > 1 else 0
        parts.append(Part(number, heading, place, video_in.get(number)))
    return tuple(parts)


def _heading_at(paragraphs: Sequence[Flow], wanted: str) -> int:
    """The paragraph that is, begins with, or else holds the words `wanted`."""
    key = words(wanted)
    texts = [words(f.text) for f in paragraphs]
    for fits in (lambda t: t == key, lambda t: t[: len(key)] == key, lambda t: " ".join(key) in " ".join(t)):
        if key and (at := next((i for i, t in enumerate(texts) if fits(t)), None)) is not None:
            return at
    raise UsageError(message("part_heading_missing", heading=wanted))
