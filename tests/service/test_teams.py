"""Small parts of what a group gets: its desk, its buttons’ tokens, how often it is told."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.service.retention import forget_old
from bot.service.teams.draft import Draft, Tap, Tokens
from bot.service.teams.pace import MOST_KEPT, Pace
from bot.service.teams.team_desk import TeamDesk
from storage import people
from storage.store import Store
from tests.service.conftest import shipped

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
THEMES = ("culture", "leadership", "workforce-care", "budgets")
TOKENS = Tokens(THEMES)
TIMES = st.datetimes(timezones=st.just(UTC))
DESKS = st.builds(TeamDesk, unprompted=st.lists(TIMES, max_size=3).map(tuple))
DRAFTS = st.builds(
    Draft,
    days=st.sets(st.integers(0, 6), min_size=1, max_size=2).map(lambda days: tuple(sorted(days))),
    at=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    themes=st.lists(st.sampled_from(THEMES), max_size=3, unique=True).map(tuple),
    until=st.dates(date(2000, 1, 1), date(2068, 12, 31)),
)


@given(DESKS)
def test_a_groups_desk_survives_a_restart(desk: TeamDesk) -> None:
    """Days, end, pause, what was posted: nothing is lost on the way."""
    assert TeamDesk.from_json(json.loads(json.dumps(desk.to_json()))) == desk


@given(DRAFTS, st.sampled_from(["start", "themes1", "draft"]), st.sampled_from(["", "a1b2c3"]))
def test_a_draft_travels_on_a_button(draft: Draft, action: str, nonce: str) -> None:
    """It comes back as it left, and fits into the 64 bytes that a button has."""
    token = TOKENS.make(action, nonce, draft)
    assert len(token.encode()) <= 64
    assert TOKENS.read(token) == Tap(action, nonce, draft)


@given(st.text(max_size=64) | st.from_regex(r"team\.[a-z]+\.[0-9a-f]*\.[0-9.]*", fullmatch=True))
def test_a_made_up_button_does_no_harm(token: str) -> None:
    """Whatever a changed client sends is a choice that can be made, or nothing."""
    tap = TOKENS.read(token)
    if tap and tap.draft:
        assert 1 <= len(tap.draft.days) <= 2
        assert set(tap.draft.themes) <= set(THEMES)


@pytest.mark.parametrize(
    "token",
    [
        "team.start..8.0930..270224",
        "team.start..1.2560..270224",
        "team.start..1.0930.9.270224",
        "team.start..1.0930..270231",
        "team.start..1.0930.0123.270224",
        "/team",
    ],
)
def test_days_times_themes_and_dates_that_are_none_mean_nothing(token: str) -> None:
    """Not a day of the week, not on the clock, no such theme or date, a fourth theme."""
    assert TOKENS.read(token) is None


def test_the_same_is_said_once_a_minute_in_each_group() -> None:
    """Other groups and other words are counted by themselves; a clock set back makes none wait."""
    pace = Pace()
    assert pace.allows("a", "x", NOW)
    assert not pace.allows("a", "x", NOW + timedelta(seconds=59))
    assert pace.allows("b", "x", NOW)
    assert pace.allows("a", "y", NOW)
    assert pace.allows("a", "x", NOW + timedelta(seconds=60))
    assert pace.allows("a", "x", NOW - timedelta(hours=1))
    assert [pace.allows("c", "x", NOW, 3) for _ in range(4)] == [True, True, True, False]


def test_what_is_remembered_of_floods_has_an_end() -> None:
    """Many groups do not fill the memory."""
    pace = Pace()
    for number in range(MOST_KEPT + 100):
        pace.allows(str(number), "x", NOW)
    assert pace.allows("0", "x", NOW)
    assert not pace.allows(str(MOST_KEPT + 99), "x", NOW)


async def test_a_group_is_forgotten_after_its_last_day_and_not_before(store: Store) -> None:
    """However long ago an administrator was there; people are not touched by it."""
    for number, until in enumerate((date(2026, 11, 24), date(2026, 11, 25))):
        desk = TeamDesk("Europe/London", (1,), until, "ab")
        async with store.write() as unit:
            long_ago = date(2025, 11, 30)
            await people.add(unit, f"tg:-{number}", desk.to_json(), long_ago, kind=people.GROUP)
    await forget_old(store, shipped().words, NOW)
    async with store.read() as unit:
        assert set(await people.find(unit, ["tg:-0", "tg:-1"])) == {"tg:-1"}


def test_a_card_comes_only_on_the_groups_own_days() -> None:
    """So a holiday's card is passed over and does not come on the day after."""
    week = TeamDesk("Europe/London", (4,), date(2027, 1, 1), "ab").week({date(2026, 12, 25)})
    assert week.off(date(2026, 12, 25)) is not None
    assert week.next_open(date(2026, 12, 25)) == date(2027, 1, 1)
    assert not week.quiet(datetime.combine(date(2026, 12, 25), time(9, 30), UTC))
