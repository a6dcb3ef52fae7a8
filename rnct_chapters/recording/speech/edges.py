"""Word times set right by voice activity: Whisper's are good inside speech and lie near silence.

The first word after a silence is put up to ten seconds early, the last one lingers, and a word between two pauses is
stretched over one of them; the edges of voice activity are right to a few hundredths of a second.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, groupby

from rnct_chapters.recording.speech.activity import overlap_ms
from rnct_chapters.recording.transcript import Segment, Word
from rnct_chapters.timecode import Span

EARLY_MS = 700
"""A last word that ends this much before its speech does is taken to end with it: Whisper often gives it no time."""
SURE_MS = 64
"""Two frames of voice activity: a word that reaches less far into speech only brushes its edge."""
LATE_MS = 300
"""A first word that begins this much after its speech began is taken to begin with it; later than that, words before
it were missed."""


def settle(segments: Sequence[Segment], speech: Sequence[Span]) -> tuple[Segment, ...]:
    """`segments` with every word inside the speech it belongs to; starts never run back, ends never pass the next
    start. `speech` is in order and apart; where it is empty there is nothing to hold on to, and only order is made."""
    words = list(chain.from_iterable(s.words for s in segments))
    homes = _homes(segments, speech)
    spans = [_held(word.span, home) for word, home in zip(words, homes, strict=True)]
    for i, home in enumerate(homes):
        if home is None:
            continue
        start_ms, end_ms = spans[i].start_ms, spans[i].end_ms
        if (i == 0 or homes[i - 1] != home) and start_ms - home.start_ms <= LATE_MS:
            start_ms = home.start_ms
        if (i + 1 == len(homes) or homes[i + 1] != home) and home.end_ms - end_ms <= EARLY_MS:
            end_ms = home.end_ms
        spans[i] = Span(start_ms, end_ms)
    mended = iter(_shared(words, _in_order(spans)))
    return tuple(replace(s, words=tuple(next(mended) for _ in s.words)) for s in segments)


def _homes(segments: Sequence[Segment], speech: Sequence[Span]) -> list[Span | None]:
    """The speech that each word belongs to: never one before that of the word before."""
    homes: list[Span | None] = []
    at = 0
    for segment in segments:
        for i, word in enumerate(segment.words):
            edge = -1 if i == 0 else 1 if i + 1 == len(segment.words) else 0
            if speech:
                at = max(at, _home(word.span, speech, edge))
            homes.append(speech[at] if speech else None)
    return homes


def _home(span: Span, speech: Sequence[Span], edge: int) -> int:
    """The number of the speech that the word lies in.

    The first word of a segment (`edge` -1) that is stretched over a pause, or lies in silence, belongs after it, the
    last one (1) before it; others go where most of them is, or to what is nearer.
    """
    overlaps = [overlap_ms(span, run) for run in speech]
    reached = [i for i, shared_ms in enumerate(overlaps) if shared_ms >= SURE_MS]
    if reached and edge:
        return reached[-1] if edge < 0 else reached[0]
    if max(overlaps):
        return overlaps.index(max(overlaps))
    after = next((i for i, run in enumerate(speech) if run.start_ms >= span.end_ms), len(speech))
    if after in (0, len(speech)):
        return min(after, len(speech) - 1)
    forward_ms, back_ms = speech[after].start_ms - span.end_ms, span.start_ms - speech[after - 1].end_ms
    return after if edge < 0 or (edge == 0 and forward_ms < back_ms) else after - 1


def _held(span: Span, home: Span | None) -> Span:
    """The part of the word that lies in its speech; where none does, a word as long at the edge that is nearer."""
    if home is None:
        return span
    if span.end_ms <= home.start_ms:
        return Span(home.start_ms, min(home.start_ms + span.duration_ms, home.end_ms))
    if span.start_ms >= home.end_ms:
        return Span(max(home.start_ms, home.end_ms - span.duration_ms), home.end_ms)
    start_ms = min(max(span.start_ms, home.start_ms), home.end_ms)
    return Span(start_ms, max(start_ms, min(span.end_ms, home.end_ms)))


def _in_order(spans: Sequence[Span]) -> list[Span]:
    """Starts that never run back."""
    ordered: list[Span] = []
    start_ms = 0
    for span in spans:
        start_ms = max(start_ms, span.start_ms)
        ordered.append(Span(start_ms, max(start_ms, span.end_ms)))
    return ordered


def _shared(words: Sequence[Word], spans: Sequence[Span]) -> list[Word]:
    """The words with their spans, cut at the next start; those with one start share the time until then, by length."""
    pairs = zip(words, spans, strict=True)
    groups = [list(group) for _, group in groupby(pairs, key=lambda pair: pair[1].start_ms)]
    shared: list[Word] = []
    for i, group in enumerate(groups):
        start_ms = from_ms = group[0][1].start_ms
        until_ms = max(span.end_ms for _, span in group)
        if i + 1 < len(groups):
            until_ms = min(until_ms, groups[i + 1][0][1].start_ms)
        total, done = sum(len(word.text) for word, _ in group), 0
        for word, _ in group:
            done += len(word.text)
            to_ms = start_ms + (until_ms - start_ms) * done // max(1, total)
            shared.append(replace(word, span=Span(from_ms, to_ms)))
            from_ms = to_ms
    return shared
