"""A disk that takes no more: the file system says no, not SQLite."""

import subprocess
import sys
import textwrap
from pathlib import Path

SCRIPT = """
import asyncio, resource, sys
from datetime import UTC, date, datetime
from pathlib import Path
from storage import entries, keyfile, people
from storage.problems import StoreFull
from storage.store import Store

async def main(home):
    vault = keyfile.load_or_make(home / "master.key", home / "cairn.db")
    now = datetime(2026, 11, 23, tzinfo=UTC)
    async with await Store.open(
        f"sqlite:///{home}/cairn.db", vault, erased_list=home / "erased", now=now
    ) as store:
        async with store.write() as unit:
            person = await people.add(unit, "77", {}, date(2026, 11, 23))
        hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, hard))
        try:
            async with store.write() as unit:
                for _ in range(400):
                    await entries.add(unit, [(person, {"text": "x" * 3000})])
        except StoreFull as problem:
            print("full:", problem)
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        async with store.write() as unit:
            print("kept:", len(await entries.of(unit, person)))
            await entries.add(unit, [(person, {"text": "after"})])
        async with store.read() as unit:
            print("then:", len(await entries.of(unit, person)))

asyncio.run(main(Path(sys.argv[1])))
"""


def test_when_the_file_system_refuses_writing_waits_and_then_goes_on(tmp_path: Path) -> None:
    """A write the file system refuses is StoreFull; with room again, the same store goes on."""
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", textwrap.dedent(SCRIPT), str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    lines = run.stdout.splitlines()
    assert lines and lines[0].startswith("full: There is no room left"), run.stderr
    assert lines[1:] == ["kept: 0", "then: 1"], run.stderr
