"""Event files on the command line: where a recap or a folder of results is asked for, one may stand for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rnct_chapters.cli.options import alone_or_numbered, numbered
from rnct_chapters.cli.speaking import speaking
from rnct_chapters.errors import UsageError
from rnct_chapters.messages import Lang, message

if TYPE_CHECKING:
    from rnct_chapters.cli.sources import Asked
    from rnct_chapters.event_file import CheckOptions, EventFile, EventRecap, EventRecording

WhichRecap = Annotated[
    int | None,
    typer.Option(
        "--recap", metavar="N", help="Which recap of an event file, where it has several.", show_default=False
    ),
]


def event_of(argument: str | Path) -> "EventFile | None":
    """The event file that `argument` names; None where it is something else. Raises `UnreadableEvent`."""
    from rnct_chapters.event_file import is_event_file, read_event

    return read_event(Path(argument)) if is_event_file(argument) else None


def check_options(event: "EventFile | None") -> "CheckOptions":
    """What the event file says of checks; nothing where there is none."""
    from rnct_chapters.event_file import CheckOptions

    return CheckOptions() if event is None else event.check


@contextmanager
def speaking_of(argument: str | Path, asked: str | None) -> "Iterator[tuple[Lang, EventFile | None]]":
    """As `speaking`, with the event file that `argument` names; its language counts after the one asked for."""
    with speaking(asked):
        event = event_of(argument)
    with speaking(event.language if asked is None and event is not None else asked) as spoken:
        yield spoken, event


def recaps_of(event: "EventFile", number: int | None) -> "tuple[EventRecap, ...]":
    """Its recaps, or the one at `number`, from 1. Raises `UsageError` where it has none there."""
    if number is None:
        return event.recaps
    if not 1 <= number <= len(event.recaps):
        raise UsageError(message("event_recap_unknown", path=str(event.path), number=number, known=_known(event)))
    return (event.recaps[number - 1],)


def recap_of(event: "EventFile", number: int | None) -> "EventRecap":
    """The recap at `number`, or the only one. Raises `UsageError` where there are several."""
    found = recaps_of(event, number)
    if len(found) > 1:
        raise UsageError(message("event_recap_which", path=str(event.path), known=_known(event)))
    return found[0]


def _known(event: "EventFile") -> str:
    return ", ".join(f"{n} ({Path(recap.source).name})" for n, recap in enumerate(event.recaps, 1))


@dataclass(frozen=True, slots=True)
class Named:
    """A recap that a command was given, by itself or by its event file: where it is, which part of a page it is, and
    the folder of its results where the event file tells it."""

    recap: str
    selector: str | None
    results: Path | None = None


def named_recap(event: "EventFile | None", argument: str, number: int | None, selector: str | None) -> Named:
    """The recap that `argument` names, which is `event` where that is one. Raises `UsageError`."""
    if event is None:
        _refuse_number(number)
        return Named(argument, selector)
    recap = recap_of(event, number)
    return Named(recap.source, selector or recap.selector, recap.results)


def results_of(event: "EventFile | None", argument: str, number: int | None) -> str:
    """What `argument` names, or the folder of results where that is the file of `event`. Raises `UsageError`."""
    if event is None:
        _refuse_number(number)
        return argument
    return str(recap_of(event, number).results)


def folder_of(given: Path | None, number: int | None) -> Path | None:
    """The folder that an option names, or that the event file there names. Raises `UsageError`."""
    event = None if given is None else event_of(given)
    return given if event is None else recap_of(event, number).results


def _refuse_number(number: int | None) -> None:
    if number is not None:
        raise UsageError(message("event_recap_no_event"))


def with_options(event: "EventFile", asked: "Asked") -> "tuple[EventFile, Asked]":
    """The event and what is asked, each with what the other says: an option of the command line counts before the
    file's. Raises `UsageError` for options about recordings that are not there."""
    said, count = event.check, len(event.recordings)
    urls, titles = numbered("--url", asked.urls, count), numbered("--title", asked.titles, count)
    captions = alone_or_numbered("--captions", asked.captions, count)
    offsets = alone_or_numbered("--captions-offset", asked.offsets, count)

    def told(number: int, r: "EventRecording") -> "EventRecording":
        return replace(
            r,
            url=urls.get(number, r.url),
            title=titles.get(number, r.title),
            captions=captions.get(number, r.captions),
            offset=offsets.get(number, r.offset),
            audio_track=r.audio_track if asked.audio_track is None else asked.audio_track,
        )

    recordings = tuple(told(n, r) for n, r in enumerate(event.recordings, 1))
    return replace(event, recordings=recordings), replace(
        asked,
        listen=asked.listen or said.listen,
        model=asked.model or said.model,
        language=asked.language or said.spoken,
        rate_limit=asked.rate_limit or said.rate_limit,
        cookies=asked.cookies or said.cookies,
        urls=(), titles=(), captions=(), offsets=(), audio_track=None,
    )  # fmt: skip
