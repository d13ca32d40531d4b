"""People of the simulated year: what they want, what they do by themselves, how they answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any
from zoneinfo import available_timezones

from tests.nudges.wall import Shifts, quiet, wall

ZONES = sorted(available_timezones() - {"localtime", "Factory"})


@dataclass(frozen=True)
class Will:
    """What somebody has set, as they would read it on their own settings page."""

    zone: str
    quiet_from: time
    quiet_to: time
    days: frozenset[int]
    shifts: Shifts | None
    back: date | None
    works_on_holidays: bool
    reminders: bool

    @classmethod
    def of(cls, profile: Mapping[str, Any]) -> Will:
        """What a stored profile says."""
        shifts, back = profile["shifts"], profile["back"]
        return cls(
            profile["zone"],
            time.fromisoformat(profile["quiet_from"]),
            time.fromisoformat(profile["quiet_to"]),
            frozenset(profile["days"]),
            (shifts[0], shifts[1], date.fromisoformat(shifts[2])) if shifts else None,
            date.fromisoformat(back) if back else None,
            profile["holidays"],
            "reminders" in profile["switches"],
        )

    def day(self, when: datetime) -> date:
        """The date on their wall."""
        return wall(when, self.zone).date()

    def is_quiet(self, when: datetime) -> bool:
        """Whether the moment lies in their quiet hours."""
        return quiet(wall(when, self.zone).time(), self.quiet_from, self.quiet_to)

    def kept_free(self, day: date, holidays: Any) -> str | None:
        """Why nobody may write to them first all that day."""
        if self.back and day < self.back:
            return "leave"
        if not self.works_on_holidays and day in holidays:
            return "holiday"
        if self.shifts:
            on, off, first = self.shifts
            works = (day.toordinal() - first.toordinal()) % (on + off) < on
        else:
            works = day.isoweekday() - 1 in self.days
        return None if works else "day_off"


@dataclass
class Sent:
    """One message that left, as it was counted; `row` is its letter's."""

    at: datetime
    nudge: int
    row: int
    kind: str
    day: str  # of a rule's occurrence
    closing: bool
    counts: bool = True
    taken_back: bool = False

    @property
    def is_itself(self) -> bool:
        """Whether it may have arrived, and was no closing note in its place."""
        return not (self.taken_back or self.closing)


@dataclass
class Someone:
    """One person, and how things stand with them by what they did and what they got."""

    number: int
    address: str
    random: Random
    answers: float  # how likely a message is answered
    returns: float  # how likely they come back, once the bot has left it there
    will: Will | None = None
    paused: bool = False
    blocked: bool = False
    asked: bool = False  # a question they opened themselves is before them
    touched: datetime | None = None
    unanswered: int = 0
    closed: bool = False
    talked: date = date.min  # the last day on which they began a talk
    sent: list[Sent] = field(default_factory=list)
    mine: set[int] = field(default_factory=set)  # the ids of their reminders, gone ones too
    puts_off: Sent | None = None  # the message that they are putting off just now

    def counted(self) -> list[Sent]:
        """What counts against one a day and three a week."""
        return [one for one in self.sent if one.counts and not one.taken_back]

    def days(self, when: datetime) -> list[date]:
        """The local days, of the week that ends at a moment, on which they were written to."""
        will = self.will
        if will is None:
            return []
        today = will.day(when)
        near = (will.day(one.at) for one in self.counted()[-12:])
        return [day for day in near if today - day < timedelta(days=7)]

    def gets(self, sent: Sent) -> None:
        """One more message that the bot began."""
        self.sent.append(sent)
        self.unanswered += 1
        self.closed = self.closed or sent.closing

    def did_not_get(self, sent: Sent) -> None:
        """It is certain that it did not arrive."""
        if not sent.taken_back:
            sent.taken_back = True
            self.unanswered = max(0, self.unanswered - 1)
            self.closed = self.closed and not sent.closing

    def did_something(self, now: datetime) -> None:
        """A tap or a word: everything is answered."""
        self.touched, self.unanswered, self.closed, self.blocked = now, 0, False, False


def someone(number: int, seed: int) -> Someone:
    """A person of their own kind: many answer, some hardly ever, a few never."""
    random = Random(f"{seed}/{number}")
    answers = random.choice([0.95, 0.95, 0.9, 0.8, 0.7, 0.5, 0.2, 0.0])
    return Someone(number, f"tg:{500_000 + number}", random, answers, random.choice([0.9, 0.5, 0]))
