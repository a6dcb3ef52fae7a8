"""What the commands say, on whatever terminal hears it."""

import io
import sys

import pytest

from rnct_chapters.cli.speaking import harmless, open_streams


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        ("utf-8", "L’accueil n’a pas été «\u202fouvert\u202f» — 12\u00a0s… ●"),
        ("cp1252", "L’accueil n’a pas été « ouvert » — 12\u00a0s… ?"),
        ("latin-1", "L'accueil n'a pas été « ouvert » - 12\u00a0s... ?"),
        ("ascii", "L'accueil n'a pas ?t? \" ouvert \" - 12 s... ?"),
    ],
)
def test_what_a_terminal_lacks_is_typewritten(monkeypatch: pytest.MonkeyPatch, encoding: str, shown: str) -> None:
    """An old terminal shows the nearest sign that it has, and a question mark only where there is none."""
    screen = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(screen, encoding))
    monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(io.BytesIO(), encoding))
    open_streams()
    sys.stdout.write("L’accueil n’a pas été «\u202fouvert\u202f» — 12\u00a0s… ●")
    sys.stdout.flush()
    assert screen.getvalue().decode(encoding) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("👩\u200d🌾 récoltes\u202f!", "👩\u200d🌾 récoltes\u202f!"),
        ("می\u200cخوریم", "می\u200cخوریم"),
        ("red \x1b[31m", "red \ufffd[31m"),
        ("turned \u202e back", "turned \ufffd back"),
        ("two\nlines\tand a tab", "two lines and a tab"),
    ],
)
def test_text_is_shown_and_steers_nothing(text: str, shown: str) -> None:
    """Joined emoji and Persian words are whole; what steers a terminal, or turns what follows, is not let through."""
    assert harmless(text) == shown
