"""The last look before a reminder leaves, and what makes it leave at most once.

The mark is committed before the call. After a crash nobody knows whether the call arrived, so a
marked letter counts as sent. Within one run a transport may know that nothing was sent (it was told
to wait, the person has blocked the bot): for that the reminder is remembered until it is done.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog
from sqlalchemy import bindparam, select

from bot.nudges import slot
from bot.nudges.host import Host
from bot.nudges.policy import Kind, decide
from storage import nudges, outbox, people
from storage.nudges import Nudge
from storage.outbox import SENDING
from storage.people import Person
from storage.tables import outbox as letters
from storage.unit import Unit

REMEMBERED = timedelta(days=8)  # seven days on the wall, and the hour that comes twice

logger = structlog.get_logger()

_LETTER = select(letters.c.person, letters.c.occurrence, letters.c.state).where(
    letters.c.id == bindparam("row")
)


@dataclass(frozen=True, slots=True)
class Cleared:
    """A reminder that may leave now. Its row is gone already: this is all that is left of it."""

    person: Person
    nudge: Nudge


@dataclass(frozen=True, slots=True)
class _Marked:
    person: str
    nudge: Nudge
    at: datetime


class Sending:
    """Decides once more, at the moment of sending. One for each running bot."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._marked: dict[int, _Marked] = {}

    async def recheck(self, unit: Unit, row: int, now: datetime) -> Cleared | None:
        """Whether the letter `row` may leave; if so it is marked, and counts as sent.

        Commit before the call. It may be asked again for the same row as long as it is certain
        that nothing arrived. None: it must not leave; the letter is gone, and the reminder was let
        go or waits for another time.

        Raises:
            StoreBusy, StoreFull: nothing was changed; ask again.
        """
        letter = (await unit.run(_LETTER, {"row": row})).first()
        if letter is None or letter.occurrence is None:
            return None
        marked = self._marked.get(row) if letter.state == SENDING else None
        person = (await people.by_id(unit, [letter.person]))[letter.person]
        if letter.state == SENDING:
            nudge = marked.nudge if marked else None
        else:
            nudge = await _written_for(unit, person, letter.occurrence)
        if nudge is None:
            await outbox.done(unit, [row])
            return None
        return await self._decide(unit, row, person, nudge, marked=marked, now=now)

    async def not_sent(self, unit: Unit, rows: Iterable[int]) -> None:
        """Takes back marked reminders that did certainly not arrive; their letters are gone."""
        for row in rows:
            marked = self._marked.pop(row, None)
            found = await people.by_id(unit, [marked.person]) if marked else {}
            for person in found.values():
                assert marked is not None
                await nudges.add(unit, [(person, marked.nudge)])
                await self._host.remember(unit, person, self._before(person, marked))

    def finished(self, rows: Iterable[int]) -> None:
        """Forgets letters that were sent or given up."""
        for row in rows:
            self._marked.pop(row, None)

    async def _decide(
        self,
        unit: Unit,
        row: int,
        person: Person,
        nudge: Nudge,
        *,
        marked: _Marked | None,
        now: datetime,
    ) -> Cleared | None:
        before = self._before(person, marked)
        standing = replace(self._host.standing(person), unprompted=before)
        subject = await self._host.subject(unit, person, nudge)
        due = slot.due_of(nudge, subject, standing.week.zone)
        verdict = decide(due, standing, now)
        logger.info("nudge at sending", kind=verdict.kind.value, reason=verdict.reason.value)
        if verdict.kind is Kind.SEND:
            await outbox.mark_sending(unit, [row])
            await nudges.delete_some(unit, person, [nudge.id])
            recent = (one for one in before if now - one < REMEMBERED)
            await self._host.remember(unit, person, (*recent, now))
            self._marked[row] = _Marked(person.id, nudge, now)
            return Cleared(person, nudge)
        await outbox.done(unit, [row])
        await nudges.delete_some(unit, person, [nudge.id])
        if verdict.kind is not Kind.DROP:
            again = slot.waiting(nudge, due, verdict, standing.week.zone)
            await nudges.add(unit, [(person, again)])
        if marked:
            await self._host.remember(unit, person, before)
        return None

    def _before(self, person: Person, marked: _Marked | None) -> tuple[datetime, ...]:
        """When the bot wrote first, but for the letter in question."""
        unprompted = self._host.standing(person).unprompted
        return tuple(one for one in unprompted if not marked or one != marked.at)


async def _written_for(unit: Unit, person: Person, occurrence: str) -> Nudge | None:
    """The reminder, as long as it still waits for this letter and not for a later one."""
    nudge = await nudges.get(unit, person, slot.nudge_of(occurrence))
    return nudge if nudge and nudge.body.get("queued") == occurrence else None
