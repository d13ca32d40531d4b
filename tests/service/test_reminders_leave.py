"""Reminders on their way out of the service: each on its own, whatever is wrong with another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.service.acts import Say
from bot.service.inputs import Command, Typed
from bot.service.nudge_host import NudgeHost
from storage import nudges, people
from storage.nudges import Nudge
from storage.outbox import all_slips
from storage.store import Store
from storage.tables import people as table
from tests.service.conftest import House, shipped

PEOPLE = ("tg:1", "tg:2", "tg:3")


async def promised(house: House, address: str) -> None:
    """Something to come back to, due now."""
    async with house.store.write() as unit:
        person = (await people.find(unit, [address]))[address]
        body = {
            "kind": "remind",
            "dialogue": "check-in",
            "step": None,
            "entry": None,
            "text": "A moment for you.",
            "made": "2026-11-01",
            "moved": 0,
        }
        await nudges.add(unit, [(person, Nudge(unit.new_id(), house.now, body))])


async def left(house: House) -> list[str]:
    """Takes up what is due and asks about it; the addresses to which something may leave."""
    rows: list[int] = []

    def deliver(some: Sequence[int]) -> None:
        rows.extend(some)

    await house.service.runner(deliver).tick(house.now)
    leaving = await house.service.about_to_send(rows, lambda address: address.startswith("tg:"))
    assert all(isinstance(one.act, Say) and one.act.silent for one in leaving.values())
    return sorted(one.address for one in leaving.values())


async def _damaged(store: Store, address: str, desk: bytes) -> bytes:
    """Puts a desk in the place of somebody's; the one that was there."""
    async with store.write() as unit:
        where = table.c.lookup == unit.vault.lookup(address)
        was: bytes = (await unit.run(table.select().where(where))).one().desk
        await unit.run(update(table).where(where).values(desk=desk))
    return was


async def test_one_that_cannot_be_decided_about_is_put_off_alone(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    """A desk that does not open: the others leave on time, and this one is tried again in an hour.

    What is logged of it is how many there were and the kind of the error.
    """
    for address in PEOPLE:
        await house.begun(address)
    house.now += timedelta(minutes=20)
    for address in PEOPLE:
        await promised(house, address)
    was = await _damaged(house.store, "tg:2", b"damaged")
    assert await left(house) == ["tg:1", "tg:3"]
    said = capsys.readouterr().out
    assert "reminders undecided" in said
    assert "SealBroken" in said
    assert "tg:2" not in said
    async with house.store.read() as unit:
        assert len(await all_slips(unit)) == 2
    house.now += timedelta(minutes=59)
    assert await left(house) == []
    await _damaged(house.store, "tg:2", was)
    house.now += timedelta(minutes=1)
    assert await left(house) == ["tg:2"]


async def test_one_that_stays_broken_is_let_go_in_the_end(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Put off, it still stands for its own day: tried all that day, and let go on the next."""
    await house.begun("tg:1")
    house.now += timedelta(minutes=20)
    await promised(house, "tg:1")

    def fails(*_: object, **__: object) -> Say:
        raise RuntimeError

    monkeypatch.setattr(NudgeHost, "opened", fails)
    for _ in range(60):
        assert await left(house) == []
        house.now += timedelta(hours=1)
    async with house.store.read() as unit:
        person = (await people.find(unit, ["tg:1"]))["tg:1"]
        assert await nudges.of(unit, person) == []


async def test_whoever_answers_a_reminder_is_in_a_conversation(house: House) -> None:
    """A reminder that nobody has touched keeps no other back; one that is being answered does."""

    async def talks() -> bool:
        async with house.store.read() as unit:
            person = (await people.find(unit, ["tg:1"]))["tg:1"]
        return NudgeHost(shipped()).standing(person).in_conversation

    await house.begun("tg:1")
    house.now += timedelta(minutes=20)
    await promised(house, "tg:1")
    assert await left(house) == ["tg:1"]
    house.now += timedelta(minutes=2)
    assert not await talks()
    await house.give("tg:1", Typed("hm"))
    assert await talks()
    await house.give("tg:1", Typed("not today"))
    assert not await talks()


async def test_every_tap_and_word_seals_the_desk_anew(house: House) -> None:
    """By that a reminder about to leave sees that its person did something meanwhile."""

    async def sealed() -> bytes:
        async with house.store.read() as unit:
            return (await people.find(unit, ["tg:1"]))["tg:1"].sealed

    await house.begun("tg:1")
    seen = {await sealed()}
    for one in (Command("help"), Command("help"), Typed("hm"), Command("support")):
        await house.give("tg:1", one)
        assert await sealed() not in seen
        seen.add(await sealed())


async def test_somebody_elses_address_is_left_alone(house: House) -> None:
    """What a terminal took up waits for the terminal: nothing is decided about it meanwhile."""
    await house.begun("terminal")
    house.now += timedelta(minutes=20)
    await promised(house, "terminal")
    assert await left(house) == []
    assert house.service.tally.by_outcome() == {}
    (row,) = await house.service.planned()
    assert row in await house.service.about_to_send([row], "terminal".__eq__)
