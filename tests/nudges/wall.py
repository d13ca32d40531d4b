"""What a person with a clock on the wall and a calendar would say; nothing of Cairn is used here.

The tests of reminders hold the code against it, so it is written from the words of the promise: a
time that the clocks jump over is the first one after it, one that they show twice is its first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)

Shifts = tuple[int, int, date]
"""Days on, days off, a first day on."""


def wall(when: datetime, zone: str) -> datetime:
    """What the clock on the wall shows, without a zone."""
    return when.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None)


@lru_cache(maxsize=100_000)
def moment(day: date, clock: time, zone: str) -> datetime:
    """When the wall shows this day and time for the first time, or has jumped past it; in UTC."""
    wanted = datetime.combine(day, clock)
    near = [(wanted + ahead).replace(tzinfo=UTC) for ahead in (-2 * DAY, 2 * DAY)]
    offsets = [(wall(one, zone) - one.replace(tzinfo=None)) for one in near]
    exact = [
        one
        for offset in offsets
        if wall(one := (wanted - offset).replace(tzinfo=UTC), zone) == wanted
    ]
    if exact:
        return min(exact)
    one = (wanted - max(offsets)).replace(tzinfo=UTC)
    while wall(one, zone) < wanted:
        one += MINUTE
    return one


@lru_cache(maxsize=10_000)
def changes(zone: str, year: int) -> tuple[datetime, ...]:
    """The first minutes, in UTC, of the year's clock changes in a zone."""
    found = []
    one = datetime(year, 1, 1, tzinfo=UTC)
    while one.year == year:
        before = wall(one, zone) - one.replace(tzinfo=None)
        if wall(one + DAY, zone) - (one + DAY).replace(tzinfo=None) != before:
            change = one
            while wall(change, zone) - change.replace(tzinfo=None) == before:
                change += MINUTE
            found.append(change)
        one += DAY
    return tuple(found)


def named(rule: Mapping[str, Any], day: date, shifts: Shifts | None) -> bool:
    """Whether a stored rule names a day."""
    since = date.fromisoformat(rule["since"])
    if day < since or (rule["after"] and day <= date.fromisoformat(rule["after"])):
        return False
    if not rule["by_shift"]:
        # Ordinal 1 is a Monday.
        weeks = (day.toordinal() - 1) // 7 - (since.toordinal() - 1) // 7
        return day.isoweekday() - 1 in rule["days"] and weeks % rule["every"] == 0
    if shifts is None:
        return False
    on, off, first = shifts
    run, place = divmod(day.toordinal() - first.toordinal(), on + off)
    first_run = (since.toordinal() - first.toordinal()) // (on + off)
    return place < on and place in rule["days"] and (run - first_run) % rule["every"] == 0


def occurrences(
    rule: Mapping[str, Any], zone: str, shifts: Shifts | None, after: datetime, until: datetime
) -> Iterator[tuple[date, datetime]]:
    """Every day that a stored rule names, and its moment, after one moment and up to another."""
    day, last = wall(after, zone).date() - DAY, wall(until, zone).date() + DAY
    clock = time.fromisoformat(rule["at"])
    while day <= last:
        if named(rule, day, shifts) and after < (when := moment(day, clock, zone)) <= until:
            yield day, when
        day += DAY


def quiet(clock: time, start: time, end: time) -> bool:
    """Whether a time of day lies in the quiet hours."""
    return start <= clock < end if start <= end else not end <= clock < start
