"""What is read of a group: `/team`, taps on the bot's own messages, and its comings and goings.

Everything else that is said there is left unread: an update is looked at just far enough to know
that it is none of these. Channels are no groups.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.service.inputs import Command, GroupInput, InGroup, LetIn, Moved, ShutOut, Tapped
from bot.telegram.addresses import address_of

KINDS = frozenset({"group", "supergroup"})

_TEAM = re.compile(r"/team(?:@(\w+))?(?:\s+(.*))?", re.DOTALL | re.IGNORECASE)
_LONGEST = 40  # characters behind the command: a time of day needs no more
_WRITERS = frozenset({"creator", "administrator", "member"})

Json = Mapping[str, Any]


def message(body: Json, username: str | None) -> tuple[int, GroupInput] | None:
    """The chat, and what a message in it was; None for all that is not for the bot.

    Raises:
        KeyError, TypeError: The message lacks what every message has.
    """
    chat: int = body["chat"]["id"]
    if "migrate_to_chat_id" in body:
        return chat, Moved(address_of(body["migrate_to_chat_id"]))
    if "migrate_from_chat_id" in body:
        return body["migrate_from_chat_id"], Moved(address_of(chat))
    text = body.get("text")
    if not isinstance(text, str) or not text.startswith("/") or "forward_origin" in body:
        return None
    words = _TEAM.fullmatch(text)
    if words is None or not _is_ours(words[1], username):
        return None
    command = Command("team", (words[2] or "").strip()[:_LONGEST], body["message_id"])
    if "sender_chat" in body:
        # An administrator may write in the group's own name; channels write in theirs.
        is_group = body["sender_chat"]["id"] == chat
        said = InGroup(command, None, admin=True, topic=_topic(body))
        return (chat, said) if is_group else None
    sender = body["from"]
    if sender["is_bot"]:
        return None
    return chat, InGroup(command, address_of(sender["id"]), topic=_topic(body))


def tap(body: Json) -> tuple[int, GroupInput]:
    """The chat, and the tap.

    Raises:
        KeyError, TypeError: The query lacks what a tap on a message of ours has.
    """
    there = body["message"]
    said = Tapped(body["data"], there["message_id"])
    return there["chat"]["id"], InGroup(said, address_of(body["from"]["id"]), topic=_topic(there))


def membership(body: Json) -> tuple[int, GroupInput] | None:
    """The chat, and whether the bot may write in it from now on; None where that is as it was.

    Raises:
        KeyError, TypeError: The update lacks what every such update has.
    """
    before, after = body["old_chat_member"], body["new_chat_member"]
    chat: int = body["chat"]["id"]
    if _may_write(after) and not _may_write(before):
        return chat, LetIn(added=not _is_in(before))
    if not _may_write(after) and (_may_write(before) or not _is_in(after)):
        return chat, ShutOut()
    return None


def _topic(body: Json) -> int | None:
    # A thread of answers has a number too, but nothing can be posted there by it.
    return body.get("message_thread_id") if body.get("is_topic_message") else None


def _is_ours(name: str | None, username: str | None) -> bool:
    # Before Telegram has said who the bot is, a name is taken for its own.
    return name is None or username is None or name.lower() == username.lower()


def _is_in(member: Json) -> bool:
    return member["status"] in _WRITERS or bool(member.get("is_member"))


def _may_write(member: Json) -> bool:
    return member["status"] in _WRITERS or bool(
        member.get("is_member") and member.get("can_send_messages")
    )
