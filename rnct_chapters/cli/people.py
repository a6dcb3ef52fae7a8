"""`speakers` and `outline`: the people of the programme in a recap, and in a recording that has none."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rnct_chapters.cli.event_checks import open_named
from rnct_chapters.cli.events import WhichRecap, named_recap, speaking_of
from rnct_chapters.cli.options import (
    BrowserOption,
    CookiesOption,
    LangOption,
    ModelOption,
    RecapArgument,
    SelectorOption,
    SpokenOption,
)
from rnct_chapters.cli.sources import Asked, heard_whole, open_recordings
from rnct_chapters.cli.speaking import emit, printing, say, speaking
from rnct_chapters.errors import OutputRefused, UsageError
from rnct_chapters.messages import message
from rnct_chapters.whole_files import why_unwritten

if TYPE_CHECKING:
    from rnct_chapters.event_file import EventFile

ProgrammeFile = Annotated[
    Path, typer.Option("--programme", metavar="FILE", help="The programme: text, Markdown or CSV.", show_default=False)
]
OptionalProgramme = Annotated[
    Path | None,
    typer.Option(
        "--programme", metavar="FILE", help="The programme: text, Markdown or CSV (else the event file's).",
        show_default=False,
    ),
]  # fmt: skip
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON on stdout, and nothing else.")]
Urls = Annotated[
    list[str] | None,
    typer.Option("--url", metavar="N=URL", help="Where recording N can be watched.", show_default=False),
]


def speakers(
    recap: RecapArgument,
    programme: OptionalProgramme = None,
    recordings: Annotated[list[str] | None, typer.Argument(metavar="RECORDING", hidden=True)] = None,
    number: WhichRecap = None,
    as_json: AsJson = False,
    url: Urls = None,
    model: ModelOption = None,
    language: SpokenOption = None,
    cookies: CookiesOption = None,
    cookies_from_browser: BrowserOption = None,
    selector: SelectorOption = None,
    lang: LangOption = None,
) -> None:
    """Put the people of RECAP beside those whom the programme announces for the sessions that RECAP covers.

    Who is spelled differently, who speaks without being announced, who is announced and never quoted. With RECORDINGs
    also when each is first heard: links, media files or captions; of an event file, its own. The JSON is that of
    docs/speakers.schema.json.

    Exits 0, whoever is missing, 2 when a file cannot be used, 3 when the network, a host or a speech model failed.
    """
    from rnct_chapters.cli.people_tables import print_speakers
    from rnct_chapters.event import dumps
    from rnct_chapters.exports.people import speakers_object
    from rnct_chapters.pipeline import Options, check
    from rnct_chapters.recap.claims import read_claims
    from rnct_chapters.recap.document import read_document
    from rnct_chapters.recap.programme import read_programme
    from rnct_chapters.speakers import reconcile

    with speaking_of(recap, lang) as (spoken, event):
        announced = read_programme(_programme_of(event, programme))
        named = named_recap(event, recap, number, selector)
        document = read_document(named.recap, named.selector)
        asked = Asked(
            urls=url or (), model=model, language=language, cookies=cookies, browser=cookies_from_browser
        )  # fmt: skip
        opened = open_named(event, number, recordings or [], asked, spoken)
        if opened:
            checked = check(document, opened, Options(spoken))
            found = reconcile(checked.recap, announced, checked.judgement, opened)
        else:
            found = reconcile(read_claims(document), announced)
        with printing():
            if as_json:
                emit(dumps(speakers_object(found, spoken)))
            else:
                print_speakers(found, spoken)


def _programme_of(event: "EventFile | None", asked: Path | None) -> Path:
    """The programme asked for, else the event's. Raises `UsageError`, and `BadParameter`, which shows how the command
    is used."""
    if asked is not None:
        return asked
    if event is None:
        raise typer.BadParameter("Missing option '--programme'.")
    if event.programme is None:
        raise UsageError(message("event_no_programme", path=str(event.path)))
    return event.programme


def outline(
    recording: Annotated[str, typer.Argument(metavar="RECORDING", hidden=True)],
    programme: ProgrammeFile,
    session: Annotated[
        str | None,
        typer.Option("--session", metavar="NAME", help="Words of a session's or track's title.", show_default=False),
    ] = None,
    as_json: AsJson = False,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="Write chapters.json there.", show_default=False),
    ] = None,
    url: Annotated[
        str | None, typer.Option("--url", metavar="URL", help="Where it can be watched.", show_default=False)
    ] = None,
    model: ModelOption = None,
    language: SpokenOption = None,
    cookies: CookiesOption = None,
    cookies_from_browser: BrowserOption = None,
    lang: LangOption = None,
) -> None:
    """Draft the chapters of RECORDING, which has no recap: where each announced speaker is introduced or named.

    Names are found as captions mishear them, with a score from 0 to 100. Every chapter is marked unverified. FILE has
    the shape of docs/chapters.schema.json, and is never written over.

    Exits 0, whoever is heard, 2 when a file cannot be used, 3 when the network, a host or a speech model failed.
    """
    from rnct_chapters.cli.people_tables import print_outline
    from rnct_chapters.event import dumps
    from rnct_chapters.exports.people import outline_object
    from rnct_chapters.outline import outline as draft
    from rnct_chapters.recap.programme import read_programme

    with speaking(lang) as spoken:
        announced = read_programme(programme)
        asked = Asked(
            urls=(f"1={url}",) if url else (), model=model, language=language, cookies=cookies,
            browser=cookies_from_browser,
        )  # fmt: skip
        (opened,) = heard_whole(open_recordings([recording], asked, spoken, None)[:1], asked, spoken)
        found = draft(opened, announced, session, spoken)
        stored = dumps(outline_object(found, announced, opened))
        if out is not None:
            _write_new(out, stored)
        with printing():
            if as_json:
                emit(stored)
            else:
                print_outline(found, opened, spoken)
        if not found.appearances:
            say(message("outline_nobody", name=opened.title).text(spoken))
        if out is not None:
            say(message("outline_written", path=str(out)).text(spoken))


def _write_new(path: Path, text: str) -> None:
    """Writes a file that is not there yet. Raises `OutputRefused`: a draft may have been edited since."""
    try:
        with path.open("x", encoding="utf-8", newline="\n") as f:
            f.write(text)
    except FileExistsError as error:
        raise OutputRefused(message("outline_exists", path=str(path))) from error
    except (OSError, ValueError) as error:  # ValueError: a zero character in the name
        raise OutputRefused(message("outline_unwritable", path=str(path), why=why_unwritten(error))) from error
