"""What the bot says about itself: its commands, descriptions and menu button."""

import re
from typing import Any

from tests.standin import checks
from tests.standin.backend import Backend
from tests.standin.errors import bad_request
from tests.standin.params import Params
from tests.standin.world import Json

MOST_COMMANDS = 100
LONGEST_COMMAND_DESCRIPTION = 256
LONGEST_DESCRIPTION = 512
LONGEST_SHORT_DESCRIPTION = 120
LONGEST_NAME = 64
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_SCOPES = frozenset(
    {
        "default",
        "all_private_chats",
        "all_group_chats",
        "all_chat_administrators",
        "chat",
        "chat_administrators",
        "chat_member",
    }
)


def get_me(api: Backend, params: Params) -> Json:
    """Answer getMe."""
    return {
        **api.user,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def set_my_commands(api: Backend, params: Params) -> bool:
    """Answer setMyCommands."""
    commands = params.parsed("commands")
    if not isinstance(commands, list):
        raise bad_request("expected an Array of BotCommand")
    if len(commands) > MOST_COMMANDS:
        raise bad_request("too many bot commands specified")
    for command in commands:
        _check_command(command)
    api.settings["commands", *_scope(params)] = commands
    return True


def delete_my_commands(api: Backend, params: Params) -> bool:
    """Answer deleteMyCommands."""
    api.settings.pop(("commands", *_scope(params)), None)
    return True


def set_my_description(api: Backend, params: Params) -> bool:
    """Answer setMyDescription."""
    return _set_words(api, params, "description", LONGEST_DESCRIPTION)


def set_my_short_description(api: Backend, params: Params) -> bool:
    """Answer setMyShortDescription."""
    return _set_words(api, params, "short_description", LONGEST_SHORT_DESCRIPTION)


def set_my_name(api: Backend, params: Params) -> bool:
    """Answer setMyName."""
    return _set_words(api, params, "name", LONGEST_NAME)


def set_chat_menu_button(api: Backend, params: Params) -> bool:
    """Answer setChatMenuButton."""
    button = params.parsed("menu_button") or {"type": "default"}
    if not isinstance(button, dict):
        raise bad_request("object expected as menu button")
    if button.get("type") not in {"default", "commands", "web_app"}:
        raise bad_request("can't parse menu button: unsupported menu button type")
    if button["type"] == "web_app" and not (button.get("text") and button.get("web_app")):
        raise bad_request("can't parse menu button: a web app needs its text and address")
    chat_id = 0
    if "chat_id" in params:
        chat = checks.writable_chat(api, params)
        if chat.kind != "private":
            raise bad_request("menu buttons are for private chats")
        chat_id = chat.id
    api.settings["menu_button", chat_id] = button
    return True


def _check_command(command: Any) -> None:
    if not isinstance(command, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    if not _COMMAND.fullmatch(str(command.get("command", "")).removeprefix("/")):
        raise bad_request("BOT_COMMAND_INVALID")
    description = command.get("description")
    if not isinstance(description, str) or not description.strip():
        raise bad_request("command description must be non-empty")
    if len(description) > LONGEST_COMMAND_DESCRIPTION:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")


def _scope(params: Params) -> tuple[str, int, int, str]:
    scope = params.parsed("scope") or {"type": "default"}
    if not isinstance(scope, dict) or scope.get("type") not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    return (
        scope["type"],
        Params(scope).integer("chat_id"),
        Params(scope).integer("user_id"),
        _language(params),
    )


def _set_words(api: Backend, params: Params, name: str, longest: int) -> bool:
    words = params.text(name)
    if len(words) > longest:
        raise bad_request(f"bot {name.replace('_', ' ')} is too long")
    api.settings[name, _language(params)] = words
    return True


def _language(params: Params) -> str:
    language = params.text("language_code")
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise bad_request("invalid language code specified")
    return language


METHODS = {
    "getMe": get_me,
    "setMyCommands": set_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyDescription": set_my_description,
    "setMyShortDescription": set_my_short_description,
    "setMyName": set_my_name,
    "setChatMenuButton": set_chat_menu_button,
}
