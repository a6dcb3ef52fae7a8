"""Quotation marks: which opening mark belongs to which closing one, and which was never closed.

Pairs nest in good French (« … « … » … »), but a missing mark is commoner than a nested pair; so where more marks are
opened than closed, an opening mark is paired with the closing one next to it, and the rest were never closed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rnct_chapters.timecode import Form, TextRange, find_clocks

_CLOSING = {"«": "»", "“": "”"}
# A straight mark opens behind a space or a bracket and closes before one; behind a digit it may be inches.
_STRAIGHT_OPEN = re.compile(r'(?:(?<=[\s(\[—–-])|^)"(?=\S)')
_STRAIGHT_CLOSE = re.compile(r'(?<=\S)"(?=[\s.,;:!?)\]—–-]|$)')


@dataclass(frozen=True, slots=True)
class Marked:
    """What stands between two marks (`at`), and with them (`outer`)."""

    at: TextRange
    outer: TextRange


def marked(text: str) -> list[Marked]:
    """The outermost stretches between marks « », “ ” and straight ones, in order."""
    plain = without_clock_marks(text)
    found = [m for mark in _CLOSING for m in _paired(plain, mark)[0]] + list(_straight(plain))
    found.sort(key=lambda m: (m.outer.start, -m.outer.end))
    outermost: list[Marked] = []
    for m in found:
        if not outermost or m.outer.start >= outermost[-1].outer.end:
            outermost.append(m)
    return outermost


def unclosed(text: str) -> list[int]:
    """The places of opening marks « and “ that nothing closes, in order."""
    plain = without_clock_marks(text)
    return sorted(place for mark in _CLOSING for place in _paired(plain, mark)[1])


def left_open(text: str, before: str = "") -> str:
    """The opening mark that still waits for its closing one at the end of `text`, or nothing; `before` is the one that
    waited at its start."""
    waiting = before
    for m in re.finditer("[«»“”]", without_clock_marks(text)):
        if m[0] in _CLOSING:
            waiting = m[0]
        elif waiting and m[0] == _CLOSING[waiting]:
            waiting = ""
    return waiting


def closes_first(text: str, mark: str) -> bool | None:
    """Whether the first mark of its kind in `text` closes the open `mark`, rather than opens anew; None without any."""
    m = re.search(f"[{mark}{_CLOSING[mark]}]", without_clock_marks(text))
    return None if m is None else m[0] != mark


def without_clock_marks(text: str) -> str:
    """`text` of the same length without the primes of clocks such as 74'30", which are no quotation marks."""
    if not re.search(r"\d[\"”]", text):
        return text
    pieces, done = [], 0
    for clock in find_clocks(text):
        if clock.form in {Form.PRIMES, Form.LETTERS} and text[clock.at.end - 1] in '"”':
            pieces += [text[done : clock.at.end - 1], "s"]
            done = clock.at.end
    return "".join([*pieces, text[done:]])


def _paired(text: str, opening: str) -> tuple[list[Marked], list[int]]:
    """The outermost pairs of one kind of marks, and the places of those never closed."""
    closing = _CLOSING[opening]
    nesting = text.count(opening) <= text.count(closing)
    pairs: list[Marked] = []
    lost: list[int] = []
    waiting: list[int] = []
    for m in re.finditer(f"[{opening}{closing}]", text):
        if m[0] == opening:
            if not nesting:
                lost += waiting
                waiting.clear()
            waiting.append(m.start())
        elif waiting:
            start = waiting.pop()
            if not waiting:
                pairs.append(Marked(TextRange(start + 1, m.start()), TextRange(start, m.end())))
    return pairs, [*lost, *waiting]


def _straight(text: str) -> Iterator[Marked]:
    opening = _STRAIGHT_OPEN.search(text)
    while opening is not None:
        closing = _STRAIGHT_CLOSE.search(text, opening.end())
        if closing is None:
            return
        for again in _STRAIGHT_OPEN.finditer(text, opening.end(), closing.start()):
            opening = again  # the mark before it was never closed
        yield Marked(TextRange(opening.end(), closing.start()), TextRange(opening.start(), closing.end()))
        opening = _STRAIGHT_OPEN.search(text, closing.end())
