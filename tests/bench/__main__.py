"""Runs the benchmarks and prints the table that stands in docs/performance.md.

python -m tests.bench [--quick] [--write docs/performance.md]
"""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
import shutil
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from tests.bench.crowd import Crowd, Figures
from tests.bench.processes import Bot, running
from tests.bench.seeding import seed
from tests.standin import StandIn

PEOPLE = 200
FIRST = 100_000
STRANGERS = 10_000_000  # seeded people who never talk
CAIRN = "Cairn"
PACKAGES = ("python-telegram-bot", "aiogram", "aiohttp", "SQLAlchemy", "aiosqlite", "cryptography")


@dataclass
class Seen:
    """One stretch of one bot."""

    figures: Figures
    cpu: float
    memory: float
    ready: float

    @property
    def cost(self) -> float:
        """Milliseconds of processor time for each turn."""
        return 1000 * self.cpu / max(1, len(self.figures.turns))

    @property
    def calls(self) -> float:
        """Bot API calls for each turn, polls left out."""
        made = sum(n for name, n in self.figures.calls.items() if name != "getUpdates")
        return made / max(1, len(self.figures.turns))


@asynccontextmanager
async def cairn(api: StandIn, folder: Path) -> AsyncIterator[Bot]:
    """Cairn as it is run, with its budget out of the way."""
    settings = {
        "CAIRN_TELEGRAM_TOKEN": api.token,
        "CAIRN_TELEGRAM_API_URL": api.url,
        "CAIRN_DATA_DIR": str(folder),
        "CAIRN_MASTER_KEY_FILE": str(folder / "master.key"),
        "CAIRN_SEND_PER_SECOND": "100000",
        "CAIRN_SEND_PER_CHAT": "100000",
        "CAIRN_HTTP": "127.0.0.1:0",
    }
    async with running("bot", ["run"], settings) as bot:
        yield bot


@asynccontextmanager
async def yardstick(api: StandIn, folder: Path, module: str, *more: str) -> AsyncIterator[Bot]:
    """One of the other bots."""
    name = f"tests.bench.yardsticks.{module}"
    async with running(name, [api.token, api.url, *more]) as bot:
        yield bot


BOTS: dict[str, Callable[[StandIn, Path], AbstractAsyncContextManager[Bot]]] = {
    CAIRN: cairn,
    "python-telegram-bot echo": lambda api, at: yardstick(api, at, "ptb", "httpx"),
    "the same over aiohttp": lambda api, at: yardstick(api, at, "ptb", "aiohttp"),
    "aiogram 3 FSM over aiosqlite": lambda api, at: yardstick(
        api, at, "aiogram_fsm", str(at / "fsm.db")
    ),
    "ConversationHandler, PicklePersistence, 10,000 people": lambda api, at: yardstick(
        api, at, "ptb_pickle", str(at / "conversations.pickle"), "10000"
    ),
}
WANTED = {
    "python-telegram-bot echo": 2.0,
    "the same over aiohttp": 0.6,
    "aiogram 3 FSM over aiosqlite": 1.2,
    "ConversationHandler, PicklePersistence, 10,000 people": 20.0,
}


async def stretch(
    name: str,
    seconds: float,
    *,
    people: int = PEOPLE,
    pause: float = 0.0,
    stored: Path | None = None,
) -> Seen:
    """Starts one bot on a fresh stand-in, lets the crowd talk, and stops it.

    `stored` is a folder with people in it, of which a copy is used.
    """
    with tempfile.TemporaryDirectory(prefix="cairn-bench-") as folder:
        at = Path(folder)
        if name == CAIRN:
            if stored:
                await asyncio.to_thread(shutil.copytree, stored, at, dirs_exist_ok=True)
            else:
                await seed(at, people, FIRST)
            os.sync()  # what was only just written must not be written back during the stretch
        async with StandIn(record=False) as api:
            api.allow_refusals()
            crowd = Crowd(api, pause)
            crowd.join(people, FIRST)
            began = time.monotonic()
            async with BOTS[name](api, at) as bot:
                await _until(lambda: api.count["getUpdates"] > 0, 120)
                ready = time.monotonic() - began
                await crowd.talk(min(2.0, seconds / 2))
                before = bot.cpu()
                figures = await crowd.talk(seconds)
                return Seen(figures, bot.cpu() - before, bot.memory(), ready)


async def _until(holds: Callable[[], bool], within: float) -> None:
    until = time.monotonic() + within
    while not holds():
        if time.monotonic() > until:
            raise TimeoutError("the bot did not begin to poll")
        await asyncio.sleep(0.01)


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


async def with_many_stored(seconds: float, rounds: int, many: int) -> list[str]:
    """The same turn with few and with many people stored; the start beside it."""
    few, lots = [], []
    with tempfile.TemporaryDirectory(prefix="cairn-bench-") as folder:
        await seed(Path(folder), PEOPLE, FIRST)
        await seed(Path(folder), many, STRANGERS)
        for _ in range(rounds):
            few.append(await stretch(CAIRN, seconds))
            lots.append(await stretch(CAIRN, seconds, stored=Path(folder)))
    costs = statistics.median(a.cost / b.cost for a, b in zip(lots, few, strict=True))
    rates = statistics.median(
        b.figures.rate / a.figures.rate for a, b in zip(lots, few, strict=True)
    )
    return [
        f"### {PEOPLE} people stored, and {many:,} more",
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
                await _until(lambda: api.count["getUpdates"] > 0, 60)
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


def machine() -> list[str]:
    """What this was measured on."""
    cpu = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return [
        f"{os.cpu_count()} cores ({cpu}), Python {platform.python_version()}, {versions}. "
        "One machine, one run; the stand-in has one process of its own. Compare by ratio.",
    ]


async def everything(quick: bool) -> str:
    """All the benchmarks, as a page."""
    seconds, rounds, many = (2.0, 1, 20_000) if quick else (6.0, 3, 500_000)
    parts: list[Callable[[], Awaitable[list[str]]]] = [
        lambda: against_the_others(seconds, rounds),
        lambda: alone(seconds),
        lambda: beside_a_flood(seconds),
        lambda: with_many_stored(seconds, rounds, many),
    ]
    blocks = [machine()]
    for part in parts:
        lines = await part()
        print("\n".join(lines), "\n", flush=True)
        blocks.append(lines)
    return "\n\n".join("\n".join(lines) for lines in blocks)


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="short stretches, to try the thing")
    parser.add_argument("--write", type=Path, help="put the table into this page, after its head")
    options = parser.parse_args()
    page = asyncio.run(everything(options.quick))
    if options.write:
        head, _, _ = options.write.read_text().partition("\n## Figures\n")
        options.write.write_text(f"{head}\n## Figures\n\n{page}\n")


if __name__ == "__main__":
    main()
