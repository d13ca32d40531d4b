"""Letters on their way: sent at once, or late, told to wait, lost, refused; and a bot that dies."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from random import Random

from bot.nudges.policy import Kind
from bot.service.acts import Say
from tests.nudges.year.agenda import Agenda
from tests.nudges.year.book import Book, Line
from tests.nudges.year.judge import Judge
from tests.nudges.year.machine import Machine
from tests.nudges.year.people import Sent, Someone

AT_ONCE, NOT_LOST = 0.93, 0.99  # of letters
TOLD_TO_WAIT = 0.02  # of calls
ARRIVE = 0.99  # of those that were made
QUEUES = (1, 5, 20, 40, 150, 200, 400)  # minutes
WAITS = (1, 5, 40, 300)  # minutes


class Post:
    """Takes letters from the bot to people. `dies`: the next call is its last before a restart."""

    def __init__(
        self,
        machine: Machine,
        agenda: Agenda,
        book: Book,
        judge: Judge,
        *,
        arrives: Callable[[Someone, Sent, Say], None],
        restart: Callable[[], Awaitable[None]],
    ) -> None:
        self.dies = False
        self._machine = machine
        self._agenda = agenda
        self._book = book
        self._judge = judge
        self._arrives = arrives
        self._restart = restart
        self._random = Random(1)
        self._letters: dict[int, tuple[Someone, int]] = {}

    def forget(self) -> None:
        """The bot was stopped: what it was about to send is in its outbox, or uncertain."""
        self._agenda.forget("leave")
        self._letters.clear()

    def take(self, out: Sequence[int]) -> list[int]:
        """Rows that leave at once; others have some trouble first, and may be handed over again."""
        at_once = []
        for row, nudge in self._machine.peek.letters(out).items():
            if row in self._letters:
                continue
            self._letters[row] = (self._book.owner[nudge], nudge)
            self._machine.figures["letters"] += 1
            luck = self._random.random()
            if luck < AT_ONCE:
                at_once.append(row)
                continue
            self._book.trouble[nudge].append(self._machine.now)
            if luck < NOT_LOST:
                self._after(self._random.choice(QUEUES), row)
            else:
                del self._letters[row]
        return at_once

    def _after(self, minutes: int, row: int) -> None:
        when = self._machine.now + timedelta(minutes=minutes, seconds=7)
        self._agenda.add(when, "leave", [row])

    def _decided(self, leaves: Callable[[Line], None]) -> None:
        """Judges and notes what was decided, in order; `leaves` is told what is to be sent."""
        for line in self._book.news():
            if line.kind is Kind.SEND:
                leaves(line)
                continue
            who = self._book.owner[line.nudge]
            self._judge.decided(who, line)
            for sent in who.sent[-3:]:
                if sent.nudge == line.nudge and sent.row in self._letters:
                    who.did_not_get(sent)
            self._book.note(line)

    async def leave(self, rows: Sequence[int]) -> None:
        """The last look, and the call."""
        rows = [row for row in rows if row in self._letters]
        # What is asked about again has certainly not arrived; unless somebody's /stop took it.
        for row in self._machine.peek.letters(rows):
            who, _ = self._letters[row]
            for sent in who.sent[-4:]:
                if sent.row == row:
                    who.did_not_get(sent)
        left = await self._machine.about_to_send(rows)
        told: list[tuple[Someone, Sent, Say]] = []
        row_of = {self._letters[row][1]: row for row in left}

        def leaves(line: Line) -> None:
            who, row = self._book.owner[line.nudge], row_of[line.nudge]
            act = left[row]
            assert isinstance(act, Say)
            told.append((who, self._leaves(who, line, row, act), act))

        self._decided(leaves)
        for row in rows:
            if row not in left:
                del self._letters[row]
        await self._call(told)

    def _leaves(self, who: Someone, line: Line, row: int, act: Say) -> Sent:
        closing = act.text == self._machine.library.words.text("reminders.closing")
        kind, day = line.body["kind"], line.body.get("day", "")
        sent = Sent(self._machine.now, line.nudge, row, kind, day, closing)
        self._judge.left(who, line, sent)
        self._book.note(line)
        who.gets(sent)
        return sent

    async def _call(self, told: Sequence[tuple[Someone, Sent, Say]]) -> None:
        """Arrives, mostly; some are told to wait, some have blocked the bot, and it may die now."""
        if told and self.dies:
            self.dies = False
            for who, sent, act in told:
                if self._random.random() < ARRIVE / 2:
                    self._arrives(who, sent, act)
            await self._restart()
            return
        done = []
        for who, sent, act in told:
            if who.blocked:
                await self._machine.unreachable(who.address)
                self._decided(_never)
                self._letters.pop(sent.row, None)
            elif self._random.random() < TOLD_TO_WAIT:
                self._book.trouble[sent.nudge].append(self._machine.now)
                self._after(self._random.choice(WAITS), sent.row)
            else:
                done.append(sent.row)
                del self._letters[sent.row]
                if self._random.random() < ARRIVE:
                    self._arrives(who, sent, act)
        if done:
            await self._machine.done(done)


def _never(line: Line) -> None:
    raise AssertionError(f"nudge {line.nudge} is to leave for a chat that is blocked")
