"""Chats that get a message each by themselves: which have theirs, since when, and how often."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tests.standin import Message, StandIn
from tests.standin.world import Chat

COUNTED = ("sendMessage", "editMessageText", "editMessageReplyMarkup")
"""The calls that Telegram's limit over everything counts, as far as these bots make them."""


@dataclass(frozen=True)
class Mark:
    """A moment: monotonic seconds, and how many counted calls had gone through by then."""

    at: float
    calls: int


class Recipients:
    """Watches a wave arrive. What was delivered is not kept: there would be a hundred thousand."""

    def __init__(self, api: StandIn, chats: Iterable[int], kind: str = "private") -> None:
        self.got: Counter[int] = Counter()
        self.begun, self.complete = asyncio.Event(), asyncio.Event()
        self.first: Mark | None = None
        self.last: Mark | None = None
        self._api = api
        self._waiting = set(chats)
        self._all = len(self._waiting)
        for number in self._waiting:
            info = {"id": number, "type": kind, "first_name": "P", "title": "T"}
            api.world.chats[number] = Chat(number, kind, info, started=True)
        send = api.post

        def post(chat: Any, sender: Any, content: Any, **more: Any) -> Message:
            message = send(chat, sender, content, **more)
            if sender is None and chat.id in self._waiting:
                self._arrived(chat)
            return message

        api.post = post  # type: ignore[method-assign]  # the one place where all sends pass

    @property
    def twice(self) -> int:
        """How many messages were one too many."""
        return self.got.total() - len(self.got)

    @property
    def seconds(self) -> float:
        """From the first to the last."""
        return self.last.at - self.first.at if self.first and self.last else 0.0

    def share_of(self, per_second: float) -> float:
        """How much of the permitted rate was used from the first to the last, all calls counted."""
        if not self.first or not self.last:
            return 0.0
        return (self.last.calls - self.first.calls) / (per_second * self.seconds)

    def _arrived(self, chat: Chat) -> None:
        self.got[chat.id] += 1
        chat.messages.clear()
        chat.shown.clear()
        count = self._api.count
        calls = sum(count[name] for name in COUNTED) - self._api.flooded
        self.last = Mark(time.monotonic(), calls)
        self.first = self.first or self.last
        self.begun.set()
        if len(self.got) == self._all:
            self.complete.set()
