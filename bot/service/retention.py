"""Forgetting by itself: what is old enough goes, whether or not anybody asks.

How long each thing is kept stands in the tables, where `cairn governance` reads it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.flow.scene import Catalogue
from bot.nudges import slot
from bot.service.desk import NOTICE, Desk
from bot.service.teams.cards import is_over
from bot.service.teams.team_desk import TeamDesk
from storage import checkins, coordinators, nudges, people, readings, sheets, shown, updates
from storage.nudges import Nudge
from storage.store import Store, Unit

DELIVERIES = timedelta(hours=48)
OPEN_CONVERSATION = timedelta(days=30)
DISUSE = timedelta(days=365)  # without a tap or word
NOTICE_BEFORE = timedelta(days=30)  # of that, where the person lets the bot write first
MONTHS = 12  # of check-ins
READINGS = timedelta(days=90)  # after they ended, whether settled or not
AT_ONCE = 100  # people in one transaction: somebody who waits for an answer comes in between


async def forget_old(store: Store, words: Catalogue, now: datetime) -> None:
    """Forgets deliveries, codes, readings that are over, old check-ins and talks, and who is gone.

    Whoever switched reminders on is told once before everything of theirs goes.

    Raises:
        StoreBusy, StoreFull: the rest is forgotten the next time.
    """
    today = now.date()
    async with store.write() as unit:
        await updates.forget(unit, now - DELIVERIES)
        await shown.forget(unit, now - DELIVERIES)
        await checkins.delete_before(unit, f"{months_before(today, MONTHS):%Y-%m}")
        await coordinators.forget(unit, now)
        await sheets.forget(unit, now)
        await readings.forget(unit, now, now - READINGS)
        gone = await people.idle_since(unit, today - DISUSE)
        teams = await people.idle_since(unit, date.max, people.GROUP)
        going = await people.idle_since(unit, today - DISUSE + NOTICE_BEFORE)
        resting = await people.idle_since(unit, today - OPEN_CONVERSATION)
    for some in _by(AT_ONCE, gone):
        async with store.write() as unit:
            # They may have come back since they were found.
            for person in (await people.by_id(unit, some)).values():
                if person.last_seen < today - DISUSE:
                    await people.erase(unit, person.id)
    for some in _by(AT_ONCE, teams):
        async with store.write() as unit:
            await _forget_ended(unit, some, now)
    left = set(gone)
    for some in _by(AT_ONCE, [person for person in going if person not in left]):
        async with store.write() as unit:
            await _give_notice(unit, some, words, now)
    for some in _by(AT_ONCE, [person for person in resting if person not in left]):
        async with store.write() as unit:
            await _close_conversations(unit, some, today - OPEN_CONVERSATION)


async def _forget_ended(unit: Unit, ids: Sequence[str], now: datetime) -> None:
    """A group is forgotten after the last day of its cards, which is a year away at the most."""
    for group in (await people.by_id(unit, ids)).values():
        if is_over(TeamDesk.from_json(group.desk), now):
            await people.erase(unit, group.id)


def months_before(day: date, months: int) -> date:
    """The first day of the month that lies so many months back."""
    at = day.year * 12 + day.month - 1 - months
    return date(at // 12, at % 12 + 1, 1)


async def _give_notice(unit: Unit, ids: Sequence[str], words: Catalogue, now: datetime) -> None:
    """One message in the coming days, to those who let the bot write first, and only once."""
    told = []
    for person in (await people.by_id(unit, ids)).values():
        desk = Desk.from_json(person.desk)
        goes = person.last_seen + DISUSE
        allowed = "reminders" in desk.profile.switches and not (desk.held or desk.unreachable)
        is_time = timedelta() < goes - now.date() <= NOTICE_BEFORE
        if not allowed or not is_time or NOTICE in desk.offered:
            continue
        person.desk = replace(desk, offered=desk.offered | {NOTICE}).to_json()
        body = {
            "kind": slot.NOTICE,
            "dialogue": "",
            "step": "",
            "entry": None,
            "text": words.text("forget.notice", day=goes),
            "made": now.date().isoformat(),
            "moved": 0,
        }
        told.append((person, Nudge(unit.new_id(), now, body)))
    await nudges.add(unit, told)
    await people.save(unit, [person for person, _ in told])


async def _close_conversations(unit: Unit, ids: Sequence[str], before: date) -> None:
    changed = []
    for person in (await people.by_id(unit, ids)).values():
        desk = Desk.from_json(person.desk)
        if person.last_seen < before and (desk.session or desk.screen):
            person.desk = replace(desk, session=None, session_visit=None, screen=None).to_json()
            changed.append(person)
    await people.save(unit, changed)


def _by(size: int, ids: Sequence[str]) -> list[Sequence[str]]:
    return [ids[at : at + size] for at in range(0, len(ids), size)]
