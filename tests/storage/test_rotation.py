"""Changing the master key: nobody is locked out, and nobody has to wait."""

from pathlib import Path

import pytest

from storage import keyfile, outbox, people, rotation
from storage.problems import WrongKey
from storage.store import Store
from tests.storage.conftest import TODAY, Opener

KEY = "master.key"


async def _fill(store: Store) -> None:
    async with store.write() as unit:
        for n in range(25):
            await people.add(unit, str(n), {"n": n}, TODAY)
        person = (await people.find(unit, ["3"]))["3"]
        letters = [
            outbox.Letter(unit.new_id(), "3", {"text": "known"}, person),
            outbox.Letter(unit.new_id(), "99", {"text": "stranger"}),
        ]
        await outbox.add(unit, letters)
        await outbox.take_up(unit, [(5, person.id)])


async def _all_there(store: Store) -> None:
    async with store.read() as unit:
        found = await people.find(unit, map(str, range(25)))
        assert [found[str(n)].desk["n"] for n in range(25)] == list(range(25))
        letters = await outbox.waiting(unit)
        assert [(one.address, one.body["text"]) for one in letters] == [
            ("3", "known"),
            ("99", "stranger"),
        ]
        assert [slip.nudge for slip in await outbox.all_slips(unit)] == [5]


async def test_after_a_rotation_only_the_new_key_is_needed(home: Path, opened: Opener) -> None:
    """Everything opens with the new key alone, and the old one is refused."""
    store = await opened()
    await _fill(store)
    old = (home / KEY).read_bytes()
    await rotation.begin(store, home / KEY)
    assert await rotation.is_unfinished(store)
    assert await rotation.finish(store, at_once=10) == 25
    assert not await rotation.is_unfinished(store)
    await _all_there(store)
    await store.close()
    assert rotation.retire(home / KEY) == 1
    assert len(keyfile.read_keys(home / KEY)) == 1
    await _all_there(await opened())
    (home / KEY).write_bytes(old)
    with pytest.raises(WrongKey):
        await opened()


async def test_people_are_found_all_the_way_through(home: Path, store: Store) -> None:
    """Between the steps, some under the new key and some under the old, everybody is found."""
    await _fill(store)
    await rotation.begin(store, home / KEY)
    await _all_there(store)
    async with store.write() as unit:
        await people.add(unit, "new", {}, TODAY)
        assert set(await people.find(unit, ["new", "3"])) == {"new", "3"}
        assert len(await outbox.drop_for(unit, "3")) == 2


async def test_a_rotation_cut_short_goes_on_after_a_restart(home: Path, opened: Opener) -> None:
    """The key file holds both keys, so a start in the middle works, and the rest is done then."""
    store = await opened()
    await _fill(store)
    await rotation.begin(store, home / KEY)
    await store.close()
    store = await opened()
    await _all_there(store)
    assert await rotation.is_unfinished(store)
    assert await rotation.finish(store) == 25
    assert await rotation.finish(store) == 0
    await _all_there(store)
