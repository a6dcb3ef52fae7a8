"""Names as captions mishear them, and what tells an introduction from a mention."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.matching import Heard
from rnct_chapters.matching.names import SAME_NAME, find_name, introductions, name_likeness
from rnct_chapters.recording.transcript import Segment, Transcript, Word
from rnct_chapters.timecode import Span
from rnct_chapters.tokens import words


def heard(text: str) -> Heard:
    """A transcript of these words, one a second."""
    said = tuple(Word(w, Span(1000 * i, 1000 * i + 900)) for i, w in enumerate(text.split()))
    return Heard(Transcript((Segment(said),), "fr", "webvtt", "words", said[-1].span.end_ms))


FILLER = "et donc les habitants de la commune ont fait vivre ce projet dans tout le territoire depuis dix ans "


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Valérie DUMONTET", "Valerie Dumontet", True),
        ("Tidjane Roussel", "Tidiane Roussel", True),
        ("ROUSSEL Tidjane", "Tidjane Roussel", True),
        ("Charles-Benoît Heidsieck", "Charles Benoit Heidsiek", True),
        ("Marie Dupont", "Martin Dupont", False),
        ("Paul Martin", "Anne Martin", False),
        ("Bernard Alix", "Bernard Petit", False),
        ("", "Ana Roy", False),
    ],
)
def test_two_spellings_of_one_person(one: str, other: str, same: bool) -> None:
    """A letter or two may differ; a first name or surname of its own is somebody else."""
    assert (name_likeness(one, other) >= SAME_NAME) is same


@pytest.mark.parametrize(
    ("name", "said", "way", "spelled"),
    [
        ("Marius Delorme", "je passe la parole à Marius Delorme maire", "introduced", "Marius Delorme"),
        ("Salomé Kerbrat", "je me tourne maintenant vers Salomé Kerbrat", "introduced", "Salomé Kerbrat"),
        ("Tidiane Roussel", "heureuse d'accueillir Tidjane Rousselle sociologue", "introduced", "Tidjane Rousselle"),
        ("Pascale Fressoz", "j'accueille maintenant Pascale Fraisso", "introduced", "Pascale Fraisso"),
        ("Inès Valmont", "je m'appelle Inès Valmont", "introduced", "Inès Valmont"),
        ("Jane Doering", "next up is Jane Doering from the council", "introduced", "Jane Doering"),
        ("Jane Doering", "please welcome Jane Dooring", "introduced", "Jane Dooring"),
        ("Luc Durand", "Luc Durand c'est à vous", "introduced", "Luc Durand"),
        ("Luc Durand", "comme le dit Luc Durand dans son livre", "named", "Luc Durand"),
        ("Luc Durand", "merci Luc Durand pour tout", "thanked", "Luc Durand"),
        ("Brice Comment", "je donne la parole à Brice Comment", "introduced", "Brice Comment"),
        ("Marius Delorme", "merci Marius pour ce témoignage", "thanked", "Marius"),
        ("Marius Delorme", "merci monsieur Delorme pour ce témoignage", "thanked", "Delorme"),
    ],
)
def test_introductions(name: str, said: str, way: str, spelled: str) -> None:
    """What stands before and after a name says what is meant by it; misheard letters lower the score."""
    found = introductions([name], heard(FILLER + said + " " + FILLER))
    assert [(i.way, i.heard) for i in found] == [(way, spelled)]
    assert 50 <= found[0].score <= 100
    assert found[0].span.start_ms >= 1000 * len(FILLER.split())


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Brice Comment", "je passe la parole à la salle et comment fait on pour bien faire"),
        ("Marie Spicher", "merci la mairie de nous accueillir"),
        ("Georges Dhers", "je passe la parole à tout le monde"),
        ("Bernard Alix", "le grand Bernard est venu"),
    ],
)
def test_ordinary_words_are_no_names(name: str, said: str) -> None:
    """A surname that is a word, a town hall, a first name alone in passing: nobody is introduced."""
    assert introductions([name], heard(FILLER + said + " " + FILLER)) == []


def test_a_list_introduces_nobody_who_is_introduced_later() -> None:
    """Names read out together at the start are not where anybody begins to speak."""
    said = "nous accueillons Ana Leroy Luc Durand et Zoé Martin " + FILLER + "je passe la parole à Luc Durand " + FILLER
    found = {i.name: i.span.start_ms for i in introductions(["Ana Leroy", "Luc Durand", "Zoé Martin"], heard(said))}
    assert found["Luc Durand"] > 20_000
    assert found["Ana Leroy"] < 5_000


@given(st.lists(st.text(max_size=6), max_size=6).map(" ".join), st.text(max_size=60))
def test_places_are_within_the_words(name: str, text: str) -> None:
    """Whatever the name and the words, a place is a range of the words, and places lie apart."""
    plain = words(text)
    places = find_name(name, plain)
    assert all(0 <= p.first <= p.last < len(plain) and 0 <= p.score <= 100 for p in places)
    assert all(a.last < b.first for a, b in pairwise(places))


@given(st.integers(0, 60))
def test_a_name_is_found_wherever_it_is_said(at: int) -> None:
    """The place of a name in the recording makes no difference."""
    said = (FILLER * 4).split()
    text = [*said[:at], "Salomé", "Kerbrat", *said[at:]]
    assert [(p.first, p.last) for p in find_name("Salomé Kerbrat", words(" ".join(text)))] == [(at, at + 1)]
