"""Names and rare words given to the model before each window, within the room that it leaves for them; pure."""

from collections.abc import Callable, Sequence

BUDGET = 160
"""Tokens. The model takes 448 with what it writes, and fast speech fills some 200 in 30 s; faster-whisper would cut
at 223 in the middle of a word."""


def prompt(hotwords: Sequence[str], tokens_in: Callable[[str], int], budget: int = BUDGET) -> str | None:
    """The hotwords as one line of at most `budget` tokens, the first ones first; None where nothing fits.

    `tokens_in` counts the tokens of a text. A name that does not fit whole is left out, and shorter ones after it
    still go in; said twice is said once.
    """
    chosen: list[str] = []
    for hotword in dict.fromkeys(" ".join(h.split()) for h in hotwords):
        if hotword and tokens_in(_line([*chosen, hotword])) <= budget:
            chosen.append(hotword)
    return _line(chosen) if chosen else None


def _line(hotwords: Sequence[str]) -> str:
    return " " + ", ".join(hotwords)
