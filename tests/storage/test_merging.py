"""The write-ahead log is moved into the database beside whoever writes."""

import asyncio
import struct
from pathlib import Path

import pytest

from storage import people
from storage.merging import WRITES_BETWEEN
from storage.store import Store
from tests.storage.conftest import TODAY, Opener

PAGE = 4096


def _left(database: Path) -> int:
    """How many pages of the log are not in the database yet, from the index beside it.

    The index begins with two copies of its header, of 48 bytes each, in which the last page stands
    at 16; after them stands how far the log was moved (https://sqlite.org/walformat.html).
    """
    index = database.with_name(f"{database.name}-shm").read_bytes()
    (last,) = struct.unpack_from("=I", index, 16)
    (moved,) = struct.unpack_from("=I", index, 96)
    return int(last - moved)


async def _taken_in(database: Path) -> None:
    for _ in range(6000):
        if _left(database) <= WRITES_BETWEEN:
            return
        await asyncio.sleep(0.01)
    pytest.fail("the log was not moved within a minute")


async def _write(store: Store, times: int, *, waiting: bool = False) -> int:
    """So many transactions, one after the other; how many bytes the log is long afterwards.

    With `waiting` a disk that is slow to take the log in is waited for after each round, so that
    what is seen is how often it is moved, and not how fast.
    """
    async with store.write() as unit:
        person = await people.add(unit, f"77{times}", {"note": "a" * 2000}, TODAY)
    for number in range(1, times + 1):
        async with store.write() as unit:
            await people.save(unit, [person])
        # Somebody else has a moment: as between two people's answers.
        await asyncio.sleep(0.001)
        if waiting and number % WRITES_BETWEEN == 0:
            await _taken_in(store.database)
    return store.database.with_name(f"{store.database.name}-wal").stat().st_size


async def test_the_log_stays_short_however_much_is_written(store: Store) -> None:
    """It begins anew after some dozen transactions, long before a commit would have to move it."""
    length = await _write(store, 40 * WRITES_BETWEEN, waiting=True)
    assert length < 4 * WRITES_BETWEEN * 3 * PAGE


async def test_the_log_waits_while_somebody_reads(store: Store) -> None:
    """A long read keeps seeing its moment; the log is moved once it has ended."""
    await _write(store, 1)
    async with store.read() as unit:
        assert await people.count(unit) == 1
        long = await _write(store, 8 * WRITES_BETWEEN)
        assert await people.count(unit) == 1
    assert long > 8 * WRITES_BETWEEN * PAGE
    assert await _write(store, 8 * WRITES_BETWEEN + 1, waiting=True) < 2 * long


async def test_a_store_closes_while_its_log_is_moved(opened: Opener) -> None:
    """Whatever is under way at the end is ended, and everything is there at the next start."""
    store = await opened()
    await _write(store, WRITES_BETWEEN)
    await store.close()
    store = await opened()
    async with store.read() as unit:
        assert await people.count(unit) == 1
