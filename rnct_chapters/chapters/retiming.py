"""A chapter list moved after its replay was cut: an opening trimmed, a break taken out, a clock that ran fast.

What is moved counts on the old clock, in pieces: from one moment on everything is so much earlier or later than it
was, up to the next piece. Where a piece brings things nearer to the start than the one before it, that much of the
recording was cut out just before it; where it takes them farther, something was put in.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rnct_chapters.chapters.chapter import Chapter, ChapterList
from rnct_chapters.chapters.mending import clock_of, quoted
from rnct_chapters.errors import TimecodeError, UsageError
from rnct_chapters.messages import Message, message
from rnct_chapters.timecode import Span, find_clocks, format_clock, parse_duration, to_ms

VERDICTS = "rnct-chapters/verdicts/1"
FARTHEST_MS = 1_000 * 3_600_000
"""1000 hours: a larger number is no time of a recording."""

_LONGEST = 40
"""Characters: more than any spelled move has."""

_MOVE = re.compile(r"(?P<sign>[+\-−–])(?P<by>[^@]+)(?:@(?P<start>[^@]+))?")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Move:
    """One piece of the map from the old clock to the new one: from `from_ms` on, all is `by_ms` later than it was
    (negative: earlier), counted in full, whatever piece came before; `drift` adds seconds a second."""

    from_ms: int
    by_ms: int
    drift: float = 0.0

    def landing_ms(self, old_ms: int) -> int:
        """Where the moment `old_ms` of this piece lies on the new clock."""
        return old_ms + self.by_ms + round(self.drift * (old_ms - self.from_ms))


def parse_move(text: str) -> Move:
    """The move that `-68s`, `+1m08`, `+1:08@0:50:00` or `-1 min 08@1h02` asks for. Raises `UsageError`."""
    m = _MOVE.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    try:
        if m is None:
            raise TimecodeError(text)
        by_ms, from_ms = _spelled(m["by"]), _spelled(m["start"] or "0")
        if max(by_ms, from_ms) > FARTHEST_MS:
            raise TimecodeError(text)
    except TimecodeError as error:
        shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
        raise UsageError(message("move_shape", text=shown)) from error
    return Move(from_ms, by_ms if m["sign"] == "+" else -by_ms)


def _spelled(text: str) -> int:
    """Milliseconds of a time as articles spell it, else as options do; without a sign, which has been read already."""
    text = text.strip()
    clock = next(find_clocks(text), None)
    if clock is not None and (clock.at.start, clock.at.end) == (0, len(text)):
        return clock.ms
    if text[:1] in "+-−":
        raise TimecodeError(text)
    return parse_duration(_SPACES.sub("", text).replace(",", "."))


def moves_of(verdicts: object, recording: int) -> tuple[Move, ...]:
    """The moves that the time shifts of a stored verdicts.json amount to, for the recording of that number: chapters
    made on the recap's clock move to where the words were heard. Raises `UsageError` where the object is of another
    kind, or the check found no shift there.
    """
    if not isinstance(verdicts, Mapping) or verdicts.get("schema") != VERDICTS:
        raise UsageError(message("move_no_verdicts", schema=VERDICTS))
    shifts = verdicts.get("shifts")
    if not isinstance(shifts, list):
        raise UsageError(message("move_no_verdicts", schema=VERDICTS))
    moves = [_move(n, shift) for n, shift in enumerate(shifts, 1) if _recording_of(n, shift) == recording]
    if not moves:
        raise UsageError(message("move_no_shift", number=recording))
    return tuple(moves)


def _recording_of(number: int, shift: object) -> object:
    if not isinstance(shift, Mapping):
        raise UsageError(message("move_shift_shape", number=number, key="recording"))
    return shift.get("recording")


def _move(number: int, shift: Mapping[str, object]) -> Move:
    def figure(key: str, least: float, most: float) -> float:
        found = shift.get(key, 0.0 if key == "drift" else None)
        if isinstance(found, bool) or not isinstance(found, int | float) or not least <= found <= most:
            raise UsageError(message("move_shift_shape", number=number, key=key))
        return found

    farthest_s = FARTHEST_MS / 1000
    from_ms, by_ms = to_ms(figure("from_s", 0, farthest_s)), to_ms(figure("by_s", -farthest_s, farthest_s))
    return Move(from_ms, by_ms, float(figure("drift", -0.5, 0.5)))  # a clock at half the speed is none


def retimed(
    chapters: ChapterList, moves: Sequence[Move], new_duration_ms: int | None
) -> tuple[ChapterList, tuple[Message, ...]]:
    """`chapters` on the clock of the replay that `moves` lead to, and one message for each chapter that lost its
    beginning or went altogether.

    Order, titles and levels stay. A chapter that lies in what was cut is dropped; one that reaches beyond it starts at
    the cut. Where `new_duration_ms` is None the new length is the old one, moved. Raises `UsageError` where two moves
    begin at one moment.
    """
    pieces = _Pieces(moves)
    old_end_ms = chapters.duration_ms
    end_ms = new_duration_ms
    if end_ms is None:
        end_ms = pieces.placed(old_end_ms) if old_end_ms else old_end_ms
    kept: list[Chapter] = []
    said: list[Message] = []
    for chapter in chapters.chapters:
        span = Span(pieces.placed(chapter.span.start_ms), pieces.placed(chapter.span.end_ms))
        cut = pieces.cuts(chapter.span.start_ms)
        beyond = end_ms is not None and 0 < end_ms <= span.start_ms
        if cut or beyond:
            said.append(_told(chapter, span, beyond))
        if not beyond and (span.duration_ms or not cut):
            last = chapter.span.end_ms == old_end_ms
            stop_ms = end_ms if end_ms and (last or span.end_ms > end_ms) else span.end_ms
            kept.append(replace(chapter, span=Span(span.start_ms, stop_ms)))
    if moves and not said and tuple(kept) == chapters.chapters:
        said.append(message("move_nothing"))
    return replace(chapters, chapters=tuple(kept), duration_ms=end_ms), tuple(said)


def _told(chapter: Chapter, span: Span, beyond: bool) -> Message:
    """What is said of a chapter that lost its beginning, or of which nothing is left."""
    title, at = quoted(chapter.title), format_clock(span.start_ms)
    if beyond:
        return message("chapter_beyond", title=title, clock=at)
    if span.duration_ms:
        return message("move_shortened", title=title, clock=clock_of(chapter), at=at)
    return message("move_lost", title=title, clock=clock_of(chapter))


class _Pieces:
    """Moves in their order, as a map of moments that never runs backwards."""

    def __init__(self, moves: Sequence[Move]) -> None:
        unmoved = Move(-1, 0)  # what stands before all of them
        self._moves = (unmoved, *sorted(moves, key=lambda move: move.from_ms))
        begun = [move.from_ms for move in self._moves]
        if twice := [ms for ms, after in pairwise(begun) if ms == after]:
            raise UsageError(message("move_twice", clock=format_clock(twice[0])))

    def placed(self, old_ms: int) -> int:
        """Where a moment lies on the new clock; one that was cut, where the cut is."""
        return max(0, min([self._landing_ms(old_ms), *self._later_ms(old_ms)]))

    def cuts(self, old_ms: int) -> bool:
        """Whether the recording was cut at this moment: it would lie before the start, or not before what follows."""
        landing_ms = self._landing_ms(old_ms)
        return landing_ms < 0 or any(ms <= landing_ms for ms in self._later_ms(old_ms))

    def _landing_ms(self, old_ms: int) -> int:
        return [move for move in self._moves if move.from_ms <= old_ms][-1].landing_ms(old_ms)

    def _later_ms(self, old_ms: int) -> list[int]:
        """Where the later pieces begin on the new clock."""
        return [move.landing_ms(move.from_ms) for move in self._moves if move.from_ms > old_ms]
