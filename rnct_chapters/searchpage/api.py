"""What the page asks for: hits, a recording with its chapters, media. Nothing here changes anything."""

import asyncio

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rnct_chapters.messages import Lang, message, sentences
from rnct_chapters.searchpage.archive import Archive
from rnct_chapters.searchpage.asked import read_asked
from rnct_chapters.searchpage.contents import SCHEMA, found_object, recording_object, size_object
from rnct_chapters.webserver.answers import answer, lang_of, missing
from rnct_chapters.webserver.media import media_response

AT_ONCE = 2
"""Searches that run at the same time: more would only make each of them slower."""

_GONE = 499
"""The status for a page that asks for something else already; nobody reads it."""


class Api:
    """The answers to the page's requests; what they say is in the language that the page asks for, else in `lang`."""

    def __init__(self, archive: Archive, lang: Lang) -> None:
        self._archive, self._lang = archive, lang
        self._turn = asyncio.Semaphore(AT_ONCE)

    def routes(self) -> list[Route]:
        return [
            Route("/api/page", self._page),
            Route("/api/search", self._search),
            Route("/api/recording/{number:int}", self._recording),
            Route("/media/{number:int}", self._media),
        ]

    async def _page(self, request: Request) -> Response:
        """What the page begins with: its sentences, and how much there is to search."""
        lang = lang_of(request, self._lang)
        size = await run_in_threadpool(self._archive.size)
        said = {**sentences("find_", lang), **sentences("desk_close", lang)}
        return answer({"schema": SCHEMA, "lang": lang, "messages": said, "size": size_object(size)})

    async def _search(self, request: Request) -> Response:
        """Hits. Whoever types on asks again, and no longer waits for the answer to what was typed before."""
        asked = read_asked(request.query_params)
        async with self._turn:
            if await request.is_disconnected():
                return Response(status_code=_GONE)
            found = await run_in_threadpool(self._archive.find, asked)
            return answer(found_object(found, lang_of(request, self._lang)))

    async def _recording(self, request: Request) -> Response:
        found = await run_in_threadpool(self._archive.recording, request.path_params["number"])
        if found is None:
            raise missing(message("find_no_recording"))
        return answer(recording_object(*found))

    async def _media(self, request: Request) -> Response:
        """The file of a recording, which its number in the index names; nothing else in the path counts."""
        path = await run_in_threadpool(self._archive.media, request.path_params["number"])
        if path is None:
            raise missing(message("find_no_media"))
        try:
            return await run_in_threadpool(media_response, path, request)
        except OSError as error:
            raise missing(message("find_no_media")) from error
