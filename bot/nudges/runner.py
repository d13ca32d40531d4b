"""The loop that takes up what is due, and decides about each.

It is paced by the event loop's monotonic clock: a wall clock that is set back by an hour must not
keep it from looking. The wall clock only says what time it is.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

import structlog

from bot.nudges import slot
from bot.nudges.deciding import Deciding
from bot.nudges.host import Host, Taken
from bot.nudges.tally import Tally
from storage import nudges
from storage.nudges import Nudge
from storage.outbox import Letter
from storage.people import Person
from storage.problems import StoreBusy, StoreFull
from storage.store import Store

EVERY_SECONDS = 20.0
SOON_SECONDS = 0.1  # while what was written has not left yet, and more is due
MOST_AT_ONCE = 200  # a transaction is short: people who wait for an answer come in between
MOST_BATCHES = 100  # of one tick, before the clock is read again
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
        tally: Counts what is decided.
        room: How many more letters may be handed over just now; a wave of a hundred thousand is
            taken up as it is sent, and not all at once.
        every: Seconds from one look to the next.
    """

    def __init__(
        self,
        store: Store,
        host: Host[Any],
        clock: Callable[[], datetime],
        deliver: Callable[[Sequence[Letter]], None],
        *,
        tally: Tally,
        room: Callable[[], int] = lambda: MOST_AT_ONCE,
        every: float = EVERY_SECONDS,
    ) -> None:
        self._store = store
        self._host = host
        self._clock = clock
        self._tally = tally
        self._deliver = deliver
        self._room = room
        self._every = every
        self._taken: Taken = ()

    async def run(self) -> None:
        """Looks again and again until it is cancelled. No error ends it."""
        loop = asyncio.get_running_loop()
        due = loop.time()
        while True:
            more = False
            try:
                more = await self.tick(self._clock())
            except (StoreBusy, StoreFull) as error:
                logger.info("nudges wait", error=type(error).__name__)
            except Exception as error:
                logger.error("nudges failed", error=type(error).__name__)
            if more:
                await asyncio.sleep(SOON_SECONDS)
                continue
            due = max(due + self._every, loop.time())
            await asyncio.sleep(due - loop.time())

    async def tick(self, now: datetime) -> bool:
        """Deals with what is due `now`, as far as there is room; whether more may be due.

        Raises:
            StoreBusy, StoreFull: what was taken up is kept for the next tick.
        """
        self._tally.last_tick = now
        for _ in range(MOST_BATCHES):
            most = min(MOST_AT_ONCE, self._room())
            if most <= 0:
                return True
            if not await self._some(now, most):
                return False
        # Whatever stays due must not keep the loop at one moment for ever.
        return True

    async def _some(self, now: datetime, most: int) -> bool:
        """Deals with so many at the most; whether there were any."""
        if not self._taken:
            async with self._store.read() as unit:
                # Mostly nothing is due, and finding that out should cost no write.
                if not await nudges.any_due(unit, now):
                    return False
            try:
                return await self._at_once(now, most)
            except (StoreBusy, StoreFull):
                raise
            except Exception as error:
                logger.warning("nudges one by one", error=type(error).__name__)
        # What a busy store kept from being dealt with is ours still, whatever its lease says.
        taken = self._taken or await self._claim(now, most)
        self._taken = ()
        try:
            for one in taken:
                await self._alone(one, now)
        except (StoreBusy, StoreFull):
            self._taken = taken
            raise
        return bool(taken)

    async def _at_once(self, now: datetime, most: int) -> bool:
        """Takes some up and deals with them, in one transaction."""
        async with self._store.write() as unit:
            taken = await nudges.claim(unit, now, now + LEASE, most)
            deciding = Deciding(unit, self._host, now)
            letters = await deciding.all(taken, fresh=True)
        self._hand_over(deciding, letters, now)
        return bool(taken)

    async def _claim(self, now: datetime, most: int) -> Taken:
        async with self._store.write() as unit:
            return await nudges.claim(unit, now, now + LEASE, most)

    async def _alone(self, one: tuple[Person, Nudge], now: datetime) -> None:
        try:
            async with self._store.write() as unit:
                deciding = Deciding(unit, self._host, now)
                letters = await deciding.all([one])
            self._hand_over(deciding, letters, now)
        except (StoreBusy, StoreFull):
            raise
        except Exception as error:
            logger.error("nudge put off", error=type(error).__name__)
            person, nudge = one
            async with self._store.write() as unit:
                await nudges.save(unit, [(person, slot.put_off(nudge, now + PUT_OFF))])

    def _hand_over(self, deciding: Deciding, letters: Sequence[Letter], now: datetime) -> None:
        self._tally.take(deciding.decided, now)
        self._tally.written += len(letters)
        if letters:
            self._deliver(letters)
