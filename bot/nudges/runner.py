"""The loop that takes up what is due, and hands it over.

Whether a reminder leaves is decided once, at the moment of sending: see `sending`. Here nothing is
opened or sealed, so that a thousand at nine o'clock cost those who are talking next to nothing. It
is paced by the event loop's monotonic clock: a wall clock that is set back by an hour must not
keep it from looking. The wall clock only says what time it is.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import structlog

from bot.nudges.tally import Tally
from storage import nudges, outbox
from storage.problems import StoreBusy, StoreFull
from storage.store import Store

EVERY_SECONDS = 20.0
SOON_SECONDS = 0.5  # while something is under way, and more may be due
MOST_AT_ONCE = 200  # a transaction is short: people who wait for an answer come in between
MOST_BATCHES = 100  # of one tick, before the clock is read again
LEASE = timedelta(minutes=2)

logger = structlog.get_logger()


class Runner:
    """Puts every reminder that is due into the outbox.

    Args:
        store: The open store.
        clock: The wall clock.
        deliver: Takes over the new rows of the outbox once they are committed.
        tally: Counts what is taken up.
        room: How many more may be handed over just now; a wave of a hundred thousand is
            taken up as it is sent, and not all at once.
        every: Seconds from one look to the next.
    """

    def __init__(
        self,
        store: Store,
        clock: Callable[[], datetime],
        deliver: Callable[[Sequence[int]], None],
        *,
        tally: Tally,
        room: Callable[[], int] = lambda: MOST_AT_ONCE,
        every: float = EVERY_SECONDS,
    ) -> None:
        self._store = store
        self._clock = clock
        self._tally = tally
        self._deliver = deliver
        self._room = room
        self._every = every

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
        """Takes up what is due `now`, as far as there is room; whether more may be due.

        Raises:
            StoreBusy, StoreFull: what was not taken up is due at the next tick.
        """
        self._tally.last_tick = now
        any_taken = False
        for _ in range(MOST_BATCHES):
            most = min(MOST_AT_ONCE, self._room())
            if most <= 0:
                return True
            if not await self._some(now, most):
                # What is let go or moved may be due again at once: after an outage, week by week.
                return any_taken
            any_taken = True
            if most < MOST_AT_ONCE:
                # Places become free one by one; a transaction for each would keep others waiting.
                return True
        # Whatever stays due must not keep the loop at one moment for ever.
        return True

    async def _some(self, now: datetime, most: int) -> bool:
        """Takes up so many at the most; whether there were any."""
        async with self._store.read() as unit:
            # Mostly nothing is due, and finding that out should cost no write.
            if not await nudges.any_free(unit, now):
                return False
        async with self._store.write() as unit:
            due = await nudges.claim(unit, now, now + LEASE, most)
            slips = await outbox.take_up(unit, due)
        self._tally.taken_up += len(due)
        if slips:
            self._deliver([slip.row for slip in slips])
        return bool(due)
