"""Chapters put on their host from the desk: what would change is looked at first; nothing is written without a yes."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from threading import Lock
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rnct_chapters.chapters import ChapterList
from rnct_chapters.errors import UsageError
from rnct_chapters.hosts import video_of
from rnct_chapters.messages import Lang, message
from rnct_chapters.publish import (
    HOSTS,
    Host,
    Plan,
    Secrets,
    Web,
    keep_published,
    open_host,
    plan_for,
    publish,
    read_published,
)
from rnct_chapters.publish.plan import Difference, Shown
from rnct_chapters.review.board import Board
from rnct_chapters.review.downloads import Downloads
from rnct_chapters.timecode import to_seconds
from rnct_chapters.webserver.answers import Json, Refused, answer, lang_of, sent_object, text


def can_publish(board: Board) -> bool:
    """Whether a recording lies on a host that takes chapters, and what asks hosts is installed."""
    hosts = {r.host for r in board.desk().recordings.values()}
    return not hosts.isdisjoint(HOSTS) and find_spec("httpx") is not None


class Publishing:
    """Publishing from one board, one video at a time, to the addresses that its recordings have and to no other."""

    def __init__(self, board: Board, lang: Lang) -> None:
        self._board, self._lang, self._turn = board, lang, Lock()
        self._home = Downloads(board)

    def routes(self) -> list[Route]:
        return [
            Route("/api/publish/plan", self._plan, methods=["POST"]),
            Route("/api/publish", self._publish, methods=["POST"]),
        ]

    async def _plan(self, request: Request) -> Response:
        """What the host shows beside what it would show."""
        sent, lang = await sent_object(request), lang_of(request, self._lang)
        return answer(await run_in_threadpool(self._compared, text(sent, "recording"), lang))

    async def _publish(self, request: Request) -> Response:
        """Writes, where the page says yes, and to a list that is not ours where it says that too."""
        sent, lang = await sent_object(request), lang_of(request, self._lang)
        if sent.get("yes") is not True:
            raise Refused(message("server_nonsense", what="yes"), 400)
        return answer(await run_in_threadpool(self._written, text(sent, "recording"), lang, sent.get("replace_list")))

    def _compared(self, recording: str, lang: Lang) -> Json:
        listed = self._home.listed(recording)
        with self._turn, _opened(listed, lang) as host:
            return _told(plan_for(host, listed, lang), lang)

    def _written(self, recording: str, lang: Lang, replace_list: object) -> Json:
        listed = self._home.listed(recording)
        read_published(self._board.folder)  # broken, it is better known before anything is written
        with self._turn, _opened(listed, lang) as host:
            plan = plan_for(host, listed, lang)
            if plan.differs and plan.asks is not None and replace_list is not True:
                raise Refused(plan.asks, 409)
            done = publish(host, plan)
        keep_published(self._board.folder, done)
        key = "publish_done" if plan.differs else "publish_same"
        said = message(key, count=len(done.chapters), video=done.video)
        return {"text": said.text(lang), "video": done.video}


@contextmanager
def _opened(listed: ChapterList, lang: Lang) -> Iterator[Host]:
    """The recording's video on its host. Raises `UsageError` where it has none, or nobody is signed in there."""
    if listed.url is None:
        raise UsageError(message("publish_no_address", title=listed.title))
    video = video_of(listed.url)
    if video is None or video.host not in HOSTS:
        raise UsageError(message("publish_host_untold", url=listed.url))
    written: Lang = "fr" if listed.language == "fr" else "en" if listed.language == "en" else lang
    with Web() as web:
        yield open_host(video.host, listed.url, web, Secrets(), written)


def _told(plan: Plan, lang: Lang) -> Json:
    """The comparison as docs/publish.schema.json has it, and what there is to say of it."""
    return {
        "host": plan.host, "video": plan.video, "recording": plan.recording, "differs": plan.differs,
        "chapters": [_line(line) for line in plan.lines], "said": [m.text(lang) for m in plan.said],
        "cost": plan.cost.text(lang) if plan.cost else None, "asks": plan.asks.text(lang) if plan.asks else None,
    }  # fmt: skip


def _line(line: Difference) -> dict[str, Any]:
    return {"kind": line.kind, "before": _shown(line.before), "after": _shown(line.after)}


def _shown(shown: Shown | None) -> Json | None:
    return None if shown is None else {"start_s": to_seconds(shown.start_ms), "title": shown.title}
