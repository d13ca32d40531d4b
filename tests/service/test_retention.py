"""What is forgotten by itself, and what is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.flow.session import Session
from bot.service.desk import Desk
from bot.service.profile import Profile
from bot.service.retention import forget_old, months_before
from storage import checkins, people, updates
from storage.store import Store
from tests.talk.running import shipped

WORDS = shipped().words
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
TALKING = Desk(Profile("1", "Europe/London"), "ab", session=Session("check-in", "r1", "today"))


async def _person(store: Store, address: str, days_ago: int) -> str:
    async with store.write() as unit:
        seen = (NOW - timedelta(days=days_ago)).date()
        return (await people.add(unit, address, TALKING.to_json(), seen)).id


async def _desk(store: Store, address: str) -> Desk | None:
    async with store.read() as unit:
        found = await people.find(unit, [address])
    return Desk.from_json(found[address].desk) if address in found else None


async def test_somebody_gone_for_a_year_is_erased_and_nobody_else(store: Store) -> None:
    """Twelve months without a tap or a word, and everything of theirs goes."""
    await _person(store, "gone", 366)
    await _person(store, "here", 365)
    await forget_old(store, WORDS, NOW)
    assert await _desk(store, "gone") is None
    assert await _desk(store, "here") is not None


async def test_b09_b13_a_conversation_is_closed_after_a_month_and_not_before(store: Store) -> None:
    """The person stays, with their settings; what they were in the middle of goes."""
    await _person(store, "away", 31)
    await _person(store, "resting", 30)
    await forget_old(store, WORDS, NOW)
    assert await _desk(store, "away") == replace(TALKING, session=None)
    assert await _desk(store, "resting") == TALKING


async def test_old_checkins_are_forgotten_by_the_month(store: Store) -> None:
    """What is older than twelve months goes; the month twelve back stays whole."""
    identity = await _person(store, "here", 0)
    async with store.write() as unit:
        owner = (await people.owners(unit, [identity]))[identity]
        await checkins.add(
            unit, [(owner, month, {"word": "okay"}) for month in ("2025-10", "2025-11")]
        )
    await forget_old(store, WORDS, NOW)
    async with store.read() as unit:
        assert len(await checkins.of(unit, owner)) == 1


async def test_a_delivery_is_known_again_for_two_days(store: Store) -> None:
    """Telegram repeats an update for up to a day; after two it may be forgotten."""
    async with store.write() as unit:
        await updates.fresh(unit, [1], NOW - timedelta(hours=49))
        await updates.fresh(unit, [2], NOW - timedelta(hours=47))
    await forget_old(store, WORDS, NOW)
    async with store.write() as unit:
        assert await updates.fresh(unit, [1, 2], NOW) == {1}


@pytest.mark.parametrize(
    ("day", "back"), [("2026-11-25", "2025-11-01"), ("2026-01-31", "2025-01-01")]
)
def test_months_are_counted_by_the_calendar(day: str, back: str) -> None:
    """Twelve months before any day of a month is the first of that month a year before."""
    assert months_before(datetime.fromisoformat(day).date(), 12).isoformat() == back
