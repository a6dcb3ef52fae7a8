"""`check` of an event file: each of its recaps against the recordings that it tells."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from rnct_chapters.cli.events import recap_of, recaps_of, with_options
from rnct_chapters.cli.running import Run, run_check
from rnct_chapters.cli.sources import Asked, heard_whole, open_recordings
from rnct_chapters.cli.speaking import say
from rnct_chapters.errors import RnctError, UsageError
from rnct_chapters.messages import Lang, message

if TYPE_CHECKING:
    from rnct_chapters.event_file import EventFile, EventRecap
    from rnct_chapters.recording.media import Recording


def check_event(event: "EventFile", number: int | None, run: Run) -> int:
    """Checks its recaps, or the one at `number`, as `run` asks, into their folders of results; returns the worst exit
    code. One that cannot be checked is told, and the others are checked all the same. Raises `UsageError`."""
    recaps = recaps_of(event, number)
    if len(recaps) == 1:
        return run_check(_run(event, recaps[0], run))
    one_only = {"--json": run.as_json, "--out": run.out, "--part": run.parts}
    if asked := [option for option, value in one_only.items() if value]:
        raise UsageError(message("event_one_recap", option=asked[0], count=len(recaps)))
    return max(_told(event, place, recap, run) for place, recap in enumerate(recaps, 1))


def _told(event: "EventFile", place: int, recap: "EventRecap", run: Run) -> int:
    """The exit code of one recap of several, its error told."""
    say(message("event_recap_begins", number=place, count=len(event.recaps), recap=recap.source).text(run.lang))
    try:
        return run_check(_run(event, recap, run))
    except RnctError as error:
        say(error.text(run.lang))
        return error.exit_code


def _run(event: "EventFile", recap: "EventRecap", run: Run) -> Run:
    from rnct_chapters.cli.event_recordings import Opener

    told, asked = with_options(event, run.asked)
    opener = Opener(told, asked, run.lang, run.hotwords)
    parts: Sequence[str] = run.parts or recap.parts
    return replace(
        run, recap=recap.source, opened=partial(opener.opened, recap.recordings), asked=asked, parts=parts,
        out=run.out or recap.results, selector=run.selector or recap.selector, formats=event.formats,
        programme=run.programme or event.programme,
    )  # fmt: skip


def refuse_recordings(event: "EventFile", recordings: Sequence[str]) -> None:
    """Raises `UsageError` for recordings beside an event file, which has its own."""
    if recordings:
        raise UsageError(message("event_recordings_given", path=str(event.path), name=recordings[0]))


def open_named(
    event: "EventFile | None", number: int | None, recordings: Sequence[str], asked: Asked, lang: Lang
) -> "list[Recording]":
    """The recordings given, or those that the event's recap tells, all of each heard. Raises `UsageError`."""
    if event is None:
        return heard_whole(open_recordings(recordings, asked, lang, None), asked, lang)
    from rnct_chapters.cli.event_recordings import Opener

    refuse_recordings(event, recordings)
    told, merged = with_options(event, asked)
    opened = Opener(told, merged, lang, event.check.hotwords).opened(recap_of(event, number).recordings, None)
    return heard_whole(opened, merged, lang)
