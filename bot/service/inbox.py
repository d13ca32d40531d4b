"""The way of one answer: every waiting input is one batch, and a batch is one transaction.

What happens to a batch that fails: the whole transaction is undone; then it is tried again one
person at a time, and then one input at a time. An input that fails again is noted by its id and the
kind of error, answered kindly, and leaves its person as they were. A locked database or a full disk
is nobody's fault: it is raised to the transport, which waits and hands in the same batch again; or
waited out here, once a part of the batch is committed.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog

from bot.service.acts import Withdraw, to_json
from bot.service.answering import Answering
from bot.service.desk import Desk
from bot.service.inputs import Arrived, GroupInput
from bot.service.installation import Installation
from bot.service.outgoing import REPLY, Outgoing
from bot.service.revisions import Revisions
from bot.service.teams.answering import TeamAnswering
from bot.service.teams.moving import take_moves
from bot.service.teams.pace import Pace
from storage import outbox, people, updates
from storage.outbox import Letter
from storage.people import Person
from storage.problems import StoreBusy, StoreFull
from storage.store import Store, Unit

PAUSE = 0.5  # seconds between tries while the store is busy

Answered = Answering | TeamAnswering

logger = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class _At:
    """One batch: its transaction, its moment, and the words that all of it is answered with."""

    unit: Unit
    now: datetime
    words: Revisions


class Inbox:
    """Takes batches of inputs and gives back what is to be sent, once it is committed."""

    def __init__(
        self,
        store: Store,
        revisions: Revisions,
        installation: Installation,
        clock: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._revisions = revisions
        self._installation = installation
        self._clock = clock
        self._pace = Pace()

    def use(self, revisions: Revisions) -> None:
        """Other words are live: whatever is answered from now on is answered with them."""
        self._revisions = revisions

    async def handle(self, batch: Sequence[Arrived]) -> list[Outgoing]:
        """Answers a batch; when this returns, everything is committed.

        Raises:
            StoreBusy: the database is in use elsewhere; nothing was counted, hand it in again.
            StoreFull: the disk is full; the same.
        """
        try:
            return await self._transaction(batch)
        except (StoreBusy, StoreFull):
            raise
        except Exception as error:
            logger.warning("batch_failed", size=len(batch), error=type(error).__name__)
        out: list[Outgoing] = []
        for inputs in _by_address(batch).values():
            out += await self._apart(inputs)
        return out

    async def _apart(self, inputs: Sequence[Arrived]) -> list[Outgoing]:
        """Answers one person's inputs by themselves; one by one, where that fails too."""
        try:
            return await self._when_free(inputs)
        except Exception as error:
            if len(inputs) > 1:
                return [each for one in inputs for each in await self._apart([one])]
            logger.error("input_failed", update=inputs[0].update, error=type(error).__name__)
        return await self._when_free(inputs, apologise=True)

    async def _when_free(
        self, inputs: Sequence[Arrived], *, apologise: bool = False
    ) -> list[Outgoing]:
        """Waits for a busy store: others of the batch are answered, so it cannot be handed back."""
        while True:
            try:
                return await self._transaction(inputs, apologise=apologise)
            except (StoreBusy, StoreFull):
                await asyncio.sleep(PAUSE)

    async def _transaction(
        self, batch: Sequence[Arrived], *, apologise: bool = False
    ) -> list[Outgoing]:
        now = self._clock()
        async with self._store.write(first=True) as unit:
            new = await _not_seen_before(unit, batch, now)
            at = _At(unit, now, self._revisions)
            if apologise:
                answered = [self._apology(at, new[0])] if new else []
            else:
                answered = await self._answer(at, new)
            settled = [one.settle(now.date()) for one in answered]
            await people.save(unit, [person for person in settled if person])
            return await _post(unit, answered)

    async def _answer(self, at: _At, batch: Sequence[Arrived]) -> list[Answered]:
        waiting = _by_address(await take_moves(at.unit, batch))
        found = await people.find(at.unit, list(waiting))
        desks = {
            address: Desk.from_json(one.desk)
            for address, one in found.items()
            if one.kind == people.PERSON
        }
        await at.words.load(at.unit, desks.values())
        answered: list[Answered] = []
        for address, inputs in waiting.items():
            person = found.get(address)
            one: Answered
            if isinstance(inputs[0].input, GroupInput):
                one = self._of_team(at, address, person)
            else:
                one = self._answering(at, address, person, desks.get(address))
            await one.answer(inputs)
            answered.append(one)
        return answered

    def _apology(self, at: _At, arrived: Arrived) -> Answered:
        """As to a stranger: nothing of the person is read, for that may be what fails."""
        if isinstance(arrived.input, GroupInput):
            team = self._of_team(at, arrived.address, None)
            team.apologise()
            return team
        one = self._answering(at, arrived.address, None, None)
        one.apologise(arrived)
        return one

    def _of_team(self, at: _At, address: str, group: Person | None) -> TeamAnswering:
        return TeamAnswering(
            unit=at.unit,
            now=at.now,
            library=at.words.library,
            zone=self._installation.zone,
            pace=self._pace,
            address=address,
            person=group,
        )

    def _answering(
        self, at: _At, address: str, person: Person | None, desk: Desk | None
    ) -> Answering:
        return Answering(
            unit=at.unit,
            now=at.now,
            library=at.words.library,
            script=at.words.find,
            installation=self._installation,
            address=address,
            person=person,
            desk=desk,
        )


async def _not_seen_before(unit: Unit, batch: Sequence[Arrived], now: datetime) -> list[Arrived]:
    """Notes the deliveries, and lets those fall out that were noted already, here or before."""
    ids = [one.update for one in batch if one.update is not None]
    fresh = await updates.fresh(unit, ids, now)
    new = []
    for arrived in batch:
        if arrived.update is None:
            new.append(arrived)
        elif arrived.update in fresh:
            fresh.remove(arrived.update)
            new.append(arrived)
    return new


async def _post(unit: Unit, answered: Sequence[Answered]) -> list[Outgoing]:
    """Writes the replies to the outbox, in order."""
    out = [
        Outgoing(unit.new_id(), one.address, REPLY, act, one.person.id if one.person else None)
        for one in answered
        for act in one.acts
    ]
    out += [
        Outgoing(unit.new_id(), word.person.address, REPLY, word.act, word.person.id)
        for one in answered
        for word in one.told
    ]
    owners = {one.address: one.person for one in answered}
    owners |= {word.person.address: word.person for one in answered for word in one.told}
    letters = [Letter(one.row, one.address, to_json(one.act), owners[one.address]) for one in out]
    await outbox.add(unit, letters)
    taken_back = [
        Outgoing(0, one.address, REPLY, Withdraw(tuple(one.withdrawn)), None)
        for one in answered
        if one.withdrawn
    ]
    return taken_back + out


def _by_address(batch: Iterable[Arrived]) -> dict[str, list[Arrived]]:
    waiting: dict[str, list[Arrived]] = defaultdict(list)
    for arrived in batch:
        waiting[arrived.address].append(arrived)
    return waiting
