"""The screen that tables are printed on: as wide as the terminal, and no wider than a table is read."""

import sys

from rich.console import Console

WIDEST = 100
"""Columns, also where there is no terminal."""


def open_console() -> Console:
    """Standard output, nothing in a text taken for markup, colours only where the terminal has them."""
    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    width = min(WIDEST, console.width) if console.is_terminal else WIDEST
    return Console(file=sys.stdout, highlight=False, markup=False, emoji=False, width=width, legacy_windows=False)
