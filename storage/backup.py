"""A copy of the database, taken while it is in use. It never holds the master key."""

from __future__ import annotations

import os
from pathlib import Path

from storage import sqlite
from storage.problems import DatabaseDamaged


def copy(database: Path, to: Path) -> None:
    """Copy the database to a file, whole or not at all: written beside, checked, then renamed.

    May take seconds, so a running bot calls it in a thread. Someone erased later stays in the
    copy until it is thrown away; a restored copy loses them again at its first start, by the
    list of the erased.

    Raises:
        StoreFull: there is no room for the copy.
        DatabaseDamaged: the copy does not pass SQLite's own check.
    """
    beside = to.with_name(to.name + ".new")
    beside.unlink(missing_ok=True)
    try:
        # Made first, so that nobody else can read it; SQLite fills an empty file.
        os.close(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        sqlite.copy_file(database, beside)
        if not sqlite.is_sound(beside):
            raise DatabaseDamaged(str(database))
        beside.replace(to)
    finally:
        beside.unlink(missing_ok=True)
