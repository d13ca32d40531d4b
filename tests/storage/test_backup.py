"""A backup is whole, private, and taken while everything goes on."""

import sqlite3
from base64 import b64decode
from pathlib import Path

import pytest

from storage import backup, people, sqlite
from storage.problems import DatabaseDamaged
from storage.store import Store
from tests.storage.conftest import TODAY, Opener
from tests.storage.hunt import hunt


async def test_a_backup_opens_as_a_database(home: Path, opened: Opener, tmp_path: Path) -> None:
    """What was committed is in the copy, even while it still stands in the log of writes."""
    store = await opened()
    async with store.write() as unit:
        await people.add(unit, "77", {"words": "heron"}, TODAY)
    to = tmp_path / "backup.db"
    backup.copy(store.database, to)
    await store.close()
    assert to.stat().st_mode & 0o777 == 0o600
    to.replace(home / "cairn.db")
    store = await opened()
    async with store.read() as unit:
        assert (await people.find(unit, ["77"]))["77"].desk == {"words": "heron"}


async def test_a_backup_never_holds_the_master_key(home: Path, store: Store) -> None:
    """Whoever finds a backup alone can open nothing."""
    folder = home / "backups"
    folder.mkdir()
    backup.copy(store.database, folder / "one.db")
    line = (home / "master.key").read_text().splitlines()[-1]
    assert hunt(home, [line])
    assert hunt(folder, [line, b64decode(line)]) == []


async def test_others_write_while_a_backup_is_taken(store: Store, tmp_path: Path) -> None:
    """A backup takes no turn among the writers."""
    async with store.write() as unit:
        await people.add(unit, "77", {}, TODAY)
        backup.copy(store.database, tmp_path / "during.db")
    with sqlite3.connect(tmp_path / "during.db") as copy:
        assert copy.execute("SELECT count(*) FROM people").fetchone() == (0,)
    copy.close()


def test_a_copy_that_is_not_sound_replaces_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last good backup stays until a better one has passed its check."""
    to = tmp_path / "backup.db"
    to.write_bytes(b"the last good one")
    sqlite3.connect(tmp_path / "cairn.db").close()
    monkeypatch.setattr(sqlite, "is_sound", lambda path: False)
    with pytest.raises(DatabaseDamaged):
        backup.copy(tmp_path / "cairn.db", to)
    assert to.read_bytes() == b"the last good one"
    assert {path.name for path in tmp_path.iterdir()} == {"backup.db", "cairn.db"}


def test_a_damaged_file_is_not_sound(tmp_path: Path) -> None:
    """Pages written over are noticed, and so is a file that never was a database."""
    path = tmp_path / "some.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE t (x TEXT)")
        connection.executemany("INSERT INTO t VALUES (?)", [("x" * 500,)] * 200)
    connection.close()
    assert sqlite.is_sound(path)
    pages = bytearray(path.read_bytes())
    pages[4096 * 5 : 4096 * 9] = b"\xff" * (4096 * 4)
    path.write_bytes(pages)
    assert not sqlite.is_sound(path)
    path.write_bytes(b"no database at all" * 1000)
    assert not sqlite.is_sound(path)
