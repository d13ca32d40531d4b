"""A home folder for an installation, and stores opened in it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from storage import keyfile
from storage.store import Store

Opener = Callable[..., Awaitable[Store]]

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
TODAY = date(2026, 11, 23)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The data folder."""
    return tmp_path / "data"


@pytest.fixture
async def opened(home: Path) -> AsyncIterator[Opener]:
    """Opens a store as at a start of the bot; closes what is still open at the end."""
    stores: list[Store] = []

    async def open_(*, wait: float = 5.0) -> Store:
        database = home / "cairn.db"
        vault = keyfile.load_or_make(home / "master.key", database)
        store = await Store.open(
            f"sqlite:///{database}", vault, erased_list=home / "erased", now=NOW, wait=wait
        )
        stores.append(store)
        return store

    yield open_
    for store in stores:
        await store.close()


@pytest.fixture
async def store(opened: Opener) -> Store:
    """An open store, new."""
    return await opened()
