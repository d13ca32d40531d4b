"""The loop that takes up what is due, and decides about each.

It is paced by the event loop's monotonic clock: a wall clock that is set back by an hour must not
keep it from looking. The wall clock only says what time it is.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import structlog

from bot.nudges import slot
from bot.nudges.deciding import Deciding, Taken
from bot.nudges.host import Host
from storage import nudges
from storage.nudges import Nudge
from storage.outbox import Letter
from storage.people import Person
from storage.problems import StoreBusy, StoreFull
from storage.store import Store

EVERY_SECONDS = 20.0
MOST_AT_ONCE = 50  # a transaction is short: people who wait for an answer come in between
LEASE = timedelta(minutes=2)
PUT_OFF = timedelta(hours=1)

logger = structlog.get_logger()


class Runner:
    """Writes a letter for every reminder that is due and allowed, and moves or drops the others.

    Args:
        store: The open store.
        host: What the layer above knows and does.
        clock: The wall clock.
        deliver: Takes over letters once they are committed.
        every: Seconds from one look to the next.
    """

    def __init__(
        self,
        store: Store,
        host: Host,
        clock: Callable[[], datetime],
        deliver: Callable[[Sequence[Letter]], None],
        every: float = EVERY_SECONDS,
    ) -> None:
        self._store = store
        self._host = host
        self._clock = clock
        self._deliver = deliver
        self._every = every
        self._taken: Taken = ()

    async def run(self) -> None:
        """Looks again and again until it is cancelled. No error ends it."""
        loop = asyncio.get_running_loop()
        due = loop.time()
        while True:
            try:
                await self.tick(self._clock())
            except (StoreBusy, StoreFull) as error:
                logger.info("nudges wait", error=type(error).__name__)
            except Exception as error:
                logger.error("nudges failed", error=type(error).__name__)
            due = max(due + self._every, loop.time())
            await asyncio.sleep(due - loop.time())

    async def tick(self, now: datetime) -> None:
        """Deals with everything that is due `now`.

        Raises:
            StoreBusy, StoreFull: what was taken up is kept for the next tick.
        """
        # What a busy store kept from being dealt with is ours still, whatever its lease says.
        while taken := self._taken or await self._claim(now):
            self._taken = ()
            try:
                await self._deal(taken, now)
            except (StoreBusy, StoreFull):
                self._taken = taken
                raise

    async def _claim(self, now: datetime) -> Taken:
        async with self._store.write() as unit:
            return await nudges.claim(unit, now, now + LEASE, MOST_AT_ONCE)

    async def _deal(self, taken: Taken, now: datetime) -> None:
        try:
            await self._transaction(taken, now)
        except (StoreBusy, StoreFull):
            raise
        except Exception as error:
            logger.warning("nudges one by one", count=len(taken), error=type(error).__name__)
            for one in taken:
                await self._alone(one, now)

    async def _alone(self, one: tuple[Person, Nudge], now: datetime) -> None:
        try:
            await self._transaction([one], now)
        except (StoreBusy, StoreFull):
            raise
        except Exception as error:
            logger.error("nudge put off", error=type(error).__name__)
            person, nudge = one
            async with self._store.write() as unit:
                await nudges.save(unit, [(person, slot.put_off(nudge, now + PUT_OFF))])

    async def _transaction(self, taken: Taken, now: datetime) -> None:
        async with self._store.write() as unit:
            deciding = Deciding(unit, self._host, now)
            letters = await deciding.all(taken)
        for (kind, reason), count in sorted(deciding.verdicts.items()):
            logger.info("nudges decided", kind=kind.value, reason=reason.value, count=count)
        if letters:
            self._deliver(letters)
