"""People who talk by themselves, steadily, and remember what they were told.

Each says something, waits for the answer, and only then goes on. A message that says what was said
already, under the very same buttons, is a repeat: it is counted, and nobody takes it for an answer.
"""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections import Counter, deque
from dataclasses import dataclass, field
from itertools import count
from typing import Self

import yaml

from tests.faults.processes import ROOT
from tests.standin import Message, Person, StandIn

ANSWER_SECONDS = 150.0  # a whole virtual machine may stand still for minutes, and its clock goes on
MOST_TAPS = 14
QUESTION = re.compile(r"[0-9a-f]+\.\d+\.\d+")  # a button of a question, not a standing one
WORDS = ("amber", "birch", "cedar", "dune", "elder", "fern", "gorse", "heather", "iris", "juniper")
KEEP = ("Keep", "Yes, keep it")
# What nobody may hear who taps and types once, and waits for the answer.
_ODD = yaml.safe_load((ROOT / "dialogues/shared/words.yaml").read_text("utf-8"))["odd"]
CLOSED, FAILED, MANY = (_ODD[key].partition(".")[0] for key in ("closed", "failed", "many"))


class NoAnswer(AssertionError):
    """Somebody waited for an answer in vain."""


@dataclass
class Talker:
    """Somebody who talks, and what they know to be kept."""

    api: StandIn
    person: Person
    chance: random.Random
    pause: float
    patience: float
    kept: Counter[str] = field(default_factory=Counter)
    to_come: int = 0
    repeats: list[float] = field(default_factory=list)
    answers: int = 0
    surplus: int = 0
    _read: int = 0
    _said: set[tuple[str, ...]] = field(default_factory=set)
    _last: tuple[str, ...] = ()
    _new: deque[Message] = field(default_factory=deque)
    _numbers: count[int] = field(default_factory=count)

    async def begin(self) -> None:
        """Says yes, and passes the first question over."""
        await self.say("/start")
        await self.tap("Yes, start")
        await self.tap("Skip")

    async def talk(self, until: asyncio.Event) -> None:
        """Checks in and keeps things, in turn, until the event is set; then nothing is open."""
        while not until.is_set():
            await self.check_in()
            await self.keep_something()

    async def keep_something(self, day: str | None = None) -> None:
        """Writes a small change into the log, and picks a day for it or none."""
        await self.say("/log")
        words = self._words()
        await self.say(words)
        answer = await self.tap("Keep")
        assert "Kept in your log" in answer.text, self._tale("it was not kept")
        self.kept[words] += 1
        day = day or self.chance.choice(["In a week", "In a month", "No need, thank you"])
        answer = await self.tap(day)
        if day.startswith("In"):
            assert "I will ask about it on" in answer.text, self._tale("the day was not set")
            self.to_come += 1

    async def check_in(self) -> None:
        """Checks in, and taps and types along to the end."""
        answer = await self.say("/checkin")
        for _ in range(MOST_TAPS):
            labels = _answers(answer)
            if not labels:
                return
            if "Skip" in labels and self.chance.random() < 0.7:
                words = self._words()
                answer = await self.say(words)
                keep = next((label for label in _answers(answer) if label in KEEP), None)
                if keep:
                    answer = await self.tap(keep)
                    self.kept[words] += 1
            elif "Skip" not in labels and self.chance.random() < 0.3:
                answer = await self.say(str(self.chance.randint(1, len(labels))))
            else:
                answer = await self.tap(self.chance.choice(labels))
        answer = await self.say("/stop")
        if _answers(answer):
            await self.tap("Leave them on")

    async def say(self, text: str) -> Message:
        """Says something; the answer."""
        self._before()
        await self.person.say(text)
        return await self._answer(text)

    async def tap(self, label: str) -> Message:
        """Taps a button that is there; the answer."""
        self._before()
        await self.person.tap(label, within=0)
        return await self._answer(f"[{label}]")

    def listen(self) -> None:
        """Takes in what the bot has written since."""
        shown = self.person.chat.shown
        for one in shown[self._read :]:
            if one.edit:
                continue
            buttons = tuple(each["callback_data"] for row in one.message.keyboard for each in row)
            whole = (one.text, *buttons)
            asks = any(map(QUESTION.fullmatch, buttons))
            if whole == self._last or (asks and whole in self._said):
                self.repeats.append(time.monotonic())
            else:
                self._new.append(one.message)
            self._last = whole
            self._said.add(whole)
        self._read = len(shown)

    def _before(self) -> None:
        self.listen()
        self.surplus += len(self._new)
        self._new.clear()

    async def _answer(self, to: str) -> Message:
        def answered() -> bool:
            self.listen()
            return bool(self._new)

        if not await self.person.chat.signal.until(answered, self.patience):
            raise NoAnswer(self._tale(f"no answer to {to} in {self.patience:.0f} seconds"))
        self.answers += 1
        answer = self._new.popleft()
        assert not answer.text.startswith((CLOSED, FAILED, MANY)), self._tale(
            f"not an answer to {to}"
        )
        await asyncio.sleep(self.chance.uniform(0, self.pause))
        return answer

    def _words(self) -> str:
        """Words that nobody has said before, and that name nobody."""
        number = next(self._numbers)
        picked = [WORDS[int(digit)] for digit in f"{self.person.id % 10}{number:03d}"]
        return f"put {' and '.join(picked)} by the window"

    def _tale(self, what: str) -> str:
        return f"{what}; the chat ends:\n{self.person.transcript()[-3000:]}"


class Crowd:
    """Several people who talk at the same time.

    Args:
        api: Their Telegram.
        size: How many people.
        seed: The same seed and the same answers make them say the same.
        pause: The longest somebody thinks before they go on, in seconds.
        patience: The longest somebody waits for an answer, in seconds.
    """

    def __init__(
        self,
        api: StandIn,
        size: int,
        seed: int,
        pause: float = 0.15,
        patience: float = ANSWER_SECONDS,
    ) -> None:
        self.talkers = [
            Talker(api, api.person(id=500_000 + at), random.Random(seed + at), pause, patience)
            for at in range(size)
        ]
        self._enough = asyncio.Event()
        self._talking: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in self._talking:
            task.cancel()
        await asyncio.gather(*self._talking, return_exceptions=True)

    async def begin(self) -> None:
        """Everybody says yes."""
        await asyncio.gather(*(each.begin() for each in self.talkers))

    def talk(self) -> None:
        """Everybody begins to talk."""
        self._enough.clear()
        self._talking = [asyncio.create_task(each.talk(self._enough)) for each in self.talkers]

    def check(self) -> None:
        """Tells at once when somebody has met with something wrong."""
        for task in self._talking:
            if task.done():
                task.result()

    async def all_hear(self, within: float) -> float:
        """Waits until everybody has had one more answer; how many seconds that took.

        Raises:
            AssertionError: somebody waits for longer than that.
        """
        began = time.monotonic()
        heard = [each.answers for each in self.talkers]
        while waiting := [
            each for each, old in zip(self.talkers, heard, strict=True) if each.answers == old
        ]:
            self.check()
            took = time.monotonic() - began
            assert took < within, f"{len(waiting)} wait after {took:.0f} s"
            await asyncio.sleep(0.05)
        return time.monotonic() - began

    async def finish(self) -> None:
        """Everybody comes to an end, and keeps one more thing: nobody is stuck."""
        self._enough.set()
        await asyncio.gather(*self._talking)
        await asyncio.gather(*(each.keep_something() for each in self.talkers))

    @property
    def answers(self) -> int:
        """How many answers were heard."""
        return sum(each.answers for each in self.talkers)

    @property
    def kept(self) -> int:
        """How many things people know to be kept."""
        return sum(each.kept.total() for each in self.talkers)

    @property
    def repeats(self) -> int:
        """How many messages came again."""
        return sum(len(each.repeats) for each in self.talkers)

    @property
    def surplus(self) -> int:
        """How many messages came that answered nothing."""
        return sum(each.surplus for each in self.talkers)


def _answers(message: Message) -> list[str]:
    """The labels that answer the question, without the ways out of it."""
    buttons = [button for row in message.keyboard for button in row]
    ways = ("Back", "Support", "Pause", "Stop")
    return [
        button["text"]
        for button in buttons
        if QUESTION.fullmatch(button["callback_data"]) and button["text"] not in ways
    ]
