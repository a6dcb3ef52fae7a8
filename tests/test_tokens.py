"""Comparable words: whatever is folded away, every word knows its characters in the text as written."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.tokens import content_words, fold, tokens, words

MESSY = st.lists(
    st.sampled_from(
        [
            *"aéœßŁ'’ʼ-–.,:;«»\"()[]*_ \n\t\r\f\u00a0\u202f\u00ad\u200b\u200e\u200f\u2028\ufeff\u0301\u0327",
            *[
                "l'eau",
                "don't",
                "1,5",
                "3 000",
                "ﬁn",
                "½",
                "École",
                "cœur",
                "नमस्ते",
                "日本語",
                "ΛΌΓΟΣ",
                "🎬",
                "²",
                "ǆ",
                "İ",
            ],
        ]
    ),
    max_size=30,
).map("".join)

FOLDED = {
    "l'eau": ("l", "eau"),
    "L’EAU": ("l", "eau"),
    "jusqu'à": ("jusqu", "a"),
    "don't": ("dont",),
    "we’ve": ("weve",),
    "Cœur": ("coeur",),
    "École": ("ecole",),
    "E\u0301cole": ("ecole",),
    "straße": ("strasse",),
    "co-construction": ("co", "construction"),
    "coopé\u00adration": ("cooperation",),
    "peut-être": ("peut", "etre"),
    "1,5 à 3.000": ("15", "a", "3000"),
    "fin, 3 fois": ("fin", "3", "fois"),
    "\u200f日本\u200f": ("日本",),
    "(*mot*)": ("mot",),
    "« … »": (),
    "": (),
}


@pytest.mark.parametrize("text", FOLDED)
def test_folded_words(text: str) -> None:
    """Case, accents, ligatures, apostrophes, hyphens and invisible characters make no difference."""
    assert words(text) == FOLDED[text]


@given(st.one_of(st.text(max_size=60), MESSY))
def test_folding_keeps_offsets(text: str) -> None:
    """Each word stands where it says, in order and apart from the next, and nothing that could be read is lost."""
    done = 0
    for token in tokens(text):
        assert done <= token.at.start < token.at.end <= len(text)
        assert fold(text[token.at.start : token.at.end]) == token.plain != ""
        assert fold(text[done : token.at.start]) == "" or not any(map(str.isalnum, text[done : token.at.start]))
        done = token.at.end


@given(st.text(max_size=40))
def test_folding_is_done_once(word: str) -> None:
    """A folded word folds to itself, so that stored and fresh words can be compared."""
    assert fold(fold(word)) == fold(word)


@given(MESSY)
def test_composed_and_decomposed_accents_are_the_same_words(text: str) -> None:
    """A file from a Mac, with its accents apart, has the words of any other file."""
    assert words(unicodedata.normalize("NFD", text)) == words(unicodedata.normalize("NFC", text))


def test_words_that_say_something() -> None:
    """Small words and single letters tell no place; numbers do."""
    assert content_words(words("le projet et la 7 x")) == 2
