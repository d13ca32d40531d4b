"""What happens when a store is opened: look first, touch after."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, inspect, select, update

from storage import migrations
from storage.problems import DatabaseDamaged, FolderNotWritable, NewerSchema, WrongKey
from storage.tables import installation
from storage.unit import Unit, to_end

_CHECK = select(installation.c.key_check)
_COUNT = (
    update(installation).values(starts=installation.c.starts + 1).returning(installation.c.starts)
)


def exists(database: Path) -> bool:
    """Whether there is a database to look at; makes its folder otherwise.

    Raises:
        FolderNotWritable: the folder cannot be made.
    """
    try:
        database.parent.mkdir(parents=True, exist_ok=True)
        return database.exists() and database.stat().st_size > 0
    except OSError:
        raise FolderNotWritable(database.parent) from None


async def check(unit: Unit) -> None:
    """Refuse a database that is not ours to open, before anything is written.

    Raises:
        DatabaseDamaged: another program's database.
        NewerSchema: made by a later version.
        WrongKey: sealed with another master key.
    """
    revision, empty = await to_end(unit.conn.run_sync(_state))
    if revision is None:
        if not empty:
            raise DatabaseDamaged(unit.database)
        return
    if revision not in migrations.revisions():
        raise NewerSchema(unit.database)
    found = (await unit.run(_CHECK)).scalar()
    if found is not None and not unit.vault.knows(found):
        raise WrongKey(unit.database)


async def prepare(unit: Unit, now: datetime) -> int:
    """Bring the tables up to date and count this start; returns how many there have been."""
    revision, _ = await to_end(unit.conn.run_sync(_state))
    if revision != migrations.revisions()[-1]:
        await to_end(unit.conn.run_sync(migrations.upgrade))
    starts = (await unit.run(_COUNT)).scalar()
    if starts is None:
        starts = 1
        row = {"id": 1, "key_check": unit.vault.check, "created": now, "starts": starts}
        await unit.run(installation.insert(), row)
    return int(starts)


def _state(connection: Connection) -> tuple[str | None, bool]:
    return migrations.revision_of(connection), not inspect(connection).get_table_names()
