"""Sound to words, with the demo's real model."""

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from rnct_chapters.recording.speech.language import PLACES, detect, known_language, places
from rnct_chapters.recording.speech.loading import Loaded, load
from rnct_chapters.recording.speech.models import choose
from rnct_chapters.recording.speech.recognising import Heard, Recogniser
from rnct_chapters.timecode import Span

from .conftest import MODEL, RATE, samples


@pytest.fixture(scope="module")
def model() -> Loaded:
    return load(choose(str(MODEL)), "cpu")


@pytest.fixture
def french(model: Loaded) -> Recogniser:
    return Recogniser(model, "fr")


def texts(heard: Heard) -> list[str]:
    return [" ".join(w.text for w in s.words) for s in heard.segments]


def test_a_sentence_is_heard_at_its_time(french: Recogniser) -> None:
    """Words come with the recording's own times, wherever the sound was cut out of it, and begin with the speech."""
    heard = french.recognise(samples(4_400, 8_300), 4_400)
    assert texts(heard) == ["Je m'appelle Inès Valmont et je vais animer cette matinée avec vous."]
    (segment,) = heard.segments
    assert abs(segment.words[0].span.start_ms - 4_710) <= 100
    assert abs(segment.words[-1].span.end_ms - 8_009) <= 200
    assert all(type(w.span.start_ms) is int and 0 <= (w.probability or 0) <= 1 for w in segment.words)


def test_a_long_silence_moves_nothing(french: Recogniser) -> None:
    """Eight seconds of silence between sentences put no word early, and none into the silence."""
    sound = np.concatenate([samples(4_400, 8_300), np.zeros(8 * RATE, np.float32), samples(8_300, 11_700)])
    heard = french.recognise(sound, 100_000)
    assert len(heard.segments) == 2
    first, second = heard.segments
    assert first.words[-1].span.end_ms <= 103_800
    assert abs(second.words[0].span.start_ms - (100_000 + 3_900 + 8_000 + 209)) <= 100


NOISE = np.random.default_rng(5)


@pytest.mark.parametrize(
    "sound",
    [
        pytest.param(np.zeros(20 * RATE), id="silence"),
        pytest.param(NOISE.normal(0, 0.1, 20 * RATE), id="noise"),
        pytest.param(NOISE.normal(0, 0.001, 20 * RATE), id="hiss"),
        pytest.param(0.3 * np.sin(np.arange(20 * RATE) * 2 * np.pi * 120 / RATE), id="hum"),
        pytest.param(np.zeros(0), id="nothing"),
        pytest.param(np.zeros(7), id="less than a frame"),
    ],
)
def test_nobody_speaks(french: Recogniser, sound: np.ndarray) -> None:
    """Silence and noise give no words, though the model writes commas for them."""
    assert french.recognise(sound.astype(np.float32), 60_000) == Heard(())


def test_the_model_does_write_commas(model: Loaded) -> None:
    """What voice activity keeps from the model is real: alone, it writes something for noise."""
    noise = NOISE.normal(0, 0.1, 10 * RATE).astype(np.float32)
    written, _ = model.whisper.transcribe(noise, language="fr", temperature=[0.0], no_speech_threshold=None)
    assert "".join(s.text for s in written).strip()


@dataclass
class Scripted:
    """Stands where the model's object stands and writes what a larger model was seen to write; times in seconds."""

    takes: list[list[tuple[str, float, float]]]
    asked: list[dict[str, Any]] = field(default_factory=list)
    feature_extractor: Any = field(default_factory=lambda: SimpleNamespace(chunk_length=30))

    def transcribe(self, sound: np.ndarray, **options: Any) -> tuple[list[Any], None]:
        self.asked.append(options | {"seconds": len(sound) / RATE})
        words = [SimpleNamespace(word=" " + t, start=a, end=b, probability=0.5) for t, a, b in self.takes.pop(0)]
        return ([SimpleNamespace(seek=0, words=words)] if words else []), None


LOOP = [("merci", i * 0.3, i * 0.3 + 0.3) for i in range(10)]
GOOD = [("je", 0.4, 0.6), ("m'appelle", 0.6, 1.2), ("Inès", 1.2, 2.4), ("Valmont", 2.4, 3.7)]
COMMAS = [(",", 0.5, 0.6)]


@pytest.mark.parametrize(
    ("takes", "said", "left_out"),
    [
        pytest.param([GOOD], 4, 0, id="right at once"),
        pytest.param([LOOP, GOOD], 4, 0, id="right the second time"),
        pytest.param([LOOP, LOOP], 0, 1, id="never right"),
        pytest.param([[], GOOD], 4, 0, id="nothing written first"),
        pytest.param([COMMAS, GOOD], 4, 0, id="only commas first"),
        pytest.param([GOOD[:1], GOOD], 4, 0, id="the end was skipped"),
        pytest.param([GOOD[:1], []], 1, 0, id="the second take loses more"),
    ],
)
def test_what_cannot_be_is_decoded_again(takes: list[Any], said: int, left_out: int) -> None:
    """An impossible or missing sentence is asked for once more, at other temperatures; what stays impossible is left
    out and counted."""
    scripted = Scripted([list(take) for take in takes])
    heard = Recogniser(Loaded(scripted, "cpu", 1), "fr").recognise(samples(4_400, 8_300), 0)
    assert sum(len(s.words) for s in heard.segments) == said
    assert heard.left_out == left_out
    assert not scripted.takes
    assert [options["temperature"][0] for options in scripted.asked] == [0.0, 0.4][: len(takes)]


def test_hotwords_are_not_given_twice() -> None:
    """Sound that was read badly with hotwords is decoded again without them."""
    scripted = Scripted([[], list(GOOD)])
    Recogniser(Loaded(scripted, "cpu", 1), "fr", " Inès Valmont").recognise(samples(4_400, 8_300), 0)
    assert [options["hotwords"] for options in scripted.asked] == [" Inès Valmont", None]
    assert [options["temperature"][0] for options in scripted.asked] == [0.0, 0.0]


def test_pieces_of_a_word_are_one() -> None:
    """What the model writes without a space before it belongs to the word before."""
    scripted = Scripted([list(GOOD)])
    scripted.transcribe = lambda sound, **options: (  # type: ignore[method-assign]
        [
            SimpleNamespace(
                seek=0,
                words=[
                    SimpleNamespace(word=" aujourd", start=0.4, end=0.9, probability=0.5),
                    SimpleNamespace(word="'hui", start=0.9, end=1.4, probability=0.5),
                    SimpleNamespace(word=" ", start=1.4, end=1.5, probability=0.5),
                    SimpleNamespace(word=" c'était", start=1.5, end=3.6, probability=0.5),
                ],
            )
        ],
        None,
    )
    heard = Recogniser(Loaded(scripted, "cpu", 1), "fr").recognise(samples(4_400, 8_300), 0)
    assert texts(heard) == ["aujourd'hui c'était"]


def test_the_language_is_heard(model: Loaded) -> None:
    """French speech is found to be French, and nothing is said of a silence."""
    assert detect(model, lambda span: samples(span.start_ms, span.end_ms), 60_000) == "fr"
    assert detect(model, lambda span: np.zeros(span.duration_ms * 16, np.float32), 600_000) is None


def test_the_language_is_looked_for_in_the_same_places() -> None:
    """Places are inside the recording, in its middle first, and hold a whole piece wherever there is one."""
    assert places(20_000) == (0,)
    long = places(3_600_000)
    assert len(long) == PLACES
    assert sorted(long)[0] == 0
    assert max(long) + 30_000 == 3_600_000
    assert abs(long[0] - 1_800_000) < 300_000


@pytest.mark.parametrize(("asked", "code"), [("fr", "fr"), ("fr-CA", "fr"), ("FR", "fr"), ("pt_BR", "pt")])
def test_languages_as_people_write_them(model: Loaded, asked: str, code: str) -> None:
    """A region is no other language to a model."""
    assert known_language(asked, model, "small") == code


def test_an_overlap_is_heard_on_both_sides(french: Recogniser) -> None:
    """A stretch that begins inside a sentence still hears the words after its beginning at their times."""
    whole = french.recognise(samples(4_400, 11_700), 4_400)
    part = french.recognise(samples(6_000, 11_700), 6_000)
    after = Span(8_500, 11_700)
    said = [
        [(w.text, w.span.start_ms // 250) for s in heard.segments for w in s.words if w.span.start_ms >= after.start_ms]
        for heard in (whole, part)
    ]
    assert [text for text, _ in said[0]] == [text for text, _ in said[1]]
