"""Is a subject being talked about at a stamp: rank within the recording, never an absolute score."""

from rnct_chapters.matching.passages import find_topic
from tests.matching.spoken import WORD_MS, chatter, heard


def test_a_subject_stands_out_where_it_is_talked_about() -> None:
    """Three rare words of a passage spoken after the stamp make its place the best of the recording."""
    said = chatter(2_000, seed=4).split()
    for i, word in zip((900, 930, 960), ("vitawin", "collégiens", "maillage"), strict=True):
        said[i] = word
    topic = find_topic("Le dispositif Vitawin donne un maillage aux collégiens", 900 * WORD_MS, heard(" ".join(said)))
    assert topic is not None
    assert topic.share == 0
    assert topic.ratio > 1.5
    assert topic.first_ms == 900 * WORD_MS
    assert set(topic.heard) == {"vitawin", "maillage", "collegiens"}


def test_elsewhere_the_same_subject_stands_low() -> None:
    """The stamp of another moment does not profit from words that are spoken far from it."""
    said = chatter(2_000, seed=4).split()
    for i, word in zip((900, 930, 960), ("vitawin", "collégiens", "maillage"), strict=True):
        said[i] = word
    topic = find_topic("Le dispositif Vitawin donne un maillage aux collégiens", 100 * WORD_MS, heard(" ".join(said)))
    assert topic is not None
    assert topic.ratio < 0.7


def test_small_words_alone_are_no_subject() -> None:
    """A passage of nothing but articles and pronouns cannot be judged."""
    assert find_topic("il y a ce que l'on en fait", 0, heard(chatter(2_000))) is None


def test_a_recording_too_short_to_compare_is_not_judged() -> None:
    """In half a minute every place is like every other."""
    assert find_topic("le maillage des collégiens", 0, heard(chatter(60))) is None
