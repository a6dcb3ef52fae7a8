"""`batch`: many events, each brought up to date."""

from pathlib import Path
from typing import Annotated

import typer

from rnct_chapters.cli.options import LangOption
from rnct_chapters.cli.speaking import speaking
from rnct_chapters.errors import UsageError
from rnct_chapters.messages import message

Paths = Annotated[list[str], typer.Argument(metavar="PATH", hidden=True)]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs", metavar="N", min=1, max=1000, show_default=False,
        help="Tasks at once on this machine (else what its cores and memory hold).",
    ),
]  # fmt: skip
Scheduler = Annotated[
    str | None,
    typer.Option(
        "--scheduler", metavar="ADDRESS", show_default=False,
        help="Let a Dask cluster do the work: tcp://host:8786.",
    ),
]  # fmt: skip
Retries = Annotated[
    int, typer.Option("--retries", metavar="N", min=0, max=100, help="How often what may pass is tried again.")
]
Timeout = Annotated[str, typer.Option("--timeout", metavar="TIME", help="How long one task may take: 6h, 90m.")]
Memory = Annotated[str, typer.Option("--memory", metavar="SIZE", help="How much memory one task may take: 4G, 512M.")]
IndexFile = Annotated[
    Path | None, typer.Option("--db", metavar="FILE", help="The index that the events go into.", show_default=False)
]
NoIndex = Annotated[bool, typer.Option("--no-index", help="Put nothing into an index.")]
ReportFile = Annotated[Path, typer.Option("--report", metavar="FILE", help="Where to write what became of each event.")]
Force = Annotated[
    bool, typer.Option("--force", help="Check, export and index again also what is fresh; words heard are kept.")
]
Refresh = Annotated[bool, typer.Option("--refresh", help="Look again at what comes from an address.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the report on stdout, and nothing else.")]


def batch(
    paths: Paths,
    jobs: Jobs = None,
    scheduler: Scheduler = None,
    retries: Retries = 3,
    timeout: Timeout = "6h",
    memory: Memory = "4G",
    db: IndexFile = None,
    no_index: NoIndex = False,
    report: ReportFile = Path("batch.json"),
    force: Force = False,
    refresh: Refresh = False,
    as_json: AsJson = False,
    lang: LangOption = None,
) -> None:
    """Bring every event below the PATHs up to date: download, transcribe, check, export, index.

    A PATH is an event file or a folder: all event.toml and NAME.event.toml in it and below are found. Only what is
    stale is done: what changed since the last batch, what failed, what was interrupted. Each recording and each recap
    is a task in a process of its own, with limits of time and memory, so that a broken event fails alone. Stop it with
    Ctrl-C, or pull the plug: what is finished stays, and the next run does the rest.

    What comes from an address is fresh as long as the event file says the same; --refresh looks again, and keeps what
    was there until there is something new. Words of recordings are made anew where their file in heard/ was deleted.

    With a scheduler the tasks run on the workers of a Dask cluster, which see the same folders; a PATH may also be the
    address of a folder, such as s3://bucket/events.

    Exits 0 when nothing needs a look, 1 with findings, 3 with failures, 2 when there is nothing to do it with.
    """
    with speaking(lang) as spoken:
        from rnct_chapters.batch.limits import parse_limits
        from rnct_chapters.batch.outcome import How
        from rnct_chapters.batch.plan import Wishes
        from rnct_chapters.batch.planning import Again
        from rnct_chapters.cli.batch_run import BatchRun, index_file

        if no_index and db is not None:
            raise UsageError(message("batch_db_not_indexed"))
        run = BatchRun(
            paths=paths, wishes=Wishes(spoken, None if no_index else index_file(db)),
            how=How(parse_limits(timeout, memory), retries), jobs=jobs, scheduler=scheduler, report=report,
            again=Again(force, refresh), as_json=as_json,
        )  # fmt: skip
        raise typer.Exit(run.run())
