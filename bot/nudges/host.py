"""What reminders need of the layer above them, which knows desks, logs and words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from bot.nudges.policy import Standing, Subject
from storage.nudges import Nudge
from storage.people import Person
from storage.unit import Unit

Act_co = TypeVar("Act_co", covariant=True)

Taken = Sequence[tuple[Person, Nudge]]
"""Reminders, each with whose it is."""


class Host(Protocol[Act_co]):
    """Answers about people within the transaction that is open; changes their desks unsaved."""

    def standing(self, person: Person) -> Standing:
        """How things stand with them, as their desk says."""
        ...

    async def subjects(self, unit: Unit, taken: Taken) -> Mapping[int, Subject]:
        """What has become of that which each reminder is about, by the reminder's id."""
        ...

    def opened(self, person: Person, nudge: Nudge, *, closing: bool) -> Act_co:
        """The message as it leaves, its buttons on the person's desk.

        `closing`: it is the one note that says there will be no more until they come back.
        """
        ...

    def wrote(self, person: Person, unprompted: tuple[datetime, ...], *, closing: bool) -> None:
        """Notes that the bot wrote first, one more time; `unprompted` takes the old one's place."""
        ...

    def unwrote(self, person: Person, unprompted: tuple[datetime, ...], *, closing: bool) -> None:
        """Takes that back: it is certain that nothing arrived."""
        ...
