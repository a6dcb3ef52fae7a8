"""verdicts.json and chapters.json brought up to date behind the decisions, once nobody decides for a moment."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from starlette.concurrency import run_in_threadpool

from rnct_chapters.errors import RnctError
from rnct_chapters.review.board import Board

QUIET_S = 1.0
"""Seconds after a decision: several keys in a row write the files once."""


class Settler:
    """Settles one board. What is not settled when the program is killed is settled by the next that reads it."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._wanted = asyncio.Event()

    def soon(self) -> None:
        """Something was decided."""
        self._wanted.set()

    @asynccontextmanager
    async def settling(self) -> AsyncIterator[None]:
        """Settles whenever it is wanted until the block ends, and once more then."""
        work = asyncio.create_task(self._settle_forever())
        try:
            yield
        finally:
            work.cancel()
            with suppress(asyncio.CancelledError):
                await work
            await self._settle()

    async def _settle_forever(self) -> None:
        while True:
            await self._wanted.wait()
            await asyncio.sleep(QUIET_S)
            self._wanted.clear()
            await self._settle()

    async def _settle(self) -> None:
        with suppress(RnctError):  # a full disk, say: the decisions are in the journal, and it is tried again
            await run_in_threadpool(self._board.settle)
