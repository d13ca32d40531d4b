"""The way of one answer: every waiting input is one batch, and a batch is one transaction.

What happens to a batch that fails: the whole transaction is undone; then it is tried again one
person at a time; then one input at a time. An input that fails again is noted by its id and the
kind of error, answered kindly, and leaves its person as they were. A locked database or a full disk
is nobody's fault: it is raised to the transport, which waits and hands in the same batch again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

import structlog

from bot.script.folder import Library
from bot.service import dispatch, revisions
from bot.service.acts import to_json
from bot.service.desk import Desk
from bot.service.inputs import Arrived, Command, Input, Tapped
from bot.service.installation import Installation
from bot.service.moment import Moment
from bot.service.outgoing import REPLY, Outgoing
from storage import outbox, people, updates
from storage.outbox import OutboxRow
from storage.people import Person
from storage.problems import StoreBusy, StoreFull
from storage.store import Store, Unit

MOST_AT_ONCE = 20  # inputs of one person in one batch; the rest are acknowledged with one kind line
FIRST = ("support", "stop", "cancel")

log = structlog.get_logger()


class Inbox:
    """Takes batches of inputs and gives back what is to be sent, once it is committed."""

    def __init__(
        self,
        store: Store,
        library: Library,
        installation: Installation,
        clock: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._library = library
        self._installation = installation
        self._clock = clock
        self._revisions = revisions.Revisions(library)

    async def handle(self, batch: Sequence[Arrived]) -> list[Outgoing]:
        """Answers a batch; when this returns, everything is committed.

        Raises:
            StoreBusy, StoreFull: nothing was counted; hand in the same batch again.
        """
        try:
            return await self._transaction(batch)
        except (StoreBusy, StoreFull):
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, the others must be served
            log.warning("batch_failed", size=len(batch), error=type(error).__name__)
        by_person = _by_address(batch)
        out: list[Outgoing] = []
        for inputs in by_person.values():
            out += await self._one_person(inputs)
        return out

    async def _one_person(self, inputs: Sequence[Arrived]) -> list[Outgoing]:
        """Answers each input by itself, so that one that fails harms no other."""
        out: list[Outgoing] = []
        for arrived in inputs:
            try:
                out += await self._transaction([arrived])
            except (StoreBusy, StoreFull):
                raise
            except Exception as error:  # noqa: BLE001
                log.error("input_failed", update=arrived.update, error=type(error).__name__)
                out += await self._transaction([arrived], apology=True)
        return out

    async def _transaction(
        self, batch: Sequence[Arrived], *, apology: bool = False
    ) -> list[Outgoing]:
        now = self._clock()
        async with self._store.write() as unit:
            ids = [one.update for one in batch if one.update is not None]
            fresh = await updates.fresh(unit, ids, now)
            new = [one for one in batch if one.update is None or one.update in fresh]
            waiting = _by_address(new)
            found = await people.find(unit, list(waiting))
            desks = {address: Desk.from_json(one.desk) for address, one in found.items()}
            await self._revisions.load(unit, desks.values())
            rows: list[Outgoing] = []
            for address, inputs in waiting.items():
                turn = _Turn(self, unit, now, address, found.get(address), desks.get(address))
                rows += await (turn.apologise() if apology else turn.answer(inputs))
                
        return rows


def _by_address(batch: Sequence[Arrived]) -> dict[str, list[Arrived]]:
    waiting: dict[str, list[Arrived]] = defaultdict(list)
    for arrived in batch:
        waiting[arrived.address].append(arrived)
    return waiting
