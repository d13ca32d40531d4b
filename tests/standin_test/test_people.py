"""People: what they say, see and tap, and how a failed expectation reads."""

import asyncio
import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.standin import Person, RawBot, StandIn

TWO = {
    "inline_keyboard": [
        [{"text": "Yes", "callback_data": "y"}, {"text": "No", "callback_data": "n"}],
        [{"text": "Read more", "url": "https://example.org"}],
    ]
}


def newest(api: StandIn) -> dict[str, Any]:
    """The update queued last."""
    update: dict[str, Any] = json.loads(api.updates.read(0, 100)[-1])
    return update


async def test_a_person_waits_for_words(bot: RawBot, ailsa: Person) -> None:
    """``expect`` returns the next unseen message that holds every piece, also one yet to come."""
    asking = asyncio.create_task(ailsa.expect("one", re.compile(r"\d"), within=60))
    await bot("sendMessage", chat_id=ailsa.id, text="one, without a number")
    await bot("sendMessage", chat_id=ailsa.id, text="one: 1")
    async with asyncio.timeout(5):
        assert (await asking).text == "one: 1"


async def test_each_message_is_expected_once(bot: RawBot, ailsa: Person) -> None:
    """What was seen does not count again, nor what came before it."""
    for text in ("first", "same", "same"):
        await bot("sendMessage", chat_id=ailsa.id, text=text)
    assert await ailsa.expect("same") is not await ailsa.expect("same")
    with pytest.raises(AssertionError, match="expected 'same' within"):
        await ailsa.expect("same", within=0.01)
    with pytest.raises(AssertionError, match="expected 'first' within"):
        await ailsa.expect("first", within=0.01)


async def test_an_edit_that_changes_words_is_seen_too(bot: RawBot, ailsa: Person) -> None:
    """The edited message can be expected; it is no new message."""
    await bot("sendMessage", chat_id=ailsa.id, text="before", reply_markup=TWO)
    shown = await ailsa.expect("before")
    await bot("editMessageText", chat_id=ailsa.id, message_id=shown.id, text="after")
    await ailsa.expect_nothing(for_=0.01)
    assert await ailsa.expect("after") is shown
    assert shown.edited


async def test_nothing_more_is_expected(bot: RawBot, ailsa: Person) -> None:
    """``expect_nothing`` fails on an unseen message and on one that comes while it watches."""
    await ailsa.expect_nothing(for_=0.01)
    await bot("sendMessage", chat_id=ailsa.id, text="there already")
    with pytest.raises(AssertionError, match="expected no further message"):
        await ailsa.expect_nothing(for_=0.01)
    ailsa.read()
    watching = asyncio.create_task(ailsa.expect_nothing(for_=5))
    await bot("sendMessage", chat_id=ailsa.id, text="comes late")
    with pytest.raises(AssertionError, match="comes late"):
        await watching


async def test_a_failed_expectation_shows_the_chat(
    api: StandIn, bot: RawBot, ailsa: Person
) -> None:
    """Everything on the screen, with buttons, marks and the calls that were refused."""
    api.allow_refusals()
    await bot("sendMessage", chat_id=ailsa.id, text="Well?\nTake your time.", reply_markup=TWO)
    await bot("sendMessage", chat_id=ailsa.id, text="gone", disable_notification=True)
    await bot("deleteMessage", chat_id=ailsa.id, message_id=ailsa.last.id)
    await bot("sendMessage", chat_id=ailsa.id, text="")
    await bot("sendMessage", chat_id=ailsa.id, text="long" * 100)
    await ailsa.send_sticker()
    with pytest.raises(AssertionError) as failed:
        await ailsa.expect("Goodbye", within=0.01)
    assert str(failed.value) == (
        "expected 'Goodbye' within 0.01 s; the chat is:\n"
        "#1 Ailsa: /start\n"
        "#2 bot: Well?\n"
        "      Take your time.\n"
        "      [Yes] [No]\n"
        "      [Read more]\n"
        "#3 bot (deleted, silent): gone\n"
        f"#4 bot: {'long' * 75}… (400 characters)\n"
        "#5 Ailsa: [sticker]\n"
        "Refused calls:\n"
        "  sendMessage: Bad Request: message text is empty"
    )


async def test_a_tap_finds_the_newest_message_with_the_button(
    api: StandIn, bot: RawBot, ailsa: Person
) -> None:
    """By label or by data; the tap waits for the button to come, and for its answer."""
    tapping = asyncio.create_task(ailsa.tap("No"))
    await bot("sendMessage", chat_id=ailsa.id, text="older", reply_markup=TWO)
    assert (await tapping).message.text == "older"
    await bot("sendMessage", chat_id=ailsa.id, text="newer", reply_markup=TWO)
    tap = await ailsa.tap(data="y")
    assert (tap.message.text, tap.data) == ("newer", "y")
    assert newest(api)["callback_query"]["data"] == "y"
    assert ailsa.buttons() == [["Yes", "No"], ["Read more"]]
    with pytest.raises(AssertionError, match="no answerCallbackQuery"):
        await tap.wait_answered(within=0.01)
    waiting = asyncio.create_task(tap.wait_answered())
    await bot("answerCallbackQuery", callback_query_id=tap.id, text="Noted")
    assert (await waiting).text == "Noted"


async def test_an_old_keyboard_can_still_be_tapped(bot: RawBot, ailsa: Person) -> None:
    """A phone that has not caught up: only when the test names the message."""
    await bot("sendMessage", chat_id=ailsa.id, text="Well?", reply_markup=TWO)
    old = await ailsa.expect("Well?")
    await bot("editMessageReplyMarkup", chat_id=ailsa.id, message_id=old.id)
    with pytest.raises(AssertionError, match="a button “Yes” within"):
        await ailsa.tap("Yes", within=0.01)
    assert (await ailsa.tap("Yes", message=old)).data == "y"
    await bot("deleteMessage", chat_id=ailsa.id, message_id=old.id)
    with pytest.raises(AssertionError, match="a deleted message cannot be tapped"):
        await ailsa.tap("Yes", message=old)


async def test_a_button_that_came_by_an_edit_and_went_again(bot: RawBot, ailsa: Person) -> None:
    """A tap waits for it to come on, and can still be made once it is off."""
    await bot("sendMessage", chat_id=ailsa.id, text="Well?")
    where = {"chat_id": ailsa.id, "message_id": ailsa.last.id}
    async with asyncio.timeout(5):
        tapping = asyncio.create_task(ailsa.tap("Yes", within=60))
        await bot("editMessageReplyMarkup", reply_markup=TWO, **where)
        tap = await tapping
        answered = asyncio.create_task(tap.wait_answered(within=60))
        await bot("answerCallbackQuery", callback_query_id=tap.id)
        await answered
        tapping = asyncio.create_task(ailsa.tap("Other", within=60))
        other = {"inline_keyboard": [[{"text": "Other", "callback_data": "o"}]]}
        await bot("editMessageText", text="Well?", reply_markup=other, **where)
        await tapping
    await bot("editMessageText", text="Well?", **where)
    assert [(await ailsa.tap(label, message=ailsa.last)).data for label in ("Yes", "Other")] == [
        "y",
        "o",
    ]


async def test_waiting_for_what_is_no_message(bot: RawBot, ailsa: Person) -> None:
    """A keyboard taken off, a pin, a pin taken off and a deletion all wake whoever waits."""
    await bot("sendMessage", chat_id=ailsa.id, text="Well?", reply_markup=TWO)
    message = ailsa.last
    where = {"chat_id": ailsa.id, "message_id": message.id}
    steps: list[tuple[str, Callable[[], bool]]] = [
        ("editMessageReplyMarkup", lambda: not message.buttons),
        ("pinChatMessage", lambda: message.pinned),
        ("unpinChatMessage", lambda: not message.pinned),
        ("deleteMessage", lambda: message.deleted),
    ]
    for method, holds in steps:
        with pytest.raises(AssertionError, match=f"expected {method} within"):
            await ailsa.until(holds, method, within=0.01)
        async with asyncio.timeout(5):
            waiting = asyncio.create_task(ailsa.until(holds, method, within=60))
            await bot(method, **where)
            await waiting


async def test_a_link_is_no_answer(bot: RawBot, ailsa: Person) -> None:
    """A button that opens an address sends nothing to the bot."""
    await bot("sendMessage", chat_id=ailsa.id, text="Well?", reply_markup=TWO)
    with pytest.raises(AssertionError, match="“Read more” is a link"):
        await ailsa.tap("Read more")


async def test_commands_are_marked_in_utf16_units(api: StandIn, ailsa: Person) -> None:
    """A command counts at the start of a word, behind wide characters too."""
    await ailsa.say("🙂 /stop and/or /log@cairn_test_bot")
    message = newest(api)["message"]
    assert message["entities"] == [
        {"type": "bot_command", "offset": 3, "length": 5},
        {"type": "bot_command", "offset": 16, "length": 19},
    ]


async def test_a_long_text_goes_out_in_pieces(api: StandIn, ailsa: Person) -> None:
    """Over 4,096 characters a client sends several messages."""
    first = await ailsa.say("a" * 4096 + "b")
    assert [len(message.text) for message in ailsa.messages[1:]] == [4096, 1]
    assert first is ailsa.messages[1]
    assert api.pending == 3


async def test_a_blocked_bot_hears_nothing(ailsa: Person) -> None:
    """Whoever has blocked the bot must unblock it before writing or tapping."""
    await ailsa.block()
    with pytest.raises(AssertionError, match="unblock"):
        await ailsa.say("hello")
    with pytest.raises(AssertionError, match="unblock"):
        await ailsa.tap("Yes")
    await ailsa.unblock()
    await ailsa.say("hello")
    with pytest.raises(AssertionError, match="empty message"):
        await ailsa.say("")


async def test_clearing_the_chat_clears_one_side(api: StandIn, bot: RawBot, ailsa: Person) -> None:
    """The person sees an empty chat; the bot may still write, unless it was stopped too."""
    await bot("sendMessage", chat_id=ailsa.id, text="Well?", reply_markup=TWO)
    await ailsa.delete_chat()
    await ailsa.expect_nothing(for_=0.01)
    assert ailsa.messages == []
    assert ailsa.buttons() == []
    with pytest.raises(AssertionError, match="the bot has written nothing here"):
        _ = ailsa.last
    await bot("sendMessage", chat_id=ailsa.id, text="still here")
    assert [message.text for message in ailsa.messages] == ["still here"]
    await ailsa.delete_chat(stop=True)
    assert newest(api)["my_chat_member"]["new_chat_member"]["status"] == "kicked"


async def test_names_that_were_not_given_are_easy_to_hunt_for(api: StandIn) -> None:
    """Every person has names, a user name and a language, all in the update they cause."""
    person = api.person(language_code="gd")
    await person.say("hello")
    sender = newest(api)["message"]["from"]
    assert sender == person.user
    assert sender["language_code"] == "gd"
    assert len({sender[name] for name in ("first_name", "last_name", "username")}) == 3
    assert person.id > 2**32
    with pytest.raises(AssertionError, match="already a person"):
        api.person(id=person.id)


async def test_a_deleted_message_is_gone_for_the_bot(
    api: StandIn, bot: RawBot, ailsa: Person
) -> None:
    """A person may delete the bot's message for both; it hears of it only when it edits."""
    await bot("sendMessage", chat_id=ailsa.id, text="x")
    message = await ailsa.expect("x")
    await ailsa.delete(message)
    api.allow_refusals("message to edit not found")
    answer = await bot("editMessageText", chat_id=ailsa.id, message_id=message.id, text="y")
    assert answer.description == "Bad Request: message to edit not found"
