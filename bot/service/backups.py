"""A copy of the database each day, kept for as many days as people are told. Never the key."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from bot.service.installation import BACKUP_DAYS
from storage import backup

NAME = "cairn-{day}.db"


def back_up(database: Path, folder: Path, today: date) -> Path:
    """Takes today's copy if there is none yet, and throws away those that are too old.

    Blocks while it copies, so a running bot calls it in a thread. The old ones go first: a full
    disk must not make a copy outlive its promise.

    Raises:
        StoreFull: there is no room for the copy.
        DatabaseDamaged: the copy does not pass SQLite's own check.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    oldest = NAME.format(day=(today - timedelta(days=BACKUP_DAYS)).isoformat())
    for old in folder.glob(NAME.format(day="*")):
        if old.name <= oldest:
            old.unlink()
    to = folder / NAME.format(day=today.isoformat())
    if not to.exists():
        backup.copy(database, to)
    return to
