"""The demo's recordings with what is truly said in them, longer ones made of their lines, and a listener to them whose
work is counted. The cache is a folder of its own each time, so that nothing of the user's is read or kept."""

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from types import TracebackType

import av
import numpy as np
from numpy.typing import NDArray

from rnct_chapters.recording.cache import VARIABLE
from rnct_chapters.recording.media.audio import RATE, AudioReader, open_sound
from rnct_chapters.recording.media.recording import Sound
from rnct_chapters.recording.speech import Listener, Settings, ear
from rnct_chapters.timecode import Span

DEMO = Path(__file__).parent.parent / "data" / "demo"
MODEL = DEMO / "speech-model"
SETTINGS = Settings(str(MODEL), "fr", device="cpu")
LEAD_MS, TAIL_MS = 600, 1_000
PAUSES_MS = (500, 600, 700)
TURN_MS = 800
"""Silence before the first line, after the last, between lines of one speaker, before another one: as in the demo."""
BITRATE = 64_000
"""So much that coding the demo's sound a second time takes nothing more away."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence where it is said."""

    span: Span
    speaker: str
    text: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """A recording and all that is said in it."""

    path: Path
    lines: tuple[Line, ...]

    @property
    def words(self) -> list[str]:
        return [word for line in self.lines for word in line.text.split()]


def demo() -> tuple[Spoken, ...]:
    """The demo's recordings, by truth.json."""
    rows = json.loads((DEMO / "truth.json").read_text(encoding="utf-8"))
    names = dict.fromkeys(row["recording"] for row in rows)
    return tuple(
        Spoken(DEMO / f"{name}.opus", tuple(_line(row) for row in rows if row["recording"] == name)) for name in names
    )


def _line(row: dict[str, str]) -> Line:
    start_ms, end_ms = (round(float(row[key]) * 1000) for key in ("start_s", "end_s"))
    return Line(Span(start_ms, end_ms), row["speaker"], row["spoken"])


@dataclass(frozen=True, slots=True)
class Cut:
    """A line with its sound, cut out of the demo."""

    line: Line
    sound: NDArray[np.float32]


def cuts() -> list[Cut]:
    """Every line of the demo."""
    found = []
    for spoken in demo():
        with AudioReader(open_sound(spoken.path)) as reader:
            found += [Cut(line, reader.read(line.span)) for line in spoken.lines]
    return found


def write_talk(path: Path, said: Iterable[Cut]) -> Spoken:
    """The lines one after the other with the script's pauses, as Opus."""
    lines: list[Line] = []
    with av.open(str(path), "w") as out:
        stream = out.add_stream("libopus", rate=RATE, layout="mono")
        stream.bit_rate = BITRATE
        at = 0
        for piece, line in _pieces(said):
            if line is not None:
                start_ms = at * 1000 // RATE
                lines.append(Line(Span(start_ms, start_ms + line.span.duration_ms), line.speaker, line.text))
            frame = av.AudioFrame.from_ndarray((piece * 32_767).astype(np.int16)[np.newaxis], "s16", "mono")
            frame.sample_rate, frame.pts, frame.time_base = RATE, at, Fraction(1, RATE)
            at += len(piece)
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return Spoken(path, tuple(lines))


def _pieces(said: Iterable[Cut]) -> Iterator[tuple[NDArray[np.float32], Line | None]]:
    """Silence and speech in turn."""
    before = None
    for number, cut in enumerate(said):
        calm_ms = LEAD_MS if before is None else PAUSES_MS[number % len(PAUSES_MS)]
        yield _silence(calm_ms if before in (None, cut.line.speaker) else TURN_MS), None
        yield cut.sound, cut.line
        before = cut.line.speaker
    yield _silence(TAIL_MS), None


def _silence(ms: int) -> NDArray[np.float32]:
    return np.zeros(ms * RATE // 1000, np.float32)


def lasting(cut: Cut) -> int:
    """How long a line takes with the pause before it, at most, in milliseconds."""
    return cut.line.span.duration_ms + TURN_MS


def shuffled(lines: Sequence[Cut], random: Random) -> Iterator[Cut]:
    """The lines again and again without end, each time in another order."""
    while True:
        yield from random.sample(lines, len(lines))


@contextmanager
def empty_cache() -> Iterator[Path]:
    """A cache in which nothing is kept yet, gone afterwards."""
    before = os.environ.get(VARIABLE)
    with TemporaryDirectory() as folder:
        os.environ[VARIABLE] = folder
        try:
            yield Path(folder)
        finally:
            del os.environ[VARIABLE]
            if before is not None:
                os.environ[VARIABLE] = before


class Counted(AudioReader):
    """A reader that adds what it decoded to what all others did."""

    all_ms = 0

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        Counted.all_ms += self.decoded_ms
        super().__exit__(kind, error, trace)


ear.AudioReader = Counted  # type: ignore[attr-defined, misc]


@dataclass(slots=True)
class Work:
    """What a run took: seconds by the clock and of the processors, and how much sound was decoded."""

    wall_s: float = 0.0
    processor_s: float = 0.0
    decoded_ms: int = 0


@contextmanager
def working() -> Iterator[Work]:
    """Measures what is done inside."""
    work, decoded_ms = Work(), Counted.all_ms
    wall_s, processor_s = perf_counter(), process_time()
    yield work
    work.wall_s, work.processor_s = perf_counter() - wall_s, process_time() - processor_s
    work.decoded_ms = Counted.all_ms - decoded_ms


def listener(path: Path) -> tuple[Sound, Listener]:
    """Who listens to the recording, with the demo's model."""
    sound = open_sound(path)
    return sound, Listener(sound, SETTINGS)
