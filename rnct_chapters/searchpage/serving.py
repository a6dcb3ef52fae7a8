"""The page to search as an application, served until it is told to stop."""

import contextlib
from collections.abc import Callable
from dataclasses import replace

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rnct_chapters.errors import RnctError
from rnct_chapters.messages import Lang, message
from rnct_chapters.searchpage.api import Api
from rnct_chapters.searchpage.archive import Archive
from rnct_chapters.searchpage.pages import SITE
from rnct_chapters.webserver.answers import lang_of, refusals
from rnct_chapters.webserver.guard import Guard
from rnct_chapters.webserver.security import YOUTUBE, Door, policy
from rnct_chapters.webserver.serving import Place, serve_behind

USUAL_PORT = 8766

KEPT = ("lang", "q", "speaker", "event", "since", "near", "fuzzy", "hit")
"""What an address of the page may say, and still says once the secret is taken out of it."""


def serve(archive: Archive, place: Place, lang: Lang, opened: Callable[[str], None]) -> None:
    """Serves the page until Ctrl-C or a SIGTERM; `opened` is told its address, secret included, once it can be opened.

    Raises `UsageError` where the place is none, or taken, or other machines could come in unasked.
    """
    place.refuse_strangers(message("serve_remote", host=place.host))
    serve_behind(place, lambda door: application(archive, door, lang), opened)


def application(archive: Archive, door: Door, lang: Lang) -> Guard:
    """The page of one index behind its door. Links to it may be followed from anywhere by who is known here: it changes
    nothing."""
    front_page = _Front(archive, lang)

    async def own_file(request: Request) -> Response:
        return await run_in_threadpool(SITE.file, request.path_params["name"], request)

    routes = [Route("/", front_page.answer), Route("/static/{name:path}", own_file), *Api(archive, lang).routes()]
    app = Starlette(routes=routes, exception_handlers=refusals(lang, "serve_failed"))
    app.router.redirect_slashes = False  # it would send people where the Host header says
    return Guard(app, replace(door, site="lax", kept=KEPT), lambda: front_page.policy, lang)


class _Front:
    """The shell, and what it may load: the players of the recordings that are in the index when it is opened."""

    def __init__(self, archive: Archive, lang: Lang) -> None:
        self._archive, self._lang = archive, lang
        self.policy = policy((), ())

    async def answer(self, request: Request) -> Response:
        with contextlib.suppress(RnctError):  # which the page is told when it asks for something
            self.policy = await run_in_threadpool(self._allowed)
        lang = lang_of(request, self._lang)
        return SITE.page(message("find_title").text(lang), lang)

    def _allowed(self) -> str:
        hosted = self._archive.addresses()
        frames = [YOUTUBE for host, _ in hosted if host == "youtube"]
        frames += [url for host, url in hosted if host == "peertube"]
        return policy(frames, [url for host, url in hosted if host == "file"])
