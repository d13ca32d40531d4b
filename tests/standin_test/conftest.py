"""A stand-in for every test here, a bare caller, and somebody who has pressed Start."""

from collections.abc import AsyncIterator

import pytest

from tests.standin import Person, RawBot, StandIn


@pytest.fixture
async def api() -> AsyncIterator[StandIn]:
    """A stand-in that fails the test on every refusal it did not allow."""
    async with StandIn() as api:
        yield api


@pytest.fixture
async def bot(api: StandIn) -> AsyncIterator[RawBot]:
    """A caller that sends JSON and reads answers as they are."""
    async with RawBot(api.url, api.token) as bot:
        yield bot


@pytest.fixture
async def ailsa(api: StandIn) -> Person:
    """A person who has written to the bot, so that it may write back."""
    person = api.person("Ailsa")
    await person.say("/start")
    return person
