"""The year itself: people, the bot, its troubles, and a clock that goes from event to event."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from bot.script.folder import Library
from bot.service.acts import Say
from bot.service.inputs import Command, Input, Left, Returned
from tests.nudges.year import acts
from tests.nudges.year.acts import START, Directly, Doing
from tests.nudges.year.agenda import GRID, Agenda, Event
from tests.nudges.year.book import Book
from tests.nudges.year.judge import Judge
from tests.nudges.year.machine import AT_ONCE, Machine
from tests.nudges.year.people import Sent, Someone, Will, someone
from tests.nudges.year.post import Post

DAYS = 365
OUTAGES, RESTARTS = 14, 30
LONGEST_OUTAGE = 110.0  # hours
LOOKS_EVERY = timedelta(seconds=20)
SILENT = timedelta(days=330)


class Town:
    """People and a bot for a year; what was seen is in `book`.

    Args:
        at_midnight: told of each new day, for long plays to show how far they have come.
    """

    def __init__(
        self,
        folder: Path,
        library: Library,
        persons: int,
        seed: int,
        days: int,
        *,
        at_midnight: Callable[[date], object] = str,
    ) -> None:
        self._at_midnight = at_midnight
        self.book = Book()
        self.people = [someone(number, seed) for number in range(persons)]
        self.end = START + timedelta(days=days)
        self.machine = Machine(folder, library, self.book)
        self._words = library.words.text
        self._random = Random(seed)
        self._agenda = Agenda()
        self._by_address = {one.address: one for one in self.people}
        self._post = Post(
            self.machine,
            self._agenda,
            self.book,
            Judge(self.book, library.holidays),
            arrives=self._arrives,
            restart=self._restart,
        )
        self._down_until = START

    @property
    def now(self) -> datetime:
        """Where the clock stands."""
        return self.machine.now

    async def run(self) -> None:
        """Everybody's first day, and then the year."""
        await self.machine.start()
        for some in self._groups():
            await self._do([(who, acts.begin(who, self._words)) for who in some])
        self._plan()
        while (when := self._next()) is not None:
            before, self.machine.now = self.now, max(self.now, when)
            if before.date() != self.now.date():
                self._at_midnight(self.now.date())
            event_at = self._agenda.next_at()
            if event_at and event_at <= self.now:
                await self._happen(self._agenda.pop())
                continue
            await self._look()
            if (due := self.machine.peek.next_due()) and due <= self.now:
                self.machine.now += LOOKS_EVERY
        await self._settle()

    def _groups(self) -> list[list[Someone]]:
        return [self.people[at : at + AT_ONCE] for at in range(0, len(self.people), AT_ONCE)]

    # What happens when

    def _plan(self) -> None:
        """What everybody will do by themselves, and when the bot will be down."""
        for who in self.people:
            for when, act in acts.plan(who, self._words, DAYS):
                self._agenda.later(when, "act", (who, act))
        for _ in range(OUTAGES):
            self._agenda.later(self._any_time(), "down", self._random.expovariate(1 / 20))
        for _ in range(RESTARTS):
            self._agenda.later(self._any_time(), "restart")
            self._agenda.later(self._any_time(), "dies")
        for day in range(1, DAYS + 1, 7):
            self._agenda.add(START + timedelta(days=day, hours=-3, seconds=11), "night")

    def _any_time(self) -> datetime:
        return START + timedelta(seconds=self._random.randint(86_400, DAYS * 86_400))

    def _next(self) -> datetime | None:
        due = None if self.now < self._down_until else self.machine.peek.next_due()
        times = [one for one in (self._agenda.next_at(), due) if one]
        when = min(times, default=self.end)
        return when if when < self.end else None

    async def _happen(self, event: Event) -> None:
        if self.now < self._down_until:
            # While it is down, Telegram keeps what people do.
            self._agenda.add(self._down_until, event.what, event.about)
            return
        match event.what:
            case "act":
                same = self._agenda.at_once_with(event)
                await self._do([one.about for one in (event, *same)])
            case "leave":
                await self._post.leave(event.about)
            case "down":
                self._down_until = self.now + timedelta(hours=min(event.about, LONGEST_OUTAGE))
                self.book.outages.append((self.now, self._down_until))
                self._agenda.add(self._down_until, "restart")
            case "restart":
                await self._restart()
            case "dies":
                self._post.dies = True
            case "night":
                await self._night()

    async def _restart(self) -> None:
        """What was only in its memory is gone; what is in the outbox is taken up again."""
        self._post.forget()
        rows = self._post.take(await self.machine.start())
        if rows:
            self._agenda.add(self.now, "leave", rows)

    async def _look(self) -> None:
        rows = self._post.take(await self.machine.look())
        if rows:
            await self._post.leave(rows)

    async def _night(self) -> None:
        await self.machine.night()
        silent = [who for who in self.people if who.touched and self.now - who.touched > SILENT]
        if silent:
            await self._read_back(silent, {})

    async def _settle(self) -> None:
        """The last moment of the year: what is due is dealt with, and everything is read back."""
        self.machine.now = self._down_until = self.end
        await self._look()
        for some in self._groups():
            await self._read_back(some, {})
        await self.machine.close()

    # What people do

    async def _do(self, doings: Sequence[tuple[Someone, Doing]]) -> None:
        """Acts of several people, tap for tap side by side; of one person one after the other."""
        live: dict[str, tuple[Someone, Doing, Say | None]] = {}
        for who, act in doings:
            if who.address in live:
                self._agenda.add(self.now + GRID, "act", (who, act))
            elif not (who.blocked and acts.name_of(act) == "_answer"):
                live[who.address] = (who, act, None)
        # A blocked chat takes no words: Telegram says first that it is open again.
        back = [who for who, _, _ in live.values() if who.blocked]
        await self._hand_in([(who, Returned()) for who in back if self._random.random() < 0.8])
        acted = {who.address: acts.name_of(act) for who, act, _ in live.values()}
        while live:
            wanted: list[tuple[Someone, Input]] = []
            for address, (who, act, told) in list(live.items()):
                try:
                    one = act.send(told)
                    while isinstance(one, Directly):
                        await self.machine.directly(address, one)
                        one = act.send(None)
                    wanted.append((who, one))
                except StopIteration:
                    del live[address]
            said = await self._hand_in(wanted)
            live = {key: (who, act, said.get(key)) for key, (who, act, _) in live.items()}
        await self._read_back([self._by_address[one] for one in acted], acted)

    async def _hand_in(self, inputs: Sequence[tuple[Someone, Input]]) -> dict[str, Say]:
        if not inputs:
            return {}
        said = await self.machine.hand_in([(who.address, one) for who, one in inputs])
        for who, one in inputs:
            self._note(who, one, said.get(who.address))
        return said

    def _note(self, who: Someone, one: Input, said: Say | None) -> None:
        """How things stand with them after it, by what they did and were told."""
        if isinstance(one, Left | Returned):
            who.blocked = isinstance(one, Left)
            return
        if isinstance(one, Command) and one.name in ("pause", "resume"):
            who.paused = one.name == "pause"
        who.did_something(self.now)
        who.asked = said is not None and said.visit is not None

    async def _read_back(self, some: Sequence[Someone], acted: Mapping[str, str]) -> None:
        found = await self.machine.read_back([who.address for who in some])
        for who in some:
            profile, rows = found[who.address]
            who.will = Will.of(profile)
            self.book.read_back(who, rows, self.now, acted.get(who.address, ""))
            if who.puts_off and self.book.put_off(who, self.now):
                # It gives its place to the one that comes for it.
                who.puts_off.counts = False
            who.puts_off = None

    def _arrives(self, who: Someone, sent: Sent, act: Say) -> None:
        """They answer, or not; who is left in peace may come back by themselves."""
        if sent.closing:
            if who.random.random() < who.returns:
                after = timedelta(days=who.random.uniform(0.1, 60))
                self._agenda.later(self.now + after, "act", (who, acts.say(Command("help"))))
        elif who.random.random() < who.answers:
            hours = min(who.random.lognormvariate(0, 1.5), 60)
            after = timedelta(minutes=5) + timedelta(hours=hours)
            self._agenda.later(self.now + after, "act", (who, self._answer(who, sent, act)))

    def _answer(self, who: Someone, sent: Sent, act: Say) -> Doing:
        who.puts_off = sent
        yield from acts.answer(who, act, self._words)
