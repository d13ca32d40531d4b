"""aiogram 3 with its finite-state machine, kept in SQLite over aiosqlite.

python -m tests.bench.yardsticks.aiogram_fsm TOKEN URL FILE
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Mapping
from typing import Any

import aiosqlite
from aiogram import Bot, Dispatcher, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from tests.bench.yardsticks.shape import TAPS, WORDS, left_after, rows

router = Router()


class Talk(StatesGroup):
    """One state, as a check-in has while it waits."""

    asked = State()


class SqliteStorage(BaseStorage):
    """States and data in one table; a commit for each write, as nothing may be lost."""

    def __init__(self, db: aiosqlite.Connection) -> None:
        self._db = db

    @classmethod
    async def open(cls, file: str) -> SqliteStorage:
        """Opens or makes the file."""
        db = await aiosqlite.connect(file)
        await db.execute("PRAGMA journal_mode=WAL")
        await db.execute("PRAGMA synchronous=FULL")
        await db.execute("CREATE TABLE IF NOT EXISTS s (k TEXT PRIMARY KEY, state TEXT, data TEXT)")
        await db.commit()
        return cls(db)

    async def _put(self, key: StorageKey, column: str, value: str | None) -> None:
        sql = (
            f"INSERT INTO s (k, {column}) VALUES (?, ?)"
            f" ON CONFLICT (k) DO UPDATE SET {column} = excluded.{column}"
        )
        await self._db.execute(sql, (f"{key.chat_id}:{key.user_id}", value))
        await self._db.commit()

    async def _get(self, key: StorageKey, column: str) -> str | None:
        sql = f"SELECT {column} FROM s WHERE k = ?"
        async with self._db.execute(sql, (f"{key.chat_id}:{key.user_id}",)) as cursor:
            row = await cursor.fetchone()
        return row[0] if row else None

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        """Keeps a state."""
        await self._put(key, "state", state.state if isinstance(state, State) else state)

    async def get_state(self, key: StorageKey) -> str | None:
        """The state."""
        return await self._get(key, "state")

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        """Keeps data."""
        await self._put(key, "data", json.dumps(dict(data)))

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        """The data."""
        return json.loads(await self._get(key, "data") or "{}")  # type: ignore[no-any-return]

    async def close(self) -> None:
        """Lets go of the file."""
        await self._db.close()


def markup(left: int) -> InlineKeyboardMarkup | None:
    """The keyboard as this library builds it."""
    keyboard = [
        [InlineKeyboardButton(text=label, callback_data=data) for label, data in row]
        for row in rows(left)
    ]
    return InlineKeyboardMarkup(inline_keyboard=keyboard) if keyboard else None


@router.message(Command("checkin"))
async def command(message: Message, state: FSMContext) -> None:
    """A command: one message."""
    await state.set_state(Talk.asked)
    await message.answer(WORDS, reply_markup=markup(TAPS))


@router.callback_query(Talk.asked)
async def tap(query: CallbackQuery, state: FSMContext) -> None:
    """A tap: the answer is kept, the spinner, the old keyboard, one message."""
    assert isinstance(query.message, Message)
    left = left_after(query.data or "")
    await state.update_data(answer=query.data)
    if not left:
        await state.set_state(None)
    await query.answer()
    await query.message.edit_reply_markup(reply_markup=None)
    await query.message.answer(WORDS, reply_markup=markup(left))


async def main() -> None:
    """Runs until it is stopped."""
    token, url, file = sys.argv[1:4]
    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(url)))
    storage = await SqliteStorage.open(file)
    dispatcher = Dispatcher(storage=storage)
    dispatcher.include_router(router)
    try:
        await dispatcher.start_polling(bot, allowed_updates=["message", "callback_query"])
    finally:
        await storage.close()


if __name__ == "__main__":
    asyncio.run(main())
