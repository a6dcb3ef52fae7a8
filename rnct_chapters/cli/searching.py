"""`search` and `whosaid`: what was said in many recordings, when, and by whom."""

import json
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rnct_chapters.cli.options import LangOption, LibraryOption
from rnct_chapters.cli.speaking import emit, harmless, printing, say, speaking
from rnct_chapters.errors import UsageError
from rnct_chapters.messages import Lang, message

if TYPE_CHECKING:
    from rich.style import Style
    from rich.text import Text

    from rnct_chapters.library.database import Library
    from rnct_chapters.library.hits import Hit, Hits
    from rnct_chapters.library.queries import Filters

MARGIN = 2
"""Columns before and behind the clocks."""

SpeakerOption = Annotated[
    str | None,
    typer.Option("--speaker", metavar="NAME", help="Only what NAME says; a part is enough.", show_default=False),
]
EventOption = Annotated[
    str | None,
    typer.Option("--event", metavar="E", help="Only events whose title or place has E.", show_default=False),
]
SinceOption = Annotated[
    str | None,
    typer.Option("--since", metavar="DATE", help="Only events from then on: 2025, 2025-05-14.", show_default=False),
]
LimitOption = Annotated[int, typer.Option("--limit", metavar="N", min=1, max=1000, help="So many hits at most.")]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON object a line (docs/hits.schema.json).")]


def search(
    query: Annotated[list[str], typer.Argument(metavar="QUERY", hidden=True)],
    speaker: SpeakerOption = None,
    event: EventOption = None,
    since: SinceOption = None,
    near: Annotated[
        int | None,
        typer.Option("--near", metavar="N", help="All words within N others (1 to 40).", show_default=False),
    ] = None,
    fuzzy: Annotated[bool, typer.Option("--fuzzy", help="As it is remembered: misheard, in another order.")] = False,
    limit: LimitOption = 20,
    db: LibraryOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """Search what was said in the recordings of the index, best first.

    QUERY is words that are said close together; '"a phrase"' word by word; pref* for how words begin; a NEAR b, or
    a NEAR/5 b; a OR b; -without. Accents and capitals do not matter, and 70 is found as it is said.

    Exits 0 with hits, 1 where there are none, and 2 when there is nothing to search for or no index.
    """
    with speaking(lang) as spoken, _library(db) as library:
        from rnct_chapters.library.queries import parse_query
        from rnct_chapters.library.remembering import remember
        from rnct_chapters.library.searching import search as find

        text, filters = " ".join(query), _filters(speaker, event, since)
        if fuzzy:
            if near is not None:
                raise UsageError(message("search_near_fuzzy"))
            _tell(remember(library, text, filters, limit=limit), spoken, as_json, "search_remembered")
        else:
            _tell(find(library, parse_query(text, near, filters), limit=limit), spoken, as_json, "search")


def whosaid(
    quote: Annotated[list[str], typer.Argument(metavar="QUOTE", hidden=True)],
    speaker: SpeakerOption = None,
    event: EventOption = None,
    since: SinceOption = None,
    limit: LimitOption = 20,
    db: LibraryOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """Tell in which recording of the index QUOTE was said, where and by whom, or nowhere.

    The quote may be as it is remembered: every recording that may hold it is judged as `check` judges it.

    Exits 0 where it was said, 1 where it was nowhere, and 2 when there is no quote or no index.
    """
    with speaking(lang) as spoken, _library(db) as library:
        from rnct_chapters.library.remembering import remember

        found = remember(library, " ".join(quote), _filters(speaker, event, since), limit=limit)
        _tell(found, spoken, as_json, "search_remembered")


def _library(db: Path | None) -> "Library":
    from rnct_chapters.library.database import Library, default_path

    return Library.open(db or default_path())


def _filters(speaker: str | None, event: str | None, since: str | None) -> "Filters":
    from rnct_chapters.library.queries import Filters, parse_since

    return Filters(speaker, event, None if since is None else parse_since(since))


def _tell(found: "Hits", lang: Lang, as_json: bool, asked: str) -> None:
    """Prints the hits, and says where there are more; without any, says so and ends with 1. `asked` is what the keys of
    its sentences begin with."""
    from rnct_chapters.library.hits import hit_object

    if not found.hits:
        say(message(f"{asked}_none").text(lang))
        raise typer.Exit(1)
    with printing():
        if as_json:
            emit("".join(json.dumps(hit_object(hit, lang), ensure_ascii=False) + "\n" for hit in found.hits))
        else:
            _print(found.hits, lang)
    shown, total = len(found.hits), found.total
    if shown != total and not (as_json and total is not None):  # who counts lines knows when they reach --limit
        more = message(f"{asked}_shown", shown=shown)
        say((more if total is None else message("search_shown_of", shown=shown, total=total)).text(lang))


def _print(hits: "Sequence[Hit]", lang: Lang) -> None:
    """A heading a recording, in the order of its best hit; under it a clock and the words of each hit."""
    from rich.text import Text

    from rnct_chapters.cli.screen import open_console
    from rnct_chapters.timecode import format_clock

    console = open_console()
    width = max(len(format_clock(hit.heard_ms)) for hit in hits)
    order = {id_: rank for rank, id_ in enumerate(dict.fromkeys(hit.recording_id for hit in hits))}
    for _, group in groupby(sorted(hits, key=lambda h: order[h.recording_id]), key=lambda h: h.recording_id):
        listed = list(group)
        console.print(_heading(listed[0]), overflow="ellipsis", no_wrap=True)
        for hit in listed:
            clock = Text(" " * MARGIN) + Text(format_clock(hit.heard_ms).rjust(width), style=_link(hit.url))
            for line in _lines(hit, console.width - width - 2 * MARGIN, lang):
                console.print(clock + Text(" " * MARGIN) + line, no_wrap=True, overflow="ignore", crop=False)
                clock = Text(" " * (MARGIN + width))
            for told in hit.differences:
                console.print(clock + Text(f"{' ' * MARGIN}! {harmless(told.text(lang))}", "yellow"), overflow="fold")
        console.print()


def _heading(hit: "Hit") -> "Text":
    from rich.text import Text

    rest = [t for t in (hit.event if hit.event != hit.recording_title else "", hit.date or "") if t]
    return Text(harmless(hit.recording_title), style="bold") + Text("".join(f" · {harmless(t)}" for t in rest), "dim")


def _link(url: str | None) -> "Style":
    """A style that opens `url` where the terminal can."""
    from rich.style import Style

    return Style(color="cyan", link=None if url is None else harmless(url).replace(" ", "%20"))


def _lines(hit: "Hit", width: int, lang: Lang) -> "list[Text]":
    """The words of a hit with those found emphasised, who says them before, in lines of at most `width` columns."""
    from rich.text import Text

    from rnct_chapters.cli.screen import folded

    colon = "\u00a0: " if lang == "fr" else ": "
    who = f"{harmless(hit.speaker)}{colon}" if hit.speaker else ""
    text = Text(who + harmless(hit.text))
    text.stylize("dim", 0, len(who))
    for mark in hit.marked:
        text.stylize("bold yellow", len(who) + mark.start, len(who) + mark.end)
    at, lines = 0, []
    for line in folded(text.plain, width):
        at = text.plain.index(line, at)
        lines.append(text[at : at + len(line)])
        at += len(line)
    return lines
