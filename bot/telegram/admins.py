"""Who looks after a group: asked before a batch is handed in, so that no transaction waits for it.

Any member bot may ask. The answer is kept for a minute; one that does not come is not waited for
long, and not asked for again at once, so that a slow group holds nobody else up.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import structlog
from telegram.error import TelegramError

from bot.service.inputs import Arrived, InGroup
from bot.telegram.addresses import chat_of
from bot.telegram.api import Api
from bot.telegram.http import within

KEPT_SECONDS = 60.0
NOT_ASKED_SECONDS = 10.0  # after a failure
MOST_ASKED = 10  # groups in one batch
MOST_KEPT = 2000
PATIENCE_SECONDS = 3.0

logger = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class _Known:
    """The administrators' numbers, until when; None where they could not be had."""

    ids: frozenset[int] | None
    until: float


class Admins:
    """Says of what arrived from groups whether an administrator did it.

    Args:
        api: The Bot API, open.
        clock: Monotonic seconds.
    """

    def __init__(self, api: Api, clock: Callable[[], float] = time.monotonic) -> None:
        self._api = api
        self._clock = clock
        self._patience = within(PATIENCE_SECONDS)
        self._known: dict[int, _Known] = {}

    def asked(self, batch: Sequence[Arrived]) -> frozenset[str]:
        """The addresses of the groups for which it matters who did something."""
        return frozenset(one.address for one in batch if _is_asked(one))

    async def told(self, batch: Sequence[Arrived]) -> list[Arrived]:
        """The same batch with `admin` filled in, as far as that can be found out."""
        chats, now = {chat_of(one) for one in self.asked(batch)}, self._clock()
        unknown = [one for one in sorted(chats) if not self._is_known(one, now)]
        await asyncio.gather(*(self._ask(chat) for chat in unknown[:MOST_ASKED]))
        return [self._with(one) for one in batch]

    def _is_known(self, chat: int, now: float) -> bool:
        known = self._known.get(chat)
        return known is not None and known.until > now

    async def _ask(self, chat: int) -> None:
        self._known.pop(chat, None)
        params = {"chat_id": chat}
        try:
            found = await self._api.call("getChatAdministrators", params, self._patience)
            ids = frozenset(int(one["user"]["id"]) for one in found)
        except (TelegramError, KeyError, TypeError, ValueError) as error:
            logger.info("administrators_unknown", error=type(error).__name__)
            known = _Known(None, self._clock() + NOT_ASKED_SECONDS)
        else:
            known = _Known(ids, self._clock() + KEPT_SECONDS)
        if len(self._known) >= MOST_KEPT:
            del self._known[next(iter(self._known))]
        self._known[chat] = known

    def _with(self, arrived: Arrived) -> Arrived:
        said, known = arrived.input, self._known.get(chat_of(arrived.address))
        if not isinstance(said, InGroup) or said.by is None or known is None or known.ids is None:
            return arrived
        return replace(arrived, input=replace(said, admin=chat_of(said.by) in known.ids))


def _is_asked(arrived: Arrived) -> bool:
    return isinstance(arrived.input, InGroup) and arrived.input.by is not None
