"""Who the bot is at Telegram: its username, for links to it and for its name behind commands."""

from __future__ import annotations

from telegram.error import TelegramError

from bot.telegram.api import Api
from bot.telegram.http import within

_PATIENCE = within(5.0)


class Me:
    """The bot's username; None as long as Telegram could not be asked."""

    def __init__(self, username: str | None = None) -> None:
        self.username = username

    async def ask(self, api: Api) -> None:
        """Asks Telegram.

        Raises:
            TelegramError: As any call; InvalidToken where the token is unknown.
        """
        self.username = (await api.call("getMe", {}, _PATIENCE))["username"]

    async def ask_again(self, api: Api) -> None:
        """After a start without a network: asks once it is there, and leaves it where it fails."""
        if self.username is None:
            try:
                await self.ask(api)
            except TelegramError:
                return
