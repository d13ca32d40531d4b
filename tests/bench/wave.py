"""Everybody's reminder at once: the rate, the memory, and people in conversation meanwhile."""

from __future__ import annotations

import asyncio
import gc
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from tests.bench import due
from tests.bench.bots import FIRST, cairn, polling
from tests.bench.crowd import Crowd, Figures
from tests.bench.processes import Bot
from tests.bench.recipients import Recipients
from tests.bench.seeding import STRANGERS, flushed, seed, seed_groups
from tests.standin import Limits, StandIn

TALKING = 20  # people, at an easy pace
PAUSE, UNEVEN = 2.0, 0.4
WARM_SECONDS = 4.0
START_SECONDS = 20.0  # between the start of the process and nine, the talk before it aside
POINTS = 10  # at which the memory is told
TELEGRAM = 30.0  # messages a second
GROUP_ID = -1_002_000_000_001


@dataclass
class Memory:
    """Megabytes held, second by second."""

    held: list[float] = field(default_factory=list)

    @asynccontextmanager
    async def watched(self, bot: Bot) -> AsyncIterator[None]:
        """Looks once a second while the block runs."""

        async def look() -> None:
            while True:
                self.held.append(bot.memory())
                await asyncio.sleep(1)

        task = asyncio.ensure_future(look())
        try:
            yield
        finally:
            task.cancel()

    @property
    def points(self) -> list[float]:
        """At even distances, the first and the last among them."""
        last = len(self.held) - 1
        return [self.held[round(last * place / (POINTS - 1))] for place in range(POINTS)]

    @property
    def growth(self) -> float:
        """The most that was held in the second half, to the most in the first."""
        half = len(self.held) // 2
        return max(self.held[half:]) / max(self.held[: half or 1])


@dataclass
class Wave:
    """What was seen of one."""

    recipients: Recipients
    memory: Memory
    refused: int
    cpu: float
    quiet: Figures | None = None
    meanwhile: Figures | None = None


async def to_people(size: int, per_second: float, quiet_seconds: float) -> list[str]:
    """A wave over many people, and twenty who talk before it and through it."""
    with tempfile.TemporaryDirectory(prefix="cairn-bench-") as folder:
        at = Path(folder)
        await seed(at, TALKING, FIRST)
        await seed(at, size, STRANGERS, due.at_nine)
        chats = range(STRANGERS, STRANGERS + size)
        seen = await _wave(at, chats, "private", per_second, quiet_seconds)
    assert seen.quiet and seen.meanwhile
    before, beside = seen.quiet.at(0.95), seen.meanwhile.at(0.95)
    held = ", ".join(f"{one:.0f}" for one in seen.memory.points)
    return [
        f"### {size:,} people due in one minute, {per_second:g} messages a second allowed",
        "",
        *_rate(seen, per_second),
        "",
        f"Processor time for each reminder, the talk included: {1000 * seen.cpu / size:.2f} ms. "
        f"Memory held on the way: {held} MB; second half to first {seen.memory.growth:.2f}.",
        "",
        f"{TALKING} people in conversation meanwhile: p95 {before:.1f} ms in a quiet stretch "
        f"({len(seen.quiet.turns):,} turns), {beside:.1f} ms in the wave "
        f"({len(seen.meanwhile.turns):,} turns): {beside / before:.2f} times (wanted: at most "
        f"1.5). p50 {seen.quiet.at(0.5):.1f} and {seen.meanwhile.at(0.5):.1f} ms.",
    ]


async def to_groups(count: int) -> list[str]:
    """A card for each of many groups, within the limits that Telegram publishes."""
    chats = [GROUP_ID - number for number in range(count)]
    with tempfile.TemporaryDirectory(prefix="cairn-bench-") as folder:
        await seed_groups(Path(folder), chats)
        seen = await _wave(Path(folder), chats, "supergroup", TELEGRAM)
    return [
        f"### {count:,} groups due on one Monday at nine, with Telegram's own limits",
        "",
        *_rate(seen, TELEGRAM),
    ]


async def _wave(
    at: Path, chats: range | list[int], kind: str, per_second: float, quiet_seconds: float = 0.0
) -> Wave:
    talks = quiet_seconds > 0
    before = WARM_SECONDS + quiet_seconds + START_SECONDS if talks else START_SECONDS
    begins = due.nine() - timedelta(seconds=before)
    await asyncio.to_thread(flushed)
    async with StandIn(record=False, flood=Limits(per_second=per_second)) as api:
        api.allow_refusals()
        recipients, memory = Recipients(api, chats, kind), Memory()
        crowd = Crowd(api, PAUSE, UNEVEN)
        if talks:
            crowd.join(TALKING, FIRST)
        with _frozen():
            async with cairn(api, at, per_second=per_second, per_chat=1.0, begins=begins) as bot:
                await polling(api)
                quiet = meanwhile = None
                async with AsyncExitStack() as stack:
                    if talks:
                        await stack.enter_async_context(crowd.talking(within=WARM_SECONDS))
                        quiet = await crowd.stretch(quiet_seconds)
                    if recipients.begun.is_set():
                        raise RuntimeError("the wave began before its time: a slow start")
                    await asyncio.wait_for(recipients.begun.wait(), 120)
                    cpu, within = bot.cpu(), 60 + 2 * len(chats) / per_second
                    async with memory.watched(bot):
                        if talks:
                            meanwhile = await crowd.stretch(within, recipients.complete)
                        await asyncio.wait_for(recipients.complete.wait(), within)
                    return Wave(recipients, memory, api.flooded, bot.cpu() - cpu, quiet, meanwhile)


def _rate(seen: Wave, per_second: float) -> list[str]:
    came = seen.recipients
    return [
        f"{len(came.got):,} came in {came.seconds:.0f} s, {came.twice} of them twice: "
        f"{100 * came.share_of(per_second):.1f} % of the permitted rate used (wanted: at least "
        f"97 %), {seen.refused} times told to wait (wanted: never).",
    ]


@contextmanager
def _frozen() -> Iterator[None]:
    """Keeps the collector of this process from walking over all those chats in the middle of it."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
