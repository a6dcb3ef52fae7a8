"""Keys: a stamp is known again after the article was edited around it, and no two are one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.recap.claims import Recap, read_claims
from rnct_chapters.recap.document import parse_markdown
from rnct_chapters.recap.formats import read_content
from rnct_chapters.recap.keys import claim_keys, same_place, stamp_keys

FIRST = "Le maire ouvre la séance : « Un jardin partagé, c'est d'abord une friche » (0:12)."
SECOND = "Une voisine ajoute : « chaque parcelle est tirée au sort devant tout le monde » (1:02)."
THIRD = "Puis la salle parle longuement du budget et des outils que la commune prête (1:40)."


def read(*paragraphs: str) -> Recap:
    return read_claims(parse_markdown("\n\n".join(paragraphs) + "\n", "recap.md"))


def keys(*paragraphs: str) -> tuple[str, ...]:
    return stamp_keys(read(*paragraphs))


@pytest.mark.parametrize(
    "edited",
    [
        ("# Un titre", FIRST, SECOND, THIRD),
        (FIRST, "Un paragraphe de plus, sans timestamp.", SECOND, THIRD),
        (FIRST.replace("Le maire ouvre la séance", "La présidente prend la parole"), SECOND, THIRD),
        (FIRST.replace("« Un jardin", "« *UN Jardin*").replace("friche »", "friche… »"), SECOND, THIRD),
        (FIRST.replace("(0:12)", "[**0:12**](https://youtu.be/79NNXn5Kr90?t=3)"), SECOND, THIRD),
    ],
)
def test_what_stands_around_changes_no_key(edited: tuple[str, ...]) -> None:
    """Titles, paragraphs, speakers, emphasis and links may change: the stamp of the same words is the same."""
    assert keys(*edited) == keys(FIRST, SECOND, THIRD)


def test_a_corrected_time_is_another_stamp_at_the_same_place() -> None:
    """A decision on one printed time does not hold for another; that both stand for the same words can be told."""
    before, after = keys(FIRST, SECOND, THIRD), keys(FIRST.replace("0:12", "0:15"), SECOND, THIRD)
    assert before[1:] == after[1:]
    assert before[0] != after[0]
    assert same_place(before[0], after[0])
    assert not same_place(before[0], before[1])


def test_other_words_are_another_stamp() -> None:
    """A quote that was reworded is to be decided anew, under its stamp and as a claim."""
    reworded = FIRST.replace("d'abord", "surtout")
    assert not same_place(keys(FIRST, SECOND)[0], keys(reworded, SECOND)[0])
    before, after = (claim_keys(read(first, SECOND)) for first in (FIRST, reworded))
    assert before["q01"] != after["q01"]
    assert before["q02"] == after["q02"]


def test_claims_are_known_by_their_words_wherever_they_stand() -> None:
    """Ids count from the start of the article and move; keys do not."""
    before = claim_keys(read(SECOND, THIRD))
    after = claim_keys(read(FIRST, SECOND, THIRD))
    assert set(before.values()) < set(after.values())
    assert before["q01"] == after["q02"]


def test_equals_are_told_apart_by_their_order() -> None:
    """The same words under the same time twice are two stamps and two claims."""
    assert len(set(keys(FIRST, FIRST, FIRST))) == 3
    assert keys(FIRST, FIRST)[0] == keys(FIRST)[0]
    assert len(set(claim_keys(read(FIRST, FIRST)).values())) == 2


@pytest.mark.parametrize("line", ["(0:12) (1:02)", "Il (0:12) dit (1:02) cela"])
def test_stamps_without_a_claim_have_keys(line: str) -> None:
    """What stands for nothing is known by its line, in which correcting one stamp leaves the others as they are."""
    before, after = keys(FIRST, line), keys(FIRST, line.replace("0:12", "0:59"))
    assert len(set(before)) == len(before)
    assert before[-1] == after[-1]


def test_a_key_outlives_the_format() -> None:
    """An article that was checked as Markdown and then as a page keeps what was decided."""
    page = f"<html><body><p>{FIRST}</p><p>{SECOND}</p></body></html>".encode()
    assert stamp_keys(read_claims(read_content(page, "recap.html"))) == keys(FIRST, SECOND)


@given(st.lists(st.sampled_from([FIRST, SECOND, THIRD, "(2:00)", "Rien ici."]), min_size=1, max_size=8), st.data())
def test_a_new_paragraph_changes_no_key(paragraphs: list[str], data: st.DataObject) -> None:
    """Wherever a paragraph is put in, all keys are as they were, and all differ."""
    at = data.draw(st.integers(0, len(paragraphs)))
    before = keys(FIRST, *paragraphs)
    assert len(set(before)) == len(before)
    assert keys(FIRST, *paragraphs[:at], "Un mot de transition entre deux sujets.", *paragraphs[at:]) == before
