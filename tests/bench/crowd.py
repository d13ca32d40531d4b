"""A crowd on the stand-in: everybody taps as soon as they are answered, and it is counted."""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from tests.standin import Message, Person, StandIn

# A button of an open question, Cairn's or a yardstick's.
ANSWER = re.compile(r"[0-9a-f]+\.\d+\.\d+")
BEGIN = "/checkin"


@dataclass
class Figures:
    """What was seen in one stretch: seconds each turn took, and calls of each method."""

    seconds: float
    turns: list[float]
    calls: dict[str, int]

    @property
    def rate(self) -> float:
        """Turns a second."""
        return len(self.turns) / self.seconds

    def at(self, share: float) -> float:
        """The time within which this share of the turns was answered, in milliseconds."""
        ordered = sorted(self.turns)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]


@dataclass
class Crowd:
    """People who talk by themselves: each new message of the bot is answered at once.

    `pause` is how long somebody takes over the newest message before they tap, in seconds;
    `uneven` is the share of it by which that may differ, so that not everybody taps at once.
    """

    api: StandIn
    pause: float = 0.0
    uneven: float = 0.0
    people: dict[int, Person] = field(default_factory=dict)
    _asked: dict[int, float] = field(default_factory=dict)
    _turns: list[float] = field(default_factory=list)
    _talking: bool = False
    _saying: set[asyncio.Future[Message]] = field(default_factory=set)
    _reading: dict[int, asyncio.TimerHandle] = field(default_factory=dict)

    def __post_init__(self) -> None:
        send = self.api.post

        def post(chat: Any, sender: Any, content: Any, **more: Any) -> Message:
            message = send(chat, sender, content, **more)
            if sender is None:
                self._answered(message)
            return message

        self.api.post = post  # type: ignore[method-assign]  # the one place where all sends pass

    def join(self, count: int, first: int = 100_000) -> None:
        """New people, who have not said anything yet."""
        for number in range(first, first + count):
            self.people[number] = self.api.person(first_name=f"P{number}", id=number)

    async def all_said(self, text: str, settled: Callable[[], bool], within: float = 60.0) -> None:
        """Everybody says one thing; returns when `settled` holds."""
        for person in self.people.values():
            await person.say(text)
        until = time.monotonic() + within
        while not settled():
            if time.monotonic() > until:
                raise TimeoutError(f"not settled within {within} s")
            await asyncio.sleep(0.02)

    async def talk(self, seconds: float, over: asyncio.Event | None = None) -> Figures:
        """Everybody begins; after `seconds`, or when it is `over`, they stop."""
        self._talking = True
        figures, _ = await asyncio.gather(self.stretch(seconds, over), self._begin())
        self._talking = False
        await asyncio.sleep(0.5)
        return figures

    @asynccontextmanager
    async def talking(self, within: float) -> AsyncIterator[None]:
        """Everybody talks while the block runs; they begin one after the other, `within` seconds.

        All at once, and again for each stretch, would be a burst that no quiet minute has.
        """
        self._talking = True
        await self._begin(within / len(self.people))
        try:
            yield
        finally:
            self._talking = False

    async def stretch(self, seconds: float, over: asyncio.Event | None = None) -> Figures:
        """What is seen within `seconds`, or until it is `over`, while everybody talks."""
        self._turns, before, began = [], dict(self.api.count), time.monotonic()
        with suppress(TimeoutError):
            await asyncio.wait_for((over or asyncio.Event()).wait(), seconds)
        took = time.monotonic() - began
        calls = {name: self.api.count[name] - before.get(name, 0) for name in self.api.count}
        return Figures(took, list(self._turns), calls)

    async def _begin(self, apart: float = 0.0) -> None:
        for person in self.people.values():
            self._asked[person.id] = time.monotonic()
            await person.say(BEGIN)
            if apart:
                await asyncio.sleep(apart)

    def _answered(self, message: Message) -> None:
        chat = message.chat.id
        asked = self._asked.pop(chat, None)
        if asked is not None:
            self._turns.append(time.monotonic() - asked)
        elif (reading := self._reading.pop(chat, None)) is not None:
            # One more message of the same turn: nobody taps before they have read it.
            reading.cancel()
        else:
            return
        if self._talking:
            pause = self.pause * random.uniform(1 - self.uneven, 1 + self.uneven)
            loop = asyncio.get_running_loop()
            self._reading[chat] = loop.call_later(pause, self._say_next, message)

    def _say_next(self, message: Message) -> None:
        self._reading.pop(message.chat.id, None)
        person = self.people.get(message.chat.id)
        if person is None or not self._talking:
            return
        self._asked[person.id] = time.monotonic()
        data = [one["callback_data"] for row in message.keyboard for one in row]
        answer = next((one for one in data if ANSWER.fullmatch(one)), None)
        if answer:
            self.api.tap(message.chat, message, person.user, answer)
        else:
            self._saying.add(task := asyncio.ensure_future(person.say(BEGIN)))
            task.add_done_callback(self._saying.discard)
