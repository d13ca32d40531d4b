"""From the chat to the page on which dialogues are written."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import delete

from bot.service.claims import Claims
from bot.service.entrance import Entrance
from storage.tables import coordinators
from tests.standin import Person, StandIn
from tests.talk.running import HERE, Cairn, begun
from tests.talk.test_choice import go

ADDRESS = "https://cairn.example.org"


@pytest.fixture
async def cairn(api: StandIn, tmp_path: Path) -> Cairn:
    """A bot whose page has an address."""
    here = replace(HERE, claims=Claims(), entrance=Entrance(ADDRESS))
    return Cairn(api, tmp_path, installation=here)


async def a_coordinator(api: StandIn, cairn: Cairn) -> Person:
    """Somebody who claimed the post."""
    person = api.person()
    await begun(person)
    await person.say(f"/claim {cairn.installation.claims.open()}")
    await person.expect("You are a coordinator now")
    return person


async def test_the_link_lets_in_whoever_asked_for_it(api: StandIn, cairn: Cairn) -> None:
    """Once; and no preview of it is fetched."""
    async with cairn:
        person = await a_coordinator(api, cairn)
        said = await go(person, "/studio")
        link = re.search(rf"{ADDRESS}/enter#(\S+)", said.text)
        assert link
        entrance = cairn.installation.entrance
        assert entrance.use(link[1])
        assert entrance.use(link[1]) is None
        assert f"open {ADDRESS} and send me the code" in said.text


async def test_a_laptop_comes_in_with_the_code_it_shows(api: StandIn, cairn: Cairn) -> None:
    """The phone asks first, for somebody might be talked into letting a stranger in."""
    async with cairn:
        person = await a_coordinator(api, cairn)
        secret, code = cairn.installation.entrance.ask()
        asked = await go(person, f"/studio {code.lower()}")
        assert code in asked.text
        assert "only if you see the code on your own screen" in asked.text
        assert cairn.installation.entrance.collect(secret) is None
        assert "It is in." in (await go(person, "Yes, let it in")).text
        assert cairn.installation.entrance.collect(secret)


async def test_no_is_no(api: StandIn, cairn: Cairn) -> None:
    """The browser stays outside, and the code can still be confirmed by whoever it belongs to."""
    async with cairn:
        person = await a_coordinator(api, cairn)
        secret, code = cairn.installation.entrance.ask()
        await go(person, f"/studio {code}")
        assert "stays outside" in (await go(person, "Leave it")).text
        assert cairn.installation.entrance.collect(secret) is None


async def test_guessing_codes_comes_to_a_rest(api: StandIn, cairn: Cairn) -> None:
    """After five that nobody shows; a right one has to wait then as well."""
    async with cairn:
        person = await a_coordinator(api, cairn)
        for number in range(5):
            said = await go(person, f"/studio AAA 22{number + 2}")
            assert "No browser shows that code" in said.text
        _, code = cairn.installation.entrance.ask()
        assert "wait a quarter of an hour" in (await go(person, f"/studio {code}")).text


async def test_for_anybody_else_there_is_no_such_thing(api: StandIn, cairn: Cairn) -> None:
    """Not a word that there are coordinators, or a page."""
    async with cairn:
        person = api.person()
        await begun(person)
        assert "I do not know that one" in (await go(person, "/studio")).text


async def test_who_gave_the_post_up_meanwhile_lets_nobody_in(api: StandIn, cairn: Cairn) -> None:
    """The role is looked at when the button is tapped, not when it was shown."""
    async with cairn:
        person = await a_coordinator(api, cairn)
        secret, code = cairn.installation.entrance.ask()
        await go(person, f"/studio {code}")
        async with cairn.store.write() as unit:
            await unit.run(delete(coordinators))
        assert "no longer a coordinator" in (await go(person, "Yes, let it in")).text
        assert cairn.installation.entrance.collect(secret) is None


async def test_without_an_address_it_says_who_can_give_it_one(api: StandIn, cairn: Cairn) -> None:
    """And names the setting."""
    cairn.installation = replace(cairn.installation, entrance=Entrance(None))
    async with cairn:
        person = await a_coordinator(api, cairn)
        assert "CAIRN_PUBLIC_URL" in (await go(person, "/studio")).text
