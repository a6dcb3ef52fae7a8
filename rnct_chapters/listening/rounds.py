"""The rounds: listen a little, judge, and listen again where something is still open, until nothing new would help."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from rnct_chapters.listening.seeking import WHOLE, Seeker, Wanted
from rnct_chapters.listening.windows import ListenRules, Windows, joined, without
from rnct_chapters.matching import Heard
from rnct_chapters.pipeline import Checked, Options, Step, finish, judge_recap, read_recap
from rnct_chapters.recap.document import Document
from rnct_chapters.recording.media import Recording
from rnct_chapters.recording.transcript import Transcript
from rnct_chapters.timecode import Span

Hear = Callable[[int, Sequence[Span] | None], Transcript]
"""By number of a recording and the spans to listen to (None: all of it): all that is known of its words then."""

CRUMB_MS = 1_000
"""What is left of a window that was listened to but for its edge: not worth another look."""


@dataclass(frozen=True, slots=True)
class Ear:
    """Who listens, whether to everything, and by which rules else."""

    hear: Hear
    whole: bool = False
    rules: ListenRules = field(default_factory=ListenRules)


def check_by_ear(
    document: Document, recordings: Sequence[Recording], options: Options, ear: Ear, step: Step | None = None
) -> Checked:
    """Judge every claim of the recap, listening to no more than its stamped quotes need.

    A recording with a transcript of all of it is used as it is; one with a sound is listened to; one with neither
    stays unheard. What `ear.hear` raises ends the check.
    """
    listened = _Listened(recordings, ear)
    recap = read_recap(document, listened.recordings, options)
    if ear.whole:
        listened.hear_all()
    judgement = judge_recap(recap, listened.recordings, listened.heard, options, step)
    windows = Windows(options.rules.match, options.rules.verdict, ear.rules)
    seeker = Seeker(recap, windows)
    while new := next(filter(None, map(listened.unheard, seeker.wishes(judgement, listened))), None):
        listened.hear(new)
        judgement = judge_recap(recap, listened.recordings, listened.heard, options, step)
    return replace(finish(recap, listened.recordings, judgement, options), listened=listened.numbers)


class _Listened:
    """What is known of the recordings so far."""

    def __init__(self, recordings: Sequence[Recording], ear: Ear) -> None:
        self._ear = ear
        self._asked: dict[int, list[Span]] = {}
        self._given_up: set[int] = set()  # asked for as a whole
        self.heard: dict[int, Heard] = {}
        self._recordings = {r.number: r for r in recordings}
        for r in recordings:
            if r.sound is not None and (r.transcript is None or r.transcript.searched is not None):
                self._asked[r.number] = []
                self._listen(r.number, ())
            elif r.transcript is not None:
                self.heard[r.number] = Heard(r.transcript)

    @property
    def recordings(self) -> tuple[Recording, ...]:
        """The recordings with what is known of their words."""
        return tuple(self._recordings.values())

    @property
    def numbers(self) -> tuple[int, ...]:
        """Of those that are listened to."""
        return tuple(self._asked)

    def end_ms(self, number: int) -> int:
        """The recording's length; 0 where it is unknown, and nothing can be asked of it."""
        return self._recordings[number].duration_ms or 0

    def is_open(self, number: int) -> bool:
        """Whether there is more of the recording to listen to."""
        return number in self._asked and number not in self._given_up and not self.heard[number].is_whole

    def hear_all(self) -> None:
        for number in self.numbers:
            self._listen(number, None)

    def hear(self, new: Wanted) -> None:
        for number, spans in new.items():
            self._listen(number, spans)

    def unheard(self, wanted: Wanted) -> Wanted:
        """What of `wanted` was never asked for; the whole where that is nearly all that is left."""
        new: Wanted = {}
        for number, spans in wanted.items():
            if not self.is_open(number):
                continue
            left = None if spans is WHOLE else [s for s in without(spans, self._known(number)) if _is_more(s)]
            if left is None or self._is_nearly_all(number, left):
                new[number] = WHOLE
            elif left:
                new[number] = joined(left)
        return new

    def _known(self, number: int) -> tuple[Span, ...]:
        return joined([*self._asked[number], *(self.heard[number].searched or ())])

    def _is_nearly_all(self, number: int, left: Sequence[Span]) -> bool:
        known_ms = sum(s.duration_ms for s in joined([*self._known(number), *left]))
        return bool(left) and known_ms >= self._ear.rules.whole_from * self.end_ms(number)

    def _listen(self, number: int, spans: Sequence[Span] | None) -> None:
        transcript = self._ear.hear(number, spans)
        old = self._recordings[number]
        end_ms = old.duration_ms or (old.sound.identity.duration_ms if old.sound else 0) or transcript.duration_ms
        self._recordings[number] = replace(old, transcript=transcript, duration_ms=end_ms or None)
        self.heard[number] = Heard(transcript)
        if spans is None:
            self._given_up.add(number)
        else:
            self._asked[number] += spans


def _is_more(span: Span) -> bool:
    return span.duration_ms >= CRUMB_MS
