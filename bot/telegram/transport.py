"""Telegram's side of the house, put together: poller, sender, profile."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable
from dataclasses import dataclass

import structlog
from telegram.error import InvalidToken, TelegramError

from bot.flow.scene import Catalogue
from bot.service.outgoing import Outgoing
from bot.telegram import pauses
from bot.telegram.api import TELEGRAM, Api
from bot.telegram.limiter import Limiter
from bot.telegram.me import Me
from bot.telegram.needs import Service
from bot.telegram.poller import POLL_SECONDS, Poller
from bot.telegram.problems import BadToken
from bot.telegram.profile import introduce
from bot.telegram.sender import Sender
from storage.problems import StoreBusy, StoreFull

logger = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Health:
    """How Telegram's side does, in numbers only.

    `since_poll` is how many seconds ago Telegram last answered a poll, None before the first: the
    one sign that a poll which hangs does not fake. A poll takes up to 25 seconds by itself.
    """

    since_poll: float | None
    waiting: int
    sent: int


class TelegramTransport:
    """Runs one bot at Telegram.

    Args:
        service: What a person can do.
        words: The bot's own words, for its profile.
        token: The bot's token.
        api_url: Base of the Bot API.
        per_second: Messages a second in all.
        per_chat: Messages a second in one chat.
        poll_seconds: How long Telegram may keep a poll open.

    Raises:
        BadToken: The token is not even shaped like one.
    """

    def __init__(
        self,
        service: Service,
        words: Catalogue,
        *,
        token: str,
        api_url: str = TELEGRAM,
        per_second: float = 30.0,
        per_chat: float = 1.0,
        poll_seconds: int = POLL_SECONDS,
    ) -> None:
        self._service = service
        self._words = words
        self._stopping = asyncio.Event()
        self.api = Api(token, api_url)
        self._me = Me()
        limiter = Limiter(per_second, per_chat)
        self.sender = Sender(self.api, service, limiter, me=self._me, per_second=per_second)
        self._poller = Poller(self.api, service, self.sender.push, self._me, poll_seconds)

    async def start(self) -> None:
        """Check the token, introduce the bot, and take up what was not sent before the last stop.

        Without a network it starts all the same: it will be back.

        Raises:
            BadToken: Telegram does not know the token.
        """
        await self.api.open()
        try:
            await self._me.ask(self.api)
        except InvalidToken:
            await self.api.close()
            raise BadToken from None
        except TelegramError as error:
            logger.warning("telegram_not_reached", error=type(error).__name__)
        else:
            await introduce(self.api.bot, self._words)
        await self._take_up_unsent()

    async def run(self) -> None:
        """Take in and send until `stop`.

        Raises:
            BadToken: Telegram no longer knows the token.
            SecondPoller: Another program fetches the same updates.
        """
        await self._poller.run()

    def stop(self) -> None:
        """Let `run` end; may be called from a signal handler."""
        self._stopping.set()
        self._poller.stop()

    async def close(self, within: float = 5.0) -> None:
        """After `run`: finish what is being sent, mark it, and hang up."""
        self.stop()
        await self.sender.stop(within)
        await self.api.close()

    @property
    def username(self) -> str | None:
        """The bot's username; None as long as Telegram could not be asked."""
        return self._me.username

    def push(self, rows: Iterable[Outgoing]) -> None:
        """Send rows that the service made by itself."""
        self.sender.push(rows)

    def plan(self, rows: Iterable[int]) -> None:
        """Send reminders whose time has come, if they are still to be sent then."""
        self.sender.plan(rows)

    @property
    def room(self) -> int:
        """How many more reminders may be planned just now."""
        return self.sender.room

    def health(self) -> Health:
        """How it does now."""
        polled = self._poller.last_poll
        since = None if polled is None else time.monotonic() - polled
        return Health(since, self.sender.waiting, self.sender.sent)

    async def _take_up_unsent(self) -> None:
        failures = 0
        while not self._stopping.is_set():
            try:
                letters, reminders = await self._service.waiting(), await self._service.planned()
            except (StoreBusy, StoreFull) as error:
                failures += 1
                logger.warning("outbox_waits", error=type(error).__name__)
                await pauses.rest(pauses.seconds_after(failures), unless=self._stopping)
            else:
                self.sender.push(letters)
                self.sender.plan(reminders)
                return
