"""What Telegram may say no with, and what each no means here.

The classes are python-telegram-bot's own. Their messages may hold a chat's id or, for a refused
token, the token: nothing here or elsewhere logs a message, only the name of the class.
"""

from __future__ import annotations

import json
from datetime import timedelta

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

# What Telegram says, always with a 400, when there is nothing left to do.
_NOTHING_TO_DO = (
    "message is not modified",
    "query is too old",
    "message to edit not found",
    "message to delete not found",
    "message can't be deleted",
    "message can't be edited",
)

# What it says, with a 400, of a group in which the bot may not write (any more).
_MAY_NOT_WRITE = (
    "not enough rights to send",
    "have no rights to send a message",
    "chat_write_forbidden",
    "chat_restricted",
    "chat not found",
    "topic_closed",
)


# What it says, with a 400, of a topic that was deleted or closed, or of all where topics are off.
_TOPIC_IS_GONE = ("message thread not found", "topic_closed", "topic_deleted")


class TelegramProblem(Exception):
    """Something that whoever runs Cairn has to mend; `str()` is one plain sentence."""


class BadToken(TelegramProblem):
    """Telegram does not know the token."""

    def __init__(self) -> None:
        super().__init__(
            "Telegram does not accept the bot’s token; copy it again from BotFather into"
            " CAIRN_TELEGRAM_TOKEN (and check CAIRN_TELEGRAM_API_URL, if you have set that)."
        )


class SecondPoller(TelegramProblem):
    """Somebody else fetches the same bot's updates."""

    def __init__(self) -> None:
        super().__init__(
            "Another program is fetching this bot’s messages with the same token; stop that one,"
            " then start this one again. Nothing is lost meanwhile: Telegram keeps them for a day."
        )


class NotConnected(NetworkError):
    """No connection came about, so Telegram certainly saw nothing of the call."""


def refusal(status: int, payload: bytes) -> TelegramError:
    """The error for an answer that is not a 200.

    Args:
        status: The HTTP status.
        payload: The answer's body; Telegram's is a JSON object, a proxy's may be anything.
    """
    try:
        body = json.loads(payload)
        words = str(body.get("description", ""))
        more = body.get("parameters") or {}
    except (ValueError, AttributeError):
        words, more = "", {}
    if "migrate_to_chat_id" in more:
        return ChatMigrated(int(more["migrate_to_chat_id"]))
    if "retry_after" in more:
        return RetryAfter(int(more["retry_after"]))
    match status:
        case 400:
            return BadRequest(words or "Bad Request")
        case 401 | 404:
            return InvalidToken()
        case 403:
            return Forbidden(words or "Forbidden")
        case 409:
            return Conflict(words or "Conflict")
        case 429:
            return RetryAfter(1)
        case _:
            return NetworkError(f"HTTP status {status}")


def seconds_of(error: RetryAfter) -> float:
    """How long a 429 asks to wait; the library gives a number or an interval."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def may_not_write(error: BadRequest) -> bool:
    """Whether a 400 says that nothing can be written in the chat, whatever it is."""
    words = error.message.lower()
    return any(each in words for each in _MAY_NOT_WRITE)


def nothing_to_do(error: BadRequest) -> bool:
    """Whether a 400 only says that what was asked for is so already, or too late."""
    words = error.message.lower()
    return any(each in words for each in _NOTHING_TO_DO)


def topic_is_gone(error: BadRequest) -> bool:
    """Whether a 400 says that nothing can be posted in that topic of a group (any more)."""
    words = error.message.lower()
    return any(each in words for each in _TOPIC_IS_GONE)
