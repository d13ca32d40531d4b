"""A service that remembers what it was asked, and a transport that runs against the stand-in."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest

from bot.service.acts import Act, Say
from bot.service.inputs import Arrived, Typed
from bot.service.outgoing import NUDGE, REPLY, Done, Outgoing
from bot.telegram.transport import TelegramTransport
from tests.standin import StandIn


class Words:
    """Words under every key: the key itself."""

    def text(self, key: str, **values: object) -> str:
        """The key."""
        return key


def _echo(arrived: Arrived) -> list[Act]:
    return [Say(arrived.input.text)] if isinstance(arrived.input, Typed) else []


class FakeService:
    """Commits at once, forgets nothing; `answer` says what an input is answered with."""

    def __init__(self) -> None:
        self.answer: Callable[[Arrived], list[Act]] = _echo
        self.decide: Callable[[int, Act], Act | None] = lambda _row, act: act
        self.reminders: dict[int, Outgoing] = {}
        self.arrived: list[Arrived] = []
        self.batches: list[list[Arrived]] = []
        self.marked: list[Done] = []
        self.mark_calls = 0
        self.asked: list[int] = []
        self.gone: list[str] = []
        self.about: list[Outgoing] = []
        self.went: list[tuple[str, str]] = []
        self.outbox: dict[int, Outgoing] = {}
        self.trouble: list[Exception] = []
        self.mark_trouble: list[Exception] = []
        self._known: set[int | None] = set()
        self._rows = 0

    def row(self, address: str, act: Act) -> Outgoing:
        """A letter in the outbox, committed."""
        self._rows += 1
        row = Outgoing(self._rows, address, REPLY, act, f"person of {address}")
        self.outbox[row.row] = row
        return row

    def reminder(self, address: str, act: Act) -> int:
        """A reminder in the outbox, committed: its row."""
        self._rows += 1
        row = Outgoing(self._rows, address, NUDGE, act, f"person of {address}")
        self.reminders[row.row] = row
        return row.row

    async def handle(self, batch: Sequence[Arrived]) -> list[Outgoing]:
        """Answers what is new."""
        self.batches.append(list(batch))
        if self.trouble:
            raise self.trouble.pop(0)
        rows = []
        for one in batch:
            if one.update in self._known:
                continue
            self._known.add(one.update)
            self.arrived.append(one)
            rows += [self.row(one.address, act) for act in self.answer(one)]
        return rows

    async def waiting(self) -> list[Outgoing]:
        """All that is not marked."""
        if self.trouble:
            raise self.trouble.pop(0)
        return list(self.outbox.values())

    async def planned(self) -> list[int]:
        """All reminders that are not marked."""
        return list(self.reminders)

    async def done(self, results: Sequence[Done]) -> None:
        """Takes rows out of the outbox."""
        self.mark_calls += 1
        if self.mark_trouble:
            raise self.mark_trouble.pop(0)
        self.marked += results
        for one in results:
            self.outbox.pop(one.row, None)
            self.reminders.pop(one.row, None)

    async def unreachable(self, address: str) -> list[Outgoing]:
        """Notes who is gone."""
        self.gone.append(address)
        return self.about

    async def moved(self, address: str, to: str) -> None:
        """Notes who moved."""
        self.went.append((address, to))

    async def about_to_send(
        self, rows: Sequence[int], mine: Callable[[str], bool]
    ) -> dict[int, Outgoing]:
        """Asks `decide`."""
        self.asked += rows
        planned = [self.reminders[row] for row in rows if mine(self.reminders[row].address)]
        decided = [(one, self.decide(one.row, one.act)) for one in planned]
        return {one.row: replace(one, act=act) for one, act in decided if act is not None}

    async def message_of(self, person: str, visit: int) -> int | None:
        """What the marks know."""
        for one in self.marked:
            if (one.person, one.visit) == (person, visit):
                return one.message
        return None


Runner = Callable[..., AbstractAsyncContextManager[TelegramTransport]]


@pytest.fixture
async def api() -> AsyncIterator[StandIn]:
    """A Telegram of its own for every test."""
    async with StandIn() as standin:
        yield standin


@pytest.fixture
def service() -> FakeService:
    """A service of its own for every test."""
    return FakeService()


@pytest.fixture
def running(api: StandIn, service: FakeService) -> Runner:
    """Makes a context manager, in which a transport runs until the end of the block."""

    @asynccontextmanager
    async def run(**settings: Any) -> AsyncIterator[TelegramTransport]:
        settings = {"token": api.token, "api_url": api.url, "per_chat": 100.0, **settings}
        transport = TelegramTransport(service, Words(), **settings)
        await transport.start()
        task = asyncio.create_task(transport.run())
        try:
            yield transport
        finally:
            await transport.close()
            await task

    return run
