"""The bot of the year: the real service on a real store, at the moment that the clock stands at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any

from bot.nudges.policy import Kind, Reason
from bot.nudges.tally import Tally
from bot.script.folder import Library
from bot.service import retention
from bot.service.acts import Act, Say
from bot.service.desk import Desk
from bot.service.inputs import Arrived, Command, Input
from bot.service.installation import Installation
from bot.service.moment import Moment
from bot.service.outgoing import Done
from bot.service.service import Service
from storage import nudges, people
from storage.keyfile import load_or_make
from storage.nudges import Nudge
from storage.store import Store
from tests.nudges.year.acts import START, Directly
from tests.nudges.year.book import Book
from tests.nudges.year.peek import Peek

HERE = Installation("A test partnership", "privacy@example.org")
AT_ONCE = 100


class Machine:
    """All that the year asks of the bot. `now` is its clock; `figures` says how much it did."""

    def __init__(self, folder: Path, library: Library, book: Book) -> None:
        self.now = START
        self.library = library
        self.figures = {"inputs": 0, "looks": 0, "restarts": -1, "letters": 0}
        self._folder = folder
        self._book = book
        self._tallies: list[Tally] = []
        self._updates = count(1)
        self._handed: list[int] = []
        self._replies: list[Done] = []
        self._store: Store
        self._service: Service
        self._runner: Any = None
        self.peek: Any = None

    async def start(self) -> list[int]:
        """Starts it, after a stop or a crash too; the reminders that wait to be sent."""
        if self._tallies:
            await self._store.close()
        self.figures["restarts"] += 1
        database = self._folder / "cairn.db"
        self._store = await Store.open(
            f"sqlite:///{database}",
            load_or_make(self._folder / "master.key", database),
            erased_list=self._folder / "erased",
            now=self.now,
        )
        self.peek = self.peek or Peek(database)
        tally = Tally(self._book.account)
        self._tallies.append(tally)
        self._service = Service(self._store, self.library, HERE, lambda: self.now, tally)
        await self._service.start()
        self._runner = self._service.runner(self._handed.extend)
        self._replies = [Done(one.row) for one in await self._service.waiting()]
        return await self._service.planned()

    async def close(self) -> None:
        """The year is over."""
        self.peek.close()
        await self._store.close()

    def told(self) -> Counter[tuple[Kind, Reason]]:
        """What the bot counted, over all its starts."""
        told: Counter[tuple[Kind, Reason]] = Counter()
        for tally in self._tallies:
            told.update(tally.verdicts)
        return told

    # Reminders

    async def look(self) -> list[int]:
        """Looks at what is due; the rows that were taken up."""
        self.figures["looks"] += 1
        await self._runner.tick(self.now)
        handed = list(self._handed)
        self._handed.clear()
        return handed

    async def about_to_send(self, rows: Sequence[int]) -> dict[int, Act]:
        """What leaves."""
        leaving = await self._service.about_to_send(rows, lambda _address: True)
        return {row: one.act for row, one in leaving.items()}

    async def done(self, rows: Iterable[int]) -> None:
        """They were sent, or given up."""
        await self._service.done([Done(row) for row in rows])

    async def unreachable(self, address: str) -> None:
        """A call came back: the bot is blocked there."""
        await self._service.unreachable(address)

    async def night(self) -> None:
        """Forgets what is old; among it, gives the notice to whoever was long away."""
        await retention.forget_old(self._store, self.library.words, self.now)

    # People

    async def hand_in(self, inputs: Sequence[tuple[str, Input]]) -> dict[str, Say]:
        """What people do, in one batch; what each is told. Replies arrive at once."""
        self.figures["inputs"] += len(inputs)
        batch = [Arrived(next(self._updates), address, one) for address, one in inputs]
        out = await self._service.handle(batch)
        self._replies += [Done(one.row) for one in out if one.row]
        if len(self._replies) > AT_ONCE:
            await self._service.done(self._replies)
            self._replies = []
        return {one.address: one.act for one in out if isinstance(one.act, Say)}

    async def directly(self, address: str, one: Directly) -> None:
        """Sets something up without a conversation."""
        async with self._store.write() as unit:
            person = (await people.find(unit, [address]))[address]
            moment = Moment(
                unit=unit,
                now=self.now,
                library=self.library,
                script=lambda name, _: self.library.scripts[name],
                installation=HERE,
                person=person,
                desk=Desk.from_json(person.desk),
                input=Command("help"),
                address=address,
            )
            await one.work(moment)
            person.desk = moment.known.to_json()
            await people.save(unit, [person])

    async def read_back(
        self, addresses: Sequence[str]
    ) -> dict[str, tuple[Mapping[str, Any], list[Nudge]]]:
        """The settings and reminders of some people, as they are stored."""
        async with self._store.read() as unit:
            found = await people.find(unit, addresses)
            rows, _ = await nudges.of_all(unit, found.values())
        return {
            address: (person.desk["profile"], rows[person.id]) for address, person in found.items()
        }
