"""The stand-in's own wall clock, which a test may move."""

import time
from collections.abc import Callable
from datetime import datetime


class Clock:
    """Seconds since 1970 as the stand-in sees them; runs on from wherever it was set."""

    def __init__(self, source: Callable[[], float] = time.time) -> None:
        self._source = source
        self._shift = 0.0

    def now(self) -> float:
        """The time in seconds since 1970."""
        return self._source() + self._shift

    def set(self, moment: datetime | float) -> None:
        """Jump to a moment (an aware datetime, or seconds since 1970)."""
        seconds = moment.timestamp() if isinstance(moment, datetime) else moment
        self._shift = seconds - self._source()

    def advance(self, seconds: float) -> None:
        """Let this many seconds go by at once; backwards when negative."""
        self._shift += seconds
