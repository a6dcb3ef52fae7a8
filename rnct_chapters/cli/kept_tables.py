"""The tables of what is on this machine: speech models, and the cache."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from rnct_chapters.cli.progress import figure, format_bytes
from rnct_chapters.cli.screen import open_console
from rnct_chapters.cli.speaking import harmless
from rnct_chapters.messages import Lang, message

if TYPE_CHECKING:
    from rnct_chapters.recording.cache import Kept
    from rnct_chapters.recording.speech import InstalledModel


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


def _table(key: str, lang: Lang) -> Table:
    """Four columns, the last one as wide as it needs."""
    table = Table(box=None, pad_edge=False)
    first, size, third, last = message(key).text(lang).split("|")
    table.add_column(first, no_wrap=True)
    table.add_column(size, justify="right", no_wrap=True)
    table.add_column(third, justify="right", no_wrap=True)
    table.add_column(last, overflow="fold")
    return table
