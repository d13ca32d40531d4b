"""Rules: in every zone there is and over both clock changes, held against the clock on the wall."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.nudges import slot
from bot.nudges.calendar import Days, Week, at
from bot.nudges.policy import Due, Kind, Reason, Standing, Subject, Verdict, comes, decide
from bot.nudges.rules import Rule
from bot.nudges.shifts import Shifts
from bot.script.holidays import Holidays
from storage.nudges import Nudge
from tests.nudges import wall

ALL_ZONES = sorted(available_timezones())
ZONES = st.sampled_from(ALL_ZONES)
CLOCKS = st.builds(time, st.integers(0, 23), st.sampled_from([0, 1, 15, 30, 59]))
ANY_TIME = st.datetimes(datetime(2025, 12, 1), datetime(2027, 3, 1), timezones=st.just(UTC))
HOLIDAYS: list[Days] = [frozenset(), Holidays()]
DAY = timedelta(days=1)


@st.composite
def moments(draw: st.DrawFn, zone: str) -> datetime:
    """Any moment of a good year; where the zone changes its clocks, mostly one near a change."""
    changes = wall.changes(zone, 2026)
    if not changes or draw(st.integers(0, 3)) == 0:
        return draw(ANY_TIME)
    near = timedelta(minutes=draw(st.integers(-3 * 24 * 60, 2 * 24 * 60)))
    return draw(st.sampled_from(changes)) + near


@st.composite
def weeks(draw: st.DrawFn, zone: str, today: date) -> Week:
    """A person's days and hours: shifts for some, a leave for some, bank holidays for some."""
    shifts = st.builds(
        Shifts, st.integers(1, 7), st.integers(1, 7), st.just(today - draw(st.integers(0, 9)) * DAY)
    )
    return Week(
        zone,
        draw(CLOCKS),
        draw(CLOCKS),
        draw(st.frozensets(st.integers(0, 6), min_size=1)),
        draw(st.none() | shifts),
        draw(st.none() | st.integers(-3, 12).map(lambda ahead: today + ahead * DAY)),
        draw(st.sampled_from(HOLIDAYS)),
    )


@st.composite
def rules(draw: st.DrawFn, today: date, by_shift: bool) -> Rule:
    """Any rule, begun not long before `today` or soon to begin, the next one skipped by some."""
    return Rule(
        draw(st.frozensets(st.integers(0, 4 if by_shift else 6), min_size=1)),
        draw(CLOCKS),
        today + draw(st.integers(-40, 10)) * DAY,
        draw(st.sampled_from([1, 2, 4])),
        by_shift,
        draw(st.none() | st.integers(-5, 20).map(lambda ahead: today + ahead * DAY)),
        draw(st.booleans()),
    )


@st.composite
def lives(draw: st.DrawFn) -> tuple[Rule, Week, datetime]:
    """A rule, its owner's week, and a moment to look ahead from."""
    zone = draw(ZONES)
    moment = draw(moments(zone))
    today = wall.wall(moment, zone).date()
    week = draw(weeks(zone, today))
    by_shift = week.shifts is not None and draw(st.booleans())
    return draw(rules(today, by_shift)), week, moment


def row(rule: Rule, week: Week, moment: datetime) -> Nudge:
    """The stored reminder of a rule, at its first occurrence after a moment."""
    body = {"kind": "rule", "what": "checkin", "rule": rule.to_json(), "rested": False, "moved": 0}
    return slot.begun(Nudge(1, None, body), moment, week)


def shifts_of(week: Week) -> wall.Shifts | None:
    """A week's shifts, as the tests' own calendar has them."""
    return (week.shifts.on, week.shifts.off, week.shifts.first) if week.shifts else None


def test_both_clock_changes_leave_the_time_on_the_wall_as_it_is() -> None:
    """In every zone, over all changes of 2026: each day once, at its time or the first after."""
    both = [(zone, change) for zone in ALL_ZONES for change in wall.changes(zone, 2026)]
    assert len(both) > 300
    for zone, change in both:
        on_the_wall = wall.wall(change, zone)
        for minutes in (-61, -30, -1, 0, 1, 30, 59):
            clock = (on_the_wall + timedelta(minutes=minutes)).time()
            rule = Rule(frozenset(range(7)), clock, date(2026, 1, 1))
            moment = change - 3 * DAY
            found: list[datetime] = []
            for _ in range(6):
                following = rule.next_after(moment, Week(zone))
                assert following is not None
                found.append(moment := following.astimezone(UTC))
            first = wall.wall(change - 3 * DAY, zone).date()
            expected = [wall.moment(first + ahead * DAY, clock, zone) for ahead in range(9)]
            assert found == [one for one in expected if one > change - 3 * DAY][:6], zone


@settings(deadline=None)
@given(lives())
def test_the_next_time_is_the_first_that_the_wall_shows_on_a_named_day(
    life: tuple[Rule, Week, datetime],
) -> None:
    """Day for day as a person with a calendar would count it: none passed over, none twice."""
    rule, week, moment = life
    named = wall.occurrences(rule.to_json(), week.zone, shifts_of(week), moment, moment + 190 * DAY)
    expected = [when for _, when in named][:8]
    found: list[datetime] = []
    after: datetime | None = moment
    while after and len(found) < len(expected):
        after = rule.next_after(after, week)
        found += [after.astimezone(UTC)] if after else []
    assert found == expected
    assert all(one < other for one, other in pairwise([moment, *found]))


@settings(deadline=None)
@given(lives())
def test_a_rule_is_kept_as_it_was(life: tuple[Rule, Week, datetime]) -> None:
    """Stored and read back it names the same days."""
    rule = life[0]
    assert Rule.from_json(rule.to_json()) == rule


@settings(deadline=None)
@given(lives())
def test_what_will_come_comes_at_a_time_that_its_owner_wants(
    life: tuple[Rule, Week, datetime],
) -> None:
    """Never in quiet hours unless they were picked, nor on leave, a holiday or a day off.

    Not before its time either, nor as late as the one after it, and not more than three days later.
    """
    rule, week, moment = life
    waiting = row(rule, week, moment)
    if waiting.next_due is None:
        return
    named = wall.moment(slot.occurrence_day(waiting), rule.at, week.zone)
    when = comes(slot.due_of(waiting, Subject.WAITING, week), week)
    if when is None:
        return
    on_the_wall = wall.wall(when, week.zone)
    quiet = wall.quiet(on_the_wall.time(), week.quiet_from, week.quiet_to)
    assert not quiet or rule.picked
    assert week.back is None or on_the_wall.date() >= week.back
    assert on_the_wall.date() not in week.holidays
    works = shifts_of(week)
    if works:
        assert (on_the_wall.date() - works[2]).days % (works[0] + works[1]) < works[0]
    else:
        assert on_the_wall.weekday() in week.days
    assert when.astimezone(UTC) >= named
    assert on_the_wall.date() <= slot.occurrence_day(waiting) + 3 * DAY
    following = rule.next_after(named, week)
    assert following is None or when.astimezone(UTC) < following.astimezone(UTC)


@settings(deadline=None)
@given(lives())
def test_what_its_owner_wants_comes_at_its_time(life: tuple[Rule, Week, datetime]) -> None:
    """An occurrence on a working day and outside the quiet hours is neither moved nor let go."""
    rule, week, moment = life
    waiting = row(rule, week, moment)
    if waiting.next_due is None:
        return
    named = wall.moment(slot.occurrence_day(waiting), rule.at, week.zone)
    on_the_wall = wall.wall(named, week.zone)
    quiet = wall.quiet(on_the_wall.time(), week.quiet_from, week.quiet_to)
    if week.off(on_the_wall.date()) is None and (rule.picked or not quiet):
        when = comes(slot.due_of(waiting, Subject.WAITING, week), week)
        assert when is not None
        assert when.astimezone(UTC) == named


@settings(deadline=None)
@given(lives(), st.data())
def test_an_occurrence_is_sent_or_let_go_and_then_the_next_one_stands(
    life: tuple[Rule, Week, datetime], data: st.DataObject
) -> None:
    """However things stand: moved a few times at the most, settled with a reason, and passed on.

    Nothing is ever moved to or past the moment of the one after it, so no two can pile up.
    """
    rule, week, moment = life
    waiting = row(replace(rule, after=None), week, moment)
    if waiting.next_due is None:
        return
    waiting.body["rested"] = data.draw(st.booleans())
    down = data.draw(st.timedeltas(timedelta(), timedelta(days=4)))
    now = waiting.next_due.astimezone(UTC) + down
    unanswered = data.draw(st.integers(0, 5))
    ago = data.draw(st.lists(st.integers(0, 6), max_size=3))
    person = Standing(
        week,
        paused=data.draw(st.booleans()),
        unanswered=unanswered,
        closed=unanswered > 4,
        unprompted=tuple(now - (days + 1) * DAY for days in ago),
    )
    first = slot.occurrence_day(waiting)
    verdict = _decide(waiting, person, now)
    for _ in range(12):
        if verdict.kind is not Kind.MOVE:
            break
        due = slot.due_of(waiting, Subject.WAITING, week)
        waiting = slot.waiting(waiting, due, verdict, week.zone)
        assert waiting.next_due is not None
        assert due.latest is not None
        assert waiting.next_due.astimezone(UTC) < due.latest().astimezone(UTC)
        now = max(now, waiting.next_due.astimezone(UTC))
        verdict = _decide(waiting, person, now)
    assert verdict.kind in (Kind.SEND, Kind.REST, Kind.DROP)
    assert (verdict.kind is Kind.SEND) == (verdict.reason in (Reason.DUE, Reason.CLOSING))
    following = slot.onward(waiting, verdict, week)
    assert slot.occurrence_day(following) > first or following.next_due is None
    assert following.body["rested"] == (verdict.kind is Kind.REST)


def _decide(waiting: Nudge, person: Standing, now: datetime) -> Verdict:
    return decide(slot.due_of(waiting, Subject.WAITING, person.week), person, now)


NEVER = Rule(frozenset({0}), time(10), date(2026, 3, 16))


@pytest.mark.parametrize(
    ("rule", "week"),
    [
        # By a run of shifts, for somebody who has none; on a place that their run does not have.
        (replace(NEVER, by_shift=True), Week("Europe/London")),
        (
            replace(NEVER, days=frozenset({5}), by_shift=True),
            Week("Europe/London", shifts=Shifts(4, 4, date(2026, 3, 16))),
        ),
        # Not for a good year.
        (replace(NEVER, since=date(2028, 1, 1)), Week("Europe/London")),
        (replace(NEVER, after=date(2028, 1, 1)), Week("Europe/London")),
        (replace(NEVER, days=frozenset()), Week("Europe/London")),
    ],
)
def test_a_rule_that_never_comes_says_so(rule: Rule, week: Week) -> None:
    """It is never due, and looking for it ends."""
    now = datetime(2026, 3, 16, 9, tzinfo=UTC)
    assert rule.next_after(now, week) is None
    assert row(rule, week, now).next_due is None


@pytest.mark.parametrize("every", [1, 2, 4])
def test_weeks_are_counted_from_the_one_in_which_it_began(every: int) -> None:
    """Begun on a Thursday, “Monday and Friday” comes that Friday, and then in every nth week."""
    rule = Rule(frozenset({0, 4}), time(9), date(2026, 3, 19), every)
    days = list(rule.days_from(date(2026, 3, 16), Week("Europe/London")))[:4]
    later = date(2026, 3, 16) + every * 7 * DAY
    third = later + every * 7 * DAY
    assert days == [date(2026, 3, 20), later, later + 4 * DAY, third]


def test_runs_are_counted_from_the_one_in_which_it_began() -> None:
    """On the second day of every second run of four on, four off."""
    week = Week("Europe/London", shifts=Shifts(4, 4, date(2026, 3, 16)))
    rule = Rule(frozenset({1}), time(9), date(2026, 3, 16), 2, by_shift=True)
    days = list(rule.days_from(date(2026, 3, 16), week))[:3]
    assert days == [date(2026, 3, 17), date(2026, 4, 2), date(2026, 4, 18)]


def test_one_passed_over_does_not_come_and_the_one_after_it_does() -> None:
    """Skipping Wednesday leaves the Wednesday after."""
    rule = Rule(frozenset({2}), time(9), date(2026, 3, 16), after=date(2026, 3, 18))
    assert rule.next_after(datetime(2026, 3, 16, tzinfo=UTC), Week("Europe/London")) == at(
        date(2026, 3, 25), time(9), "Europe/London"
    )


def test_a_time_that_is_twice_is_over_once_it_was() -> None:
    """Half past one on the night when it comes twice: from the first on, the next is tomorrow's."""
    rule = Rule(frozenset(range(7)), time(1, 30), date(2026, 10, 1))
    london = Week("Europe/London")
    first = rule.next_after(datetime(2026, 10, 24, 12, tzinfo=UTC), london)
    assert first is not None
    assert first.astimezone(UTC) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    between = datetime(2026, 10, 25, 1, 10, tzinfo=UTC)
    assert between.astimezone(ZoneInfo("Europe/London")).time() == time(1, 10)
    for moment in (first, between):
        assert rule.next_after(moment, london) == at(date(2026, 10, 26), time(1, 30), london.zone)


def test_what_is_due_for_a_rule_says_until_when_it_can_be_moved() -> None:
    """Up to the next time, and not more than three days."""
    week = Week("Europe/London")
    now = datetime(2026, 3, 16, 9, tzinfo=UTC)
    often = slot.due_of(row(Rule(frozenset({1, 2}), time(10), now.date()), week, now), _W, week)
    seldom = slot.due_of(row(Rule(frozenset({1}), time(10), now.date()), week, now), _W, week)
    assert isinstance(often, Due)
    assert often.latest is not None
    assert seldom.latest is not None
    assert often.latest() == at(date(2026, 3, 18), time(10), week.zone)
    assert seldom.latest() == at(date(2026, 3, 21), time(0), week.zone)


_W = Subject.WAITING
