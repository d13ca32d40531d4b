"""Backups are whole, are thrown away in time, and never hold the key or anybody's words."""

from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.service.backups import back_up
from storage import entries, people
from storage.keyfile import load_or_make
from storage.store import Store
from tests.storage.hunt import hunt

TODAY = date(2026, 11, 25)
NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)


async def _store(folder: Path) -> Store:
    database = folder / "cairn.db"
    vault = load_or_make(folder / "master.key", database)
    return await Store.open(
        f"sqlite:///{database}", vault, erased_list=folder / "erased.txt", now=NOW
    )


async def test_a_copy_holds_what_was_kept_and_no_words_in_clear(tmp_path: Path) -> None:
    """A backup taken while the store is open has the rows, sealed, and not the master key."""
    async with await _store(tmp_path) as store:
        async with store.write() as unit:
            person = await people.add(unit, "tg:77", {"name": "Ailsa"}, TODAY)
            await entries.add(unit, [(person, {"text": "kettle by the window"})])
        made = back_up(store.database, tmp_path / "backups", TODAY)
    with sqlite3.connect(made) as db:
        assert db.execute("SELECT count(*) FROM entries").fetchone() == (1,)
    key = (tmp_path / "master.key").read_text().strip()
    assert not hunt(tmp_path / "backups", ["kettle by the window", "Ailsa", key])
    assert made.stat().st_mode & 0o077 == 0


async def test_one_a_day_and_none_older_than_was_promised(tmp_path: Path) -> None:
    """After three weeks there are fourteen copies, the oldest thirteen days old."""
    folder = tmp_path / "backups"
    async with await _store(tmp_path) as store:
        for day in range(21):
            back_up(store.database, folder, TODAY + timedelta(days=day))
            back_up(store.database, folder, TODAY + timedelta(days=day))
    names = sorted(one.name for one in folder.iterdir())
    assert len(names) == 14
    assert names[0] == "cairn-2026-12-02.db"
    assert names[-1] == "cairn-2026-12-15.db"


async def test_other_files_in_the_folder_are_left_alone(tmp_path: Path) -> None:
    """What somebody else put there stays."""
    folder = tmp_path / "backups"
    folder.mkdir()
    (folder / "notes.txt").write_text("kept by hand")
    async with await _store(tmp_path) as store:
        back_up(store.database, folder, TODAY)
    assert (folder / "notes.txt").read_text() == "kept by hand"
