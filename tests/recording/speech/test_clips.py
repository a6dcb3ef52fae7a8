"""What of a stretch is decoded, and in which pieces."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.recording.speech.activity import FRAME_MS
from rnct_chapters.recording.speech.clips import APART_MS, MARGIN_MS, cut, parted
from rnct_chapters.timecode import Span


@st.composite
def speech(draw: st.DrawFn) -> list[Span]:
    """Runs of speech in order, apart by pauses."""
    runs, at = [], draw(st.integers(0, 3_000))
    for gap, length in draw(st.lists(st.tuples(st.integers(200, 5_000), st.integers(96, 20_000)), max_size=12)):
        runs.append(Span(at + gap, at + gap + length))
        at += gap + length
    return runs


longest = st.sampled_from([10_000, 30_000])


@given(speech(), longest)
def test_all_speech_is_decoded_once(runs: list[Span], longest_ms: int) -> None:
    """Every run of speech is in one clip; clips are in order, do not overlap, and hold no long silence."""
    whole = Span(0, runs[-1].end_ms + 100 if runs else 1_000)
    clips = cut(runs, whole, longest_ms)
    assert [run for clip in clips for run in clip.speech] == runs
    for clip in clips:
        assert whole.start_ms <= clip.span.start_ms <= clip.speech[0].start_ms
        assert clip.speech[-1].end_ms <= clip.span.end_ms <= whole.end_ms
        assert clip.span.duration_ms <= longest_ms or len(clip.speech) == 1
        for a, b in zip(clip.speech, clip.speech[1:], strict=False):
            assert b.start_ms - a.end_ms < APART_MS
    for before, after in itertools.pairwise(clips):
        assert before.span.end_ms <= after.span.start_ms


@given(speech(), longest, st.data())
def test_running_speech_is_parted(runs: list[Span], longest_ms: int, data: st.DataObject) -> None:
    """No part is longer than the model takes, and the parts of a run are the run."""
    runs = [Span(r.start_ms // FRAME_MS * FRAME_MS, r.end_ms // FRAME_MS * FRAME_MS) for r in runs]
    frames = runs[-1].end_ms // FRAME_MS if runs else 0
    probabilities = data.draw(st.lists(st.floats(0, 1), min_size=frames, max_size=frames)) if frames < 200 else None
    parts = parted(runs, probabilities or [0.5] * frames, 0, longest_ms)
    assert all(part.duration_ms <= longest_ms - 2 * MARGIN_MS + FRAME_MS for part in parts)
    for run in runs:
        inside = [p for p in parts if run.start_ms <= p.start_ms < run.end_ms]
        assert (inside[0].start_ms, inside[-1].end_ms) == (run.start_ms, run.end_ms)
        assert all(a.end_ms == b.start_ms for a, b in itertools.pairwise(inside))


def test_running_speech_is_parted_where_it_is_least_sure() -> None:
    """The parting lies where voice activity is lowest."""
    probabilities = [0.9] * 500
    probabilities[200] = 0.4
    parts = parted([Span(0, 16_000)], probabilities, 0, 10_000)
    assert parts[0] == Span(0, 6_416)
