"""Calls as such: their shapes, tokens, files, settings, and the record of them."""

from typing import Any

import aiohttp
import pytest

from tests.standin import Person, RawBot, StandIn
from tests.standin.methods_files import LARGEST_DOCUMENT_BYTES, LARGEST_PHOTO_BYTES


async def test_an_unknown_method(api: StandIn, bot: RawBot) -> None:
    """404, and the test fails on it at the end."""
    answer = await bot("sendEverything")
    assert answer.body == {"ok": False, "error_code": 404, "description": "Not Found"}
    with pytest.raises(AssertionError, match="sendEverything: Not Found"):
        api.check()
    api.allow_refusals("Not Found")


async def test_a_wrong_token(api: StandIn) -> None:
    """401 for whatever is called with it."""
    api.allow_refusals("Unauthorized")
    async with RawBot(api.url, "123:wrong") as stranger:
        answer = await stranger("getMe")
    assert answer.body == {"ok": False, "error_code": 401, "description": "Unauthorized"}


async def test_leaving_the_stand_in_fails_on_refused_calls() -> None:
    """Every refusal is listed, unless it was allowed or the test was failing anyway."""
    with pytest.raises(AssertionError, match="would have refused:\n  sendMessage: Bad Request"):
        async with StandIn() as api, RawBot(api.url, api.token) as bot:
            await bot("sendMessage", chat_id=1, text="x")
    async with StandIn() as api, RawBot(api.url, api.token) as bot:
        api.allow_refusals("chat not found")
        await bot("sendMessage", chat_id=1, text="x")
    with pytest.raises(KeyError):
        async with StandIn() as api, RawBot(api.url, api.token) as bot:
            await bot("sendMessage", chat_id=1, text="x")
            raise KeyError


async def test_an_allowance_covers_only_what_it_names(api: StandIn, bot: RawBot) -> None:
    """Other refusals still fail the test."""
    api.allow_refusals("message to edit not found")
    await bot("sendMessage", chat_id=1, text="x")
    with pytest.raises(AssertionError, match="chat not found"):
        api.check()
    api.allow_refusals()


async def test_json_forms_and_addresses_say_the_same(
    api: StandIn, bot: RawBot, ailsa: Person
) -> None:
    """Arguments come as JSON, as a form, in the address; methods in any case of letters."""
    keyboard = '{"inline_keyboard":[[{"text":"Yes","callback_data":"y"}]]}'
    fields = {"chat_id": str(ailsa.id), "text": "form", "reply_markup": keyboard}
    await bot.form("sendMessage", {**fields, "disable_notification": "true"})
    assert (ailsa.last.silent, ailsa.buttons()) == (True, [["Yes"]])
    address = f"{api.url}/bot{api.token}/SENDMESSAGE?chat_id={ailsa.id}&text=address"
    async with aiohttp.ClientSession() as session, session.get(address) as response:
        assert response.status == 200
    assert [message.text for message in ailsa.messages[1:]] == ["form", "address"]
    assert api.count["sendMessage"] == 2


async def test_a_forms_strings_are_read_as_telegram_reads_them(bot: RawBot, ailsa: Person) -> None:
    """The word false is false, an empty argument is none, a file may come under another name."""
    fields = {"chat_id": str(ailsa.id), "disable_notification": "false", "reply_markup": ""}
    await bot.form("sendMessage", {**fields, "text": "5"})
    assert (ailsa.last.silent, ailsa.buttons()) == (False, [])
    await bot("sendMessage", chat_id=ailsa.id, text=5, disable_notification=1)
    assert (ailsa.last.text, ailsa.last.silent) == ("5", True)
    await bot.form("sendDocument", {**fields, "document": "attach://other"}, other=b"x")
    assert ailsa.last.document is not None
    assert ailsa.last.document.name == "other.bin"


async def test_menu_buttons_are_for_private_chats(api: StandIn, bot: RawBot, ailsa: Person) -> None:
    """A group has none."""
    group = api.group(admins=(ailsa,))
    await group.add_bot(ailsa)
    api.allow_refusals()
    answer = await bot("setChatMenuButton", chat_id=group.id)
    assert answer.description == "Bad Request: menu buttons are for private chats"


async def test_a_body_that_cannot_be_read(api: StandIn) -> None:
    """Broken JSON is a 400."""
    api.allow_refusals()
    address = f"{api.url}/bot{api.token}/getMe"
    headers = {"Content-Type": "application/json"}
    async with aiohttp.ClientSession() as session:
        for body in ("{", "[1]"):
            async with session.post(address, data=body, headers=headers) as response:
                assert response.status == 400


async def test_calls_are_recorded(api: StandIn, bot: RawBot, ailsa: Person) -> None:
    """Method, chat, time, arguments and whether it went well."""
    api.allow_refusals()
    await bot("sendMessage", chat_id=ailsa.id, text="x")
    await bot("sendMessage", chat_id=ailsa.id, text="")
    assert [(call.method, call.chat_id, call.ok) for call in api.calls] == [
        ("sendMessage", ailsa.id, True),
        ("sendMessage", ailsa.id, False),
    ]
    assert api.calls[0].params["text"] == "x"
    assert api.calls[0].at <= api.calls[1].at


async def test_recording_can_be_switched_off() -> None:
    """For benchmarks: calls are only counted."""
    async with StandIn(record=False) as api, RawBot(api.url, api.token) as bot:
        await bot("getMe")
        assert not api.calls
        assert api.count["getMe"] == 1


async def test_waiting_for_calls(api: StandIn, bot: RawBot) -> None:
    """``wait_calls`` fails, naming the number, when they do not come."""
    await bot("getMe")
    await api.wait_calls("getMe", 1)
    with pytest.raises(AssertionError, match=r"getMe was called 1 times in 0\.01 s, not 2"):
        await api.wait_calls("getMe", 2, within=0.01)


async def test_files_have_limits(api: StandIn, bot: RawBot, ailsa: Person) -> None:
    """10 MB for a photo, 50 MB for a document, something in it, and a short caption."""
    api.allow_refusals()
    chat = {"chat_id": str(ailsa.id)}
    photo = await bot.form("sendPhoto", chat, photo=b"x" * (LARGEST_PHOTO_BYTES + 1))
    assert photo.description == "Bad Request: file is too big for a photo"
    large = await bot.form("sendDocument", chat, document=b"x" * (LARGEST_DOCUMENT_BYTES + 1))
    assert large.description == "Bad Request: file is too big for a document"
    empty = await bot.form("sendDocument", chat, document=b"")
    assert empty.description == "Bad Request: file must be non-empty"
    missing = await bot("sendDocument", chat_id=ailsa.id)
    assert missing.description == "Bad Request: there is no document in the request"
    unknown = await bot("sendDocument", chat_id=ailsa.id, document="some-file-id")
    assert unknown.description == "Bad Request: wrong file identifier/HTTP URL specified"
    long = await bot.form("sendPhoto", {**chat, "caption": "a" * 1025}, photo=b"x")
    assert long.description == "Bad Request: message caption is too long"
    fields = {**chat, "caption": "<b>" + "a" * 1024 + "</b>", "parse_mode": "HTML"}
    fine = await bot.form("sendPhoto", fields, photo=b"x" * LARGEST_PHOTO_BYTES)
    assert fine.result["caption_entities"] == [{"type": "bold", "offset": 0, "length": 1024}]


async def test_the_text_of_a_file_cannot_be_edited_in(
    api: StandIn, bot: RawBot, ailsa: Person
) -> None:
    """A message with a file has a caption, and no text to edit."""
    sent = await bot.form("sendDocument", {"chat_id": str(ailsa.id)}, document=b"x")
    api.allow_refusals()
    number = sent.result["message_id"]
    answer = await bot("editMessageText", chat_id=ailsa.id, message_id=number, text="x")
    assert answer.description == "Bad Request: there is no text in the message to edit"


@pytest.mark.parametrize(
    ("method", "params", "words"),
    [
        ("setMyCommands", {"commands": "x"}, "can't parse commands JSON object"),
        ("setMyCommands", {"commands": {}}, "expected an Array of BotCommand"),
        ("setMyCommands", {"commands": ["start"]}, "can't parse BotCommand: expected an Object"),
        (
            "setMyCommands",
            {"commands": [{"command": "a", "description": "b"}] * 101},
            "too many bot commands specified",
        ),
        (
            "setMyCommands",
            {"commands": [{"command": "Start", "description": "b"}]},
            "BOT_COMMAND_INVALID",
        ),
        (
            "setMyCommands",
            {"commands": [{"command": "a" * 33, "description": "b"}]},
            "BOT_COMMAND_INVALID",
        ),
        (
            "setMyCommands",
            {"commands": [{"command": "a", "description": ""}]},
            "command description must be non-empty",
        ),
        (
            "setMyCommands",
            {"commands": [{"command": "a", "description": "b" * 257}]},
            "BOT_COMMAND_DESCRIPTION_INVALID",
        ),
        ("setMyCommands", {"commands": [], "scope": {"type": "x"}}, "unsupported type specified"),
        ("deleteMyCommands", {"language_code": "english"}, "invalid language code specified"),
        ("setMyDescription", {"description": "a" * 513}, "bot description is too long"),
        (
            "setMyShortDescription",
            {"short_description": "a" * 121},
            "bot short description is too long",
        ),
        ("setMyName", {"name": "a" * 65}, "bot name is too long"),
        ("setChatMenuButton", {"menu_button": [1]}, "object expected as menu button"),
        ("setChatMenuButton", {"menu_button": {"type": "x"}}, "unsupported menu button type"),
        ("setChatMenuButton", {"menu_button": {"type": "web_app"}}, "needs its text and address"),
    ],
)
async def test_settings_telegram_refuses(
    api: StandIn, bot: RawBot, method: str, params: dict[str, Any], words: str
) -> None:
    """Commands, descriptions and menu buttons outside their limits are refused, and not kept."""
    api.allow_refusals()
    answer = await bot(method, **params)
    assert answer.status == 400
    assert words in answer.description
    assert api.settings == {}
