"""An aiosqlite connection that goes to its thread once for a statement, not four times.

SQLAlchemy makes a cursor, executes, fetches and closes; aiosqlite crosses to its thread for each.
Crossing costs more than most of Cairn's statements: a batch of one answer took half as long again.
For the same reason a transaction begins together with its first statement, and is not taken back
where there is none.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable, Iterable
from typing import Any, Self

from aiosqlite import Connection, Cursor


class ShortCursor(Cursor):
    """A cursor that executes and fetches in one go."""

    _conn: ShortConnection
    _rows: list[Any] = []  # noqa: RUF012 - replaced by execute, never changed

    async def execute(self, sql: str, parameters: Iterable[Any] | None = None) -> Self:
        """Run a statement, and fetch what it returns."""
        values = () if parameters is None else tuple(parameters)
        on_thread: Callable[..., Awaitable[None]] = self._conn._execute
        await on_thread(self._run, sql, values)
        return self

    async def fetchall(self) -> Iterable[sqlite3.Row]:
        """What the statement returned."""
        return self._rows

    async def close(self) -> None:
        """Nothing is left open: every row has been fetched."""

    async def executemany(self, sql: str, parameters: Iterable[Any]) -> Self:
        """Run a statement for many sets of values."""
        on_thread: Callable[..., Awaitable[None]] = self._conn._execute
        await on_thread(self._run_many, sql, parameters)
        return self

    def _run_many(self, sql: str, parameters: Iterable[Any]) -> None:
        self._conn.begin_now()
        self._cursor.executemany(sql, parameters)

    def _run(self, sql: str, values: tuple[Any, ...]) -> None:
        self._conn.begin_now()
        self._cursor.execute(sql, values)
        self._rows = self._cursor.fetchall() if self._cursor.description else []


class ShortConnection(Connection):
    """A connection with short cursors; its thread never keeps the program from ending."""

    def __init__(self, connector: Callable[[], sqlite3.Connection]) -> None:
        super().__init__(connector, iter_chunk_size=64)
        self._thread.daemon = True
        self._to_begin: str | None = None

    def begin(self, sql: str) -> None:
        """Begin a transaction like this, with the statement that comes next."""
        self._to_begin = sql

    def begin_now(self) -> None:
        """Before a statement, on the thread. Where it fails, the next statement tries again."""
        if self._to_begin is not None:
            self._conn.execute(self._to_begin)
            self._to_begin = None

    async def commit(self) -> None:
        """Commit, if anything was done."""
        self._to_begin = None
        if self.in_transaction:
            await super().commit()

    async def rollback(self) -> None:
        """Take back, if anything was done."""
        self._to_begin = None
        if self.in_transaction:
            await super().rollback()

    async def _connect(self) -> Connection:
        try:
            return await super()._connect()
        except sqlite3.Error:
            # The base asks its thread to end, but does not wait: it could outlive the event loop.
            self._thread.join()
            raise

    # The base makes its cursors on the thread; making one touches no file, and needs none.
    def cursor(self) -> ShortCursor:  # type: ignore[override]
        """A cursor, made here and now."""
        return ShortCursor(self, self._conn.cursor())
