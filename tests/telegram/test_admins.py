"""Who looks after a group is asked beforehand, and not too often."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.service.inputs import Arrived, Command, InGroup, Tapped, Typed
from bot.telegram import admins as admins_module
from bot.telegram.addresses import address_of
from bot.telegram.admins import KEPT_SECONDS, MOST_ASKED, NOT_ASKED_SECONDS, Admins
from bot.telegram.api import Api
from tests.standin import Group, Person, StandIn


@pytest.fixture
async def calls(api: StandIn) -> AsyncIterator[Api]:
    """The Bot API, open."""
    opened = Api(api.token, api.url)
    await opened.open()
    yield opened
    await opened.close()


class Clock:
    """Monotonic seconds that a test moves."""

    now = 1000.0

    def __call__(self) -> float:
        """Now."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    """A clock of its own for every test."""
    return Clock()


async def a_group(api: StandIn) -> tuple[Group, Person, Person]:
    """A group with the bot in it, somebody who looks after it, and a member."""
    admin, member = api.person(), api.person()
    group = api.group(admins=(admin,), members=(member,))
    await group.add_bot(admin)
    return group, admin, member


def sent(group: Group, person: Person) -> Arrived:
    """`/team` of somebody."""
    return Arrived(1, address_of(group.id), InGroup(Command("team"), address_of(person.id)))


async def test_administrators_are_told_from_members(api: StandIn, calls: Api, clock: Any) -> None:
    """One question answers for the whole batch, taps too; what is not of a group stays as it is."""
    group, admin, member = await a_group(api)
    words = Arrived(2, address_of(admin.id), Typed("hello"))
    tap = Arrived(3, address_of(group.id), InGroup(Tapped("x"), address_of(member.id)))
    told = await Admins(calls, clock).told([sent(group, admin), words, sent(group, member), tap])
    found = [one.input.admin if isinstance(one.input, InGroup) else one for one in told]
    assert found == [True, words, False, False]
    assert api.count["getChatAdministrators"] == 1


async def test_the_answer_is_kept_for_a_minute(api: StandIn, calls: Api, clock: Clock) -> None:
    """Then it is asked again, since somebody may have been made administrator."""
    group, _, member = await a_group(api)
    admins = Admins(calls, clock)
    for _ in range(50):
        await admins.told([sent(group, member)])
    assert api.count["getChatAdministrators"] == 1
    group.chat.admins[member.id] = "administrator"
    clock.now += KEPT_SECONDS
    (told,) = await admins.told([sent(group, member)])
    assert isinstance(told.input, InGroup) and told.input.admin


async def test_what_cannot_be_found_out_is_left_open(
    api: StandIn, calls: Api, clock: Clock
) -> None:
    """And not asked for again at once; later it is."""
    group, admin, _ = await a_group(api)
    admins = Admins(calls, clock)
    api.fail("getChatAdministrators", status=500)
    for _ in range(5):
        (told,) = await admins.told([sent(group, admin)])
        assert isinstance(told.input, InGroup) and told.input.admin is None
    assert api.count["getChatAdministrators"] == 1
    clock.now += NOT_ASKED_SECONDS
    (told,) = await admins.told([sent(group, admin)])
    assert isinstance(told.input, InGroup) and told.input.admin


async def test_nobody_waits_long_for_a_group_that_does_not_answer(
    api: StandIn, calls: Api, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All are asked at once, and given up together."""
    monkeypatch.setattr(admins_module, "PATIENCE_SECONDS", 0.1)
    groups = [await a_group(api) for _ in range(5)]
    for _ in groups:
        api.hang("getChatAdministrators")
    batch = [sent(group, admin) for group, admin, _ in groups]
    told = await asyncio.wait_for(Admins(calls, clock).told(batch), 2.0)
    assert [one.input for one in told] == [one.input for one in batch]


async def test_one_batch_asks_about_a_few_groups_only(
    api: StandIn, calls: Api, clock: Clock
) -> None:
    """The others are open, and asked about when somebody writes there again."""
    groups = [await a_group(api) for _ in range(MOST_ASKED + 5)]
    admins = Admins(calls, clock)
    batch = [sent(group, admin) for group, admin, _ in groups]
    told = await admins.told(batch)
    assert api.count["getChatAdministrators"] == MOST_ASKED
    assert sum(one.input.admin is None for one in told if isinstance(one.input, InGroup)) == 5
    told = await admins.told(batch)
    assert all(one.input.admin for one in told if isinstance(one.input, InGroup))


async def test_an_administrator_who_does_not_say_who_they_are_needs_no_question(
    api: StandIn, calls: Api, clock: Clock
) -> None:
    """Only administrators can write in the group's name."""
    group, _, _ = await a_group(api)
    said = Arrived(1, address_of(group.id), InGroup(Command("team"), None, admin=True))
    assert await Admins(calls, clock).told([said]) == [said]
    assert api.count["getChatAdministrators"] == 0
