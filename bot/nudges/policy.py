"""Whether to write to somebody unasked, and if not now, when. Decided from facts alone.

Over all features together a person gets one unprompted message a day and three in seven days. It
is decided twice: when a message is due, and again at the moment of sending. The reasons say
nothing about anybody and may be logged.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.nudges.calendar import Week, at, local_day, week_of

A_DAY = 1
A_WEEK = 3
STILL_TALKING = timedelta(minutes=15)
LOOK_AGAIN = timedelta(days=1)


class Kind(StrEnum):
    """What is to become of a message that is due.

    HOLD keeps the day it was promised for, MOVE gives it another one.
    """

    SEND = "send"
    HOLD = "hold"
    MOVE = "move"
    DROP = "drop"


class Reason(StrEnum):
    """Why, in one word for the log."""

    DUE = "due"
    GONE = "gone"
    DONE = "done"
    UNREACHABLE = "unreachable"
    PAUSED = "paused"
    TALKING = "talking"
    LATE = "late"
    QUIET = "quiet"
    DAY_OFF = "day_off"
    TODAY_TAKEN = "today_taken"
    WEEK_FULL = "week_full"


class Subject(StrEnum):
    """What has become of that which the message is about."""

    WAITING = "waiting"
    DONE = "done"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Due:
    """A message that somebody asked for once: all times aware.

    Attributes:
        at: When it was promised for; its time of day is kept when it moves to another day.
        not_after: The last moment at which it still is what was promised.
        late_before: Whether it has missed its time and been given another one already.
        subject: Whether the entry it looks back at waits, was looked at since, or is gone.
    """

    at: datetime
    not_after: datetime
    late_before: bool = False
    subject: Subject = Subject.WAITING


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stand with a person at one moment.

    Attributes:
        week: Their own rules.
        reachable: False once they blocked the bot, until they come back.
        paused: They asked for quiet with `/pause`.
        in_conversation: A question is open before them.
        touched: Their last tap or word.
        unprompted: When the bot wrote first in the last seven days, whatever it was about; the
            message being decided about is not among them.
    """

    week: Week
    reachable: bool = True
    paused: bool = False
    in_conversation: bool = False
    touched: datetime | None = None
    unprompted: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to do and why; `until` (aware, the person's zone) for HOLD and MOVE, else None."""

    kind: Kind
    reason: Reason
    until: datetime | None = None


def decide(due: Due, person: Standing, now: datetime) -> Verdict:
    """What becomes of a message that is due `now`.

    What was promised is never dropped for a reason that passes: it waits, or moves to the nearest
    time that the person's own rules allow. Only one that comes too late twice, or whose subject
    is settled, is dropped.
    """
    week = person.week
    if due.subject is Subject.GONE:
        return Verdict(Kind.DROP, Reason.GONE)
    if due.subject is Subject.DONE:
        return Verdict(Kind.DROP, Reason.DONE)
    if not person.reachable:
        return Verdict(Kind.HOLD, Reason.UNREACHABLE, week.nearest(_utc(now) + LOOK_AGAIN))
    if person.paused:
        return Verdict(Kind.HOLD, Reason.PAUSED, week.nearest(_utc(now) + LOOK_AGAIN))
    if _talking(person, now):
        # A clock that was set back must not make the wait longer.
        since = min(_utc(person.touched or now), _utc(now))
        until = week.nearest(since + STILL_TALKING)
        kind = Kind.MOVE if _utc(until) > _utc(due.not_after) else Kind.HOLD
        return Verdict(kind, Reason.TALKING, until)
    if _missed(due, week, now):
        if due.late_before:
            return Verdict(Kind.DROP, Reason.LATE)
        return Verdict(Kind.MOVE, Reason.LATE, week.nearest(now))
    if week.day_off(now):
        return Verdict(Kind.MOVE, Reason.DAY_OFF, week.nearest(now))
    if week.quiet(now):
        return Verdict(Kind.MOVE, Reason.QUIET, week.nearest(now))
    return _within_caps(due, person, now)


def last_moment(when: datetime, zone: str) -> datetime:
    """The last moment of the day that a message was promised for: the next local midnight."""
    return at(local_day(when, zone) + timedelta(days=1), time(), zone)


def _talking(person: Standing, now: datetime) -> bool:
    if not person.in_conversation or person.touched is None:
        return False
    return _utc(now) - _utc(person.touched) < STILL_TALKING


def _missed(due: Due, week: Week, now: datetime) -> bool:
    """Whether its day is past, or what is left of it is quiet though its time was not."""
    if _utc(now) > _utc(due.not_after):
        return True
    return week.allows(due.at) and _utc(week.nearest(now)) > _utc(due.not_after)


def _within_caps(due: Due, person: Standing, now: datetime) -> Verdict:
    zone = person.week.zone
    today = local_day(now, zone)
    # Days to come are a clock's mistake, and must not keep anybody waiting.
    taken = [day for day in (local_day(one, zone) for one in person.unprompted) if day <= today]
    full = _full(today, taken)
    if full is None:
        return Verdict(Kind.SEND, Reason.DUE)
    free = next(
        day
        for day in (today + timedelta(days=ahead) for ahead in range(1, 8))
        if _full(day, taken) is None
    )
    clock = _utc(due.at).astimezone(ZoneInfo(zone)).time()
    return Verdict(Kind.MOVE, full, person.week.nearest(at(free, clock, zone)))


def _full(day: date, taken: list[date]) -> Reason | None:
    """Why nothing more may be sent on `day`, if so."""
    first, last = week_of(day)
    if sum(one == day for one in taken) >= A_DAY:
        return Reason.TODAY_TAKEN
    if sum(first <= one <= last for one in taken) >= A_WEEK:
        return Reason.WEEK_FULL
    return None


def _utc(when: datetime) -> datetime:
    # Python compares two datetimes of one zone by the wall alone, wrong in the hour that is twice.
    return when.astimezone(UTC)
