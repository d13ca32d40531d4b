"""Asking about chats and members, pinning, and leaving."""

from tests.standin import checks
from tests.standin.backend import Backend
from tests.standin.errors import bad_request, forbidden
from tests.standin.params import Params
from tests.standin.world import Chat, Json

_ADMIN_RIGHTS = (
    "can_be_edited",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
)
_MEMBER_RIGHTS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)


def member_object(chat: Chat, user: Json) -> Json:
    """The ChatMember object for a user, whoever they are in this chat."""
    user_id = user["id"]
    if user["is_bot"] and chat.kind != "private":
        status = chat.bot_status
    elif chat.kind == "private":
        status = "member"
    else:
        status = chat.admins.get(user_id, "member" if user_id in chat.members else "left")
    member: Json = {"user": user, "status": status}
    if status == "creator":
        member["is_anonymous"] = False
    elif status == "administrator":
        member.update(dict.fromkeys(_ADMIN_RIGHTS, True), is_anonymous=False)
    elif status == "restricted":
        member.update(dict.fromkeys(_MEMBER_RIGHTS, False), is_member=True, until_date=0)
    elif status == "kicked":
        member["until_date"] = 0
    return member


def get_chat(api: Backend, params: Params) -> Json:
    """Answer getChat."""
    chat = api.chat(params)
    full: Json = {
        **chat.info,
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(
            (
                "unlimited_gifts",
                "limited_gifts",
                "unique_gifts",
                "premium_subscription",
                "gifts_from_channels",
            ),
            False,
        ),
    }
    if chat.pinned:
        full["pinned_message"] = chat.messages[chat.pinned[-1]].raw
    return full


def get_chat_member(api: Backend, params: Params) -> Json:
    """Answer getChatMember."""
    chat = _own_chat(api, params)
    user_id = params.integer("user_id")
    user = api.user if user_id == api.bot_id else api.world.users.get(user_id)
    if user is None:
        raise bad_request("invalid user_id specified" if user_id <= 0 else "user not found")
    return member_object(chat, user)


def get_chat_administrators(api: Backend, params: Params) -> list[Json]:
    """Answer getChatAdministrators: all but other bots."""
    chat = _own_chat(api, params)
    if chat.kind == "private":
        raise bad_request("there are no administrators in the private chat")
    people = [member_object(chat, chat.members[user_id]) for user_id in chat.admins]
    if chat.bot_status == "administrator":
        people.append(member_object(chat, api.user))
    return people


def leave_chat(api: Backend, params: Params) -> bool:
    """Answer leaveChat."""
    chat = _own_chat(api, params)
    if chat.kind == "private":
        raise bad_request("chat member status can't be changed in private chats")
    before = member_object(chat, api.user)
    chat.bot_status = "left"
    api.updates.put(
        "my_chat_member",
        {
            "chat": chat.info,
            "from": api.user,
            "date": api.now(),
            "old_chat_member": before,
            "new_chat_member": member_object(chat, api.user),
        },
        chat.id,
    )
    chat.signal.fire()
    return True


def pin_chat_message(api: Backend, params: Params) -> bool:
    """Answer pinChatMessage; the chat shows a line about it, and the bot is told of that line."""
    chat = _pinnable_chat(api, params)
    message = chat.messages.get(checks.message_number(params))
    if message is None or message.deleted:
        raise bad_request("message to pin not found")
    if message.id not in chat.pinned:
        chat.pinned.append(message.id)
        line = api.post_service(chat, api.user, {"pinned_message": message.raw})
        line.silent = params.flag("disable_notification")
    return True


def unpin_chat_message(api: Backend, params: Params) -> bool:
    """Answer unpinChatMessage; without a number, the message pinned last."""
    chat = _pinnable_chat(api, params)
    number = params.integer("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if number not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(number)
    chat.signal.fire()
    return True


def _own_chat(api: Backend, params: Params) -> Chat:
    chat = api.chat(params)
    if chat.kind != "private" and chat.bot_status in {"kicked", "left"}:
        raise forbidden(f"bot is not a member of the {chat.kind} chat")
    return chat


def _pinnable_chat(api: Backend, params: Params) -> Chat:
    chat = checks.writable_chat(api, params)
    if chat.kind != "private" and chat.bot_status != "administrator":
        raise bad_request("not enough rights to manage pinned messages in the chat")
    return chat


METHODS = {
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getChatAdministrators": get_chat_administrators,
    "leaveChat": leave_chat,
    "pinChatMessage": pin_chat_message,
    "unpinChatMessage": unpin_chat_message,
}
