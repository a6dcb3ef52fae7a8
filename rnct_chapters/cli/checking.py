"""`check` and `demo`: a recap against its recordings, on screen and in a folder."""

import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rnct_chapters.cli.options import LangOption, numbered, say, speaking
from rnct_chapters.errors import UsageError
from rnct_chapters.messages import Lang, message

if TYPE_CHECKING:
    from rnct_chapters.pipeline import Checked, Rules
    from rnct_chapters.recording.media import Recording

PLAIN_EVERY_S = 10.0
"""Without a terminal, long work says where it is this often."""

RecapFile = Annotated[Path, typer.Argument(metavar="RECAP", help="The recap: Markdown or plain text.")]
Recordings = Annotated[
    list[str],
    typer.Argument(metavar="RECORDING...", help="Captions (.vtt, .srt, .json), or media with captions beside it."),
]
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", help="Folder of the results (RECAP's stem, .rnct).", show_default=False),
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
        help="What exits 1, by commas: outcomes, contradiction, missing.",
    ),
]  # fmt: skip


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
    lang: LangOption = None,
) -> None:
    """Judge every timestamp and quote of RECAP by what is heard in the RECORDINGs.

    A table on screen says of each timestamp whether it holds; DIR receives verdicts, chapters, links and report.html.
    Exits 0 when nothing needs a look, 1 when something does, 2 when the input cannot be used.
    """
    with speaking(lang) as spoken:
        rules = _rules(tolerance, lead)
        counted = counting(strict, fail_on)
        opened = _open(
            recordings, numbered("--url", url or [], len(recordings)), numbered("--title", title or [], len(recordings))
        )
        forced = _forced(numbered("--part", part or [], len(recordings)))
        raise typer.Exit(
            run_check(recap, opened, rules, spoken, out=out, as_json=as_json, parts=forced, counted=counted)
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
        opened = _open([str(folder / "matinee.vtt"), str(folder / "apres-pause.json")], DEMO_URLS, DEMO_TITLES)
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
    counted: frozenset[str] | None = None,
) -> int:
    """Checks, writes the folder, prints; returns the exit code."""
    from rnct_chapters import pipeline
    from rnct_chapters.cli.terminal import print_check
    from rnct_chapters.cli.writing import write_results
    from rnct_chapters.event import ResultFolder, dumps
    from rnct_chapters.exports.results import verdicts_object
    from rnct_chapters.recap.document import read_document

    folder = ResultFolder(out) if out is not None else ResultFolder.beside(recap)
    folder.refuse_foreign()
    with _progress(lang) as step:
        checked = pipeline.check(read_document(recap), recordings, pipeline.Options(lang, rules, tuple(parts)), step)
    code = exit_code(checked, counting(False, None) if counted is None else counted)
    verdicts = verdicts_object(checked.recap, checked.recordings, checked.judgement, lang, code)
    said = write_results(folder, checked, verdicts, lang)
    if as_json:
        typer.echo(dumps(verdicts), nl=False)
    else:
        print_check(checked, lang)
    for line in said:
        say(line)
    return code


def counting(strict: bool, fail_on: str | None) -> frozenset[str]:
    """What makes exit code 1: outcomes, `contradiction` and `missing`. Raises `UsageError` for other words."""
    from rnct_chapters.exports.results import DOUBTS, FINDINGS
    from rnct_chapters.verdicts import Outcome

    usual = {"contradiction", "missing", *(o.value for o in FINDINGS)}
    if fail_on is not None:
        usual = {w.strip() for w in fail_on.split(",") if w.strip()}
        known = {"contradiction", "missing", *(o.value for o in Outcome)}
        if unknown := sorted(usual - known):
            raise UsageError(message("fail_on_unknown", word=unknown[0], known=", ".join(sorted(known))))
    return frozenset(usual | {o.value for o in DOUBTS} if strict else usual)


def exit_code(checked: "Checked", counted: frozenset[str]) -> int:
    """1 where anything counted was found, else 0."""
    j = checked.judgement
    found = {v.outcome.value for v in j.verdicts} | {v.outcome.value for v in j.stamps}
    if any(v.contradiction for v in j.stamps):
        found.add("contradiction")
    if any(n is None for n in j.recording_of_part):
        found.add("missing")
    return 1 if found & counted else 0


def _rules(tolerance: str, lead: str) -> "Rules":
    from rnct_chapters.chapters import ChapterRules
    from rnct_chapters.pipeline import Rules
    from rnct_chapters.timecode import parse_duration
    from rnct_chapters.verdicts import VerdictRules

    tolerance_ms, lead_ms = parse_duration(tolerance), parse_duration(lead)
    if tolerance_ms < 0 or lead_ms < 0:
        raise UsageError(message("negative_time"))
    return Rules(verdict=VerdictRules(tolerance_ms=tolerance_ms), chapter=ChapterRules(lead_ms=lead_ms))


def _open(arguments: Sequence[str], urls: dict[int, str], titles: dict[int, str]) -> "list[Recording]":
    from rnct_chapters.recording.media import open_recording

    opened: list[Recording] = []
    for number, argument in enumerate(arguments, 1):
        taken = {r.id for r in opened}
        opened.append(open_recording(argument, number, url=urls.get(number), title=titles.get(number), taken=taken))
    return opened


def _forced(parts: dict[int, str]) -> list[str]:
    """The headings of parts 2, 3, … as `--part` gives them; the first part begins where the recap does."""
    if parts and sorted(set(parts) | {1}) != list(range(1, max(parts) + 1)):
        raise UsageError(message("part_gap"))
    return [parts[n] for n in sorted(parts) if n > 1]


@contextmanager
def _progress(lang: Lang) -> Iterator[Callable[[int, int], None]]:
    """A bar with the time left on a terminal; elsewhere a line now and then."""
    what = message("progress_matching").text(lang)
    if not sys.stderr.isatty():
        said = time.monotonic()

        def plain(done: int, total: int) -> None:
            nonlocal said
            if time.monotonic() - said >= PLAIN_EVERY_S:
                said = time.monotonic()
                say(f"{what} {done}/{total}")

        yield plain
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn(what),
        BarColumn(bar_width=min(40, shutil.get_terminal_size().columns // 3)),
        MofNCompleteColumn(),
    )
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
