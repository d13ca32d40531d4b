"""When a person may be written to: days, quiet hours and clock changes, by the zone's own name.

Rules are about the clock on the wall; moments are compared in UTC. Two datetimes that share a
zone are compared by Python on their wall time alone, which is wrong in the hour that comes twice:
so nothing here compares them without converting first.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from functools import lru_cache
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.nudges.shifts import Shifts

WORKING_DAYS = frozenset(range(5))

FURTHEST_DAYS = 400  # how far ahead a free day is looked for; a leave counts as one step

_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)


class Days(Protocol):
    """Some days, asked one at a time."""

    def __contains__(self, day: date, /) -> bool: ...


class Off(StrEnum):
    """Why a whole day is kept free."""

    LEAVE = "leave"
    HOLIDAY = "holiday"
    DAY_OFF = "day_off"


@dataclass(frozen=True, slots=True)
class Week:
    """A person's own rules. Monday is day 0; the quiet hours may cross midnight.

    Attributes:
        zone: The name of their zone.
        quiet_from: The first quiet time of day.
        quiet_to: The first that is not quiet again; where the two are equal no hour is quiet.
        days: The weekdays on which they may be written to.
        shifts: Their runs of days on and off, which then count in place of the weekdays.
        back: The first day after their leave; None when they are not on leave.
        holidays: Days on which nobody is written to.

    Raises:
        ValueError: There is no day at all, or one that is not a day of the week.
        ZoneInfoNotFoundError: The zone is not in the tz database.
    """

    zone: str
    quiet_from: time = time(19)
    quiet_to: time = time(8)
    days: frozenset[int] = WORKING_DAYS
    shifts: Shifts | None = None
    back: date | None = None
    holidays: Days = frozenset()

    def __post_init__(self) -> None:
        if not self.days or not self.days <= frozenset(range(7)):
            raise ValueError("a week needs at least one day, each from 0 (Monday) to 6 (Sunday)")
        ZoneInfo(self.zone)

    def quiet(self, when: datetime) -> bool:
        """Whether the moment falls in the quiet hours."""
        clock = _local(when, self.zone).time()
        if self.quiet_from <= self.quiet_to:
            return self.quiet_from <= clock < self.quiet_to
        return clock >= self.quiet_from or clock < self.quiet_to

    def off(self, day: date) -> Off | None:
        """Why the whole day is kept free; None for a day on which the bot may write first."""
        if self.back and day < self.back:
            return Off.LEAVE
        if day in self.holidays:
            return Off.HOLIDAY
        works = self.shifts.works(day) if self.shifts else day.weekday() in self.days
        return None if works else Off.DAY_OFF

    def allows(self, when: datetime) -> bool:
        """Whether the bot may write first at this moment."""
        return not self.quiet(when) and self.off(local_day(when, self.zone)) is None

    def at_any_hour(self) -> Week:
        """The same week without quiet hours, for a time that somebody picked inside them."""
        return replace(self, quiet_from=self.quiet_to)

    def next_open(self, day: date, within: int = FURTHEST_DAYS) -> date | None:
        """The first day from `day` on that is not kept free; None where none is near enough."""
        for _ in range(within):
            if self.off(day) is None:
                return day
            day = self.back if self.back and day < self.back else day + _DAY
        return None

    def nearest(self, when: datetime) -> datetime:
        """The first moment at or after `when` that these rules allow, in the person's zone.

        A `when` that does not exist on its own zone's clock is taken as the first one that does.

        Raises:
            ValueError: `when` has no zone.
        """
        zone = ZoneInfo(self.zone)
        moment = _existing(when).astimezone(UTC)
        while not self.allows(moment):
            if self.back and local_day(moment, self.zone) < self.back:
                moment = at(self.back, time(), self.zone).astimezone(UTC)
                continue
            # Between two edges of the rules only a clock change can alter the answer.
            edge = moment + self._to_next_edge(moment.astimezone(zone).replace(tzinfo=None))
            moment = _first_change(moment, edge, zone) or edge
        return moment.astimezone(zone)

    def _to_next_edge(self, wall: datetime) -> timedelta:
        """How far it is on the wall clock to midnight or the end of the quiet hours."""
        midnight = datetime.combine(wall.date() + _DAY, time())
        opening = datetime.combine(wall.date(), self.quiet_to)
        return min(midnight, opening if opening > wall else opening + _DAY) - wall


@lru_cache(maxsize=4096)  # a wave asks for the same few again and again
def at(day: date, clock: time, zone: str) -> datetime:
    """The moment when the clocks of `zone` show this day and time.

    A time that the clocks jump over is the first one after it; one they show twice is its first.

    Raises:
        ZoneInfoNotFoundError: The zone is not in the tz database.
    """
    return _existing(datetime.combine(day, clock.replace(fold=0), ZoneInfo(zone)))


@lru_cache(maxsize=4096)  # the same moment is asked about for everybody who is due at it
def local_day(when: datetime, zone: str) -> date:
    """The date on the wall in `zone` at this moment."""
    return _local(when, zone).date()


def week_of(day: date) -> tuple[date, date]:
    """The first and last of the seven days that end with `day`.

    Seven days and not Monday to Sunday: the calendar week would let three messages at its end and
    three at the start of the next stand side by side, six days running.
    """
    return day - 6 * _DAY, day


def _local(when: datetime, zone: str) -> datetime:
    # By way of UTC: `astimezone` leaves a datetime as it is when the zone is its own already.
    return when.astimezone(UTC).astimezone(ZoneInfo(zone))


def _existing(when: datetime) -> datetime:
    """The same moment; for a wall time that its clocks jump over, the moment of the jump."""
    if when.tzinfo is None:
        raise ValueError("a moment needs its zone")
    back = when.astimezone(UTC).astimezone(when.tzinfo)
    if back.replace(tzinfo=None) == when.replace(tzinfo=None):
        return when
    # Read with the offset after the jump it lies before it, and the other way round (PEP 495).
    before = when.replace(fold=1).astimezone(UTC)
    after = when.replace(fold=0).astimezone(UTC)
    jump = _first_change(before, after, when.tzinfo)
    return jump.astimezone(when.tzinfo) if jump else back


def _first_change(start: datetime, end: datetime, zone: tzinfo) -> datetime | None:
    """The first second after `start`, up to `end`, at which the zone's offset is another one."""
    offset = start.astimezone(zone).utcoffset()
    if end.astimezone(zone).utcoffset() == offset:
        return None
    same, changed = start, end
    while changed - same > _SECOND:
        middle = same + timedelta(seconds=(changed - same) // _SECOND // 2 or 1)
        if middle.astimezone(zone).utcoffset() == offset:
            same = middle
        else:
            changed = middle
    return changed.replace(microsecond=0)
