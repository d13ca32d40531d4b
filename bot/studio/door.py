"""Who may come in: whoever has a link that works once, or shows a code that is confirmed."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Awaitable, Callable
from typing import Protocol

from bot.service.entrance import Entrance

AT_REST = 3600.0  # seconds without a sign, after which somebody signs in again


class Codes(Protocol):
    """Lets a browser in that shows a code, once somebody says elsewhere that it is theirs."""

    def ask(self) -> tuple[str, str]:
        """A secret for the browser to keep, and the code for it to show."""

    def waits(self, secret: str) -> bool:
        """Whether its code can still be confirmed."""

    def collect(self, secret: str) -> str | None:
        """As whom it may come in; once, and None until somebody said so."""


class Door(Protocol):
    """What decides who comes in, and who may stay."""

    @property
    def rests(self) -> float | None:
        """Seconds without a sign after which a session ends; None for never."""

    @property
    def codes(self) -> Codes | None:
        """The codes, where browsers can show one."""

    @property
    def way_in(self) -> str:
        """A sentence for whoever is not in: where a link comes from."""

    def use(self, token: str) -> str | None:
        """As whom a link lets in, which it does once; None for any other token."""

    async def may_stay(self, person: str) -> bool:
        """Whether whoever came in may still be here; asked at every request."""


class OwnDoor:
    """The door of one's own machine: a link is shown in the window in which the studio runs.

    Args:
        used: Called when a link was used up, so that another one can be shown.
    """

    rests: float | None = None
    codes: Codes | None = None
    way_in = "Look at the window in which “cairn studio” runs: it shows a link to come in."

    def __init__(self, used: Callable[[], None]) -> None:
        self._used = used
        self.token = secrets.token_urlsafe(32)

    def use(self, token: str) -> str | None:
        """Lets whoever sits here in; a used token is followed by another."""
        if not hmac.compare_digest(token.encode(), self.token.encode()):
            return None
        self.token = secrets.token_urlsafe(32)
        self._used()
        return ""

    async def may_stay(self, _person: str) -> bool:
        """Whoever sits at this machine."""
        return True


class ChatDoor:
    """The door of a running bot: coordinators come from the chat, and stay as long as they are.

    Args:
        entrance: Gives links and knows the codes that are confirmed.
        holds: Whether somebody, by their random id, is a coordinator now.
    """

    rests: float | None = AT_REST
    way_in = "Send /studio to the bot in Telegram: it answers with a link to come in."

    def __init__(self, entrance: Entrance, holds: Callable[[str], Awaitable[bool]]) -> None:
        self._holds = holds
        self.codes: Codes | None = entrance
        self._entrance = entrance

    def use(self, token: str) -> str | None:
        """Uses a link up."""
        return self._entrance.use(token)

    async def may_stay(self, person: str) -> bool:
        """Whether they are a coordinator at this moment."""
        return await self._holds(person)
