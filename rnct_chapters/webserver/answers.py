"""What the server answers: JSON, and every refusal as one sentence."""

import json
from html import escape
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from rnct_chapters.errors import HostFailed, OutputRefused, RnctError
from rnct_chapters.messages import Lang, Message, message

Json = dict[str, Any]

MOST_BYTES = 4_000_000
"""Of what a page may send at once: a thousand chapters take a tenth of it."""


def dumps(value: object) -> bytes:
    """JSON on one line; half characters, which a page can send and UTF-8 cannot hold, become question marks."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def answer(value: object, status: int = 200) -> Response:
    return Response(dumps(value), status, {"cache-control": "no-store"}, "application/json")


def refusal(said: Message, status: int, lang: Lang) -> Response:
    """One sentence as JSON."""
    return answer({"why": {"text": said.text(lang)}}, status)


def refusal_page(said: Message, status: int, lang: Lang) -> Response:
    """The same sentence for a person who opened an address."""
    title = escape(message("server_forbidden_title").text(lang))
    text = escape(said.text(lang))
    html = (
        f'<!doctype html><html lang="{lang}"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{title}</title><h1>{title}</h1><p>{text}</p></html>'
    )
    return Response(html, status, {"cache-control": "no-store"}, "text/html")


class Refused(Exception):
    """Ends a request with one sentence."""

    def __init__(self, said: Message, status: int) -> None:
        super().__init__(said)
        self.said, self.status = said, status


def missing(said: Message) -> Refused:
    """That there is nothing where something was asked for."""
    return Refused(said, 404)


async def sent_object(request: Request) -> Json:
    """The JSON object that the page sent. Raises `Refused` for anything else, or too much of it."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise Refused(message("server_nonsense", what="content-type"), 415)
    sent = bytearray()
    async for piece in request.stream():
        sent += piece
        if len(sent) > MOST_BYTES:
            raise Refused(message("server_too_big"), 413)
    try:
        found = json.loads(sent)
    except (ValueError, RecursionError) as error:
        raise Refused(message("server_nonsense", what="JSON"), 400) from error
    if not isinstance(found, dict):
        raise Refused(message("server_nonsense", what="JSON"), 400)
    return found


def whole(sent: Json, key: str, *, least: int | None = None) -> int:
    """The whole number at `key`. Raises `Refused`."""
    found = sent.get(key)
    if isinstance(found, bool) or not isinstance(found, int) or (least is not None and found < least):
        raise Refused(message("server_nonsense", what=key), 400)
    return found


def text(sent: Json, key: str) -> str:
    """The text at `key`. Raises `Refused`."""
    found = sent.get(key)
    if not isinstance(found, str):
        raise Refused(message("server_nonsense", what=key), 400)
    return found


def lang_of(request: Request, usual: Lang) -> Lang:
    """The language that the page is read in: the one that it asks for, else the usual one."""
    asked = request.query_params.get("lang")
    return "fr" if asked == "fr" else "en" if asked == "en" else usual


def refusals(lang: Lang, failed_key: str) -> dict[Any, Any]:
    """What goes wrong, as one sentence each; nothing of the program shows. `failed_key` is the sentence for what must
    not happen, with the fact `kind`."""

    def refused(request: Request, error: Refused) -> Response:
        return refusal(error.said, error.status, lang_of(request, lang))

    def unusable(request: Request, error: RnctError) -> Response:
        status = 502 if isinstance(error, HostFailed) else 500 if isinstance(error, OutputRefused) else 400
        return refusal(error.said, status, lang_of(request, lang))

    def nowhere(request: Request, error: HTTPException) -> Response:
        said = message("server_method" if error.status_code == 405 else "server_missing")
        return refusal(said, error.status_code, lang_of(request, lang))

    def failed(request: Request, error: Exception) -> Response:
        return refusal(message(failed_key, kind=type(error).__name__), 500, lang_of(request, lang))

    return {Refused: refused, RnctError: unusable, HTTPException: nowhere, Exception: failed}
