"""Deciding about what was taken up: the letters, and what becomes of the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.nudges import slot
from bot.nudges.host import Host
from bot.nudges.policy import Kind, Reason, Standing, decide
from storage import nudges, outbox, people
from storage.nudges import Nudge
from storage.outbox import NUDGE, Letter
from storage.people import Person
from storage.unit import Unit

Taken = Sequence[tuple[Person, Nudge]]
"""What was taken up, as it was then."""


class Deciding:
    """The decisions of one transaction. `verdicts` counts what was decided, and why."""

    def __init__(self, unit: Unit, host: Host, now: datetime) -> None:
        self.verdicts: Counter[tuple[Kind, Reason]] = Counter()
        self._unit = unit
        self._host = host
        self._now = now
        self._written: set[str] = set()
        self._changed: list[tuple[Person, Nudge]] = []

    async def all(self, taken: Taken) -> list[Letter]:
        """Decides about each, a day that somebody picked before all else; the new letters."""
        found = await people.by_id(self._unit, sorted({person.id for person, _ in taken}))
        letters = []
        for claimed, old in sorted(taken, key=_makes_room):
            # Since it was taken up it may have been let go, or dealt with; its owner may be gone.
            person = found.get(claimed.id)
            nudge = await nudges.get(self._unit, person, old.id) if person else None
            if person and nudge and nudge.next_due and nudge.next_due <= self._now:
                letters += await self._one(person, nudge)
        await nudges.save(self._unit, self._changed)
        return await outbox.add(self._unit, letters)

    async def _one(self, person: Person, nudge: Nudge) -> list[Letter]:
        standing = self._standing(person)
        zone = standing.week.zone
        subject = await self._host.subject(self._unit, person, nudge)
        due = slot.due_of(nudge, subject, zone)
        verdict = decide(due, standing, self._now)
        self.verdicts[verdict.kind, verdict.reason] += 1
        if verdict.kind is not Kind.SEND:
            if verdict.kind is Kind.DROP:
                await nudges.delete_some(self._unit, person, [nudge.id])
            else:
                self._changed.append((person, slot.waiting(nudge, due, verdict, zone)))
            return []
        name = slot.occurrence(nudge, self._now, zone)
        body = await self._host.compose(self._unit, person, nudge, self._now)
        self._changed.append((person, slot.queued(nudge, due, name)))
        self._written.add(person.id)
        return [Letter(self._unit.new_id(), person.address, NUDGE, body, person, occurrence=name)]

    def _standing(self, person: Person) -> Standing:
        standing = self._host.standing(person)
        if person.id in self._written:
            return replace(standing, unprompted=(*standing.unprompted, self._now))
        return standing


def _makes_room(taken: tuple[Person, Nudge]) -> bool:
    """Whether it comes after those with a day that somebody picked."""
    return bool(taken[1].body["kind"] != slot.REVISIT)
