"""The tables of what there is to choose from: speech models, the cache, formats of chapters."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from rnct_chapters.cli.progress import figure, format_bytes
from rnct_chapters.cli.screen import folded, open_console
from rnct_chapters.cli.speaking import emit, harmless
from rnct_chapters.messages import Lang, message

if TYPE_CHECKING:
    from rnct_chapters.exports.catalogue import Listed
    from rnct_chapters.recording.cache import Kept
    from rnct_chapters.recording.speech import InstalledModel


NARROW = 80
"""Columns below which a table of four texts is no longer read."""
MOST_SUFFIXES = 21
"""Columns for the suffixes of media files, which are many."""


def print_models(found: "Sequence[InstalledModel]", lang: Lang) -> None:
    """A row a model: name, size, measured speed, where it is."""
    table = _table("models_heads", lang)
    for m in found:
        speed = "" if m.speed is None else message("models_speed", speed=figure(m.speed, lang)).text(lang)
        table.add_row(Text(harmless(m.name)), format_bytes(m.size_bytes, lang), speed, Text(harmless(str(m.folder))))
    open_console().print(table)


def print_kept(found: "Sequence[Kept]", lang: Lang) -> None:
    """A row a thing in the cache: what, size, age, of which recording."""
    table = _table("cache_heads", lang)
    for one in found:
        kind = message(f"cache_kind_{one.kind}").text(lang)
        age = message("cache_age", days=int(one.age_s // 86_400)) if one.age_s >= 86_400 else message("cache_today")
        table.add_row(kind, format_bytes(one.size_bytes, lang), age.text(lang), Text(harmless(one.title)))
    open_console().print(table)


def print_formats(found: "Sequence[Listed]", lang: Lang) -> None:
    """A row a format: name, how its files end, limits, who reads it. In a pipe each is one line, parted by tabs."""
    rows = [(f.name, " ".join(f.suffixes), f.limits.text(lang), f.readers.text(lang)) for f in found]
    if not sys.stdout.isatty():
        emit("".join("\t".join(row) + "\n" for row in rows))
        return
    console = open_console()
    if console.width < NARROW:
        _print_stacked(console, rows)
        return
    table = Table(box=None, pad_edge=False)
    for head in message("formats_heads").text(lang).split("|"):
        table.add_column(head, no_wrap=True)
    beside = [max(cell_len(piece) for row in rows for piece in row[n].split()) for n in (0, 1)]
    suffixes = max(beside[1], MOST_SUFFIXES)
    width = (console.width - beside[0] - suffixes - 6) // 2
    for name, ends, *others in rows:
        cells = [folded(ends, suffixes), *(folded(text, width) for text in others)]
        table.add_row(name, *(Text("\n".join(cell)) for cell in cells))
    console.print(table)


def _print_stacked(console: Console, rows: Sequence[tuple[str, str, str, str]]) -> None:
    """Each format below its name, where columns would be too narrow to read."""
    for name, *others in rows:
        console.print(Text(name, style="bold"))
        for text in others:
            for piece in folded(text, console.width - 2):
                console.print(Text(f"  {piece}"), soft_wrap=True)


def _table(key: str, lang: Lang) -> Table:
    """Four columns, the last one as wide as it needs."""
    table = Table(box=None, pad_edge=False)
    first, size, third, last = message(key).text(lang).split("|")
    table.add_column(first, no_wrap=True)
    table.add_column(size, justify="right", no_wrap=True)
    table.add_column(third, justify="right", no_wrap=True)
    table.add_column(last, overflow="fold")
    return table
