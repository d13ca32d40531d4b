"""The migrations and the tables say the same, and a start with nothing to do does nothing."""

import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from storage import migrations, people
from storage.store import Store
from storage.tables import metadata
from tests.storage.conftest import TODAY, Opener


async def test_the_migrations_make_exactly_these_tables(store: Store) -> None:
    """Alembic finds no difference between a migrated database and the declared tables."""

    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, metadata))

    async with store.read() as unit:
        assert await unit.conn.run_sync(differences) == []


def test_the_files_are_one_line_of_revisions() -> None:
    """The numbers that the files begin with are Alembic’s own, from first to head."""
    config = Config()
    config.set_main_option("script_location", str(migrations.FOLDER))
    script = ScriptDirectory.from_config(config)
    line = [revision.revision for revision in script.walk_revisions()]
    assert migrations.revisions() == line[::-1]
    assert script.get_heads() == [migrations.revisions()[-1]]


async def test_a_migration_that_fails_leaves_the_database_as_it_was(
    opened: Opener, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tables are made in the transaction of the start: all, or none."""

    def upgrade(connection: Connection) -> None:
        whole(connection)
        raise RuntimeError("half-way")

    whole = migrations.upgrade
    monkeypatch.setattr(migrations, "upgrade", upgrade)
    with pytest.raises(RuntimeError, match="half-way"):
        await opened()
    monkeypatch.undo()
    store = await opened()
    async with store.write() as unit:
        await people.add(unit, "77", {}, TODAY)


def test_a_start_with_nothing_to_do_does_not_load_alembic(tmp_path: Path) -> None:
    """Alembic costs a sixth of a second to load, which only a new schema is worth."""
    script = (
        "import asyncio, sys; from datetime import UTC, datetime; from pathlib import Path\n"
        "from storage.sealing import Vault; from storage.store import Store\n"
        "home = Path(sys.argv[1])\n"
        "async def main():\n"
        "    store = await Store.open(f'sqlite:///{home}/cairn.db', Vault([b'k' * 32]),\n"
        "        erased_list=home / 'erased', now=datetime.now(UTC))\n"
        "    await store.close()\n"
        "asyncio.run(main()); print('alembic' in sys.modules)\n"
    )
    run = [sys.executable, "-c", script, str(tmp_path)]
    root = Path(__file__).parents[2]
    said = [subprocess.check_output(run, text=True, cwd=root, timeout=60) for _ in range(2)]
    assert said == ["True\n", "False\n"]
