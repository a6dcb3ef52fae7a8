"""The table of what is in the index of recordings."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from rnct_chapters.cli.screen import open_console
from rnct_chapters.cli.speaking import harmless
from rnct_chapters.messages import Lang, message
from rnct_chapters.timecode import format_length

if TYPE_CHECKING:
    from rnct_chapters.library.listing import ListedEvent


def print_events(events: "Sequence[ListedEvent]", lang: Lang) -> None:
    """A row an event: number, date, title, how many recordings, their length together, place."""
    table = Table(box=None, pad_edge=False)
    number, date, title, recordings, length, place = message("library_heads").text(lang).split("|")
    table.add_column(number, justify="right", no_wrap=True)
    table.add_column(date, no_wrap=True)
    table.add_column(title, overflow="fold", ratio=1)
    table.add_column(recordings, justify="right", no_wrap=True)
    table.add_column(length, justify="right", no_wrap=True)
    table.add_column(place, overflow="fold", ratio=1)
    for event in events:
        length_told = format_length(event.duration_ms) if event.duration_ms else ""
        told = (str(event.id), event.date or "", harmless(event.title), str(len(event.recordings)), length_told)
        table.add_row(*map(Text, told), Text(harmless(event.place)))
    open_console().print(table)
