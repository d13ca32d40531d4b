"""Coming back: what was held for somebody is looked at again now, and not only tomorrow."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.nudges import slot
from storage import nudges
from storage.people import Person
from storage.unit import Unit


async def wake(unit: Unit, person: Person, now: datetime) -> None:
    """After `/resume`, or when somebody comes back: what was promised once and held is due now.

    The caps still hold, so that nobody comes back to a heap. What comes again and again needs no
    waking: its rows went on to the next time by themselves.
    """
    held = [
        replace(nudge, next_due=now)
        for nudge in await nudges.of(unit, person)
        if nudge.next_due and nudge.body["kind"] in slot.ONCE and slot.promised(nudge) <= now
    ]
    await nudges.save(unit, [(person, nudge) for nudge in held])
