"""`check`: a recap against its recordings, on screen and in a folder."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rnct_chapters.cli.event_checks import check_event, refuse_recordings
from rnct_chapters.cli.events import WhichRecap, check_options, speaking_of
from rnct_chapters.cli.options import (
    BrowserOption,
    CookiesOption,
    DeviceOption,
    LangOption,
    ListenOption,
    ModelOption,
    ModelRootOption,
    RateOption,
    RecapArgument,
    SelectorOption,
    SpokenOption,
    TrackOption,
    duration,
    numbered,
)
from rnct_chapters.cli.running import Run, counting, run_check
from rnct_chapters.cli.sources import Asked, open_recordings
from rnct_chapters.errors import UsageError
from rnct_chapters.messages import message

if TYPE_CHECKING:
    from rnct_chapters.event_file import CheckOptions, EventFile
    from rnct_chapters.pipeline import Rules

MOST_PARTS = 1_000
"""Parts that a recap may have; a playlist of as many recordings is no event."""

Recordings = Annotated[list[str] | None, typer.Argument(metavar="RECORDING", hidden=True)]
Out = Annotated[
    Path | None,
    typer.Option(
        "--out", metavar="DIR", help="Folder of the results (else recap.rnct, beside RECAP).", show_default=False
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print verdicts.json on stdout, and nothing else.")]
Tolerance = Annotated[
    str | None,
    typer.Option(
        "--tolerance",
        metavar="TIME",
        help="How far from its words a quote's timestamp may be (else 15s).",
        show_default=False,
    ),
]
Lead = Annotated[
    str | None,
    typer.Option(
        "--lead",
        metavar="TIME",
        help="How long before the words a corrected chapter starts (else 1s).",
        show_default=False,
    ),
]
Urls = Annotated[
    list[str] | None,
    typer.Option("--url", metavar="N=URL", help="Where recording N can be watched.", show_default=False),
]
Titles = Annotated[
    list[str] | None, typer.Option("--title", metavar="N=TEXT", help="Title of recording N.", show_default=False)
]
Parts = Annotated[
    list[str] | None,
    typer.Option("--part", metavar="N=HEADING", help="Recording N is told from this heading on.", show_default=False),
]
Captions = Annotated[
    list[str] | None,
    typer.Option("--captions", metavar="[N=]FILE", help="Captions of recording N.", show_default=False),
]
Offsets = Annotated[
    list[str] | None,
    typer.Option(
        "--captions-offset", metavar="[N=]TIME", help="How much later than in its captions it is said: 12.5s, -3s.",
        show_default=False,
    ),
]  # fmt: skip
Whole = Annotated[bool, typer.Option("--whole", help="Listen to all of it, for claims without a timestamp too.")]
Hotwords = Annotated[
    bool, typer.Option("--hotwords", help="Help recognition with the names of the recap and the programme.")
]
Strict = Annotated[bool, typer.Option("--strict", help="Count unverified and unchecked as findings too.")]
FailOn = Annotated[
    str | None,
    typer.Option(
        "--fail-on", metavar="LIST", show_default=False,
        help="What exits 1, by commas: outcomes, contradiction, difference, missing.",
    ),
]  # fmt: skip
ProgrammeFile = Annotated[
    Path | None,
    typer.Option(
        "--programme", metavar="FILE", help="The event's programme: who speaks, and when.", show_default=False
    ),
]


def check(
    recap: RecapArgument,
    recordings: Recordings = None,
    number: WhichRecap = None,
    out: Out = None,
    as_json: AsJson = False,
    tolerance: Tolerance = None,
    lead: Lead = None,
    url: Urls = None,
    title: Titles = None,
    captions: Captions = None,
    captions_offset: Offsets = None,
    listen: ListenOption = False,
    whole: Whole = False,
    model: ModelOption = None,
    device: DeviceOption = "auto",
    download_root: ModelRootOption = None,
    language: SpokenOption = None,
    hotwords: Hotwords = False,
    audio_track: TrackOption = None,
    cookies: CookiesOption = None,
    cookies_from_browser: BrowserOption = None,
    rate_limit: RateOption = None,
    part: Parts = None,
    selector: SelectorOption = None,
    strict: Strict = False,
    fail_on: FailOn = None,
    programme: ProgrammeFile = None,
    lang: LangOption = None,
) -> None:
    """Judge every timestamp and quote of RECAP by what is heard in the RECORDINGs.

    RECAP is a Word, OpenDocument, HTML, PDF, Markdown or text file, the address of a page, or - for standard input. A
    RECORDING is the link of a replay or of a playlist, a video or sound file, or
    captions. Give them in the recap's order; another order is noticed. Or RECAP is an event file (`init`), which names
    both: then each of its recaps is checked, or the one at --recap, with the words that `transcribe` has made ready,
    and options given here count before those in the file. Captions that the host has, or that lie beside a
    file (replay.mp4, replay.vtt), are read; without them the sound around each timestamp is transcribed, and more of
    it where the words are not heard there.

    A table on screen says of each timestamp whether it holds; DIR receives verdicts.json and .csv, chapters, links and
    report.html. Edit DIR/chapters.json as you like: it is never overwritten. With a programme, the people of RECAP are
    put beside those whom it announces.

    Exits 0 when nothing needs a look, 1 when something does, 2 when the input cannot be used, 3 when something outside
    failed: the network, a host, a speech model.
    """
    with speaking_of(recap, lang) as (spoken, event):
        given = recordings or []
        _refuse_recordings(given, event)
        said = check_options(event)
        asked = Asked(
            urls=url or (), titles=title or (), captions=captions or (), offsets=captions_offset or (),
            cookies=cookies, browser=cookies_from_browser, rate_limit=rate_limit, audio_track=audio_track,
            listen=listen, model=model, device=device, model_root=download_root, language=language,
        )  # fmt: skip
        run = Run(
            recap=recap, opened=lambda written: open_recordings(given, asked, spoken, written), asked=asked,
            rules=rules_of(_first(tolerance, said.tolerance, "15s"), _first(lead, said.lead, "1s")), lang=spoken,
            counted=_counted(strict, fail_on, said), out=out, as_json=as_json,
            parts=_forced(numbered("--part", part or [], _most_parts(given, event))), programme=programme,
            whole=whole or said.whole, hotwords=hotwords or said.hotwords, selector=selector,
        )  # fmt: skip
        raise typer.Exit(run_check(run) if event is None else check_event(event, number, run))


def rules_of(tolerance: str, lead: str) -> "Rules":
    """The thresholds that the options set. Raises `UsageError`."""
    from rnct_chapters.chapters import ChapterRules
    from rnct_chapters.pipeline import Rules
    from rnct_chapters.verdicts import VerdictRules

    tolerance_ms, lead_ms = duration("--tolerance", tolerance), duration("--lead", lead)
    return Rules(verdict=VerdictRules(tolerance_ms=tolerance_ms), chapter=ChapterRules(lead_ms=lead_ms))


def _refuse_recordings(recordings: list[str], event: "EventFile | None") -> None:
    """Raises `UsageError` for recordings beside an event file, and `BadParameter`, which shows how the command is used,
    where there are none of either."""
    if event is not None:
        refuse_recordings(event, recordings)
    elif not recordings:
        raise typer.BadParameter("Missing argument 'RECORDING...'.")


def _first(asked: str | None, said: str | None, usual: str) -> str:
    """The command line's word, else the event file's."""
    return asked if asked is not None else said if said is not None else usual


def _counted(strict: bool, fail_on: str | None, said: "CheckOptions") -> frozenset[str]:
    """The findings that count; --fail-on is the last word, whatever the event file says of either."""
    return counting(strict, fail_on) if fail_on is not None else counting(strict or said.strict, said.fail_on)


def _most_parts(recordings: list[str], event: "EventFile | None") -> int:
    """A part for each recording; how many a playlist holds is not known yet."""
    if event is not None:
        return len(event.recordings)
    return MOST_PARTS if any("://" in argument for argument in recordings) else len(recordings)


def _forced(parts: dict[int, str]) -> list[str]:
    """The headings of parts 2, 3, … as `--part` gives them; the first part begins where the recap does."""
    if parts and (max(parts) < 2 or sorted({1, *parts}) != list(range(1, max(parts) + 1))):
        raise UsageError(message("part_gap"))
    return [parts[n] for n in sorted(parts) if n > 1]
