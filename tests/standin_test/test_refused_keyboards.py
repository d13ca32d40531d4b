"""Keyboards that Telegram takes or refuses."""

from typing import Any

import pytest

from tests.standin import Person, RawBot, StandIn

OK = {"text": "Yes", "callback_data": "y"}


def inline(*buttons: Any) -> dict[str, Any]:
    """An inline keyboard with these buttons in one row."""
    return {"inline_keyboard": [list(buttons)]}


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("[1", "can't parse reply markup JSON object"),
        ([1], "object expected as reply markup"),
        ({"inline_keyboard": 1}, "must be an Array"),
        ({"inline_keyboard": [OK]}, "must be an Array of Arrays"),
        ({"inline_keyboard": [[OK], []]}, "has an empty row"),
        (inline("Yes"), "expected an Object"),
        (inline({"callback_data": "y"}), 'Can\'t find field "text"'),
        (inline({"text": 5, "callback_data": "y"}), 'Field "text" must be of type String'),
        (inline({"text": " ", "callback_data": "y"}), "button text must be non-empty"),
        (inline({"text": "Yes"}), "Text buttons are unallowed in the inline keyboard"),
        (inline({**OK, "url": "https://example.org"}), "exactly one action"),
        (inline({"text": "Yes", "callback_data": ""}), "BUTTON_DATA_INVALID"),
        (inline({"text": "Yes", "callback_data": "a" * 65}), "BUTTON_DATA_INVALID"),
        (inline({"text": "Yes", "callback_data": "é" * 33}), "BUTTON_DATA_INVALID"),
        (inline({"text": "Yes", "url": "ftp://example.org"}), "unsupported URL protocol"),
        (inline({"text": "Yes", "url": "nowhere"}), "wrong HTTP URL"),
        (inline(*[OK] * 9), "reply markup is too long"),
        ({"inline_keyboard": [[OK]] * 101}, "reply markup is too long"),
        ({"keyboard": []}, "reply keyboard must be non-empty"),
        ({"keyboard": [["Yes"]] * 101}, "reply markup is too long"),
        ({"keyboard": [[5]]}, "can't parse keyboard button: expected an Object"),
        ({"keyboard": [[{"text": ""}]]}, "keyboard button text must be non-empty"),
        (
            {"keyboard": [[{"text": "x", "request_contact": True, "request_location": True}]]},
            "only one action is allowed",
        ),
        ({"remove_keyboard": False}, "can't parse reply keyboard markup JSON object"),
    ],
)
async def test_keyboards_telegram_refuses(
    api: StandIn, bot: RawBot, ailsa: Person, markup: Any, words: str
) -> None:
    """A keyboard Telegram would not take gets a 400 that says why."""
    api.allow_refusals()
    answer = await bot("sendMessage", chat_id=ailsa.id, text="Well?", reply_markup=markup)
    assert answer.status == 400
    assert words in answer.description


async def test_the_largest_keyboard_passes(bot: RawBot, ailsa: Person) -> None:
    """A hundred buttons, eight in a row, and 64 bytes of data are still fine."""
    button = {"text": "Yes", "callback_data": "é" * 32}
    rows = [[button] * 8] * 12 + [[button] * 4]
    await bot("sendMessage", chat_id=ailsa.id, text="?", reply_markup={"inline_keyboard": rows})
    assert sum(map(len, ailsa.buttons())) == 100


async def test_an_empty_inline_keyboard_is_none(bot: RawBot, ailsa: Person) -> None:
    """An empty list of rows is the usual way to say "no keyboard"."""
    await bot("sendMessage", chat_id=ailsa.id, text="?", reply_markup={"inline_keyboard": []})
    assert ailsa.last.buttons == []


async def test_other_keyboards_are_taken_and_not_shown_back(bot: RawBot, ailsa: Person) -> None:
    """A reply keyboard belongs to the chat: the message that comes back does not carry it."""
    markup = {"keyboard": [["Yes", {"text": "No"}]], "resize_keyboard": True}
    answer = await bot("sendMessage", chat_id=ailsa.id, text="?", reply_markup=markup)
    assert "reply_markup" not in answer.result
    assert ailsa.last.reply_keyboard == markup


async def test_an_edit_takes_only_inline_keyboards(
    api: StandIn, bot: RawBot, ailsa: Person
) -> None:
    """A reply keyboard cannot be put on by an edit."""
    api.allow_refusals()
    sent = (await bot("sendMessage", chat_id=ailsa.id, text="?")).result["message_id"]
    answer = await bot(
        "editMessageReplyMarkup",
        chat_id=ailsa.id,
        message_id=sent,
        reply_markup={"keyboard": [["Yes"]]},
    )
    assert answer.description == "Bad Request: inline keyboard expected"
