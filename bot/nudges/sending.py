"""The look at reminders just before they leave, and what makes each leave at most once.

A row of the outbox says that a reminder's time has come; what is written, and whether, is decided
here, once: so a `/stop`, a pause, an answer or the next day in between holds.

The mark is committed before the call. After a crash nobody knows whether the call arrived, so a
marked letter counts as sent. Within one run a transport may know that nothing was sent (it was told
to wait, the person has blocked the bot): for that the reminder is remembered until it is done.

A rule's row stands for the next occurrence as soon as this one is marked; the row of what comes
once is gone.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic

from bot.nudges import slot
from bot.nudges.calendar import Week
from bot.nudges.deciding import Changes, Facts
from bot.nudges.host import Act_co, Host
from bot.nudges.policy import Kind, Reason, Standing, Verdict, decide
from bot.nudges.tally import Decided
from storage import nudges, outbox, people
from storage.nudges import Nudge
from storage.outbox import SENDING, Slip
from storage.people import Person
from storage.store import Store
from storage.unit import Unit

A_FEW = 4  # decisions at a stretch
REMEMBERED = timedelta(days=8)  # seven days on the wall, and the hour that comes twice


@dataclass(frozen=True, slots=True)
class _Marked:
    """What was marked in this run: the reminder as it was, and how the mark was counted."""

    person: str
    nudge: Nudge
    verdict: Verdict
    at: datetime

    @property
    def closing(self) -> bool:
        return self.verdict.reason is Reason.CLOSING


@dataclass(frozen=True, slots=True)
class Looked(Generic[Act_co]):
    """What came of it: which rows may leave, where to and as what, and all that was decided.

    `taken_back` was said of a row the last time, and does not hold any more.
    """

    leaving: dict[int, tuple[Person, Act_co]]
    decided: list[Decided]
    taken_back: list[Decided]


class Sending(Generic[Act_co]):
    """Decides, at the moment of sending. One for each running bot."""

    def __init__(self, host: Host[Act_co]) -> None:
        self._host = host
        self._marked: dict[int, _Marked] = {}

    def ask(self, host: Host[Act_co]) -> None:
        """Asks somebody else from now on; what was marked stays remembered."""
        self._host = host

    async def decide(
        self, store: Store, rows: Sequence[int], now: datetime, mine: Callable[[str], bool]
    ) -> Looked[Act_co]:
        """Which of these rows may leave, and as what; those are marked, and count as sent.

        When this returns, that is committed. A row may be asked about again as long as it is
        certain that nothing arrived. Whatever is not in the answer must not leave: its row is
        gone, and the reminder was let go, stands for its next time or waits for another. Only a
        row whose address is not `mine` to write to stays as it was.

        Raises:
            StoreBusy, StoreFull: nothing was changed; ask again.
        """
        # Read and decided beside the writer, so that nobody's answer waits for that.
        async with store.read() as unit:
            looking = await self._look(unit, rows, now, mine)
        async with store.write() as unit:
            if not await looking.still_holds(unit):
                # Somebody wrote, tapped or stopped meanwhile. Now nobody can.
                looking = await self._look(unit, rows, now, mine)
            await looking.write(unit)
        for row, marked in looking.marks.items():
            self._marked.pop(row, None)
            if marked:
                self._marked[row] = marked
        return Looked(looking.leaving, looking.decided, looking.taken_back)

    async def _look(
        self, unit: Unit, rows: Sequence[int], now: datetime, mine: Callable[[str], bool]
    ) -> _Looking[Act_co]:
        slips = await outbox.slips(unit, rows)
        again = {
            slip.row: self._marked[slip.row]
            for slip in slips
            if slip.state == SENDING and slip.row in self._marked
        }
        gone = [(marked.person, marked.nudge) for marked in again.values()]
        facts = await Facts.of(unit, self._host, (slip.person for slip in slips), gone)
        looking = _Looking(self._host, slips, facts, now, mine)
        looking.taken_back = [(marked.nudge, marked.verdict) for marked in again.values()]
        # What goes before the others first: the one that leaves may be the only one that day.
        for at, slip in enumerate(sorted(slips, key=facts.rank)):
            if at % A_FEW == A_FEW - 1:
                await asyncio.sleep(0)  # whoever is being answered meanwhile comes in between
            looking.marks[slip.row] = looking.at(slip, again.get(slip.row))
        return looking

    async def put_off(self, unit: Unit, row: int, now: datetime) -> None:
        """Leaves for an hour what cannot be decided about."""
        slips = await outbox.slips(unit, [row])
        self._marked.pop(row, None)
        await nudges.put_off(unit, [slip.nudge for slip in slips], now + nudges.LONGEST_LEASE)
        await outbox.done(unit, [row])

    async def not_sent(self, unit: Unit, rows: Iterable[int]) -> list[Decided]:
        """Takes back marked reminders that did certainly not arrive; their letters are gone.

        Returns those, as they had been decided about.
        """
        found = [(row, marked) for row in rows if (marked := self._marked.pop(row, None))]
        persons = await people.by_id(unit, sorted({marked.person for _, marked in found}))
        for _, marked in found:
            person = persons.get(marked.person)
            if person is None:
                continue
            if marked.nudge.body["kind"] in slot.ONCE and not marked.closing:
                await nudges.add(unit, [(person, slot.kept_waiting(marked.nudge))])
            _unwrite(self._host, person, marked)
        await people.save(unit, persons.values())
        return [(marked.nudge, marked.verdict) for _, marked in found]

    def finished(self, rows: Iterable[int]) -> None:
        """Forgets letters that were sent or given up."""
        for row in rows:
            self._marked.pop(row, None)


class _Looking(Generic[Act_co]):
    """Some decisions, and what is to be written after them."""

    def __init__(
        self,
        host: Host[Act_co],
        slips: Sequence[Slip],
        facts: Facts,
        now: datetime,
        mine: Callable[[str], bool],
    ) -> None:
        self.leaving: dict[int, tuple[Person, Act_co]] = {}
        self.marks: dict[int, _Marked | None] = {}
        self.decided: list[Decided] = []
        self.taken_back: list[Decided] = []
        self._names: dict[int, str] = {}
        self._refused: list[int] = []
        self._changed: dict[str, Person] = {}
        self._changes = Changes()
        self._slips = slips
        self._host = host
        self._facts = facts
        self._now = now
        self._mine = mine

    async def still_holds(self, unit: Unit) -> bool:
        """Whether everything still is as it was when this was decided."""
        return await outbox.unchanged(unit, self._slips, self._facts.persons)

    async def write(self, unit: Unit) -> None:
        """Marks what may leave, and lets go of the rest."""
        await nudges.rest(unit, self._facts.broken)
        await self._changes.write(unit)
        await outbox.done(unit, self._refused)
        await outbox.mark_sending(unit, self._names)
        await people.save(unit, self._changed.values())

    def at(self, slip: Slip, marked: _Marked | None) -> _Marked | None:
        """Decides about one row; what to remember of it if it may leave."""
        person = self._facts.persons.get(slip.person)
        if person and not self._mine(person.address):
            return marked
        nudge = self._nudge_of(person, slip, marked) if person else None
        if person and marked:
            self._changed[person.id] = person
            _unwrite(self._host, person, marked)
        if person is None or nudge is None:
            self._refused.append(slip.row)
            if marked:
                self.decided.append((marked.nudge, Verdict(Kind.DROP, Reason.GONE)))
            return None
        standing = self._facts.standing(person, nudge, self._now)
        due = self._facts.due(nudge, standing.week)
        verdict = decide(due, standing, self._now)
        self.decided.append((nudge, verdict))
        if verdict.kind is Kind.SEND:
            return self._leave(
                slip, person, nudge, standing=standing, verdict=verdict, marked=marked
            )
        self._refused.append(slip.row)
        if verdict.kind in (Kind.HOLD, Kind.MOVE):
            self._keep(person, slot.waiting(nudge, due, verdict, standing.week.zone), marked)
        else:
            self._settle(person, nudge, verdict, standing.week, marked)
        return None

    def _leave(
        self,
        slip: Slip,
        person: Person,
        nudge: Nudge,
        *,
        standing: Standing,
        verdict: Verdict,
        marked: _Marked | None,
    ) -> _Marked:
        closing = verdict.reason is Reason.CLOSING
        recent = (one for one in standing.unprompted if self._now - one < REMEMBERED)
        self._host.wrote(person, (*recent, self._now), closing=closing)
        self.leaving[slip.row] = (person, self._host.opened(person, nudge, closing=closing))
        self._names[slip.row] = slot.occurrence(nudge, self._now, standing.week.zone)
        self._changed[person.id] = person
        if closing and nudge.body["kind"] in slot.ONCE:
            # What was promised is not what leaves: it waits until they come back.
            due = self._facts.due(nudge, standing.week)
            held = decide(due, self._host.standing(person), self._now)
            self._keep(person, slot.waiting(nudge, due, held, standing.week.zone), marked)
        else:
            self._settle(person, nudge, verdict, standing.week, marked)
        return _Marked(person.id, nudge, verdict, self._now)

    def _settle(
        self, person: Person, nudge: Nudge, verdict: Verdict, week: Week, marked: _Marked | None
    ) -> None:
        """Settles it, unless its mark did; what the closing note kept waiting is there still."""
        is_there = nudge.body["kind"] in slot.ONCE and self._facts.nudge(person, nudge.id)
        if marked is None or is_there:
            self._changes.settle(person, nudge, verdict, week)

    def _keep(self, person: Person, nudge: Nudge, marked: _Marked | None) -> None:
        """Writes a row that waits; once it was marked, the row of what comes once was gone."""
        if marked and nudge.body["kind"] in slot.ONCE and not self._facts.nudge(person, nudge.id):
            self._changes.add(person, nudge)
        else:
            self._changes.save(person, nudge)

    def _nudge_of(self, person: Person, slip: Slip, marked: _Marked | None) -> Nudge | None:
        """The reminder, as long as it is due still and was not changed or let go meanwhile."""
        stored = self._facts.nudge(person, slip.nudge)
        if slip.state != SENDING:
            return stored if stored and slot.is_due(stored, self._now) else None
        if marked is None:
            return None
        if marked.nudge.body["kind"] in slot.ONCE:
            return marked.nudge
        # A rule that was changed or taken back meanwhile has no use for this occurrence.
        same = stored and stored.body["rule"] == marked.nudge.body["rule"]
        return marked.nudge if same else None


def _unwrite(host: Host[Act_co], person: Person, marked: _Marked) -> None:
    before = tuple(one for one in host.standing(person).unprompted if one != marked.at)
    host.unwrote(person, before, closing=marked.closing)
