"""Names given to the model."""

from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.recording.speech.hotwords import BUDGET, prompt
from rnct_chapters.recording.speech.loading import load
from rnct_chapters.recording.speech.models import choose

from .conftest import MODEL


@given(st.lists(st.text(max_size=20), max_size=30), st.integers(0, 60))
def test_the_line_stays_within_its_budget(hotwords: list[str], budget: int) -> None:
    """However many names there are, the line is no longer than its budget, holds whole names, and the first first."""
    line = prompt(hotwords, len, budget)
    assert line is None or len(line) <= budget
    names = [" ".join(name.split()) for name in hotwords]
    first = next((name for name in names if name), None)
    if first and len(first) + 1 <= budget:
        assert line is not None
        assert line.startswith(f" {first}")


def test_names_are_said_once_and_whole() -> None:
    """A name that does not fit is left out whole, and shorter ones after it still go in."""
    assert prompt(["Inès Valmont", "Inès  Valmont", "Tidiane Roussel", "banc"], len, 20) == " Inès Valmont, banc"
    assert prompt([], len) is None
    assert prompt(["anticonstitutionnellement"], len, 5) is None


def test_tokens_are_counted_by_the_model() -> None:
    """The budget is in tokens of the model itself, without the marks it puts around a text."""
    model = load(choose(str(MODEL)), "cpu")
    assert model.tokens_in("") == 0
    line = prompt([f"Personne Numéro{i}" for i in range(200)], model.tokens_in)
    assert line is not None
    assert BUDGET - 30 < model.tokens_in(line) <= BUDGET
