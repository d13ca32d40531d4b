"""The calendar: a person's own days and quiet hours, whatever the clocks do."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.nudges.calendar import Week, at, local_day, week_of

LONDON = ZoneInfo("Europe/London")
ZONES = st.sampled_from(sorted(available_timezones()))
CLOCKS = st.builds(time, st.integers(0, 23), st.sampled_from([0, 1, 15, 30, 59]))
DAYS = st.frozensets(st.integers(0, 6), min_size=1)
WEEKS = st.builds(Week, ZONES, CLOCKS, CLOCKS, DAYS)
# Both changes of 2026 in London, the half-hour change of Lord Howe, and the day Samoa left out.
CHANGES = [
    datetime(2026, 3, 29, 1, tzinfo=UTC),
    datetime(2026, 10, 25, 1, tzinfo=UTC),
    datetime(2026, 4, 4, 15, tzinfo=UTC),
    datetime(2011, 12, 30, 10, tzinfo=UTC),
]
NEAR_A_CHANGE = st.builds(
    lambda change, seconds: change + timedelta(seconds=seconds),
    st.sampled_from(CHANGES),
    st.integers(-90_000, 90_000),
)
ANY_TIME = st.datetimes(datetime(1950, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))
MOMENTS = ANY_TIME | NEAR_A_CHANGE


def london(*wall: int, fold: int = 0) -> datetime:
    """A moment on London's clocks."""
    return datetime(*wall, tzinfo=LONDON, fold=fold)  # type: ignore[arg-type,misc]  # year first


def utc(when: datetime) -> datetime:
    """The same moment, safe to compare."""
    return when.astimezone(UTC)


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (london(2026, 3, 18, 10, 0), london(2026, 3, 18, 10, 0)),
        (london(2026, 3, 18, 8, 0), london(2026, 3, 18, 8, 0)),
        (london(2026, 3, 18, 7, 59), london(2026, 3, 18, 8, 0)),
        (london(2026, 3, 18, 19, 0), london(2026, 3, 19, 8, 0)),
        (london(2026, 3, 18, 23, 59), london(2026, 3, 19, 8, 0)),
        (london(2026, 3, 20, 18, 59), london(2026, 3, 20, 18, 59)),
        (london(2026, 3, 20, 19, 0), london(2026, 3, 23, 8, 0)),
        (london(2026, 3, 21, 12, 0), london(2026, 3, 23, 8, 0)),
    ],
)
def test_the_nearest_time_is_the_same_one_or_the_next_working_morning(
    when: datetime, expected: datetime
) -> None:
    """By default nothing comes from 19:00 to 08:00 or at the weekend."""
    assert utc(Week("Europe/London").nearest(when)) == utc(expected)


def test_the_morning_stays_at_eight_through_both_clock_changes() -> None:
    """Friday evening leads to Monday at 08:00 on the wall, in both zones of the year."""
    week = Week("Europe/London")
    spring = week.nearest(london(2026, 3, 27, 20, 0))
    autumn = week.nearest(london(2026, 10, 23, 20, 0))
    assert spring.isoformat() == "2026-03-30T08:00:00+01:00"
    assert autumn.isoformat() == "2026-10-26T08:00:00+00:00"


@pytest.mark.parametrize("friday", [date(2026, 3, 27), date(2026, 10, 23)])
def test_monday_morning_is_at_eight_in_every_zone_there_is(friday: date) -> None:
    """Whatever each zone does with its clocks over that weekend."""
    for zone in available_timezones():
        found = Week(zone).nearest(at(friday, time(20), zone))
        assert found.replace(tzinfo=None) == datetime.combine(friday, time(8)) + timedelta(days=3)


def test_midnight_of_the_monday_after_the_change_is_not_skipped() -> None:
    """Monday 30 March 2026 at 00:00 in London is a time like any other."""
    week = Week("Europe/London", time(0), time(0))
    assert week.nearest(london(2026, 3, 28, 12, 0)).isoformat() == "2026-03-30T00:00:00+01:00"


def test_quiet_hours_that_end_in_the_hour_left_out_end_at_the_jump() -> None:
    """Where 01:30 does not exist, the first moment after the quiet hours is 02:00."""
    week = Week("Europe/London", time(22), time(1, 30), frozenset(range(7)))
    assert week.nearest(london(2026, 3, 28, 23, 0)).isoformat() == "2026-03-29T02:00:00+01:00"


def test_quiet_hours_are_quiet_in_both_hours_that_look_alike() -> None:
    """When 01:00 to 02:00 comes twice, quiet hours up to 01:30 are kept each time."""
    week = Week("Europe/London", time(22), time(1, 30), frozenset(range(7)))
    first = london(2026, 10, 25, 1, 30)
    again = week.nearest(london(2026, 10, 25, 1, 10, fold=1))
    assert utc(week.nearest(london(2026, 10, 24, 23, 0))) == utc(first)
    assert utc(again) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert again.fold == 1


def test_a_clock_set_back_out_of_the_quiet_hours_opens_at_once() -> None:
    """Quiet from 01:30 to 03:00: at the change the wall shows 01:00 again, which is allowed."""
    week = Week("Europe/London", time(1, 30), time(3), frozenset(range(7)))
    opened = week.nearest(london(2026, 10, 25, 1, 45))
    assert utc(opened) == datetime(2026, 10, 25, 1, 0, tzinfo=UTC)


def test_a_day_that_a_zone_left_out_is_passed_over() -> None:
    """Samoa had no Friday 30 December 2011; who allows Fridays only waits for the next one."""
    fridays = Week("Pacific/Apia", days=frozenset({4}))
    found = fridays.nearest(datetime(2011, 12, 29, 20, 0, tzinfo=ZoneInfo("Pacific/Apia")))
    assert found.isoformat() == "2012-01-06T08:00:00+14:00"


@pytest.mark.parametrize(
    ("day", "clock", "zone", "expected"),
    [
        (date(2026, 3, 29), time(1, 30), "Europe/London", "2026-03-29T02:00:00+01:00"),
        (date(2026, 3, 29), time(0, 59), "Europe/London", "2026-03-29T00:59:00+00:00"),
        (date(2026, 3, 29), time(2, 0), "Europe/London", "2026-03-29T02:00:00+01:00"),
        (date(2026, 10, 25), time(1, 30), "Europe/London", "2026-10-25T01:30:00+01:00"),
        (date(2026, 10, 25), time(1, 30, fold=1), "Europe/London", "2026-10-25T01:30:00+01:00"),
        (date(2026, 10, 4), time(2, 15), "Australia/Lord_Howe", "2026-10-04T02:30:00+11:00"),
        (date(2011, 12, 30), time(9), "Pacific/Apia", "2011-12-31T00:00:00+14:00"),
    ],
)
def test_a_time_left_out_is_the_first_after_it_and_a_time_twice_its_first(
    day: date, clock: time, zone: str, expected: str
) -> None:
    """Wall times are read as people would: never lost, never twice."""
    assert at(day, clock, zone).isoformat() == expected


def test_a_wanted_time_that_does_not_exist_is_the_first_that_does() -> None:
    """A date and time put together without a look at the clocks still names one moment."""
    week = Week("Europe/London", time(0), time(0), frozenset(range(7)))
    assert week.nearest(london(2026, 3, 29, 1, 45)).isoformat() == "2026-03-29T02:00:00+01:00"


@given(WEEKS, MOMENTS)
@example(Week("Europe/London", time(22), time(1, 30)), CHANGES[0])
@example(Week("Europe/London", time(1, 30), time(3), frozenset({6})), CHANGES[1])
def test_nothing_comes_in_quiet_hours_or_on_a_day_off(week: Week, when: datetime) -> None:
    """In every zone of the tz database, read here straight from the wall."""
    found = week.nearest(when)
    clock, start, end = found.time(), week.quiet_from, week.quiet_to
    inside = start <= clock < end if start <= end else not end <= clock < start
    assert not inside
    assert found.weekday() in week.days
    assert utc(found) >= when
    assert found.tzinfo == ZoneInfo(week.zone)


@given(WEEKS, MOMENTS)
def test_an_allowed_time_is_left_as_it_is(week: Week, when: datetime) -> None:
    """Asking again for the nearest time changes nothing."""
    once = week.nearest(when)
    assert utc(week.nearest(once)) == utc(once)


@given(WEEKS, MOMENTS, st.timedeltas(timedelta(), timedelta(days=10)))
def test_a_later_wish_is_never_met_earlier(week: Week, when: datetime, more: timedelta) -> None:
    """The nearest time keeps the order of the wishes."""
    assert utc(week.nearest(when)) <= utc(week.nearest(when + more))


@given(WEEKS, MOMENTS, st.data())
def test_no_allowed_time_is_passed_over(week: Week, when: datetime, data: st.DataObject) -> None:
    """Between the wish and the nearest time every moment is quiet or on a day off."""
    seconds = (utc(week.nearest(when)) - when) // timedelta(seconds=1)
    if seconds:
        between = when + timedelta(seconds=data.draw(st.integers(0, seconds - 1)))
        assert week.quiet(between) or week.off(local_day(between, week.zone))


@given(ZONES, st.dates(date(1950, 1, 1), date(2090, 1, 1)), CLOCKS)
@example("Pacific/Apia", date(2011, 12, 30), time(9))
def test_every_wall_time_names_one_existing_moment(zone: str, day: date, clock: time) -> None:
    """What comes out exists, is not before what was asked, and says so unless it was left out."""
    found = at(day, clock, zone)
    wall = datetime.combine(day, clock)
    there_and_back = utc(found).astimezone(ZoneInfo(zone))
    assert there_and_back.replace(tzinfo=None) == found.replace(tzinfo=None)
    assert found.replace(tzinfo=None) >= wall
    if found.replace(tzinfo=None) > wall:
        just_before = (utc(found) - timedelta(seconds=1)).astimezone(ZoneInfo(zone))
        assert just_before.replace(tzinfo=None) < wall
    assert found.fold == 0


def test_a_day_is_the_one_on_the_wall_where_the_person_is() -> None:
    """Half past midnight in London in summer is still yesterday in UTC."""
    night = datetime(2026, 6, 1, 23, 30, tzinfo=UTC)
    assert local_day(night, "Europe/London") == date(2026, 6, 2)
    assert local_day(night, "UTC") == date(2026, 6, 1)


def test_a_week_is_the_seven_days_that_end_today() -> None:
    """Seven days run on over Sunday, so that three and three never stand side by side."""
    assert week_of(date(2026, 3, 2)) == (date(2026, 2, 24), date(2026, 3, 2))


@pytest.mark.parametrize("days", [frozenset[int](), frozenset({7}), frozenset({-1, 2})])
def test_a_week_without_a_day_is_refused(days: frozenset[int]) -> None:
    """Rules that allow no moment at all would wait for ever."""
    with pytest.raises(ValueError, match="at least one day"):
        Week("Europe/London", days=days)


def test_a_zone_nobody_knows_is_refused() -> None:
    """A zone is checked when the rules are made, not when a reminder is due."""
    with pytest.raises(ZoneInfoNotFoundError):
        Week("Europe/Atlantis")


def test_a_moment_without_a_zone_is_refused() -> None:
    """The machine's own zone is never guessed at."""
    with pytest.raises(ValueError, match="zone"):
        Week("Europe/London").nearest(datetime(2026, 3, 18, 10, 0))
