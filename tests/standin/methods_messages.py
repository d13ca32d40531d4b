"""Sending, changing and deleting messages, and answering taps."""

from typing import Any

from tests.standin import checks
from tests.standin.backend import TAP_SECONDS, Backend
from tests.standin.errors import bad_request
from tests.standin.formatted import read_text
from tests.standin.markup import read_markup
from tests.standin.params import File, Params
from tests.standin.topics import topic_named
from tests.standin.world import Json, Message

LONGEST_NOTICE = 200
MOST_DELETED_AT_ONCE = 100
ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the "
    "same as a current content and reply markup of the message"
)


def send_message(api: Backend, params: Params) -> Json:
    """Answer sendMessage."""
    checks.check_may_send(checks.writable_chat(api, params), "text messages")
    text, entities = read_text(params)
    options = params.parsed("link_preview_options")
    if options is not None and not isinstance(options, dict):
        raise bad_request("object expected as link preview options")
    content: Json = {"text": text}
    if entities:
        content["entities"] = entities
    if options:
        content["link_preview_options"] = options
    return send(api, params, content).raw


def send(api: Backend, params: Params, content: Json, **files: File) -> Message:
    """Post what a send method has read, with the options all of them share.

    Raises:
        RefusalError: The keyboard, or the message this one answers.
    """
    chat = api.chat(params)
    content.update(topic_named(chat, params))
    content.update(checks.reply_fields(chat, params))
    markup = read_markup(params)
    protect = params.flag("protect_content")
    if protect:
        content["has_protected_content"] = True
    reply_keyboard = markup if markup is not None and "inline_keyboard" not in markup else None
    if markup is not None and reply_keyboard is None:
        content["reply_markup"] = markup
    return api.post(
        chat,
        None,
        content,
        silent=params.flag("disable_notification"),
        protect=protect,
        reply_keyboard=reply_keyboard,
        **files,
    )


def edit_message_text(api: Backend, params: Params) -> Json:
    """Answer editMessageText; without a reply_markup the keyboard goes away."""
    message = checks.message_to_edit(api, params)
    text, entities = read_text(params)
    if "text" not in message.raw:
        raise bad_request("there is no text in the message to edit")
    markup = read_markup(params, inline_only=True)
    same_words = text == message.raw["text"] and entities == message.raw.get("entities", [])
    if same_words and markup == message.raw.get("reply_markup"):
        raise bad_request(_NOT_MODIFIED)
    # A new object: updates and answers that went out earlier keep what they showed.
    raw = {**message.raw, "text": text, "edit_date": api.now()}
    raw.pop("entities", None)
    if entities:
        raw["entities"] = entities
    message.raw = raw
    _set_markup(message, markup)
    if same_words:
        message.chat.signal.fire()
    else:
        message.chat.note(message, edit=True)
    return message.raw


def edit_message_reply_markup(api: Backend, params: Params) -> Json:
    """Answer editMessageReplyMarkup."""
    message = checks.message_to_edit(api, params)
    markup = read_markup(params, inline_only=True)
    if markup == message.raw.get("reply_markup"):
        raise bad_request(_NOT_MODIFIED)
    message.raw = dict(message.raw)
    _set_markup(message, markup)
    message.chat.signal.fire()
    return message.raw


def delete_message(api: Backend, params: Params) -> bool:
    """Answer deleteMessage."""
    chat = api.chat(params)
    message = chat.messages.get(checks.message_number(params))
    if message is None or message.deleted:
        raise bad_request("message to delete not found")
    checks.check_deletable(api, message)
    _delete(message)
    return True


def delete_messages(api: Backend, params: Params) -> bool:
    """Answer deleteMessages: 1 to 100 at once, missing ones passed over."""
    chat = api.chat(params)
    numbers = params.parsed("message_ids")
    if not isinstance(numbers, list):
        raise bad_request("message identifiers are not specified")
    if not numbers:
        raise bad_request("message identifiers are not specified")
    if len(numbers) > MOST_DELETED_AT_ONCE:
        raise bad_request("too many message identifiers specified")
    found = [chat.messages[number] for number in numbers if number in chat.messages]
    found = [message for message in found if not message.deleted]
    for message in found:
        checks.check_deletable(api, message)
    for message in found:
        _delete(message)
    return True


def answer_callback_query(api: Backend, params: Params) -> bool:
    """Answer answerCallbackQuery: within 15 seconds of the tap, by the stand-in's clock."""
    tap = api.taps.get(params.text("callback_query_id"))
    if tap is None or api.clock.now() - tap.at > TAP_SECONDS:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    text = params.text("text")
    if len(text) > LONGEST_NOTICE:
        raise bad_request("MESSAGE_TOO_LONG")
    if not tap.answered:
        tap.answered, tap.text, tap.alert = True, text, params.flag("show_alert")
        tap.chat.signal.fire()
    return True


def send_chat_action(api: Backend, params: Params) -> bool:
    """Answer sendChatAction."""
    chat = checks.writable_chat(api, params)
    action = params.text("action")
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat.actions.append(action)
    return True


def _set_markup(message: Message, markup: dict[str, Any] | None) -> None:
    message.raw.pop("reply_markup", None)
    if markup is not None:
        message.raw["reply_markup"] = markup
        message.keyboards.append(message.keyboard)


def _delete(message: Message) -> None:
    message.deleted = True
    if message.id in message.chat.pinned:
        message.chat.pinned.remove(message.id)
    message.chat.signal.fire()


METHODS = {
    "sendMessage": send_message,
    "editMessageText": edit_message_text,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "answerCallbackQuery": answer_callback_query,
    "sendChatAction": send_chat_action,
}
