"""The command line: each command parses, loads, calls, writes and says; all the rest is elsewhere."""

import os
import sys

import typer

from rnct_chapters.cli.checking import check, demo
from rnct_chapters.cli.reading import chapters, claims, locate

__all__ = ["app", "main"]

app = typer.Typer(
    name="rnct-chapters",
    help="Check a written recap against its recordings: does each timestamp hold, where are the words really, and why. "
    "From that judgement come verified chapters, deep links and a report.",
    epilog="Example: rnct-chapters check recap.md replay.vtt --url 1=https://youtu.be/ID",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command, example in (
    (check, "rnct-chapters check recap.md morning.vtt afternoon.json --url 1=https://youtu.be/ID --out results"),
    (claims, "rnct-chapters claims recap.md --json | jq '.stamps[].text'"),
    (locate, "rnct-chapters locate claims.jsonl replay.vtt > places.jsonl"),
    (chapters, "rnct-chapters chapters recap.rnct --format youtube --recording 1"),
    (demo, "rnct-chapters demo --lang fr"),
):
    app.command(epilog=f"Example: {example}")(command)


def _version(asked: bool) -> None:
    if asked:
        from rnct_chapters import __version__

        typer.echo(f"rnct-chapters {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Print the version and exit."
    ),
) -> None:
    """Shared options; without a command, the help."""


def main() -> None:
    """Runs the command line; a broken pipe is the reader's business, and Ctrl-C is exit code 130."""
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
