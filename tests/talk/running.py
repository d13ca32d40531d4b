"""A whole Cairn against the stand-in, in one process, with a clock that a test can move."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Self

from bot.script.folder import Library, read_folder
from bot.service.installation import Installation
from bot.service.service import Service
from bot.telegram.transport import TelegramTransport
from storage.keyfile import load_or_make
from storage.store import Store
from tests.standin import Person, StandIn

DIALOGUES = Path(__file__).parents[2] / "dialogues"
WEDNESDAY = datetime(2026, 11, 25, 12, 15, tzinfo=UTC)
HERE = Installation(
    "Test Health and Care Partnership",
    "privacy@example.org",
    "https://example.org/a_privacy_notice",
)


@cache
def shipped() -> Library:
    """The shipped dialogues, read once."""
    library, _ = read_folder(DIALOGUES, date(2026, 11, 23))
    return library


@dataclass
class WallClock:
    """The time on the wall, as far as the bot knows."""

    now: datetime = WEDNESDAY

    def __call__(self) -> datetime:
        """The time now."""
        return self.now

    def later(self, **passed: float) -> None:
        """Moves the clock on: `later(days=9)`."""
        self.now += timedelta(**passed)


class Cairn:
    """A running bot. `restart` stops it and starts it again on the same folder."""

    def __init__(
        self,
        api: StandIn,
        folder: Path,
        *,
        library: Library | None = None,
        installation: Installation = HERE,
    ) -> None:
        self.api = api
        self.folder = folder
        self.clock = WallClock()
        self.library = library or shipped()
        self.installation = installation
        self.store: Store
        self.service: Service
        self.transport: TelegramTransport
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def database(self) -> Path:
        """The database file."""
        return self.folder / "cairn.db"

    async def start(self) -> None:
        """Starts the bot."""
        vault = load_or_make(self.folder / "master.key", self.database)
        self.store = await Store.open(
            f"sqlite:///{self.database}",
            vault,
            erased_list=self.folder / "erased.list",
            now=self.clock(),
        )
        self.service = Service(self.store, self.library, self.installation, self.clock)
        await self.service.start()
        self.transport = TelegramTransport(
            self.service,
            self.library.words,
            token=self.api.token,
            api_url=self.api.url,
            per_second=1000,
            per_chat=1000,
            poll_seconds=2,
        )
        await self.transport.start()
        self._tasks = [asyncio.create_task(self.transport.run())]

    async def stop(self) -> None:
        """Stops it cleanly."""
        self.transport.stop()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.transport.close()
        await self.store.close()

    async def restart(self) -> None:
        """A deploy: the same folder, a new process in all but name."""
        await self.stop()
        await self.start()

    async def tick(self) -> bool:
        """Lets the reminders look at the clock once; whether they would look again at once."""
        return await self.service.runner(self.transport.plan).tick(self.clock())

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()


async def begun(person: Person) -> None:
    """Somebody who said yes and passed the first question over: nothing is open."""
    await person.say("/start")
    await person.tap("Yes, start")
    await person.expect("better")
    await person.tap("Skip")
    await person.expect("Nothing was kept")
