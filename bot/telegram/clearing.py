"""Reminders on their last few steps: decided about, some at a time, just before they go.

Each decision is committed before its call, and a commit for each of a hundred thousand would take
longer than Telegram lets the sending take. So a few are decided about together, never more than can
leave in the next moment; whoever writes meanwhile has theirs decided about again.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

import structlog

from bot.service.outgoing import Outgoing
from bot.telegram import pauses
from bot.telegram.addresses import is_chat
from bot.telegram.needs import Service
from storage.problems import StoreBusy, StoreFull

AHEAD_SECONDS = 0.4  # how far ahead of the call a reminder may be decided about
FEWEST_AHEAD = 4
MOST_AT_ONCE = 10  # whoever waits for an answer meanwhile waits for one short commit at the most

logger = structlog.get_logger()


class Clearing:
    """Where reminders wait to be decided about.

    Args:
        service: Decides.
        per_second: How many leave in a second at the most.
        ready: Takes those that may leave now.
        refused: Told the row of each that must not leave.
    """

    def __init__(
        self,
        service: Service,
        per_second: float,
        ready: Callable[[Sequence[Outgoing]], None],
        refused: Callable[[int], None],
    ) -> None:
        self._service = service
        self._ready = ready
        self._refused = refused
        self._most = max(FEWEST_AHEAD, int(per_second * AHEAD_SECONDS))
        self._queue: deque[int] = deque()
        self._deciding: set[int] = set()
        self._ahead: set[int] = set()
        self._task: asyncio.Task[None] | None = None
        self._stopping = False

    @property
    def waiting(self) -> int:
        """How many wait to be decided about, or may leave and have not yet."""
        return len(self._queue) + len(self._deciding) + len(self._ahead)

    def add(self, rows: Iterable[int]) -> int:
        """More that are to be decided about, after the others; how many of them are not here yet.

        Whoever takes reminders up hands one over again that has waited for long.
        """
        known = {*self._queue, *self._deciding, *self._ahead}
        new = [row for row in dict.fromkeys(rows) if row not in known]
        self._queue.extend(new)
        self._go()
        return len(new)

    def left(self, rows: Iterable[int]) -> None:
        """These might leave, and have left or will not."""
        self._ahead -= set(rows)
        self._go()

    def withdraw(self, rows: Collection[int]) -> int:
        """Takes out those of these rows that are not cleared yet; how many those were."""
        before = len(self._queue) + len(self._deciding)
        self._queue = deque(row for row in self._queue if row not in rows)
        self._deciding -= set(rows)
        return before - len(self._queue) - len(self._deciding)

    async def stop(self) -> None:
        """Decides about no more; what waits stays in the outbox."""
        self._stopping = True
        if self._task:
            await asyncio.gather(self._task, return_exceptions=True)

    def _may_decide(self) -> bool:
        # In halves: a decision for each one that leaves would be a commit for each.
        return bool(self._queue) and not self._stopping and len(self._ahead) <= self._most // 2

    def _go(self) -> None:
        if self._may_decide() and not self._task:
            self._task = asyncio.create_task(self._decide_all())

    async def _decide_all(self) -> None:
        failures = 0
        while self._may_decide():
            most = min(len(self._queue), self._most - len(self._ahead), MOST_AT_ONCE)
            some = [self._queue.popleft() for _ in range(most)]
            self._deciding = set(some)
            try:
                leaving = await self._service.about_to_send(some, is_chat)
            except (StoreBusy, StoreFull):
                failures += 1
                # Those taken back meanwhile do not come again.
                self._queue.extendleft(row for row in reversed(some) if row in self._deciding)
                self._deciding = set()
                await asyncio.sleep(pauses.seconds_after(failures))
                continue
            except Exception as error:
                # They stay in the outbox, and the loop stays alive.
                logger.error("reminders_lost_for_now", error=type(error).__name__)
                leaving = {}
            failures = 0
            self._sort(some, leaving)
        self._task = None

    def _sort(self, some: Sequence[int], leaving: Mapping[int, Outgoing]) -> None:
        ready = []
        for row in some:
            if row not in self._deciding:
                continue
            if row in leaving:
                ready.append(leaving[row])
            else:
                self._refused(row)
        self._deciding = set()
        self._ahead |= {one.row for one in ready}
        self._ready(ready)
