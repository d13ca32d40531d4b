"""What was promised for later: kept as nudges, each with a day that the person chose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from bot.flow.turn import Reminder
from bot.nudges import slot
from bot.service.moment import Moment
from storage import nudges
from storage.nudges import Nudge

REVISIT, LATER = "revisit", "remind"


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
    entry = kept if reminder.entry == "new" else reminder.entry
    if entry:
        await let_go_of_entry(moment, entry)
    body = {
        "kind": REVISIT if reminder.dated else LATER,
        "dialogue": reminder.dialogue,
        "step": reminder.step,
        "entry": entry,
        "text": reminder.text,
        "made": moment.local.date().isoformat(),
        "moved": 0,
    }
    nudge = Nudge(moment.unit.new_id(), reminder.at.astimezone(UTC), body)
    await nudges.add(moment.unit, [(moment.who, nudge)])


async def promised(moment: Moment) -> list[Promise]:
    """What is still to come, the nearest first."""
    waiting = [
        Promise(
            str(one.id),
            one.body["kind"],
            slot.promised(one).astimezone(moment.local.tzinfo),
            one.body["dialogue"],
            one.body["entry"],
        )
        for one in await nudges.of(moment.unit, moment.who)
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
