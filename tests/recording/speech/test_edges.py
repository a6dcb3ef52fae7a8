"""Word times near silence."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.recording.speech.edges import settle
from rnct_chapters.recording.transcript import Segment, Word
from rnct_chapters.timecode import Span

SPEECH = (Span(1_000, 3_000), Span(13_000, 15_000))


def said(*times: tuple[int, int]) -> Segment:
    return Segment(tuple(Word(f"mot{i}", Span(*span), 0.9) for i, span in enumerate(times)))


def times(segments: tuple[Segment, ...]) -> list[tuple[int, int]]:
    return [(w.span.start_ms, w.span.end_ms) for s in segments for w in s.words]


@pytest.mark.parametrize(
    ("given", "mended"),
    [
        pytest.param([(600, 1_400), (1_400, 2_000)], [(1_000, 1_400), (1_400, 2_000)], id="begins in silence"),
        pytest.param([(1_200, 1_400), (1_400, 2_000)], [(1_000, 1_400), (1_400, 2_000)], id="begins a little late"),
        pytest.param([(1_600, 1_900)], [(1_600, 1_900)], id="begins much later: words before it were missed"),
        pytest.param([(3_400, 3_700), (13_300, 13_600)], [(13_000, 13_300), (13_300, 13_600)], id="ten seconds early"),
        pytest.param([(2_900, 13_400), (13_400, 13_900)], [(13_000, 13_400), (13_400, 13_900)], id="first, stretched"),
        pytest.param([(2_000, 2_500), (2_500, 13_200)], [(2_000, 2_500), (2_500, 3_000)], id="last, stretched"),
        pytest.param([(2_000, 2_500), (2_500, 4_500)], [(2_000, 2_500), (2_500, 3_000)], id="lingers"),
        pytest.param([(2_000, 2_500), (4_000, 4_200)], [(2_000, 2_500), (2_800, 3_000)], id="last, in silence"),
        pytest.param([(2_000, 2_500), (2_600, 2_600)], [(2_000, 2_500), (2_600, 3_000)], id="last, without time"),
        pytest.param([(14_000, 14_300), (13_500, 13_900)], [(14_000, 14_150), (14_150, 14_300)], id="runs back"),
        pytest.param([(14_000, 14_900), (14_500, 14_950)], [(14_000, 14_500), (14_500, 15_000)], id="overlap"),
    ],
)
def test_words_go_where_speech_is(given: list[tuple[int, int]], mended: list[tuple[int, int]]) -> None:
    """A word that lies in silence is moved, or cut, to the speech that it belongs to."""
    assert times(settle([said(*given)], SPEECH)) == mended


def test_without_voice_activity_only_order_is_made() -> None:
    """Where there is nothing to hold on to, times stay as they were."""
    assert times(settle([said((5, 9), (9, 12))], ())) == [(5, 9), (9, 12)]


spans = st.tuples(st.integers(0, 20_000), st.integers(0, 4_000)).map(lambda t: (t[0], t[0] + t[1]))


@given(
    st.lists(st.lists(spans, min_size=1, max_size=6), max_size=5),
    st.lists(st.integers(50, 4_000), max_size=10),
)
def test_settled_words_are_in_order_inside_speech(given: list[list[tuple[int, int]]], lengths: list[int]) -> None:
    """Whatever the model says, no word is lost or renamed, starts never run back, no word passes the next one's
    start, and every word lies in speech."""
    edges = [sum(lengths[: i + 1]) + 300 * i for i in range(len(lengths))]
    speech = [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=False)]
    segments = [said(*words) for words in given]
    settled = settle(segments, speech)
    assert [[w.text for w in s.words] for s in settled] == [[w.text for w in s.words] for s in segments]
    words = [w.span for s in settled for w in s.words]
    assert all(a.start_ms <= b.start_ms for a, b in itertools.pairwise(words))
    assert all(a.end_ms <= b.start_ms or a.start_ms == b.start_ms for a, b in itertools.pairwise(words))
    if speech:
        assert all(any(r.start_ms <= w.start_ms and w.end_ms <= r.end_ms for r in speech) for w in words)
