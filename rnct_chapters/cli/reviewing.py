"""`review`: the desk, a page in the browser on which doubtful stamps are settled."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from rnct_chapters.cli.options import LangOption
from rnct_chapters.cli.speaking import emit, printing, say, speaking
from rnct_chapters.errors import needs
from rnct_chapters.messages import Lang, message

Folder = Annotated[Path, typer.Argument(metavar="DIR", hidden=True)]
Port = Annotated[
    int | None,
    typer.Option(
        "--port", metavar="N", min=0, max=65_535, help="Port of the page; 0 takes a free one.", show_default=False
    ),
]
Host = Annotated[str, typer.Option("--host", metavar="ADDRESS", help="Where the page can be reached.")]
AllowRemote = Annotated[bool, typer.Option("--allow-remote", help="Let other machines in, with --host.")]
NoBrowser = Annotated[bool, typer.Option("--no-browser", help="Open no browser; print the address and serve.")]


def review(
    folder: Folder,
    port: Port = None,
    host: Host = "127.0.0.1",
    allow_remote: AllowRemote = False,
    no_browser: NoBrowser = False,
    lang: LangOption = None,
) -> None:
    """Open the desk of DIR, which `check` wrote, in the browser: what is doubtful is listened to and decided there.

    Every decision is written to DIR/decisions.jsonl as it is made; `check`, `chapters`, `link`, `embed` and `publish`
    go by it. The page is served on this machine alone, and its address, which is the first line printed, carries a key
    that is new each time. Two people, or two tabs, see each other's decisions at once.

    Exits 0 when Ctrl-C closes the desk, and 2 when DIR or the address cannot be used.
    """
    with speaking(lang) as spoken:
        with needs("review"):
            from rnct_chapters.review.serving import Place, serve
        from rnct_chapters.review.board import Board

        if allow_remote:
            say(message("review_remote_open").text(spoken))
        serve(Board(folder), Place(host, port, allow_remote), spoken, _opener(spoken, no_browser))
        say(message("review_closed").text(spoken))


def _opener(lang: Lang, no_browser: bool) -> Callable[[str], None]:
    """Prints the address, and opens it where there is a browser with windows."""

    def opened(url: str) -> None:
        import webbrowser

        with printing():
            emit(f"{url}\n")
        say(message("review_serving").text(lang))
        if not no_browser and not (_has_windows() and webbrowser.open(url)):
            say(message("review_no_browser").text(lang))

    return opened


def _has_windows() -> bool:
    """Whether a browser could show itself; one that lives in the terminal would take it from us."""
    return sys.platform in ("win32", "darwin") or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
