"""The only wiring: settings → library, storage, service, reminders, transport; start and stop."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import structlog

from bot import clock
from bot.logs import fault, start_logging, stop_logging
from bot.problems import CannotStart
from bot.script.files import files_in
from bot.script.memo import Memo
from bot.service.aside import tidy
from bot.service.backups import back_up
from bot.service.entrance import Entrance
from bot.service.installation import Installation
from bot.service.publishing.going_live import CannotPlay, Following, begin_with
from bot.service.retention import forget_old
from bot.service.service import Service
from bot.settings import Settings
from bot.telegram.addresses import address_of
from storage import coordinators
from storage.keyfile import load_or_make
from storage.problems import FolderNotWritable, StorageProblem
from storage.standing import standing
from storage.store import Store, database_file

if TYPE_CHECKING:
    from aiohttp import web
    from apscheduler.schedulers.asyncio import AsyncIOScheduler

EXPORTS = "exports"
BACKUPS = "backups"
BACKUP_AFTER = timedelta(minutes=10)  # of the start, when whoever waited has been answered
LAST_WAIT = 5.0  # seconds
SWITCH = 0.0005  # seconds
FIRST_COORDINATOR = (
    "There is no coordinator yet. To become the first one, send this to the bot in Telegram: "
    "/claim {code} (it works once, and until Cairn ends)."
)

logger = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class House:
    """What every way of running needs, open."""

    settings: Settings
    store: Store
    service: Service
    following: Following
    installation: Installation


@asynccontextmanager
async def opened(settings: Settings, tell: Callable[[str], None]) -> AsyncIterator[House]:
    """Opens the store, reads the words that are live, and closes it again.

    Args:
        settings: All settings.
        tell: Told what whoever runs this should know, line by line.

    Raises:
        CannotStart: a script cannot be played.
        StorageProblem: the key, the database or the disk.
    """
    os.umask(0o077)  # whatever is made from here on is for this account alone
    vault = load_or_make(settings.key_file, database_file(settings.database))
    store = await Store.open(settings.database, vault, erased_list=settings.erased, now=clock.now())
    async with store:
        memo = Memo()
        folder = await asyncio.to_thread(files_in, settings.dialogues)
        try:
            begun = await begin_with(store, folder, settings.publish, clock.now(), memo)
        except CannotPlay as reason:
            raise CannotStart(_cannot_play(reason)) from None
        for note in begun.notes:
            tell(note)
        try:
            start_logging(settings.logs)
        except OSError:
            raise FolderNotWritable(settings.logs) from None
        who = Installation(
            operator=settings.operator_name,
            contact=settings.privacy_contact,
            notice=settings.privacy_notice or "",
            zone=settings.timezone,
            admins=frozenset(address_of(one) for one in settings.admin_ids),
            entrance=Entrance(settings.public_url),
        )
        service = Service(store, begun.library, who, clock.now)
        await service.start()
        following = Following(store, begun, service.use, clock.now, memo)
        gc.freeze()  # what is loaded by now stays; no collection has to look at it again
        gc.enable()
        # Whoever is answered takes turns with words that are read beside: 5 ms a turn, as Python
        # has it, add up to half a second an answer (`python -m tests.bench --only words`).
        sys.setswitchinterval(SWITCH)
        try:
            yield House(settings, store, service, following, who)
        except Exception as error:
            logger.error("ended by an error", **fault(error))
            raise
        finally:
            stop_logging()


async def run_telegram(
    settings: Settings,
    token: str,
    *,
    ready: Callable[[str], None],
    tell: Callable[[str], None],
) -> None:
    """Runs the bot at Telegram until a signal ends it.

    Args:
        settings: All settings.
        token: The bot’s token.
        ready: Told one line, when everything runs.
        tell: Told what whoever runs it should know.

    Raises:
        CannotStart, StorageProblem: each says what to do.
    """
    # Imported here, because the terminal does without them and should be there at once.
    from bot.health import Figures, HealthPage
    from bot.telegram.problems import TelegramProblem
    from bot.telegram.transport import TelegramTransport

    began = time.monotonic()
    async with AsyncExitStack() as stack:
        house = await stack.enter_async_context(opened(settings, tell))
        stack.push_async_callback(_all_ended)
        transport = TelegramTransport(
            house.service,
            house.service.library.words,
            token=token,
            api_url=settings.telegram_api_url,
            per_second=settings.send_per_second,
            per_chat=settings.send_per_chat,
        )

        async def figures() -> Figures:
            health, tally = transport.health(), house.service.tally
            async with house.store.read() as unit:
                found = await standing(unit, clock.now())
            return Figures(
                since_poll=health.since_poll,
                up=time.monotonic() - began,
                sent=health.sent,
                unsent=found.waiting,
                people=found.people,
                due=found.due,
                reminders=tally.by_outcome(),
                taken_up=tally.taken_up,
                since_tick=(clock.now() - tally.last_tick).total_seconds()
                if tally.last_tick
                else None,
                per_second=settings.send_per_second,
            )

        page = HealthPage(figures, _studio(house))
        await page.open(*settings.http_address)
        stack.push_async_callback(page.close)
        stack.push_async_callback(transport.close)
        _on_signal(transport.stop)
        try:
            await transport.start()
            stack.enter_context(
                _alongside(house.service.runner(transport.plan, lambda: transport.room).run())
            )
            stack.enter_context(_alongside(_follow(house)))
            stack.callback(_scheduler(house).shutdown, wait=False)
            # What was read at the start stays: the collector need not walk over it at every round.
            gc.collect()
            gc.freeze()
            if code := await _first_code(house):
                print(FIRST_COORDINATOR.format(code=code), file=sys.stderr, flush=True)
            logger.info("ready", seconds=round(time.monotonic() - began, 2))
            name = f"@{transport.username}" if transport.username else "the bot"
            ready(f"Cairn is ready: {name} answers in Telegram. Ctrl-C ends it.")
            await transport.run()
        except TelegramProblem as problem:
            raise CannotStart(str(problem)) from None
        logger.info("stopped")


async def run_terminal(settings: Settings, tell: Callable[[str], None]) -> None:
    """Talks in this terminal until the end of the input, or a signal.

    Args:
        settings: All settings.
        tell: Told what whoever runs it should know.

    Raises:
        CannotStart, StorageProblem: each says what to do.
    """
    from bot.terminal.chat import Chat
    from bot.terminal.face import Face
    from bot.terminal.lines import Lines

    async with opened(settings, tell) as house:
        lines, face = Lines(), Face(sys.stdout)
        chat = Chat(house.service, face, lines, settings.data_dir / EXPORTS, clock.now)
        ending = asyncio.Event()
        _on_signal(ending.set)
        async with AsyncExitStack() as stack:
            stack.push_async_callback(_all_ended)
            if settings.telegram_token is None:
                # With a token the running bot looks after everybody’s reminders, this one’s too.
                stack.enter_context(_alongside(house.service.runner(chat.deliver).run()))
            stack.enter_context(_alongside(_follow(house)))
            talk = asyncio.ensure_future(chat.run())
            end = asyncio.ensure_future(ending.wait())
            await asyncio.wait({talk, end}, return_when=asyncio.FIRST_COMPLETED)
            end.cancel()
            talk.cancel()
            with suppress(asyncio.CancelledError):
                await talk


def _studio(house: House) -> tuple[str, web.Application] | None:
    """The coordinators’ pages, where they have an address."""
    if house.settings.public_url is None:
        return None
    from bot.service.coordinators import holds
    from bot.service.publishing.workroom import Workroom
    from bot.service.readings import Readings
    from bot.studio.served import served

    return served(
        Workroom(house.store, clock.now),
        house.installation.entrance,
        partial(holds, house.store, house.installation),
        ZoneInfo(house.settings.timezone),
        clock.now,
        readings=Readings(house.store, clock.now),
    )


async def _follow(house: House) -> None:
    """Takes up what is published meanwhile."""
    await house.following.run(house.settings.dialogues, house.settings.publish)


async def _first_code(house: House) -> str | None:
    """A code for the first coordinator, while nobody has the post."""
    async with house.store.read() as unit:
        if house.settings.admin_ids or await coordinators.anybody(unit):
            return None
    return house.installation.claims.open()


def _cannot_play(reason: CannotPlay) -> str:
    more = f" (and {len(reason.problems) - 1} more)" if len(reason.problems) > 1 else ""
    return (
        f"The dialogues cannot be played: {reason}{more}. "
        "“cairn lint” shows everything that has to be mended."
    )


def _scheduler(house: House) -> AsyncIOScheduler:
    """The calendar jobs, started: no person’s dates are among them."""
    from apscheduler.schedulers.asyncio import AsyncIOScheduler
    from apscheduler.triggers.cron import CronTrigger
    from apscheduler.triggers.interval import IntervalTrigger

    store, settings = house.store, house.settings
    daily = IntervalTrigger(days=1, timezone=UTC)
    defaults = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    scheduler = AsyncIOScheduler(timezone=UTC, job_defaults=defaults)
    # Soon after the start too: a machine that is off at night would never come to it.
    scheduler.add_job(_forget, daily, args=[house], next_run_time=clock.now())
    scheduler.add_job(
        _back_up,
        daily,
        args=[store, settings.data_dir / BACKUPS],
        next_run_time=clock.now() + BACKUP_AFTER,
    )
    # Nobody can be answered while the database is written anew: at night, past both clock changes.
    night = CronTrigger(hour=3, minute=17, timezone=settings.timezone)
    scheduler.add_job(_at_night, night, args=[store])
    scheduler.start()
    return scheduler


async def _forget(house: House) -> None:
    try:
        await forget_old(house.store, house.service.library.words, clock.now())
    except StorageProblem as problem:
        logger.warning("forgetting waits", **fault(problem))


async def _at_night(store: Store) -> None:
    await store.compact()
    tidy()


async def _back_up(store: Store, folder: Path) -> None:
    try:
        await asyncio.to_thread(back_up, store.database, folder, clock.now().date())
    except (StorageProblem, OSError) as problem:
        logger.warning("no backup today", **fault(problem))


def _on_signal(then: Callable[[], None]) -> None:
    loop = asyncio.get_running_loop()
    for each in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(each, then)


@contextmanager
def _alongside(work: Coroutine[None, None, None]) -> Iterator[None]:
    """Runs something beside the block, and ends it with the block."""
    task = asyncio.ensure_future(work)
    try:
        yield
    finally:
        task.cancel()


async def _all_ended() -> None:
    """Waits for what was told to end: a transaction under way needs the store for that."""
    others = asyncio.all_tasks() - {asyncio.current_task()}
    if others:
        await asyncio.wait(others, timeout=LAST_WAIT)
