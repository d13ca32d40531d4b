"""Whether the bot may do this in that chat, and with that message."""

from typing import Any

from tests.standin.backend import Backend
from tests.standin.errors import bad_request, forbidden
from tests.standin.params import Params
from tests.standin.world import Chat, Message

DELETABLE_SECONDS = 48 * 3600


def writable_chat(api: Backend, params: Params) -> Chat:
    """The chat the bot is about to write to.

    Raises:
        RefusalError: Not found, moved, blocked, never begun, or the bot was thrown out.
    """
    chat = api.chat(params)
    if chat.kind == "private":
        if chat.deactivated:
            raise forbidden("user is deactivated")
        if chat.blocked:
            raise forbidden("bot was blocked by the user")
        if not chat.started:
            raise forbidden("bot can't initiate conversation with a user")
    elif chat.bot_status == "kicked":
        raise forbidden(f"bot was kicked from the {chat.kind} chat")
    elif chat.bot_status == "left":
        raise forbidden(f"bot is not a member of the {chat.kind} chat")
    return chat


def check_may_send(chat: Chat, what: str) -> None:
    """Whether the bot may send something of this kind to the chat.

    Raises:
        RefusalError: It is restricted there, or ordinary members are.
    """
    if chat.kind == "private":
        return
    muted = chat.bot_status == "restricted"
    if muted or (chat.bot_status == "member" and not chat.members_write):
        raise bad_request(f"not enough rights to send {what} to the chat")


def message_to_edit(api: Backend, params: Params) -> Message:
    """The bot's own message that a call wants to change.

    Raises:
        RefusalError: It does not exist, or is not the bot's.
    """
    chat = writable_chat(api, params)
    message = chat.messages.get(message_number(params))
    if message is None or message.deleted:
        raise bad_request("message to edit not found")
    if not message.from_bot:
        raise bad_request("message can't be edited")
    return message


def message_number(params: Params, name: str = "message_id") -> int:
    """The message a call names.

    Raises:
        RefusalError: It names none.
    """
    number = params.integer(name)
    if number <= 0:
        raise bad_request("message identifier is not specified")
    return number


def check_deletable(api: Backend, message: Message) -> None:
    """Whether the bot may still delete this message.

    Raises:
        RefusalError: Older than 48 hours, or somebody else's in a group where the bot may not.
    """
    chat = message.chat
    if api.clock.now() - message.raw["date"] > DELETABLE_SECONDS:
        raise bad_request("message can't be deleted for everyone")
    if not message.from_bot and chat.kind != "private" and chat.bot_status != "administrator":
        raise bad_request("message can't be deleted")


def reply_fields(chat: Chat, params: Params) -> dict[str, Any]:
    """``reply_to_message`` for a message that answers another.

    Raises:
        RefusalError: The other message is not there.
    """
    given = params.parsed("reply_parameters")
    if given is not None and not isinstance(given, dict):
        raise bad_request("object expected as reply parameters")
    wanted = Params(given or {"message_id": params.get("reply_to_message_id", 0)})
    number = wanted.integer("message_id")
    if not number:
        return {}
    message = chat.messages.get(number)
    if message is None or message.deleted:
        if wanted.flag("allow_sending_without_reply"):
            return {}
        raise bad_request("message to be replied not found")
    inner = {name: each for name, each in message.raw.items() if name != "reply_to_message"}
    return {"reply_to_message": inner}
