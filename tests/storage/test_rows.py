"""The log, check-ins, what was shown, and dialogues as they were: kept for their owners alone."""

from datetime import timedelta

import pytest

from storage import checkins, entries, people, revisions, shown
from storage.entries import Entry
from storage.people import Person
from storage.revisions import Revision
from storage.store import Store
from tests.storage.conftest import NOW, TODAY


@pytest.fixture
async def mairi(store: Store) -> Person:
    """One person."""
    async with store.write() as unit:
        return await people.add(unit, "77", {}, TODAY)


@pytest.fixture
async def iain(store: Store) -> Person:
    """Another."""
    async with store.write() as unit:
        return await people.add(unit, "78", {}, TODAY)


async def test_the_log_keeps_its_order(store: Store, mairi: Person, iain: Person) -> None:
    """Entries of several people are kept together and come back to each in order."""
    async with store.write() as unit:
        await entries.add(unit, [(mairi, {"n": 1}), (iain, {"n": 2}), (mairi, {"n": 3})])
        await entries.add(unit, [(mairi, {"n": 4})])
    async with store.read() as unit:
        assert [one.body["n"] for one in await entries.of(unit, mairi)] == [1, 3, 4]
        assert [one.body["n"] for one in await entries.of(unit, iain)] == [2]


async def test_an_entry_can_be_changed_and_read_alone(store: Store, mairi: Person) -> None:
    """A changed entry keeps its place."""
    async with store.write() as unit:
        first, second = await entries.add(unit, [(mairi, {"n": 1}), (mairi, {"n": 2})])
        assert await entries.change(unit, mairi, Entry(first.id, {"n": 10}))
        assert await entries.get(unit, mairi, first.id) == Entry(first.id, {"n": 10})
        assert await entries.of(unit, mairi) == [Entry(first.id, {"n": 10}), second]


async def test_nobody_reaches_anothers_entry(store: Store, mairi: Person, iain: Person) -> None:
    """Reading, changing or deleting by a number that belongs to somebody else does nothing."""
    async with store.write() as unit:
        (entry,) = await entries.add(unit, [(mairi, {"n": 1})])
        assert await entries.get(unit, iain, entry.id) is None
        assert not await entries.change(unit, iain, Entry(entry.id, {"n": 2}))
        await entries.delete_some(unit, iain, [entry.id])
        assert await entries.delete_all(unit, iain) == 0
        assert await entries.of(unit, mairi) == [entry]


async def test_entries_are_deleted_one_by_one_or_all(store: Store, mairi: Person) -> None:
    """Deleting some leaves the rest; deleting all says how many."""
    async with store.write() as unit:
        kept = await entries.add(unit, [(mairi, {"n": n}) for n in range(4)])
        await entries.delete_some(unit, mairi, [kept[0].id, kept[2].id])
        assert [one.body["n"] for one in await entries.of(unit, mairi)] == [1, 3]
        assert await entries.delete_all(unit, mairi) == 2
        assert await entries.of(unit, mairi) == []
        assert not await entries.change(unit, mairi, kept[1])


async def test_old_check_ins_are_forgotten_by_their_month(
    store: Store, mairi: Person, iain: Person
) -> None:
    """Everybody’s before a month, or one person’s; the month itself stays."""
    months = ("2025-10", "2025-11", "2025-12")
    async with store.write() as unit:
        for owner in (mairi, iain):
            await checkins.add(unit, [(owner, month, {"word": month}) for month in months])
        assert await checkins.delete_before(unit, "2025-11") == 2
        assert await checkins.delete_before(unit, "2025-12", mairi) == 1
        assert [one.month for one in await checkins.of(unit, mairi)] == ["2025-12"]
        assert [one.body for one in await checkins.of(unit, iain)] == [
            {"word": "2025-11"},
            {"word": "2025-12"},
        ]
        assert await checkins.delete_all(unit, iain) == 2
        assert await checkins.of(unit, iain) == []


async def test_what_was_shown_comes_back_to_each(store: Store, mairi: Person, iain: Person) -> None:
    """The notes of several people are read together, each person’s in order."""
    async with store.write() as unit:
        await shown.add(unit, [(mairi, {"m": 1}), (iain, {"m": 2}), (mairi, {"m": 3})], NOW)
        notes = await shown.of_all(unit, [mairi, iain])
        assert [note.body["m"] for note in notes[mairi.id]] == [1, 3]
        assert [note.body["m"] for note in notes[iain.id]] == [2]
        assert notes[iain.id] == await shown.of(unit, iain)
        assert notes[iain.id][0].made_at == NOW


async def test_what_was_shown_is_forgotten(store: Store, mairi: Person, iain: Person) -> None:
    """By its age, by name, or all of one person’s."""
    async with store.write() as unit:
        await shown.add(unit, [(mairi, {"m": 1})], NOW - timedelta(hours=49))
        later = await shown.add(unit, [(mairi, {"m": 2}), (mairi, {"m": 3}), (iain, {})], NOW)
        assert await shown.forget(unit, NOW - timedelta(hours=48)) == 1
        await shown.drop(unit, [later[0].id])
        assert [note.body["m"] for note in await shown.of(unit, mairi)] == [3]
        assert await shown.drop_all(unit, mairi) == 1
        assert len(await shown.of(unit, iain)) == 1


async def test_a_dialogue_is_kept_as_it_was_first_used(store: Store) -> None:
    """Keeping the same source again changes nothing; unknown hashes are left out."""
    one = Revision("a" * 64, "culture", "title: Culture\n")
    async with store.write() as unit:
        await revisions.keep(unit, [one], NOW)
        await revisions.keep(unit, [one, Revision("b" * 64, "culture", "title: New\n")], NOW)
        assert await revisions.load(unit, ["a" * 64, "c" * 64]) == {"a" * 64: one}
        assert await revisions.load(unit, []) == {}


async def test_a_dialogue_nobody_is_in_any_more_is_forgotten(store: Store) -> None:
    """Old sources go, but for those that a conversation still needs."""
    old, used, new = (Revision(sign * 64, "culture", "") for sign in "abc")
    async with store.write() as unit:
        await revisions.keep(unit, [old, used], NOW - timedelta(days=40))
        await revisions.keep(unit, [new], NOW)
        assert await revisions.forget(unit, NOW - timedelta(days=30), {used.hash}) == 1
        left = await revisions.load(unit, [old.hash, used.hash, new.hash])
        assert set(left) == {used.hash, new.hash}
