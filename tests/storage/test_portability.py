"""PostgreSQL can follow: one schema, one set of statements, and SQLite kept in its own rooms."""

import pkgutil
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest
from sqlalchemy.dialects.postgresql.psycopg import dialect
from sqlalchemy.schema import CreateTable
from sqlalchemy.sql.expression import ClauseElement, Executable

import storage
from storage.tables import metadata

FOLDER = Path(storage.__file__).parent
POSTGRESQL = dialect()  # type: ignore[no-untyped-call] # SQLAlchemy's own class has no types
ROOMS = {"sqlite.py", "aiosqlite_short.py"}


def _modules() -> list[ModuleType]:
    return [import_module(f"storage.{found.name}") for found in pkgutil.iter_modules([str(FOLDER)])]


STATEMENTS = {
    f"{module.__name__}.{name}": value
    for module in _modules()
    for name, value in vars(module).items()
    if isinstance(value, ClauseElement) and isinstance(value, Executable)
}


@pytest.mark.parametrize("name", STATEMENTS)
def test_every_statement_can_be_said_to_postgresql(name: str) -> None:
    """No statement uses what only SQLite understands."""
    assert str(STATEMENTS[name].compile(dialect=POSTGRESQL))


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda table: table.name)
def test_every_table_can_be_made_in_postgresql(table: object) -> None:
    """64-bit ids and moments, and bytes for what is sealed."""
    made = str(CreateTable(metadata.tables[str(table)]).compile(dialect=POSTGRESQL))
    assert "id INTEGER" not in made or str(table) == "installation"
    assert "BLOB" not in made


def test_pragmas_and_the_driver_stay_in_their_rooms() -> None:
    """Whoever adds another database has these files to write anew, and no others."""
    elsewhere = [
        path.name
        for path in FOLDER.glob("*.py")
        if path.name not in ROOMS
        and any(word in path.read_text() for word in ("PRAGMA", "import sqlite3", "aiosqlite"))
    ]
    assert elsewhere == []
