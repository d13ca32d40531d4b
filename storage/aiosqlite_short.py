"""An aiosqlite connection that goes to its thread once for a statement, not four times.

SQLAlchemy makes a cursor, executes, fetches and closes; aiosqlite crosses to its thread for each.
Crossing costs more than most of Cairn's statements: a batch of one answer took half as long again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable, Iterable
from typing import Any, Self

from aiosqlite import Connection, Cursor


class ShortCursor(Cursor):
    """A cursor that executes and fetches in one go."""

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

    def _run(self, sql: str, values: tuple[Any, ...]) -> None:
        self._cursor.execute(sql, values)
        self._rows = self._cursor.fetchall() if self._cursor.description else []


class ShortConnection(Connection):
    """A connection with short cursors; its thread never keeps the program from ending."""

    def __init__(self, connector: Callable[[], sqlite3.Connection]) -> None:
        super().__init__(connector, iter_chunk_size=64)
        self._thread.daemon = True

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
