"""Local pages: the options of the commands that open one, and the browser that shows it."""

import os
import sys
from collections.abc import Callable
from typing import Annotated

import typer

from rnct_chapters.cli.speaking import emit, printing, say
from rnct_chapters.messages import Lang, Message, message

Port = Annotated[
    int | None,
    typer.Option(
        "--port", metavar="N", min=0, max=65_535, show_default=False,
        help="Port of the page; 0 takes a free one (else the usual one, or a free one where that is taken).",
    ),
]  # fmt: skip
Host = Annotated[str, typer.Option("--host", metavar="ADDRESS", help="Where the page can be reached.")]
AllowRemote = Annotated[bool, typer.Option("--allow-remote", help="Let other machines in, with --host.")]
NoBrowser = Annotated[bool, typer.Option("--no-browser", help="Open no browser; print the address and serve.")]


def opener(lang: Lang, no_browser: bool, serving: Message) -> Callable[[str], None]:
    """Prints the address, says what is `serving` there, and opens it where there is a browser with windows."""

    def opened(url: str) -> None:
        import webbrowser

        with printing():
            emit(f"{url}\n")
        say(serving.text(lang))
        if not no_browser and not (_has_windows() and webbrowser.open(url)):
            say(message("server_no_browser").text(lang))

    return opened


def _has_windows() -> bool:
    """Whether a browser could show itself; one that lives in the terminal would take it from us."""
    return sys.platform in ("win32", "darwin") or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
