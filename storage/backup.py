"""A copy of the database, taken while it is in use. It never holds the master key."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

from storage import sqlite
from storage.problems import DatabaseDamaged
from storage.store import Store
from storage.unit import to_end


async def copy(store: Store, to: Path) -> None:
    """Copy the database to a file, whole or not at all: written beside, checked, then renamed.

    Someone erased later stays in this copy until it is thrown away; a restored copy loses them
    again at its first start, by the list of the erased.

    Raises:
        StoreFull: there is no room for the copy.
        DatabaseDamaged: the copy does not pass SQLite's own check.
    """
    beside = to.with_name(to.name + ".new")
    beside.unlink(missing_ok=True)
    try:
        # Made first, so that nobody else can read it; SQLite fills an empty file.
        os.close(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        async with store.outside() as connection:
            await to_end(sqlite.copy_into(connection, beside))
        if not await asyncio.to_thread(sqlite.is_sound, beside):
            raise DatabaseDamaged(str(store.database))
        beside.replace(to)
    finally:
        beside.unlink(missing_ok=True)
