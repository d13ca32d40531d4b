"""What every conversation has: Telegram's stand-in, a running Cairn, somebody who talks."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.standin import Person, StandIn
from tests.talk.reminded import mind_your_manners
from tests.talk.running import Cairn, begun


@pytest.fixture
async def api() -> AsyncIterator[StandIn]:
    """Telegram, as strict as the real one."""
    async with StandIn() as standin:
        yield standin


@pytest.fixture
async def cairn(api: StandIn, tmp_path: Path) -> AsyncIterator[Cairn]:
    """A bot that has just been started."""
    async with Cairn(api, tmp_path) as running:
        yield running


@pytest.fixture
async def stranger(api: StandIn, cairn: Cairn) -> Person:
    """Somebody who has never written to the bot."""
    return api.person(first_name="Morag")


@pytest.fixture
async def person(stranger: Person) -> Person:
    """Somebody who said yes, with nothing open."""
    await begun(stranger)
    return stranger


@pytest.fixture
async def reader(person: Person) -> AsyncIterator[Person]:
    """The same; whatever was said to them is looked through at the end."""
    yield person
    mind_your_manners(person)
