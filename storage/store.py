"""The store: opened once, then one transaction at a time writes while others read.

`async with store.write() as unit:` commits at the end of the block and takes everything back when
the block raises or is cancelled. `async with store.read() as unit:` sees one moment.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from storage import erased, people, sqlite, start
from storage.merging import Merging
from storage.problems import UnknownDatabase
from storage.sealing import Vault, forget_keys
from storage.turns import Turns
from storage.unit import Unit, to_end

__all__ = ["Store", "Unit", "database_file"]

_RUN_OF_IDS = 32
"""Bits of an id that count within one run; those above count the starts."""

_COMPACT_AT_ONCE = 32 * 2**20
"""Bytes up to which a database is compacted as soon as somebody was erased: a tenth of a second."""


def database_file(url: str) -> Path:
    """The file of a database, to know whether it exists before a key is made for it.

    Raises:
        UnknownDatabase: an address that this version cannot use.
    """
    return sqlite.file_of(_url(url))


def _url(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise UnknownDatabase(url.partition(":")[0]) from None
    if parsed.get_backend_name() != "sqlite":
        raise UnknownDatabase(parsed.get_backend_name())
    return parsed


class Store:
    """An open database. Made by `Store.open`, ended by `close` (or as a context manager)."""

    def __init__(
        self,
        engines: sqlite.Engines,
        vault: Vault,
        database: Path,
        erased_list: Path,
    ) -> None:
        self.vault = vault
        self.database = database
        self._writer = engines.writer
        self._reader = engines.reader
        self._erased_list = erased_list
        self._turns = turns = Turns()
        self._merging = Merging(engines.merging, turns)
        self._gaps = False
        self._traces = True
        self.next_id: Callable[[], int] = count().__next__

    @classmethod
    async def open(
        cls, url: str, vault: Vault, *, erased_list: Path, now: datetime, wait: float = 5.0
    ) -> Self:
        """Check the database, bring its tables up to date, and finish what was left undone.

        Args:
            url: `sqlite:///…`.
            vault: the master keys.
            erased_list: the file outside the database that names the erased random ids.
            now: kept as the day the database was made, when it is new.
            wait: seconds another program may hold the database before that is a problem.

        Raises:
            StorageProblem: with a plain sentence; nothing has been changed.
        """
        parsed = _url(url)
        database = sqlite.file_of(parsed)
        engines = sqlite.Engines.of(parsed, wait)
        store = cls(engines, vault, database, erased_list)
        try:
            if start.exists(database):
                async with store.read() as unit:
                    await start.check(unit)
            async with store.write() as unit:
                starts = await start.prepare(unit, now)
                # Someone erased before a crash, or since the backup that was restored, stays gone.
                await people.erase_again(unit, erased.read(erased_list))
            store.next_id = count(starts << _RUN_OF_IDS).__next__
        except BaseException:
            await store.close()
            raise
        return store

    @asynccontextmanager
    async def write(self, *, first: bool = False) -> AsyncIterator[Unit]:
        """A transaction that writes; the others wait their turn.

        `first`: somebody waits for an answer; it goes before all that need not be done at once.

        Raises:
            StoreBusy: another program holds the database.
            StoreFull: the disk is full.
        """
        async with self._turns.turn(first=first):
            async with self._transaction(self._writer) as unit:
                yield unit
                if unit.erased:
                    # Before the commit: a crash in between is finished at the next start.
                    await to_end(asyncio.to_thread(erased.append, self._erased_list, unit.erased))
            if unit.erased:
                forget_keys()
                self._traces = True
                # Small enough to be done before the next turn; a large one waits for `compact`.
                self._gaps |= self.database.stat().st_size < _COMPACT_AT_ONCE
            if self._traces:
                await self._tidy()
            self._merging.wrote()

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Unit]:
        """A transaction that sees one moment of the database and cannot write."""
        async with self._transaction(self._reader) as unit:
            yield unit

    async def forget_traces(self) -> bool:
        """Empty the write-ahead log, where earlier versions of changed rows linger.

        Happens by itself after somebody was erased. False while a reader is in the way; then it
        is tried again after each write.
        """
        async with self._turns.turn():
            await self._tidy()
        return not self._traces

    async def compact(self) -> bool:
        """Write the database anew without the gaps of what was deleted, and empty its log.

        For the night: nobody writes meanwhile (about a second for 200 MB), and there must be
        room for a second database. False when it could not be done.
        """
        async with self._turns.turn():
            self._gaps = True
            await self._tidy()
        return not (self._gaps or self._traces)

    async def close(self) -> None:
        """Let go of the database; its log is merged into it."""
        await self._merging.close()
        await to_end(self._reader.dispose())
        await to_end(self._writer.dispose())

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close()

    @asynccontextmanager
    async def _transaction(self, engine: AsyncEngine) -> AsyncIterator[Unit]:
        connection = engine.connect()

        async def begin() -> None:
            await connection.start()
            await connection.begin()

        async def commit() -> None:
            await connection.commit()
            await connection.close()

        try:
            await to_end(begin())
            yield Unit(connection, self.vault, str(self.database), self.next_id)
            await to_end(commit())
        except DBAPIError as error:
            raise self._plain(error) from None
        finally:
            # Closing takes back whatever was not committed.
            if connection.sync_connection is not None and not connection.closed:
                await to_end(connection.close())

    def _plain(self, error: DBAPIError) -> Exception:
        return sqlite.problem_of(error.orig, str(self.database)) or error

    async def _tidy(self) -> None:
        async def tidy() -> None:
            async with self._writer.connect() as connection:
                if self._gaps:
                    self._gaps = not await sqlite.compact(connection)
                self._traces = not await sqlite.truncate_log(connection)

        await to_end(tidy())
