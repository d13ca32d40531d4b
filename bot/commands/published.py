"""What files said when they were published, where there is a database to ask."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.problems import CannotStart
from bot.script.readable import read_readable
from bot.script.standing import Readable
from bot.settings import Settings
from storage import editions
from storage.keyfile import load_or_make
from storage.problems import StorageProblem
from storage.store import Store, database_file


async def earlier(
    settings: Settings, paths: Iterable[str], now: datetime
) -> dict[str, list[Readable]]:
    """Every published state of these files that can be read; nothing where none can be known."""
    file = database_file(settings.database)
    if not file.exists():
        return {}
    try:
        vault = load_or_make(settings.key_file, file)
        store = await Store.open(settings.database, vault, erased_list=settings.erased, now=now)
        async with store, store.read() as unit:
            history = await editions.history(unit)
            found: dict[str, list[Readable]] = {}
            for path in paths:
                hashes = {one.files[path] for one in history if path in one.files}
                texts = await editions.texts_of(unit, {one: one for one in hashes})
                words = (read_readable(text, path)[0] for text in texts.values())
                found[path] = [one for one in words if one]
    except (CannotStart, StorageProblem):
        return {}  # whoever writes need not run Cairn; they learn a little less
    return found
