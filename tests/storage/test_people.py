"""People are found by where they write from, and their desks come back as they were left."""

import sqlite3
from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from storage import people
from storage.people import Owner
from storage.problems import SealBroken
from storage.store import Store
from tests.storage.conftest import TODAY

DESK = {"name": "Mairi", "place": {"step": "what-helped", "answers": ["a “b”", None, 3]}}


async def test_somebody_new_is_found_again(store: Store) -> None:
    """Key, desk, address and day come back; whoever is unknown is left out."""
    async with store.write() as unit:
        added = await people.add(unit, "77", DESK, TODAY)
    async with store.read() as unit:
        found = await people.find(unit, ["77", "78"])
        assert found == {"77": added}
        assert await people.by_id(unit, [added.id, "nobody"]) == {added.id: added}


async def test_ids_are_random_and_say_nothing(store: Store) -> None:
    """A random id of 32 hex signs, which has nothing of the address."""
    async with store.write() as unit:
        one, other = [await people.add(unit, a, {}, TODAY) for a in ("77", "78")]
    assert one.id != other.id
    assert len(bytes.fromhex(one.id)) == 16
    assert one.key != other.key


async def test_nobody_is_added_twice(store: Store) -> None:
    """One address is one person, whatever two taps at once may try."""
    async with store.write() as unit:
        await people.add(unit, "77", DESK, TODAY)
    with pytest.raises(IntegrityError) as caught:
        async with store.write() as unit:
            await people.add(unit, "77", {"name": "Iain"}, TODAY)
    assert "Iain" not in str(caught.value)


async def test_keys_can_be_had_without_the_desks(store: Store) -> None:
    """For what only needs sealing, ids and keys are enough; the unknown are left out."""
    async with store.write() as unit:
        added = await people.add(unit, "77", DESK, TODAY)
        assert await people.owners(unit, [added.id, "nobody"]) == {
            added.id: Owner(added.id, added.key)
        }
        assert await people.owners(unit, []) == {}


async def test_a_batch_of_desks_is_saved_together(store: Store) -> None:
    """Desks, their shape and the day of the last tap are written for all who are given."""
    async with store.write() as unit:
        for n in range(5):
            await people.add(unit, str(n), {"n": n}, date(2026, 1, 1))
    async with store.write() as unit:
        found = await people.find(unit, map(str, range(4)))
        for person in found.values():
            person.desk = {"n": person.desk["n"] * 10}
            person.last_seen = TODAY
            person.desk_version = 2
        await people.save(unit, found.values())
    async with store.read() as unit:
        after = await people.find(unit, map(str, range(5)))
    assert [after[str(n)].desk["n"] for n in range(5)] == [0, 10, 20, 30, 4]
    assert [after[str(n)].desk_version for n in (3, 4)] == [2, 1]
    assert [after[str(n)].last_seen for n in (3, 4)] == [TODAY, date(2026, 1, 1)]


async def test_asking_for_nobody_asks_nothing(store: Store) -> None:
    """Empty batches are fine."""
    async with store.write() as unit:
        assert await people.find(unit, []) == {}
        assert await people.by_id(unit, []) == {}
        await people.save(unit, [])


async def test_the_idle_are_those_last_seen_before_a_day(store: Store) -> None:
    """The day itself is not before it."""
    async with store.write() as unit:
        for day in (1, 2, 3):
            await people.add(unit, str(day), {}, date(2026, 1, day))
        idle = await people.by_id(unit, await people.idle_since(unit, date(2026, 1, 3)))
        assert {person.address for person in idle.values()} == {"1", "2"}
        assert await people.count(unit) == 3


async def test_a_desk_copied_into_another_persons_row_stays_shut(store: Store) -> None:
    """Whoever can write to the file cannot show one person’s words to another."""
    async with store.write() as unit:
        await people.add(unit, "77", {"secret": 1}, TODAY)
        await people.add(unit, "78", {}, TODAY)
    with sqlite3.connect(store.database) as thief:
        thief.execute(
            "UPDATE people SET wrapped_key = (SELECT wrapped_key FROM people ORDER BY id LIMIT 1),"
            " desk = (SELECT desk FROM people ORDER BY id LIMIT 1)"
        )
    thief.close()
    with pytest.raises(SealBroken):
        async with store.read() as unit:
            await people.find(unit, ["77", "78"])


async def test_a_group_is_found_under_its_new_address_alone(store: Store) -> None:
    """Key, desk and id stay; the old address leads nowhere, and sealed it is gone as well."""
    async with store.write() as unit:
        added = await people.add(unit, "-4001", DESK, TODAY, kind=people.GROUP)
        await people.readdress(unit, added, "-1002001")
    async with store.read() as unit:
        assert await people.find(unit, ["-4001"]) == {}
        found = (await people.find(unit, ["-1002001"]))["-1002001"]
        assert (found.id, found.key, found.desk, found.kind) == (
            added.id,
            added.key,
            DESK,
            people.GROUP,
        )
        assert (await people.by_id(unit, [added.id]))[added.id].address == "-1002001"


async def test_nobody_moves_to_an_address_that_is_known(store: Store) -> None:
    """One address is one row."""
    async with store.write() as unit:
        await people.add(unit, "77", {}, TODAY)
        other = await people.add(unit, "78", {}, TODAY)
    with pytest.raises(IntegrityError):
        async with store.write() as unit:
            await people.readdress(unit, other, "77")
