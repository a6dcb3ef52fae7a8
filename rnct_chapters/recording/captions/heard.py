"""From cues to segments: repeated lines dropped, lingering cues cut, words given their times."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from rnct_chapters.errors import UnreadableRecording
from rnct_chapters.messages import Message, message
from rnct_chapters.recording.captions.cues import Cue, find_cues
from rnct_chapters.recording.captions.payload import Line, Piece, clean, plain, read_payload
from rnct_chapters.recording.captions.speakers import name_speakers
from rnct_chapters.recording.transcript import Segment, Timing, Transcript, Word, end_of, spread
from rnct_chapters.timecode import Span

MOST_SHOWN = 4
"""Lines that scrolling captions show at a time; hosts show two or three."""
ROLLING_SHARE = 0.5
"""Share of cues that repeat lines of the one before from which a file counts as rolling; people hardly repeat."""


def read_cue_file(text: str, name: str, kind: str, *, blank_ends: bool) -> Transcript:
    """The transcript of a file of cues. Raises `UnreadableRecording` where no cue of it has a readable time."""
    cues = list(find_cues(text, blank_ends=blank_ends))
    timed = sorted(((c.span, read_payload(c.lines)) for c in cues if c.span), key=lambda cue: cue[0].start_ms)
    if cues and not timed:
        raise UnreadableRecording(_bad_time(cues[0], name))
    lines = without_repeats([said for _, said in timed])
    if not any(piece.speaker for said in lines for line in said for piece in line):
        lines = name_speakers(lines)
    spoken = [(span, said) for (span, _), said in zip(timed, lines, strict=True) if said]
    spans = until_next([span for span, _ in spoken])
    parts = [_segments(span, said) for span, (_, said) in zip(spans, spoken, strict=True)]
    segments = tuple(segment for part, _ in parts for segment in part)
    exact = sum(len(s.words) for part, is_exact in parts if is_exact for s in part)
    return Transcript(segments, None, kind, timing_of(exact, segments), end_of(segments))


def timing_of(exact: int, segments: Sequence[Segment]) -> Timing:
    """`words` where at least half of the words came with a time of their own."""
    return "words" if exact * 2 >= sum(len(s.words) for s in segments) else "interpolated"


def without_repeats(cues: Sequence[list[Line]]) -> list[list[Line]]:
    """The lines that each cue adds, in files whose cues scroll: line by line, each shown again above the next one.

    Only whole lines are dropped, and only where the file as a whole scrolls, so that what was really said twice stays.
    """
    shown = [[plain(line) for line in lines] for lines in cues]
    repeated = [0, *(_overlap(before, after) for before, after in pairwise(shown))][: len(shown)]
    if len(cues) < 3 or sum(map(bool, repeated)) < ROLLING_SHARE * (len(cues) - 1):
        return list(cues)
    return [lines[n:] for lines, n in zip(cues, repeated, strict=True)]


def _overlap(before: Sequence[str], after: Sequence[str]) -> int:
    """How many lines at the head of `after` are those at the foot of `before`."""
    longest = min(len(before), len(after), MOST_SHOWN)
    return next((n for n in range(longest, 0, -1) if before[-n:] == after[:n]), 0)


def until_next(spans: Sequence[Span]) -> list[Span]:
    """`spans`, by start, where one that lingers on the screen while the next runs past its end is cut at its start.

    Of two that start together the longer one waits for the other: whole seconds hide who spoke first. One that holds
    the next entirely is two people speaking at once, and keeps its times.
    """
    cut = list(spans)
    for i, after in enumerate(spans[1:]):
        this = cut[i]
        if this.start_ms < after.start_ms < this.end_ms <= after.end_ms:
            cut[i] = Span(this.start_ms, after.start_ms)
        elif this.start_ms == after.start_ms and this.end_ms < after.end_ms:
            cut[i + 1] = Span(this.end_ms, after.end_ms)
    return cut


def _segments(span: Span, lines: Sequence[Line]) -> tuple[list[Segment], bool]:
    """A cue's words, a segment for each voice, and whether their times were given: inline, or one word a cue."""
    pieces = [piece for line in lines for piece in line]
    if len(pieces) == 1 and pieces[0].start_ms is None:  # most cues of most files
        words = spread(pieces[0].text, span)
        return [Segment(words, pieces[0].speaker)], len(words) == 1
    spoken = [said for group in _stretches(span, pieces) for said in _shared(*group)]
    by_voice = groupby(spoken, key=lambda said: said[1])
    segments = [Segment(tuple(word for word, _ in said), speaker) for speaker, said in by_voice]
    return segments, len(spoken) == 1 or any(p.start_ms is not None for p in pieces)


def _stretches(span: Span, pieces: Sequence[Piece]) -> Iterator[tuple[Span, list[Piece]]]:
    """The pieces between one inline time and the next; times outside the cue or running back are held inside."""
    groups = [list(group) for _, group in groupby(pieces, key=lambda p: p.start_ms)]
    starts: list[int] = []
    for group in groups:
        earliest = starts[-1] if starts else span.start_ms
        given = group[0].start_ms
        starts.append(earliest if given is None else min(max(given, earliest), span.end_ms))
    for group, start_ms, end_ms in zip(groups, starts, [*starts[1:], span.end_ms], strict=True):
        yield Span(start_ms, end_ms), group


def _shared(span: Span, pieces: Sequence[Piece]) -> list[tuple[Word, str | None]]:
    """Each word of the pieces with its share of `span` and its speaker."""
    if len(pieces) == 1:
        return [(word, pieces[0].speaker) for word in spread(pieces[0].text, span)]
    voices = [piece.speaker for piece in pieces for _ in piece.text.split()]
    return list(zip(spread(" ".join(p.text for p in pieces), span), voices, strict=True))


def _bad_time(cue: Cue, name: str) -> Message:
    return message("captions_bad_time", name=name, line=cue.line, text=clean(cue.timing)[:60])
