"""How often the same is said in a group: somebody who floods it gets few answers.

It is kept in memory alone; after a restart one line more may be said.
"""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta

MINUTE = timedelta(minutes=1)
MOST_KEPT = 5000


class Pace:
    """At most so many of a kind in a group and a minute."""

    def __init__(self) -> None:
        self._times: dict[tuple[str, str], deque[datetime]] = {}

    def allows(self, address: str, kind: str, now: datetime, most: int = 1) -> bool:
        """Whether one more may be said now; if so, it counts."""
        key = (address, kind)
        times = self._times.pop(key, deque())
        self._times[key] = times
        while times and abs(now - times[0]) >= MINUTE:
            times.popleft()
        if len(times) >= most:
            return False
        times.append(now)
        if len(self._times) > MOST_KEPT:
            del self._times[next(iter(self._times))]
        return True
