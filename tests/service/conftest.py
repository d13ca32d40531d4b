"""A service on an empty store, and people who hand things in and read what comes out."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import UTC, date, datetime
from functools import cache
from itertools import count
from pathlib import Path

import pytest

from bot.script.folder import Library, read_folder
from bot.service.acts import Say
from bot.service.claims import Claims
from bot.service.desk import Desk
from bot.service.inputs import Arrived, Command, Input, Tapped
from bot.service.installation import Installation
from bot.service.outgoing import Done, Outgoing
from bot.service.service import Service
from storage import people
from storage.keyfile import load_or_make
from storage.store import Store

NOW = datetime(2026, 11, 25, 12, 15, tzinfo=UTC)  # a Wednesday


@cache
def shipped() -> Library:
    """The shipped dialogues, read once."""
    return read_folder(Path(__file__).parents[2] / "dialogues", date(2026, 11, 23))[0]


class House:
    """A running service. `last` is what each address was told last."""

    def __init__(self, store: Store, library: Library) -> None:
        self.store = store
        self.now = NOW
        self.claims = Claims()
        here = Installation("A board", "a@b.scot", claims=self.claims)
        self.service = Service(store, library, here, self._clock)
        self.last: dict[str, Say] = {}
        self._updates = count(1)

    def _clock(self) -> datetime:
        return self.now

    async def restart(self, library: Library) -> None:
        """A deploy: another process, with these words."""
        self.service = Service(self.store, library, Installation(), self._clock)
        await self.service.start()

    def arrived(self, address: str, input_: Input) -> Arrived:
        """The input with a new number."""
        return Arrived(next(self._updates), address, input_)

    async def give(self, address: str, *inputs: Input) -> str:
        """Hands in what one person does; what they are told, once all of it is sent."""
        out = await self.hand_in([self.arrived(address, one) for one in inputs])
        return "\n".join(one.act.text for one in out if isinstance(one.act, Say))

    async def hand_in(self, batch: Sequence[Arrived]) -> list[Outgoing]:
        """Hands in a batch and has all of it sent."""
        out = await self.service.handle(batch)
        self.last |= {one.address: one.act for one in out if isinstance(one.act, Say)}
        await self.service.done([Done(one.row) for one in out if one.row])
        return out

    async def tap(self, address: str, label: str) -> str:
        """Taps a button of the last message."""
        return await self.give(address, self.button(address, label))

    def button(self, address: str, label: str) -> Tapped:
        """A button of the last message, as a tap on it."""
        buttons = {one.label: one.token for row in self.last[address].rows for one in row}
        return Tapped(buttons[label])

    async def begun(self, address: str) -> None:
        """Somebody who said yes and passed the first question over."""
        await self.give(address, Command("start", "yes"))
        await self.tap(address, "Skip")

    async def desk(self, address: str) -> Desk | None:
        """What is kept of somebody."""
        async with self.store.read() as unit:
            found = await people.find(unit, [address])
        return Desk.from_json(found[address].desk) if found else None


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """An empty store."""
    vault = load_or_make(tmp_path / "key", None)
    url = f"sqlite:///{tmp_path / 'cairn.db'}"
    async with await Store.open(url, vault, erased_list=tmp_path / "erased", now=NOW) as opened:
        yield opened


@pytest.fixture
async def house(store: Store) -> House:
    """A service that has been started, with nobody in it."""
    made = House(store, shipped())
    await made.service.start()
    return made
