"""What is to come, as far as a person's own rules and the caps say now: for them to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.nudges import slot
from bot.nudges.calendar import Off, Week, at, local_day
from bot.nudges.policy import Kind, Reason, Subject, Verdict, comes, full, makes_room
from storage.nudges import Nudge

_MOST_LOOKED_AT = 60  # occurrences of one rule: a good year of every second week's
_GOES_FIRST = -1  # what was promised once, before everything that comes again


@dataclass(frozen=True, slots=True)
class Coming:
    """One message to come: when (aware), of which reminder, and which day kept free lies before.

    That is the day it was moved from, or a bank holiday on which the one before it does not come.
    """

    when: datetime
    nudge: Nudge
    kept_free: date | None = None


def plan(
    rows: Sequence[Nudge], week: Week, unprompted: Sequence[datetime], now: datetime, count: int
) -> list[Coming]:
    """The next `count` messages, the nearest first; what would be dropped is left out."""
    taken = [local_day(one, week.zone) for one in unprompted]
    chosen: list[Coming] = []
    for row in sorted((row for row in rows if row.body["kind"] in slot.ONCE), key=slot.promised):
        when = comes(slot.due_of(row, Subject.WAITING, week), week)
        while when and full(local_day(when, week.zone), taken):
            local = when.astimezone(ZoneInfo(week.zone))  # it may be in UTC, as it is stored
            following = at(local.date() + timedelta(days=1), local.time(), week.zone)
            when = week.nearest(following)
        if when:
            chosen.append(Coming(when, row))
            taken.append(local_day(when, week.zone))
    before = [(_day(one, week), _GOES_FIRST) for one in chosen]
    repeated = [
        one
        for row in rows
        if row.body["kind"] not in slot.ONCE
        for one in _some(_occurrences(row, week), now, count)
    ]
    before += [(_day(one, week), slot.rank_of(one.nudge)) for one in repeated]
    for one in sorted(repeated, key=lambda one: (_day(one, week), slot.rank_of(one.nudge))):
        day, rank = _day(one, week), slot.rank_of(one.nudge)
        sent = [other for other in taken if other <= day]
        ahead = [other for other, first in before if other >= day and first < rank]
        if not (full(day, sent) or makes_room(day, sent, ahead)):
            chosen.append(one)
            taken.append(day)
    return sorted(chosen, key=lambda one: one.when.timestamp())[:count]


def _occurrences(row: Nudge, week: Week) -> Iterator[Coming]:
    """Each occurrence of a rule that will come, in order."""
    sent = Verdict(Kind.SEND, Reason.DUE)
    holiday = None
    for _ in range(_MOST_LOOKED_AT):
        if row.next_due is None:
            return
        when = comes(slot.due_of(row, Subject.WAITING, week), week)
        named = slot.occurrence_day(row)
        if when:
            moved = local_day(when, week.zone) != named
            yield Coming(when, row, named if moved else holiday)
            holiday = None
        elif week.off(named) is Off.HOLIDAY:
            holiday = named
        row = slot.onward(row, sent, week)


def _some(occurrences: Iterator[Coming], now: datetime, count: int) -> list[Coming]:
    """A few more than are asked for, since some of them may have to give way."""
    found: list[Coming] = []
    for one in occurrences:
        if one.when.timestamp() > now.timestamp():
            found.append(one)
        if len(found) >= 2 * count + 2:
            break
    return found


def _day(one: Coming, week: Week) -> date:
    return local_day(one.when, week.zone)
