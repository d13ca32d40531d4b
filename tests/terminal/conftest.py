"""A terminal without a keyboard: lines go in, what is shown comes out."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.script.folder import read_folder
from bot.service.installation import Installation
from bot.service.service import Service
from bot.settings import SHIPPED_DIALOGUES
from bot.terminal.chat import Chat
from bot.terminal.face import Face
from bot.terminal.lines import Lines
from storage.keyfile import load_or_make
from storage.store import Store

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
LIBRARY, _ = read_folder(SHIPPED_DIALOGUES, date(2026, 11, 25))


class Typist(Lines):
    """Types the given lines, then ends the input."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.interactive = False
        self._left = list(lines)

    async def next(self) -> str | None:
        """The next of the lines."""
        await asyncio.sleep(0)
        return self._left.pop(0) if self._left else None

    @contextmanager
    def tidy(self) -> Iterator[None]:
        """There is no terminal to leave as it was."""
        yield


class Room:
    """A store and a service, and a terminal that can be opened on them again and again."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.service: Any = Service(store, LIBRARY, Installation(), lambda: NOW)
        self.exports = folder / "exports"

    async def talk(self, *lines: str) -> str:
        """What the terminal shows for these lines."""
        out = io.StringIO()
        await self.chat(Typist(lines), out).run()
        return out.getvalue()

    def chat(self, lines: Lines, out: io.StringIO) -> Chat:
        """A terminal that somebody has just opened."""
        return Chat(self.service, Face(out), lines, self.exports, lambda: NOW)


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    """A terminal that nobody has used yet."""
    vault = load_or_make(tmp_path / "key", None)
    url = f"sqlite:///{tmp_path / 'cairn.db'}"
    async with await Store.open(url, vault, erased_list=tmp_path / "erased", now=NOW) as store:
        room = Room(store, tmp_path)
        await room.service.start()
        yield room
