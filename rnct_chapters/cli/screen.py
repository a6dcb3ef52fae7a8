"""The screen that tables are printed on: as wide as the terminal, and no wider than a table is read."""

import sys

from rich.cells import cell_len, chop_cells
from rich.console import Console

WIDEST = 100
"""Columns, also where there is no terminal."""


def open_console() -> Console:
    """Standard output, nothing in a text taken for markup, colours only where the terminal has them."""
    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    width = min(WIDEST, console.width) if console.is_terminal else WIDEST
    return Console(file=sys.stdout, highlight=False, markup=False, emoji=False, width=width, legacy_windows=False)


def folded(text: str, width: int | None) -> list[str]:
    """`text` as lines of at most `width` columns, any width where that is None. They part at plain spaces: what a
    no-break space holds together stays so, as in « 5 000 » and before a French semicolon."""
    lines = [""]
    for word in [text] if width is None else text.split(" "):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if width is None or cell_len(joined) <= width:
            lines[-1] = joined
        else:
            lines[len(lines) - (not lines[-1]) :] = chop_cells(word, width)
    return lines
