"""The runs of words that full text searches."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.library.database import Library
from rnct_chapters.library.passages import LEAD, LEAST, MOST, comparable_words, ends_sentence, passages_of
from rnct_chapters.recording.transcript import Segment, Transcript, Word, spread
from rnct_chapters.timecode import Span
from tests.library.archive import said
from tests.library.test_stored_words import transcripts


def of_cues(*cues: str, speaker: str | None = None) -> Transcript:
    """A transcript of cues of five seconds each."""
    spans = [Span(5_000 * n, 5_000 * n + 5_000) for n in range(len(cues))]
    segments = tuple(Segment(spread(text, span), speaker) for text, span in zip(cues, spans, strict=True))
    return Transcript(segments, "fr", "srt", "interpolated", 5_000 * len(cues))


@given(transcripts() | st.builds(said, st.integers(1, 400), st.integers(0, 99)))
def test_passages_hold_every_word_once(transcript: Transcript) -> None:
    """Passages follow each other without gaps, have one speaker, and know their comparable words and times."""
    words = list(transcript.words())
    speakers = [s.speaker for s in transcript.segments for _ in s.words]
    plain = comparable_words(transcript).plain
    first = token = 0
    for p in passages_of(transcript):
        assert (p.first, p.first_token) == (first, token)
        assert 1 <= p.count <= MOST
        assert set(speakers[first : first + p.count]) == {p.speaker}
        assert p.plain == " ".join(plain[token : token + p.tokens + LEAD])
        inside = words[first : first + p.count]
        assert p.start_ms == min(w.span.start_ms for w in inside)
        assert p.end_ms == max(w.span.end_ms for w in inside)
        first, token = first + p.count, token + p.tokens
    assert (first, token) == (len(words), len(plain))


def test_a_passage_ends_with_a_sentence() -> None:
    """From twenty words on, the end of a sentence ends the passage."""
    sentence = "un deux trois quatre cinq six sept huit neuf dix onze."
    found = passages_of(of_cues(f"{sentence} {sentence} {sentence}", sentence))
    assert [p.count for p in found] == [22, 22]


def test_captions_without_sentences_end_with_a_cue() -> None:
    """Where nothing is punctuated, a passage of forty words ends with its cue."""
    found = passages_of(of_cues(*["un deux trois quatre cinq six sept huit neuf"] * 20))
    assert [p.count for p in found] == [45, 45, 45, 45]


def test_speech_without_any_end_is_cut() -> None:
    """A cue without end is cut at eighty words, and a phrase over the cut is found where it begins."""
    found = passages_of(of_cues(" ".join(f"x{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(200))))
    assert [p.count for p in found] == [80, 80, 40]
    assert "xdb xdc" in found[0].plain


def test_a_turn_ends_its_passage() -> None:
    """Nobody's words stand in another one's passage, however few they are."""
    words = tuple(Word(f"w{n}", Span(n, n + 1)) for n in range(9))
    segments = (Segment(words[:3], "Ana"), Segment(words[3:5], None), Segment(words[5:], "Ana"))
    found = passages_of(Transcript(segments, "fr", "srt", "words", 9))
    assert [(p.count, p.speaker) for p in found] == [(3, "Ana"), (2, None), (4, "Ana")]
    assert all(p.count < LEAST for p in found)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("dit.", True),
        ("quoi\u202f?»", True),
        ("non…”", True),
        ("好。", True),
        ("3.5", False),
        ("M", False),
        ("", False),
    ],
)
def test_ends_of_sentences(text: str, ends: bool) -> None:
    """Closing quotes and brackets do not hide the end of a sentence."""
    assert ends_sentence(text) == ends


SCRIPTS = (
    "Η συνεργασία ζει",  # noqa: RUF001
    "التعاون يُعاش هنا",
    "合作社 就在 这里",
    "сотрудничество живёт",
    "L’ŒUVRE d’été ÉMILE",
    "İstanbul ß ﬁn",
    "𝐁𝐨𝐥𝐝 ²³ ½",  # noqa: RUF001
    "नमस्ते दुनिया",
)


@pytest.mark.parametrize("text", SCRIPTS)
def test_full_text_takes_our_words_as_they_are(tmp_path: Path, text: str) -> None:
    """SQLite parts and changes none of our comparable words, in any script."""
    assert_same_words(tmp_path / "index.db", text)


@given(st.text(st.characters(codec=None), max_size=60))
def test_full_text_takes_any_word_as_it_is(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """No character makes SQLite see other words than we do."""
    assert_same_words(tmp_path_factory.mktemp("any") / "index.db", text)


def assert_same_words(path: Path, text: str) -> None:
    words = comparable_words(of_cues(text)).plain
    with Library.open(path, write=True) as library:
        library.change("INSERT INTO spoken(rowid, plain) VALUES(1, ?)", (" ".join(words),))
        library.change("CREATE VIRTUAL TABLE temp.seen USING fts5vocab(main, spoken, instance)")
        assert [term for (term,) in library.query("SELECT term FROM seen ORDER BY offset")] == words
