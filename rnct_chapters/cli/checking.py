"""`check` and `demo`: a recap against its recordings, on screen and in a folder."""

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rnct_chapters.cli.options import LangOption, duration, numbered
from rnct_chapters.cli.speaking import emit, printing, say, speaking
from rnct_chapters.errors import UsageError
from rnct_chapters.messages import Lang, message

if TYPE_CHECKING:
    from rnct_chapters.event import ResultFolder
    from rnct_chapters.pipeline import Checked, Rules
    from rnct_chapters.recording.media import Recording

RecapFile = Annotated[Path, typer.Argument(metavar="RECAP", hidden=True)]
Recordings = Annotated[list[str], typer.Argument(metavar="RECORDING", hidden=True)]
Out = Annotated[
    Path | None,
    typer.Option(
        "--out", metavar="DIR", help="Folder of the results (else recap.rnct, beside RECAP).", show_default=False
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print verdicts.json on stdout, and nothing else.")]
Tolerance = Annotated[
    str, typer.Option("--tolerance", metavar="TIME", help="How far from its words a quote's timestamp may be.")
]
Lead = Annotated[
    str, typer.Option("--lead", metavar="TIME", help="How long before the words a corrected chapter starts.")
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
    recap: RecapFile,
    recordings: Recordings,
    out: Out = None,
    as_json: AsJson = False,
    tolerance: Tolerance = "15s",
    lead: Lead = "1s",
    url: Urls = None,
    title: Titles = None,
    part: Parts = None,
    strict: Strict = False,
    fail_on: FailOn = None,
    programme: ProgrammeFile = None,
    lang: LangOption = None,
) -> None:
    """Judge every timestamp and quote of RECAP by what is heard in the RECORDINGs.

    RECAP is Markdown or plain text. A RECORDING is captions (WebVTT, SRT, Whisper's JSON), or a media file with its
    captions beside it: replay.mp4 and replay.vtt. Give them in the recap's order; another order is noticed.

    A table on screen says of each timestamp whether it holds; DIR receives verdicts.json and .csv, chapters, links and
    report.html. Edit DIR/chapters.json as you like: it is never overwritten. With a programme, the people of RECAP are
    put beside those whom it announces.

    Exits 0 when nothing needs a look, 1 when something does, 2 when the input cannot be used.
    """
    with speaking(lang) as spoken:
        rules = _rules(tolerance, lead)
        counted = counting(strict, fail_on)
        urls, titles = (numbered(o, v or [], len(recordings)) for o, v in (("--url", url), ("--title", title)))
        forced = _forced(numbered("--part", part or [], len(recordings)))
        opened = open_recordings(recordings, urls, titles)
        raise typer.Exit(
            run_check(
                recap,
                opened,
                rules,
                spoken,
                out=out,
                as_json=as_json,
                parts=forced,
                programme=programme,
                counted=counted,
            )
        )


def demo(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder of the results.")] = Path("demo.rnct"),
    lang: LangOption = None,
) -> None:
    """Check the invented event that comes with the program, offline, and write its report.

    Exits 0: the demo's findings are planted.
    """
    with speaking(lang) as spoken:
        folder = demo_folder()
        opened = open_recordings(
            [str(folder / "matinee.vtt"), str(folder / "apres-pause.json")], DEMO_URLS, DEMO_TITLES
        )
        run_check(folder / "recap.md", opened, _rules("15s", "1s"), spoken, out=out)


DEMO_URLS = {
    1: "https://videos.example.org/w/hF3vQp8sJdWn2LrXkTz6Mb",
    2: "https://videos.example.org/w/9wBcN4uYgRe7KoSx5ZaVtD",
}
DEMO_TITLES = {1: "La matinée", 2: "Après la pause"}
"""Where the demo's invented article links to, and what its two recordings are called."""


def demo_folder() -> Path:
    """The demo's files: inside an installed package, or in the source tree beside it."""
    import rnct_chapters

    package = Path(rnct_chapters.__file__).parent
    return next((p for p in (package / "demo", package.parent / "data" / "demo") if p.is_dir()), package / "demo")


def run_check(
    recap: Path,
    recordings: "Sequence[Recording]",
    rules: "Rules",
    lang: Lang,
    *,
    out: Path | None = None,
    as_json: bool = False,
    parts: Sequence[str] = (),
    programme: Path | None = None,
    counted: frozenset[str] | None = None,
) -> int:
    """Checks, writes the folder, prints; returns the exit code."""
    from rnct_chapters import pipeline
    from rnct_chapters.cli.people_tables import print_speakers
    from rnct_chapters.cli.progress import progress
    from rnct_chapters.cli.terminal import print_check
    from rnct_chapters.cli.writing import write_results
    from rnct_chapters.event import ResultFolder, dumps
    from rnct_chapters.exports.people import speakers_list
    from rnct_chapters.exports.results import verdicts_object
    from rnct_chapters.recap.document import read_document
    from rnct_chapters.recap.programme import read_programme

    folder = ResultFolder(out) if out is not None else ResultFolder.beside(recap)
    folder.refuse_foreign()
    document = read_document(recap)
    options = pipeline.Options(lang, rules, tuple(parts), None if programme is None else read_programme(programme))
    with progress(lang) as step:
        checked = pipeline.check(document, _seen_from(folder, recordings), options, step)
    code = exit_code(checked, counting(False, None) if counted is None else counted)
    verdicts = verdicts_object(checked.recap, checked.recordings, checked.judgement, lang, code)
    if checked.speakers is not None:
        verdicts["speakers"] = speakers_list(checked.speakers, lang)
    said = write_results(folder, checked, verdicts, lang)
    with printing():
        if as_json:
            emit(dumps(verdicts))
        else:
            print_check(checked, lang)
            if checked.speakers is not None:
                emit("\n")
                print_speakers(checked.speakers, lang)
    for line in said:
        say(line)
    return code


def _seen_from(folder: "ResultFolder", recordings: "Sequence[Recording]") -> "list[Recording]":
    """The recordings with their media named from the folder of the results, where the links to them will stand."""

    def seen(media: str | None) -> str | None:
        try:
            return media and os.path.relpath(media, folder.path)
        except ValueError:  # another drive: no relative way leads there
            return media and os.path.abspath(media)

    return [replace(r, media=seen(r.media)) for r in recordings]


SPECIAL = ("contradiction", "difference", "missing")
"""Findings that are no outcome: two times for one thing, another meaning or voice, a part without its recording."""


def counting(strict: bool, fail_on: str | None) -> frozenset[str]:
    """What makes exit code 1: outcomes and the words of `SPECIAL`. Raises `UsageError` for others."""
    from rnct_chapters.exports.results import DOUBTS, FINDINGS
    from rnct_chapters.verdicts import Outcome

    usual = {*SPECIAL, *(o.value for o in FINDINGS)}
    if fail_on is not None:
        usual = {w.strip() for w in fail_on.split(",") if w.strip()}
        known = {*SPECIAL, *(o.value for o in Outcome)}
        if unknown := sorted(usual - known):
            raise UsageError(message("fail_on_unknown", word=unknown[0], known=", ".join(sorted(known))))
    return frozenset(usual | {o.value for o in DOUBTS} if strict else usual)


def exit_code(checked: "Checked", counted: frozenset[str]) -> int:
    """1 where anything counted was found, else 0."""
    j = checked.judgement
    found = {v.outcome.value for v in j.verdicts} | {v.outcome.value for v in j.stamps}
    if any(v.contradiction for v in j.stamps):
        found.add("contradiction")
    if any(v.differences for v in j.verdicts):
        found.add("difference")
    if any(n is None for n in j.recording_of_part):
        found.add("missing")
    return 1 if found & counted else 0


def _rules(tolerance: str, lead: str) -> "Rules":
    from rnct_chapters.chapters import ChapterRules
    from rnct_chapters.pipeline import Rules
    from rnct_chapters.verdicts import VerdictRules

    tolerance_ms, lead_ms = duration("--tolerance", tolerance), duration("--lead", lead)
    return Rules(verdict=VerdictRules(tolerance_ms=tolerance_ms), chapter=ChapterRules(lead_ms=lead_ms))


def open_recordings(arguments: Sequence[str], urls: dict[int, str], titles: dict[int, str]) -> "list[Recording]":
    """The recordings that the arguments name. Raises `UsageError` where two are one: then everything in it would be
    heard twice."""
    from rnct_chapters.recording.media import open_recording

    opened: list[Recording] = []
    for number, argument in enumerate(arguments, 1):
        taken = {r.id for r in opened}
        new = open_recording(argument, number, url=urls.get(number), title=titles.get(number), taken=taken)
        same = [r for r in opened if r.transcript and new.transcript and r.transcript.sha256 == new.transcript.sha256]
        if same:
            raise UsageError(message("recording_twice", first=same[0].number, second=number, name=argument))
        opened.append(new)
    return opened


def _forced(parts: dict[int, str]) -> list[str]:
    """The headings of parts 2, 3, … as `--part` gives them; the first part begins where the recap does."""
    if parts and (max(parts) < 2 or sorted({1, *parts}) != list(range(1, max(parts) + 1))):
        raise UsageError(message("part_gap"))
    return [parts[n] for n in sorted(parts) if n > 1]
