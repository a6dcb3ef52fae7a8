"""What nobody can have said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.recording.speech.mending import (
    COVERS_MS,
    LONGEST_WORD_MS,
    Fault,
    compression,
    fault_in,
    loops,
    missed_ms,
    shortened,
    stretched,
)
from rnct_chapters.recording.transcript import Segment, Word
from rnct_chapters.timecode import Span

ALL = (Span(0, 3_600_000),)


def spoken(text: str, each_ms: int = 300, start_ms: int = 0) -> Segment:
    words = text.split()
    spans = [Span(start_ms + i * each_ms, start_ms + (i + 1) * each_ms) for i in range(len(words))]
    return Segment(tuple(Word(word, span) for word, span in zip(words, spans, strict=True)))


SENTENCE = "un jardin partagé ce n'est pas un terrain c'est une conversation"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (SENTENCE, None),
        ("non, non, non.", None),
        ("oui oui oui oui", None),
        ("on arrose, on partage, on prévient, on arrose", None),
        ("La Musique, c'est (vraiment) bien", None),
        (", , ...", Fault.WORDLESS),
        ("[Musique]", Fault.WORDLESS),
        ("♪ ♪", Fault.WORDLESS),
        ("* rires *", Fault.WORDLESS),
        ("(Applaudissements)", Fault.WORDLESS),
        ("Sous-titres réalisés par la communauté d'Amara.org", Fault.CREDITS),
        ("Sous-titrage Société Radio-Canada", Fault.CREDITS),
        ("merci merci merci merci merci merci", Fault.LOOP),
        ("et puis et puis et puis et puis", Fault.LOOP),
        ("on va voir, on va voir. On va voir", Fault.LOOP),
        ("le projet de la ville " * 3, Fault.LOOP),
        ("je ne sais pas si c'est une bonne idée mais voilà " * 8, Fault.LOOP),
    ],
)
def test_what_nobody_says(text: str, fault: Fault | None) -> None:
    """Loops, credits and sounds are found; what people repeat for effect is not."""
    assert fault_in(spoken(text), ALL) is fault


def test_words_in_silence_were_not_said() -> None:
    """Where voice activity heard nobody, nothing was said; where it heard a part, something was."""
    segment = spoken("merci d'avoir regardé")
    assert fault_in(segment, [Span(5_000, 9_000)]) is Fault.SILENCE
    assert fault_in(segment, ()) is Fault.SILENCE
    assert fault_in(segment, [Span(400, 900)]) is None


@pytest.mark.parametrize(("each_ms", "fault"), [(50, Fault.TOO_FAST), (100, Fault.TOO_FAST), (140, None), (400, None)])
def test_nobody_speaks_so_fast(each_ms: int, fault: Fault | None) -> None:
    """A sentence squeezed into less time than it takes is impossible; a fast speaker is not."""
    assert fault_in(spoken(SENTENCE, each_ms), ALL) is fault


def test_a_word_over_too_much_speech_hides_others() -> None:
    """A word may last in silence, but not over more speech than a word is, and less across a pause."""
    speech = [Span(0, 3_000), Span(5_000, 8_000)]
    long, over_silence, across = Span(500, 2_200), Span(2_900, 5_400), Span(2_000, 5_300)
    segment = Segment((Word("un", long), Word("deux", over_silence), Word("trois", across)))
    assert stretched([segment], speech) == (long, across)


@pytest.mark.parametrize(
    ("words", "missed"),
    [
        ([], 4_000),
        ([(1_000, 1_500), (1_500, 2_000)], 3_000),
        ([(2_000, 2_500), (4_000, 5_000)], 1_500),
        ([(1_000, 5_000)], 3_000),
        ([(0, 900), (6_000, 7_000)], 4_000),
    ],
)
def test_what_no_word_stands_for(words: list[tuple[int, int]], missed: int) -> None:
    """The longest part of some speech without a word; a long word stands for its first second only."""
    segments = [Segment((Word("mot", Span(*span)),)) for span in words]
    assert missed_ms(segments, Span(1_000, 5_000)) == missed


def test_too_long_words_are_cut() -> None:
    """No word is left longer than one can be, and the others keep their times."""
    segment = Segment((Word("bref", Span(0, 5_000)), Word("voilà", Span(5_000, 5_400))))
    assert [w.span for s in shortened([segment]) for w in s.words] == [Span(0, COVERS_MS), Span(5_000, 5_400)]


vocabulary = st.sampled_from("un deux trois quatre jardin eau banc terre".split())


@given(st.lists(vocabulary, min_size=1, max_size=8), st.integers(6, 12))
def test_any_loop_is_found(words: list[str], times: int) -> None:
    """Words said six times over are a loop, whatever they are and whatever stands around them."""
    assert loops(spoken(" ".join(["enfin", *words * times, "voilà"])).words)


@given(st.lists(st.integers(0, 10**9), unique=True, max_size=60))
def test_different_words_are_no_loop(numbers: list[int]) -> None:
    """Words that are all different are never a loop."""
    assert not loops(spoken(" ".join(map(str, numbers))).words)


@given(st.text(max_size=200))
def test_compression_says_how_repetitive_a_text_is(text: str) -> None:
    """Short texts never pass the threshold by their shortness; any text repeated often does."""
    assert compression(text) <= 2.4 or len(text.encode()) > 25
    assert compression((text + "abc ") * 50) > 2.4


@given(st.lists(st.tuples(st.integers(0, 9_000), st.integers(0, 5_000)), max_size=8))
def test_shortened_words_keep_their_starts(times: list[tuple[int, int]]) -> None:
    """Cutting changes no start and makes no word longer."""
    words = tuple(Word("a", Span(a, a + n)) for a, n in times)
    segments = [Segment(words)] if words else []
    for before, after in zip(words, (w for s in shortened(segments) for w in s.words), strict=True):
        assert after.span.start_ms == before.span.start_ms
        assert after.span.duration_ms <= min(before.span.duration_ms, LONGEST_WORD_MS)
