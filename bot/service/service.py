"""The whole of Cairn as a transport sees it: inputs in, acts out, and what became of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.script.folder import Library
from bot.service import acts
from bot.service.desk import Desk
from bot.service.inbox import Inbox
from bot.service.inputs import Arrived
from bot.service.installation import Installation
from bot.service.outgoing import Done, Outgoing
from bot.service.revisions import Revisions
from storage import outbox, people, shown
from storage.store import Store


class Service:
    """One installation's conversations, on an open store."""

    def __init__(
        self,
        store: Store,
        library: Library,
        installation: Installation,
        clock: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._clock = clock
        self._revisions = Revisions(library)
        self._inbox = Inbox(store, library, self._revisions, installation, clock)

    async def start(self) -> None:
        """Stores the live words, and counts as sent what may have been sent before a crash."""
        async with self._store.write() as unit:
            await self._revisions.publish(unit, self._clock())
            await outbox.drop_uncertain(unit)

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
            return [
                Outgoing(
                    one.id,
                    one.address,
                    one.lane,
                    acts.from_json(one.body),
                    one.owner.id if one.owner else None,
                )
                for one in await outbox.waiting(unit)
            ]

    async def done(self, results: Sequence[Done]) -> None:
        """Lets go of what was sent or given up, and notes which message showed what."""
        async with self._store.write() as unit:
            await outbox.done(unit, [one.row for one in results])
            noted = [
                one
                for one in results
                if one.person and one.message and (one.visit is not None or one.entry)
            ]
            owners = await people.owners(unit, {one.person for one in noted if one.person})
            rows = [
                (
                    owners[one.person],
                    {"message": one.message, "visit": one.visit, "entry": one.entry},
                )
                for one in noted
                if one.person in owners
            ]
            await shown.add(unit, rows, self._clock())

    async def message_of(self, person: str, visit: int) -> int | None:
        """The message that showed a visit; None when it is too long ago to know."""
        async with self._store.read() as unit:
            owner = (await people.owners(unit, [person])).get(person)
            notes = await shown.of(unit, owner) if owner else []
        found = [one.body["message"] for one in notes if one.body.get("visit") == visit]
        return found[-1] if found else None

    async def unreachable(self, address: str) -> None:
        """The person cannot be written to: nothing more is sent until they come back."""
        async with self._store.write() as unit:
            await outbox.drop_for(unit, address)
            person = (await people.find(unit, [address])).get(address)
            if person:
                person.desk = replace(Desk.from_json(person.desk), unreachable=True).to_json()
                await people.save(unit, [person])
