"""Stops the spinner on a tapped button: at once, best effort, in nobody's way."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterable, Mapping
from typing import Any

from telegram.error import TelegramError

from bot.telegram.api import Api
from bot.telegram.http import within

AT_ONCE = 16
MOST_WAITING = 1000  # Telegram itself gives a spinner up after some seconds

_PATIENCE = within(5.0)


class Spinners:
    """Answers taps, a few at a time; nobody waits for it, and a failure is no matter."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._waiting: deque[str] = deque(maxlen=MOST_WAITING)
        self._workers: set[asyncio.Task[None]] = set()

    def stop(self, updates: Iterable[Mapping[str, Any]]) -> None:
        """Stop the spinner of every tap among these updates."""
        self._waiting.extend(
            update["callback_query"]["id"] for update in updates if "callback_query" in update
        )
        for _ in range(min(AT_ONCE - len(self._workers), len(self._waiting))):
            worker = asyncio.create_task(self._work())
            self._workers.add(worker)
            worker.add_done_callback(self._workers.discard)

    async def close(self) -> None:
        """Let go of what is under way."""
        workers = list(self._workers)
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)

    async def _work(self) -> None:
        while self._waiting:
            tap = self._waiting.popleft()
            try:
                await self._api.call("answerCallbackQuery", {"callback_query_id": tap}, _PATIENCE)
            except TelegramError:
                continue
