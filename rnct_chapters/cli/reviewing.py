"""`review`: the desk, a page in the browser on which doubtful stamps are settled."""

from pathlib import Path
from typing import Annotated

import typer

from rnct_chapters.cli.browser import AllowRemote, Host, NoBrowser, Port, opener
from rnct_chapters.cli.events import WhichRecap, results_of, speaking_of
from rnct_chapters.cli.options import LangOption
from rnct_chapters.cli.speaking import say
from rnct_chapters.errors import needs
from rnct_chapters.messages import message

Folder = Annotated[Path, typer.Argument(metavar="DIR", hidden=True)]


def review(
    folder: Folder,
    number: WhichRecap = None,
    port: Port = None,
    host: Host = "127.0.0.1",
    allow_remote: AllowRemote = False,
    no_browser: NoBrowser = False,
    lang: LangOption = None,
) -> None:
    """Open the desk of DIR, which `check` wrote, in the browser: what is doubtful is listened to and decided there.

    DIR is the folder, or an event file. Every decision is written to DIR/decisions.jsonl as it is made; `check`,
    `chapters`, `link`, `embed` and `publish` go by it. The page is served on this machine alone, and its address, which
    is the first line printed, carries a key that is new each time. Two people, or two tabs, see each other's decisions
    at once.

    Exits 0 when Ctrl-C closes the desk, and 2 when DIR or the address cannot be used.
    """
    with speaking_of(folder, lang) as (spoken, event):
        folder = Path(results_of(event, str(folder), number))
        with needs("review"):
            from rnct_chapters.review.serving import USUAL_PORT, serve
            from rnct_chapters.webserver.serving import Place
        from rnct_chapters.review.board import Board

        if allow_remote:
            say(message("review_remote_open").text(spoken))
        place = Place(host, port, allow_remote, USUAL_PORT)
        serve(Board(folder), place, spoken, opener(spoken, no_browser, message("review_serving")))
        say(message("review_closed").text(spoken))
