"""Who has a dialogue open just now, so that two people at the same one are told of each other."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

GONE_AFTER = 25.0  # seconds without a sign; a page gives one every eight
_MOST = 500


class Presence:
    """Open pages, by the dialogue they show.

    Args:
        clock: Seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._seen: dict[tuple[str, str], float] = {}

    def here(self, name: str, page: str) -> int:
        """Notes that a page shows a dialogue, and says how many others do."""
        now = self._clock()
        self._seen = {key: at for key, at in self._seen.items() if now - at < GONE_AFTER}
        if len(self._seen) < _MOST:
            self._seen[(name, page)] = now
        return sum(one == name for one, other in self._seen if other != page)

    def gone(self, name: str, page: str) -> None:
        """Notes that a page was closed."""
        self._seen.pop((name, page), None)
