"""What holds of every decision, whatever the facts are."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.nudges.calendar import Week, local_day
from bot.nudges.policy import Due, Kind, Reason, Standing, Subject, decide, latest_of, until_of
from bot.nudges.shifts import Shifts
from tests.nudges.test_policy import CLOCKS, ZONES, situations

YEAR = st.dates(date(2026, 1, 1), date(2027, 1, 1))
ANY_WEEKS = st.builds(
    Week,
    ZONES,
    CLOCKS,
    CLOCKS,
    st.frozensets(st.integers(0, 6), min_size=1),
    st.none() | st.builds(Shifts, st.integers(1, 8), st.integers(1, 8), YEAR),
    st.none() | YEAR,
    st.frozensets(YEAR, max_size=9),
)


@st.composite
def any_situations(draw: st.DrawFn) -> tuple[Due, Standing, datetime]:
    """The same with rules, leave, shifts, holidays, easing off, and what is ahead."""
    due, person, now = draw(situations())
    week = draw(ANY_WEEKS)
    repeats = draw(st.booleans())
    following = due.at + draw(st.timedeltas(timedelta(hours=20), timedelta(days=30)))
    due = replace(
        due,
        not_after=until_of(due.at, week.zone, repeats=repeats),
        latest=(lambda: latest_of(due.at, following, week.zone)) if repeats else None,
        picked=draw(st.booleans()),
        rested=draw(st.booleans()),
        needed=draw(st.booleans()),
    )
    today = local_day(now, week.zone)
    ahead = draw(st.lists(st.integers(0, 6), max_size=4))
    person = replace(
        person,
        week=week,
        unanswered=draw(st.integers(0, 6)),
        closed=draw(st.booleans()),
        ahead=tuple(today + timedelta(days=days) for days in ahead),
    )
    return due, person, now


@given(any_situations())
def test_whatever_the_facts_nobody_is_written_to_against_their_will(
    situation: tuple[Due, Standing, datetime],
) -> None:
    """What is sent is wanted, allowed, within the caps, in time, and not the third unanswered."""
    due, person, now = situation
    verdict = decide(due, person, now)
    if verdict.kind is not Kind.SEND:
        return
    week, today = person.week, local_day(now, person.week.zone)
    assert due.subject is Subject.WAITING
    assert person.reachable
    assert not person.paused
    assert due.picked or not week.quiet(now)
    assert week.off(today) is None
    days = [local_day(one, week.zone) for one in person.unprompted]
    assert today not in days
    assert sum(timedelta() < today - day < timedelta(days=7) for day in days) < 3
    if due.repeats:
        assert now <= due.not_after.astimezone(UTC)
        assert today not in person.ahead
    if not due.needed:
        closes = person.unanswered >= 4
        assert not (closes and person.closed)
        assert (verdict.reason is Reason.CLOSING) == closes
        assert not (due.repeats and person.unanswered in (2, 3) and not due.rested)


@given(any_situations())
def test_whatever_the_facts_what_repeats_is_settled_or_moved_a_little(
    situation: tuple[Due, Standing, datetime],
) -> None:
    """It is held only within its time, and moved only before the next one; all else settles it.

    What was promised once is let go only when it is settled, or late for the second time.
    """
    due, person, now = situation
    verdict = decide(due, person, now)
    if verdict.until is not None:
        assert verdict.until.astimezone(UTC) >= now
        assert due.picked or not person.week.quiet(verdict.until)
        assert person.week.off(local_day(verdict.until, person.week.zone)) is None
    if due.latest is None:
        if verdict.kind is Kind.DROP and due.subject is Subject.WAITING:
            assert due.late_before
        assert verdict.kind is not Kind.REST
    elif verdict.kind is Kind.HOLD:
        assert verdict.until is not None
        assert verdict.until.astimezone(UTC) <= due.not_after.astimezone(UTC)
    elif verdict.kind is Kind.MOVE:
        assert verdict.until is not None
        assert verdict.until.astimezone(UTC) < due.latest().astimezone(UTC)
