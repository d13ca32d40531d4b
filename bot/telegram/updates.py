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
    GroupInput,
    Input,
    Left,
    Returned,
    Tapped,
    Typed,
    Unreadable,
)
from bot.telegram import groups
from bot.telegram.addresses import address_of
from bot.telegram.me import Me

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


class Reader:
    """Reads updates; remembers albums, whose pictures arrive one by one.

    Args:
        me: Who the bot is, for the names behind commands in groups.
    """

    def __init__(self, me: Me) -> None:
        self._me = me
        self._albums: deque[tuple[int, str]] = deque(maxlen=ALBUMS_KNOWN)

    def read(self, update: Json) -> Arrived | None:
        """What arrived; None when it is nothing that a person or a group said or did to the bot.

        Raises:
            KeyError, TypeError: The update lacks what such an update always has.
        """
        number: int = update["update_id"]
        kind = next((one for one in ALLOWED if one in update), None)
        if kind is None:
            return None
        body: Json = update[kind]
        if kind == "callback_query" and ("message" not in body or "data" not in body):
            return None
        chat = (body["message"] if kind == "callback_query" else body)["chat"]
        if chat["type"] in groups.KINDS:
            found = self._of_group(kind, body)
            return Arrived(number, address_of(found[0]), found[1]) if found else None
        if chat["type"] != "private":
            return None
        said = self._of_person(kind, body)
        return Arrived(number, address_of(chat["id"]), said) if said else None

    def _of_group(self, kind: str, body: Json) -> tuple[int, GroupInput] | None:
        match kind:
            case "message":
                return groups.message(body, self._me.username)
            case "callback_query":
                return groups.tap(body)
            case "my_chat_member":
                return groups.membership(body)
            case _:
                return None

    def _of_person(self, kind: str, body: Json) -> Input | None:
        match kind:
            case "message":
                return self._said(body)
            case "callback_query":
                return Tapped(body["data"], body["message"]["message_id"])
            case "edited_message":
                return Edited(body["text"], body["message_id"]) if "text" in body else None
            case _:
                return _membership(body)

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
