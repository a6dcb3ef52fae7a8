"""The command line: each command parses, loads, calls, writes and says; all the rest is elsewhere."""

import gc

import typer

from rnct_chapters.cli.batching import batch
from rnct_chapters.cli.cache import cache
from rnct_chapters.cli.chapters import chapters, formats, import_
from rnct_chapters.cli.checking import check
from rnct_chapters.cli.comparing import compare
from rnct_chapters.cli.demo import demo
from rnct_chapters.cli.editing import edit, retime
from rnct_chapters.cli.embedding import embed
from rnct_chapters.cli.indexing import index
from rnct_chapters.cli.init import init
from rnct_chapters.cli.linking import link
from rnct_chapters.cli.pages import Front, Page
from rnct_chapters.cli.people import outline, speakers
from rnct_chapters.cli.publishing import login, logout, publish
from rnct_chapters.cli.reading import claims, locate
from rnct_chapters.cli.replays import fetch, probe
from rnct_chapters.cli.reviewing import review
from rnct_chapters.cli.searching import search, whosaid
from rnct_chapters.cli.serving import serve
from rnct_chapters.cli.sound import models, transcribe
from rnct_chapters.cli.speaking import open_streams

__all__ = ["app", "main"]

app = typer.Typer(
    name="rnct-chapters",
    cls=Front,
    help="Check a written recap against its recordings: does each timestamp hold, where are the words really, and why. "
    "From that judgement come verified chapters, deep links and a report.\n\n"
    "rnct-chapters COMMAND --help tells all about a command.",
    epilog="rnct-chapters demo\n"
    "rnct-chapters check recap.md https://youtu.be/ID\n"
    "rnct-chapters check recap.md replay.vtt",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command, short, examples in (
    (
        check,
        "Judge every timestamp and quote of a recap.",
        "rnct-chapters check recap.md https://youtu.be/ID\n"
        "rnct-chapters check recap.md replay.mp4\n"
        "rnct-chapters check recap.md morning.vtt afternoon.json --url 1=https://youtu.be/ID\n"
        "rnct-chapters check event.toml",
    ),
    (
        init,
        "Write an event file: a recap and its recordings.",
        "rnct-chapters init\nrnct-chapters init 2025-vallee --recap recap.md --recording https://youtu.be/ID",
    ),
    (review, "Open the desk on which doubts are settled.", "rnct-chapters review recap.rnct"),
    (claims, "Show what is read from a recap.", "rnct-chapters claims recap.md --json | jq '.stamps[].text'"),
    (
        locate,
        "Find where claims are said.",
        "rnct-chapters locate claims.jsonl replay.vtt > places.jsonl",
    ),
    (
        chapters,
        "Write the chapters of a checked recap in any format.",
        "rnct-chapters chapters recap.rnct --format youtube --recording 1\n"
        "rnct-chapters chapters recap.rnct --format all -o chapters\n"
        "rnct-chapters chapters list.txt --format webvtt -o list.vtt",
    ),
    (formats, "List the formats of chapters.", "rnct-chapters formats"),
    (edit, "Edit chapters as lines of text, in your editor.", "rnct-chapters edit recap.rnct --recording 1"),
    (
        embed,
        "Put chapters into a media file, encoding nothing anew.",
        "rnct-chapters embed recap.rnct replay.mp4 --recording 1\n"
        "rnct-chapters embed list.txt podcast.mp3 --in-place --replace",
    ),
    (
        import_,
        "Read chapters from a media file or any format.",
        "rnct-chapters import replay.mkv -o chapters.json\n"
        "rnct-chapters import replay.mkv --format youtube -o list.txt\n"
        "rnct-chapters import list.txt --into recap.rnct --recording 2",
    ),
    (
        retime,
        "Move chapters after a replay was cut.",
        "rnct-chapters retime recap.rnct --by -68s@50:00 --in-place\n"
        "rnct-chapters retime old.vtt --from-shift recap.rnct -o new.vtt",
    ),
    (
        publish,
        "Put chapters on PeerTube, Vimeo or YouTube.",
        "rnct-chapters publish recap.rnct --to peertube --recording 1\n"
        "rnct-chapters publish recap.rnct --to vimeo --recording 2 --yes\n"
        "rnct-chapters publish recap.rnct --check\n"
        "rnct-chapters publish recap.rnct --print",
    ),
    (
        login,
        "Sign in to a host, to publish there.",
        "rnct-chapters login peertube video.example.org\nrnct-chapters login youtube --client client.json",
    ),
    (logout, "Forget what was kept to sign in to a host.", "rnct-chapters logout vimeo"),
    (
        link,
        "Hand a checked recap back with its timestamps linked.",
        "rnct-chapters link recap.docx --correct --track-changes -o linked.docx\n"
        "rnct-chapters link recap.md --correct --add | less\n"
        "rnct-chapters link recap.html --in-place\n"
        "rnct-chapters link recap.md --jsonld > key-moments.html",
    ),
    (
        compare,
        "Tell which timestamps, quotes and links changed.",
        "rnct-chapters compare recap-v1.docx recap-v2.docx",
    ),
    (
        speakers,
        "Put a recap's people beside the programme's.",
        "rnct-chapters speakers recap.md --programme programme.txt\n"
        "rnct-chapters speakers recap.md replay.vtt --programme programme.csv --json",
    ),
    (
        outline,
        "Draft chapters of a recording that has no recap.",
        "rnct-chapters outline replay.vtt --programme programme.txt --session opening",
    ),
    (
        transcribe,
        "Transcribe a recording, word by word.",
        "rnct-chapters transcribe replay.mp4 --language fr --out replay.json\n"
        "rnct-chapters transcribe https://youtu.be/ID --format srt > replay.srt\n"
        "rnct-chapters transcribe event.toml --recording 2",
    ),
    (fetch, "Take a replay home: sound, captions, chapters.", "rnct-chapters fetch https://youtu.be/ID --out replays"),
    (probe, "Tell what a link or a file holds.", "rnct-chapters probe https://youtu.be/ID"),
    (models, "Show the speech models, and how to get one.", "rnct-chapters models"),
    (
        search,
        "Search what was said in many recordings.",
        "rnct-chapters search coopération NEAR/5 vallée\n"
        "rnct-chapters search '\"se vit\" -demain' --speaker dupont --since 2025\n"
        "rnct-chapters search 'la coopération ça se vit tous les jours' --fuzzy --json",
    ),
    (
        whosaid,
        "Tell where a quote was said, or nowhere.",
        "rnct-chapters whosaid 'la coopération, ça se vit tous les jours'",
    ),
    (
        serve,
        "Open the page to search the index, and to hear it.",
        "rnct-chapters serve\nrnct-chapters serve --db archive.db",
    ),
    (
        batch,
        "Bring many events up to date, here or on a cluster.",
        "rnct-chapters batch archive\n"
        "rnct-chapters batch archive/2025 --jobs 2 --no-index\n"
        "rnct-chapters batch s3://bucket/archive --scheduler tcp://host:8786",
    ),
    (demo, "Check an invented event, offline.", "rnct-chapters demo --lang fr\nrnct-chapters demo --sound"),
):
    app.command(command.__name__.rstrip("_"), cls=Page, short_help=short, epilog=examples)(command)

app.add_typer(index, name="index", short_help="Keep many recordings in an index, to search them.")
app.add_typer(cache, name="cache", short_help="Show or clear what is kept between runs.")


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
    """Runs the command line; Ctrl-C is exit code 130."""
    gc.set_threshold(200_000, 50, 50)  # a run is short and makes many small values that live to its end
    open_streams()
    app()
