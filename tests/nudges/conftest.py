"""A real store, and a stand-in for the layer above that keeps all it knows in the store too."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.nudges.calendar import Week
from bot.nudges.host import Taken
from bot.nudges.policy import Standing, Subject
from bot.nudges.rules import Rule
from bot.nudges.runner import Runner
from bot.nudges.sending import Sending
from bot.nudges.slot import begun
from bot.nudges.tally import Tally
from storage import nudges, outbox, people
from storage.nudges import Nudge
from storage.outbox import Slip
from storage.people import Person
from storage.sealing import Vault
from storage.store import Store, Unit

ZONE = "Europe/London"
MASTER = bytes(range(32))
START = datetime(2026, 3, 16, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Opened:
    """A reminder that may leave."""

    person: Person
    nudge: Nudge
    closing: bool

    @property
    def text(self) -> str:
        """What it says."""
        return "closing" if self.closing else str(self.nudge.body["text"])


class Host:
    """Reads everything off the person's desk; `broken` reminders cannot be opened."""

    def __init__(self) -> None:
        self.broken: set[str] = set()

    def standing(self, person: Person) -> Standing:
        """As the desk says."""
        desk = person.desk
        return Standing(
            Week(ZONE),
            reachable=desk.get("reachable", True),
            paused=desk.get("paused", False),
            in_conversation="touched" in desk,
            touched=datetime.fromisoformat(desk["touched"]) if "touched" in desk else None,
            unprompted=tuple(datetime.fromisoformat(at) for at in desk.get("unprompted", [])),
            unanswered=desk.get("unanswered", 0),
            closed=desk.get("closed", False),
        )

    async def subjects(self, unit: Unit, taken: Taken) -> dict[int, Subject]:
        """As the desk says."""
        return {nudge.id: Subject(person.desk.get("subject", "waiting")) for person, nudge in taken}

    def opened(self, person: Person, nudge: Nudge, *, closing: bool) -> Opened:
        """What was opened for whom."""
        if nudge.body["text"] in self.broken:
            raise RuntimeError
        return Opened(person, nudge, closing)

    def wrote(self, person: Person, unprompted: tuple[datetime, ...], *, closing: bool) -> None:
        """On the desk."""
        self._note(person, unprompted, +1, closing)

    def unwrote(self, person: Person, unprompted: tuple[datetime, ...], *, closing: bool) -> None:
        """Off the desk."""
        self._note(person, unprompted, -1, False)

    def _note(
        self, person: Person, unprompted: tuple[datetime, ...], by: int, closed: bool
    ) -> None:
        person.desk = {
            **person.desk,
            "unprompted": [one.isoformat() for one in unprompted],
            "unanswered": max(0, person.desk.get("unanswered", 0) + by),
            "closed": closed,
        }


@dataclass
class Town:
    """A running bot: what is stored, the loop, the last look, and what was handed over."""

    store: Store
    host: Host
    handed: list[int] = field(default_factory=list)
    now: datetime = START

    def __post_init__(self) -> None:
        self.tally = Tally()
        self.sending: Sending[Opened] = Sending(self.host)
        self.runner = Runner(
            self.store,
            lambda: self.now,
            self.handed.extend,
            tally=self.tally,
            every=0.0,
        )

    async def person(self, number: int = 1, **desk: Any) -> Person:
        """Somebody who agreed to being remembered."""
        async with self.store.write() as unit:
            return await people.add(unit, f"terminal:{number}", desk, self.now.date())

    async def change(self, person: Person, **desk: Any) -> None:
        """New facts on their desk."""
        async with self.store.write() as unit:
            found = (await people.by_id(unit, [person.id]))[person.id]
            found.desk = {**found.desk, **desk}
            await people.save(unit, [found])

    async def promise(
        self, person: Person, at: datetime, text: str = "a", kind: str = "revisit"
    ) -> int:
        """Something to come back to."""
        async with self.store.write() as unit:
            body = {
                "kind": kind,
                "dialogue": "look-again",
                "step": "hello",
                "entry": None,
                "text": text,
                "moved": 0,
            }
            nudge = Nudge(unit.new_id(), at, body)
            await nudges.add(unit, [(person, nudge)])
            return nudge.id

    async def repeat(self, person: Person, rule: Rule, text: str = "a", what: str = "") -> int:
        """Something that comes again and again, from now on."""
        async with self.store.write() as unit:
            body = {
                "kind": "rule",
                "what": what or "checkin",
                "dialogue": "check-in",
                "step": "hello",
                "entry": None,
                "text": text,
                "moved": 0,
                "rested": False,
                "rule": rule.to_json(),
            }
            week = self.host.standing(person).week
            nudge = begun(Nudge(unit.new_id(), None, body), self.now, week)
            await nudges.add(unit, [(person, nudge)])
            return nudge.id

    async def refused(self, person: Person, now: datetime) -> None:
        """The transport says that they have blocked the bot: nothing of this has arrived."""
        await self.change(person, reachable=False)
        async with self.store.write() as unit:
            dropped = await outbox.drop_for(unit, person.address)
            lost = await self.sending.not_sent(unit, dropped)
        self.tally.not_sent(lost, now)

    async def take_up(self, now: datetime) -> list[int]:
        """Looks once; the rows that were handed over."""
        before = len(self.handed)
        await self.runner.tick(now)
        return self.handed[before:]

    async def tick(self, now: datetime) -> list[str]:
        """Looks, and has everything decided about; what the calls would be made with."""
        return [one.text for _, one in await self._leaving(now)]

    async def send(self, row: int, now: datetime) -> Opened | None:
        """What a sender does before the call: the last look, committed."""
        return dict(await self._decided([row], now)).get(row)

    async def sent(self, now: datetime) -> list[str]:
        """Looks, and sends what may leave, all the way; the texts that left."""
        left = await self._leaving(now)
        rows = [row for row, _ in left]
        self.sending.finished(rows)
        async with self.store.write() as unit:
            await outbox.done(unit, rows)
        return [one.text for _, one in left]

    async def _leaving(self, now: datetime) -> list[tuple[int, Opened]]:
        """As long as there is anything: what was moved to this very moment is due once more."""
        left: list[tuple[int, Opened]] = []
        while rows := await self.take_up(now):
            left += await self._decided(rows, now)
        return left

    async def _decided(self, rows: list[int], now: datetime) -> list[tuple[int, Opened]]:
        looked = await self.sending.decide(self.store, rows, now, lambda _address: True)
        self.tally.take_back(looked.taken_back)
        self.tally.take(looked.decided, now)
        return [(row, one) for row, (_, one) in looked.leaving.items()]

    async def waiting(self, person: Person) -> list[Nudge]:
        """Their reminders as they are stored."""
        async with self.store.read() as unit:
            return await nudges.of(unit, person)

    async def slips(self) -> list[Slip]:
        """What the outbox holds."""
        async with self.store.read() as unit:
            return await outbox.all_slips(unit)

    async def unprompted(self, person: Person) -> list[str]:
        """When the bot wrote to them first, as their desk has it."""
        async with self.store.read() as unit:
            desk = (await people.by_id(unit, [person.id]))[person.id].desk
        return list(desk.get("unprompted", []))


Opener = Callable[[], Awaitable[Town]]


@pytest.fixture
def opener(tmp_path: Path) -> Opener:
    """Opens the town, as often as a test restarts it."""

    async def open_town() -> Town:
        store = await Store.open(
            f"sqlite:///{tmp_path / 'cairn.db'}",
            Vault([MASTER]),
            erased_list=tmp_path / "erased",
            now=START,
        )
        return Town(store, Host())

    return open_town


@pytest.fixture
async def town(opener: Opener) -> AsyncIterator[Town]:
    """A new town."""
    opened = await opener()
    yield opened
    await opened.store.close()
