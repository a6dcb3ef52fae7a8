"""The desk as an application, served until it is told to stop."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rnct_chapters.messages import Lang, message
from rnct_chapters.review.api import Api
from rnct_chapters.review.board import Board
from rnct_chapters.review.pages import SITE
from rnct_chapters.review.peaks import Peaks
from rnct_chapters.review.publishing import Publishing
from rnct_chapters.review.settler import Settler
from rnct_chapters.review.stream import Stream
from rnct_chapters.review.taking_home import TakingHome
from rnct_chapters.webserver.answers import lang_of, refusals
from rnct_chapters.webserver.guard import Guard
from rnct_chapters.webserver.security import YOUTUBE, Door, policy
from rnct_chapters.webserver.serving import Place, serve_behind

USUAL_PORT = 8765


def serve(board: Board, place: Place, lang: Lang, opened: Callable[[str], None]) -> None:
    """Serves the desk until Ctrl-C or a SIGTERM; `opened` is told its address, secret included, once it can be opened.

    Raises `UsageError` where the place is none, or taken, or other machines could come in unasked.
    """
    place.refuse_strangers(message("review_remote", host=place.host))
    stream = Stream(board)
    serve_behind(place, lambda door: application(board, door, stream, lang), opened, stream.close)


def application(board: Board, door: Door, stream: Stream, lang: Lang) -> Guard:
    """The desk of one board behind its door."""
    peaks, settler = Peaks(), Settler(board)

    @asynccontextmanager
    async def open_desk(app: Starlette) -> AsyncIterator[None]:
        desk = board.desk()
        peaks.prepare(filter(None, map(desk.playable, desk.recordings)))
        async with stream.watching(), settler.settling():
            yield
        await run_in_threadpool(peaks.close)

    def allowed() -> str:
        shown = board.desk().recordings.values()
        frames = [YOUTUBE for r in shown if r.host == "youtube"]
        frames += [r.url for r in shown if r.host == "peertube" and r.url]
        return policy(frames, [r.url for r in shown if r.host == "file" and r.url])

    async def front(request: Request) -> Response:
        return SITE.page(str(board.desk().stored["title"]), lang_of(request, lang))

    async def own_file(request: Request) -> Response:
        return await run_in_threadpool(SITE.file, request.path_params["name"], request)

    routes = [Route("/", front), Route("/static/{name:path}", own_file)]
    routes += Api(board, stream, settler, peaks, lang).routes()
    routes += TakingHome(board, lang).routes()
    routes += Publishing(board, lang).routes()
    app = Starlette(routes=routes, lifespan=open_desk, exception_handlers=refusals(lang, "review_failed"))
    app.router.redirect_slashes = False  # it would send people where the Host header says
    return Guard(app, door, allowed, lang)  # around all of it: what fails inside is guarded too
