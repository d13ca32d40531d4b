"""Whose token this is, and what time it is at Telegram: one call, for doctor."""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.telegram.problems import BadToken, TelegramProblem

_PATIENCE = ClientTimeout(total=10)


class NotReached(TelegramProblem):
    """Telegram did not answer, or something else did."""

    def __init__(self) -> None:
        super().__init__(
            "Telegram does not answer; look at this machine’s network, and at"
            " CAIRN_TELEGRAM_API_URL if you have set that."
        )


@dataclass(frozen=True, slots=True)
class Who:
    """The bot's username, and the `Date` header of the answer (empty where there was none)."""

    username: str
    date: str


async def whoami(token: str, api_url: str) -> Who:
    """Asks Telegram who the token belongs to.

    Raises:
        BadToken: Telegram does not know the token.
        NotReached: no answer that could be read.
    """
    try:
        async with (
            ClientSession(timeout=_PATIENCE) as session,
            session.get(f"{api_url}/bot{token}/getMe") as answer,
        ):
            if answer.status in (401, 404):
                raise BadToken
            body = await answer.json()
            return Who(str(body["result"]["username"]), answer.headers.get("Date", ""))
    except (ClientError, TimeoutError, ValueError, KeyError, TypeError):
        raise NotReached from None  # the error itself may hold the address, and so the token
