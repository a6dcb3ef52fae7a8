"""The words of two stretches that overlap."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.recording.speech.assembling import joined_segments, ordered
from rnct_chapters.recording.speech.seams import inside, seam, trimmed
from rnct_chapters.recording.speech.store import Stretch
from rnct_chapters.recording.speech.stretches import Boundary
from rnct_chapters.recording.transcript import Segment, Word
from rnct_chapters.timecode import Span


def words(text: str, *starts: int) -> tuple[Word, ...]:
    return tuple(Word(t, Span(start, start + 200)) for t, start in zip(text.split(), starts, strict=True))


def kept(left: tuple[Word, ...], right: tuple[Word, ...], boundary_ms: int) -> str:
    first, second = seam(left, right, boundary_ms)
    return " ".join(w.text for w in left[:first] + right[second:])


@pytest.mark.parametrize(
    ("left", "right", "said"),
    [
        pytest.param(
            words("nous avons donc ins", 9_000, 9_300, 9_700, 10_300),
            words("vons donc installé des", 9_350, 9_720, 10_100, 10_700),
            "nous avons donc installé des",
            id="each side hears badly at its own end",
        ),
        pytest.param(
            words("un deux", 9_000, 9_880),
            words("deux trois", 9_920, 10_300),
            "un deux trois",
            id="a word on the boundary is said once",
        ),
        pytest.param(
            words("un deux", 9_000, 9_920),
            words("deux trois", 9_880, 10_300),
            "un deux trois",
            id="a word that each puts on the other's side is not lost",
        ),
        pytest.param(
            words("un deux cinq", 9_000, 9_500, 10_100),
            words("six trois", 9_600, 10_400),
            "un deux trois",
            id="where they agree on nothing each keeps its side",
        ),
        pytest.param(words("un", 9_000), (), "un", id="nothing on the right"),
        pytest.param((), words("un", 10_100), "un", id="nothing on the left"),
    ],
)
def test_words_at_a_seam(left: tuple[Word, ...], right: tuple[Word, ...], said: str) -> None:
    """No word of an overlap is lost or said twice."""
    assert kept(left, right, 10_000) == said


@given(st.lists(st.integers(150, 600), min_size=1, max_size=60), st.integers(-80, 80), st.integers(2_000, 20_000))
def test_two_good_hearings_give_the_words_once(gaps: list[int], shift_ms: int, boundary_ms: int) -> None:
    """Where both sides heard the same different words, a little shifted, the seam gives them all, once, in order."""
    starts = [1_000 + sum(gaps[:i]) for i in range(len(gaps))]
    said = [Word(str(i), Span(start, start + 140)) for i, start in enumerate(starts)]
    shifted = [Word(w.text, Span(w.span.start_ms + shift_ms, w.span.end_ms + shift_ms)) for w in said]
    left = tuple(w for w in said if w.span.end_ms <= boundary_ms + 1_000)
    right = tuple(w for w in shifted if w.span.start_ms >= boundary_ms - 1_000)
    stretches = {
        0: Stretch(Span(0, boundary_ms), (Segment(left),) if left else ()),
        1: Stretch(Span(boundary_ms, 60_000), (Segment(right),) if right else ()),
    }
    joined = list(ordered(list(joined_segments(stretches, {1: Boundary(boundary_ms, True)}))))
    assert [w.text for s in joined for w in s.words] == [w.text for w in said]
    times = [w.span.start_ms for s in joined for w in s.words]
    assert times == sorted(times)


def test_alone_a_stretch_keeps_what_is_its_own() -> None:
    """While its neighbours are not known, a stretch gives the words whose middle lies between its boundaries."""
    heard = (Segment(words("avant dedans", 9_700, 10_000)), Segment(words("aussi après", 19_000, 20_100)))
    joined = list(joined_segments({4: Stretch(Span(10_000, 20_000), heard)}, {4: Boundary(10_000, True)}))
    assert [[w.text for w in s.words] for s in joined] == [["dedans"], ["aussi"]]


def test_segments_left_without_words_are_gone() -> None:
    """Trimming keeps segments apart, and leaves none empty."""
    segments = [Segment(words("a b", 0, 1_000)), Segment(words("c", 2_000)), Segment(words("d e", 3_000, 4_000))]
    assert [[w.text for w in s.words] for s in trimmed(segments, 2, 4)] == [["c"], ["d"]]
    assert inside(segments, Span(2_050, 3_100)) == (2, 3)
