"""What became of the events of a batch, on stdout."""

import os
from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from rnct_chapters.batch.outcome import State
from rnct_chapters.batch.report import STATES, EventEnd
from rnct_chapters.cli.screen import open_console
from rnct_chapters.cli.speaking import harmless
from rnct_chapters.event_file import EVENT_FILE
from rnct_chapters.messages import Lang, Message, message

SHAPES: dict[State, tuple[str, str]] = {
    "done": ("●", "cyan"),
    "findings": ("◆", "yellow"),
    "failed": ("✕", "red"),
    "skipped": ("–", "bright_black"),
    "fresh": ("·", "bright_black"),
}
NARROW = 80
"""Columns below which the reason stands under its event."""
LONGEST_NAME = 36
"""Columns of an event's name; the end of a longer one is shown, for it tells more."""


def print_ends(ends: Sequence[EventEnd], lang: Lang) -> None:
    """A row an event; those that were fresh, with nothing to look at, are not worth one."""
    shown = [end for end in ends if end.state != "fresh" or end.findings]
    if not shown:
        return
    console = open_console()
    if console.width < NARROW:
        _print_stacked(console, shown, lang)
        return
    table = Table(box=None, pad_edge=False)
    event, state, findings, reason = message("batch_heads").text(lang).split("|")
    table.add_column(event, no_wrap=True)
    table.add_column(state, no_wrap=True)
    table.add_column(findings, justify="right", no_wrap=True)
    table.add_column(reason, overflow="fold")
    for end in shown:
        table.add_row(Text(_name(end)), _state(end, lang), _findings(end), Text(_reason(end, lang)))
    console.print(table)


def told_ends(ends: Sequence[EventEnd], report: str) -> Message:
    """The sum of it, in one sentence."""
    counts = Counter(end.state for end in ends)
    if counts["fresh"] == len(ends) and not any(end.findings for end in ends):
        return message("batch_nothing" if len(ends) > 1 else "batch_nothing_one", count=len(ends), path=report)
    told = [message("batch_count", count=counts[s], state=message(f"batch_state_{s}")) for s in STATES if counts[s]]
    return message("batch_summary", counts=_listed(told), path=report)


def event_name(place: str) -> str:
    """An event as people know it: its folder as seen from here, and its file where that has a name of its own."""
    if "://" not in place:
        place = min(os.path.relpath(place), place, key=len)
    folder, _, file = place.rpartition("/") if "/" in place else ("", "", place)
    return harmless(folder or os.path.basename(os.getcwd()) if file == EVENT_FILE else place)


def _listed(told: Sequence[Message]) -> Message:
    listed = told[0]
    for one in told[1:]:
        listed = message("batch_and", first=listed, second=one)
    return listed


def _print_stacked(console: Console, ends: Sequence[EventEnd], lang: Lang) -> None:
    """Each event with its reason below it, where columns would be too narrow to read."""
    for end in ends:
        console.print(Text(event_name(end.event)), overflow="fold")
        line = Text("  ").append_text(_state(end, lang)).append(f" {_findings(end)}".rstrip())
        console.print(line.append(f" {_reason(end, lang)}".rstrip()))


def _name(end: EventEnd) -> str:
    name = event_name(end.event)
    return name if len(name) <= LONGEST_NAME else f"…{name[1 - LONGEST_NAME :]}"


def _state(end: EventEnd, lang: Lang) -> Text:
    shape, style = SHAPES[end.state]
    return Text(f"{shape} {message(f'batch_state_{end.state}').text(lang)}", style=style)


def _findings(end: EventEnd) -> str:
    return str(end.findings) if end.findings else ""


def _reason(end: EventEnd, lang: Lang) -> str:
    """Why it failed; files as seen from the event's folder, which the row names."""
    folder = end.event[: len(end.event) - len(os.path.basename(end.event))]
    told = "" if end.reason is None else end.reason.text(lang)
    return harmless(told.replace(folder, "") if len(folder) > 1 else told)
