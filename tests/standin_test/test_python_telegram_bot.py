"""python-telegram-bot against the stand-in: its Bot's calls, and its reading of updates."""

import json
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import telegram
from telegram import Update

from tests.standin import Person, StandIn


@pytest.fixture
async def ptb(api: StandIn) -> AsyncIterator[telegram.Bot]:
    """A real Bot, over its own HTTP client."""
    bot = telegram.Bot(api.token, base_url=f"{api.url}/bot")
    async with bot:
        yield bot


def read_updates(api: StandIn) -> list[Update]:
    """Everything that waits, as the library reads it; nothing may be left over unread."""
    updates = []
    for body in api.updates.read(0, 100):
        update = Update.de_json(json.loads(body), None)
        assert not update.api_kwargs
        assert update.effective_chat is not None
        assert update.effective_user is not None
        updates.append(update)
    return updates


async def test_the_library_makes_every_call(api: StandIn, ptb: telegram.Bot, ailsa: Person) -> None:
    """Each method of the stand-in is called through the real client, and its answer is read."""
    keyboard = telegram.InlineKeyboardMarkup.from_button(
        telegram.InlineKeyboardButton("Yes", callback_data="y")
    )
    assert (await ptb.get_me()).username == "cairn_test_bot"
    sent = await ptb.send_message(
        ailsa.id,
        "Hello <b>you</b>",
        parse_mode="HTML",
        reply_markup=keyboard,
        disable_notification=True,
        protect_content=True,
        link_preview_options=telegram.LinkPreviewOptions(is_disabled=True),
    )
    assert sent.entities[0].type == "bold"
    assert sent.has_protected_content
    assert sent.link_preview_options == telegram.LinkPreviewOptions(is_disabled=True)
    shown = await ailsa.expect("Hello you")
    assert (shown.silent, shown.protect, shown.buttons) == (True, True, [["Yes"]])
    tap = await ailsa.tap("Yes")
    assert await ptb.answer_callback_query(tap.id, "Thanks", show_alert=True)
    assert (await tap.wait_answered()).text == "Thanks"
    edited = await ptb.edit_message_text("Again", ailsa.id, sent.message_id, reply_markup=keyboard)
    assert isinstance(edited, telegram.Message)
    assert edited.edit_date is not None
    await ptb.edit_message_reply_markup(ailsa.id, sent.message_id)
    assert ailsa.last.buttons == []
    document = await ptb.send_document(ailsa.id, b"a,b", filename="log.csv", caption="Your log")
    assert document.document is not None
    assert document.document.file_name == "log.csv"
    filed = (await ailsa.expect("Your log")).document
    assert filed is not None
    assert (filed.name, filed.data) == ("log.csv", b"a,b")
    photo = await ptb.send_photo(ailsa.id, b"\x89PNG", caption="A picture")
    assert photo.photo[0].file_size == 4
    assert (await ailsa.expect("A picture")).photo is not None
    await ptb.pin_chat_message(ailsa.id, document.message_id)
    assert (await ptb.get_chat(ailsa.id)).pinned_message == document
    await ptb.unpin_chat_message(ailsa.id, document.message_id)
    await ptb.delete_message(ailsa.id, document.message_id)
    await ptb.delete_messages(ailsa.id, [photo.message_id, sent.message_id])
    await ptb.send_chat_action(ailsa.id, "typing")
    assert ailsa.messages[0].text == "/start"
    assert [message.text for message in ailsa.messages[1:]] == [""]  # the line about the pin
    updates = await ptb.get_updates(timeout=1, allowed_updates=["message", "callback_query"])
    assert len(updates) == 3
    await ptb.set_webhook(f"{api.url}/elsewhere", secret_token="abc", max_connections=5)
    info = await ptb.get_webhook_info()
    assert (info.url, info.max_connections) == (f"{api.url}/elsewhere", 5)
    await ptb.delete_webhook()
    assert not (await ptb.get_webhook_info()).url


async def test_the_library_sets_what_the_bot_says_about_itself(
    api: StandIn, ptb: telegram.Bot, ailsa: Person
) -> None:
    """Commands, name, descriptions and the menu button, with scopes and languages."""
    scope = telegram.BotCommandScopeAllPrivateChats()
    await ptb.set_my_commands([("start", "Begin")], scope=scope, language_code="gd")
    assert api.settings["commands", "all_private_chats", 0, 0, "gd"] == [
        {"command": "start", "description": "Begin"}
    ]
    await ptb.delete_my_commands(scope=scope, language_code="gd")
    assert not api.settings
    await ptb.set_my_name("Cairn")
    await ptb.set_my_description("A quiet place to think.", language_code="gd")
    await ptb.set_my_short_description("Short reflections")
    await ptb.set_chat_menu_button(ailsa.id, telegram.MenuButtonCommands())
    assert api.settings == {
        ("name", ""): "Cairn",
        ("description", "gd"): "A quiet place to think.",
        ("short_description", ""): "Short reflections",
        ("menu_button", ailsa.id): {"type": "commands"},
    }


async def test_the_library_asks_about_a_group(
    api: StandIn, ptb: telegram.Bot, ailsa: Person
) -> None:
    """Chat, members and admins as the library's objects, until the bot leaves."""
    group = api.group("Ward 4", admins=(ailsa,))
    await group.add_bot(ailsa, admin=True)
    assert (await ptb.get_chat(group.id)).title == "Ward 4"
    member = await ptb.get_chat_member(group.id, ailsa.id)
    assert isinstance(member, telegram.ChatMemberOwner)
    admins = await ptb.get_chat_administrators(group.id)
    assert [admin.user.id for admin in admins] == [ailsa.id, api.bot_id]
    assert isinstance(admins[1], telegram.ChatMemberAdministrator)
    await ptb.leave_chat(group.id)
    left = read_updates(api)[-1].my_chat_member
    assert left is not None
    assert isinstance(left.new_chat_member, telegram.ChatMemberLeft)


async def test_the_library_names_the_errors(
    api: StandIn, ptb: telegram.Bot, ailsa: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each kind of refusal becomes the library's own exception."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    api.allow_refusals()
    with pytest.raises(telegram.error.BadRequest, match="Chat not found"):
        await ptb.send_message(5, "x")
    api.fail("sendMessage", status=429, retry_after=7)
    with pytest.raises(telegram.error.RetryAfter) as raised:
        await ptb.send_message(ailsa.id, "x")
    assert raised.value.retry_after == timedelta(seconds=7)
    api.fail("sendMessage", migrate_to=-1005)
    with pytest.raises(telegram.error.ChatMigrated) as moved:
        await ptb.send_message(ailsa.id, "x")
    assert moved.value.new_chat_id == -1005
    api.fail("sendMessage", status=502)
    with pytest.raises(telegram.error.NetworkError):
        await ptb.send_message(ailsa.id, "x")
    await ailsa.block()
    with pytest.raises(telegram.error.Forbidden):
        await ptb.send_message(ailsa.id, "x")
    api.token = f"{api.bot_id}:changed-meanwhile"
    with pytest.raises(telegram.error.InvalidToken):
        await ptb.get_me()


async def test_all_a_person_can_send_is_read_by_the_library(api: StandIn, ailsa: Person) -> None:
    """Every kind of message, edit and membership change parses, with nothing left over."""
    said = await ailsa.say("Well 🙂 /help@cairn_test_bot")
    await ailsa.say("An answer", reply_to=said)
    await ailsa.edit(said, "Better")
    await ailsa.send_voice()
    await ailsa.send_photo("Look")
    await ailsa.send_sticker()
    await ailsa.send_document("notes.pdf")
    await ailsa.send_location()
    await ailsa.send_contact()
    await ailsa.forward("Somebody else’s words")
    await ailsa.block()
    await ailsa.unblock()
    updates = read_updates(api)
    words = updates[1].message
    assert words is not None
    assert words.parse_entities() == {words.entities[0]: "/help@cairn_test_bot"}
    assert updates[2].message is not None
    assert updates[2].message.reply_to_message == words
    assert updates[3].edited_message is not None
    assert updates[3].edited_message.text == "Better"
    kinds = [telegram.helpers.effective_message_type(update) for update in updates[4:11]]
    assert kinds == ["voice", "photo", "sticker", "document", "location", "contact", "text"]
    changes = [update.my_chat_member for update in updates[11:]]
    assert [change.new_chat_member.status for change in changes if change] == ["kicked", "member"]


async def test_a_tap_carries_the_whole_message(
    api: StandIn, ptb: telegram.Bot, ailsa: Person
) -> None:
    """A callback query brings the message as it is now, keyboard and all."""
    button = telegram.InlineKeyboardButton("Yes", callback_data="token")
    sent = await ptb.send_message(
        ailsa.id, "Well?", reply_markup=telegram.InlineKeyboardMarkup([[button]])
    )
    await ailsa.tap("Yes")
    query = read_updates(api)[-1].callback_query
    assert query is not None
    assert isinstance(query.message, telegram.Message)
    assert query.message == sent
    assert query.message.reply_markup == sent.reply_markup
    assert (query.data, query.message.text, query.from_user.id) == ("token", "Well?", ailsa.id)
    await ailsa.tap("Yes", inaccessible=True)
    query = read_updates(api)[-1].callback_query
    assert query is not None
    assert isinstance(query.message, telegram.Message)
    # The library (22.8) makes a Message of it all the same, from 1970 and with nothing in it.
    assert query.message.date == telegram.constants.ZERO_DATE
    assert (query.message.message_id, query.message.text) == (sent.message_id, None)


async def test_all_that_happens_in_a_group_is_read_by_the_library(
    api: StandIn, ailsa: Person
) -> None:
    """Joining, speaking, promoting and moving to a supergroup parse, with nothing left over."""
    group = api.group("Ward 4", admins=(ailsa,))
    await group.add_bot(ailsa)
    await group.join(api.person())
    await group.say(ailsa, "/team")
    await group.promote_bot(ailsa)
    await group.migrate()
    await group.remove_bot(ailsa)
    updates = read_updates(api)[1:]
    assert [update.my_chat_member is not None for update in updates] == [
        True,
        False,
        False,
        False,
        True,
        False,
        False,
        True,
    ]
