"""Scrolling captions: each line is shown again above the next one, and said once.

Automatic captions of YouTube as WebVTT: a cue shows the line before and a new line with inline times, and a cue of
10 ms between two shows the finished line alone. Converted to SRT, the times are gone and the repeats stay; some tools
also write both lines as one. Roll-up captions of broadcasters scroll two or three lines without any times.
"""

from collections.abc import Sequence
from itertools import pairwise

from rnct_chapters.recording.captions.payload import Line, Piece, plain
from rnct_chapters.timecode import Span

Shown = tuple[Span, list[Line]]
"""A cue: when it is on the screen, and its lines that say something."""

MOST_SHOWN = 4
"""Lines that scrolling captions show at a time; hosts show two or three."""
ROLLING_SHARE = 0.5
"""Share of cues that repeat lines of the one before from which a file counts as rolling; people hardly repeat."""
TIMED_ROLLING_SHARE = 0.2
"""The same in files with inline times, where a new line of two words or more shows that it is new."""
MOST_APART_MS = 500
"""Lines that are gone from the screen for longer do not scroll on: what comes then is said again."""
FEWEST_WORDS = 3
"""Words that two cues must share, where lines are run together, to count as repeating; unless one only flashes up."""
SAME_LINE_MS = 50
"""A cue that shows nothing new within this time after the one before goes on with it (a word lit up in turn)."""


def without_repeats(cues: Sequence[Shown]) -> list[Shown]:
    """The cues, by start, with the lines that each adds; a cue that adds none has none.

    Only whole lines are dropped, and only where the file as a whole scrolls, so that what was really said twice stays.
    """
    cues = _without_copies(cues)
    if len(cues) < 3:
        return list(cues)
    shown = [[plain(line) for line in lines] for _, lines in cues]
    timed = [[any(p.start_ms is not None for p in line) for line in lines] for _, lines in cues]
    repeated = [0]
    for n, (before, after) in enumerate(pairwise(cues), 1):
        repeated.append(_overlap(shown[n - 1], shown[n], timed[n]) if _follows(before, after) else 0)
    share = TIMED_ROLLING_SHARE if any(map(any, timed)) else ROLLING_SHARE
    if sum(map(bool, repeated)) >= max(2, share * (len(cues) - 1)):
        return _extended([(span, lines[n:]) for (span, lines), n in zip(cues, repeated, strict=True)])
    return list(cues) if any(map(any, timed)) else _without_run_together(cues)


def _without_copies(cues: Sequence[Shown]) -> Sequence[Shown]:
    """A cue that stands twice with the same time is one: segments of a stream repeat what crosses their border."""
    return [cue for n, cue in enumerate(cues) if n == 0 or cue != cues[n - 1]]


def _follows(before: Shown, after: Shown) -> bool:
    return after[0].start_ms - before[0].end_ms <= MOST_APART_MS


def _overlap(before: Sequence[str], after: Sequence[str], fresh: Sequence[bool]) -> int:
    """How many lines at the head of `after` are those at the foot of `before`; a line with inline times is fresh."""
    old = fresh.index(True) if True in fresh else len(after)
    longest = min(len(before), old, MOST_SHOWN)
    return next((n for n in range(longest, 0, -1) if before[-n:] == after[:n]), 0)


def _extended(cues: Sequence[Shown]) -> list[Shown]:
    """Where a line stays on while each of its words lights up in turn, its words are said during all of that."""
    kept: list[Shown] = []
    last = 0  # of the cue that said something
    for span, lines in cues:
        if not lines and kept and 0 <= span.start_ms - kept[last][0].end_ms <= SAME_LINE_MS < span.duration_ms:
            kept[last] = (Span(kept[last][0].start_ms, span.end_ms), kept[last][1])
        if lines:
            last = len(kept)
        kept.append((span, lines))
    return kept


def _without_run_together(cues: Sequence[Shown]) -> list[Shown]:
    """The same for files that show the old and the new line as one line: word by word, where most cues do so."""
    words = [[w for line in lines for w in plain(line).split()] for _, lines in cues]
    repeated, clearly = [0], 0
    for n, (before, after) in enumerate(pairwise(cues), 1):
        again = _shared(words[n - 1], words[n]) if _follows(before, after) else 0
        flashes = 0 < again == len(words[n]) and after[0].duration_ms <= SAME_LINE_MS
        clearly += flashes or again >= FEWEST_WORDS
        repeated.append(again)
    if clearly < max(3, ROLLING_SHARE * (len(cues) - 1)):
        return list(cues)
    return [(span, _less(lines, n)) for (span, lines), n in zip(cues, repeated, strict=True)]


def _less(lines: Sequence[Line], count: int) -> list[Line]:
    """The lines as one, without their first `count` words."""
    text = " ".join([w for line in lines for w in plain(line).split()][count:])
    return [(Piece(text, lines[0][0].speaker),)] if text else []


def _shared(before: Sequence[str], after: Sequence[str]) -> int:
    """How many words at the head of `after` are those at the foot of `before`."""
    if not after:
        return 0
    longest = min(len(before), len(after), 100)
    return next((n for n in range(longest, 0, -1) if before[-n] == after[0] and before[-n:] == after[:n]), 0)
