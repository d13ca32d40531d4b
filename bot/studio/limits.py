"""How often somebody may ask: enough for whoever writes, too little for whoever guesses."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address
from time import monotonic

from aiohttp import web

MOST_KNOWN = 2000  # askers that are counted; whoever was quiet longest is forgotten


class Limit:
    """So many a minute for each asker; what is not used is saved up for a minute at most.

    Args:
        a_minute: How many.
        clock: Seconds that only grow.
    """

    def __init__(self, a_minute: int, clock: Callable[[], float] = monotonic) -> None:
        self._most = float(a_minute)
        self._clock = clock
        self._left: dict[str, tuple[float, float]] = {}

    def allows(self, asker: str) -> bool:
        """Whether one more is within the limit; it is counted."""
        now = self._clock()
        left, at = self._left.pop(asker, (self._most, now))
        left = min(self._most, left + (now - at) * self._most / 60.0)
        if len(self._left) >= MOST_KNOWN:
            del self._left[next(iter(self._left))]
        allowed = left >= 1.0
        self._left[asker] = (left - 1.0 if allowed else left, now)
        return allowed


def asker_of(request: web.Request) -> str:
    """From where a request comes: the address that the proxy saw, where there is a proxy.

    Only one on this machine or its own network is believed; its own word is the last of the list.
    """
    near = request.remote or ""
    told = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    try:
        return told if told and ip_address(near).is_private else near
    except ValueError:
        return near
