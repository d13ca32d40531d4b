"""“Next to come”: what people are told is what then really comes, as long as nothing changes."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.nudges.calendar import Week
from bot.nudges.plan import plan
from bot.nudges.policy import Standing
from bot.nudges.rules import Rule
from bot.nudges.shifts import Shifts
from bot.script.holidays import Holidays
from storage.people import Person
from storage.sealing import Vault
from storage.store import Store
from tests.nudges.conftest import MASTER, START, Host, Town

LONDON = ZoneInfo("Europe/London")
TODAY = START.date()
DAY = timedelta(days=1)
Promise = tuple[datetime, str]


class Answering(Host):
    """Somebody with a week of their own, who answers whatever comes."""

    def __init__(self, week: Week) -> None:
        super().__init__()
        self.week = week

    def standing(self, person: Person) -> Standing:
        """As the desk says, and nothing is unanswered."""
        return replace(super().standing(person), week=self.week, unanswered=0)


async def told_and_sent(
    week: Week, rules: Sequence[tuple[str, Rule]], promises: Sequence[Promise], count: int
) -> tuple[list[tuple[datetime, str]], list[tuple[datetime, str]]]:
    """What is planned, and what is sent when the clock goes from one due time to the next."""
    with tempfile.TemporaryDirectory() as folder:
        url, erased = f"sqlite:///{folder}/cairn.db", Path(folder) / "erased"
        store = await Store.open(url, Vault([MASTER]), erased_list=erased, now=START)
        async with store:
            town = Town(store, Answering(week))
            person = await town.person()
            for what, rule in rules:
                await town.repeat(person, rule, what, what)
            for at, text in promises:
                await town.promise(person, at, text)
            planned = plan(await town.waiting(person), week, (), START, count)
            told = [(one.when.astimezone(UTC), one.nudge.body["text"]) for one in planned]
            sent: list[tuple[datetime, str]] = []
            last = told[-1][0] if told else START
            while town.now <= last:
                sent += [(town.now, text) for text in await town.sent(town.now)]
                due = [one.next_due for one in await town.waiting(person) if one.next_due]
                town.now = max(min(due, default=last + DAY), town.now + timedelta(seconds=1))
    return told, sent


def at(days: int, hour: int) -> datetime:
    """An hour of London's wall, so many days on."""
    return datetime.combine(TODAY + days * DAY, time(hour), LONDON).astimezone(UTC)


CLOCKS = st.builds(time, st.integers(6, 21), st.sampled_from([0, 30]))
RULES = st.builds(
    Rule,
    st.frozensets(st.integers(0, 6), min_size=1, max_size=4),
    CLOCKS,
    st.just(TODAY),
    st.sampled_from([1, 2, 4]),
)
WEEKS = st.builds(
    Week,
    st.just("Europe/London"),
    days=st.frozensets(st.integers(0, 6), min_size=2),
    shifts=st.none() | st.just(Shifts(4, 4, TODAY)),
    back=st.none() | st.integers(1, 12).map(lambda days: TODAY + days * DAY),
    holidays=st.sampled_from([frozenset[date](), Holidays()]),
)


PROMISES = st.lists(st.builds(at, st.integers(1, 15), st.integers(6, 21)), max_size=1)


@settings(max_examples=25, deadline=None)
@given(WEEKS, RULES, PROMISES)
def test_what_is_told_is_what_comes(week: Week, rule: Rule, promises: Sequence[datetime]) -> None:
    """A rule and a promise, wherever they lie: the same messages at the same moments, no others."""
    dated = [(when, "promise") for when in promises]
    told, sent = asyncio.run(told_and_sent(week, [("checkin", rule)], dated, 4))
    assert sent == told


@settings(max_examples=15, deadline=None)
@given(st.lists(RULES, min_size=2, max_size=3), PROMISES)
def test_what_is_told_of_several_rules_is_what_comes(
    rules: Sequence[Rule], promises: Sequence[datetime]
) -> None:
    """More than three a week, and several on one day: told are those that have room, and come."""
    week = Week("Europe/London", quiet_from=time(22), quiet_to=time(6), days=frozenset(range(7)))
    named = list(zip(("checkin", "change", "reflect"), rules, strict=False))
    dated = [(when, "promise") for when in promises]
    told, sent = asyncio.run(told_and_sent(week, named, dated, 4))
    assert sent == told


@pytest.mark.parametrize(
    ("week", "promise", "expected"),
    [
        # A promise for a day off comes on the next working day, and takes its place only there.
        (
            Week("Europe/London", days=frozenset({0, 1, 2})),
            at(3, 9),
            ["17 a", "18 a", "23 promise"],
        ),
        # One for the evening comes the next morning: the rule of the day itself has its place.
        (Week("Europe/London"), at(1, 20), ["17 a", "18 promise", "19 a"]),
    ],
)
async def test_a_promise_takes_one_place_where_it_comes(
    week: Week, promise: datetime, expected: list[str]
) -> None:
    """It keeps nothing else from coming, neither on the day it was for nor by counting twice."""
    rule = Rule(frozenset(range(4)), time(9), TODAY + DAY)
    told, sent = await told_and_sent(week, [("a", rule)], [(promise, "promise")], 3)
    assert [f"{when.day} {text}" for when, text in told] == expected
    assert sent == told


async def test_one_that_gives_way_keeps_its_time_in_summer_too() -> None:
    """Two for one day in April: the second is told, and comes, at its own time the day after."""
    week, ten, eleven = Week("Europe/London"), at(21, 10), at(21, 11)
    told, sent = await told_and_sent(week, [], [(ten, "first"), (eleven, "second")], 2)
    assert told == [(ten, "first"), (at(22, 11), "second")]
    assert sent == told
