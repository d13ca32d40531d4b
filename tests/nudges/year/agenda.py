"""What happens when: the clock of the year goes from one event to the next."""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from tests.nudges.year.acts import START

GRID = timedelta(minutes=15)


@dataclass(order=True)
class Event:
    """Something that happens at a moment; of two at one moment the one that was planned first."""

    at: datetime
    order: int
    what: str = field(compare=False)
    about: Any = field(compare=False, default=None)


class Agenda:
    """Events, the next one first."""

    def __init__(self) -> None:
        self._events: list[Event] = []
        self._order = count()

    def add(self, at: datetime, what: str, about: Any = None) -> None:
        """At this very moment."""
        heapq.heappush(self._events, Event(at, next(self._order), what, about))

    def later(self, at: datetime, what: str, about: Any = None) -> None:
        """People do things between the minutes for which rules are made, many of them at once."""
        steps = -((START - at) // GRID)
        self.add(START + steps * GRID + timedelta(minutes=2, seconds=30), what, about)

    def next_at(self) -> datetime | None:
        """When the next one is; None where nothing is to come."""
        return self._events[0].at if self._events else None

    def pop(self) -> Event:
        """The next one."""
        return heapq.heappop(self._events)

    def at_once_with(self, event: Event) -> list[Event]:
        """Those of the same kind and moment that come right after it."""
        found = []
        while self._events and (self._events[0].at, self._events[0].what) == (event.at, event.what):
            found.append(self.pop())
        return found

    def forget(self, what: str) -> None:
        """Takes all of a kind out."""
        self._events = [one for one in self._events if one.what != what]
        heapq.heapify(self._events)
