"""An installation with a folder of dialogues of its own, started again and again."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.script.files import files_in
from bot.script.folder import Library
from bot.script.memo import Memo
from bot.service.publishing import publishing
from bot.service.publishing.going_live import Begun, Following, begin_with
from bot.service.publishing.publishing import Proposal
from bot.service.publishing.when import When
from storage import editions
from storage.editions import PAGE, Edition
from storage.keyfile import load_or_make
from storage.store import Store

SHIPPED = Path(__file__).parents[3] / "dialogues"
NOW = datetime(2026, 11, 25, 12, 15, tzinfo=UTC)


class Place:
    """A store, a folder, and what is done with them. `notes` is what the last start said."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store = store
        self.folder = folder
        self.now = NOW
        self.memo = Memo()
        self.notes: tuple[str, ...] = ()
        self.taken: list[Library] = []

    def write(self, path: str, old: str, new: str) -> None:
        """Changes a word in a file, as an editor does."""
        file = self.folder / path
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")

    async def start(self, when: When = When.START) -> Begun:
        """A start of the bot, an hour later."""
        self.now += timedelta(hours=1)
        files = files_in(self.folder)
        begun = await begin_with(self.store, files, when, self.now, self.memo)
        self.notes = begun.notes
        return begun

    async def proposed(self) -> Proposal:
        """What `cairn publish` would publish."""
        files = files_in(self.folder)
        return await publishing.of_folder(self.store, files, self.now, self.memo, by_hand=True)

    async def publish(self, by: str = "") -> Edition:
        """`cairn publish --yes`."""
        return await publishing.publish(self.store, await self.proposed(), self.now, by)

    async def take_back(self, number: int | None = None, by: str = "") -> Edition:
        """`cairn publish --rollback`."""
        way = await publishing.way_back(self.store, number, self.now)
        return await publishing.take_back(self.store, way, self.now, by)

    async def on_the_page(self, path: str, old: str, new: str) -> Edition:
        """Somebody changes a word in the browser, and publishes it."""
        async with self.store.write() as unit:
            newest = await editions.newest(unit)
            assert newest
            texts = await editions.texts_of(unit, newest.files)
            texts[path] = texts[path].replace(old, new)
            return await editions.add(unit, texts, self.now, way=PAGE)

    async def live(self, path: str) -> str:
        """What a file says that is live."""
        async with self.store.read() as unit:
            newest = await editions.newest(unit)
            assert newest
            return (await editions.texts_of(unit, newest.files))[path]

    async def history(self) -> list[Edition]:
        """All editions, newest first."""
        async with self.store.read() as unit:
            return await editions.history(unit)

    def following(self, begun: Begun) -> Following:
        """What a running bot does beside answering; `taken` gathers what it goes on with."""
        return Following(self.store, begun, self.taken.append, lambda: self.now, self.memo)


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Place]:
    """Nothing was ever started here."""
    folder = Path(shutil.copytree(SHIPPED, tmp_path / "dialogues"))
    database = tmp_path / "cairn.db"
    store = await Store.open(
        f"sqlite:///{database}",
        load_or_make(tmp_path / "key", database),
        erased_list=tmp_path / "erased.txt",
        now=NOW,
    )
    async with store:
        yield Place(store, folder)
