"""What was promised for later, once: kept as nudges, each with a day that the person chose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.flow.turn import Reminder
from bot.nudges import slot
from bot.nudges.slot import LATER, REVISIT
from bot.service.moment import Moment
from storage import nudges
from storage.nudges import Nudge


@dataclass(frozen=True, slots=True)
class Promise:
    """One thing to come back to, at a time on the person's own clock; about an entry or a talk."""

    id: str
    kind: str
    at: datetime
    dialogue: str
    entry: str | None


async def promise(moment: Moment, reminder: Reminder, kept: str | None) -> None:
    """Keeps a promise; a new day for the same entry takes the place of the old one."""
    body = {
        "kind": REVISIT if reminder.dated else LATER,
        "dialogue": reminder.dialogue,
        "step": reminder.step,
        "entry": kept if reminder.entry == "new" else reminder.entry,
        "text": reminder.text,
    }
    await add(moment, body, reminder.at)


async def add(moment: Moment, body: Mapping[str, Any], at: datetime) -> None:
    """Keeps something for one time; about an entry, it takes the place of what was promised."""
    if body["entry"]:
        await let_go_of_entry(moment, body["entry"])
    whole = {**body, "made": moment.local.date().isoformat(), "moved": 0}
    nudge = Nudge(moment.unit.new_id(), at.astimezone(UTC), whole)
    await nudges.add(moment.unit, [(moment.who, nudge)])


async def promised(moment: Moment) -> list[Promise]:
    """What is still to come once, the nearest first."""
    waiting = [
        Promise(
            str(one.id),
            one.body["kind"],
            slot.promised(one).astimezone(moment.local.tzinfo),
            one.body["dialogue"],
            one.body["entry"],
        )
        for one in await nudges.of(moment.unit, moment.who)
        if one.body["kind"] in slot.ONCE and one.body["kind"] != slot.NOTICE
    ]
    return sorted(waiting, key=lambda one: one.at)


async def let_go(moment: Moment, id_: str) -> None:
    """Takes one promise back."""
    await nudges.delete_some(moment.unit, moment.who, [int(id_)])


async def let_go_of_entry(moment: Moment, entry: str) -> None:
    """Takes back what was promised about one entry."""
    waiting = await nudges.of(moment.unit, moment.who)
    ids = [one.id for one in waiting if one.body["entry"] == entry]
    await nudges.delete_some(moment.unit, moment.who, ids)
