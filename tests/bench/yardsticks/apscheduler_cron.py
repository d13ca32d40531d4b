"""A cron job for each person, as bots often keep reminders: AsyncIOScheduler, jobs in memory.

`python -m tests.bench.yardsticks.apscheduler_cron PEOPLE` prints JSON: the seconds it took from
its first job to running (`start`), the megabytes held (`memory`), and the milliseconds in which a
thousand due jobs were found, started and ended (`due`), for several minutes. A job does nothing.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import sys
import time
from datetime import UTC, timedelta
from typing import Any

import time_machine
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger

from tests.bench import due
from tests.bench.processes import Bot


class _Count:
    """Counts the jobs that ran."""

    def __init__(self) -> None:
        self.number = 0
        self.done = asyncio.Event()

    async def job(self, _chat: int) -> None:
        self.number += 1
        if self.number == due.A_MINUTE:
            self.done.set()


async def _measure(people: int) -> dict[str, Any]:
    count, before = _Count(), Bot(os.getpid()).memory()
    began = time.perf_counter()
    scheduler = AsyncIOScheduler(timezone=UTC, job_defaults={"misfire_grace_time": None})
    for number in range(people):
        weekday, at = due.when(number)
        trigger = CronTrigger(
            day_of_week=weekday, hour=at.hour, minute=at.minute, timezone=due.ZONE
        )
        scheduler.add_job(count.job, trigger, args=[number])
    scheduler.start()
    start = time.perf_counter() - began
    memory = Bot(os.getpid()).memory()
    gc.collect()
    gc.freeze()
    seen = []
    for minute in range(due.MINUTES):
        count.number, count.done = 0, asyncio.Event()
        with time_machine.travel(due.nine(minute) + timedelta(milliseconds=1)):
            took = time.perf_counter()
            scheduler.wakeup()
            await count.done.wait()
            seen.append(1000 * (time.perf_counter() - took))
    scheduler.shutdown(wait=False)
    return {"start": start, "memory": memory, "before": before, "due": seen}


if __name__ == "__main__":
    print(json.dumps(asyncio.run(_measure(int(sys.argv[1])))))
