"""One unit of work: a transaction, the vault, and ids for new rows."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import CursorResult, Executable
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.sealing import Vault
from storage.sqlite import problem_of

T = TypeVar("T")

Values = Mapping[str, Any] | Sequence[Mapping[str, Any]]


async def to_end(work: Coroutine[Any, Any, T]) -> T:
    """Wait until `work` is done even when cancelled meanwhile; the cancellation comes after.

    A statement abandoned half-way would leave its transaction open for whoever comes next.
    """
    task = asyncio.ensure_future(work)
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.wait((task,))
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled is not None:
        task.exception()
        raise cancelled
    return task.result()


@dataclass(slots=True)
class Unit:
    """What the functions of this package work with, for the length of one transaction.

    `erased` collects the random ids of people who are erased in this unit.
    """

    conn: AsyncConnection
    vault: Vault
    database: str
    new_id: Callable[[], int]
    erased: list[str] = field(default_factory=list)

    async def run(self, statement: Executable, values: Values | None = None) -> CursorResult[Any]:
        """Run one statement, for one set of values or for many.

        Raises:
            StorageProblem: the database is busy, full or damaged.
        """
        try:
            return await to_end(self.conn.execute(statement, values))
        except DBAPIError as error:
            problem = problem_of(error.orig, self.database)
            if problem is None:
                raise
            raise problem from None
