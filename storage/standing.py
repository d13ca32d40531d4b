"""How the store stands: figures about nobody, for doctor and for the page of figures."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.engine import make_url

from storage import keyfile, migrations, nudges, people, sqlite, start
from storage.store import Unit, database_file
from storage.tables import outbox

T = TypeVar("T")

WAIT = 5.0  # seconds that another program may hold the database
_WAITING = select(func.count()).select_from(outbox)


@dataclass(frozen=True, slots=True)
class Standing:
    """How many people there are, how many messages wait to be sent, how many reminders are due."""

    people: int
    waiting: int
    due: int


async def standing(unit: Unit, now: datetime) -> Standing:
    """The figures of this moment."""
    return Standing(
        people=await people.count(unit),
        waiting=int((await unit.run(_WAITING)).scalar_one()),
        due=await nudges.count_due(unit, now),
    )


@dataclass(frozen=True, slots=True)
class Coming:
    """How many reminders wait for a time of theirs, and how many of them come in each minute."""

    on: int
    by_minute: Mapping[datetime, int]


async def look(url: str, key_file: Path, now: datetime) -> Standing | None:
    """The figures of a database, a running bot's too, without changing anything.

    Returns:
        The figures, or None for a database that the next start will first bring up to date.

    Raises:
        FileNotFoundError: there is no database yet.
        StorageProblem: the database or its key cannot be used.
    """
    return await _look(url, key_file, lambda unit: standing(unit, now))


async def look_ahead(url: str, key_file: Path, now: datetime, until: datetime) -> Coming | None:
    """The reminders that fall due until then; returns and raises as `look` does."""

    async def coming(unit: Unit) -> Coming:
        return Coming(await nudges.count_on(unit), await nudges.due_by_minute(unit, now, until))

    return await _look(url, key_file, coming)


async def _look(url: str, key_file: Path, at: Callable[[Unit], Awaitable[T]]) -> T | None:
    file = database_file(url)
    if not file.exists() or not file.stat().st_size:
        raise FileNotFoundError(file)
    vault = keyfile.load_or_make(key_file, file)
    engine = sqlite.reader_engine(make_url(url), WAIT)
    try:
        async with engine.connect() as connection:
            unit = Unit(connection, vault, str(file), int)
            await start.check(unit)
            revision = await connection.run_sync(migrations.revision_of)
            return await at(unit) if revision == migrations.revisions()[-1] else None
    finally:
        await engine.dispose()
