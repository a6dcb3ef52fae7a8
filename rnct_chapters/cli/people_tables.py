"""The screen of `speakers` and `outline`, and the section on speakers that ends a check."""

import re
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from rnct_chapters.cli.screen import open_console
from rnct_chapters.cli.speaking import harmless
from rnct_chapters.messages import Lang, message
from rnct_chapters.outline import Outline
from rnct_chapters.recap.announced import shown_name
from rnct_chapters.recording.media import Recording
from rnct_chapters.speakers import Speaker, Speakers, Status
from rnct_chapters.timecode import format_clock

SHAPES = {
    Status.AGREES: ("●", "cyan"),
    Status.SPELLED: ("◆", "yellow"),
    Status.NOT_ANNOUNCED: ("◐", "dark_goldenrod"),
    Status.NOT_QUOTED: ("○", "bright_black"),
}
_SHORTEST = 20  # columns that the last one keeps, however narrow the screen


def print_speakers(speakers: Speakers, lang: Lang) -> None:
    """A line a person, then what is to be said of some of them and of the whole."""
    console = open_console()
    several = len({s.recording for s in speakers.speakers if s.recording is not None}) > 1
    rows = [_speaker_row(s, several, lang) for s in speakers.speakers]
    console.print(Text(message("speaker_title").text(lang), style="bold"))
    _print_table(console, message("speaker_heads").text(lang).split("|"), rows)
    colon = "\u00a0:" if lang == "fr" else ":"
    told = [f"{s.name}{colon} {s.note.text(lang)}" for s in speakers.speakers if s.note is not None]
    for note in [*told, *(n.text(lang) for n in speakers.notes)]:
        console.print(_text(f"! {note}"), soft_wrap=True)


def print_outline(outline: Outline, recording: Recording, lang: Lang) -> None:
    """A line a person with where they come up, then who was not heard and what a draft is."""
    console = open_console()
    rows = [
        [
            Text(format_clock(a.introduction.span.start_ms)),
            _text(shown_name(a.announced.name), "bold"),
            Text(f"{a.introduction.score:.0f}"),
            Text(message(f"outline_{a.introduction.way}").text(lang)),
            _text(" ".join(filter(None, [a.introduction.heard, recording.link(a.introduction.span.start_ms)]))),
        ]
        for a in outline.appearances
    ]
    if rows:
        _print_table(console, message("outline_heads").text(lang).split("|"), rows)
    if outline.missed:
        names = ", ".join(shown_name(a.name) for a in outline.missed)
        console.print(_text(f"! {message('outline_not_heard', names=names).text(lang)}"), soft_wrap=True)
    if rows:
        console.print(_text(message("outline_draft").text(lang), "dim"), soft_wrap=True)


def _speaker_row(s: Speaker, several: bool, lang: Lang) -> list[Text]:
    shape, style = SHAPES[s.status]
    status = message(f"speaker_{s.status.value.replace(' ', '_')}").text(lang)
    heard = "" if s.first_heard_ms is None else format_clock(s.first_heard_ms)
    heard = f"{s.recording}: {heard}" if heard and several else heard
    about = ", ".join(filter(None, [s.role, s.organisation]))
    count = str(len(s.claims)) if s.claims else ""
    return [_text(s.name, "bold"), Text(f"{shape} {status}", style=style), Text(heard), Text(count), _text(about)]


def _text(text: str, style: str = "") -> Text:
    return Text(harmless(re.sub(r"[ \t\r\n]+", " ", text)), style=style)


def _print_table(console: Console, heads: Sequence[str], rows: Sequence[Sequence[Text]]) -> None:
    """A table without rules; the last column gives way where a line is too long."""
    widths = [max([len(head), *(row[i].cell_len for row in rows)]) for i, head in enumerate(heads[:-1])]
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for head in heads:
        is_number = any(row[len(table.columns)].plain[:1].isdigit() for row in rows)
        table.add_column(head, justify="right" if is_number else "left", no_wrap=True)
    for row in rows:
        row[-1].truncate(max(console.width - sum(w + 2 for w in widths), _SHORTEST), overflow="ellipsis")
        table.add_row(*row)
    console.print(table)
