"""The paths by which the page asks what would come of it, and by which a person saves what has."""

from collections.abc import Callable, Coroutine
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rnct_chapters.messages import Lang, message
from rnct_chapters.review.board import Board
from rnct_chapters.review.downloads import Download, Downloads
from rnct_chapters.review.previews import chapters_preview, shifted_rows
from rnct_chapters.webserver.answers import Refused, answer, lang_of, sent_object, text, whole

Save = Callable[[Downloads, Request, Lang], Download]


def _article(home: Downloads, request: Request, lang: Lang) -> Download:
    return home.article(lang, tracked=request.query_params.get("track") == "1")


def _chapters(home: Downloads, request: Request, lang: Lang) -> Download:
    return home.chapters(request.path_params["form"], request.path_params["name"], lang)


def _summary(home: Downloads, request: Request, lang: Lang) -> Download:
    return Download("summary.txt", home.summary(lang).encode("utf-8", "replace"))


_SAVED: dict[str, Save] = {
    "article": _article,
    "verdicts.json": lambda home, request, lang: home.verdicts(),
    "verdicts.csv": lambda home, request, lang: home.table(),
    "chapters.json": lambda home, request, lang: home.chapters_file(),
    "chapters/{form}/{name}": _chapters,
    "summary.txt": _summary,
}


class TakingHome:
    """Previews and downloads of one board; what they say is in the language that the page asks for, else in `lang`."""

    def __init__(self, board: Board, lang: Lang) -> None:
        self._board, self._home, self._lang = board, Downloads(board), lang

    def routes(self) -> list[Route]:
        return [
            Route("/api/shift/preview", self._shift, methods=["POST"]),
            Route("/api/chapters/preview", self._preview, methods=["POST"]),
            Route("/api/summary", self._told),
            *(Route(f"/download/{path}", self._saving(save)) for path, save in _SAVED.items()),
        ]

    def _saving(self, save: Save) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        async def saved(request: Request) -> Response:
            found = await run_in_threadpool(save, self._home, request, lang_of(request, self._lang))
            return found.response()

        return saved

    async def _told(self, request: Request) -> Response:
        return answer({"text": await run_in_threadpool(self._home.summary, lang_of(request, self._lang))})

    async def _shift(self, request: Request) -> Response:
        """Which stamps a shift would move, and where to."""
        sent = await sent_object(request)
        wanted = whole(sent, "recording"), whole(sent, "from_ms", least=0), whole(sent, "by_ms")
        state = await run_in_threadpool(self._board.state)
        return answer({"cards": list(shifted_rows(self._board.desk().cards, state["decided"], wanted))})

    async def _preview(self, request: Request) -> Response:
        """What an export would be, and what its rules force."""
        sent = await sent_object(request)
        name, form, chapters = text(sent, "recording"), text(sent, "format"), sent.get("chapters")
        if not isinstance(chapters, list):
            raise Refused(message("server_nonsense", what="chapters"), 400)
        listed = await run_in_threadpool(self._home.listed, name)
        lang = lang_of(request, self._lang)
        return answer(await run_in_threadpool(chapters_preview, listed, chapters, form, lang))
