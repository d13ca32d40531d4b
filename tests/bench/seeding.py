"""A store with many people in it, as they would be after months: settings, a place, a log entry."""

from __future__ import annotations

import asyncio
import secrets
import sys
from datetime import UTC, datetime
from pathlib import Path

from bot.service.desk import Desk
from bot.service.installation import CONSENT
from bot.service.profile import Profile
from storage import people
from storage.keyfile import load_or_make
from storage.store import Store

AT_ONCE = 2_000


async def seed(folder: Path, count: int, first: int) -> None:
    """Adds people with the addresses `tg:<first>` and on; each has said yes."""
    database = folder / "cairn.db"
    vault = load_or_make(folder / "master.key", database)
    now = datetime.now(UTC)
    opened = await Store.open(
        f"sqlite:///{database}", vault, erased_list=folder / "erased.list", now=now
    )
    async with opened as store:
        for start in range(first, first + count, AT_ONCE):
            async with store.write() as unit:
                for number in range(start, min(start + AT_ONCE, first + count)):
                    desk = Desk(Profile(CONSENT, "Europe/London"), secrets.token_hex(4))
                    await people.add(unit, f"tg:{number}", desk.to_json(), now.date())


if __name__ == "__main__":
    asyncio.run(seed(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
