"""Groups: what the bot hears there, and what it may do."""

import json
from typing import Any

import pytest

from tests.standin import Group, Person, RawBot, StandIn


@pytest.fixture
async def group(api: StandIn, ailsa: Person) -> Group:
    """A group Ailsa made, with the bot in it."""
    group = api.group("Ward 4", admins=(ailsa,), members=(api.person("Rory"),))
    await group.add_bot(ailsa)
    return group


def heard(api: StandIn) -> list[dict[str, Any]]:
    """The messages that wait for the bot."""
    updates = [json.loads(body) for body in api.updates.read(0, 100)]
    return [update["message"] for update in updates if "message" in update]


async def test_an_ordinary_member_bot_hears_only_what_is_meant_for_it(
    api: StandIn, bot: RawBot, group: Group, ailsa: Person
) -> None:
    """Commands, answers to its messages and its own name; everything once it is an admin."""
    await bot("sendMessage", chat_id=group.id, text="Hello all")
    hello = await group.expect("Hello all")
    before = len(heard(api))
    await group.say(ailsa, "among ourselves")
    await group.say(ailsa, "/team@another_bot")
    assert len(heard(api)) == before
    await group.say(ailsa, "/team")
    await group.say(ailsa, "/team@cairn_test_bot")
    await group.say(ailsa, "dear @cairn_test_bot")
    await group.say(ailsa, "thanks", reply_to=hello)
    assert len(heard(api)) == before + 4
    assert heard(api)[-1]["reply_to_message"]["text"] == "Hello all"
    await group.promote_bot(ailsa)
    await group.say(ailsa, "among ourselves")
    assert len(heard(api)) == before + 5


async def test_only_members_speak(api: StandIn, group: Group) -> None:
    """A stranger joins first; whoever left is a stranger again."""
    stranger = api.person()
    with pytest.raises(AssertionError, match="only members"):
        await group.say(stranger, "/team")
    await group.join(stranger)
    await group.say(stranger, "/team")
    await group.leave(stranger)
    assert heard(api)[-1]["left_chat_member"]["id"] == stranger.id
    with pytest.raises(AssertionError, match="only members"):
        await group.say(stranger, "/team")


async def test_a_member_taps_in_the_group(
    api: StandIn, bot: RawBot, group: Group, ailsa: Person
) -> None:
    """The callback query names the member who tapped, and the group's message."""
    keyboard = {"inline_keyboard": [[{"text": "Ready", "callback_data": "r"}]]}
    await bot("sendMessage", chat_id=group.id, text="Shall we?", reply_markup=keyboard)
    await group.tap(ailsa, "Ready")
    query = json.loads(api.updates.read(0, 100)[-1])["callback_query"]
    assert (query["from"]["id"], query["message"]["chat"]["id"]) == (ailsa.id, group.id)


async def test_a_bot_that_was_thrown_out(
    api: StandIn, bot: RawBot, group: Group, ailsa: Person
) -> None:
    """It may neither write nor ask, and hears nothing."""
    await group.remove_bot(ailsa)
    before = len(heard(api))
    await group.say(ailsa, "/team")
    await group.join(api.person())
    assert len(heard(api)) == before
    assert "new_chat_members" in group.messages[-1].raw
    api.allow_refusals()
    answer = await bot("sendMessage", chat_id=group.id, text="x")
    assert answer.description == "Forbidden: bot was kicked from the group chat"
    asked = await bot("getChatAdministrators", chat_id=group.id)
    assert asked.description == "Forbidden: bot is not a member of the group chat"


async def test_a_bot_that_left(api: StandIn, bot: RawBot, group: Group) -> None:
    """Having left, it may not write."""
    await bot("leaveChat", chat_id=group.id)
    api.allow_refusals()
    answer = await bot("sendMessage", chat_id=group.id, text="x")
    assert answer.description == "Forbidden: bot is not a member of the group chat"


async def test_a_group_that_moved_says_where_to(
    api: StandIn, bot: RawBot, group: Group, ailsa: Person
) -> None:
    """The old id answers with the new one, under which everything goes on."""
    await bot("sendMessage", chat_id=group.id, text="before the move")
    await group.expect("before the move")
    old = group.id
    new = await group.migrate()
    assert [message.get("migrate_to_chat_id") for message in heard(api)][-2] == new
    assert heard(api)[-1]["migrate_from_chat_id"] == old
    api.allow_refusals("upgraded to a supergroup")
    refused = await bot("sendMessage", chat_id=old, text="x")
    assert (refused.status, refused.parameters) == (400, {"migrate_to_chat_id": new})
    sent = await bot("sendMessage", chat_id=new, text="here we are")
    assert sent.result["message_id"] == 2  # a supergroup counts for itself
    await group.expect("here we are")
    await group.say(ailsa, "/team")
    assert heard(api)[-1]["chat"]["id"] == new


async def test_without_rights_nothing_of_others_is_touched(
    api: StandIn, bot: RawBot, group: Group, ailsa: Person
) -> None:
    """An ordinary member bot can neither delete others' messages nor pin; an admin can."""
    message = await group.say(ailsa, "/team")
    where = {"chat_id": group.id, "message_id": message.id}
    api.allow_refusals()
    refused = await bot("deleteMessage", **where)
    assert refused.description == "Bad Request: message can't be deleted"
    refused = await bot("pinChatMessage", **where)
    assert "not enough rights to manage pinned messages" in refused.description
    await group.promote_bot(ailsa)
    assert (await bot("pinChatMessage", **where)).result is True
    assert (await bot("deleteMessage", **where)).result is True
    assert group.pinned == []


async def test_who_is_who(api: StandIn, bot: RawBot, group: Group, ailsa: Person) -> None:
    """Creator, admin, member and stranger are told apart; a private chat has no admins."""

    async def status(user_id: int) -> str:
        answer = await bot("getChatMember", chat_id=group.id, user_id=user_id)
        return str(answer.result["status"])

    rory = next(user for user in group.chat.members if user != ailsa.id)
    stranger = api.person()
    found = [await status(number) for number in (ailsa.id, rory, stranger.id, api.bot_id)]
    assert found == ["creator", "member", "left", "member"]
    await group.leave(ailsa)
    assert await status(ailsa.id) == "left"
    api.allow_refusals()
    unknown = await bot("getChatMember", chat_id=group.id, user_id=5)
    assert unknown.description == "Bad Request: user not found"
    stay = await bot("leaveChat", chat_id=ailsa.id)
    assert stay.description == "Bad Request: chat member status can't be changed in private chats"
    private = await bot("getChatAdministrators", chat_id=ailsa.id)
    assert private.description == "Bad Request: there are no administrators in the private chat"


async def test_a_bot_without_the_right_to_write(
    api: StandIn, bot: RawBot, group: Group, ailsa: Person
) -> None:
    """Restricted, it is told so, still hears its commands, and may not send."""
    await group.restrict_bot(ailsa)
    asked = await bot("getChatMember", chat_id=group.id, user_id=api.bot_id)
    assert asked.result["status"] == "restricted"
    assert (asked.result["is_member"], asked.result["can_send_messages"]) == (True, False)
    told = json.loads(api.updates.read(0, 100)[-1])["my_chat_member"]["new_chat_member"]
    assert told["status"] == "restricted"
    before = len(heard(api))
    await group.say(ailsa, "/team")
    assert len(heard(api)) == before + 1
    api.allow_refusals("not enough rights")
    answer = await bot("sendMessage", chat_id=group.id, text="x")
    assert answer.description == (
        "Bad Request: not enough rights to send text messages to the chat"
    )
    await group.restrict_bot(ailsa, writes=True)
    assert (await bot("sendMessage", chat_id=group.id, text="x")).result


async def test_a_group_in_which_only_administrators_write(
    api: StandIn, bot: RawBot, group: Group, ailsa: Person
) -> None:
    """Nobody tells the bot; an ordinary one may not send, an administrator may."""
    before = len(api.updates.read(0, 100))
    await group.forbid_writing()
    assert len(api.updates.read(0, 100)) == before
    api.allow_refusals("not enough rights")
    answer = await bot("sendMessage", chat_id=group.id, text="x")
    assert answer.status == 400
    await group.promote_bot(ailsa)
    assert (await bot("sendMessage", chat_id=group.id, text="x")).result


async def test_an_administrator_who_does_not_say_who_they_are(api: StandIn, group: Group) -> None:
    """Their message comes from the group itself, by an account that all of them share."""
    await group.say_as_group("/team")
    message = heard(api)[-1]
    assert message["sender_chat"]["id"] == group.id
    assert message["from"]["username"] == "GroupAnonymousBot"


async def test_a_message_goes_into_a_topic_that_is_there_and_open(
    api: StandIn, bot: RawBot, group: Group, ailsa: Person
) -> None:
    """A topic nobody opened is refused; a closed one is, unless the bot is an administrator."""
    await group.migrate()
    topic = await group.open_topic()

    async def sent(number: int) -> Any:
        return await bot("sendMessage", chat_id=group.id, text="x", message_thread_id=number)

    assert (await sent(topic)).result["message_thread_id"] == topic
    api.allow_refusals("message thread not found", "TOPIC_CLOSED")
    assert "message thread not found" in (await sent(topic + 50)).description
    await group.close_topic(topic)
    assert "TOPIC_CLOSED" in (await sent(topic)).description
    await group.promote_bot(ailsa)
    assert (await sent(topic)).result["is_topic_message"]
    await group.delete_topic(topic)
    assert "message thread not found" in (await sent(topic)).description
