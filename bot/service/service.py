"""The whole of Cairn as a transport sees it: inputs in, acts out, and what became of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import structlog

from bot.nudges.runner import MOST_AT_ONCE, Runner
from bot.nudges.sending import Sending
from bot.nudges.tally import Tally
from bot.script.folder import Library
from bot.service import acts
from bot.service.desk import Desk
from bot.service.inbox import Inbox
from bot.service.inputs import Arrived
from bot.service.installation import Installation
from bot.service.nudge_host import NudgeHost
from bot.service.outgoing import NUDGE, REPLY, Done, Outgoing
from bot.service.revisions import Revisions
from bot.service.teams.moving import move
from bot.service.teams.team_desk import TeamDesk
from bot.service.teams.trouble import Word, shut_out
from storage import outbox, people, shown
from storage.outbox import Letter
from storage.problems import StoreBusy, StoreFull
from storage.store import Store, Unit

logger = structlog.get_logger()


class Service:
    """One installation's conversations, on an open store."""

    def __init__(
        self,
        store: Store,
        library: Library,
        installation: Installation,
        clock: Callable[[], datetime],
        tally: Tally | None = None,
    ) -> None:
        self.tally = tally or Tally()
        self._store = store
        self._clock = clock
        self._revisions = Revisions(library)
        self._sending = Sending(NudgeHost(library))
        self._inbox = Inbox(store, self._revisions, installation, clock)

    async def start(self) -> None:
        """Stores the live words, and counts as sent what may have been sent before a crash."""
        async with self._store.write() as unit:
            await self._revisions.publish(unit, self._clock())
            await outbox.drop_uncertain(unit)

    @property
    def library(self) -> Library:
        """The words that are live."""
        return self._revisions.library

    def use(self, library: Library) -> None:
        """Other words are live from now on; they are stored already, as an edition's are.

        Whoever is part-way ends on the words they began with; what is being answered just now is
        answered with the words before.
        """
        self._revisions = Revisions(library)
        self._sending.ask(NudgeHost(library))
        self._inbox.use(self._revisions)

    async def handle(self, batch: Sequence[Arrived]) -> list[Outgoing]:
        """Answers a batch of inputs; when this returns, everything is committed.

        Raises:
            StoreBusy: the database is in use elsewhere; nothing was counted, hand it in again.
            StoreFull: the disk is full; the same.
        """
        return await self._inbox.handle(batch)

    async def waiting(self) -> list[Outgoing]:
        """What was written before a stop and is not sent yet, in order."""
        async with self._store.read() as unit:
            return [_outgoing(one) for one in await outbox.waiting(unit)]

    async def planned(self) -> list[int]:
        """The rows of reminders that were taken up before a stop, in order."""
        async with self._store.read() as unit:
            return [slip.row for slip in await outbox.all_slips(unit)]

    async def done(self, results: Sequence[Done]) -> None:
        """Lets go of what was sent or given up, and notes which message showed what."""
        async with self._store.write(first=True) as unit:
            rows = [one.row for one in results]
            await outbox.done(unit, rows)
            self._sending.finished(rows)
            await self._note_shown(unit, results)

    async def _note_shown(self, unit: Unit, results: Sequence[Done]) -> None:
        """Whoever was erased meanwhile is noted nowhere."""
        told = [one for one in results if one.message and (one.visit is not None or one.entry)]
        owners = await people.owners(unit, {one.person for one in told if one.person})
        notes = [
            (owners[one.person], {"message": one.message, "visit": one.visit, "entry": one.entry})
            for one in told
            if one.person in owners
        ]
        await shown.add(unit, notes, self._clock())

    async def message_of(self, person: str, visit: int) -> int | None:
        """The message that showed a visit; None when it is too long ago to know."""
        async with self._store.read() as unit:
            owner = (await people.owners(unit, [person])).get(person)
            notes = await shown.of(unit, owner) if owner else []
        found = [one.body["message"] for one in notes if one.body.get("visit") == visit]
        return found[-1] if found else None

    async def about_to_send(
        self, rows: Sequence[int], mine: Callable[[str], bool]
    ) -> Mapping[int, Outgoing]:
        """Decides about reminders, at the moment of sending: which leave, where to and as what.

        Those are marked as sent, and that is committed. Whatever is not in the answer must not
        leave. `mine` says to which addresses the caller can write; others' reminders are left for
        whoever can. One that cannot be decided about waits for an hour, and keeps no other back.
        """
        try:
            return await self._decide(rows, mine)
        except (StoreBusy, StoreFull):
            raise
        except Exception as error:
            logger.error("reminders undecided", count=len(rows), error=type(error).__name__)
        found: dict[int, Outgoing] = {}
        if len(rows) > 1:
            for row in rows:
                found.update(await self.about_to_send([row], mine))
        else:
            async with self._store.write() as unit:
                for row in rows:
                    await self._sending.put_off(unit, row, self._clock())
        return found

    async def _decide(
        self, rows: Sequence[int], mine: Callable[[str], bool]
    ) -> dict[int, Outgoing]:
        now = self._clock()
        looked = await self._sending.decide(self._store, rows, now, mine)
        self.tally.take_back(looked.taken_back)
        self.tally.take(looked.decided, now)
        return {
            row: Outgoing(row, person.address, NUDGE, act, person.id)
            for row, (person, act) in looked.leaving.items()
        }

    def runner(
        self,
        deliver: Callable[[Sequence[int]], None],
        room: Callable[[], int] = lambda: MOST_AT_ONCE,
    ) -> Runner:
        """The loop that takes up reminders.

        `deliver` gets the rows that `about_to_send` is to be asked about, `room` says how many
        more of them may be given just now.
        """
        return Runner(self._store, self._clock, deliver, tally=self.tally, room=room)

    async def unreachable(self, address: str) -> list[Outgoing]:
        """Nothing can be written there: nothing more is sent until that is over.

        What comes back is to be sent: of a group, the administrator who set it up is told.
        """
        now = self._clock()
        words: list[Word] = []
        async with self._store.write() as unit:
            lost = await self._sending.not_sent(unit, await outbox.drop_for(unit, address))
            person = (await people.find(unit, [address])).get(address)
            if person and person.kind == people.GROUP:
                team = TeamDesk.from_json(person.desk)
                team, words = await shut_out(unit, self.library, team)
                person.desk = team.to_json()
            elif person:
                person.desk = replace(Desk.from_json(person.desk), unreachable=True).to_json()
            await people.save(unit, [person] if person else [])
            letters = [
                Letter(unit.new_id(), one.person.address, acts.to_json(one.act), one.person)
                for one in words
            ]
            await outbox.add(unit, letters)
        self.tally.not_sent(lost, now)
        return [_outgoing(one) for one in letters]

    async def moved(self, address: str, to: str) -> None:
        """A group goes on at another address."""
        async with self._store.write() as unit:
            await move(unit, address, to)


def _outgoing(letter: Letter) -> Outgoing:
    person = letter.owner.id if letter.owner else None
    return Outgoing(letter.id, letter.address, REPLY, acts.from_json(letter.body), person)
