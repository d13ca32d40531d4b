"""Full turns of a conversation: beside other bots, alone, beside a flood, with many stored."""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path

from tests.bench.bots import BOTS, CAIRN, FIRST, PEOPLE, Seen, cairn, polling, stretch
from tests.bench.crowd import Crowd
from tests.bench.seeding import Stores, seed
from tests.standin import StandIn

WANTED = {
    "python-telegram-bot echo": 2.0,
    "the same over aiohttp": 0.6,
    "aiogram 3 FSM over aiosqlite": 1.2,
    "ConversationHandler, PicklePersistence, 10,000 people": 20.0,
}


async def against_the_others(seconds: float, rounds: int) -> list[str]:
    """Every bot in turn, several rounds, and the median of each."""
    seen: dict[str, list[Seen]] = {name: [] for name in BOTS}
    for _ in range(rounds):
        for name in BOTS:
            seen[name].append(await stretch(name, seconds))
    lines = [
        f"### A full turn, {PEOPLE} people at once",
        "",
        "| bot | turns/s | CPU ms a turn | calls a turn | Cairn's rate to its | wanted |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for name, stretches in seen.items():
        rate = statistics.median(one.figures.rate for one in stretches)
        pairs = zip(seen[CAIRN], stretches, strict=True)
        ratio = statistics.median(ours.figures.rate / its.figures.rate for ours, its in pairs)
        wanted = f"at least {WANTED[name]:g}" if name in WANTED else ""
        cost = statistics.median(one.cost for one in stretches)
        calls = statistics.median(one.calls for one in stretches)
        lines.append(
            f"| {name} | {rate:,.0f} | {cost:.2f} | {calls:.2f} | {ratio:.2f} | {wanted} |"
        )
    return lines


async def alone(seconds: float) -> list[str]:
    """One person, nobody else."""
    one = await stretch(CAIRN, seconds, people=1)
    return [
        "### One person alone",
        "",
        f"p50 {one.figures.at(0.5):.1f} ms, p99 {one.figures.at(0.99):.1f} ms from tap to reply, "
        f"over {len(one.figures.turns):,} turns of {one.calls:.2f} calls.",
    ]


async def with_many_stored(seconds: float, rounds: int, stores: Stores, many: int) -> list[str]:
    """The same turn with few and with many people stored, who have rules; the start beside it."""
    few, lots = [], []
    stored = await stores.spread(many)
    for _ in range(rounds):
        few.append(await stretch(CAIRN, seconds))
        lots.append(await stretch(CAIRN, seconds, stored=stored))
    costs = statistics.median(a.cost / b.cost for a, b in zip(lots, few, strict=True))
    rates = statistics.median(
        b.figures.rate / a.figures.rate for a, b in zip(lots, few, strict=True)
    )
    return [
        f"### {PEOPLE} people stored, and {many:,} more with a rule each",
        "",
        f"Time a turn with many to time with few: {rates:.2f} (by CPU {costs:.2f}); wanted: at "
        f"most 1.15. Ready in {max(one.ready for one in lots):.2f} s (wanted: under 2), "
        f"{max(one.memory for one in lots):.0f} MB held (wanted: under 200).",
    ]


async def beside_a_flood(seconds: float) -> list[str]:
    """Fifty people talk at an easy pace; then one chat has a thousand messages waiting."""
    with tempfile.TemporaryDirectory(prefix="cairn-bench-") as folder:
        at = Path(folder)
        await seed(at, 51, FIRST)
        async with StandIn(record=False) as api:
            api.allow_refusals()
            crowd = Crowd(api, pause=0.25)
            crowd.join(50, FIRST)
            loud = api.person(first_name="Loud", id=FIRST + 50)
            async with cairn(api, at):
                await polling(api)
                await crowd.talk(2)
                quiet = await crowd.talk(seconds)
                for number in range(1000):
                    await loud.say(f"message {number}")
                flooded = await crowd.talk(seconds)
    ratio = flooded.at(0.95) / quiet.at(0.95)
    return [
        "### One chat with 1,000 waiting messages",
        "",
        f"The other people's p95: {quiet.at(0.95):.1f} ms in quiet, {flooded.at(0.95):.1f} ms "
        f"beside the flood: {ratio:.2f} times (wanted: at most 2).",
    ]
