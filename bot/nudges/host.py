"""What reminders need of the layer above them, which knows desks, logs and words."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.nudges.policy import Standing, Subject
from storage.nudges import Nudge
from storage.people import Person
from storage.sealing import Body
from storage.unit import Unit


class Host(Protocol):
    """Answers about one person, within the transaction that is open."""

    def standing(self, person: Person) -> Standing:
        """How things stand with them, as their desk says."""
        ...

    async def subject(self, unit: Unit, person: Person, nudge: Nudge) -> Subject:
        """What has become of that which the reminder is about."""
        ...

    async def compose(self, unit: Unit, person: Person, nudge: Nudge, now: datetime) -> Body:
        """The one message that the reminder is, as the outbox keeps it."""
        ...

    async def remember(self, unit: Unit, person: Person, unprompted: tuple[datetime, ...]) -> None:
        """Keeps when the bot wrote first of late, in place of what was kept before."""
        ...
