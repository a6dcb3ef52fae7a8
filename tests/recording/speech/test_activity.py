"""Voice activity: where somebody speaks, in milliseconds."""

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.recording.speech.activity import BEGINS, FRAME_MS, PAUSE_MS, activity, joined, speech_in
from rnct_chapters.timecode import Span

from .conftest import samples

chances = st.lists(st.floats(0, 1), max_size=200)


def test_speech_is_found_where_it_is() -> None:
    """The edges of speech are those of the script's lines, within a tenth of a second."""
    speech = speech_in(activity(samples(0, 9_000)), 0)
    lines = [(600, 4_010), (4_710, 8_009), (8_509, 9_000)]
    assert len(speech) == len(lines)
    for run, (start_ms, end_ms) in zip(speech, lines, strict=True):
        assert abs(run.start_ms - start_ms) < 100
        assert abs(run.end_ms - end_ms) < 100


def test_what_is_heard_is_left_as_it_was() -> None:
    """Voice activity changes nothing of the samples it is given, though the model writes into its input."""
    sound = samples(0, 2_048)
    before = sound.copy()
    activity(sound)
    assert np.array_equal(sound, before)


def test_nothing_is_nothing() -> None:
    """No samples have no speech."""
    assert not len(activity(np.zeros(0, np.float32)))
    assert speech_in([], 5_000) == ()


@given(chances, st.integers(0, 10**8))
def test_speech_is_in_order_and_apart(probabilities: list[float], start_ms: int) -> None:
    """Runs lie inside the sound, in order, at least a pause apart, and each holds a frame that is surely speech."""
    speech = speech_in(probabilities, start_ms)
    for run in speech:
        assert start_ms <= run.start_ms < run.end_ms <= start_ms + len(probabilities) * FRAME_MS
        frames = range((run.start_ms - start_ms) // FRAME_MS, (run.end_ms - start_ms) // FRAME_MS)
        assert any(probabilities[i] >= BEGINS for i in frames)
    for before, after in itertools.pairwise(speech):
        assert after.start_ms - before.end_ms >= PAUSE_MS


def test_near_spans_are_one() -> None:
    """Spans nearer than the limit are one, and one inside another takes nothing away from it."""
    spans = [Span(0, 100), Span(20, 50), Span(150, 200), Span(400, 500)]
    assert joined(spans, 100) == [Span(0, 200), Span(400, 500)]
