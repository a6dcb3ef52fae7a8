"""The door before everything else: whoever does not know the secret gets nothing, whatever the path says."""

from collections.abc import Callable, MutableMapping
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from rnct_chapters.messages import Lang, message
from rnct_chapters.webserver.answers import refusal, refusal_page
from rnct_chapters.webserver.security import HEADERS, Door


class Guard:
    """Lets requests through to `app` that come in by the `door`; `policy` is asked at each answer."""

    def __init__(self, app: ASGIApp, door: Door, policy: Callable[[], str], lang: Lang) -> None:
        self._app, self._door, self._policy, self._lang = app, door, policy, lang

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        first = self._let_in(request) if "t" in request.query_params else None
        answering: ASGIApp = first or (self._app if self._door.lets_in(request) else self._refusal(request))

        async def guarded(said: MutableMapping[str, Any]) -> None:
            if said["type"] == "http.response.start":
                more = {**HEADERS, "content-security-policy": self._policy()}
                said["headers"] = [*said["headers"], *((k.encode(), v.encode()) for k, v in more.items())]
            await send(said)

        await answering(scope, receive, guarded)

    def _let_in(self, request: Request) -> Response | None:
        """The answer to somebody who opens the page with the secret: a cookie, and the page without it in its
        address."""
        door, asked = self._door, request.query_params
        opens_page = (request.method, request.scope["path"]) == ("GET", "/")
        if not (opens_page and door.is_ours(request.headers.get("host", "")) and door.knows(asked["t"])):
            return None
        kept = urlencode([(name, value) for name, value in asked.multi_items() if name in door.kept])
        found = RedirectResponse(f"/?{kept}" if kept else "/", 303, {"cache-control": "no-store"})
        found.set_cookie(door.cookie, door.token, httponly=True, samesite=door.site, path="/")
        return found

    def _refusal(self, request: Request) -> Response:
        said = message("server_forbidden")
        reads_pages = "text/html" in request.headers.get("accept", "")
        return (refusal_page if reads_pages else refusal)(said, 403, self._lang)
