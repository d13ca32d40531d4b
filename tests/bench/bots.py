"""The bots that are measured, and one stretch of one of them."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot import clock
from tests.bench.crowd import Crowd, Figures
from tests.bench.processes import Bot, running
from tests.bench.seeding import copied, flushed, seed
from tests.standin import StandIn

PEOPLE = 200
FIRST = 100_000
CAIRN = "Cairn"
NO_LIMIT = 100_000.0


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
async def cairn(
    api: StandIn,
    folder: Path,
    *,
    per_second: float = NO_LIMIT,
    per_chat: float = NO_LIMIT,
    begins: datetime | None = None,
) -> AsyncIterator[Bot]:
    """Cairn as it is run, its budget out of the way unless it is given.

    `begins` is what the bot's and the stand-in's clocks show now.
    """
    settings = {
        "CAIRN_TELEGRAM_TOKEN": api.token,
        "CAIRN_TELEGRAM_API_URL": api.url,
        "CAIRN_DATA_DIR": str(folder),
        "CAIRN_MASTER_KEY_FILE": str(folder / "master.key"),
        "CAIRN_SEND_PER_SECOND": str(per_second),
        "CAIRN_SEND_PER_CHAT": str(per_chat),
        "CAIRN_HTTP": "127.0.0.1:0",
    }
    module, arguments = "bot", ["run"]
    if begins:
        api.clock.set(begins)
        ahead = (begins - clock.now()).total_seconds()
        module, arguments = "tests.bench.moved", [str(ahead), "run"]
    async with running(module, arguments, settings) as bot:
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
                await asyncio.to_thread(copied, stored, at)
            await seed(at, people, FIRST)
            await asyncio.to_thread(flushed)
        async with StandIn(record=False) as api:
            api.allow_refusals()
            crowd = Crowd(api, pause)
            crowd.join(people, FIRST)
            began = time.monotonic()
            async with BOTS[name](api, at) as bot:
                await polling(api)
                ready = time.monotonic() - began
                await crowd.talk(min(2.0, seconds / 2))
                before = bot.cpu()
                figures = await crowd.talk(seconds)
                return Seen(figures, bot.cpu() - before, bot.memory(), ready)


@dataclass
class Start:
    """How long a bot took until it polled, and the megabytes it held then."""

    seconds: float
    memory: float


async def start_of(stored: Path) -> Start:
    """Starts Cairn on a copy of a folder, and stops it."""
    with tempfile.TemporaryDirectory(prefix="cairn-bench-") as folder:
        await asyncio.to_thread(copied, stored, Path(folder))
        async with StandIn(record=False) as api:
            began = time.monotonic()
            async with cairn(api, Path(folder)) as bot:
                await polling(api)
                return Start(time.monotonic() - began, bot.memory())


async def polling(api: StandIn, within: float = 120.0) -> None:
    """Waits until the bot has asked for updates."""
    await until(lambda: api.count["getUpdates"] > 0, "the bot did not begin to poll", within)


async def until(holds: Callable[[], bool], else_: str, within: float) -> None:
    """Waits until something holds.

    Raises:
        TimeoutError: it does not after so many seconds; `else_` says what that means.
    """
    end = time.monotonic() + within
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError(else_)
        await asyncio.sleep(0.01)
