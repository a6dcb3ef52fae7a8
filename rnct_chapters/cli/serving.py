"""`serve`: a page in the browser on which the index is searched, and heard."""

from rnct_chapters.cli.browser import AllowRemote, Host, NoBrowser, Port, opener
from rnct_chapters.cli.options import LangOption, LibraryOption
from rnct_chapters.cli.speaking import say, speaking
from rnct_chapters.errors import needs
from rnct_chapters.messages import message


def serve(
    db: LibraryOption = None,
    port: Port = None,
    host: Host = "127.0.0.1",
    allow_remote: AllowRemote = False,
    no_browser: NoBrowser = False,
    lang: LangOption = None,
) -> None:
    """Open the page to search in the browser: who said what, when, in all recordings of the index; and hear it there.

    The page only reads: recordings are added with `index add`, also while it is open. It is served on this machine
    alone, and its address, which is the first line printed, carries a key that is new each time; the address bar holds
    what is searched, so that it can be kept and passed on to those whom the page knows.

    Exits 0 when Ctrl-C closes the page, and 2 when the index or the address cannot be used.
    """
    with speaking(lang) as spoken:
        with needs("review"):
            from rnct_chapters.searchpage.serving import USUAL_PORT, serve
            from rnct_chapters.webserver.serving import Place
        from rnct_chapters.library.database import default_path
        from rnct_chapters.searchpage.archive import Archive

        if allow_remote:
            say(message("serve_remote_open").text(spoken))
        place = Place(host, port, allow_remote, USUAL_PORT)
        serve(Archive(db or default_path()), place, spoken, opener(spoken, no_browser, message("serve_open")))
        say(message("serve_closed").text(spoken))
