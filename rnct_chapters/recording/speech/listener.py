"""Listening to a recording, all of it or parts; what was heard once is never recognised again."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from time import monotonic, sleep

from rnct_chapters.messages import message
from rnct_chapters.recording.media.recording import Sound
from rnct_chapters.recording.progress import Progress, Told, untold
from rnct_chapters.recording.speech import hotwords, machine, stretches
from rnct_chapters.recording.speech.activity import activity
from rnct_chapters.recording.speech.assembling import assembled
from rnct_chapters.recording.speech.ear import Ear
from rnct_chapters.recording.speech.language import detect, known_language, plain_code
from rnct_chapters.recording.speech.loading import Loaded, at_once, load
from rnct_chapters.recording.speech.models import choose
from rnct_chapters.recording.speech.recognising import BEAM, Recogniser
from rnct_chapters.recording.speech.speeds import remember_speed
from rnct_chapters.recording.speech.store import Store, Stretch
from rnct_chapters.recording.transcript import Transcript
from rnct_chapters.timecode import Span, format_clock

ALGORITHM = 1
"""Raised when stretches are cut, decoded or mended in another way, so that what was kept before is not mixed in."""
SPEECHLESS = "en"
"""Said of a recording in which nobody was heard to speak: every model knows it, and nothing will be decoded."""
LOOK_S = 0.3
"""How often a run looks whether another one has finished the stretch that it waits for."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How to listen: `model` is a known name, an id of the hub or a folder (None: the one that suits the machine),
    `language` None to detect it, `hotwords` the most important first, `device` `auto`, `cpu` or `cuda`,
    `download_root` where models are fetched to."""

    model: str | None = None
    language: str | None = None
    hotwords: tuple[str, ...] = ()
    device: str = "auto"
    download_root: Path | None = None


class Listener:
    """One recording, listened to in one way. Not to be shared by threads; each takes one of its own, and they share
    the model. `heard_ms` was recognised by this listener, `cached_ms` of what was asked for was known before, and
    `left_out` segments of what it recognised cannot have been said."""

    def __init__(self, sound: Sound, settings: Settings, told: Told = untold, title: str = "") -> None:
        self._sound = sound
        self._settings = settings
        self._told = told
        self._duration_ms = sound.identity.duration_ms
        self._device = machine.device(settings.device)
        self._chosen = choose(settings.model, self._device)
        self._store = Store(sound, self._key(), title)
        self._ear = Ear(sound)
        self._seconds = 0.0
        self._last: tuple[tuple[int, str | None], Transcript] | None = None
        self.heard_ms = 0
        self.cached_ms = 0
        self.left_out = 0

    @property
    def speed(self) -> float | None:
        """Seconds of sound recognised in a second, as measured in this run; None where nothing was."""
        return self.heard_ms / 1000 / self._seconds if self._seconds else None

    def hear(self, spans: Sequence[Span] | None) -> Transcript:
        """All that is known of the recording once the stretches that touch `spans` (None: all) have been heard.

        Each finished stretch is kept at once, and nothing that is kept is heard again. Raises `ModelUnavailable`,
        `CacheFailed` and `UnreadableRecording`.
        """
        self._store.refresh()
        with self._ear:
            wanted = self._touched(spans)
            known = {n for n in wanted if n in self._store.stretches}
            self.cached_ms += sum(self._store.stretches[n].span.duration_ms for n in known)
            self._hear(wanted, known)
        return self._transcript()

    def _key(self) -> dict[str, object]:
        """All that what is heard depends on, besides the sound."""
        return {
            "algorithm": ALGORITHM,
            "model": self._chosen.key,
            "compute": machine.compute_type(self._device),
            "language": None if self._settings.language is None else plain_code(self._settings.language),
            "beam": BEAM,
            "hotwords": list(self._settings.hotwords),
            "duration_ms": self._duration_ms,
        }

    def _touched(self, spans: Sequence[Span] | None) -> list[int]:
        """The numbers of the stretches that touch the spans, in order."""
        if spans is None:
            return list(range(stretches.count(self._duration_ms)))
        touched: set[int] = set()
        for span in spans:
            start_ms, end_ms = min(span.start_ms, self._duration_ms), min(span.end_ms, self._duration_ms)
            if start_ms < end_ms:
                ends = (stretches.stretch_at(ms, self._duration_ms, self._boundary) for ms in (start_ms, end_ms - 1))
                touched.update(range(next(ends), next(ends) + 1))
        return sorted(touched)

    def _hear(self, wanted: Sequence[int], known: set[int]) -> None:
        """Goes through what is not known yet; what another run is at is left to it, and waited for at the end."""
        lengths = {n: stretches.nominal(n, self._duration_ms).duration_ms for n in wanted}
        known_ms = done_ms = sum(lengths[n] for n in known)
        total_ms = sum(lengths.values())
        left = [n for n in wanted if n not in known]
        while left:
            waiting = []
            for number in left:
                self._tell(number, done_ms, total_ms, known_ms)
                if self._heard(number):
                    done_ms += lengths[number]
                else:
                    waiting.append(number)
            if len(waiting) == len(left):
                sleep(LOOK_S)
            left = waiting
        if done_ms > known_ms:
            self._tell(wanted[-1], done_ms, total_ms, known_ms)
        if self.speed is not None:
            remember_speed(self._chosen.name, self._device, self.speed)

    def _heard(self, number: int) -> bool:
        """Whether the stretch is known now, by this run or another."""
        self._store.refresh()
        if number in self._store.stretches:
            return True
        with self._store.claim(number) as mine:
            self._store.refresh()  # the other run may have finished it just before it let go
            if number in self._store.stretches:
                return True
            if not mine:
                return False
            self._recognise(number)
        return True

    def _recognise(self, number: int) -> None:
        recogniser = self._recogniser
        begun = monotonic()
        self._ear.hear(stretches.cell(number, self._duration_ms))  # in order: asked for first, boundaries make it jump
        span, heard_span = self._span(number)
        heard = recogniser.recognise(self._ear.hear(heard_span), heard_span.start_ms)
        self._seconds += monotonic() - begun
        self.heard_ms += span.duration_ms
        self.left_out += heard.left_out
        self._store.keep_stretch(number, Stretch(span, heard.segments, heard.left_out))

    def _span(self, number: int) -> tuple[Span, Span]:
        """A stretch between its boundaries, and with what is heard beyond those that fall into speech."""
        start_ms = from_ms = 0
        end_ms = to_ms = self._duration_ms
        if number:
            before = self._boundary(number)
            start_ms, from_ms = before.ms, before.ms - stretches.OVERLAP_MS * before.in_speech
        if number + 1 < stretches.count(self._duration_ms):
            after = self._boundary(number + 1)
            end_ms, to_ms = after.ms, min(after.ms + stretches.OVERLAP_MS * after.in_speech, self._duration_ms)
        return Span(start_ms, end_ms), Span(from_ms, to_ms)

    def _boundary(self, number: int) -> stretches.Boundary:
        if number not in self._store.boundaries:
            sound = self._ear.hear(stretches.around(number))
            self._store.keep_boundary(number, stretches.place(number, sound, activity(sound)))
        return self._store.boundaries[number]

    @cached_property
    def _model(self) -> Loaded:
        return load(self._chosen, self._device, self._settings.download_root, self._told)

    @cached_property
    def _recogniser(self) -> Recogniser:
        line = hotwords.prompt(self._settings.hotwords, self._model.tokens_in)
        return Recogniser(self._model, self._language(), line)

    def _language(self) -> str:
        """The language asked for, else the one that was detected, once for the recording."""
        if self._settings.language is not None:
            return known_language(self._settings.language, self._model, self._chosen.name)
        if self._store.language is None and (found := detect(self._model, self._ear.hear, self._duration_ms)):
            self._store.keep_language(found)
        return self._store.language or SPEECHLESS

    def _tell(self, number: int, done_ms: int, total_ms: int, known_ms: int) -> None:
        """Progress in nominal lengths, which need no boundary that is not known yet."""
        span = stretches.nominal(number, self._duration_ms)
        doing = message("speech_transcribing", begins=format_clock(span.start_ms), ends=format_clock(span.end_ms))
        self._told(Progress(doing, done_ms, total_ms, "ms", known_ms))

    def _transcript(self) -> Transcript:
        asked, store = self._settings.language, self._store
        language = store.language if asked is None else plain_code(asked)
        if self._last is None or self._last[0] != (len(store.stretches), language):
            transcript = assembled(store, self._duration_ms, f"speech:{self._chosen.name}", language)
            self._last = (len(store.stretches), language), transcript
        return self._last[1]


def recordings_at_once(settings: Settings) -> int:
    """How many recordings to listen to side by side, each by a `Listener` in a thread of its own: they share one
    model. Raises `UsageError` and `ModelUnavailable` like `Listener`; fetches nothing."""
    device = machine.device(settings.device)
    return at_once(choose(settings.model, device), device, settings.download_root)
