"""Nudges are taken up when due, by one sender at a time, the longest due first."""

from datetime import datetime, timedelta

import pytest

from storage import nudges, people
from storage.nudges import Nudge
from storage.people import Person
from storage.store import Store
from storage.tables import nudges as table
from tests.storage.conftest import NOW, TODAY

MINUTE = timedelta(minutes=1)
LEASE = NOW + 5 * MINUTE


@pytest.fixture
async def mairi(store: Store) -> Person:
    """One person."""
    async with store.write() as unit:
        return await people.add(unit, "77", {"quiet": True}, TODAY)


async def _add(store: Store, owner: Person, *due: datetime | None, state: str = "on") -> None:
    async with store.write() as unit:
        await nudges.add(
            unit, [(owner, Nudge(unit.new_id(), one, {"due": str(one)}, state)) for one in due]
        )


async def _claimed(store: Store, now: datetime, most: int = 10) -> list[datetime | None]:
    async with store.write() as unit:
        any_free = await nudges.any_free(unit, now)
        taken = await nudges.claim(unit, now, now + 5 * MINUTE, most)
        assert any_free == bool(taken)
        owners = await people.by_id(unit, sorted({person for _, person in taken}))
        found = [await nudges.get(unit, owners[person], id_) for id_, person in taken]
    return [nudge.next_due for nudge in found if nudge]


async def test_what_is_due_is_taken_up_in_order(store: Store, mairi: Person) -> None:
    """Due now counts; later, or never, does not; and the batch is no larger than asked."""
    await _add(store, mairi, NOW, NOW - 2 * MINUTE, NOW + MINUTE, None, NOW - MINUTE)
    assert await _claimed(store, NOW, most=2) == [NOW - 2 * MINUTE, NOW - MINUTE]
    assert await _claimed(store, NOW) == [NOW]


async def test_nobody_else_takes_it_up_until_the_lease_runs_out(
    store: Store, mairi: Person
) -> None:
    """After a crash of whoever took it, it is taken up again, not before."""
    await _add(store, mairi, NOW)
    assert await _claimed(store, NOW) == [NOW]
    assert await _claimed(store, NOW + 4 * MINUTE) == []
    assert await _claimed(store, NOW + 5 * MINUTE) == [NOW]


async def test_a_nudge_that_rests_is_not_due(store: Store, mairi: Person) -> None:
    """Any state but “on” keeps it back."""
    await _add(store, mairi, NOW, state="held")
    assert await _claimed(store, NOW) == []
    async with store.read() as unit:
        assert await nudges.count_due(unit, NOW) == 0


async def test_it_comes_with_whose_it_is(store: Store, mairi: Person) -> None:
    """Nothing is opened: whose it is and which it is will do until it is decided about."""
    await _add(store, mairi, NOW)
    async with store.write() as unit:
        (nudge,) = await nudges.of(unit, mairi)
        assert await nudges.claim(unit, NOW, LEASE, 10) == [(nudge.id, mairi.id)]


async def test_saving_moves_it_on_and_gives_it_back(store: Store, mairi: Person) -> None:
    """The next time, the state and the words are written, and the lease ends."""
    await _add(store, mairi, NOW)
    async with store.write() as unit:
        await nudges.claim(unit, NOW, LEASE, 10)
        (nudge,) = await nudges.of(unit, mairi)
        nudge.next_due, nudge.not_after = NOW + MINUTE, NOW + 2 * MINUTE
        nudge.body = {"changed": True}
        await nudges.save(unit, [(mairi, nudge)])
        assert await nudges.get(unit, mairi, nudge.id) == nudge
        assert await nudges.count_due(unit, NOW + MINUTE) == 1
    assert await _claimed(store, NOW + MINUTE) == [NOW + MINUTE]


async def test_put_off_it_is_left_alone_and_stands_for_its_time(
    store: Store, mairi: Person
) -> None:
    """One that nobody can read keeps quiet for a while, and is as late as it is."""
    await _add(store, mairi, NOW)
    async with store.write() as unit:
        ids = [id_ for id_, _ in await nudges.claim(unit, NOW, LEASE, 10)]
        await nudges.put_off(unit, ids, NOW + 60 * MINUTE)
    assert await _claimed(store, NOW + 59 * MINUTE) == []
    assert await _claimed(store, NOW + 60 * MINUTE) == [NOW]


async def test_nobody_reaches_anothers_nudge(store: Store, mairi: Person) -> None:
    """Reading, saving or deleting by a number that belongs to somebody else does nothing."""
    await _add(store, mairi, NOW)
    async with store.write() as unit:
        iain = await people.add(unit, "78", {}, TODAY)
        (nudge,) = await nudges.of(unit, mairi)
        assert await nudges.get(unit, iain, nudge.id) is None
        await nudges.save(unit, [(iain, Nudge(nudge.id, None, {}, "off"))])
        await nudges.delete_some(unit, iain, [nudge.id])
        assert await nudges.delete_all(unit, iain) == 0
        assert await nudges.of(unit, mairi) == [nudge]


async def test_nudges_are_deleted_one_by_one_or_all(store: Store, mairi: Person) -> None:
    """Deleting some leaves the rest; deleting all says how many."""
    await _add(store, mairi, NOW, NOW + MINUTE, None)
    async with store.write() as unit:
        first, *rest = await nudges.of(unit, mairi)
        await nudges.delete_some(unit, mairi, [first.id])
        assert await nudges.of(unit, mairi) == rest
        assert await nudges.delete_all(unit, mairi) == 2
        assert await nudges.of(unit, mairi) == []


async def test_a_clock_set_back_does_not_keep_a_lease(store: Store, mairi: Person) -> None:
    """A lease left by a crash, further off than any lease lasts, is from before the clock moved."""
    await _add(store, mairi, NOW - 2 * 60 * MINUTE)
    assert len(await _claimed(store, NOW)) == 1
    assert len(await _claimed(store, NOW - 60 * MINUTE)) == 1


async def test_one_that_does_not_open_leaves_the_others(store: Store, mairi: Person) -> None:
    """A body that was damaged can be laid to rest; the others of its owner are read."""
    await _add(store, mairi, NOW, NOW - MINUTE)
    async with store.write() as unit:
        first, second = await nudges.of(unit, mairi)
        await unit.run(table.update().where(table.c.id == first.id).values(body=b"damaged"))
        found, broken = await nudges.of_all(unit, [mairi])
        assert found == {mairi.id: [second]}
        await nudges.rest(unit, broken)
    assert len(await _ids(store, NOW)) == 1


async def _ids(store: Store, now: datetime) -> list[int]:
    async with store.write() as unit:
        return [id_ for id_, _ in await nudges.claim(unit, now, now + 5 * MINUTE, 10)]
