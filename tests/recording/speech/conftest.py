"""What the tests of recognition share: the demo's sound, its small model, and a cache of their own."""

import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from rnct_chapters.recording.media.audio import AudioReader, open_sound
from rnct_chapters.recording.media.recording import Sound
from rnct_chapters.recording.speech import Settings
from rnct_chapters.timecode import Span

DEMO = Path(__file__).parents[3] / "data" / "demo"
MODEL = DEMO / "speech-model"
RATE = 16_000

Spoken = Callable[..., Sound]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache for each test, and no model but those that the test names."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("RNCT_CHAPTERS_CACHE", str(folder))
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    return folder


@pytest.fixture
def settings() -> Settings:
    """The demo's model, told what it will hear."""
    return Settings(model=str(MODEL), language="fr", device="cpu")


def samples(start_ms: int, end_ms: int, recording: str = "matinee") -> np.ndarray:
    """A part of a recording of the demo, at 16 kHz."""
    with AudioReader(open_sound(DEMO / f"{recording}.opus")) as reader:
        return reader.read(Span(start_ms, end_ms))


def write_wav(path: Path, sound: np.ndarray) -> Path:
    """A WAV file of the samples, from -1 to 1."""
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes((np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes())
    return path


@pytest.fixture
def spoken(tmp_path: Path) -> Spoken:
    """Makes a recording of parts of the demo's first one (spans in milliseconds), or of samples."""

    def make(*parts: tuple[int, int] | np.ndarray, name: str = "sound") -> Sound:
        heard = [part if isinstance(part, np.ndarray) else samples(*part) for part in parts]
        return open_sound(write_wav(tmp_path / f"{name}.wav", np.concatenate(heard)))

    return make
