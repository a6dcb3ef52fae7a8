"""What the page asks for and sends: the desk, words, waveforms, media, decisions, and what others decide."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from rnct_chapters.errors import RnctError
from rnct_chapters.exports import FORMATS
from rnct_chapters.messages import Lang, message, sentences
from rnct_chapters.review.board import Board
from rnct_chapters.review.downloads import can_correct
from rnct_chapters.review.peaks import LONGEST_WINDOW_MS, Peaks, Playable
from rnct_chapters.review.publishing import can_publish
from rnct_chapters.review.settler import Settler
from rnct_chapters.review.stream import Stream
from rnct_chapters.timecode import Span
from rnct_chapters.webserver.answers import Json, Refused, answer, dumps, lang_of, missing, sent_object, text, whole
from rnct_chapters.webserver.media import media_response

LONGEST_MS = 1_000 * 3_600_000
"""1000 hours: a larger number is no time."""

_OCTETS = "application/octet-stream"


class Api:
    """The answers to the page's requests; what they say is in the language that the page asks for, else in `lang`."""

    def __init__(self, board: Board, stream: Stream, settler: Settler, peaks: Peaks, lang: Lang) -> None:
        self._board, self._stream, self._settler, self._peaks, self._lang = board, stream, settler, peaks, lang

    def routes(self) -> list[Route]:
        return [
            Route("/api/words/{number:int}", self._words),
            Route("/api/peaks/{number:int}", self._waveform),
            Route("/media/{number:int}", self._media),
            Route("/api/events", self._add, methods=["POST"]),
            Route("/api/stream", self._listen),
            Route("/api/desk", self._desk),
        ]

    async def _desk(self, request: Request) -> Response:
        """All that the page begins with. desk.json goes out as it was read: it is by far the largest part."""
        return await run_in_threadpool(self._all, lang_of(request, self._lang))

    def _all(self, lang: Lang) -> Response:
        desk = self._board.desk()
        formats = [{"name": f.name, "suffix": f.suffix, "about": f.about.text(lang)} for f in FORMATS.values()]
        more: Json = {
            "state": self._board.state(), "lang": lang, "messages": sentences("desk_", lang),
            "can": {"publish": can_publish(self._board), "article": can_correct(desk)}, "formats": formats,
            "sha256": desk.sha256,
        }  # fmt: skip
        body = b'{"desk":' + desk.raw + b"," + dumps(more)[1:]
        return Response(body, 200, {"cache-control": "no-store"}, "application/json")

    async def _words(self, request: Request) -> Response:
        number = request.path_params["number"]
        found = await run_in_threadpool(self._board.desk().words, number)
        if found is None:
            raise missing(message("review_no_words", number=number))
        return Response(found, 200, {"cache-control": "no-store"}, "application/json")

    async def _media(self, request: Request) -> Response:
        file = await self._playable(request)
        try:
            return await run_in_threadpool(media_response, file.path, request)
        except OSError as error:
            raise missing(message("review_no_media", number=request.path_params["number"])) from error

    async def _waveform(self, request: Request) -> Response:
        """All of it or how much of it there is yet; with a stretch, that stretch at once."""
        file = await self._playable(request)
        try:
            if "from_ms" in request.query_params:
                found: bytes | float = await run_in_threadpool(self._peaks.window, file, _stretch(request))
            else:
                found = await run_in_threadpool(self._peaks.whole, file)
        except (RnctError, OSError) as error:
            raise missing(message("review_no_wave", number=request.path_params["number"])) from error
        if isinstance(found, float):
            return answer({"share": found}, 202)
        return Response(found, 200, {"cache-control": "no-store"}, _OCTETS)

    async def _playable(self, request: Request) -> Playable:
        """The media of the recording that the path names by its number; nothing else in the path counts."""
        number = request.path_params["number"]
        file = await run_in_threadpool(self._board.desk().playable, number)
        if file is None:
            raise missing(message("review_no_media", number=number))
        return file

    async def _add(self, request: Request) -> Response:
        """One decision, on disk before this answers."""
        sent = await sent_object(request)
        seen, by, event = whole(sent, "seen", least=0), text(sent, "by"), sent.get("event")
        if not isinstance(event, dict):
            raise Refused(message("server_nonsense", what="event"), 400)
        found, status = await run_in_threadpool(self._board.add, event, seen, by, lang_of(request, self._lang))
        self._settler.soon()
        await self._stream.poke()
        return answer(found, status)

    async def _listen(self, request: Request) -> Response:
        """The stream of decisions, from where the tab was when it was cut off."""
        known = request.headers.get("last-event-id") or request.query_params.get("seen", "")
        seen = int(known) if known.isascii() and known.isdecimal() and len(known) < 12 else 0
        headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
        told = self._stream.listen(seen, request.query_params.get("desk"))
        return StreamingResponse(told, 200, headers, "text/event-stream")


def _stretch(request: Request) -> Span:
    """Raises `Refused` for what is no stretch, or too long a one."""
    times = [request.query_params.get(key, "") for key in ("from_ms", "to_ms")]
    if not all(t.isascii() and t.isdecimal() and len(t) < 11 and int(t) <= LONGEST_MS for t in times):
        raise Refused(message("review_window"), 400)
    first, last = map(int, times)
    if not first <= last <= first + LONGEST_WINDOW_MS:
        raise Refused(message("review_window"), 400)
    return Span(first, last)
