"""Everything that only SQLite does. Another database gets a module like this one.

Durable and forgetful: a commit survives a power cut (WAL, synchronous=FULL), and what is deleted
is overwritten (secure_delete). Every write begins with BEGIN IMMEDIATE, so that it waits for
others before it has read anything rather than failing half-way.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import aiosqlite
from sqlalchemy import BigInteger, Connection, Integer, event
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage.aiosqlite_short import ShortConnection
from storage.problems import (
    DatabaseDamaged,
    FolderNotWritable,
    StorageProblem,
    StoreBusy,
    StoreFull,
)

BIG = BigInteger().with_variant(Integer(), "sqlite")
"""A 64-bit primary key: only an INTEGER one is SQLite's own row number, and needs no index."""

_ALWAYS = (
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    # Sorting must not spill rows into files that nobody overwrites.
    "PRAGMA temp_store=MEMORY",
    "PRAGMA cache_size=-16000",
)
_DURABLE = (*_ALWAYS, "PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL")
# A commit moves the log only where `merging` does not come to it.
_WRITER = (*_DURABLE, "PRAGMA wal_autocheckpoint=8000")
_READER = (*_ALWAYS, "PRAGMA query_only=ON")


def file_of(url: URL) -> Path:
    """The database file an address names."""
    return Path(url.database or "cairn.db")


@dataclass(frozen=True, slots=True)
class Engines:
    """Connections to one database: who writes, who reads, and who moves the write-ahead log."""

    writer: AsyncEngine
    reader: AsyncEngine
    merging: AsyncEngine

    @classmethod
    def of(cls, url: URL, wait: float) -> Self:
        """One connection that writes, some that read, and one that moves the log.

        `wait` is how many seconds another program may hold the lock.
        """
        return cls(
            _engine(url, wait, _WRITER, "BEGIN IMMEDIATE", size=1),
            reader_engine(url, wait),
            _engine(url, wait, _DURABLE, "BEGIN", size=1),
        )


def reader_engine(url: URL, wait: float) -> AsyncEngine:
    """Connections that cannot write, each reading one moment of the database."""
    return _engine(url, wait, _READER, "BEGIN", size=3)


def _engine(url: URL, wait: float, pragmas: tuple[str, ...], begin: str, size: int) -> AsyncEngine:
    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            file_of(url),
            timeout=wait,
            # Given here, 'IMMEDIATE' would leave a first SELECT outside the transaction.
            isolation_level=None,
            check_same_thread=False,
            cached_statements=256,
        )
        try:
            for pragma in pragmas:
                connection.execute(pragma)
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    async def creator() -> aiosqlite.Connection:
        return await ShortConnection(connect)

    engine = create_async_engine(
        url.set(drivername="sqlite+aiosqlite"),
        async_creator=creator,
        pool_size=size,
        max_overflow=0,
        # Values never appear in what an error says.
        hide_parameters=True,
    )

    def start(connection: Connection) -> None:
        driver = connection.connection.driver_connection
        assert isinstance(driver, ShortConnection)
        driver.begin(begin)

    event.listen(engine.sync_engine, "begin", start)
    return engine


def problem_of(error: BaseException | None, database: str) -> StorageProblem | None:
    """What a driver's error means for whoever runs Cairn; None for a mistake in the code."""
    code = getattr(error, "sqlite_errorcode", None)
    match None if code is None else code & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return StoreBusy(database)
        # A write that stops half-way is an I/O error where the disk does not say that it is full.
        case sqlite3.SQLITE_FULL | sqlite3.SQLITE_IOERR:
            return StoreFull(database)
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return DatabaseDamaged(database)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return FolderNotWritable(database)
        case _:
            return None


async def move_log(connection: AsyncConnection) -> bool:
    """Move the write-ahead log into the database while others read and write.

    False when something is left of it: what was written meanwhile, or what a reader still needs.
    """
    found = await _outside(connection, "PRAGMA wal_checkpoint(PASSIVE)")
    if not found:
        return False
    busy, pages, moved = found[0]
    return not busy and pages == moved


async def truncate_log(connection: AsyncConnection) -> bool:
    """Move the write-ahead log into the database and empty it; False when it must wait.

    Until then the log still holds earlier versions of what was changed or deleted. It has to wait
    while somebody still reads what was there before.
    """
    return await _outside(connection, "PRAGMA wal_checkpoint(TRUNCATE)") == [(0, 0, 0)]


async def compact(connection: AsyncConnection) -> bool:
    """Write the database anew, without gaps; False when there is no room to.

    `secure_delete` overwrites deleted rows, but where SQLite moves rows between pages a copy can
    stay behind in a page's unused part: of 1,000 people erased among 2,000, one keyed hash did.
    """
    return await _outside(connection, "VACUUM") is not None


async def _outside(connection: AsyncConnection, sql: str) -> list[Any] | None:
    """Run what SQLite refuses inside a transaction (SQLAlchemy would begin one); None: refused."""
    driver = (await connection.get_raw_connection()).driver_connection
    if driver is None:
        return None
    try:
        async with driver.cursor() as cursor:
            await cursor.execute(sql)
            return list(await cursor.fetchall())
    except sqlite3.Error:
        return None


def copy_file(database: Path, to: Path) -> None:
    """Write a copy of a database in use, without gaps or remains, into an empty file.

    Unlike the backup interface, which begins again at every write, this ends.

    Raises:
        StorageProblem: there is no room, or the database cannot be read.
    """
    try:
        connection = sqlite3.connect(_read_only(database), uri=True)
        try:
            connection.execute("VACUUM INTO ?", (str(to),))
        finally:
            connection.close()
    except sqlite3.Error as error:
        problem = problem_of(error, str(database))
        if problem is None:
            raise
        raise problem from None


def is_sound(path: Path) -> bool:
    """Whether a database file passes SQLite's own check of its pages; may take a while."""
    connection = sqlite3.connect(_read_only(path), uri=True)
    try:
        return bool(connection.execute("PRAGMA quick_check").fetchone() == ("ok",))
    except sqlite3.DatabaseError:
        return False
    finally:
        connection.close()


def _read_only(path: Path) -> str:
    return f"{path.absolute().as_uri()}?mode=ro"
