"""Ticks of the runner on a copy of a seeded folder, timed: `python -m tests.bench.ticking FOLDER`.

Prints JSON: milliseconds of ticks with nothing due (`nothing`), and of ticks that take up a
thousand (`due`); each of those commits its rows of the outbox.
"""

from __future__ import annotations

import asyncio
import gc
import json
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

from bot.nudges.runner import Runner
from bot.nudges.tally import Tally
from tests.bench import due
from tests.bench.seeding import copied, opened

EMPTY_TICKS = 300
WARM_UPS = 20


async def _ticks(folder: Path) -> dict[str, list[float]]:
    async with opened(folder, due.nine(-1)) as store:
        tally = Tally()
        runner = Runner(store, due.nine, lambda rows: None, tally=tally)

        async def timed(now: datetime) -> float:
            began = time.perf_counter()
            await runner.tick(now)
            return 1000 * (time.perf_counter() - began)

        # As the bot does once it has started: what was loaded need not be looked over again.
        gc.collect()
        gc.freeze()
        nothing = [await timed(due.nine(-1)) for _ in range(WARM_UPS + EMPTY_TICKS)]
        seen = []
        for minute in range(due.MINUTES):
            before = tally.taken_up
            seen.append(await timed(due.nine(minute)))
            if tally.taken_up - before != due.A_MINUTE:
                raise RuntimeError(f"{tally.taken_up - before} were taken up")
        return {"nothing": nothing[WARM_UPS:], "due": seen}


def main() -> None:
    """Reads the command line."""
    with tempfile.TemporaryDirectory(prefix="cairn-bench-") as folder:
        copied(Path(sys.argv[1]), Path(folder))
        print(json.dumps(asyncio.run(_ticks(Path(folder)))))


if __name__ == "__main__":
    main()
