"""Whose turn it is to write: one transaction at a time, and whoever is answered goes first."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Turns:
    """A lock with two lines: those who take a turn `first` never wait behind the others."""

    def __init__(self) -> None:
        self._taken = False
        self._lines: tuple[deque[asyncio.Future[None]], deque[asyncio.Future[None]]] = (
            deque(),
            deque(),
        )

    @asynccontextmanager
    async def turn(self, *, first: bool = False) -> AsyncIterator[None]:
        """Waits for a turn, and gives it up at the end of the block."""
        if self._taken:
            await self._wait(self._lines[0 if first else 1])
        self._taken = True
        try:
            yield
        finally:
            self._pass_on()

    async def _wait(self, line: deque[asyncio.Future[None]]) -> None:
        mine = asyncio.get_running_loop().create_future()
        line.append(mine)
        try:
            await mine
        except asyncio.CancelledError:
            if mine in line:
                line.remove(mine)
            else:
                # It was this one's turn already: the next one must not wait for ever.
                self._pass_on()
            raise

    def _pass_on(self) -> None:
        """The turn goes straight to whoever is next, so that nobody slips in between."""
        for line in self._lines:
            while line:
                mine = line.popleft()
                if not mine.done():
                    mine.set_result(None)
                    return
        self._taken = False
