"""Opening a store: look first, touch after, and say in one sentence what is wrong."""

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from storage import keyfile, people
from storage.problems import (
    DatabaseDamaged,
    FolderNotWritable,
    MissingKey,
    NewerSchema,
    StorageProblem,
    UnknownDatabase,
    WrongKey,
)
from storage.store import Store, database_file
from tests.storage.conftest import NOW, TODAY, Opener


def _held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def _another_key(home: Path) -> None:
    (home / "master.key").unlink()
    keyfile.load_or_make(home / "master.key", None)


def _no_key(home: Path) -> None:
    (home / "master.key").unlink()


def _newer(home: Path) -> None:
    connection = sqlite3.connect(home / "cairn.db", isolation_level=None)
    connection.execute("UPDATE alembic_version SET version_num='9999'")
    connection.close()


def _not_a_database(home: Path) -> None:
    (home / "cairn.db").write_bytes(b"a letter to the council, not a database\n" * 100)


def _somebody_elses(home: Path) -> None:
    (home / "cairn.db").unlink()
    connection = sqlite3.connect(home / "cairn.db")
    connection.execute("CREATE TABLE invoices (id INTEGER)")
    connection.close()


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        (_another_key, WrongKey),
        (_no_key, MissingKey),
        (_newer, NewerSchema),
        (_not_a_database, DatabaseDamaged),
        (_somebody_elses, DatabaseDamaged),
    ],
)
async def test_a_start_that_cannot_work_touches_nothing(
    home: Path, opened: Opener, spoil: Callable[[Path], None], problem: type[StorageProblem]
) -> None:
    """Each problem stops the start with its own sentence, and no file has changed."""
    store = await opened()
    async with store.write() as unit:
        await people.add(unit, "77", {"words": "heron"}, TODAY)
    await store.close()
    spoil(home)
    before = _held(home)
    with pytest.raises(problem) as caught:
        await opened()
    assert _held(home) == before
    assert str(home) in str(caught.value)
    assert re.fullmatch(r"[A-Z].*[.]", str(caught.value))


async def test_the_right_key_put_back_opens_everything_again(home: Path, opened: Opener) -> None:
    """After a wrong key, the right one finds all in its place."""
    store = await opened()
    async with store.write() as unit:
        await people.add(unit, "77", {"words": "heron"}, TODAY)
    await store.close()
    right = (home / "master.key").read_bytes()
    _another_key(home)
    with pytest.raises(WrongKey):
        await opened()
    (home / "master.key").write_bytes(right)
    store = await opened()
    async with store.read() as unit:
        assert (await people.find(unit, ["77"]))["77"].desk == {"words": "heron"}


async def test_a_data_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    """A file where the folder should be is told as a folder that cannot be written."""
    (tmp_path / "data").write_text("in the way")
    vault = keyfile.load_or_make(tmp_path / "master.key", None)
    with pytest.raises(FolderNotWritable, match="data"):
        await Store.open(
            f"sqlite:///{tmp_path}/data/cairn.db",
            vault,
            erased_list=tmp_path / "erased",
            now=NOW,
        )


async def test_a_database_that_is_a_folder_is_named(home: Path, tmp_path: Path) -> None:
    """A folder in the place of the database is told in a sentence too."""
    (home / "cairn.db").mkdir(parents=True)
    vault = keyfile.load_or_make(tmp_path / "master.key", None)
    with pytest.raises(StorageProblem, match=re.escape(str(home))):
        await Store.open(f"sqlite:///{home}/cairn.db", vault, erased_list=home / "erased", now=NOW)


@pytest.mark.parametrize("url", ["mysql://localhost/cairn", "postgresql://localhost/cairn", "?"])
def test_an_address_of_another_kind_is_refused(url: str) -> None:
    """What cannot be used yet is said before anything is made."""
    with pytest.raises(UnknownDatabase, match="sqlite:///"):
        database_file(url)


def test_the_address_names_its_file() -> None:
    """Three slashes are relative, four are absolute."""
    assert database_file("sqlite:///data/cairn.db") == Path("data/cairn.db")
    assert database_file("sqlite:////var/lib/cairn.db") == Path("/var/lib/cairn.db")


async def test_ids_never_come_twice(opened: Opener) -> None:
    """Ids count up over restarts, even where all that had them is gone."""
    first = await opened()
    ids = [first.next_id() for _ in range(3)]
    await first.close()
    second = await opened()
    ids += [second.next_id() for _ in range(3)]
    third = await opened()
    ids.append(third.next_id())
    assert ids == sorted(set(ids))


async def test_two_programs_on_one_database_never_share_an_id(opened: Opener) -> None:
    """A tool beside the running bot counts in a range of its own."""
    bot, tool = await opened(), await opened()
    assert not {bot.next_id() for _ in range(50)} & {tool.next_id() for _ in range(50)}


async def test_writes_are_durable_and_deletions_overwritten(store: Store) -> None:
    """The settings that durability and forgetting rest on are in force where writing happens."""
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "temp_store": 2,
    }
    async with store.write() as unit:
        for pragma, value in wanted.items():
            found = (await unit.conn.exec_driver_sql(f"PRAGMA {pragma}")).scalar()
            assert found == value, pragma
