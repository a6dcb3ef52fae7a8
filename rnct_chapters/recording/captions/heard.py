"""From cues to segments: repeated lines dropped, lingering cues cut, words given their times."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rnct_chapters.errors import UnreadableRecording
from rnct_chapters.messages import Message, message
from rnct_chapters.recording.captions.cues import Cue, find_cues
from rnct_chapters.recording.captions.marks import without_marks
from rnct_chapters.recording.captions.payload import Line, Piece, clean, plain, read_payload, runs_on
from rnct_chapters.recording.captions.rolling import Shown, without_repeats
from rnct_chapters.recording.captions.speakers import name_speakers
from rnct_chapters.recording.transcript import Segment, Timing, Transcript, Word, end_of, spread
from rnct_chapters.timecode import Span

LONGEST_WORD_MS = 2000
"""A word under a time of its own lasts no longer: where a speaker pauses, only the next word has a time."""

_HEAD = re.compile(r"\S+")


def read_cue_file(text: str, name: str, kind: str, *, blank_ends: bool) -> Transcript:
    """The transcript of a file of cues. Raises `UnreadableRecording` where no cue of it has a readable time."""
    cues = list(find_cues(text, blank_ends=blank_ends))
    timed = [(c.span, lines) for c, lines in zip(cues, _payloads(cues), strict=True) if c.span]
    if cues and not timed:
        raise UnreadableRecording(_bad_time(cues[0], name))
    return transcript_of_cues(timed, kind)


def transcript_of_cues(shown: Iterable[Shown], kind: str, *, may_scroll: bool = True) -> Transcript:
    """The transcript of cues with their lines, in any order. `may_scroll`: a line may be there again to scroll it."""
    cues: Sequence[Shown] = sorted(shown, key=lambda cue: cue[0].start_ms)
    cues = without_repeats(cues) if may_scroll else cues
    lines = [_said(given) for _, given in cues]
    if not any(piece.speaker for said in lines for line in said for piece in line):
        lines = name_speakers(lines)
    spoken = [(span, said) for (span, _), said in zip(cues, lines, strict=True) if said]
    spans = until_next([span for span, _ in spoken])
    parts = [_segments(span, said) for span, (_, said) in zip(spans, spoken, strict=True)]
    segments = tuple(segment for part, _ in parts for segment in part)
    exact = sum(len(s.words) for part, is_exact in parts if is_exact for s in part)
    return Transcript(segments, None, kind, timing_of(exact, segments), end_of(segments))


def timing_of(exact: int, segments: Sequence[Segment]) -> Timing:
    """`words` where at least half of the words came with a time of their own."""
    return "words" if exact * 2 >= sum(len(s.words) for s in segments) else "interpolated"


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


def _payloads(cues: Sequence[Cue]) -> Iterator[list[Line]]:
    """The lines of each cue. Meeting tools split an utterance over cues whose numbers differ at their end only, and
    may name the speaker on the first alone."""
    utterance = speaker = None
    for cue in cues:
        lines = read_payload(cue.lines)
        named = next((p.speaker for line in reversed(lines) for p in reversed(line) if p.speaker), None)
        if named is None and cue.utterance is not None and cue.utterance == utterance and speaker is not None:
            lines, named = [tuple(Piece(p.text, speaker, p.start_ms) for p in line) for line in lines], speaker
        utterance, speaker = cue.utterance, named
        yield lines


def _said(lines: Sequence[Line]) -> list[Line]:
    """The lines without marks of sounds, and without lines that were nothing else."""
    if not any("[" in p.text or "(" in p.text for line in lines for p in line):
        return list(lines)
    said = (tuple(Piece(without_marks(p.text), p.speaker, p.start_ms) for p in line) for line in lines)
    return [line for line in said if plain(line)]


def _segments(span: Span, lines: Sequence[Line]) -> tuple[list[Segment], bool]:
    """A cue's words, a segment for each voice, and whether their times were given: inline, or one word a cue."""
    pieces = [piece for line in lines for piece in (line if len(line) == 1 else _whole_words(line))]
    if len(pieces) == 1 and pieces[0].start_ms is None:  # most cues of most files
        words = spread(pieces[0].text, span)
        return [Segment(words, pieces[0].speaker)], len(words) == 1
    spoken = [said for group in _stretches(span, pieces) for said in _shared(*group)]
    by_voice = groupby(spoken, key=lambda said: said[1])
    segments = [Segment(tuple(word for word, _ in said), speaker) for speaker, said in by_voice]
    return segments, len(spoken) == 1 or any(p.start_ms is not None for p in pieces)


def _whole_words(line: Line) -> Iterator[Piece]:
    """The pieces of a line, where a word that one begins and the next ends ("c'", "est") belongs to the first."""
    last: Piece | None = None
    for piece in line:
        if last is not None and last.speaker == piece.speaker and runs_on(last.text, piece.text):
            m = _HEAD.match(piece.text)
            head = m[0] if m else ""
            last = Piece(last.text + head, last.speaker, last.start_ms)
            piece = Piece(piece.text[len(head) :], piece.speaker, piece.start_ms)
            if not piece.text.strip():
                continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last


def _stretches(span: Span, pieces: Sequence[Piece]) -> Iterator[tuple[Span, list[Piece]]]:
    """The pieces between one inline time and the next; times outside the cue or running back are held inside."""
    groups = [list(group) for _, group in groupby(pieces, key=lambda p: p.start_ms)]
    starts: list[int] = []
    for group in groups:
        earliest = starts[-1] if starts else span.start_ms
        given = group[0].start_ms
        starts.append(earliest if given is None else min(max(given, earliest), span.end_ms))
    for group, start_ms, end_ms in zip(groups, starts, [*starts[1:], span.end_ms], strict=True):
        if group[0].start_ms is not None:
            end_ms = min(end_ms, start_ms + LONGEST_WORD_MS * sum(len(p.text.split()) for p in group))
        yield Span(start_ms, end_ms), group


def _shared(span: Span, pieces: Sequence[Piece]) -> list[tuple[Word, str | None]]:
    """Each word of the pieces with its share of `span` and its speaker."""
    if len(pieces) == 1:
        text, speaker = pieces[0].text, pieces[0].speaker
        texts = text.split()
        return [(word, speaker) for word in (spread(text, span) if len(texts) > 1 else [Word(t, span) for t in texts])]
    voices = [piece.speaker for piece in pieces for _ in piece.text.split()]
    return list(zip(spread(" ".join(p.text for p in pieces), span), voices, strict=True))


def _bad_time(cue: Cue, name: str) -> Message:
    return message("captions_bad_time", name=name, line=cue.line, text=clean(cue.timing)[:60])
