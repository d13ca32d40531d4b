"""One write at a time; all of it or nothing; and nobody blamed for a busy or full disk."""

import asyncio
import sqlite3
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from storage import entries, people
from storage.problems import StorageProblem, StoreBusy, StoreFull
from storage.store import Store, Unit
from tests.storage.conftest import TODAY, Opener


async def _addresses(store: Store, *wanted: str) -> set[str]:
    async with store.read() as unit:
        return set(await people.find(unit, wanted))


async def test_a_block_that_ends_well_is_kept(store: Store) -> None:
    """What was written is there for the next reader."""
    async with store.write() as unit:
        await people.add(unit, "77", {}, TODAY)
    assert await _addresses(store, "77") == {"77"}


async def test_a_block_that_raises_leaves_no_trace(store: Store) -> None:
    """An error takes everything back, and the next write works."""
    with pytest.raises(RuntimeError):
        async with store.write() as unit:
            await people.add(unit, "77", {}, TODAY)
            raise RuntimeError
    async with store.write() as unit:
        await people.add(unit, "78", {}, TODAY)
    assert await _addresses(store, "77", "78") == {"78"}


async def test_a_mistake_in_a_statement_is_no_problem_of_the_disk(store: Store) -> None:
    """Errors in the code stay what they are: they count, and are not waited out."""
    with pytest.raises(OperationalError):
        async with store.write() as unit:
            await unit.conn.exec_driver_sql("SELECT nothing FROM nowhere")


@pytest.mark.parametrize("turns", range(12))
async def test_a_cancelled_task_leaves_no_transaction_open(store: Store, turns: int) -> None:
    """Wherever in a block the cancellation falls, it is all or nothing, and others go on."""

    async def write() -> None:
        async with store.write() as unit:
            person = await people.add(unit, "77", {}, TODAY)
            await entries.add(unit, [(person, {"text": "a"})])
            await people.save(unit, [person])

    task = asyncio.create_task(write())
    for _ in range(turns * 2):
        await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with store.write() as unit:
        known = await people.find(unit, ["77"])
        if known:
            assert len(await entries.of(unit, known["77"])) == 1
        await people.add(unit, "78", {}, TODAY)
    assert "78" in await _addresses(store, "78")


async def test_a_cancellation_between_statements_takes_everything_back(store: Store) -> None:
    """A task cancelled while it waits for something else inside a block keeps nothing."""
    inside = asyncio.Event()

    async def write() -> None:
        async with store.write() as unit:
            await people.add(unit, "77", {}, TODAY)
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(write())
    await inside.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await _addresses(store, "77") == set()
    async with store.write() as unit:
        await people.add(unit, "77", {}, TODAY)


async def test_a_cancellation_costs_no_connection(store: Store) -> None:
    """The statement that is running ends first, so the connection stays sound and in use."""
    made: list[object] = []
    event.listen(store._writer.sync_engine, "connect", lambda *_: made.append(1))

    async def write() -> None:
        async with store.write() as unit:
            await people.count(unit)

    for turns in range(30):
        task = asyncio.create_task(write())
        for _ in range(turns):
            await asyncio.sleep(0)
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    assert made == []


async def test_a_second_cancellation_does_not_get_in_either(store: Store) -> None:
    """An impatient shutdown that cancels again and again still leaves the store whole."""
    inside = asyncio.Event()

    async def write() -> None:
        async with store.write() as unit:
            inside.set()
            await people.add(unit, "77", {}, TODAY)

    task = asyncio.create_task(write())
    await inside.wait()
    for _ in range(40):
        task.cancel()
        await asyncio.sleep(0)
    with pytest.raises(asyncio.CancelledError):
        await task
    async with store.write() as unit:
        await people.add(unit, "78", {}, TODAY)


async def test_writes_take_turns(store: Store) -> None:
    """Blocks that are entered together run one after the other."""
    running, most = 0, 0

    async def write(address: str) -> None:
        nonlocal running, most
        async with store.write() as unit:
            running += 1
            most = max(most, running)
            await people.add(unit, address, {}, TODAY)
            await asyncio.sleep(0)
            running -= 1

    await asyncio.gather(*(write(str(n)) for n in range(8)))
    assert most == 1
    assert len(await _addresses(store, *map(str, range(8)))) == 8


async def test_a_reader_sees_one_moment_and_holds_nobody_up(store: Store) -> None:
    """Between two looks of one reader, what others write does not appear."""
    async with store.read() as reader:
        assert await people.count(reader) == 0
        async with store.write() as unit:
            await people.add(unit, "77", {}, TODAY)
        assert await people.count(reader) == 0
    async with store.read() as reader:
        assert await people.count(reader) == 1


async def test_a_reader_cannot_write(store: Store) -> None:
    """Reading is reading."""
    with pytest.raises(StorageProblem):
        async with store.read() as unit:
            await people.add(unit, "77", {}, TODAY)
    assert await _addresses(store, "77") == set()


class _OtherProgram:
    """Holds the write lock, as a second program would."""

    def __init__(self, database: Path) -> None:
        self._connection = sqlite3.connect(database, isolation_level=None)
        self._connection.execute("BEGIN IMMEDIATE")

    def finish(self) -> None:
        self._connection.execute("ROLLBACK")
        self._connection.close()


async def test_a_database_held_by_another_program_is_busy_not_broken(opened: Opener) -> None:
    """After the wait comes StoreBusy; once the other has finished, writing goes on."""
    store = await opened(wait=0.05)
    other = _OtherProgram(store.database)
    try:
        with pytest.raises(StoreBusy, match="in use by another program"):
            async with store.write() as unit:
                await people.count(unit)
                pytest.fail("nothing may even be read before the turn to write has come")
        assert await _addresses(store) == set()
    finally:
        other.finish()
    async with store.write() as unit:
        await people.add(unit, "77", {}, TODAY)
    assert await _addresses(store, "77") == {"77"}


async def test_a_start_beside_a_program_that_writes_says_so(home: Path, opened: Opener) -> None:
    """A store cannot be opened while another program holds it, and says so."""
    await (await opened()).close()
    other = _OtherProgram(home / "cairn.db")
    try:
        with pytest.raises(StoreBusy):
            await opened(wait=0.05)
    finally:
        other.finish()
    await opened(wait=0.05)


async def _limit(unit: Unit, pages: int) -> None:
    await unit.conn.exec_driver_sql(f"PRAGMA max_page_count={pages}")


async def test_a_full_disk_is_told_apart_and_passes(store: Store) -> None:
    """With no room left comes StoreFull, nothing is half-written, and room makes it work again."""
    async with store.write() as unit:
        person = await people.add(unit, "77", {}, TODAY)
        await _limit(unit, 1)
    with pytest.raises(StoreFull, match="no room left"):
        async with store.write() as unit:
            for _ in range(200):
                await entries.add(unit, [(person, {"text": "x" * 3000})])
    async with store.write() as unit:
        assert await entries.of(unit, person) == []
        await _limit(unit, 1_000_000)
        await entries.add(unit, [(person, {"text": "x" * 3000})])
    async with store.read() as unit:
        assert len(await entries.of(unit, person)) == 1
