"""A few words of a blob are those that unpacking all of it gives."""

import contextlib
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.errors import CorruptLibrary
from rnct_chapters.library.glance import Glance
from rnct_chapters.library.stored_words import pack, unpack
from rnct_chapters.recording.transcript import Segment, Transcript, Word
from rnct_chapters.timecode import Span
from tests.library.archive import said

TEXTS = st.lists(
    st.sampled_from(["l'eau", "—", "3", "000", "jardin", "deux\nlignes", "\ud800", "é"]), min_size=1, max_size=400
)


def heard_as(texts: list[str]) -> Transcript:
    words = tuple(Word(t, Span(1_000_000 - 7 * n, 1_000_000 + 13 * n)) for n, t in enumerate(texts))  # times step back
    return Transcript((Segment(words, "Ana"),), "fr", "whisper", "words", 2_000_000)


@given(texts=TEXTS, at=st.data())
def test_a_part_is_as_the_whole(texts: list[str], at: st.DataObject) -> None:
    """Words, times and the words that comparable words are of, wherever one looks."""
    blob = pack(heard_as(texts))
    whole, glance = unpack(blob), Glance(blob)
    first = at.draw(st.integers(0, len(texts) - 1))
    last = at.draw(st.integers(first, len(texts) - 1))
    assert len(glance) == len(texts)
    assert glance.texts(first, last + 1) == list(whole.texts[first : last + 1])
    start_ms = whole.starts_ms[first]
    assert glance.span_ms(first, last) == (start_ms, max(start_ms, whole.ends_ms[last]))
    words = [word for word, count in enumerate(whole.said) for _ in range(count)]
    from_token = sum(whole.said[:first])
    for token in range(from_token, len(words)):
        assert glance.word_of(token, first, from_token) == words[token]
    with pytest.raises(CorruptLibrary):
        glance.word_of(len(words), first, from_token)


@given(st.one_of(st.binary(max_size=60), st.binary(max_size=60).map(lambda raw: b"W" + zlib.compress(raw))))
def test_a_damaged_blob_is_told(blob: bytes) -> None:
    """Bytes that are no words are one sentence, or words of nothing."""
    with contextlib.suppress(CorruptLibrary):
        glance = Glance(blob)
        assert glance.texts(0, len(glance)) == [""] * len(glance)


def test_a_cut_blob_is_told() -> None:
    """A blob that lost its end is not read as far as it goes."""
    blob = pack(said(300))
    for stop in (0, 1, 40, len(blob) - 1):
        with pytest.raises(CorruptLibrary):
            Glance(blob[:stop])
