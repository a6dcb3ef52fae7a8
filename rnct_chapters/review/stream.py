"""Every tab learns of every decision: those of other tabs, of another server, and of a check that was run again."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from starlette.concurrency import run_in_threadpool

from rnct_chapters.review.board import Board
from rnct_chapters.webserver.answers import dumps

LOOK_S = 0.25
"""Seconds between two looks at the disk: a decision of another process is seen well within a second."""
PING_S = 15.0
"""Seconds after which a silent stream says that it is alive, before anything on the way gives it up."""


class Stream:
    """Tells all tabs of what changes on the board."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._changes = 0
        self._changed = asyncio.Condition()
        self._closing = False

    @asynccontextmanager
    async def watching(self) -> AsyncIterator[None]:
        """Looks at the disk until the block ends."""
        watch = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            watch.cancel()
            with suppress(asyncio.CancelledError):
                await watch

    def close(self) -> None:
        """Lets every tab go at the next look. May be called from a signal handler."""
        self._closing = True

    async def poke(self) -> None:
        """Something has changed: every tab is told at once."""
        async with self._changed:
            self._changes += 1
            self._changed.notify_all()

    async def listen(self, seen: int, shown: str | None = None) -> AsyncIterator[bytes]:
        """The server-sent events for a tab that knows the decisions up to the event `seen`, and shows the desk.json of
        the hash `shown`, or the one that is there now.

        `state` carries the new events and where things stand after them, `desk` says that a check has replaced what the
        tab shows.
        """
        shown = shown or self._board.desk().sha256
        while not self._closing:
            changes = self._changes
            if (now := self._board.desk().sha256) != shown:
                shown = now
                yield b"event: desk\ndata: " + dumps({"sha256": shown}) + b"\n\n"
            if (news := await run_in_threadpool(self._board.news, seen)) is not None:
                seen = news["state"]["n"]
                yield f"id: {seen}\nevent: state\ndata: ".encode() + dumps(news) + b"\n\n"
            if not await self._waited(changes):
                yield b": still here\n\n"

    async def _waited(self, changes: int) -> bool:
        """Whether something changed since the count `changes` before it was time to say something anyway."""
        async with self._changed:
            wait = self._changed.wait_for(lambda: self._changes != changes or self._closing)
            with suppress(TimeoutError):
                await asyncio.wait_for(wait, PING_S)
                return True
        return False

    async def _watch(self) -> None:
        looks = None
        while not self._closing:
            if (now := await run_in_threadpool(self._board.looks)) != looks:
                looks = now
                await self.poke()
            await asyncio.sleep(LOOK_S)
        await self.poke()
