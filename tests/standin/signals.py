"""Waiting for something to change, without sleeping and looking again."""

import asyncio
from collections.abc import Callable

PATIENCE = 60.0  # seconds that a test waits before it fails; on a busy machine all takes longer


class Signal:
    """Fired whenever something changed; whoever waits looks again."""

    def __init__(self) -> None:
        self._waiters: list[asyncio.Future[None]] = []

    def fire(self) -> None:
        """Wake everybody who waits."""
        waiters, self._waiters = self._waiters, []
        for waiter in waiters:
            if not waiter.done():
                waiter.set_result(None)

    async def until(self, holds: Callable[[], bool], within: float) -> bool:
        """Wait until something holds; False when it still does not after so many seconds."""
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(max(within, 0)):
                while not holds():
                    waiter = loop.create_future()
                    self._waiters.append(waiter)
                    await waiter
        except TimeoutError:
            return holds()
        return True
