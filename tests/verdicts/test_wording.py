"""How exactly a quote was said, and what changed that changes the meaning."""

import pytest

from rnct_chapters.matching import Heard
from rnct_chapters.verdicts.voices import is_another, speaker_heard
from rnct_chapters.verdicts.wording import compare
from tests.matching.spoken import chatter, find, heard, transcript

BEFORE, AFTER = chatter(400, seed=2), chatter(400, seed=3)

CASES = [
    ("as written", "la confiance ne se décrète pas", "la confiance ne se décrète pas", "verbatim", None),
    (
        "fillers only",
        "la confiance ne se décrète pas du tout",
        "la euh confiance ne se décrète pas du tout",
        "verbatim",
        None,
    ),
    (
        "a word for another",
        "la vraie récolte ce sont les liens entre voisins",
        "la vraie révolte ce sont les liens entre voisins",
        "edited",
        None,
    ),
    (
        "another number",
        "nous avons compté 70 familles dans le quartier nord",
        "nous avons compté 60 familles dans le quartier nord",
        "edited",
        "differs_number",
    ),
    (
        "a negation added by the article",
        "la mairie ne veut pas fermer le jardin partagé",
        "la mairie ne veut fermer le jardin partagé",
        "edited",
        "differs_negation_lost",
    ),
    (
        "a negation that was said",
        "la mairie veut fermer le jardin partagé demain",
        "la mairie veut pas fermer le jardin partagé demain",
        "edited",
        "differs_negation_added",
    ),
    (
        "ne alone is dropped in speech",
        "la mairie ne veut pas fermer le jardin partagé",
        "la mairie veut pas fermer le jardin partagé",
        "edited",
        None,
    ),
    (
        "a negation that follows what is quoted",
        "la confiance se décrète",
        "la confiance ne se décrète pas",
        "edited",
        "differs_negation_added",
    ),
    (
        "an elided one",
        "le vote a été ouvert aux enfants",
        "le vote n'a été ouvert aux enfants, jamais",
        "edited",
        "differs_negation_added",
    ),
    (
        "no more",
        "on veut attendre",
        "on ne veut attendre plus",
        "edited",
        "differs_negation_added",
    ),
    (
        "a negation at the end, added by the article",
        "la confiance entre voisins ne se décrète pas",
        "la confiance entre voisins se décrète",
        "edited",
        "differs_negation_lost",
    ),
    (
        "its end alone was not recognised",
        "la confiance entre voisins ne se décrète pas",
        "la confiance entre voisins ne se décrète",
        "edited",
        None,
    ),
    (
        "what follows is another thought",
        "la mairie veut ouvrir un jardin partagé",
        "la mairie vraiment veut ouvrir un jardin partagé pas demain",
        "edited",
        None,
    ),
    (
        "another number in words",
        "nous avons compté douze familles dans le quartier nord",
        "nous avons compté vingt familles dans le quartier nord",
        "edited",
        "differs_number",
    ),
    (
        "the same number otherwise",
        "il manque 2,5 millions pour finir le quartier nord",
        "il manque deux millions et demi pour finir le quartier nord",
        "edited",
        None,
    ),
    (
        "English",
        "they did not close the shared garden yesterday",
        "they did close the shared garden yesterday",
        "edited",
        "differs_negation_lost",
    ),
]


@pytest.mark.parametrize(
    ("written", "said", "wording", "difference"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_differences_that_change_the_meaning_are_named(
    written: str, said: str, wording: str, difference: str | None
) -> None:
    """Numbers and negations are told apart from edits that leave the sense."""
    match = find(written, heard(f"{BEFORE} {said} {AFTER}")).best
    assert match is not None
    found = compare(written, match)
    assert found.wording == wording
    assert [d.key for d in found.differences] == ([difference] if difference else [])


def test_a_poor_hearing_is_loose_and_accuses_nobody() -> None:
    """Where only some of the words were recognised, a missing negation proves nothing."""
    match = find("la mairie ne veut pas fermer ce jardin partagé", heard(f"{BEFORE} la mairie partagé {AFTER}")).best
    assert match is not None
    assert compare("la mairie ne veut pas fermer ce jardin partagé", match).wording == "loose"


@pytest.mark.parametrize(
    ("written", "named", "another"),
    [
        ("Salomé Kerbrat", "Salomé Kerbrat", False),
        ("Salomé Kerbrat", "Kerbrat", False),
        ("Tidiane Roussel", "Tidjane Rousselle", False),
        ("Bryan", "Bryan Cantrill", False),
        ("Salomé Kerbrat", "Marius Delorme", True),
        ("Adam", "Bryan Cantrill", True),
    ],
)
def test_another_voice_is_told_from_another_spelling(written: str, named: str, another: bool) -> None:
    """Half a name or a bent one is the same person; a name with nothing in common is another."""
    assert is_another(written, named) is another


@pytest.mark.parametrize("label", ["SPEAKER_00", "Speaker 1", "Locuteur 2", "Unknown", "Intervenante"])
def test_a_label_is_nobody(label: str) -> None:
    """Voices that the transcript only numbers name no one."""
    line = "on croit cultiver la terre et c'est la confiance qui pousse"
    said = Heard(transcript(f"{BEFORE} {line} {AFTER}", label))
    match = find(line, said).best
    assert match is not None
    assert speaker_heard(said, match) is None


def test_a_voice_is_named() -> None:
    """The one who says most of the words is the one heard."""
    line = "on croit cultiver la terre et c'est la confiance qui pousse"
    said = Heard(transcript(f"{BEFORE} {line} {AFTER}", "Salomé Kerbrat"))
    match = find(line, said).best
    assert match is not None
    assert speaker_heard(said, match) == "Salomé Kerbrat"
