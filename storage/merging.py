"""The write-ahead log moves into the database beside the writer, not in somebody's commit.

SQLite does it by itself within the commit that makes the log a thousand pages long. In a wave of
reminders over 100,000 people that was more than once a second, with pages from all over the file:
commits of 100 ms and more, and whoever was being answered waited for them.
"""

from __future__ import annotations

import asyncio

from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from storage import sqlite
from storage.turns import Turns
from storage.unit import to_end

WRITES_BETWEEN = 32
"""Transactions after which the log is moved: some thousand pages in a wave, a few in quiet."""

BESIDE = 2
"""Rounds beside the writer; each leaves only what was written while it lasted."""


class Merging:
    """Counts transactions, and moves the log now and then. Close it before its engine's file."""

    def __init__(self, engine: AsyncEngine, turns: Turns) -> None:
        self._engine = engine
        self._turns = turns
        self._writes = 0
        self._task: asyncio.Task[None] | None = None

    def wrote(self) -> None:
        """A transaction was committed."""
        self._writes += 1
        if self._writes >= WRITES_BETWEEN and (self._task is None or self._task.done()):
            self._writes = 0
            self._task = asyncio.create_task(self._merge())

    async def close(self) -> None:
        """End what is under way, and let go of the database."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait((self._task,))
        await to_end(self._engine.dispose())

    async def _merge(self) -> None:
        try:
            for _ in range(BESIDE):
                if await self._move():
                    return
            # The log begins anew only where nothing of it is left: the last few with a turn.
            async with self._turns.turn():
                await self._move()
        except DBAPIError:
            # A full disk, say: whoever writes is told, and the log waits.
            return

    async def _move(self) -> bool:
        async def move() -> bool:
            async with self._engine.connect() as connection:
                return await sqlite.move_log(connection)

        return await to_end(move())
