"""The outbox: everything that goes out, in order, within the budget, again where that is needed.

Replies go out at least once: they are tried until Telegram has said yes or no, and what was sent
but not yet marked before a crash goes out again: one message for each chat at most, because the
next one to a chat waits until the one before is marked. Nudges go out at most once: each is marked
before the call, and a call that may have arrived is never made again.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial

import structlog
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot.service.acts import Close, Delete, Refresh, Say, Withdraw
from bot.service.outgoing import Done, Outgoing
from bot.telegram import pauses
from bot.telegram.addresses import address_of, chat_of, is_chat, is_group
from bot.telegram.api import Api
from bot.telegram.clearing import Clearing
from bot.telegram.deliver import Delivery
from bot.telegram.drawings import Drawings
from bot.telegram.limiter import Limiter
from bot.telegram.lines import Job, Line, Lines
from bot.telegram.marks import Marks
from bot.telegram.me import Me
from bot.telegram.needs import Service
from bot.telegram.problems import NotConnected, may_not_write, nothing_to_do, seconds_of
from storage.problems import StoreBusy, StoreFull

AT_ONCE = 32
MOST_TRIES = 17  # of one row while others get through; with its pauses, a good minute
MARKING_SECONDS = 3.0
WAITING_SECONDS = 3.0  # of reminders that may be handed over before they can leave
FEWEST_WAITING = 50

logger = structlog.get_logger()


class Sender:
    """Sends rows to many chats at once, and tells the service when they are done.

    Args:
        api: The Bot API, open.
        service: Whom to tell.
        limiter: The budget.
        me: Who the bot is, for links to it.
        per_second: How many messages a second that allows.
        clock: Monotonic seconds.
    """

    def __init__(
        self,
        api: Api,
        service: Service,
        limiter: Limiter,
        *,
        me: Me,
        per_second: float = 30.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._service = service
        self._limiter = limiter
        self._clock = clock
        self._delivery = Delivery(api, service, me)
        self._marks = Marks(service)
        self._lines = Lines()
        self._drawings = Drawings()
        self._clearing = Clearing(service, per_second, self._cleared, self._refused)
        self._most_nudges = max(FEWEST_WAITING, int(per_second * WAITING_SECONDS))
        self._workers: set[asyncio.Task[None]] = set()
        self._timers: set[asyncio.TimerHandle] = set()
        self._alarm: asyncio.TimerHandle | None = None
        self._moved: dict[int, int] = {}
        self._tried: dict[int, tuple[int, int, int]] = {}
        self._sent = 0
        self._waiting = 0
        self._stopping = False

    @property
    def waiting(self) -> int:
        """How many rows are not finished."""
        return self._waiting

    @property
    def sent(self) -> int:
        """How many calls went through since the start."""
        return self._sent

    @property
    def room(self) -> int:
        """How many more reminders may be handed over now: a wave is not taken in all at once."""
        return self._most_nudges - self._clearing.waiting

    def push(self, rows: Iterable[Outgoing]) -> None:
        """Take over rows; those for one address and lane go out in this order."""
        for row in rows:
            if not is_chat(row.address):
                continue
            if isinstance(row.act, Withdraw):
                self._withdraw(row.address, frozenset(row.act.rows))
                continue
            self._waiting += 1
            # Whoever is answered wrote just now: what was to come by itself is decided about anew.
            self._clear_again(self._lines.take_nudges(row.address))
            line = self._line(row)
            self._lines.add(line, Job(row, row.act))
            if line.held:
                self._marks.hurry()
        self._go()

    def plan(self, rows: Iterable[int]) -> None:
        """Take over reminders whose time has come: each is asked about just before it leaves."""
        self._waiting += self._clearing.add(rows)

    def _line(self, row: Outgoing) -> Line:
        chat = chat_of(row.address)
        return self._lines.line(row.address, self._moved.get(chat, chat))

    def _withdraw(self, address: str, rows: frozenset[int]) -> None:
        gone = self._lines.withdraw(address, rows)
        self._waiting -= len(gone) + self._clearing.withdraw(rows)
        self._clearing.left(job.row.row for job in gone if job.nudge)

    # Reminders before they go

    def _cleared(self, leaving: Sequence[Outgoing]) -> None:
        for row in leaving:
            job = Job(row, row.act)
            if row.row in self._tried:
                job.failures, job.tries, job.sent_before = self._tried.pop(row.row)
            self._lines.add(self._line(row), job)
        self._go()

    def _refused(self, row: int) -> None:
        self._tried.pop(row, None)
        self._waiting -= 1

    def _clear_again(self, jobs: Sequence[Job]) -> None:
        """Reminders that were not sent: they are decided about once more, from the start."""
        rows = [job.row.row for job in jobs]
        for job in jobs:
            self._tried[job.row.row] = job.failures, job.tries, job.sent_before
        self._clearing.left(rows)
        self._clearing.add(rows)

    def _clear_after(self, seconds: float, job: Job) -> None:
        def again() -> None:
            self._timers.discard(timer)
            self._clear_again([job])

        timer = asyncio.get_running_loop().call_later(seconds, again)
        self._timers.add(timer)

    async def stop(self, within: float = 5.0) -> None:
        """Finish what is under way and mark it; the rest stays in the outbox for the next start."""
        self._stopping = True
        for timer in self._timers:
            timer.cancel()
        if self._alarm is not None:
            self._alarm.cancel()
        await self._clearing.stop()
        await self._drawings.stop()
        if self._workers:
            _, late = await asyncio.wait(self._workers, timeout=within)
            for worker in late:
                worker.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        unmarked = await self._marks.close(MARKING_SECONDS)
        logger.info("sender_stopped", unsent=self._waiting, unmarked=unmarked)

    # Whose turn it is

    def _go(self) -> None:
        while len(self._workers) < AT_ONCE and (turn := self._next()) is not None:
            worker = asyncio.create_task(self._work(*turn))
            self._workers.add(worker)
            worker.add_done_callback(self._workers.discard)

    def _next(self) -> tuple[Line, Job] | None:
        """The next job that may go now; None when there is none, and then an alarm is set."""
        if self._stopping:
            return None
        now = self._clock()
        while (turn := self._lines.first()) is not None:
            line, job = turn
            if self._drawings.wanted(job):
                self._lines.park_until_drawn(line)
                self._drawings.begin(job, partial(self._drawn, line))
                continue
            if wait := self._limiter.chat_wait(line.chat, job.weight, now):
                self._lines.park(line)
                self._free_after(wait, line)
                continue
            if wait := self._limiter.overall_wait(job.weight, now, nudge=job.nudge):
                self._wake_after(wait)
                return None
            self._limiter.take(line.chat, job.weight, now, nudge=job.nudge)
            return line, self._lines.take(line)
        return None

    def _free_after(self, seconds: float, line: Line) -> None:
        def free() -> None:
            self._timers.discard(timer)
            self._lines.free(line)
            self._go()

        timer = asyncio.get_running_loop().call_later(seconds, free)
        self._timers.add(timer)

    def _drawn(self, line: Line) -> None:
        self._lines.drawn(line)
        self._go()

    def _wake_after(self, seconds: float) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
        self._alarm = asyncio.get_running_loop().call_later(seconds, self._go)

    # What happens to it

    async def _work(self, line: Line, job: Job) -> None:
        turn: tuple[Line, Job] | None = (line, job)
        while turn is not None:
            line, job = turn
            pause = await self._attempt(line, job)
            if pause is not None:
                self._lines.give_back(line, job)
            if pause:
                self._free_after(pause, line)
            elif not line.held:
                self._lines.free(line)
            turn = self._next()

    async def _attempt(self, line: Line, job: Job) -> float | None:
        """Make one call; None when the job is finished, else the pause before the next."""
        try:
            finished = await self._delivery.step(job, line.chat)
        except RetryAfter as error:
            seconds = seconds_of(error)
            self._limiter.refused(line.chat, seconds, self._clock())
            logger.warning("told_to_wait", seconds=seconds)
            if job.nudge and not job.sent_pieces:
                self._clear_after(seconds, job)
                return None
            return 0.0
        except ChatMigrated as error:
            return await self._move(line, job, error)
        except Forbidden:
            return await self._unreachable(line, job)
        except BadRequest as error:
            if is_group(line.address) and may_not_write(error):
                return await self._unreachable(line, job)
            if not nothing_to_do(error):
                logger.error("refused", act=type(job.act).__name__)
        except NotConnected as error:
            pause = self._again(line, job, error)
            if pause is not None and job.nudge and not job.sent_pieces:
                self._clear_after(pause, job)
                return None
            return pause
        except TelegramError as error:
            if not job.nudge:
                return self._again(line, job, error)
            logger.warning("nudge_uncertain", error=type(error).__name__)
        except (StoreBusy, StoreFull):
            return _nobodys_fault(job)
        except Exception as error:
            logger.error("row_failed", error=type(error).__name__)
        else:
            self._sent += 1
            if not finished:
                return 0.0
            line.held = job.message is not None
        self._finish(job, line)
        return None

    def _finish(self, job: Job, line: Line) -> None:
        """The row is sent or given up: have it marked, and let a line that is held go on then."""
        self._waiting -= 1
        if job.nudge:
            self._clearing.left([job.row.row])
        row, act, message = job.row, job.act, job.message
        if message is not None and isinstance(act, Say):
            done = Done(row.row, message, row.person, act.visit, act.entry)
        elif message is not None and isinstance(act, Refresh):
            done = Done(row.row, message, row.person, act.visit)
        else:
            done = Done(row.row, message, row.person)
        self._marks.add(done, (lambda: self._go_on(line)) if line.held else None)
        if line.held and line.lane is not None:
            self._marks.hurry()

    def _go_on(self, line: Line) -> None:
        self._lines.free(line)
        self._go()

    def _again(self, line: Line, job: Job, error: TelegramError) -> float | None:
        """The pause before the next try; a row that alone keeps failing is given up."""
        job.failures += 1
        if self._sent > job.sent_before:
            job.tries += 1
            job.sent_before = self._sent
        if job.tries >= MOST_TRIES:
            logger.error("given_up", act=type(job.act).__name__, error=type(error).__name__)
            self._finish(job, line)
            return None
        if job.failures == 1:
            logger.info("trying_again", error=type(error).__name__)
        return pauses.seconds_after(job.failures)

    async def _unreachable(self, line: Line, job: Job) -> float | None:
        """Drop all that waits for somebody who has blocked the bot, or a group without it."""
        try:
            rows = await self._service.unreachable(address_of(line.chat))
        except (StoreBusy, StoreFull):
            return _nobodys_fault(job)
        for each in (job, *self._lines.empty(line)):
            self._finish(each, line)
        self.push(rows)
        return None

    async def _move(self, line: Line, job: Job, error: ChatMigrated) -> float | None:
        """A group has become a supergroup: nothing was sent, and everything goes there now."""
        try:
            await self._service.moved(address_of(line.chat), address_of(error.new_chat_id))
        except (StoreBusy, StoreFull):
            return _nobodys_fault(job)
        self._moved[line.chat] = line.chat = error.new_chat_id
        if isinstance(job.act, Close | Refresh | Delete):
            # Messages have other numbers there.
            self._finish(job, line)
            return None
        return self._again(line, job, error)


def _nobodys_fault(job: Job) -> float:
    job.failures += 1
    return pauses.seconds_after(job.failures)
