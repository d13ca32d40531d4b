"""Reminders on their last few steps: decided about once more, some at a time, just before they go.

Each decision is committed before its call, and a commit for each of a hundred thousand would take
longer than Telegram lets the sending take. So a few are decided about together, never more than can
leave in the next moment; whoever writes meanwhile has theirs decided about again.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Collection, Mapping, Sequence

import structlog

from bot.service.acts import Act
from bot.telegram import pauses
from bot.telegram.lines import Job
from bot.telegram.needs import Service
from storage.problems import StoreBusy, StoreFull

AHEAD_SECONDS = 0.4  # how far ahead of the call a reminder may be decided about
FEWEST_AHEAD = 4

logger = structlog.get_logger()


class Clearing:
    """Where reminders wait to be decided about.

    Args:
        service: Decides.
        per_second: How many leave in a second at the most.
        ready: Takes those that may leave now.
        refused: Told of each that must not leave, or cannot be decided about.
    """

    def __init__(
        self,
        service: Service,
        per_second: float,
        ready: Callable[[Sequence[Job]], None],
        refused: Callable[[Job], None],
    ) -> None:
        self._service = service
        self._ready = ready
        self._refused = refused
        self._most = max(FEWEST_AHEAD, int(per_second * AHEAD_SECONDS))
        self._queue: deque[Job] = deque()
        self._deciding: dict[int, Job] = {}
        self._ahead = 0
        self._task: asyncio.Task[None] | None = None
        self._stopping = False

    @property
    def waiting(self) -> int:
        """How many wait to be decided about, or may leave and have not yet."""
        return len(self._queue) + len(self._deciding) + self._ahead

    def add(self, job: Job) -> None:
        """One more that is to be decided about, after the others."""
        self._queue.append(job)
        self._go()

    def left(self, count: int = 1) -> None:
        """So many that might leave have left, or will not."""
        self._ahead -= count
        self._go()

    def withdraw(self, rows: Collection[int]) -> int:
        """Takes out those of these rows that are not cleared yet; how many those were."""
        before = len(self._queue) + len(self._deciding)
        self._queue = deque(job for job in self._queue if job.row.row not in rows)
        for row in self._deciding.keys() & set(rows):
            del self._deciding[row]
        return before - len(self._queue) - len(self._deciding)

    async def stop(self) -> None:
        """Decides about no more; what waits stays in the outbox."""
        self._stopping = True
        if self._task:
            await asyncio.gather(self._task, return_exceptions=True)

    def _go(self) -> None:
        # In halves: a decision for each one that leaves would be a commit for each.
        if self._queue and not self._task and not self._stopping and self._ahead <= self._most // 2:
            self._task = asyncio.create_task(self._decide_all())

    async def _decide_all(self) -> None:
        failures = 0
        while self._queue and not self._stopping and self._ahead <= self._most // 2:
            some = [self._queue.popleft() for _ in range(min(len(self._queue), self._room()))]
            self._deciding = {job.row.row: job for job in some}
            try:
                acts = await self._acts(some)
            except (StoreBusy, StoreFull):
                failures += 1
                # Those taken back meanwhile do not come again.
                self._queue.extendleft(reversed(self._deciding.values()))
                self._deciding = {}
                await asyncio.sleep(pauses.seconds_after(failures))
                continue
            failures = 0
            self._sort(acts)
        self._task = None

    def _room(self) -> int:
        return max(1, self._most - self._ahead)

    async def _acts(self, jobs: Sequence[Job]) -> Mapping[int, Act]:
        """Decides about all; where that fails, about each by itself."""
        try:
            return await self._service.about_to_send([job.row.row for job in jobs])
        except (StoreBusy, StoreFull):
            raise
        except Exception as error:
            logger.error("reminders_undecided", count=len(jobs), error=type(error).__name__)
        acts: dict[int, Act] = {}
        if len(jobs) > 1:
            for job in jobs:
                acts.update(await self._acts([job]))
        return acts

    def _sort(self, acts: Mapping[int, Act]) -> None:
        ready, self._deciding, jobs = [], {}, list(self._deciding.values())
        for job in jobs:
            act = acts.get(job.row.row)
            if act is None:
                self._refused(job)
            else:
                job.act, job.asked = act, True
                ready.append(job)
        self._ahead += len(ready)
        self._ready(ready)
