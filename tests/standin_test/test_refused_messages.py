"""Chats that may not be written to, and messages that may not be changed."""

from datetime import UTC, datetime

import pytest

from tests.standin import Person, RawBot, StandIn

KEYBOARD = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}


async def send(bot: RawBot, person: Person, text: str = "Hello") -> int:
    """Send a message with a keyboard and return its number."""
    answer = await bot("sendMessage", chat_id=person.id, text=text, reply_markup=KEYBOARD)
    return int(answer.result["message_id"])


async def test_a_chat_nobody_knows(api: StandIn, bot: RawBot) -> None:
    """An id without a chat behind it, and no id at all."""
    api.allow_refusals()
    assert (await bot("sendMessage", chat_id=5, text="x")).description == (
        "Bad Request: chat not found"
    )
    assert (await bot("sendMessage", chat_id="@nobody", text="x")).description == (
        "Bad Request: chat not found"
    )
    assert (await bot("sendMessage", text="x")).description == "Bad Request: chat_id is empty"


async def test_a_bot_cannot_write_first(api: StandIn, bot: RawBot) -> None:
    """Until a person has written, there is nobody to write to."""
    api.allow_refusals()
    person = api.person()
    answer = await bot("sendMessage", chat_id=person.id, text="x")
    assert (answer.status, answer.description) == (
        403,
        "Forbidden: bot can't initiate conversation with a user",
    )


async def test_a_person_who_blocked_the_bot(api: StandIn, bot: RawBot, ailsa: Person) -> None:
    """Blocked means no message, no edit and no "typing"; unblocked means all of them again."""
    number = await send(bot, ailsa)
    await ailsa.block()
    api.allow_refusals("bot was blocked by the user")
    for method, params in (
        ("sendMessage", {"text": "x"}),
        ("editMessageText", {"text": "x", "message_id": number}),
        ("sendChatAction", {"action": "typing"}),
    ):
        answer = await bot(method, chat_id=ailsa.id, **params)
        assert (answer.status, answer.description) == (
            403,
            "Forbidden: bot was blocked by the user",
        )
    for method, name in (("sendDocument", "document"), ("sendPhoto", "photo")):
        answer = await bot.form(method, {"chat_id": str(ailsa.id)}, **{name: b"x"})
        assert answer.status == 403
    await ailsa.unblock()
    assert await send(bot, ailsa)


async def test_a_person_who_left_telegram(api: StandIn, bot: RawBot, ailsa: Person) -> None:
    """A deleted account cannot be written to."""
    await ailsa.delete_account()
    api.allow_refusals("deactivated")
    answer = await bot("sendMessage", chat_id=ailsa.id, text="x")
    assert (answer.status, answer.description) == (403, "Forbidden: user is deactivated")


async def test_an_edit_that_changes_nothing(api: StandIn, bot: RawBot, ailsa: Person) -> None:
    """The same words with the same keyboard are refused, for both kinds of edit."""
    number = await send(bot, ailsa)
    api.allow_refusals("message is not modified")
    where = {"chat_id": ailsa.id, "message_id": number, "reply_markup": KEYBOARD}
    for answer in (
        await bot("editMessageText", text="Hello", **where),
        await bot("editMessageReplyMarkup", **where),
    ):
        assert answer.description.startswith("Bad Request: message is not modified: specified new")
    assert not ailsa.last.edited


async def test_an_edit_without_keyboard_takes_it_off(bot: RawBot, ailsa: Person) -> None:
    """The same words without the keyboard are a change, as at Telegram."""
    number = await send(bot, ailsa)
    await bot("editMessageText", chat_id=ailsa.id, message_id=number, text="Hello")
    assert ailsa.last.buttons == []
    assert ailsa.last.edited


async def test_an_edit_brings_its_own_formatting(bot: RawBot, ailsa: Person) -> None:
    """The entities are those of the new words; the old ones go."""
    where = {"chat_id": ailsa.id, "message_id": await send(bot, ailsa), "parse_mode": "HTML"}
    await bot("editMessageText", text="<b>bold</b>", **where)
    assert ailsa.last.entities == [{"type": "bold", "offset": 0, "length": 4}]
    await bot("editMessageText", text="plain", **where)
    assert ailsa.last.entities == []


async def test_taking_off_a_keyboard_that_is_gone(api: StandIn, bot: RawBot, ailsa: Person) -> None:
    """The second time there is nothing to change."""
    where = {"chat_id": ailsa.id, "message_id": await send(bot, ailsa)}
    assert (await bot("editMessageReplyMarkup", **where)).result["text"] == "Hello"
    api.allow_refusals("message is not modified")
    assert "not modified" in (await bot("editMessageReplyMarkup", **where)).description


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "message identifier is not specified"),
        (999, "message to edit not found"),
        (1, "message can't be edited"),
    ],
)
async def test_messages_that_cannot_be_edited(
    api: StandIn, bot: RawBot, ailsa: Person, number: int, words: str
) -> None:
    """None named, none there, or the person's own (their /start is number 1)."""
    api.allow_refusals()
    answer = await bot("editMessageText", chat_id=ailsa.id, message_id=number, text="x")
    assert answer.description == f"Bad Request: {words}"


async def test_a_deleted_message_is_gone(api: StandIn, bot: RawBot, ailsa: Person) -> None:
    """Neither an edit nor a second deletion finds it."""
    where = {"chat_id": ailsa.id, "message_id": await send(bot, ailsa)}
    assert (await bot("deleteMessage", **where)).result is True
    assert [message.text for message in ailsa.messages] == ["/start"]
    api.allow_refusals()
    assert (
        "message to edit not found" in (await bot("editMessageText", text="x", **where)).description
    )
    assert "message to delete not found" in (await bot("deleteMessage", **where)).description


async def test_after_two_days_nothing_can_be_deleted(
    api: StandIn, bot: RawBot, ailsa: Person
) -> None:
    """48 hours by the stand-in's clock, for one message and for many."""
    where = {"chat_id": ailsa.id, "message_id": await send(bot, ailsa)}
    api.clock.advance(48 * 3600 + 2)
    api.allow_refusals("message can't be deleted for everyone")
    one = await bot("deleteMessage", **where)
    many = await bot("deleteMessages", chat_id=ailsa.id, message_ids=[where["message_id"]])
    assert one.description == many.description
    assert one.description == "Bad Request: message can't be deleted for everyone"


async def test_many_are_deleted_and_missing_ones_passed_over(
    api: StandIn, bot: RawBot, ailsa: Person
) -> None:
    """The person's own words can go too in a private chat; over a hundred at once cannot."""
    number = await send(bot, ailsa)
    answer = await bot("deleteMessages", chat_id=ailsa.id, message_ids=[1, number, 998])
    assert answer.result is True
    assert ailsa.messages == []
    api.allow_refusals()
    for numbers, words in (
        ([], "message identifiers are not specified"),
        (5, "message identifiers are not specified"),
        (list(range(1, 102)), "too many message identifiers specified"),
    ):
        refused = await bot("deleteMessages", chat_id=ailsa.id, message_ids=numbers)
        assert refused.description == f"Bad Request: {words}"


async def test_an_answer_to_a_message_that_is_not_there(
    api: StandIn, bot: RawBot, ailsa: Person
) -> None:
    """Refused, unless the bot said that it does not mind."""
    api.allow_refusals("message to be replied not found")
    wanted = {"message_id": 999}
    refused = await bot("sendMessage", chat_id=ailsa.id, text="x", reply_parameters=wanted)
    assert refused.description == "Bad Request: message to be replied not found"
    wanted["allow_sending_without_reply"] = True
    sent = await bot("sendMessage", chat_id=ailsa.id, text="x", reply_parameters=wanted)
    assert "reply_to_message" not in sent.result
    answer = await bot(
        "sendMessage", chat_id=ailsa.id, text="x", reply_parameters={"message_id": 1}
    )
    assert answer.result["reply_to_message"]["text"] == "/start"


async def test_a_tap_can_be_answered_for_fifteen_seconds(
    api: StandIn, bot: RawBot, ailsa: Person
) -> None:
    """After that, and for an id nobody has heard of, the query is too old."""
    await send(bot, ailsa)
    tap = await ailsa.tap("Yes")
    api.clock.advance(15.5)
    api.allow_refusals("query is too old")
    for number in (tap.id, "12345"):
        answer = await bot("answerCallbackQuery", callback_query_id=number)
        assert answer.description == (
            "Bad Request: query is too old and response timeout expired or query ID is invalid"
        )
    assert not tap.answered


async def test_a_notice_is_two_hundred_characters_at_most(
    api: StandIn, bot: RawBot, ailsa: Person
) -> None:
    """The text shown on a tap is short; a second answer changes nothing."""
    await send(bot, ailsa)
    tap = await ailsa.tap("Yes")
    api.allow_refusals("MESSAGE_TOO_LONG")
    long = await bot("answerCallbackQuery", callback_query_id=tap.id, text="a" * 201)
    assert long.description == "Bad Request: MESSAGE_TOO_LONG"
    text = "a" * 200
    await bot("answerCallbackQuery", callback_query_id=tap.id, text=text, show_alert=True)
    await bot("answerCallbackQuery", callback_query_id=tap.id, text="late")
    assert (tap.text, tap.alert) == (text, True)


async def test_the_date_is_the_clocks(api: StandIn, bot: RawBot, ailsa: Person) -> None:
    """A test that moves the clock sees it in the messages' dates."""
    moment = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    api.clock.set(moment)
    answer = await bot("sendMessage", chat_id=ailsa.id, text="x")
    assert abs(answer.result["date"] - moment.timestamp()) < 60


async def test_pins(api: StandIn, bot: RawBot, ailsa: Person) -> None:
    """A pin shows, makes a line in the chat that the bot hears of, and can be taken off once."""
    where = {"chat_id": ailsa.id, "message_id": await send(bot, ailsa)}
    await bot("pinChatMessage", disable_notification=True, **where)
    assert [message.text for message in ailsa.pinned] == ["Hello"]
    updates = (await bot("getUpdates")).result
    assert updates[-1]["message"]["pinned_message"]["text"] == "Hello"
    await bot("unpinChatMessage", chat_id=ailsa.id)
    assert ailsa.pinned == []
    api.allow_refusals()
    assert "message to unpin not found" in (await bot("unpinChatMessage", **where)).description
    missing = await bot("pinChatMessage", chat_id=ailsa.id, message_id=999)
    assert missing.description == "Bad Request: message to pin not found"


async def test_an_action_telegram_does_not_know(api: StandIn, bot: RawBot, ailsa: Person) -> None:
    """Only the listed actions; "typing" is noted for the test to see."""
    api.allow_refusals()
    await bot("sendChatAction", chat_id=ailsa.id, action="typing")
    refused = await bot("sendChatAction", chat_id=ailsa.id, action="thinking")
    assert refused.description == "Bad Request: wrong parameter action in request"
    assert ailsa.chat.actions == ["typing"]
