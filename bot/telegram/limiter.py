"""How much may be sent, and when: the decisions, without a clock of their own.

About thirty messages a second in all, one a second in a chat with a little room for a burst,
twenty a minute in a group (Telegram's bot FAQ, “My bot is hitting limits”). Edits count in all but
not for their chat; deleting and answering taps count for nothing.

Telegram counts when a call arrives and we count when it leaves, so every interval is a little
longer here. Nudges are paced evenly over what replies leave of the budget, one by one, and leave a
little of a large one free: a reply that comes in the middle of a wave need not wait. At the whole
budget's pace the places that replies took would be missing a second later, and each heap and gap
would come again every second: of the replies in a wave of 300 a second one in twelve waited, 14 ms
on average; of 150 a second, two in five. All times are monotonic seconds, passed in.
"""

from __future__ import annotations

from collections import deque
from enum import Enum

BURST = 3
GROUP_MESSAGES, GROUP_SECONDS = 20, 60.0
SLACK = 1.05
SLACK_OF_ALL = 1.015  # so many arrive in a second that one more or less is no matter
# Seconds by which a nudge may be late and the next ones not. What is caught up leaves in a heap; a
# second later its places come free in one, and none in the gap before it. With 0.05, and no place
# left free, replies in a wave of 300 a second waited up to 0.1.
CATCH_UP = 0.03
CHATS_KEPT = 10_000

# So many chats told to wait within so many seconds: it is not the chats, it is the whole bot.
MANY_CHATS, MANY_SECONDS = 3, 5.0

ONE_IN = 100  # of the places nudges leave one free: a reply in a wave need not wait for the next

_NO_TIME = 1e-6


class Weight(Enum):
    """What a call counts as."""

    SEND = 1
    EDIT = 2
    FREE = 3


class _Window:
    """At most so many in any stretch of so many seconds."""

    __slots__ = ("_seconds", "_times")

    def __init__(self, number: int, seconds: float) -> None:
        self._times: deque[float] = deque(maxlen=number)
        self._seconds = seconds

    def wait(self, now: float, spare: int = 0) -> float:
        """Seconds until there is a place, and so many more."""
        times = self._times
        return times[spare] + self._seconds - now if len(times) == times.maxlen else 0.0

    def take(self, now: float) -> None:
        self._times.append(now)

    def idle(self, now: float) -> bool:
        return not self._times or self._times[-1] + self._seconds <= now


class Limiter:
    """The budget of one bot.

    Args:
        per_second: Messages a second in all.
        per_chat: Messages a second in one chat.
    """

    def __init__(self, per_second: float = 30.0, per_chat: float = 1.0) -> None:
        number = max(1, int(per_second))
        self._span = number / per_second * SLACK_OF_ALL
        self._all = _Window(number, self._span)
        self._spare = number // ONE_IN
        self._nudges_share = number - self._spare
        self._replies: deque[float] = deque(maxlen=number)
        self._next_nudge = 0.0
        self._interval = SLACK / per_chat
        self._burst = (max(BURST, int(per_chat)) - 1) * self._interval
        self._full: dict[int, float] = {}  # chat → when its burst would be whole again
        self._groups: dict[int, _Window] = {}
        self._until: dict[int, float] = {}
        self._all_until = 0.0
        self._told: deque[tuple[float, int]] = deque()

    def chat_wait(self, chat: int, weight: Weight, now: float) -> float:
        """Seconds until this chat may have it; 0 for now."""
        wait = self._until.get(chat, 0.0) - now
        if weight is Weight.SEND:
            wait = max(wait, self._full.get(chat, 0.0) - self._burst - now)
            if chat < 0 and (group := self._groups.get(chat)):
                wait = max(wait, group.wait(now))
        return wait if wait > _NO_TIME else 0.0

    def overall_wait(self, weight: Weight, now: float, *, nudge: bool = False) -> float:
        """Seconds until the bot as a whole may do it; 0 for now."""
        wait = self._all_until - now
        if weight is not Weight.FREE:
            wait = max(wait, self._all.wait(now, self._spare if nudge else 0))
            if nudge:
                wait = max(wait, self._next_nudge - now)
        return wait if wait > _NO_TIME else 0.0

    def take(self, chat: int, weight: Weight, now: float, *, nudge: bool = False) -> None:
        """Counts a call that is being made now."""
        if weight is Weight.FREE:
            return
        self._all.take(now)
        if nudge:
            # A timer wakes a little late; without catching up, a wave would fall behind its pace.
            self._next_nudge = max(self._next_nudge, now - CATCH_UP) + self._nudge_interval(now)
        else:
            self._replies.append(now)
        if weight is Weight.SEND:
            self._full[chat] = max(self._full.get(chat, 0.0), now) + self._interval
            if chat < 0:
                if chat not in self._groups:
                    self._groups[chat] = _Window(GROUP_MESSAGES, GROUP_SECONDS * SLACK)
                self._groups[chat].take(now)
            if len(self._full) > CHATS_KEPT:
                self._forget_idle(now)

    def refused(self, chat: int, seconds: float, now: float) -> None:
        """Heeds a 429, which does not say whether it means the chat or the whole bot."""
        until = now + seconds
        self._until[chat] = max(self._until.get(chat, 0.0), until)
        self._told.append((now, chat))
        while self._told[0][0] < now - MANY_SECONDS:
            self._told.popleft()
        if len({each for _, each in self._told}) >= MANY_CHATS:
            self._all_until = max(self._all_until, until)

    @property
    def chats_known(self) -> int:
        """How many chats are remembered."""
        return len(self._full)

    def _nudge_interval(self, now: float) -> float:
        """Seconds from one nudge to the next, over what replies leave of a second's places."""
        while self._replies and self._replies[0] + self._span <= now:
            self._replies.popleft()
        return self._span / max(1, self._nudges_share - len(self._replies))

    def _forget_idle(self, now: float) -> None:
        self._full = {chat: full for chat, full in self._full.items() if full > now}
        self._until = {chat: until for chat, until in self._until.items() if until > now}
        self._groups = {chat: seen for chat, seen in self._groups.items() if not seen.idle(now)}
