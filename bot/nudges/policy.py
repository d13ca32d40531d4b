"""Whether to write to somebody unasked, and if not now, when. Decided from facts alone.

Over all features together a person gets one unprompted message a day and three in seven days. It
is decided twice: when a message is due, and again at the moment of sending. The reasons say
nothing about anybody and may be logged.

What was promised once is never dropped for a reason that passes: it waits, or moves. What comes
again and again is dropped instead, because the next one comes by itself; only a free day or a
quiet hour moves it, and not far.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.nudges.calendar import Off, Week, at, local_day, week_of

A_DAY = 1
A_WEEK = 3
HALF_AFTER = 2  # unanswered ones: half as often from here
QUIET_AFTER = 4  # unanswered ones: one closing note, then nothing
STILL_TALKING = timedelta(minutes=15)
LOOK_AGAIN = timedelta(days=1)
LATE_AFTER = timedelta(hours=3)  # a wave of 300,000 takes 2.8 hours at Telegram's rate
_NO_MIDNIGHT_NEAR = 20  # the hour before which midnight is over three hours away in any zone
FURTHEST_MOVE = timedelta(days=3)  # of what comes again and again


class Kind(StrEnum):
    """What is to become of a message that is due.

    HOLD keeps the day it was promised for, MOVE gives it another one. REST lets one occurrence go
    by because others went unanswered, DROP for any other reason.
    """

    SEND = "send"
    HOLD = "hold"
    MOVE = "move"
    REST = "rest"
    DROP = "drop"


class Reason(StrEnum):
    """Why, in one word for the log."""

    DUE = "due"
    CLOSING = "closing"
    GONE = "gone"
    DONE = "done"
    UNREACHABLE = "unreachable"
    PAUSED = "paused"
    UNANSWERED = "unanswered"
    TALKING = "talking"
    LATE = "late"
    QUIET = "quiet"
    DAY_OFF = "day_off"
    HOLIDAY = "holiday"
    LEAVE = "leave"
    TODAY_TAKEN = "today_taken"
    WEEK_FULL = "week_full"
    MADE_ROOM = "made_room"


class Subject(StrEnum):
    """What has become of that which the message is about."""

    WAITING = "waiting"
    DONE = "done"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Due:
    """A message that somebody asked for: all times aware.

    Attributes:
        at: When it was promised for; its time of day is kept when it moves to another day.
        not_after: The last moment at which it still is what was promised.
        late_before: Whether it has missed its time and been given another one already.
        subject: Whether that which it is about waits, was looked at since, or is gone.
        latest: For what comes again and again, tells the moment before which it has to come or be
            dropped (asked only when it has to move); None for what was promised once.
        picked: The time lies in the quiet hours, and the person said yes to it.
        rested: The occurrence before this one rested.
        needed: It goes out though others went unanswered: the notice before everything is erased.
    """

    at: datetime
    not_after: datetime
    late_before: bool = False
    subject: Subject = Subject.WAITING
    latest: Callable[[], datetime] | None = None
    picked: bool = False
    rested: bool = False
    needed: bool = False

    @property
    def repeats(self) -> bool:
        """Whether another one comes by itself."""
        return self.latest is not None


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
        unanswered: How many such messages there were since their last tap or word.
        closed: Whether the closing note was one of them.
        ahead: The days, from today on, of messages that go before this one.
    """

    week: Week
    reachable: bool = True
    paused: bool = False
    in_conversation: bool = False
    touched: datetime | None = None
    unprompted: tuple[datetime, ...] = ()
    unanswered: int = 0
    closed: bool = False
    ahead: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to do and why; `until` (aware, the person's zone) for HOLD and MOVE, else None."""

    kind: Kind
    reason: Reason
    until: datetime | None = None


def decide(due: Due, person: Standing, now: datetime) -> Verdict:
    """What becomes of a message that is due `now`."""
    week = person.week.at_any_hour() if due.picked else person.week
    if due.subject is Subject.GONE:
        return Verdict(Kind.DROP, Reason.GONE)
    if due.subject is Subject.DONE:
        return Verdict(Kind.DROP, Reason.DONE)
    if not person.reachable:
        return _passing(due, Reason.UNREACHABLE, week, now)
    if person.paused:
        return _passing(due, Reason.PAUSED, week, now)
    if due.repeats and _utc(now) > _utc(due.not_after):
        return Verdict(Kind.DROP, Reason.LATE)
    if resting := _resting(due, person, week, now):
        return resting
    if _talking(person, now):
        return _after_the_talk(due, person, week, now)
    if not due.repeats and _missed(due, week, now):
        if due.late_before:
            return Verdict(Kind.DROP, Reason.LATE)
        return Verdict(Kind.MOVE, Reason.LATE, week.nearest(now))
    off = week.off(local_day(now, week.zone))
    if off:
        return _kept_free(due, off, week, now)
    if week.quiet(now):
        return _moved(due, Reason.QUIET, week.nearest(now))
    return _within_caps(due, person, week, now)


def last_moment(when: datetime, zone: str) -> datetime:
    """The last moment of the day that a message was promised for: the next local midnight."""
    return at(local_day(when, zone) + timedelta(days=1), time(), zone)


def until_of(when: datetime, zone: str, *, repeats: bool) -> datetime:
    """The last moment at which a message for `when` still is what was promised."""
    if repeats and _utc(when).astimezone(ZoneInfo(zone)).hour < _NO_MIDNIGHT_NEAR:
        return _utc(when) + LATE_AFTER
    day_ends = last_moment(when, zone)
    return min(_utc(when) + LATE_AFTER, day_ends, key=_utc) if repeats else day_ends


def latest_of(when: datetime, following: datetime | None, zone: str) -> datetime:
    """The moment before which an occurrence of `when` has to come, `following` being the next."""
    furthest = at(local_day(when, zone) + FURTHEST_MOVE + timedelta(days=1), time(), zone)
    return min(furthest, following, key=_utc) if following else furthest


def comes(due: Due, week: Week) -> datetime | None:
    """When a message will come as far as the person's own rules say now; None where it will not."""
    person, at_ = Standing(week), due.at
    verdict = decide(due, person, at_)
    while verdict.kind is Kind.MOVE and verdict.until:
        at_ = verdict.until
        until = until_of(at_, week.zone, repeats=due.repeats)
        verdict = decide(replace(due, at=at_, not_after=until), person, at_)
    return at_ if verdict.kind is Kind.SEND else None


def _passing(due: Due, reason: Reason, week: Week, now: datetime) -> Verdict:
    """For a reason that passes: what comes again is dropped, what was promised waits."""
    if due.repeats:
        return Verdict(Kind.DROP, reason)
    return Verdict(Kind.HOLD, reason, week.nearest(_utc(now) + LOOK_AGAIN))


def _resting(due: Due, person: Standing, week: Week, now: datetime) -> Verdict | None:
    """After two unanswered ones half as often, after four and the closing note not at all."""
    if due.needed or person.unanswered < HALF_AFTER:
        return None
    if person.unanswered < QUIET_AFTER:
        rests = due.repeats and not due.rested
        return Verdict(Kind.REST, Reason.UNANSWERED) if rests else None
    if not person.closed:
        return None
    if due.repeats:
        return Verdict(Kind.REST, Reason.UNANSWERED)
    return _passing(due, Reason.UNANSWERED, week, now)


def _talking(person: Standing, now: datetime) -> bool:
    if not person.in_conversation or person.touched is None:
        return False
    return _utc(now) - _utc(person.touched) < STILL_TALKING


def _after_the_talk(due: Due, person: Standing, week: Week, now: datetime) -> Verdict:
    # A clock that was set back must not make the wait longer.
    since = min(_utc(person.touched or now), _utc(now))
    until = week.nearest(_next_second(since + STILL_TALKING))
    if _utc(until) <= _utc(due.not_after):
        return Verdict(Kind.HOLD, Reason.TALKING, until)
    if due.repeats:
        return Verdict(Kind.DROP, Reason.TALKING)
    return Verdict(Kind.MOVE, Reason.TALKING, until)


def _missed(due: Due, week: Week, now: datetime) -> bool:
    """Whether its day is past, or what is left of it is quiet though its time was not."""
    if _utc(now) > _utc(due.not_after):
        return True
    return week.allows(due.at) and _utc(week.nearest(now)) > _utc(due.not_after)


def _kept_free(due: Due, off: Off, week: Week, now: datetime) -> Verdict:
    """A leave, a holiday or a day off: the next day that is not, at its own time of day."""
    reason = Reason(off.value)
    day = week.next_open(local_day(now, week.zone))
    if due.repeats and (off is Off.LEAVE or day is None):
        return Verdict(Kind.DROP, reason)
    if day is None:
        return Verdict(Kind.MOVE, reason, week.nearest(now))
    there = at(day, _clock(due, week), week.zone)
    if not due.repeats and week.quiet(there):
        there = at(day, time(), week.zone)
    return _moved(due, reason, week.nearest(there))


def _moved(due: Due, reason: Reason, until: datetime) -> Verdict:
    if due.latest and _utc(until) >= _utc(due.latest()):
        return Verdict(Kind.DROP, reason)
    return Verdict(Kind.MOVE, reason, until)


def _within_caps(due: Due, person: Standing, week: Week, now: datetime) -> Verdict:
    today = local_day(now, week.zone)
    # Days to come are a clock's mistake, and must not keep anybody waiting.
    taken = [
        day for day in (local_day(one, week.zone) for one in person.unprompted) if day <= today
    ]
    reason = full(today, taken)
    if reason is None and due.repeats:
        reason = makes_room(today, taken, person.ahead)
    if reason is None:
        closing = person.unanswered >= QUIET_AFTER and not person.closed and not due.needed
        return Verdict(Kind.SEND, Reason.CLOSING if closing else Reason.DUE)
    if due.repeats:
        return Verdict(Kind.DROP, reason)
    free = next(
        day
        for day in (today + timedelta(days=ahead) for ahead in range(1, 8))
        if full(day, taken) is None
    )
    return Verdict(Kind.MOVE, reason, week.nearest(at(free, _clock(due, week), week.zone)))


def full(day: date, taken: Sequence[date]) -> Reason | None:
    """Why nothing more may be sent on `day`, if so."""
    first, last = week_of(day)
    if sum(one == day for one in taken) >= A_DAY:
        return Reason.TODAY_TAKEN
    if sum(first <= one <= last for one in taken) >= A_WEEK:
        return Reason.WEEK_FULL
    return None


def makes_room(day: date, taken: Sequence[date], ahead: Sequence[date]) -> Reason | None:
    """Whether a message on `day` would keep one that goes before it from coming."""
    if day in ahead:
        return Reason.MADE_ROOM
    # Of several for one day one comes that day, however many there are.
    counted = [*taken, day, *set(ahead)]
    for one in ahead:
        first, last = week_of(one)
        if first <= day and sum(first <= each <= last for each in counted) > A_WEEK:
            return Reason.MADE_ROOM
    return None


def _clock(due: Due, week: Week) -> time:
    return _utc(due.at).astimezone(ZoneInfo(week.zone)).time()


def _next_second(when: datetime) -> datetime:
    """Times are kept to the millisecond: one cut short would be due while the talk still counts."""
    return when + timedelta(microseconds=-when.microsecond % 1_000_000)


def _utc(when: datetime) -> datetime:
    # Python compares two datetimes of one zone by the wall alone, wrong in the hour that is twice.
    return when.astimezone(UTC)
