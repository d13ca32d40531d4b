"""The write-ahead log is moved into the database beside whoever writes."""

import asyncio

from storage import people
from storage.merging import WRITES_BETWEEN, Merging
from storage.store import Store
from tests.storage.conftest import TODAY, Opener

PAGE = 4096
MOVE = Merging._merge.__qualname__


async def _moved() -> None:
    """Waits for a move that is under way, however slow the disk is."""
    moves = [
        one for one in asyncio.all_tasks() if getattr(one.get_coro(), "__qualname__", "") == MOVE
    ]
    if moves:
        await asyncio.wait(moves)


async def _write(store: Store, times: int, *, waiting: bool = False) -> int:
    """So many transactions, one after the other; how many bytes the log is long afterwards.

    With `waiting` a move that was begun is waited for, so that what is seen is how often the log
    is moved, and not how fast this disk is.
    """
    async with store.write() as unit:
        person = await people.add(unit, f"77{times}", {"note": "a" * 2000}, TODAY)
    for _ in range(times):
        async with store.write() as unit:
            await people.save(unit, [person])
        # Somebody else has a moment: as between two people's answers.
        await asyncio.sleep(0.001)
        if waiting:
            await _moved()
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
