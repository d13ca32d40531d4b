"""Who was asked to read which words, and what they said: kept sealed, and not for ever."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from storage import keyfile, readings, rotation
from storage.readings import BACK, NOTED, READ, Reading, Remark
from storage.store import Store
from tests.storage.conftest import NOW, Opener
from tests.storage.hunt import hunt

ROLE = "heron and two carers"
WORDS = "“kingfisher” is a hard word <b>here</b>"
WHERE = ("steps", "low", "say")
SECRET = "a-secret-that-only-the-link-has"
DAY = timedelta(days=1)


async def asked(store: Store, path: str = "check-in.yaml", secret: str = SECRET) -> int:
    """Somebody is asked to read a file, for a fortnight."""
    async with store.write() as unit:
        one = Reading(unit.new_id(), path, "title: Tea\n", ROLE, NOW + 14 * DAY)
        await readings.add(unit, one, secret)
    return one.id


async def said(store: Store, reading: int) -> int:
    """They say something."""
    async with store.write() as unit:
        return await readings.add_remark(unit, reading, WHERE, WORDS, NOW)


async def left(store: Store) -> list[int]:
    """The readings that are kept."""
    async with store.read() as unit:
        return [one.id for one in await readings.of(unit, "check-in.yaml")]


async def forget(store: Store, days: int) -> None:
    """What is done every day, so many days from now."""
    now = NOW + days * DAY
    async with store.write() as unit:
        await readings.forget(unit, now, now - 90 * DAY)


async def test_what_is_kept_comes_back_as_it_was(store: Store) -> None:
    """The link leads to what was to be read, and a remark to the words it is about."""
    reading = await asked(store)
    await asked(store, "other.yaml", "another")
    remark = await said(store, reading)
    async with store.read() as unit:
        found = await readings.by_secret(unit, SECRET)
        assert found == await readings.find(unit, reading)
        assert found == Reading(reading, "check-in.yaml", "title: Tea\n", ROLE, NOW + 14 * DAY)
        assert await readings.by_secret(unit, "a guess") is None
        assert await readings.of(unit, "check-in.yaml") == [found]
        one = Remark(remark, reading, WHERE, WORDS, NOW, settled=False)
        assert await readings.remarks_of(unit, [reading]) == [one]
        assert await readings.count(unit, reading) == 1


async def test_no_file_holds_what_was_said_nor_who_was_asked_nor_the_secret(store: Store) -> None:
    """Database, log and key file are searched byte by byte, in every form in which words leak."""
    await said(store, await asked(store))
    assert hunt(store.database.parent, ["title: Tea"]), "the test must see what lies in clear"
    assert hunt(store.database.parent, [ROLE, "kingfisher", WORDS, SECRET]) == []


async def test_a_remark_is_taken_back_only_by_the_link_it_was_said_by(store: Store) -> None:
    """Whoever guesses its number from another link takes nothing."""
    mine, other = await asked(store), await asked(store, "other.yaml", "another")
    remark = await said(store, mine)
    async with store.write() as unit:
        await readings.drop_remark(unit, other, remark)
        assert await readings.count(unit, mine) == 1
        await readings.drop_remark(unit, mine, remark)
        assert await readings.count(unit, mine) == 0


async def test_what_is_over_and_settled_goes_and_takes_its_remarks(store: Store) -> None:
    """An open link stays, and so does what nobody has settled."""
    reading = await asked(store)
    remark = await said(store, reading)
    await forget(store, 13)
    await forget(store, 15)
    assert await left(store) == [reading], "unsettled"
    async with store.write() as unit:
        await readings.settle(unit, remark, NOW)
    await forget(store, 13)
    assert await left(store) == [reading], "under way"
    await forget(store, 15)
    assert await left(store) == []
    async with store.read() as unit:
        assert await readings.remarks_of(unit, [reading]) == []


async def test_what_was_read_to_the_end_waits_to_be_noted(store: Store) -> None:
    """Only once a coordinator has answered, or after ninety days, is it forgotten."""
    reading = await asked(store)
    async with store.write() as unit:
        await readings.end(unit, reading, READ, NOW)
    await forget(store, 89)
    assert await left(store) == [reading]
    async with store.write() as unit:
        await readings.stand(unit, reading, NOTED)
    await forget(store, 1)
    assert await left(store) == []


async def test_ninety_days_after_its_end_a_reading_goes_settled_or_not(store: Store) -> None:
    """Nothing that a reader said lies about for ever."""
    reading = await asked(store)
    await said(store, reading)
    async with store.write() as unit:
        await readings.end(unit, reading, BACK, NOW)
    await forget(store, 90)
    assert await left(store) == [reading]
    await forget(store, 91)
    assert await left(store) == []


async def test_after_a_new_master_key_the_old_one_is_not_needed(home: Path, opened: Opener) -> None:
    """Roles and remarks are sealed anew with the rest, and links go on."""
    store = await opened()
    reading = await asked(store)
    await said(store, reading)
    await rotation.begin(store, home / "master.key")
    await rotation.finish(store)
    await store.close()
    assert rotation.retire(home / "master.key") == 1
    assert len(keyfile.read_keys(home / "master.key")) == 1
    async with (await opened()).read() as unit:
        found = await readings.by_secret(unit, SECRET)
        assert found
        assert found.asked == ROLE
        assert [one.words for one in await readings.remarks_of(unit, [reading])] == [WORDS]
