"""Telegram's published sending limits, as token buckets.

About one message a second in a chat, twenty a minute in a group, thirty a second in all
(Telegram's bot FAQ). The exact numbers are Telegram's secret; these are the published ones with
a small burst for a single chat.
"""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

from tests.standin.errors import RefusalError, too_many_requests

SENDING = frozenset({"sendMessage", "sendDocument", "sendPhoto"})
EDITING = frozenset({"editMessageText", "editMessageReplyMarkup"})


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may be sent; rates are messages a second unless the name says otherwise."""

    per_second: float = 30.0
    chat_per_second: float = 1.0
    chat_burst: int = 3
    group_per_minute: float = 20.0


class _Bucket:
    """So many at once, refilled at so many a second."""

    __slots__ = ("_at", "_level", "_rate", "_size")

    def __init__(self, rate: float, size: float, now: float) -> None:
        self._rate, self._size, self._level, self._at = rate, size, size, now

    def wait(self, now: float) -> float:
        """Seconds until one more may go; 0 when it may now."""
        self._level = min(self._size, self._level + (now - self._at) * self._rate)
        self._at = now
        return 0.0 if self._level >= 1 - 1e-9 else (1 - self._level) / self._rate

    def take(self) -> None:
        self._level -= 1


class Flood:
    """Refuses calls over the limits; sends count for their chat, sends and edits overall."""

    def __init__(self, limits: Limits, now: Callable[[], float] = time.monotonic) -> None:
        self._limits = limits
        self._now = now
        self._all = _Bucket(limits.per_second, limits.per_second, now())
        self._chats: dict[int, _Bucket] = {}
        self._groups: dict[int, _Bucket] = {}
        self.refused = 0

    def check(self, method: str, chat_id: int) -> RefusalError | None:
        """The 429 this call gets, or None when it may pass (and is counted)."""
        sending = method in SENDING
        if not sending and method not in EDITING:
            return None
        now = self._now()
        buckets = [self._all]
        if sending:
            buckets.append(self._chat(chat_id, now))
            if chat_id < 0:
                buckets.append(self._group(chat_id, now))
        wait = max(bucket.wait(now) for bucket in buckets)
        if wait > 0:
            self.refused += 1
            return too_many_requests(max(1, math.ceil(wait)))
        for bucket in buckets:
            bucket.take()
        return None

    def _chat(self, chat_id: int, now: float) -> _Bucket:
        bucket = self._chats.get(chat_id)
        if bucket is None:
            limits = self._limits
            bucket = _Bucket(limits.chat_per_second, limits.chat_burst, now)
            self._chats[chat_id] = bucket
        return bucket

    def _group(self, chat_id: int, now: float) -> _Bucket:
        bucket = self._groups.get(chat_id)
        if bucket is None:
            limits = self._limits
            bucket = _Bucket(limits.group_per_minute / 60, limits.group_per_minute, now)
            self._groups[chat_id] = bucket
        return bucket
