"""Ticks of the runner on a copy of a seeded folder, timed: `python -m tests.bench.ticking FOLDER`.

Prints JSON: milliseconds of ticks with nothing due (`nothing`); of ticks that take up a thousand
(`due`), each of which commits its rows of the outbox; and of deciding about those and marking
them, a few at a time as a sender does (`decided`).
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
from bot.nudges.sending import Sending
from bot.nudges.tally import Tally
from bot.service.nudge_host import NudgeHost
from storage import outbox
from tests.bench import due
from tests.bench.seeding import copied, opened

EMPTY_TICKS = 300
A_FEW = 120  # decided about together, as at 300 messages a second
WARM_UPS = 20


async def _ticks(folder: Path) -> dict[str, list[float]]:
    async with opened(folder, due.nine(-1)) as store:
        tally = Tally()
        handed: list[int] = []
        runner = Runner(store, due.nine, handed.extend, tally=tally)
        sending = Sending(NudgeHost(due.library()))

        async def timed(now: datetime) -> float:
            began = time.perf_counter()
            await runner.tick(now)
            return 1000 * (time.perf_counter() - began)

        async def decided(now: datetime) -> float:
            began = time.perf_counter()
            for at in range(0, len(handed), A_FEW):
                looked = await sending.decide(
                    store, handed[at : at + A_FEW], now, lambda _address: True
                )
                if len(looked.leaving) != len(handed[at : at + A_FEW]):
                    raise RuntimeError(f"only {len(looked.leaving)} may leave")
            taken = 1000 * (time.perf_counter() - began)
            async with store.write() as unit:
                await outbox.done(unit, handed)
            sending.finished(handed)
            handed.clear()
            return taken

        # As the bot does once it has started: what was loaded need not be looked over again.
        gc.collect()
        gc.freeze()
        nothing = [await timed(due.nine(-1)) for _ in range(WARM_UPS + EMPTY_TICKS)]
        seen, decisions = [], []
        for minute in range(due.MINUTES):
            before = tally.taken_up
            seen.append(await timed(due.nine(minute)))
            if tally.taken_up - before != due.A_MINUTE:
                raise RuntimeError(f"{tally.taken_up - before} were taken up")
            decisions.append(await decided(due.nine(minute)))
        return {"nothing": nothing[WARM_UPS:], "due": seen, "decided": decisions}


def main() -> None:
    """Reads the command line."""
    with tempfile.TemporaryDirectory(prefix="cairn-bench-") as folder:
        copied(Path(sys.argv[1]), Path(folder))
        print(json.dumps(asyncio.run(_ticks(Path(folder)))))


if __name__ == "__main__":
    main()
