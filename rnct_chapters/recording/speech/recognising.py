"""One stretch of sound to words: speech found, decoded in clips, checked, decoded again where it cannot be right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from rnct_chapters.recording.speech.activity import A_MS, Sound16k, activity, joined, overlap_ms, speech_in
from rnct_chapters.recording.speech.clips import APART_MS, Clip, cut, parted
from rnct_chapters.recording.speech.edges import settle
from rnct_chapters.recording.speech.loading import Loaded
from rnct_chapters.recording.speech.mending import fault_in, missed_ms, shortened, stretched
from rnct_chapters.recording.transcript import Segment, Word
from rnct_chapters.timecode import Span, to_ms

BEAM = 5
LADDER = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
"""Temperatures, tried in order while the text repeats itself or is improbable; Whisper's own."""
SECOND_LADDER = (0.4, 0.6, 0.8, 1.0)
"""For sound whose best guess was impossible: the same cut would give the same words at a temperature of 0."""
NEARLY_MS = 300
"""A word that ends so near to the end of the speech is the last one."""
MISSED_MS = 1_000
"""So much speech in a row holds a word: where none is written, the model has skipped a sentence or its end."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What a stretch gave: its segments, and how many more were left out as impossible."""

    segments: tuple[Segment, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class _Take:
    """What the model wrote for a clip, with times mended, and where it wrote a word over more speech than one is."""

    segments: tuple[Segment, ...]
    stretched: tuple[Span, ...]

    def lost_ms(self, speech: Iterable[Span]) -> int:
        """How much of `speech` no word stands for, or one that cannot be that long."""
        return sum(
            missed_ms(self.segments, run) + sum(overlap_ms(word, run) for word in self.stretched) for run in speech
        )


@dataclass(frozen=True, slots=True)
class Recogniser:
    """A model, and how it is asked: the language of the recording and the hotwords as one line."""

    model: Loaded
    language: str
    hotwords: str | None = None

    def recognise(self, sound: Sound16k, start_ms: int) -> Heard:
        """The words in `sound`, whose first sample is at `start_ms` of the recording; all times are on its clock."""
        whole = Span(start_ms, start_ms + len(sound) // A_MS)
        probabilities = activity(sound)
        speech = speech_in(probabilities, start_ms)
        parts = parted(speech, probabilities.tolist(), start_ms, self.model.longest_ms)
        segments: list[Segment] = []
        left_out = 0
        for clip in cut(parts, whole, self.model.longest_ms):
            possible, impossible = self._mended(sound, start_ms, clip)
            segments += possible
            left_out += impossible
        return Heard(tuple(shortened(settle(sorted(segments, key=_begins), speech))), left_out)

    def _mended(self, sound: Sound16k, start_ms: int, clip: Clip) -> tuple[Sequence[Segment], int]:
        """The possible segments of a clip, and how many were left out.

        Speech under an impossible segment or word, and speech that nothing was written for, is decoded again, each
        part of it alone and without hotwords, which lead small models astray; the take that loses less counts.
        """
        written = self._decoded(sound, start_ms, clip, LADDER)
        first, wrong = _possible(written, clip.speech)
        unsure = [*map(_span, wrong), *first.stretched]
        again = [
            run
            for run in clip.speech
            if missed_ms(first.segments, run) >= MISSED_MS or any(overlap_ms(run, span) for span in unsure)
        ]
        if not again:
            return first.segments, len(wrong)
        unhinted = Recogniser(self.model, self.language)
        same_cut = self.hotwords is None and tuple(again) == clip.speech
        parts = _alone(again, clip.span)
        ladder = SECOND_LADDER if same_cut and len(parts) == 1 else LADDER
        takes = [_possible(unhinted._decoded(sound, start_ms, part, ladder), part.speech) for part in parts]
        second = _Take(
            tuple(s for take, _ in takes for s in take.segments), tuple(w for take, _ in takes for w in take.stretched)
        )
        if second.lost_ms(again) >= first.lost_ms(again):
            return first.segments, len(wrong)
        kept = [rest for segment in first.segments if (rest := _outside(segment, again))]
        mended = [segment for segment in wrong if any(overlap_ms(_span(segment), run) for run in again)]
        return [*kept, *second.segments], len(wrong) - len(mended) + sum(len(bad) for _, bad in takes)

    def _decoded(self, sound: Sound16k, start_ms: int, clip: Clip, ladder: Sequence[float]) -> _Take:
        """What the model writes for a clip.

        A clip that the model takes at a time is done when its last speech is: what a second window would add is an
        echo of the first. Seconds become our milliseconds here and nowhere else.
        """
        first, last = ((ms - start_ms) * A_MS for ms in (clip.span.start_ms, clip.span.end_ms))
        written, _ = self.model.whisper.transcribe(
            sound[first:last],
            language=self.language,
            beam_size=BEAM,
            temperature=list(ladder),
            condition_on_previous_text=False,
            word_timestamps=True,
            hotwords=self.hotwords,
        )
        at_once = clip.span.duration_ms <= self.model.longest_ms
        segments: list[Segment] = []
        for one in written:
            if at_once and one.seek:
                break
            if words := _words(one.words or (), clip.span):
                segments.append(Segment(words))
                if at_once and words[-1].span.end_ms >= clip.speech[-1].end_ms - NEARLY_MS:
                    break
        return _Take(settle(segments, clip.speech), stretched(segments, clip.speech))


def _possible(take: _Take, speech: Sequence[Span]) -> tuple[_Take, list[Segment]]:
    """The take without its impossible segments, and those."""
    wrong = [segment for segment in take.segments if fault_in(segment, speech)]
    return _Take(tuple(s for s in take.segments if s not in wrong), take.stretched), wrong


def _words(written: Iterable[Any], within: Span) -> tuple[Word, ...]:
    """Whisper leads each word with a space; what has none goes on with the word before (" aujourd" + "'hui")."""
    words: list[Word] = []
    for one in written:
        text = one.word.strip()
        start_ms, end_ms = (min(within.start_ms + to_ms(max(0.0, s)), within.end_ms) for s in (one.start, one.end))
        if words and text and not one.word[0].isspace():
            last = words[-1]
            words[-1] = Word(
                last.text + text, Span(last.span.start_ms, max(last.span.end_ms, end_ms)), last.probability
            )
        elif text:
            words.append(Word(text, Span(start_ms, max(start_ms, end_ms)), round(float(one.probability), 3)))
    return tuple(words)


def _alone(speech: Sequence[Span], within: Span) -> tuple[Clip, ...]:
    """Each part of `speech` as a clip of its own; parts nearer than a breath are one."""
    parts = joined(speech, APART_MS // 4)
    return tuple(clip for part in parts for clip in cut([part], within, part.duration_ms))


def _outside(segment: Segment, speech: Sequence[Span]) -> Segment | None:
    """The segment without the words that lie in `speech`."""
    words = tuple(word for word in segment.words if not any(_lies_in(word.span, run) for run in speech))
    return Segment(words, segment.speaker) if words else None


def _lies_in(span: Span, run: Span) -> bool:
    return run.start_ms <= (span.start_ms + span.end_ms) // 2 <= run.end_ms


def _span(segment: Segment) -> Span:
    return Span(segment.words[0].span.start_ms, max(w.span.end_ms for w in segment.words))


def _begins(segment: Segment) -> int:
    return segment.words[0].span.start_ms
