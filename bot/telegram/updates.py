"""Updates as Telegram sends them → inputs as the service takes them.

The raw JSON objects are read directly: `telegram.Update.de_json` takes 120 µs for a message and
190 µs for a tap, more than the call that answers it, to fill fields that nobody here may even
look at (names, user names, languages).
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Mapping
from typing import Any

from bot.service.inputs import (
    Arrived,
    Command,
    Edited,
    Input,
    Left,
    Returned,
    Tapped,
    Typed,
    Unreadable,
)

ALLOWED = ["message", "edited_message", "callback_query", "my_chat_member"]
ALBUMS_KNOWN = 200

# In a private chat the name after the @ can only be the bot's own.
_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@\w+)?(?:\s+(.*))?", re.DOTALL)

# Lines that Telegram itself puts into a private chat. Everything else that is not text was sent by
# the person, who is told that it cannot be read; a kind that is not invented yet, too.
_NOTICES = frozenset(
    {
        "boost_added",
        "chat_background_set",
        "chat_shared",
        "checklist_tasks_added",
        "checklist_tasks_done",
        "connected_website",
        "direct_message_price_changed",
        "gift",
        "gift_upgrade_sent",
        "managed_bot_created",
        "message_auto_delete_timer_changed",
        "paid_message_price_changed",
        "passport_data",
        "pinned_message",
        "poll_option_added",
        "poll_option_deleted",
        "proximity_alert_triggered",
        "refunded_payment",
        "successful_payment",
        "suggested_post_approval_failed",
        "suggested_post_approved",
        "suggested_post_declined",
        "suggested_post_paid",
        "suggested_post_refunded",
        "unique_gift",
        "users_shared",
        "web_app_data",
        "write_access_allowed",
    }
)

Json = Mapping[str, Any]


def address_of(chat_id: int) -> str:
    """A chat's address, as the service knows it."""
    return f"tg:{chat_id}"


def chat_of(address: str) -> int:
    """The chat that an address names.

    Raises:
        ValueError: It is no address of Telegram's.
    """
    kind, _, number = address.partition(":")
    if kind != "tg":
        raise ValueError("not an address of a Telegram chat")
    return int(number)


def is_chat(address: str) -> bool:
    """Whether an address is one of Telegram's; the terminal sends what is its own."""
    return address.startswith("tg:")


class Reader:
    """Reads updates of private chats; remembers albums, whose pictures arrive one by one."""

    def __init__(self) -> None:
        self._albums: deque[tuple[int, str]] = deque(maxlen=ALBUMS_KNOWN)

    def read(self, update: Json) -> Arrived | None:
        """What arrived; None when it is nothing that a person here said or did.

        Raises:
            KeyError, TypeError: The update lacks what such an update always has.
        """
        number: int = update["update_id"]
        if "callback_query" in update:
            query = update["callback_query"]
            message = query.get("message")
            if message is None or "data" not in query:
                return None
            said: Input | None = Tapped(query["data"], message["message_id"])
        elif "message" in update:
            message = update["message"]
            said = self._said(message)
        elif "edited_message" in update:
            message = update["edited_message"]
            said = Edited(message["text"], message["message_id"]) if "text" in message else None
        elif "my_chat_member" in update:
            message = update["my_chat_member"]
            said = _membership(message)
        else:
            return None
        chat = message["chat"]
        if said is None or chat["type"] != "private":
            return None
        return Arrived(number, address_of(chat["id"]), said)

    def _said(self, message: Json) -> Input | None:
        if message.get("from", {}).get("is_bot"):
            return None
        number: int = message["message_id"]
        text: str | None = message.get("text")
        if text is None or "forward_origin" in message:
            again = not _NOTICES.isdisjoint(message) or self._same_album(message)
            return None if again else Unreadable(number)
        if text.startswith("/") and (command := _COMMAND.fullmatch(text)):
            return Command(command[1].lower(), (command[2] or "").strip(), number)
        return Typed(text, number)

    def _same_album(self, message: Json) -> bool:
        """Whether another picture of the same album was seen already."""
        if "media_group_id" not in message:
            return False
        album = (message["chat"]["id"], message["media_group_id"])
        if album in self._albums:
            return True
        self._albums.append(album)
        return False


def _membership(change: Json) -> Input | None:
    before: str = change["old_chat_member"]["status"]
    after: str = change["new_chat_member"]["status"]
    if after == "kicked":
        return Left()
    return Returned() if before == "kicked" else None
