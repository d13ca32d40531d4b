"""Erased is erased: the key, the rows, the log of writes, and what a backup would bring back."""

import random
import shutil
import sqlite3
from pathlib import Path

import pytest

from storage import checkins, coordinators, entries, erased, nudges, outbox, people, sheets, shown
from storage import store as store_module
from storage.people import Person
from storage.problems import StoreFull
from storage.store import Store, Unit
from storage.tables import PERSONAL
from storage.tables import people as people_table
from tests.storage.conftest import NOW, TODAY, Opener
from tests.storage.hunt import hunt


async def _somebody(unit: Unit, address: str) -> Person:
    """A person with a row in every table that can hold one."""
    person = await people.add(unit, address, {"words": "heron"}, TODAY)
    await entries.add(unit, [(person, {"text": "heron at the ford"})])
    await checkins.add(unit, [(person, "2026-11", {"word": "steady"})])
    await nudges.add(unit, [(person, nudges.Nudge(unit.new_id(), NOW, {"about": "heron"}))])
    await shown.add(unit, [(person, {"message": 5})], NOW)
    await coordinators.add(unit, person, TODAY)
    await coordinators.invite(unit, person, f"{address} heron", NOW)
    await sheets.add(unit, person, {"note": "heron"})
    await sheets.hand_on(unit, person, f"{address} heron", NOW, {"note": "heron"})
    letter = outbox.Letter(unit.new_id(), address, {"text": "heron"}, person)
    await outbox.add(unit, [letter])
    return person


def _wrapped_key(store: Store, person: str) -> bytes:
    with sqlite3.connect(store.database) as connection:
        row = connection.execute("SELECT wrapped_key FROM people WHERE id = ?", (person,))
        (wrapped,) = row.fetchone()
    connection.close()
    return bytes(wrapped)


async def _rows_of(store: Store, person: str) -> dict[str, int]:
    counts = {}
    async with store.read() as unit:
        for table in PERSONAL:
            rows = await unit.run(table.select().where(table.c.person == person))
            counts[table.name] = len(rows.all())
        rows = await unit.run(people_table.select().where(people_table.c.id == person))
        counts["people"] = len(rows.all())
    return counts


async def test_the_planted_person_has_a_row_everywhere(store: Store) -> None:
    """What the other tests erase is complete: no personal table is left out of them."""
    async with store.write() as unit:
        person = await _somebody(unit, "77")
    assert set((await _rows_of(store, person.id)).values()) == {1}


async def test_erasing_takes_every_row_and_leaves_the_others_alone(store: Store) -> None:
    """Every table is empty of the person, and whoever else is there keeps all of theirs."""
    async with store.write() as unit:
        gone, stays = await _somebody(unit, "77"), await _somebody(unit, "78")
    async with store.write() as unit:
        await people.erase(unit, gone.id)
    assert set((await _rows_of(store, gone.id)).values()) == {0}
    assert set((await _rows_of(store, stays.id)).values()) == {1}
    async with store.read() as unit:
        assert [one.body for one in await entries.of(unit, stays)] == [
            {"text": "heron at the ford"}
        ]


async def test_after_erasing_no_file_holds_the_key_or_the_sealed_words(store: Store) -> None:
    """With many people around, written again and again, no page and no log keeps a trace."""
    chance = random.Random(7)
    async with store.write() as unit:
        everybody = [await _somebody(unit, str(n)) for n in range(120)]
    keys = {person.id: _wrapped_key(store, person.id) for person in everybody}
    for _ in range(20):
        async with store.write() as unit:
            some = chance.sample(everybody, 12)
            for person in some:
                person.desk = {"words": "heron" * chance.randrange(600)}
            await people.save(unit, some)
    gone, stay = everybody[::2], everybody[1::2]
    traces = [keys[person.id] for person in gone] + [person.id for person in gone]
    assert hunt(store.database.parent, traces), "the test must see what is to be erased"
    async with store.write() as unit:
        for person in gone:
            await people.erase(unit, person.id)
    findings = hunt(store.database.parent, traces)
    assert {finding.split(":")[0] for finding in findings} <= {"erased"}
    assert hunt(store.database.parent, [keys[person.id] for person in stay])


async def test_after_erasing_no_gaps_are_left_behind(store: Store) -> None:
    """The database is written anew, as copies of moved rows can stay in a page’s unused part."""
    async with store.write() as unit:
        everybody = [await _somebody(unit, str(n)) for n in range(60)]
    await store.forget_traces()
    size = store.database.stat().st_size
    async with store.write() as unit:
        for person in everybody:
            await people.erase(unit, person.id)
    assert store.database.stat().st_size < size
    async with store.read() as unit:
        assert (await unit.conn.exec_driver_sql("PRAGMA freelist_count")).scalar() == 0


async def test_a_large_database_is_compacted_when_asked(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Above a size nobody is made to wait; the night does it."""
    monkeypatch.setattr(store_module, "_COMPACT_AT_ONCE", 0)
    async with store.write() as unit:
        everybody = [await _somebody(unit, str(n)) for n in range(60)]
    async with store.write() as unit:
        for person in everybody:
            await people.erase(unit, person.id)
    size = store.database.stat().st_size
    assert await store.compact()
    assert store.database.stat().st_size < size


async def test_a_reader_in_the_way_only_delays_the_emptying(opened: Opener) -> None:
    """While somebody reads, the log cannot be emptied; the next write makes up for it."""
    store = await opened(wait=0.05)
    async with store.write() as unit:
        person = await _somebody(unit, "77")
    key = _wrapped_key(store, person.id)
    async with store.read() as reader:
        await people.count(reader)
        async with store.write() as unit:
            await people.erase(unit, person.id)
        assert hunt(store.database.parent, [key])
        assert not await store.forget_traces()
    async with store.write() as unit:
        await people.add(unit, "78", {}, TODAY)
    assert hunt(store.database.parent, [key]) == []
    assert await store.forget_traces()


async def test_a_restored_backup_brings_nobody_back(home: Path, opened: Opener) -> None:
    """Whoever was erased after the backup is erased from it again at the first start."""
    store = await opened()
    async with store.write() as unit:
        gone, stays = await _somebody(unit, "77"), await _somebody(unit, "78")
    await store.close()
    shutil.copy(home / "cairn.db", home / "backup")
    key = _wrapped_key(store, gone.id)
    store = await opened()
    async with store.write() as unit:
        await people.erase(unit, gone.id)
    await store.close()
    (home / "backup").replace(home / "cairn.db")
    store = await opened()
    async with store.read() as unit:
        assert set(await people.find(unit, ["77", "78"])) == {"78"}
    assert set((await _rows_of(store, gone.id)).values()) == {0}
    assert set((await _rows_of(store, stays.id)).values()) == {1}
    assert hunt(home, [key]) == []


async def test_an_erasure_cut_short_by_a_crash_is_finished_at_the_next_start(
    home: Path, opened: Opener
) -> None:
    """The list is written before the commit, so nothing is lost between the two."""
    store = await opened()
    async with store.write() as unit:
        person = await _somebody(unit, "77")
    await store.close()
    erased.append(home / "erased", [person.id])
    store = await opened()
    async with store.read() as unit:
        assert await people.count(unit) == 0


async def test_an_erasure_that_is_taken_back_is_not_listed(home: Path, store: Store) -> None:
    """A block that fails erases nobody, now or at the next start."""
    async with store.write() as unit:
        person = await _somebody(unit, "77")
    with pytest.raises(RuntimeError):
        async with store.write() as unit:
            await people.erase(unit, person.id)
            raise RuntimeError
    assert erased.read(home / "erased") == []
    assert set((await _rows_of(store, person.id)).values()) == {1}


async def test_when_the_list_cannot_be_written_nobody_is_erased(home: Path, store: Store) -> None:
    """Without its line on the list an erasure would not outlive a restore, so none happens."""
    async with store.write() as unit:
        person = await _somebody(unit, "77")
    (home / "erased").mkdir()
    with pytest.raises(StoreFull):
        async with store.write() as unit:
            await people.erase(unit, person.id)
    assert set((await _rows_of(store, person.id)).values()) == {1}


def test_a_line_cut_short_spoils_no_other(tmp_path: Path) -> None:
    """After a crash in the middle of a line, the next ids are read whole."""
    path = tmp_path / "erased"
    erased.append(path, ["a" * 32])
    path.write_bytes(path.read_bytes() + b"bbbb")
    erased.append(path, ["c" * 32])
    assert erased.read(path) == ["a" * 32, "bbbb", "c" * 32]
    assert path.stat().st_mode & 0o777 == 0o600


async def test_nothing_typed_lies_in_clear(home: Path, store: Store) -> None:
    """Words, and the address they came from, are in no file of the installation."""
    async with store.write() as unit:
        person = await people.add(unit, "7700900123", {"words": "heron"}, TODAY)
        await entries.add(unit, [(person, {"text": "kestrel"})])
        await checkins.add(unit, [(person, "2026-11", {"word": "plover"})])
        await nudges.add(unit, [(person, nudges.Nudge(unit.new_id(), NOW, {"about": "dipper"}))])
        await shown.add(unit, [(person, {"message": "curlew"})], NOW)
        new_id = unit.new_id
        await outbox.add(
            unit,
            [
                outbox.Letter(new_id(), "7700900123", {"text": "osprey"}, person),
                outbox.Letter(new_id(), "7700900999", {"text": "gannet"}),
            ],
        )
    words = ["heron", "kestrel", "plover", "dipper", "curlew", "osprey", "gannet"]
    assert hunt(home, [*words, "7700900123", "7700900999"]) == []
