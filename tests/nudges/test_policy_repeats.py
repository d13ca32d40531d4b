"""Whether to write unasked about what comes again and again: easing off, leave, holidays, room."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from bot.nudges.calendar import Week
from bot.nudges.policy import Due, Kind, Reason, Standing, Subject, decide, latest_of, until_of
from bot.nudges.shifts import Shifts
from tests.nudges.test_policy import DEFAULT, WEDNESDAY, march, promised, standing


def repeated(day: int, hour: int = 10, following: int | None = None, **facts: object) -> Due:
    """An occurrence of a rule at that hour of March; `following` is the day of the next one."""
    when, zone = march(day, hour), "Europe/London"
    after = march(following, hour) if following else None
    due = Due(
        when,
        until_of(when, zone, repeats=True),
        latest=lambda: latest_of(when, after, zone),
    )
    return replace(due, **facts)  # type: ignore[arg-type]  # the tables below give right ones


CLOSED = standing(unanswered=5, closed=True)
ON_LEAVE = standing(week=Week("Europe/London", back=date(2026, 3, 25)))
A_HOLIDAY = standing(week=Week("Europe/London", holidays=frozenset({date(2026, 3, 18)})))
NOTICE = replace(WEDNESDAY, needed=True)


@pytest.mark.parametrize(
    ("person", "due", "now", "expected"),
    [
        (DEFAULT, repeated(18), march(18), (Kind.SEND, Reason.DUE, None)),
        # Up to three hours late it still comes, then not any more: there is a next one.
        (DEFAULT, repeated(18), march(18, 13), (Kind.SEND, Reason.DUE, None)),
        (DEFAULT, repeated(18), march(18, 13, 1), (Kind.DROP, Reason.LATE, None)),
        (DEFAULT, repeated(18), march(19), (Kind.DROP, Reason.LATE, None)),
        # Never after midnight, however near its time was.
        (
            standing(week=Week("Europe/London", time(4), time(5))),
            repeated(18, 23),
            march(19, 0, 1),
            (Kind.DROP, Reason.LATE, None),
        ),
        # What passes lets it go at once; a pause or a block goes before everything else.
        (standing(paused=True), repeated(18), march(18), (Kind.DROP, Reason.PAUSED, None)),
        (standing(reachable=False), repeated(18), march(18), (Kind.DROP, Reason.UNREACHABLE, None)),
        (standing(paused=True), repeated(18), march(20), (Kind.DROP, Reason.PAUSED, None)),
        (
            DEFAULT,
            repeated(18, subject=Subject.DONE),
            march(18),
            (Kind.DROP, Reason.DONE, None),
        ),
        # Half as often after two: every other one rests, and only of what comes again.
        (standing(unanswered=1), repeated(18), march(18), (Kind.SEND, Reason.DUE, None)),
        (standing(unanswered=2), repeated(18), march(18), (Kind.REST, Reason.UNANSWERED, None)),
        (standing(unanswered=3), repeated(18), march(18), (Kind.REST, Reason.UNANSWERED, None)),
        (
            standing(unanswered=3),
            repeated(18, rested=True),
            march(18),
            (Kind.SEND, Reason.DUE, None),
        ),
        (standing(unanswered=3), WEDNESDAY, march(18), (Kind.SEND, Reason.DUE, None)),
        # After four the note in its place, rested or not, and then nothing until they are back.
        (standing(unanswered=4), repeated(18), march(18), (Kind.SEND, Reason.CLOSING, None)),
        (
            standing(unanswered=4),
            repeated(18, rested=True),
            march(18),
            (Kind.SEND, Reason.CLOSING, None),
        ),
        (standing(unanswered=4), WEDNESDAY, march(18), (Kind.SEND, Reason.CLOSING, None)),
        (CLOSED, repeated(18), march(18), (Kind.REST, Reason.UNANSWERED, None)),
        (CLOSED, repeated(18, rested=True), march(18), (Kind.REST, Reason.UNANSWERED, None)),
        (CLOSED, WEDNESDAY, march(18), (Kind.HOLD, Reason.UNANSWERED, march(19))),
        # The note keeps to the caps and to their hours like anything else.
        (
            standing(unanswered=4, unprompted=(march(18, 9),)),
            repeated(18),
            march(18),
            (Kind.DROP, Reason.TODAY_TAKEN, None),
        ),
        (
            standing(unanswered=4),
            repeated(18, 20),
            march(18, 20),
            (Kind.MOVE, Reason.QUIET, march(19, 8)),
        ),
        # The notice before everything goes is no reminder: it goes out all the same.
        (CLOSED, NOTICE, march(18), (Kind.SEND, Reason.DUE, None)),
        (standing(unanswered=4), NOTICE, march(18), (Kind.SEND, Reason.DUE, None)),
        (
            standing(unprompted=(march(18, 9),)),
            NOTICE,
            march(18),
            (Kind.MOVE, Reason.TODAY_TAKEN, march(19)),
        ),
        # A leave lets what repeats go, and moves what was promised to the first day back.
        (ON_LEAVE, repeated(18), march(18), (Kind.DROP, Reason.LEAVE, None)),
        (ON_LEAVE, WEDNESDAY, march(18), (Kind.MOVE, Reason.LEAVE, march(25))),
        (
            ON_LEAVE,
            replace(WEDNESDAY, picked=True),
            march(18),
            (Kind.MOVE, Reason.LEAVE, march(25)),
        ),
        (
            replace(ON_LEAVE, week=replace(ON_LEAVE.week, quiet_to=time(11))),
            WEDNESDAY,
            march(18),
            (Kind.MOVE, Reason.LEAVE, march(25, 11)),
        ),
        # A holiday or a day off moves it to the next day, at its own time, if that is near enough.
        (A_HOLIDAY, repeated(18), march(18), (Kind.MOVE, Reason.HOLIDAY, march(19))),
        (A_HOLIDAY, repeated(18, following=19), march(18), (Kind.DROP, Reason.HOLIDAY, None)),
        (A_HOLIDAY, WEDNESDAY, march(18), (Kind.MOVE, Reason.HOLIDAY, march(19))),
        (DEFAULT, repeated(21), march(21), (Kind.MOVE, Reason.DAY_OFF, march(23))),
        (
            standing(week=Week("Europe/London", days=frozenset({0}))),
            repeated(18),
            march(18),
            (Kind.DROP, Reason.DAY_OFF, None),
        ),
        (
            standing(week=Week("Europe/London", shifts=Shifts(4, 4, date(2026, 3, 13)))),
            repeated(18),
            march(18),
            (Kind.MOVE, Reason.DAY_OFF, march(21)),
        ),
        # Quiet hours move it to their end; a time that was picked inside them is honoured.
        (DEFAULT, repeated(18, 20), march(18, 20), (Kind.MOVE, Reason.QUIET, march(19, 8))),
        (
            DEFAULT,
            repeated(20, 20, following=22),
            march(20, 20),
            (Kind.DROP, Reason.QUIET, None),
        ),
        (DEFAULT, repeated(18, 20, picked=True), march(18, 20), (Kind.SEND, Reason.DUE, None)),
        (
            DEFAULT,
            replace(promised(18, 22), picked=True),
            march(18, 22),
            (Kind.SEND, Reason.DUE, None),
        ),
        # In a talk it waits while there is time.
        (
            standing(in_conversation=True, touched=march(18, 9, 58)),
            repeated(18),
            march(18),
            (Kind.HOLD, Reason.TALKING, march(18, 10, 13)),
        ),
        (
            standing(in_conversation=True, touched=march(18, 12, 50)),
            repeated(18),
            march(18, 12, 55),
            (Kind.DROP, Reason.TALKING, None),
        ),
        # The caps drop what repeats.
        (
            standing(unprompted=(march(18, 8),)),
            repeated(18),
            march(18),
            (Kind.DROP, Reason.TODAY_TAKEN, None),
        ),
        (
            standing(unprompted=(march(13), march(16), march(17))),
            repeated(18),
            march(18),
            (Kind.DROP, Reason.WEEK_FULL, None),
        ),
        # It makes room for what goes before it: on its day, or where a week has one place left.
        (
            standing(ahead=(date(2026, 3, 18),)),
            repeated(18),
            march(18),
            (Kind.DROP, Reason.MADE_ROOM, None),
        ),
        (
            standing(unprompted=(march(16), march(17)), ahead=(date(2026, 3, 20),)),
            repeated(18),
            march(18),
            (Kind.DROP, Reason.MADE_ROOM, None),
        ),
        (
            standing(unprompted=(march(17),), ahead=(date(2026, 3, 20),)),
            repeated(18),
            march(18),
            (Kind.SEND, Reason.DUE, None),
        ),
        # Several for one day count once: one of them comes that day.
        (
            standing(unprompted=(march(17),), ahead=(date(2026, 3, 20), date(2026, 3, 20))),
            repeated(18),
            march(18),
            (Kind.SEND, Reason.DUE, None),
        ),
        # A week on, what was sent so far does not stand in its way.
        (
            standing(unprompted=(march(16), march(17)), ahead=(date(2026, 3, 24),)),
            repeated(18),
            march(18),
            (Kind.SEND, Reason.DUE, None),
        ),
        # What was promised makes room for nothing.
        (
            standing(ahead=(date(2026, 3, 18),)),
            WEDNESDAY,
            march(18),
            (Kind.SEND, Reason.DUE, None),
        ),
    ],
)
def test_what_becomes_of_what_comes_again(
    person: Standing,
    due: Due,
    now: datetime,
    expected: tuple[Kind, Reason, datetime | None],
) -> None:
    """Rules, easing off, leave and holidays: each row says how things stand, and what is done."""
    verdict = decide(due, person, now)
    assert (verdict.kind, verdict.reason, verdict.until) == expected
