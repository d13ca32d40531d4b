"""Runs of shifts: so many days on, so many off, round and round, whatever the weekday."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

LONGEST_RUN = 28


@dataclass(frozen=True, slots=True)
class Shifts:
    """`on` days of work and `off` days without, over and over; `first` is a first day of work.

    Raises:
        ValueError: A length is not from 1 to 28 days.
    """

    on: int
    off: int
    first: date

    def __post_init__(self) -> None:
        if not (1 <= self.on <= LONGEST_RUN and 1 <= self.off <= LONGEST_RUN):
            raise ValueError("a run of shifts is 1 to 28 days on, and 1 to 28 off")

    def place(self, day: date) -> int:
        """Where the day stands in its round, from 0; it is a day of work below `on`."""
        return (day - self.first).days % (self.on + self.off)

    def works(self, day: date) -> bool:
        """Whether it is a day of work."""
        return self.place(day) < self.on

    def round_of(self, day: date) -> int:
        """Which round the day belongs to, counted from `first`."""
        return (day - self.first).days // (self.on + self.off)

    def next_work(self, day: date) -> date:
        """The first day of work from `day` on."""
        place = self.place(day)
        return day if place < self.on else day + timedelta(days=self.on + self.off - place)
