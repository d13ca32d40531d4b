"""Long polling, without losing anything.

The library's own Updater confirms a batch at the next poll, handled or not. Here a batch is
confirmed only when the service has committed it: Telegram's queue is the inbox, and what was not
committed comes again, for up to a day.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import structlog
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.service.inputs import Arrived
from bot.service.outgoing import Outgoing
from bot.telegram import pauses
from bot.telegram.admins import Admins
from bot.telegram.api import Api
from bot.telegram.http import ANSWER_SECONDS, within
from bot.telegram.me import Me
from bot.telegram.needs import Service
from bot.telegram.problems import BadToken, SecondPoller, seconds_of
from bot.telegram.spinners import Spinners
from bot.telegram.updates import ALLOWED, Reader

POLL_SECONDS = 25  # where packets just vanish, nothing but the end of this tells
MOST_AT_ONCE = 100
CONFLICTS = 4  # in a row: one or two happen when this bot was started again at once
CONFLICT_SECONDS = 1.0  # the first pause after one

logger = structlog.get_logger()


class Poller:
    """Fetches updates, hands each batch in, and confirms it afterwards.

    Args:
        api: The Bot API, open.
        service: Takes the batches.
        push: Takes what is to be sent.
        me: Who the bot is.
        poll_seconds: How long Telegram may keep a poll open.
    """

    def __init__(
        self,
        api: Api,
        service: Service,
        push: Callable[[Sequence[Outgoing]], None],
        me: Me,
        poll_seconds: int = POLL_SECONDS,
    ) -> None:
        self._api = api
        self._service = service
        self._push = push
        self._poll_seconds = poll_seconds
        self._patience = within(poll_seconds + ANSWER_SECONDS)
        self._me = me
        self._reader = Reader(me)
        self._admins = Admins(api)
        self._spinners = Spinners(api)
        self._stopping = asyncio.Event()
        self._fetching: asyncio.Task[Any] | None = None
        self.last_poll: float | None = None  # monotonic; the last time that Telegram answered

    async def run(self) -> None:
        """Poll until `stop`.

        Raises:
            BadToken: Telegram does not know the token.
            SecondPoller: Another program fetches the same updates.
        """
        # Never stored: Telegram knows what was confirmed, and ids may start again lower.
        offset: int | None = None
        try:
            while not self._stopping.is_set():
                updates = await self._fetch(offset)
                if updates:
                    await self._hand_in(updates)
                    offset = updates[-1]["update_id"] + 1
        finally:
            await self._spinners.close()

    def stop(self) -> None:
        """End: the open poll at once, a batch that is being committed when it is."""
        self._stopping.set()
        if self._fetching is not None:
            self._fetching.cancel()

    async def _fetch(self, offset: int | None) -> Sequence[Mapping[str, Any]]:
        params: dict[str, Any] = {
            "timeout": self._poll_seconds,
            "limit": MOST_AT_ONCE,
            "allowed_updates": ALLOWED,
        }
        if offset is not None:
            params["offset"] = offset
        failures = conflicts = 0
        while not self._stopping.is_set():
            wait = pauses.seconds_after(failures + 1)
            try:
                updates: Sequence[Mapping[str, Any]] = await self._call(params)
            except asyncio.CancelledError:
                if not self._stopping.is_set():
                    raise
                break
            except InvalidToken:
                raise BadToken from None
            except Conflict as error:
                conflicts += 1
                if conflicts >= CONFLICTS:
                    raise SecondPoller from None
                await self._switch_webhook_off(error)
                wait = pauses.seconds_after(conflicts, CONFLICT_SECONDS)
                problem: TelegramError = error
            except RetryAfter as error:
                wait, problem = seconds_of(error), error
            except TelegramError as error:
                problem = error
            else:
                if failures:
                    logger.info("polling_again", failures=failures)
                self.last_poll = time.monotonic()
                return updates
            failures += 1
            if failures == 1:
                logger.warning("poll_failed", error=type(problem).__name__)
            await pauses.rest(wait, unless=self._stopping)
        return ()

    async def _call(self, params: Mapping[str, Any]) -> Any:
        self._fetching = asyncio.ensure_future(self._api.call("getUpdates", params, self._patience))
        try:
            return await self._fetching
        finally:
            self._fetching = None

    async def _switch_webhook_off(self, error: Conflict) -> None:
        """While a webhook is set, left over from another way of running, nobody may poll."""
        if "webhook" not in error.message.lower():
            return
        try:
            await self._api.call("deleteWebhook", {"drop_pending_updates": False})
        except TelegramError as trouble:
            logger.warning("webhook_not_switched_off", error=type(trouble).__name__)

    async def _hand_in(self, updates: Sequence[Mapping[str, Any]]) -> None:
        """Returns when the batch is committed, or the bot is being stopped."""
        self._spinners.stop(updates)
        await self._me.ask_again(self._api)
        read = [arrived for update in updates if (arrived := self._read(update)) is not None]
        asked = self._admins.asked(read)
        # Whoever talks to it alone is answered before a group is asked who looks after it.
        await self._commit([one for one in read if one.address not in asked])
        await self._commit(await self._admins.told([one for one in read if one.address in asked]))

    async def _commit(self, batch: Sequence[Arrived]) -> None:
        failures, kind = 0, ""
        while batch and not self._stopping.is_set():
            try:
                rows = await self._service.handle(batch)
            except Exception as error:
                # A busy or full store, or a fault of ours: nothing is confirmed, so nothing is
                # lost, and `last_poll` growing old tells whoever watches.
                failures, kind = failures + 1, type(error).__name__
                logger.warning("batch_waits", error=kind, failures=failures)
            else:
                if failures:
                    # On a full disk the lines above did not get into the log.
                    logger.info("batch_taken", error=kind, failures=failures)
                self._push(rows)
                return
            await pauses.rest(pauses.seconds_after(failures), unless=self._stopping)

    def _read(self, update: Mapping[str, Any]) -> Arrived | None:
        try:
            return self._reader.read(update)
        except (KeyError, TypeError) as error:
            logger.warning("update_unread", error=type(error).__name__)
            return None
