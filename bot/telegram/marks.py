"""Marks rows as sent, many at a time: one commit for all that went out in the last moment."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

import structlog

from bot.service.outgoing import Done
from bot.telegram import pauses
from bot.telegram.needs import Service
from storage.problems import StoreBusy, StoreFull

GATHER_SECONDS = 0.15  # nobody waits for these marks; who does hurries them
MOST_AT_ONCE = 500

logger = structlog.get_logger()


class Marks:
    """Gathers what is done, and tells the service."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._waiting: list[tuple[Done, Callable[[], None] | None]] = []
        self._writer: asyncio.Task[None] | None = None
        self._hurry = asyncio.Event()
        self._closing = False

    def add(self, done: Done, then: Callable[[], None] | None = None) -> None:
        """A row is sent, or given up; `then` is called when that is committed."""
        self._waiting.append((done, then))
        if self._writer is None:
            self._writer = asyncio.create_task(self._write_all())

    def hurry(self) -> None:
        """Somebody waits: gather no longer."""
        self._hurry.set()

    async def close(self, within: float) -> int:
        """Write what waits, now; how many rows could not be marked in so many seconds."""
        self._closing = True
        self.hurry()
        if (writer := self._writer) is not None:
            await asyncio.wait([writer], timeout=within)
            writer.cancel()
            await asyncio.gather(writer, return_exceptions=True)
        return len(self._waiting)

    async def _write_all(self) -> None:
        failures = 0
        while self._waiting:
            await pauses.rest(GATHER_SECONDS, unless=self._hurry)
            if not self._closing:
                self._hurry.clear()
            batch = self._waiting[:MOST_AT_ONCE]
            try:
                await self._write([done for done, _ in batch])
            except (StoreBusy, StoreFull) as error:
                logger.warning("marks_wait", error=type(error).__name__, rows=len(self._waiting))
                failures += 1
                await asyncio.sleep(pauses.seconds_after(failures))
                continue
            del self._waiting[: len(batch)]
            failures = 0
            for _, then in batch:
                if then is not None:
                    then()
        self._writer = None

    async def _write(self, batch: Sequence[Done]) -> None:
        """Write a batch; a row that cannot be marked does not hold up the others."""
        try:
            await self._service.done(batch)
        except (StoreBusy, StoreFull):
            raise
        except Exception as error:
            if len(batch) == 1:
                logger.error("mark_failed", error=type(error).__name__)
                return
            for one in batch:
                await self._write([one])
