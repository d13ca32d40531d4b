"""Keyboards: what may stand in reply_markup."""

from typing import Any
from urllib.parse import urlsplit

from tests.standin.errors import RefusalError, bad_request
from tests.standin.params import Params

MOST_BUTTONS = 100
MOST_IN_ROW = 8
LONGEST_DATA_BYTES = 64

_ACTIONS = frozenset(
    {
        "url",
        "callback_data",
        "web_app",
        "login_url",
        "switch_inline_query",
        "switch_inline_query_current_chat",
        "switch_inline_query_chosen_chat",
        "copy_text",
        "callback_game",
        "pay",
    }
)
_REPLY_ACTIONS = frozenset(
    {
        "request_users",
        "request_chat",
        "request_contact",
        "request_location",
        "request_poll",
        "web_app",
    }
)
_SCHEMES = frozenset({"http", "https", "tg"})

Rows = list[list[dict[str, Any]]]


def read_markup(params: Params, *, inline_only: bool = False) -> dict[str, Any] | None:
    """The checked reply_markup; None when there is none, or an empty inline keyboard.

    Args:
        params: The call's arguments.
        inline_only: An edit: any other kind of keyboard is refused.

    Raises:
        RefusalError: Telegram would not take this keyboard.
    """
    markup = params.parsed("reply_markup")
    if markup is None or markup == {}:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        rows = _rows(markup["inline_keyboard"], "inline_keyboard", "InlineKeyboardMarkup")
        for row in rows:
            for button in row:
                _check_inline(button)
        _check_size(rows)
        return {"inline_keyboard": rows} if rows else None
    if inline_only:
        raise bad_request("inline keyboard expected")
    if "keyboard" in markup:
        rows = _rows(markup["keyboard"], "keyboard", "ReplyKeyboardMarkup")
        if not rows:
            raise bad_request("reply keyboard must be non-empty")
        for row in rows:
            for button in row:
                _check_reply(button)
        _check_size(rows)
    elif not (markup.get("remove_keyboard") is True or markup.get("force_reply") is True):
        raise bad_request("can't parse reply keyboard markup JSON object")
    return markup


def _rows(rows: Any, name: str, owner: str) -> Rows:
    if not isinstance(rows, list):
        raise bad_request(f'field "{name}" of the {owner} must be an Array')
    if not all(isinstance(row, list) for row in rows):
        raise bad_request(f'field "{name}" of the {owner} must be an Array of Arrays')
    if not all(rows):
        # Telegram drops an empty row without a word; here it is a mistake worth hearing about.
        raise bad_request(f'field "{name}" of the {owner} has an empty row')
    return rows


def _check_size(rows: Rows) -> None:
    if sum(map(len, rows)) > MOST_BUTTONS or any(len(row) > MOST_IN_ROW for row in rows):
        raise bad_request("reply markup is too long")


def _check_inline(button: Any) -> None:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: expected an Object")
    _check_label(button, "inline keyboard button")
    actions = _ACTIONS & button.keys()
    if not actions:
        raise _button_error("Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        # Telegram takes the first it knows; two actions are never meant.
        raise _button_error("exactly one action is allowed in an inline keyboard button")
    if "callback_data" in button:
        data = button["callback_data"]
        if not isinstance(data, str) or not 1 <= len(data.encode()) <= LONGEST_DATA_BYTES:
            raise bad_request("BUTTON_DATA_INVALID")
    if "url" in button:
        _check_url(str(button["url"]))


def _check_url(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme and parts.scheme not in _SCHEMES:
        raise bad_request(
            f"inline keyboard button URL '{url}' is invalid: unsupported URL protocol"
        )
    if parts.scheme != "tg" and "." not in (parts.netloc or parts.path):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: wrong HTTP URL")


def _check_reply(button: Any) -> None:
    if isinstance(button, str):
        return
    if not isinstance(button, dict):
        raise bad_request("can't parse keyboard button: expected an Object")
    _check_label(button, "keyboard button")
    if len(_REPLY_ACTIONS & button.keys()) > 1:
        raise bad_request("can't parse keyboard button: only one action is allowed")


def _check_label(button: dict[str, Any], kind: str) -> None:
    if "text" not in button:
        raise bad_request(f"can't parse {kind}: Can't find field \"text\"")
    if not isinstance(button["text"], str):
        raise bad_request(f'can\'t parse {kind}: Field "text" must be of type String')
    if not button["text"].strip():
        raise bad_request(f"{kind} text must be non-empty")


def _button_error(words: str) -> RefusalError:
    return bad_request(f"can't parse inline keyboard button: {words}")
