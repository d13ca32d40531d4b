"""What some decisions are made from, and what is written after them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.nudges import slot
from bot.nudges.calendar import Week, local_day
from bot.nudges.host import Host
from bot.nudges.policy import Due, Standing, Subject, Verdict
from storage import nudges, people
from storage.nudges import Nudge
from storage.outbox import Slip
from storage.people import Owner, Person
from storage.unit import Unit


class Changes:
    """What is to be written about reminders once all is decided."""

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
    """What is known of the people whose reminders are decided about, at one moment.

    `persons` are by id; `broken` are the reminders that do not open.
    """

    def __init__(
        self,
        host: Host[Any],
        persons: Mapping[str, Person],
        rows: Mapping[str, Sequence[Nudge]],
        subjects: Mapping[int, Subject],
        broken: Sequence[int],
    ) -> None:
        self.persons = persons
        self.broken = broken
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
        rows, broken = await nudges.of_all(unit, persons.values())
        taken = [(persons[owner], nudge) for owner, mine in rows.items() for nudge in mine]
        taken += [(persons[owner], nudge) for owner, nudge in gone if owner in persons]
        return cls(host, persons, rows, await host.subjects(unit, taken), broken)

    def nudge(self, person: Person, id_: int) -> Nudge | None:
        """A reminder as it is now; None when it is gone."""
        return next((one for one in self._rows.get(person.id, ()) if one.id == id_), None)

    def rank(self, slip: Slip) -> int:
        """What goes first: the smaller number."""
        person = self.persons.get(slip.person)
        nudge = self.nudge(person, slip.nudge) if person else None
        return slot.rank_of(nudge) if nudge else 0

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
