"""The blob that holds a recording's words."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.errors import CorruptLibrary
from rnct_chapters.library.passages import comparable_words
from rnct_chapters.library.stored_words import pack, unpack
from rnct_chapters.recording.transcript import Segment, Transcript, Word
from rnct_chapters.timecode import Span
from tests.library.archive import said

TEXTS = st.text(st.characters(codec=None), max_size=8)  # halves of characters, zeros and line breaks are among them
NUMBERS = st.integers(0, 400 * 3_600_000)


@st.composite
def transcripts(draw: st.DrawFn) -> Transcript:
    """Any transcript, also with words out of order and speakers of any name."""

    def word() -> Word:
        start = draw(NUMBERS)
        return Word(draw(TEXTS), Span(start, start + draw(st.integers(0, 5_000))))

    segments = tuple(
        Segment(tuple(word() for _ in range(draw(st.integers(1, 4)))), draw(st.none() | TEXTS))
        for _ in range(draw(st.integers(0, 5)))
    )
    searched = draw(st.none() | st.just((Span(0, 5), Span(9, 12))))
    return Transcript(segments, "fr", "index", "words", draw(NUMBERS), searched=searched)


@given(transcripts())
def test_what_is_packed_comes_back(transcript: Transcript) -> None:
    """Not a character, a millisecond or a turn is lost, whatever the words are."""
    stored = unpack(pack(transcript))
    assert stored.transcript("fr", transcript.duration_ms) == transcript
    assert pack(stored.transcript("fr", transcript.duration_ms)) == pack(transcript)


@given(transcripts())
def test_comparable_words_are_counted(transcript: Transcript) -> None:
    """The counts that are kept tell of every comparable word which word it is of."""
    words = comparable_words(transcript)
    stored = unpack(pack(transcript))
    assert sum(stored.said) == len(words.plain)
    assert list(stored.said) == list(words.said)


@given(st.data())
def test_damage_is_noticed(data: st.DataObject) -> None:
    """A blob with other bytes is refused; it never gives other words."""
    transcript = said(60)
    blob = bytearray(pack(transcript))
    for at in data.draw(st.lists(st.integers(0, len(blob) - 1), min_size=1, max_size=4)):
        blob[at] ^= data.draw(st.integers(1, 255))
    try:
        found = unpack(bytes(blob))
    except CorruptLibrary:
        return
    assert found.transcript("fr", transcript.duration_ms) == replace(transcript, kind="index")


@pytest.mark.parametrize("blob", [b"", b"W", b"X123", b"Wnothing", pack(said(60))[:-5]], ids=range(5))
def test_what_is_no_blob_is_refused(blob: bytes) -> None:
    """An empty, foreign or cut blob is one sentence."""
    with pytest.raises(CorruptLibrary, match="index rebuild"):
        unpack(blob)


def test_an_hour_and_a_half_is_small() -> None:
    """Words, times and speakers of 13,000 words take less than a tenth of a megabyte."""
    assert len(pack(said(13_000))) < 100_000
