"""What the runner costs with many rules stored: by itself, and beside APScheduler."""

from __future__ import annotations

import statistics

from tests.bench import due
from tests.bench.bots import start_of
from tests.bench.processes import told_by
from tests.bench.seeding import Stores


async def with_many_rules(stores: Stores, many: int, rounds: int) -> list[str]:
    """A tick with nothing due, a thousand due, and the start of the whole bot."""
    stored = await stores.spread(many)
    seen = await told_by("tests.bench.ticking", str(stored))
    starts = [await start_of(stored) for _ in range(rounds)]
    nothing, claimed = statistics.median(seen["nothing"]), statistics.median(seen["due"])
    return [
        f"### {many:,} people with a rule each",
        "",
        f"A tick with nothing due: {nothing:.2f} ms, the median of {len(seen['nothing'])} (wanted: "
        f"under 1). {due.A_MINUTE:,} due, claimed and their rows of the outbox committed: "
        f"{claimed:.0f} ms, the median of {len(seen['due'])} minutes (wanted: under 100); deciding "
        "about them as they leave, spread over the seconds that takes, and marking them: "
        f"{statistics.median(seen['decided']):.0f} ms. The whole bot polls after "
        f"{statistics.median(one.seconds for one in starts):.2f} s (wanted: under 2) and holds "
        f"{max(one.memory for one in starts):.0f} MB.",
    ]


async def beside_apscheduler(stores: Stores, many: int, rounds: int) -> list[str]:
    """The same people and times as rules of Cairn's and as cron jobs."""
    stored = await stores.spread(many)
    jobs, ticks, starts = [], [], []
    for _ in range(rounds):
        jobs.append(await told_by("tests.bench.yardsticks.apscheduler_cron", str(many)))
        ticks.append(await told_by("tests.bench.ticking", str(stored)))
        starts.append(await start_of(stored))
    theirs = {
        "start": statistics.median(one["start"] for one in jobs),
        "memory": max(one["memory"] for one in jobs),
        "due": statistics.median(statistics.median(one["due"]) for one in jobs),
    }
    ours = {
        "start": statistics.median(one.seconds for one in starts),
        "memory": max(one.memory for one in starts),
        "due": statistics.median(
            statistics.median(map(sum, zip(one["due"], one["decided"], strict=True)))
            for one in ticks
        ),
    }
    wordings = {
        "start": "start, in seconds",
        "memory": "memory held, in MB",
        "due": f"{due.A_MINUTE:,} due, in milliseconds",
    }
    return [
        f"### {many:,} rules, and {many:,} cron jobs of APScheduler",
        "",
        "| | Cairn | APScheduler, jobs in memory | Cairn's to its |",
        "| --- | --- | --- | --- |",
        *(
            f"| {words} | {ours[name]:.2f} | {theirs[name]:.2f} | {ours[name] / theirs[name]:.2f} |"
            for name, words in wordings.items()
        ),
        "",
        "Cairn's start is the whole bot until it polls, its memory the whole bot's, and its "
        "reminders are claimed, decided about, marked and committed; a job of APScheduler's does "
        "nothing, and none is left after a restart.",
    ]
