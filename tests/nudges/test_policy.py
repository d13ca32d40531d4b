"""Whether to write unasked: one rule after the other, and what holds whatever the facts are."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nudges.calendar import Week, local_day
from bot.nudges.policy import (
    Due,
    Kind,
    Reason,
    Standing,
    Subject,
    decide,
    last_moment,
)

LONDON = ZoneInfo("Europe/London")


def march(day: int, hour: int = 10, minute: int = 0) -> datetime:
    """A moment of March 2026 in London; the 16th is a Monday."""
    return datetime(2026, 3, day, hour, minute, tzinfo=LONDON)


def promised(day: int, hour: int = 10, minute: int = 0) -> Due:
    """A message promised for that moment of March."""
    when = march(day, hour, minute)
    return Due(when, last_moment(when, "Europe/London"))


DEFAULT = Standing(Week("Europe/London"))
WEDNESDAY = promised(18)


def standing(**facts: object) -> Standing:
    """Somebody with the default rules, and these facts."""
    return replace(DEFAULT, **facts)  # type: ignore[arg-type]  # the tables below give right ones


@pytest.mark.parametrize(
    ("person", "due", "now", "expected"),
    [
        # When it is due, it is sent.
        (DEFAULT, WEDNESDAY, march(18), (Kind.SEND, Reason.DUE, None)),
        (DEFAULT, WEDNESDAY, march(18, 18, 59), (Kind.SEND, Reason.DUE, None)),
        # What is settled is not asked about.
        (
            DEFAULT,
            replace(WEDNESDAY, subject=Subject.DONE),
            march(18),
            (Kind.DROP, Reason.DONE, None),
        ),
        (
            standing(paused=True),
            replace(WEDNESDAY, subject=Subject.GONE),
            march(18),
            (Kind.DROP, Reason.GONE, None),
        ),
        # Who asked for quiet, or cannot be reached, loses nothing: it is looked at again later.
        (
            standing(paused=True),
            WEDNESDAY,
            march(18),
            (Kind.HOLD, Reason.PAUSED, march(19)),
        ),
        (
            standing(reachable=False),
            promised(20),
            march(20),
            (Kind.HOLD, Reason.UNREACHABLE, march(23, 8)),
        ),
        # Nobody is interrupted while they are talking.
        (
            standing(in_conversation=True, touched=march(18, 9, 58)),
            WEDNESDAY,
            march(18),
            (Kind.HOLD, Reason.TALKING, march(18, 10, 13)),
        ),
        (
            standing(in_conversation=True, touched=march(18, 9, 45)),
            WEDNESDAY,
            march(18),
            (Kind.SEND, Reason.DUE, None),
        ),
        (
            standing(in_conversation=False, touched=march(18, 9, 58)),
            WEDNESDAY,
            march(18),
            (Kind.SEND, Reason.DUE, None),
        ),
        (
            standing(in_conversation=True, touched=march(18, 18, 50)),
            promised(18, 18, 50),
            march(18, 18, 50),
            (Kind.MOVE, Reason.TALKING, march(19, 8)),
        ),
        # A clock set back by an hour does not make the wait an hour longer.
        (
            standing(in_conversation=True, touched=march(18, 11)),
            WEDNESDAY,
            march(18),
            (Kind.HOLD, Reason.TALKING, march(18, 10, 15)),
        ),
        # Quiet hours and days off.
        (
            DEFAULT,
            promised(18, 20),
            march(18, 20),
            (Kind.MOVE, Reason.QUIET, march(19, 8)),
        ),
        (
            DEFAULT,
            promised(18, 7),
            march(18, 7),
            (Kind.MOVE, Reason.QUIET, march(18, 8)),
        ),
        (
            DEFAULT,
            promised(21),
            march(21),
            (Kind.MOVE, Reason.DAY_OFF, march(23)),
        ),
        (
            standing(week=Week("Europe/London", days=frozenset({5}))),
            promised(21),
            march(21),
            (Kind.SEND, Reason.DUE, None),
        ),
        # Too late: once it moves to the next allowed time, the second time it is let go.
        (DEFAULT, WEDNESDAY, march(19, 11), (Kind.MOVE, Reason.LATE, march(19, 11))),
        (DEFAULT, WEDNESDAY, march(21, 11), (Kind.MOVE, Reason.LATE, march(23, 8))),
        (DEFAULT, WEDNESDAY, march(18, 19), (Kind.MOVE, Reason.LATE, march(19, 8))),
        (
            DEFAULT,
            replace(WEDNESDAY, late_before=True),
            march(18, 19),
            (Kind.DROP, Reason.LATE, None),
        ),
        (
            DEFAULT,
            replace(WEDNESDAY, late_before=True),
            march(19, 11),
            (Kind.DROP, Reason.LATE, None),
        ),
        (
            DEFAULT,
            replace(WEDNESDAY, late_before=True),
            march(18, 11),
            (Kind.SEND, Reason.DUE, None),
        ),
        # One a day, at the same time on another day.
        (
            standing(unprompted=(march(18, 8),)),
            promised(18, 10, 30),
            march(18, 10, 31),
            (Kind.MOVE, Reason.TODAY_TAKEN, march(19, 10, 30)),
        ),
        (
            standing(unprompted=(march(17, 18, 59),)),
            WEDNESDAY,
            march(18),
            (Kind.SEND, Reason.DUE, None),
        ),
        # Three in seven days, which run on over Sunday.
        (
            standing(unprompted=(march(12), march(13), march(16))),
            WEDNESDAY,
            march(18),
            (Kind.MOVE, Reason.WEEK_FULL, march(19)),
        ),
        (
            standing(unprompted=(march(13), march(16), march(17))),
            WEDNESDAY,
            march(18),
            (Kind.MOVE, Reason.WEEK_FULL, march(20)),
        ),
        (
            standing(unprompted=(march(11), march(16), march(17))),
            WEDNESDAY,
            march(18),
            (Kind.SEND, Reason.DUE, None),
        ),
        (
            standing(unprompted=(march(16), march(17), march(18, 9))),
            WEDNESDAY,
            march(18),
            (Kind.MOVE, Reason.TODAY_TAKEN, march(23)),
        ),
        # Three on one day, by whatever accident: not again until they are a week past.
        (
            standing(unprompted=(march(18, 8), march(18, 9), march(18, 9))),
            WEDNESDAY,
            march(18),
            (Kind.MOVE, Reason.TODAY_TAKEN, march(25)),
        ),
        # What a wrong clock noted for days to come keeps nobody waiting.
        (
            standing(unprompted=(march(18, 9), march(19), march(20), march(21))),
            WEDNESDAY,
            march(18),
            (Kind.MOVE, Reason.TODAY_TAKEN, march(19)),
        ),
    ],
)
def test_what_becomes_of_a_message_that_is_due(
    person: Standing,
    due: Due,
    now: datetime,
    expected: tuple[Kind, Reason, datetime | None],
) -> None:
    """Each row: how things stand, what is due, the moment, and what is done and why."""
    verdict = decide(due, person, now)
    assert (verdict.kind, verdict.reason, verdict.until) == expected


def test_the_next_day_keeps_the_time_of_day_through_a_clock_change() -> None:
    """Saturday's cap moves a message to Sunday at 10:00 on the wall, an hour less away."""
    everyday = Week("Europe/London", days=frozenset(range(7)))
    verdict = decide(promised(28), standing(week=everyday, unprompted=(march(28, 9),)), march(28))
    assert verdict.until is not None
    assert verdict.until.isoformat() == "2026-03-29T10:00:00+01:00"


def test_a_promise_lasts_until_the_end_of_its_day() -> None:
    """The day on the wall, which has 23 hours when the clocks go forward."""
    day = last_moment(datetime(2026, 3, 29, 0, 30, tzinfo=LONDON), "Europe/London")
    assert day.isoformat() == "2026-03-30T00:00:00+01:00"
    assert day.astimezone(UTC) == datetime(2026, 3, 29, 23, tzinfo=UTC)


ZONES = st.sampled_from(["Europe/London", "Pacific/Apia", "America/St_Johns", "Asia/Kathmandu"])
CLOCKS = st.sampled_from([time(0), time(1, 30), time(7), time(8), time(12, 15), time(19), time(22)])
WEEKS = st.builds(Week, ZONES, CLOCKS, CLOCKS, st.frozensets(st.integers(0, 6), min_size=1))
NOW = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))
NEAR = st.timedeltas(timedelta(days=-9), timedelta(days=9))


@st.composite
def situations(draw: st.DrawFn) -> tuple[Due, Standing, datetime]:
    """Any message, any person, any moment."""
    now = draw(NOW)
    when = now - draw(st.timedeltas(timedelta(), timedelta(days=5)))
    person = Standing(
        draw(WEEKS),
        reachable=draw(st.booleans()),
        paused=draw(st.booleans()),
        in_conversation=draw(st.booleans()),
        touched=draw(st.none() | NEAR.map(lambda ago: now + ago)),
        unprompted=tuple(draw(st.lists(NEAR.map(lambda ago: now + ago), max_size=6))),
    )
    due = Due(
        when,
        last_moment(when, person.week.zone),
        draw(st.booleans()),
        draw(st.sampled_from(Subject)),
    )
    return due, person, now


@given(situations())
def test_nothing_is_sent_against_the_rules(situation: tuple[Due, Standing, datetime]) -> None:
    """Whatever the facts, what is sent is wanted, allowed at this moment, and within the caps."""
    due, person, now = situation
    if decide(due, person, now).kind is not Kind.SEND:
        return
    assert due.subject is Subject.WAITING
    assert person.reachable
    assert not person.paused
    assert not person.week.quiet(now)
    assert not person.week.off(local_day(now, person.week.zone))
    today = local_day(now, person.week.zone)
    days = [local_day(one, person.week.zone) for one in person.unprompted]
    assert today not in days
    assert sum(timedelta() < today - day < timedelta(days=7) for day in days) < 3


@given(situations())
def test_what_waits_waits_for_an_allowed_time_ahead(
    situation: tuple[Due, Standing, datetime],
) -> None:
    """Held and moved messages name a time that is not past and that the person's rules allow."""
    due, person, now = situation
    verdict = decide(due, person, now)
    assert (verdict.until is None) == (verdict.kind in (Kind.SEND, Kind.DROP))
    if verdict.until is not None:
        assert verdict.until.astimezone(UTC) >= now
        assert not person.week.quiet(verdict.until)
        assert not person.week.off(local_day(verdict.until, person.week.zone))
        assert verdict.until.astimezone(UTC) > now or verdict.reason is Reason.LATE


@given(situations())
def test_a_promise_is_let_go_only_when_settled_or_late_twice(
    situation: tuple[Due, Standing, datetime],
) -> None:
    """Nothing that passes makes a promise be forgotten."""
    due, person, now = situation
    if decide(due, person, now).kind is Kind.DROP and due.subject is Subject.WAITING:
        assert due.late_before
        assert person.week.nearest(now).astimezone(UTC) > due.not_after.astimezone(UTC)


@given(WEEKS, NOW, st.lists(st.timedeltas(timedelta(), timedelta(days=12)), max_size=25))
def test_any_number_of_promises_keeps_to_the_caps_and_all_are_kept(
    week: Week, start: datetime, wishes: list[timedelta]
) -> None:
    """Played through to the end: one a day, three in any seven days, and none forgotten."""
    queue = sorted(week.nearest(start + wish).astimezone(UTC) for wish in wishes)
    sent: list[datetime] = []
    while queue:
        now = queue.pop(0)
        due = Due(now, last_moment(now, week.zone))
        verdict = decide(due, Standing(week, unprompted=tuple(sent)), now)
        if verdict.kind is Kind.SEND:
            sent.append(now)
            continue
        assert verdict.until is not None
        queue = sorted([*queue, verdict.until.astimezone(UTC)])
    days: list[date] = [local_day(one, week.zone) for one in sent]
    assert len(sent) == len(wishes)
    assert all(one < other for one, other in pairwise(days))
    assert all(
        last - first >= timedelta(days=7) for first, last in zip(days, days[3:], strict=False)
    )
