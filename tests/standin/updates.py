"""The queue of updates, numbered and confirmed as the Bot API server does it.

The rules for offsets are those of the published server (tdlib's ``TQueue`` and the Bot API
server's handling of getUpdates):

- An offset confirms, that is forgets, every update with a lower id, delivered or not.
- A negative offset counts from the end of the queue; what lies before is forgotten.
- Zero or no offset starts at the oldest waiting update and confirms nothing.
- An offset more than ten above the next id to be given out "is in the future": it is ignored,
  the answer starts at the oldest waiting update, and nothing is confirmed. This is what meets a
  bot that kept its old, higher offset after the ids started again lower: it is handed the same
  updates again and again until it takes the lower offset.
"""

import asyncio
import json
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.standin.clock import Clock
from tests.standin.errors import RefusalError, conflict
from tests.standin.signals import Signal

KEPT_SECONDS = 24 * 3600
FUTURE_MARGIN = 10
LONGEST_POLL_SECONDS = 50

# What a bot gets that never named any; the other kinds must be asked for.
DEFAULT_KINDS = frozenset(
    {
        "message",
        "edited_message",
        "channel_post",
        "edited_channel_post",
        "callback_query",
        "inline_query",
        "my_chat_member",
        "chat_join_request",
        "poll",
        "poll_answer",
    }
)

encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Update:
    """One waiting update: its number, the chat or user it belongs to, and its JSON."""

    id: int
    lane: int
    made_at: float
    body: bytes


class Updates:
    """Updates that wait for the bot, and the one long poll that may wait for them."""

    def __init__(self, clock: Clock, first_id: int, signal: Signal) -> None:
        self._clock = clock
        self.signal = signal
        self._next_id = first_id
        self._waiting: deque[Update] = deque()
        self._poll: asyncio.Future[RefusalError | None] | None = None
        self.kinds: frozenset[str] = DEFAULT_KINDS
        self.on_update: Callable[[Update], None] | None = None

    @property
    def pending(self) -> int:
        """How many updates wait unconfirmed."""
        self._drop_old()
        return len(self._waiting)

    @property
    def next_id(self) -> int:
        """The id the next update will get."""
        return self._next_id

    def now(self) -> int:
        """The stand-in's time in whole seconds since 1970."""
        return int(self._clock.now())

    def allow(self, kinds: Any) -> None:
        """Remember ``allowed_updates``; None leaves it as it was, an empty list is the default."""
        if isinstance(kinds, list):
            self.kinds = frozenset(map(str, kinds)) or DEFAULT_KINDS

    def put(self, kind: str, content: dict[str, Any], lane: int) -> int | None:
        """Queue one update and return its id; None when the bot does not want this kind."""
        if kind not in self.kinds:
            return None
        number = self._next_id
        self._next_id += 1
        body = encode({"update_id": number, kind: content}).encode()
        update = Update(number, lane, self._clock.now(), body)
        if self.on_update is not None:
            self.on_update(update)
            return number
        self._waiting.append(update)
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)
        return number

    def restart_ids(self, at: int) -> None:
        """Number from here on, as after a quiet week.

        Raises:
            ValueError: Updates still wait; the ids only start again when nothing has for long.
        """
        if self.pending:
            raise ValueError("ids start again only after a quiet week, with nothing waiting")
        self._next_id = at

    def clear(self) -> None:
        """Forget everything that waits (``drop_pending_updates``)."""
        self._waiting.clear()

    def take_all(self) -> list[Update]:
        """Hand over everything that waits, for delivery by webhook."""
        self._drop_old()
        taken = list(self._waiting)
        self._waiting.clear()
        return taken

    def give_back(self, updates: list[Update]) -> None:
        """Take back what the webhook had not delivered, in its order."""
        self._waiting = deque(sorted([*updates, *self._waiting], key=lambda update: update.id))

    def read(self, offset: int, limit: int) -> list[bytes]:
        """Confirm what the offset confirms, and return the next updates' JSON."""
        self._drop_old()
        waiting = self._waiting
        if offset < 0:
            offset += self._next_id
        if 0 < offset <= self._next_id + FUTURE_MARGIN:
            while waiting and waiting[0].id < offset:
                waiting.popleft()
            self.signal.fire()
        return [update.body for update, _ in zip(waiting, range(limit), strict=False)]

    async def poll(self, offset: int, limit: int, seconds: float) -> list[bytes]:
        """Answer one getUpdates, waiting up to ``seconds`` when there is nothing yet.

        Raises:
            RefusalError: 409, another getUpdates or a setWebhook came meanwhile.
        """
        self.interrupt(
            "terminated by other getUpdates request; "
            "make sure that only one bot instance is running"
        )
        found = self.read(offset, limit)
        if found or seconds <= 0:
            return found
        poll: asyncio.Future[RefusalError | None]
        poll = self._poll = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(min(seconds, LONGEST_POLL_SECONDS)):
                ended = await poll
        except TimeoutError:
            ended = None
        if ended is not None:
            raise ended
        return self.read(offset, limit)

    def interrupt(self, reason: str) -> None:
        """End the waiting long poll, if there is one, with a 409."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(conflict(reason))
        self._poll = None

    def _drop_old(self) -> None:
        oldest = self._clock.now() - KEPT_SECONDS
        while self._waiting and self._waiting[0].made_at < oldest:
            self._waiting.popleft()
