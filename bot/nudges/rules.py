"""Reminders that come again and again: on which days, by the clock on the wall.

A rule names weekdays, or places in a run of shifts, and a time of day; never a number of seconds.
Where the clocks change it keeps its time: one that does not exist that day is the first after it,
one that comes twice is its first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from bot.nudges.calendar import FURTHEST_DAYS, Week, at, local_day

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Rule:
    """When something comes again.

    Attributes:
        days: Weekdays (Monday is 0); or, `by_shift`, places in a run of days on, from 0.
        at: The time of day.
        since: The first day it may come; its week (or its run) is the first of every two.
        every: 1 for every week (or run), 2 for every second one.
        by_shift: Whether `days` are places in a run.
        after: Nothing comes up to and including this day: the next one was passed over.
        picked: The person said yes to this time although it lies in their quiet hours.
    """

    days: frozenset[int]
    at: time
    since: date
    every: int = 1
    by_shift: bool = False
    after: date | None = None
    picked: bool = False

    def falls_on(self, day: date, week: Week) -> bool:
        """Whether the rule names this day. A run means nothing to whoever has no shifts."""
        if day < self.since or (self.after and day <= self.after):
            return False
        if self.by_shift:
            shifts = week.shifts
            return bool(
                shifts
                and shifts.place(day) in self.days
                and shifts.works(day)
                and (shifts.round_of(day) - shifts.round_of(self.since)) % self.every == 0
            )
        weeks = (_monday(day) - _monday(self.since)).days // 7
        return day.weekday() in self.days and weeks % self.every == 0

    def days_from(self, day: date, week: Week) -> Iterator[date]:
        """The days that the rule names from `day` on, for a good year."""
        for ahead in range(FURTHEST_DAYS):
            one = day + ahead * _DAY
            if self.falls_on(one, week):
                yield one

    def next_after(self, moment: datetime, week: Week) -> datetime | None:
        """The first time that the rule names after a moment; None where it never comes."""
        for day in self.days_from(local_day(moment, week.zone), week):
            when = at(day, self.at, week.zone)
            if when.timestamp() > moment.timestamp():
                return when
        return None

    def to_json(self) -> dict[str, Any]:
        """The rule as JSON-ready values."""
        return {
            "days": sorted(self.days),
            "at": f"{self.at:%H:%M}",
            "since": self.since.isoformat(),
            "every": self.every,
            "by_shift": self.by_shift,
            "after": self.after.isoformat() if self.after else None,
            "picked": self.picked,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Rule:
        """The rule that `to_json` described."""
        return cls(
            days=frozenset(data["days"]),
            at=time.fromisoformat(data["at"]),
            since=date.fromisoformat(data["since"]),
            every=data["every"],
            by_shift=data["by_shift"],
            after=date.fromisoformat(data["after"]) if data["after"] else None,
            picked=data["picked"],
        )


def _monday(day: date) -> date:
    return day - day.weekday() * _DAY
