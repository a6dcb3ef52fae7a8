"""The written and the heard line: nothing lost, and each keeps room for what only the other one has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.matching import HeardWord, Match
from rnct_chapters.report.sides import Piece, two_sides
from rnct_chapters.timecode import Span
from rnct_chapters.tokens import tokens

WORDS = st.sampled_from(["la", "charte", "l'eau", "grand-mère", "2050,", "–", "«", "(...)", "faut", "d’où", "dit."])


def match(heard: str, missed: tuple[int, ...]) -> Match:
    """`heard` with a star before each word that the article does not have."""
    said = tuple(HeardWord(w.lstrip("*"), not w.startswith("*")) for w in heard.split())
    return Match(Span(0, 1), 0, len(said), 90.0, heard=said, missed=missed)


def shown(line: tuple[Piece, ...]) -> str:
    """Differing words in brackets, and after a bar the words that room is kept for."""
    return "".join(f"[{p.text}|{p.beside}]" if p.differs or p.beside else p.text for p in line).replace("\u00a0", "_")


@pytest.mark.parametrize(
    ("claim", "heard", "missed", "written", "said"),
    [
        ("vivre ensemble", "vivre ensemble", (), "vivre ensemble", "vivre ensemble"),
        ("la récolte, oui", "la *révolte, oui", (1,), "la [récolte,|révolte,] oui", "la [révolte,|récolte,] oui"),
        ("il faut agir", "il *hein faut agir", (), "il [|hein_]faut agir", "il [hein|] faut agir"),
        ("ne se décrète", "ne décrète", (1,), "ne [se|] décrète", "ne [|se_]décrète"),
        ("oui enfin", "oui *fin", (1,), "oui [enfin|]", "oui [fin|]"),
        ("oui", "*euh *bon oui *voilà", (), "[|euh bon_]oui", "[euh bon|] oui [voilà|]"),
    ],
)
def test_the_lines_stand_in_step(claim: str, heard: str, missed: tuple[int, ...], written: str, said: str) -> None:
    """Where they differ both lines are as wide as the wider one, so that what follows stands above itself."""
    assert tuple(map(shown, two_sides(claim, match(heard, missed)))) == (written, said)


def test_long_differences_tear_no_hole() -> None:
    """No line keeps room for a whole sentence of the other one."""
    written, heard = two_sides("il a dit", match("il " + "*bonjour " * 8 + "a dit", ()))
    assert not any(p.beside for p in (*written, *heard))


@given(st.lists(WORDS), st.lists(st.tuples(WORDS, st.booleans())), st.sets(st.integers(0, 12)))
def test_no_word_is_lost(claimed: list[str], said: list[tuple[str, bool]], missed: set[int]) -> None:
    """Whatever the alignment says, each line holds all of its own words in their order."""
    claim = " ".join(claimed)
    there = tuple(sorted(n for n in missed if n < sum(1 for _ in tokens(claim))))
    found = Match(Span(0, 1), 0, len(said), 50.0, heard=tuple(HeardWord(w, m) for w, m in said), missed=there)
    written, heard = two_sides(claim, found)
    assert "".join(p.text for p in written) == claim
    assert "".join(p.text for p in heard).split() == [w for w, _ in said]
