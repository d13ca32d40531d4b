"""Deciding about what was taken up: the letters, and what becomes of the rest."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.nudges import slot
from bot.nudges.calendar import Week, local_day
from bot.nudges.host import Host, Taken
from bot.nudges.policy import Due, Kind, Reason, Standing, Subject, Verdict, decide
from bot.nudges.tally import Decided
from storage import nudges, outbox, people
from storage.nudges import Nudge
from storage.outbox import NUDGE, Letter
from storage.people import Owner, Person
from storage.unit import Unit

A_FEW = 16  # decisions at a stretch


class Changes:
    """What is to be written about reminders at the end of a transaction, all at once."""

    def __init__(self) -> None:
        self._saved: dict[int, tuple[Owner, Nudge]] = {}
        self._added: dict[int, tuple[Owner, Nudge]] = {}
        self._deleted: dict[int, Owner] = {}

    def save(self, owner: Owner, nudge: Nudge) -> None:
        """This row in the place of the old."""
        self._saved[nudge.id] = (owner, nudge)

    def add(self, owner: Owner, nudge: Nudge) -> None:
        """A row that was gone."""
        self._added[nudge.id] = (owner, nudge)

    def delete(self, owner: Owner, nudge: Nudge) -> None:
        """The row has done its work."""
        self._deleted[nudge.id] = owner

    def settle(self, owner: Owner, nudge: Nudge, verdict: Verdict, week: Week) -> None:
        """The occurrence is over: what comes once is gone, what comes again stands for the next."""
        if nudge.body["kind"] in slot.ONCE:
            self.delete(owner, nudge)
        else:
            self.save(owner, slot.onward(nudge, verdict, week))

    async def write(self, unit: Unit) -> None:
        """Writes it all."""
        await nudges.delete_of(unit, [(owner, id_) for id_, owner in self._deleted.items()])
        await nudges.save(unit, list(self._saved.values()))
        await nudges.add(unit, list(self._added.values()))


class Facts:
    """What is known of the people whose reminders are decided about, in one transaction."""

    def __init__(
        self,
        host: Host[Any],
        persons: Mapping[str, Person],
        rows: Mapping[str, Sequence[Nudge]],
        subjects: Mapping[int, Subject],
    ) -> None:
        self.persons = persons
        self._host = host
        self._rows = rows
        self._subjects = subjects

    @classmethod
    async def of(
        cls,
        unit: Unit,
        host: Host[Any],
        ids: Iterable[str],
        gone: Iterable[tuple[str, Nudge]] = (),
    ) -> Facts:
        """Reads everything about these people that a decision may need.

        `gone` are reminders whose rows have been deleted, each with its owner's id.
        """
        persons = await people.by_id(unit, sorted(set(ids)))
        return await cls._with(unit, host, persons, [], gone)

    @classmethod
    async def about(cls, unit: Unit, host: Host[Any], taken: Taken) -> Facts:
        """The same for what was taken up in this very transaction, which is not read again."""
        persons = {person.id: person for person, _ in taken}
        return await cls._with(unit, host, persons, [nudge for _, nudge in taken], ())

    @classmethod
    async def _with(
        cls,
        unit: Unit,
        host: Host[Any],
        persons: Mapping[str, Person],
        known: Sequence[Nudge],
        gone: Iterable[tuple[str, Nudge]],
    ) -> Facts:
        rows = await nudges.of_all(unit, persons.values(), known)
        taken = [(persons[owner], nudge) for owner, mine in rows.items() for nudge in mine]
        taken += [(persons[owner], nudge) for owner, nudge in gone if owner in persons]
        return cls(host, persons, rows, await host.subjects(unit, taken))

    def nudge(self, person: Person, id_: int) -> Nudge | None:
        """A reminder as it is now; None when it is gone."""
        return next((one for one in self._rows.get(person.id, ()) if one.id == id_), None)

    def due(self, nudge: Nudge, week: Week) -> Due:
        """What is due, and until when."""
        return slot.due_of(nudge, self._subjects.get(nudge.id, Subject.WAITING), week)

    def standing(self, person: Person, nudge: Nudge, now: datetime) -> Standing:
        """How things stand with the person, as far as this reminder is concerned."""
        standing = self._host.standing(person)
        others = [one for one in self._rows.get(person.id, ()) if one.id != nudge.id]
        if not others or nudge.body["kind"] in slot.ONCE:
            return standing
        today, rank = local_day(now, standing.week.zone), slot.rank_of(nudge)
        ahead = [
            day
            for one in others
            if slot.rank_of(one) < rank
            and self._subjects.get(one.id, Subject.WAITING) is Subject.WAITING
            for day in slot.days_ahead(one, today, standing.week)
        ]
        return replace(standing, ahead=tuple(sorted(ahead)))


class Deciding:
    """The decisions of one transaction.

    `decided` has all but those for which a letter was written: these are decided about again.
    """

    def __init__(self, unit: Unit, host: Host[Any], now: datetime) -> None:
        self.decided: list[Decided] = []
        self._unit = unit
        self._host = host
        self._now = now
        self._written: set[str] = set()
        self._changes = Changes()

    async def all(self, taken: Taken, *, fresh: bool = False) -> list[Letter]:
        """Decides about each, what goes before the others first; the new letters.

        `fresh`: they were taken up in this very transaction.
        """
        if fresh:
            facts = await Facts.about(self._unit, self._host, taken)
        else:
            facts = await Facts.of(self._unit, self._host, (person.id for person, _ in taken))
        letters = []
        for at, (claimed, old) in enumerate(sorted(taken, key=lambda one: slot.rank_of(one[1]))):
            if at % A_FEW == A_FEW - 1:
                await asyncio.sleep(0)  # whoever is being answered meanwhile comes in between
            # Since it was taken up it may have been let go, or dealt with; its owner may be gone.
            person = facts.persons.get(claimed.id)
            nudge = facts.nudge(person, old.id) if person else None
            if person and nudge and nudge.next_due and nudge.next_due <= self._now:
                letters += self._one(facts, person, nudge)
        await self._changes.write(self._unit)
        return await outbox.add(self._unit, letters)

    def _one(self, facts: Facts, person: Person, nudge: Nudge) -> list[Letter]:
        standing = facts.standing(person, nudge, self._now)
        if person.id in self._written:
            standing = replace(standing, unprompted=(*standing.unprompted, self._now))
        zone = standing.week.zone
        due = facts.due(nudge, standing.week)
        verdict = decide(due, standing, self._now)
        if verdict.kind is Kind.SEND:
            name = slot.occurrence(nudge, self._now, zone)
            closing = verdict.reason is Reason.CLOSING
            body = self._host.compose(person, nudge, closing=closing)
            self._changes.save(person, slot.queued(nudge, due, name))
            self._written.add(person.id)
            id_ = self._unit.new_id()
            chat = person.lookup or None
            return [Letter(id_, person.address, NUDGE, body, person, occurrence=name, chat=chat)]
        self.decided.append((nudge, verdict))
        if verdict.kind in (Kind.HOLD, Kind.MOVE):
            self._changes.save(person, slot.waiting(nudge, due, verdict, zone))
        else:
            self._changes.settle(person, nudge, verdict, standing.week)
        return []
